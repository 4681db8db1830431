//! The harness that every rule's table of examples is handed to.

use std::sync::Arc;

use crate::diagnostic::{Diagnostic, Fix};
use crate::linter::{FileOrigin, Linter, Scratch};
use crate::rule::Rule;

/// Runs the whole linter over snippets and looks at the findings of one rule.
pub(crate) struct Tester(pub(crate) &'static Rule);

/// The same in an environment: the text of an inventory file in JSON.
pub(crate) struct InventoryTester(pub(crate) &'static Rule, pub(crate) &'static str);

fn findings(linter: &Linter, rule: &Rule, text: &str) -> Vec<Diagnostic> {
    let checked = linter.lint(text.as_bytes(), FileOrigin::Explicit, &mut Scratch::default());
    let broken = checked.diagnostics.iter().find(|found| found.rule == "internal-error");
    assert!(broken.is_none(), "{broken:?}");
    checked.diagnostics.into_iter().filter(|found| found.rule == rule.name).collect()
}

/// What both testers can do.
macro_rules! tester_methods {
    () => {
        /// None of these gives a finding.
        pub(crate) fn passes(&self, snippets: &[&str]) -> &Self {
            for snippet in snippets {
                let found = self.findings(snippet);
                assert!(found.is_empty(), "{snippet}\n{found:#?}");
            }
            self
        }

        /// Each of these gives exactly one finding, at this pointer and this text.
        pub(crate) fn fails(&self, cases: &[(&str, &str, &str)]) -> &Self {
            for (snippet, pointer, token) in cases {
                let found = self.findings(snippet);
                let seen: Vec<(&str, &str)> =
                    found.iter().map(|found| (found.pointer.as_str(), found.span.slice(snippet))).collect();
                assert_eq!(seen, [(*pointer, *token)], "{snippet}\n{found:#?}");
            }
            self
        }

        /// The fix of the first finding turns the first text into the second, and mends the finding.
        pub(crate) fn fixes(&self, cases: &[(&str, &str)]) -> &Self {
            for (before, after) in cases {
                let found = self.findings(before);
                let fix = found.iter().find_map(|found| found.fix.as_ref());
                let fix = fix.unwrap_or_else(|| panic!("no fix: {before}\n{found:#?}"));
                assert_eq!(apply_fix(before, fix), *after);
                assert!(self.findings(after).len() < found.len(), "the fix mends nothing: {after}");
            }
            self
        }
    };
}

impl InventoryTester {
    fn findings(&self, text: &str) -> Vec<Diagnostic> {
        let inventory = crate::inventory::parse("inventory.json", self.1).expect("an inventory");
        findings(&Linter::default().with_inventory(Some(Arc::new(inventory))), self.0, text)
    }

    tester_methods!();
}

impl Tester {
    pub(crate) fn findings(&self, text: &str) -> Vec<Diagnostic> {
        findings(&Linter::default(), self.0, text)
    }

    tester_methods!();

    /// The examples of the documentation are what they say.
    pub(crate) fn check_doc_examples(&self) -> &Self {
        let examples = self.0.examples();
        assert!(examples.iter().any(|example| example.is_invalid), "no wrong example");
        assert!(examples.iter().any(|example| !example.is_invalid), "no right example");
        for example in examples {
            let found = self.findings(example.text);
            assert_eq!(!found.is_empty(), example.is_invalid, "{}\n{found:#?}", example.text);
        }
        self
    }
}

/// Applies one fix to a text.
pub(crate) fn apply_fix(text: &str, fix: &Fix) -> String {
    let mut fixed = String::new();
    let mut at = 0;
    for edit in &fix.edits {
        fixed.push_str(&text[at..edit.span.start as usize]);
        fixed.push_str(&edit.replacement);
        at = edit.span.end as usize;
    }
    fixed.push_str(&text[at..]);
    fixed
}
