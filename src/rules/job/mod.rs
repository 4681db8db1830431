//! Rules for job metadata and collections.

pub(crate) mod api_response;
pub(crate) mod collection_notification;
pub(crate) mod collection_summary;
pub(crate) mod duplicate_job_name;
pub(crate) mod invalid_on_failure;
pub(crate) mod invalid_run_order;
pub(crate) mod job_name;
pub(crate) mod job_type_mismatch;
pub(crate) mod leftover_server_state;
pub(crate) mod missing_notification_recipient;
