//! Hovers at arbitrary offsets of fixtures.

use std::collections::BTreeSet;

use super::*;
use crate::job::find_secrets;
use crate::lsp::features::testing::fixtures;
use crate::text::Span;

/// Offsets at the start of each token and at regular steps within it. Tokens that follow an equal token were sampled
/// before.
fn sample_offsets(document: &Document<'_>, step: u32, seen: &mut BTreeSet<(String, String)>) -> Vec<u32> {
    let nodes = document.tree().nodes();
    let tokens = nodes.iter().enumerate().filter(|(_, node)| node.child_count() == 0);
    let text = |at: usize| nodes.get(at).map_or("", |node| node.span().slice(document.text())).to_owned();
    tokens
        .filter(|(at, _)| seen.insert((at.checked_sub(1).map(text).unwrap_or_default(), text(*at))))
        .flat_map(|(_, node)| {
            let span = node.span();
            let step = if span.len() > 400 { span.len() / 12 } else { step };
            (span.start..span.end).step_by(step.max(1) as usize)
        })
        .collect()
}

#[test]
fn no_hover_in_any_fixture_shows_a_secret() {
    let context = context_with_inventory(INVENTORY);
    let mut seen = BTreeSet::new();
    for (name, parsed) in fixtures(&["jobs", "invalid", "collections", "saved", "hostile"]) {
        let document = parsed.document();
        let Some(file) = parsed.job_file(&document) else { continue };
        let text = document.text();
        let secrets: Vec<&str> = find_secrets(&document)
            .overlapping(Span::from_usize(0, text.len()))
            .map(|span| span.slice(text))
            .filter(|secret| secret.len() > 3)
            .collect();
        for offset in sample_offsets(&document, 9, &mut seen) {
            let Some(found) = hover(&file, &document, offset, &context) else { continue };
            assert!(text.get(found.span.range()).is_some(), "{name} {offset}: half a character");
            assert!(found.span.start <= offset && offset <= found.span.end, "{name} {offset}");
            for secret in &secrets {
                assert!(!found.markdown.contains(secret), "{name} {offset}\n{}", found.markdown);
            }
        }
    }
}

#[test]
fn broken_texts_are_explained_without_a_panic() {
    for (_, parsed) in fixtures(&["saved"]) {
        let document = parsed.document();
        let text = document.text();
        for end in (0..text.len()).step_by(211).filter(|end| text.is_char_boundary(*end)) {
            let cut = ParsedFile::from_text(text[..end].to_owned());
            let document = cut.document();
            let Some(file) = cut.job_file(&document) else { continue };
            for offset in [0, end / 2, end.saturating_sub(1), end, end + 9] {
                hover(&file, &document, u32::try_from(offset).expect("short"), &FeatureContext::default());
            }
        }
    }
}

/// All different hover texts of a job.
fn all_hovers(name: &str) -> String {
    let (_, parsed) = fixtures(&["jobs"]).into_iter().find(|(found, _)| found == name).expect(name);
    let document = parsed.document();
    let file = parsed.job_file(&document).expect("a job");
    let mut seen = BTreeSet::new();
    let mut all = String::new();
    for offset in sample_offsets(&document, 3, &mut BTreeSet::new()) {
        let Some(found) = hover(&file, &document, offset, &FeatureContext::default()) else { continue };
        if seen.insert(found.markdown.clone()) {
            let token: String = found.span.slice(document.text()).chars().take(60).collect();
            all.push_str(&format!("== {token}\n{}\n\n", found.markdown));
        }
    }
    all
}

#[test]
fn all_hovers_of_a_job() {
    insta::assert_snapshot!("scripts", all_hovers("scripts.json"));
    insta::assert_snapshot!("users-and-groups", all_hovers("users-and-groups.json"));
}
