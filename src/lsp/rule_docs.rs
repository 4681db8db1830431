//! The documentation of rules.

use std::path::PathBuf;

use crate::diagnostic::Diagnostic;
use crate::rules::{RULES, find_rule};

/// The command that shows the page of a rule.
pub(super) const EXPLAIN_COMMAND: &str = "joblint.explain";

/// What a hover says of a finding: what its rule is about, up to the examples.
pub(super) fn rule_summary(found: &Diagnostic) -> Option<String> {
    let rule = find_rule(found.rule)?;
    let docs = rule.body().trim();
    let words = docs.split("\n## ").next().unwrap_or(docs).trim();
    Some(format!("**[{}]({})**: {}\n\n{words}", rule.name, rule.url(), rule.summary))
}

/// The pages of all rules as files, for clients that show documents. They are gone with the server.
#[derive(Debug, Default)]
pub(super) struct RuleDocs {
    folder: Option<tempfile::TempDir>,
}

impl RuleDocs {
    /// The file with the page of a rule; the pages name one another, so that all are written.
    pub(super) fn page_path(&mut self, rule: &str) -> Option<PathBuf> {
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
    fn pages_are_written_and_removed() {
        let mut pages = RuleDocs::default();
        let file = pages.page_path("one-key-field").unwrap();
        assert!(std::fs::read_to_string(&file).unwrap().starts_with("# one-key-field"));
        assert!(pages.page_path("no-such-rule").is_none());
        drop(pages);
        assert!(!file.exists());
    }
}
