//! Looks up a fixed set of object members in one pass.

use super::NodeRef;
use crate::json::StaticName;

/// The values of the members with these names. The last of duplicates wins, as in other JSON readers.
pub(super) fn lookup_members<'d, const COUNT: usize>(
    value: NodeRef<'d>,
    names: &[StaticName; COUNT],
) -> [Option<NodeRef<'d>>; COUNT] {
    let document = value.document();
    let has_aliases = document.tree().has_aliases();
    let mut found = [None; COUNT];
    // Perf: members are usually in the expected order.
    let mut next = 0;
    for member in document.named_members(value.id()) {
        let slow_name;
        let written = match member.plain_name {
            Some(bytes) if !has_aliases => bytes,
            _ => {
                slow_name = document.name_bytes(member.name());
                &*slow_name
            }
        };
        let index = match names.get(next) {
            Some(expected) if expected.matches(written) => next,
            _ => {
                // Members may be absent, so that a later name is most likely.
                let (before, after) = names.split_at_checked(next).unwrap_or((names, &[]));
                let among = |some: &[StaticName]| some.iter().position(|name| name.matches(written));
                let found = among(after).map(|at| at.saturating_add(next)).or_else(|| among(before));
                let Some(index) = found else { continue };
                index
            }
        };
        found[index] = Some(NodeRef::new(document, member.value));
        next = index.wrapping_add(1);
    }
    found
}

/// Maps the items of an array; empty if there is none.
pub(super) fn map_items<'d, T>(array: Option<NodeRef<'d>>, view: impl Fn(NodeRef<'d>) -> T) -> Vec<T> {
    let Some(array) = array else { return Vec::new() };
    let mut all = Vec::with_capacity(array.item_count());
    all.extend(array.items().map(view));
    all
}
