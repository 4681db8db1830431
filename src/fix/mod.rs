//! Selection and application of fixes, diffs, and writing of files.
//!
//! A text is fixed in iterations until no fix is left: the fixes of one iteration never touch the same bytes, and
//! the resulting text is checked again. A fix that would add errors is rejected and reported
//! ([`Fixed::rejected`]): that is a bug in its rule.

mod apply;
mod checked_text;
mod diff;
mod iterate;
mod regression;
mod write;

pub use apply::{apply_fixes, select_non_overlapping};
pub use checked_text::CheckedText;
pub use diff::unified_diff;
pub use iterate::{AppliedFix, Fixed, FixedText, fix_file, fix_text};
pub use write::{WriteError, replace_file, write_file};
