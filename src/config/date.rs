//! Expiry dates of suppressions.

use std::time::SystemTime;

use jiff::Timestamp;
use jiff::tz::Offset;

pub use jiff::civil::Date;

/// Today in UTC; `None` if the system clock is out of range.
#[must_use]
pub fn today() -> Option<Date> {
    let now = Timestamp::try_from(SystemTime::now()).ok()?;
    Some(Offset::UTC.to_datetime(now).date())
}
