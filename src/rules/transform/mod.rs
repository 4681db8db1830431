//! Rules for transforms in the field map.

pub(crate) mod empty_separator;
pub(crate) mod invalid_account_name;
pub(crate) mod invalid_choice;
pub(crate) mod resolve_destination;
pub(crate) mod transform_case;
pub(crate) mod transform_syntax;
pub(crate) mod unknown_environment_variable;
pub(crate) mod unknown_transform;
