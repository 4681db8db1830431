//! Rules for the data source and identity store of each side.

pub(crate) mod container_mismatch;
pub(crate) mod excel_limits;
pub(crate) mod misspelled_provider;
pub(crate) mod provider_id_mismatch;
pub(crate) mod provider_id_unknown;
pub(crate) mod provider_mismatch;
pub(crate) mod same_source_and_destination;
pub(crate) mod source_only_provider;
pub(crate) mod unknown_provider;
pub(crate) mod unknown_table;
