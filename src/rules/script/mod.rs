//! Rules for Visual Basic scripts.

pub(crate) mod script_forbidden;
pub(crate) mod script_hardcoded_path;
pub(crate) mod script_invalid_handler;
pub(crate) mod script_language;
pub(crate) mod script_result_read;
pub(crate) mod script_source_argument;
pub(crate) mod script_syntax;
pub(crate) mod script_unassigned_result;
pub(crate) mod script_undeclared;
pub(crate) mod script_unguarded;
pub(crate) mod script_unknown_member;
