//! Mending: choosing the fixes that go together, applying them, and writing the file.
//!
//! A text is fixed in rounds until nothing more can be: the fixes of one round never touch the same
//! bytes, and what they leave is checked again. A fix that would make a document worse is dropped
//! and named ([`Fixed::dropped`]): that is a mistake of its rule.

mod apply;
mod diff;
mod iterate;
mod regression;
mod write;

pub use apply::{apply_fixes, select_non_overlapping};
pub use diff::unified_diff;
pub use iterate::{AppliedFix, Fixed, fix_text};
pub use write::{WriteError, replace_file, write_file};
