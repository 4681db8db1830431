//! Rules for entries of `settings`.

pub(crate) mod duplicate_setting;
pub(crate) mod invalid_setting_value;
pub(crate) mod missing_setting;
pub(crate) mod owner_mismatch;
pub(crate) mod repeated_setting;
pub(crate) mod setting_case;
pub(crate) mod setting_data_type;
pub(crate) mod unknown_setting;
