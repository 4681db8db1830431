//! `textDocument/hover`: the value at the cursor and the rules of the findings there.

use gen_lsp_types::{Hover, TextDocumentPositionParams};
use lsp_server::ResponseError;

use crate::diagnostic::Diagnostic;
use crate::lsp::features::hover;
use crate::lsp::protocol::to_proto::hover_text;
use crate::rules::find_rule;

use super::context::RequestContext;

pub(crate) fn handle(
    context: &RequestContext,
    params: &TextDocumentPositionParams,
) -> Result<Option<Hover>, ResponseError> {
    let snapshot = context.document(&params.text_document.uri)?;
    let positions = context.position_mapper(&snapshot);
    let offset = positions.offset(params.position);
    let feature_context = context.feature_context(&snapshot);
    let value = context
        .with_job(&snapshot, |file, document| hover(file, document, offset, &feature_context))
        .flatten();
    let diagnostics = context.diagnostics(&snapshot);
    let findings = findings_at(&diagnostics.findings.diagnostics, offset);
    let span =
        value.as_ref().map(|value| value.span).or_else(|| findings.first().map(|finding| finding.span));
    let parts: Vec<String> = value
        .into_iter()
        .map(|value| value.markdown)
        .chain(findings.iter().filter_map(|finding| rule_summary(finding)))
        .collect();
    Ok(span.filter(|_| !parts.is_empty()).map(|span| Hover {
        contents: hover_text(parts.join("\n\n---\n\n"), &context.capabilities).into(),
        range: Some(positions.range(span)),
    }))
}

/// The first finding of each rule at an offset, those with the shortest span first.
fn findings_at(diagnostics: &[Diagnostic], offset: u32) -> Vec<&Diagnostic> {
    let mut findings: Vec<&Diagnostic> = Vec::new();
    for finding in diagnostics {
        let contains_offset =
            finding.span.start <= offset && offset < finding.span.end.max(finding.span.start + 1);
        if contains_offset && !findings.iter().any(|known| known.rule == finding.rule) {
            findings.push(finding);
        }
    }
    findings.sort_by_key(|finding| finding.span.len());
    findings
}

/// The documentation of the rule of a finding, without the examples.
fn rule_summary(finding: &Diagnostic) -> Option<String> {
    let rule = find_rule(finding.rule)?;
    let docs = rule.body().trim();
    let description = docs.split("\n## ").next().unwrap_or(docs).trim();
    Some(format!("**[{}]({})**: {}\n\n{description}", rule.name, rule.url(), rule.summary))
}
