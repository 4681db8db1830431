//! Rules for the options of object types (`objectsOption`).

pub(crate) mod container_outside_scope;
pub(crate) mod delete_on_directory;
pub(crate) mod delete_with_partial_source;
pub(crate) mod invalid_distinguished_name;
pub(crate) mod missing_container;
pub(crate) mod missing_member_key;
pub(crate) mod nothing_to_do;
pub(crate) mod object_name_mismatch;
pub(crate) mod object_type_mismatch;
pub(crate) mod unknown_container;
