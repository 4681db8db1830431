//! The members of an object that somebody waits for.

use super::Value;
use crate::json::MemberName;

/// The values of the members with these names, found in one pass. Of a member that stands several times, the
/// last, as every JSON reader takes it.
pub(super) fn members_of<'d, const COUNT: usize>(
    value: Value<'d>,
    names: &[MemberName],
) -> [Option<Value<'d>>; COUNT] {
    let document = value.document();
    let mut found = [None; COUNT];
    // Members mostly stand in the expected order.
    let mut next = 0;
    for (name, member) in document.members(value.id()) {
        let written = document.name_bytes(name);
        let is_it = |at: &usize| names.get(*at).is_some_and(|name| name.is(&written));
        let place = if is_it(&next) { Some(next) } else { (0..names.len()).find(is_it) };
        let Some(place) = place else { continue };
        if let Some(slot) = found.get_mut(place) {
            *slot = Some(Value::new(document, member));
        }
        next = place.wrapping_add(1);
    }
    found
}
