//! Rules for rows of the field map.

pub(crate) mod disables_created_account;
pub(crate) mod duplicate_destination;
pub(crate) mod expected_key;
pub(crate) mod ignored_source;
pub(crate) mod key_not_create_only;
pub(crate) mod mandatory_attribute;
pub(crate) mod missing_delimiter;
pub(crate) mod misspelled_attribute;
pub(crate) mod name_based_key;
pub(crate) mod one_key_field;
pub(crate) mod unknown_source_field;
pub(crate) mod unmapped_field;
