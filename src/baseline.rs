//! The baseline: findings that were there when a team began, which are not reported again.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use serde::{Deserialize, Serialize};

use crate::diagnostic::Diagnostic;
use crate::fingerprint::{Fingerprint, Fingerprinter};
use crate::text::Secrets;

/// The version of the format.
const VERSION: u32 = 1;

/// A baseline file: known findings by file. Paths are relative to its folder, with `/`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Baseline {
    version: u32,
    findings: BTreeMap<String, Vec<BaselineEntry>>,
}

/// One known finding.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BaselineEntry {
    /// JSON Pointer of the value at fault.
    pub pointer: String,
    /// The rule.
    pub rule: String,
    /// Hash of what was marked, in hexadecimal.
    value: String,
    /// Hash of the item of a list around it, in hexadecimal.
    element: String,
}

impl Default for Baseline {
    fn default() -> Self {
        Self { version: VERSION, findings: BTreeMap::new() }
    }
}

impl Baseline {
    /// Reads a baseline file.
    ///
    /// # Errors
    /// The text is none, in words.
    pub fn parse(text: &str) -> Result<Self, String> {
        let baseline: Self =
            serde_json::from_str(text).map_err(|error| format!("it is no baseline: {error}"))?;
        if baseline.version != VERSION {
            return Err(format!(
                "it has version {}, and this joblint knows version {VERSION}",
                baseline.version
            ));
        }
        Ok(baseline)
    }

    /// The file's content: sorted, one line a value, so that changes are reviewed easily.
    #[must_use]
    pub fn to_json(&self) -> String {
        let mut text = serde_json::to_string_pretty(self).unwrap_or_default();
        text.push('\n');
        text
    }

    /// Replaces what is known of a file; nothing is kept of one without findings.
    pub fn record(&mut self, path: &str, text: &str, secrets: &Secrets, found: &[Diagnostic]) {
        let fingerprints = Fingerprinter::new(text, secrets);
        let mut entries: Vec<BaselineEntry> = found
            .iter()
            .filter(|found| is_recordable(found))
            .map(|found| to_entry(found, &fingerprints.fingerprint(found)))
            .collect();
        entries.sort();
        self.findings.remove(path);
        if !entries.is_empty() {
            self.findings.insert(path.to_owned(), entries);
        }
    }

    /// Forgets a file.
    pub fn remove(&mut self, path: &str) {
        self.findings.remove(path);
    }

    /// The files that something is known of.
    pub fn paths(&self) -> impl Iterator<Item = &str> {
        self.findings.keys().map(String::as_str)
    }

    /// How many findings are known.
    #[must_use]
    pub fn len(&self) -> usize {
        self.findings.values().map(Vec::len).sum()
    }

    /// Whether none is.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.findings.is_empty()
    }

    /// Takes the known ones out of a file's findings. Gives them, and what is known and was not found.
    pub fn filter_known(
        &self,
        path: &str,
        text: &str,
        secrets: &Secrets,
        found: &mut Vec<Diagnostic>,
    ) -> (Vec<Diagnostic>, Vec<&BaselineEntry>) {
        let Some(known) = self.findings.get(path) else { return (Vec::new(), Vec::new()) };
        if found.is_empty() {
            return (Vec::new(), known.iter().collect());
        }
        let fingerprints = Fingerprinter::new(text, secrets);
        let seen: Vec<BaselineEntry> =
            found.iter().map(|found| to_entry(found, &fingerprints.fingerprint(found))).collect();
        let mut left = Unmatched::new(known);
        let mut hidden = vec![false; seen.len()];
        // What has not changed at all first, then what has moved, then what stands in a changed row.
        for key in [BaselineEntry::exact_key, BaselineEntry::element_key, BaselineEntry::value_key] {
            left.index_by(key);
            for (hidden, entry) in hidden.iter_mut().zip(&seen) {
                *hidden = *hidden || left.take(&key(entry));
            }
        }
        let mut hidden = hidden.into_iter();
        let hidden = found
            .extract_if(.., |finding| hidden.next().unwrap_or(false) && is_recordable(finding))
            .collect();
        (hidden, left.into_entries())
    }
}

/// A failure of the tool is no property of the file.
fn is_recordable(finding: &Diagnostic) -> bool {
    finding.rule != "internal-error"
}

fn to_entry(finding: &Diagnostic, fingerprint: &Fingerprint) -> BaselineEntry {
    BaselineEntry {
        pointer: fingerprint.pointer.clone(),
        rule: finding.rule.to_owned(),
        value: format!("{:016x}", fingerprint.value),
        element: format!("{:016x}", fingerprint.element),
    }
}

impl BaselineEntry {
    /// The same value at the same place in the same item.
    fn exact_key(&self) -> String {
        format!("{}\n{}", self.value_key(), self.element)
    }

    /// The same value at the same place.
    fn value_key(&self) -> String {
        format!("{}\n{}\n{}", self.rule, self.pointer, self.value)
    }

    /// The same item of the same list, at any place in it.
    fn element_key(&self) -> String {
        let fingerprint = Fingerprint { pointer: self.pointer.clone(), value: 0, element: 0 };
        format!("{}\n{}\n{}", self.rule, fingerprint.normalized_pointer(), self.element)
    }
}

/// The known findings that have not been seen yet.
struct Unmatched<'b> {
    known: &'b [BaselineEntry],
    remaining: BTreeSet<usize>,
    by_key: HashMap<String, Vec<usize>>,
}

impl<'b> Unmatched<'b> {
    fn new(known: &'b [BaselineEntry]) -> Self {
        Self { known, remaining: (0..known.len()).collect(), by_key: HashMap::new() }
    }

    fn index_by(&mut self, key: fn(&BaselineEntry) -> String) {
        self.by_key.clear();
        for place in self.remaining.iter().rev() {
            self.by_key.entry(key(&self.known[*place])).or_default().push(*place);
        }
    }

    fn take(&mut self, key: &str) -> bool {
        let Some(place) = self.by_key.get_mut(key).and_then(Vec::pop) else { return false };
        self.remaining.remove(&place)
    }

    fn into_entries(self) -> Vec<&'b BaselineEntry> {
        self.remaining.into_iter().filter_map(|place| self.known.get(place)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::linter::{FileOrigin, Linter, Scratch};

    fn lint_text(text: &str) -> (Vec<Diagnostic>, Secrets) {
        let checked = Linter::default().lint(text.as_bytes(), FileOrigin::Explicit, &mut Scratch::default());
        let own = ["key-not-create-only", "transform-case"];
        let found = checked.diagnostics.into_iter().filter(|found| own.contains(&found.rule)).collect();
        (found, checked.secrets)
    }

    fn row(field: &str, create_only: bool) -> String {
        format!(r#"{{"destinationField": "{field}", "isKey": true, "forCreateOnly": {create_only}}}"#)
    }

    fn job(rows: &[String]) -> String {
        format!(r#"{{"fieldsMap": [{}]}}"#, rows.join(",\n "))
    }

    /// How many findings are new, and how many known ones are gone.
    fn new_and_stale(before: &str, after: &str) -> (usize, usize) {
        let (found, secrets) = lint_text(before);
        let mut baseline = Baseline::default();
        baseline.record("a.json", before, &secrets, &found);
        let read = Baseline::parse(&baseline.to_json()).unwrap();
        assert_eq!(read, baseline);
        let (mut found, secrets) = lint_text(after);
        let all = found.len();
        let (hidden, stale) = read.filter_known("a.json", after, &secrets, &mut found);
        assert_eq!(found.len() + hidden.len(), all);
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
        assert_eq!(new_and_stale(&swapped[0], &swapped[1]), (1, 1), "one mended, another made");
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
