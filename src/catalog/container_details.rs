//! The members of `Source.ContainerDetails` and `Destination.ContainerDetails`.

/// One member.
#[derive(Debug)]
pub struct ContainerDetail {
    /// Its name.
    pub name: &'static str,
    /// What it says, as far as its name and the samples tell.
    pub description: &'static str,
}

const fn row(name: &'static str, description: &'static str) -> ContainerDetail {
    ContainerDetail { name, description }
}

/// Every member, in the product's order. Sources: the jobs in "Create a New Job" and "Get Job Collection
/// Details"; no page describes them.
pub const CONTAINER_DETAILS: &[ContainerDetail] = &[
    row("id", "the container's id in its directory; the same as `IdFromIdentityStore` in published jobs"),
    row("name", "the container's name; the same as `DisplayName` in published jobs"),
    row("children", "the containers below it that the tree had loaded"),
    row("parentId", "the id of the container above it"),
    row("showChildren", "whether the tree was unfolded"),
    row("hasChildren", "whether there are containers below it"),
    row("nodeType", "what it is: `Container`, or `Domain` in Entra ID"),
    row("DistinguishedName", "the distinguished name; the same as the setting `Container` of the side"),
    row("IdFromIdentityStore", "the container's id in its directory"),
    row("DisplayName", "the name that the tree shows"),
    row("isSelected", "whether it was selected in the tree"),
    row("isLoading", "whether the tree was loading what is below it"),
    row("isFocused", "whether it was focused in the tree"),
];

/// The member of a name, exactly as the product spells it.
#[must_use]
pub fn container_detail(name: &str) -> Option<&'static ContainerDetail> {
    CONTAINER_DETAILS.iter().find(|detail| detail.name == name)
}
