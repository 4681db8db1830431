//! Test harness for rules: a table of snippets per rule.

use std::sync::Arc;

use crate::diagnostic::{Diagnostic, Fix};
use crate::linter::{FileOrigin, Linter, Scratch};
use crate::rule::Rule;

/// Runs the whole linter on snippets and checks the diagnostics of one rule.
pub(crate) struct Tester {
    rule: &'static Rule,
    linter: Linter,
}

impl Tester {
    pub(crate) fn new(rule: &'static Rule) -> Self {
        Self { rule, linter: Linter::default() }
    }

    /// Uses the inventory of a target environment, given as the JSON text of an inventory file.
    pub(crate) fn with_inventory(self, text: &str) -> Self {
        let inventory = crate::inventory::parse("inventory.json", text).expect("an inventory");
        Self { linter: self.linter.with_inventory(Some(Arc::new(inventory))), ..self }
    }

    /// The diagnostics of the rule for a snippet.
    pub(crate) fn findings(&self, text: &str) -> Vec<Diagnostic> {
        let result = self.linter.lint(text.as_bytes(), FileOrigin::Explicit, &mut Scratch::default());
        let panic = result.diagnostics.iter().find(|found| found.rule == "internal-error");
        assert!(panic.is_none(), "{panic:?}");
        result.diagnostics.into_iter().filter(|found| found.rule == self.rule.name).collect()
    }

    /// The messages of the rule for a snippet.
    pub(crate) fn messages(&self, text: &str) -> Vec<String> {
        self.findings(text).into_iter().map(|found| found.message).collect()
    }

    /// Asserts that each snippet has no diagnostic.
    pub(crate) fn passes(&self, snippets: &[&str]) -> &Self {
        for snippet in snippets {
            let found = self.findings(snippet);
            assert!(found.is_empty(), "{snippet}\n{found:#?}");
        }
        self
    }

    /// Asserts that each snippet has exactly one diagnostic, at this pointer with this marked text.
    pub(crate) fn fails(&self, cases: &[(&str, &str, &str)]) -> &Self {
        for (snippet, pointer, marked) in cases {
            let found = self.findings(snippet);
            let seen: Vec<(&str, &str)> =
                found.iter().map(|found| (found.pointer.as_str(), found.span.slice(snippet))).collect();
            assert_eq!(seen, [(*pointer, *marked)], "{snippet}\n{found:#?}");
        }
        self
    }

    /// Asserts that the first fix turns the first snippet into the second, and resolves a diagnostic.
    pub(crate) fn fixes(&self, cases: &[(&str, &str)]) -> &Self {
        for (before, after) in cases {
            let found = self.findings(before);
            let fix = found.iter().find_map(|found| found.fix.as_ref());
            let fix = fix.unwrap_or_else(|| panic!("no fix: {before}\n{found:#?}"));
            assert_eq!(apply_fix(before, fix), *after);
            assert!(self.findings(after).len() < found.len(), "the fix resolves nothing: {after}");
        }
        self
    }

    /// Asserts that the examples of the rule's page fail under `## Wrong` and pass under `## Right`.
    pub(crate) fn check_doc_examples(&self) -> &Self {
        let examples = self.rule.examples();
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
    let mut copied = 0;
    for edit in &fix.edits {
        fixed.push_str(&text[copied..edit.span.start as usize]);
        fixed.push_str(&edit.replacement);
        copied = edit.span.end as usize;
    }
    fixed.push_str(&text[copied..]);
    fixed
}
