//! Rules about joblint itself: failures and unused suppressions.

pub(crate) mod internal_error;
pub(crate) mod unused_suppression;
