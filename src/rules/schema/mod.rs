//! The shape of the document.

pub(crate) mod invalid_value;
pub(crate) mod member_case;
pub(crate) mod missing_member;
pub(crate) mod unknown_member;
pub(crate) mod wrong_type;
