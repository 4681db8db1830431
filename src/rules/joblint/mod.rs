//! joblint itself.

pub(crate) mod internal_error;
pub(crate) mod unused_suppression;
