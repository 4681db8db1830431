//! Documentation pages of rules as files.

use std::path::PathBuf;

use crate::rules::RULES;

/// The pages of all rules in a temporary folder, for clients that can show documents. The folder is
/// created on demand and removed when the session ends.
#[derive(Debug, Default)]
pub(crate) struct RuleDocs {
    folder: Option<tempfile::TempDir>,
}

impl RuleDocs {
    /// The file with the page of a rule. All pages are written at once, because they link to each other.
    pub(crate) fn page_path(&mut self, rule: &str) -> Option<PathBuf> {
        if self.folder.is_none() {
            let folder = tempfile::Builder::new().prefix("joblint-rules-").tempdir().ok()?;
            for rule in RULES {
                std::fs::write(folder.path().join(rule.name).with_extension("md"), rule.page).ok()?;
            }
            self.folder = Some(folder);
        }
        let file = self.folder.as_ref()?.path().join(rule).with_extension("md");
        file.is_file().then_some(file)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn writes_and_removes_pages() {
        let mut pages = RuleDocs::default();
        let file = pages.page_path("one-key-field").unwrap();
        assert!(std::fs::read_to_string(&file).unwrap().starts_with("# one-key-field"));
        assert!(pages.page_path("no-such-rule").is_none());
        drop(pages);
        assert!(!file.exists());
    }
}
