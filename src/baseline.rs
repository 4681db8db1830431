//! The baseline: recorded findings, which are not reported again.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use serde::{Deserialize, Serialize};

use crate::diagnostic::Diagnostic;
use crate::fingerprint::{Fingerprint, Fingerprinter};
use crate::rule::Tag;
use crate::rules;
use crate::source::ParsedFile;

/// Version of the file format.
const VERSION: u32 = 1;

/// A baseline file: recorded findings by path, relative to the folder of the baseline and with `/`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Baseline {
    version: u32,
    findings: BTreeMap<String, Vec<BaselineEntry>>,
}

/// A recorded finding.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BaselineEntry {
    /// JSON Pointer of the value.
    pub pointer: String,
    /// Name of the rule.
    pub rule: String,
    /// Hash of the marked text, in hexadecimal.
    value: String,
    /// Hash of the array item around it, in hexadecimal.
    element: String,
}

impl Default for Baseline {
    fn default() -> Self {
        Self { version: VERSION, findings: BTreeMap::new() }
    }
}

impl Baseline {
    /// Parses a baseline file.
    ///
    /// # Errors
    /// Describes why the text is not a valid baseline.
    pub fn parse(text: &str) -> Result<Self, String> {
        let baseline: Self =
            serde_json::from_str(text).map_err(|error| format!("not a valid baseline file: {error}"))?;
        if baseline.version != VERSION {
            return Err(format!(
                "unsupported baseline version {}; this version of joblint supports version {VERSION}",
                baseline.version
            ));
        }
        Ok(baseline)
    }

    /// Serialises the baseline: sorted, with one value per line, so that changes are easy to review.
    #[must_use]
    pub fn to_json(&self) -> String {
        let mut text = serde_json::to_string_pretty(self).unwrap_or_default();
        text.push('\n');
        text
    }

    /// Replaces the recorded findings of a file. `fingerprints` are those of `found`, in the same order.
    pub fn record(&mut self, path: &str, found: &[Diagnostic], fingerprints: &[Fingerprint]) {
        let mut entries: Vec<BaselineEntry> = found
            .iter()
            .zip(fingerprints)
            .filter(|(finding, _)| is_recordable(finding))
            .map(|(finding, fingerprint)| BaselineEntry::new(finding, fingerprint))
            .collect();
        entries.sort();
        self.findings.remove(path);
        if !entries.is_empty() {
            self.findings.insert(path.to_owned(), entries);
        }
    }

    /// Removes the recorded findings of a file.
    pub fn remove(&mut self, path: &str) {
        self.findings.remove(path);
    }

    /// The paths of the files with recorded findings.
    pub fn paths(&self) -> impl Iterator<Item = &str> {
        self.findings.keys().map(String::as_str)
    }

    /// The number of recorded findings.
    #[must_use]
    pub fn len(&self) -> usize {
        self.findings.values().map(Vec::len).sum()
    }

    /// Whether no finding is recorded.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.findings.is_empty()
    }

    /// Removes the recorded ones from the findings of a file. Returns them, and the recorded findings that no
    /// longer exist.
    pub fn filter_known(
        &self,
        path: &str,
        file: &ParsedFile<'_>,
        found: &mut Vec<Diagnostic>,
    ) -> (Vec<Diagnostic>, Vec<&BaselineEntry>) {
        let Some(known) = self.findings.get(path) else { return (Vec::new(), Vec::new()) };
        if found.is_empty() {
            return (Vec::new(), known.iter().collect());
        }
        let fingerprints = Fingerprinter::new(file);
        let entry = |finding: &Diagnostic| BaselineEntry::new(finding, &fingerprints.fingerprint(finding));
        let entries: Vec<BaselineEntry> = found.iter().map(entry).collect();
        let mut unmatched = Unmatched::new(known);
        let mut is_known = vec![false; entries.len()];
        // Unchanged findings are matched first, then moved ones, then those in a changed row.
        for key in [BaselineEntry::exact_key, BaselineEntry::element_key, BaselineEntry::value_key] {
            unmatched.index_by(key);
            for (is_known, entry) in is_known.iter_mut().zip(&entries) {
                *is_known = *is_known || unmatched.take(&key(entry));
            }
        }
        let mut is_known = is_known.into_iter();
        let known = found
            .extract_if(.., |finding| is_known.next().unwrap_or(false) && is_recordable(finding))
            .collect();
        (known, unmatched.into_entries())
    }
}

/// Whether a finding is about the file, and not about a bug in joblint.
fn is_recordable(finding: &Diagnostic) -> bool {
    !rules::has_tag(finding.rule, Tag::InternalError)
}

impl BaselineEntry {
    fn new(finding: &Diagnostic, fingerprint: &Fingerprint) -> Self {
        Self {
            pointer: fingerprint.pointer.clone(),
            rule: finding.rule.to_owned(),
            value: format!("{:016x}", fingerprint.value),
            element: format!("{:016x}", fingerprint.element),
        }
    }

    /// Identifies the same value with the same pointer in the same array item.
    fn exact_key(&self) -> String {
        format!("{}\n{}", self.value_key(), self.element)
    }

    /// Identifies the same value with the same pointer.
    fn value_key(&self) -> String {
        format!("{}\n{}\n{}", self.rule, self.pointer, self.value)
    }

    /// Identifies the same item of the same array, at any index.
    fn element_key(&self) -> String {
        let fingerprint = Fingerprint { pointer: self.pointer.clone(), value: 0, element: 0 };
        format!("{}\n{}\n{}", self.rule, fingerprint.normalized_pointer(), self.element)
    }
}

/// The recorded findings that are not matched yet.
struct Unmatched<'b> {
    entries: &'b [BaselineEntry],
    remaining: BTreeSet<usize>,
    by_key: HashMap<String, Vec<usize>>,
}

impl<'b> Unmatched<'b> {
    fn new(entries: &'b [BaselineEntry]) -> Self {
        Self { entries, remaining: (0..entries.len()).collect(), by_key: HashMap::new() }
    }

    fn index_by(&mut self, key: fn(&BaselineEntry) -> String) {
        self.by_key.clear();
        for index in self.remaining.iter().rev() {
            self.by_key.entry(key(&self.entries[*index])).or_default().push(*index);
        }
    }

    fn take(&mut self, key: &str) -> bool {
        let Some(index) = self.by_key.get_mut(key).and_then(Vec::pop) else { return false };
        self.remaining.remove(&index)
    }

    fn into_entries(self) -> Vec<&'b BaselineEntry> {
        self.remaining.into_iter().filter_map(|index| self.entries.get(index)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::linter::{FileOrigin, Linter, Scratch};

    fn lint_text(text: &str) -> (Vec<Diagnostic>, ParsedFile<'_>) {
        let checked = Linter::default().lint(text.as_bytes(), FileOrigin::Explicit, &mut Scratch::default());
        let rules = ["key-not-create-only", "transform-case"];
        let found = checked.diagnostics.into_iter().filter(|found| rules.contains(&found.rule)).collect();
        (found, checked.file)
    }

    fn row(field: &str, create_only: bool) -> String {
        format!(r#"{{"destinationField": "{field}", "isKey": true, "forCreateOnly": {create_only}}}"#)
    }

    fn job(rows: &[String]) -> String {
        format!(r#"{{"fieldsMap": [{}]}}"#, rows.join(",\n "))
    }

    /// Returns the number of new findings, and of recorded findings that no longer exist.
    fn new_and_stale(before: &str, after: &str) -> (usize, usize) {
        let (found, file) = lint_text(before);
        let fingerprinter = Fingerprinter::new(&file);
        let fingerprints: Vec<Fingerprint> = found.iter().map(|f| fingerprinter.fingerprint(f)).collect();
        let mut baseline = Baseline::default();
        baseline.record("a.json", &found, &fingerprints);
        let parsed = Baseline::parse(&baseline.to_json()).unwrap();
        assert_eq!(parsed, baseline);
        let (mut found, file) = lint_text(after);
        let all = found.len();
        let (known, stale) = parsed.filter_known("a.json", &file, &mut found);
        assert_eq!(found.len() + known.len(), all);
        (found.len(), stale.len())
    }

    #[test]
    fn filters_only_known_findings() {
        let two = job(&[row("a", false), row("b", false)]);
        assert_eq!(new_and_stale(&two, &two), (0, 0));
        assert_eq!(new_and_stale(&two, &two.replace(", ", ",\n\t")), (0, 0), "moved lines");
        assert_eq!(new_and_stale(&two, &job(&[row("a", true), row("b", false)])), (0, 1), "repaired");
        assert_eq!(
            new_and_stale(&two, &job(&[row("x", true), row("a", false), row("b", false)])),
            (0, 0),
            "moved rows"
        );
        let three = job(&[row("a", false), row("b", false), row("c", false)]);
        assert_eq!(new_and_stale(&two, &three), (1, 0), "a new one");
        let swapped = [job(&[row("a", false), row("b", true)]), job(&[row("a", true), row("b", false)])];
        assert_eq!(new_and_stale(&swapped[0], &swapped[1]), (1, 1), "one fixed, another added");
        assert_eq!(new_and_stale(&two, r#"{"fieldsMap": []}"#), (0, 2));
    }

    #[test]
    fn rejects_invalid_baselines() {
        for text in
            ["", "[]", "{}", r#"{"version": 9, "findings": {}}"#, r#"{"version": 1, "findings": {}, "x": 1}"#]
        {
            assert!(Baseline::parse(text).is_err(), "{text}");
        }
    }
}
