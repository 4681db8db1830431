//! The members of an object that somebody waits for.

use super::NodeRef;
use crate::json::StaticName;

/// The values of the members with these names, found in one pass. Of a member that stands several times, the
/// last, as every JSON reader takes it.
pub(super) fn lookup_members<'d, const COUNT: usize>(
    value: NodeRef<'d>,
    names: &[StaticName; COUNT],
) -> [Option<NodeRef<'d>>; COUNT] {
    let document = value.document();
    let has_renames = document.tree().has_aliases();
    let mut found = [None; COUNT];
    // Members mostly stand in the expected order.
    let mut next = 0;
    for member in document.named_members(value.id()) {
        let unusual;
        let written = match member.plain_name {
            Some(bytes) if !has_renames => bytes,
            _ => {
                unusual = document.name_bytes(member.name());
                &*unusual
            }
        };
        let place = match names.get(next) {
            Some(expected) if expected.matches(written) => next,
            _ => {
                // Some may have been left out: it is most likely one of those behind.
                let (before, behind) = names.split_at_checked(next).unwrap_or((names, &[]));
                let among = |some: &[StaticName]| some.iter().position(|name| name.matches(written));
                let found = among(behind).map(|at| at.saturating_add(next)).or_else(|| among(before));
                let Some(place) = found else { continue };
                place
            }
        };
        found[place] = Some(NodeRef::new(document, member.value));
        next = place.wrapping_add(1);
    }
    found
}
