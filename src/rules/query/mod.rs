//! Rules for source and destination queries (`syncQuery`).

pub(crate) mod duplicate_query;
pub(crate) mod excel_sheet_reference;
pub(crate) mod filter_operator;
pub(crate) mod filter_syntax;
pub(crate) mod incremental_without_timestamp;
pub(crate) mod missing_query;
pub(crate) mod object_class_mismatch;
pub(crate) mod query_type_mismatch;
pub(crate) mod select_star;
pub(crate) mod sql_not_select;
pub(crate) mod sql_syntax;
pub(crate) mod table_mismatch;
