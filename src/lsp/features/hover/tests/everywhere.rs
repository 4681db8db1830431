//! Hovering over everything.

use std::collections::BTreeSet;

use super::*;
use crate::job::find_secrets;
use crate::lsp::features::testing::fixtures;

/// Where to look: the start of each token, and some places in it, fewer in a very long one. What stands
/// behind the same word has been seen.
fn places(document: &Document<'_>, step: u32, seen: &mut BTreeSet<(String, String)>) -> Vec<u32> {
    let nodes = document.tree().nodes();
    let tokens = nodes.iter().enumerate().filter(|(_, node)| node.child_count() == 0);
    let text = |at: usize| nodes.get(at).map_or("", |node| node.span().of(document.text())).to_owned();
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
fn no_place_in_any_fixture_shows_a_secret() {
    let environment = environment(INVENTORY);
    let mut seen = BTreeSet::new();
    for (name, parsed) in fixtures(&["jobs", "invalid", "collections", "saved", "hostile"]) {
        let document = parsed.document();
        let Some(file) = parsed.file(&document) else { continue };
        let text = document.text();
        let secrets: Vec<&str> = find_secrets(&document)
            .within(Span::from_usize(0, text.len()))
            .map(|span| span.of(text))
            .filter(|secret| secret.len() > 3)
            .collect();
        for offset in places(&document, 9, &mut seen) {
            let Some(found) = hover(&file, &document, offset, &environment) else { continue };
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
            let cut = Parsed::new(text[..end].to_owned());
            let document = cut.document();
            let Some(file) = cut.file(&document) else { continue };
            for offset in [0, end / 2, end.saturating_sub(1), end, end + 9] {
                hover(&file, &document, u32::try_from(offset).expect("short"), &Environment::default());
            }
        }
    }
}

/// Everything that is said in a job, each explanation once.
fn everything(name: &str) -> String {
    let (_, parsed) = fixtures(&["jobs"]).into_iter().find(|(found, _)| found == name).expect(name);
    let document = parsed.document();
    let file = parsed.file(&document).expect("a job");
    let mut seen = BTreeSet::new();
    let mut all = String::new();
    for offset in places(&document, 3, &mut BTreeSet::new()) {
        let Some(found) = hover(&file, &document, offset, &Environment::default()) else { continue };
        if seen.insert(found.markdown.clone()) {
            let token: String = found.span.of(document.text()).chars().take(60).collect();
            all.push_str(&format!("== {token}\n{}\n\n", found.markdown));
        }
    }
    all
}

#[test]
fn all_that_is_said_in_a_job() {
    insta::assert_snapshot!("scripts", everything("scripts.json"));
    insta::assert_snapshot!("users-and-groups", everything("users-and-groups.json"));
}
