//! Members of `Source.ContainerDetails` and `Destination.ContainerDetails`.

/// A member of the container details.
#[derive(Debug)]
pub struct ContainerDetail {
    /// Name of the member.
    pub name: &'static str,
    /// Meaning, derived from the name and the samples.
    pub description: &'static str,
}

const fn row(name: &'static str, description: &'static str) -> ContainerDetail {
    ContainerDetail { name, description }
}

/// All members in the product's order. Sources: the jobs in "Create a New Job" and "Get Job
/// Collection Details"; no page describes them.
pub(crate) const CONTAINER_DETAILS: &[ContainerDetail] = &[
    row("id", "the container's id in its directory; the same as `IdFromIdentityStore` in published jobs"),
    row("name", "the container's name; the same as `DisplayName` in published jobs"),
    row("children", "the child containers that were loaded in the tree"),
    row("parentId", "the id of the parent container"),
    row("showChildren", "whether the container was expanded in the tree"),
    row("hasChildren", "whether there are child containers"),
    row("nodeType", "the type of the node: `Container`, or `Domain` in Entra ID"),
    row("DistinguishedName", "the distinguished name; the same as the setting `Container` of the side"),
    row("IdFromIdentityStore", "the container's id in its directory"),
    row("DisplayName", "the name shown in the tree"),
    row("isSelected", "whether it was selected in the tree"),
    row("isLoading", "whether the child containers were being loaded in the tree"),
    row("isFocused", "whether it was focused in the tree"),
];

/// Member with this name in the product's exact spelling.
#[must_use]
pub(crate) fn container_detail(name: &str) -> Option<&'static ContainerDetail> {
    CONTAINER_DETAILS.iter().find(|detail| detail.name == name)
}
