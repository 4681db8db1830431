//! Rows of the attribute tables.

/// Attributes documented by one page.
pub(super) struct Section {
    pub(super) doc_page: &'static str,
    pub(super) single_valued: &'static [&'static str],
    pub(super) usually_single_valued: &'static [&'static str],
    pub(super) multi_valued: &'static [&'static str],
}
