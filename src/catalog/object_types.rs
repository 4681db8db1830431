//! Numbers of object types.

/// Object type numbers whose meaning is known from published jobs ("Create a New Job", "Get Job
/// Collection Details"); the other numbers are documented nowhere.
const OBJECT_TYPES: &[(i64, &str)] = &[(1, "User"), (4, "Group")];

/// The name of an object type, where its number is known.
#[must_use]
pub fn object_type_name(number: i64) -> Option<&'static str> {
    OBJECT_TYPES.iter().find(|(known, _)| *known == number).map(|(_, name)| *name)
}
