//! Invariants of completions at arbitrary offsets of fixtures.

use std::collections::BTreeSet;

use crate::job::find_secrets;
use crate::lsp::features::complete;
use crate::lsp::features::testing::{context_with_inventory, fixtures};
use crate::source::ParsedFile;
use crate::text::Span;

use super::accept::expand_snippet;
use super::{INVENTORY, job};

/// Checks that completions touch the cursor, replace text of one line and contain no secrets.
fn check_completions(name: &str, parsed: &ParsedFile<'_>, offsets: impl IntoIterator<Item = u32>) {
    let environment = context_with_inventory(INVENTORY);
    let document = parsed.document();
    let Some(file) = parsed.job_file(&document) else { return };
    let text = document.text();
    let secrets = find_secrets(&document);
    let secrets: Vec<&str> = secrets
        .overlapping(Span::from_usize(0, text.len()))
        .map(|span| span.slice(text))
        .filter(|secret| secret.len() > 5)
        .collect();
    for offset in offsets {
        let mut seen = BTreeSet::new();
        for completion in complete(&file, &document, offset, &environment) {
            let here = format!("{name} {offset} {}", completion.label);
            let replaced = text.get(completion.replace_span.range());
            assert!(
                replaced.is_some_and(|text| !text.contains(['\n', '\r'])),
                "{here} {:?} {}",
                completion.replace_span,
                text.len()
            );
            // An offset within a character is moved to its start.
            let near = offset.saturating_sub(3)..=offset;
            assert!(
                completion.replace_span.start <= offset
                    && near.clone().any(|at| at <= completion.replace_span.end),
                "{here}"
            );
            assert!(
                !completion.label.is_empty()
                    && !completion.filter_text.contains('\n')
                    && !completion.sort_text.is_empty(),
                "{here}"
            );
            let insert = expand_snippet(&completion.insert_text);
            for secret in &secrets {
                assert!(!insert.contains(secret) && !completion.label.contains(secret), "{here}");
                assert!(!completion.documentation.as_deref().unwrap_or_default().contains(secret), "{here}");
            }
            assert!(seen.insert((completion.label.clone(), insert)), "{here}: duplicate");
        }
    }
}

#[test]
fn completions_in_fixtures_are_valid() {
    for (name, parsed) in fixtures(&["jobs", "saved", "collections", "hostile"]) {
        let length = parsed.document().text().len();
        // An odd step does not fall into the rhythm of the indentation.
        let step = (length / 60).max(1) | 1;
        check_completions(
            &name,
            &parsed,
            (0..=length + 3).step_by(step).filter_map(|at| u32::try_from(at).ok()),
        );
    }
}

#[test]
fn completions_in_truncated_jobs_are_valid() {
    let text = job(
        "fieldsMap",
        r#"{"objectType": 1, "sourceField": "é", "transform": "Join:field=First;separator=\";field=Last", "options": "{\"passwordLength\": 7}", "destinationField": "password"}"#,
    );
    for cut in (0..text.len()).step_by(41).chain([text.len()]).filter(|cut| text.is_char_boundary(*cut)) {
        let parsed = ParsedFile::from_text(text[..cut].to_owned());
        let end = u32::try_from(cut).expect("short");
        // In truncated texts, the cursor is at the end.
        let start = if cut == text.len() { 0 } else { end.saturating_sub(6) };
        check_completions("cut", &parsed, (start..=end).step_by(if cut == text.len() { 3 } else { 1 }));
    }
}
