//! API of transform scripts: members of `DTM` and events of the global script.

use std::sync::LazyLock;

use crate::text::escape_into;

/// Kind of a member of `DTM`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DtmMemberKind {
    /// Returns a value.
    Function,
    /// Does not return a value.
    Sub,
    /// Can be assigned but not read.
    WriteOnlyProperty,
    /// Can be read.
    Property,
}

/// A member of `DTM`.
#[derive(Debug)]
pub struct DtmMember {
    /// Name; Visual Basic compares names without regard to case.
    pub name: &'static str,
    /// Kind of the member.
    pub kind: DtmMemberKind,
    /// Names of the arguments.
    pub arguments: &'static [&'static str],
    /// Meaning of the member.
    pub description: &'static str,
    /// Page that documents the member.
    pub doc_page: &'static str,
}

use DtmMemberKind::{Function, Property, Sub, WriteOnlyProperty};

/// All documented members.
#[rustfmt::skip]
pub(crate) const DTM_MEMBERS: &[DtmMember] = &[
    DtmMember { name: "Source", kind: Function, arguments: &["field"], description: "the value of a source field in the current row", doc_page: "DTM Script" },
    DtmMember { name: "Result", kind: WriteOnlyProperty, arguments: &[], description: "the value of the destination field; must be assigned on every path through the script", doc_page: "DTM Script" },
    DtmMember { name: "ExpandVariables", kind: Function, arguments: &["text"], description: "a text with its environment variables expanded", doc_page: "DTM Script" },
    DtmMember { name: "CancelRow", kind: Sub, arguments: &[], description: "skips the current row", doc_page: "DTM Script" },
    DtmMember { name: "AddToContext", kind: Sub, arguments: &["key", "value"], description: "stores an object for other scripts of the job", doc_page: "DTM Script" },
    DtmMember { name: "Context", kind: Property, arguments: &["key"], description: "a stored object", doc_page: "DTM Script" },
];

/// Members of every .NET object.
const OBJECT_MEMBERS: &[&str] = &["ToString", "GetType", "Equals", "GetHashCode"];

/// Whether `DTM` has a documented member with this name.
#[must_use]
pub(crate) fn is_dtm_member(name: &str) -> bool {
    DTM_MEMBERS
        .iter()
        .map(|member| member.name)
        .chain(OBJECT_MEMBERS.iter().copied())
        .any(|known| known.eq_ignore_ascii_case(name))
}

/// An event that the global script can handle.
#[derive(Debug)]
pub struct DtmEvent {
    /// Name of the event.
    pub name: &'static str,
    /// Type of the second argument of its handler.
    pub args_type: &'static str,
    /// Condition in which it is raised.
    pub description: &'static str,
}

const fn event(name: &'static str, args_type: &'static str, description: &'static str) -> DtmEvent {
    DtmEvent { name, args_type, description }
}

/// All events, in the order of the global script that the product generates. Source: the jobs in
/// "Create a New Job" and "Get Job Details".
pub(crate) const DTM_EVENTS: &[DtmEvent] = &[
    event("Startup", "EventArgs", "the job starts"),
    event("BuildSourceQuery", "QueryEventArgs", "the query for the source is built"),
    event("RowStarting", "EventArgs", "a row of the source was read"),
    event("BuildDestinationQuery", "QueryEventArgs", "the query that looks the object up is built"),
    event("RowChanging", "JobEventArgs", "an object is about to be changed"),
    event("RowChanged", "JobEventArgs", "an object was changed"),
    event("RowAdding", "JobEventArgs", "an object is about to be created"),
    event("RowAdded", "JobEventArgs", "an object was created"),
    event("RowDeleting", "JobEventArgs", "an object is about to be deleted"),
    event("RowDeleted", "JobEventArgs", "an object was deleted"),
    event("RowFinishing", "JobEventArgs", "a row is nearly done"),
    event("RowFinished", "JobEventArgs", "a row is done"),
    event("RowFailed", "JobEventArgs", "a row failed"),
    event("Shutdown", "EventArgs", "the job ends"),
];

/// Event with this name, ignoring case.
#[must_use]
pub(crate) fn dtm_event(name: &str) -> Option<&'static DtmEvent> {
    DTM_EVENTS.iter().find(|event| event.name.eq_ignore_ascii_case(name))
}

/// Value of `Destination.ScriptingLanguage` for Visual Basic .NET, which is the language of the
/// scripts in all published jobs.
pub(crate) const VISUAL_BASIC: &str = "0";

/// Namespace that scripts must not use ("DTM Script").
pub(crate) const FORBIDDEN_NAMESPACE: &[&str] = &["System", "DirectoryServices"];

/// Global script of a job without custom code. Source: the jobs in "Create a New Job" and "Get Job
/// Details"; white space is not significant.
const DEFAULT_GLOBAL_SCRIPT: &str = include_str!("default_global_script.vb");

/// Encodings of the default script in job files, each as the content of a JSON string: indented, as
/// the product writes it, and with single spaces, as in "Get Job Details".
static ENCODED_DEFAULT_SCRIPTS: LazyLock<[String; 2]> = LazyLock::new(|| {
    let collapsed: String = DEFAULT_GLOBAL_SCRIPT
        .lines()
        .map(|line| {
            let text = line.trim_start_matches(' ');
            let indented = line.len() > text.len();
            format!("{}{text}\n", if indented { " " } else { "" })
        })
        .collect();
    [DEFAULT_GLOBAL_SCRIPT, &collapsed].map(|text| {
        let mut raw = String::with_capacity(text.len().saturating_mul(2));
        escape_into(&text.replace('\n', "\r\n"), &mut raw);
        raw
    })
});

/// Whether the raw content of a JSON string is the unmodified default script.
#[must_use]
pub(crate) fn is_default_global_script(raw: &str) -> bool {
    let (raw, default) = (raw.as_bytes(), ENCODED_DEFAULT_SCRIPTS[0].as_bytes());
    if raw == default || raw == ENCODED_DEFAULT_SCRIPTS[1].as_bytes() {
        return true;
    }
    // Skips the common prefix, without splitting an escape.
    let (eights, others) = (raw.as_chunks::<8>().0, default.as_chunks::<8>().0);
    let mut same = 8 * eights.iter().zip(others).take_while(|(eight, other)| eight == other).count();
    while same > 0 && raw[same - 1] == b'\\' {
        same -= 1;
    }
    non_whitespace_bytes(&raw[same..]).eq(non_whitespace_bytes(&default[same..]))
}

/// Bytes of the decoded JSON string without white space, precise enough for a comparison.
fn non_whitespace_bytes(raw: &[u8]) -> impl Iterator<Item = u8> {
    let mut raw = raw.iter().copied();
    std::iter::from_fn(move || {
        loop {
            let byte = match raw.next()? {
                b'\\' => match raw.next()? {
                    b'n' | b'r' | b't' => b' ',
                    escaped => escaped,
                },
                plain => plain,
            };
            if !byte.is_ascii_whitespace() {
                return Some(byte);
            }
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn default_script_handles_every_event() {
        for event in DTM_EVENTS {
            let header = format!(
                "Sub DTM_{0}(ByVal dtmsource As Object, ByVal args As {1}) Handles DTM.{0}",
                event.name, event.args_type
            );
            assert!(DEFAULT_GLOBAL_SCRIPT.contains(&header), "{header}");
        }
    }

    #[test]
    fn recognizes_unmodified_default_script() {
        let mut raw = String::new();
        escape_into(&DEFAULT_GLOBAL_SCRIPT.replace('\n', "\r\n"), &mut raw);
        assert!(is_default_global_script(&raw));
        assert!(is_default_global_script(&raw.replace("\\r\\n", "\\n\\t")));
        assert!(!is_default_global_script(&raw.replace("RowAdded", "RowAded")));
        assert!(!is_default_global_script(&format!("{raw}x")));
        assert!(!is_default_global_script(&raw[..raw.len() - 30]));
        assert!(!is_default_global_script(""));
    }

    #[test]
    fn members_are_case_insensitive() {
        assert!(is_dtm_member("source") && is_dtm_member("ToString"));
        assert!(!is_dtm_member("Destination"));
    }
}
