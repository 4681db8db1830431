//! Source fields and routines in scripts.

use crate::job::{Job, JobScript, ScriptKind};
use crate::json::NodeId;
use crate::lsp::features::string_cursor::touches;
use crate::text::Span;

/// The source field at an offset of the decoded string.
pub(super) fn source_field_at(job: &Job<'_>, value: NodeId, offset: usize) -> Option<String> {
    let script = script_of_value(job, value)?;
    let fields = script.script.source_fields(script.text());
    fields
        .into_iter()
        .find(|field| touches(&script.to_string_range(&field.range), offset))
        .map(|field| field.name.into_owned())
}

/// The declaration of the routine at a file offset, in the same script or in the global script.
pub(super) fn routine_declaration(job: &Job<'_>, value: NodeId, offset: u32) -> Option<Span> {
    let script = script_of_value(job, value)?;
    let offset = script.decoded().decoded_range(Span::empty(offset)).start;
    let tokens = &script.script.tokens;
    let token = tokens
        .iter()
        .find(|token| token.is_name() && touches(&script.to_string_range(&token.range()), offset))?;
    let name = normalized_name(token.text(script.text()));
    let global = job.scripts().all().iter().filter(|other| other.kind == ScriptKind::Global);
    let elsewhere = global.filter(|other| other.value.id() != value);
    std::iter::once(script).chain(elsewhere).find_map(|script| find_declaration(script, &name))
}

fn find_declaration(script: &JobScript<'_>, name: &str) -> Option<Span> {
    let names =
        script.script.declarations.iter().filter_map(|routine| script.script.tokens.get(routine.name));
    let found = names.into_iter().find(|token| normalized_name(token.text(script.text())) == name)?;
    let range = script.to_string_range(&found.range());
    Some(script.decoded().raw_span(range.start, range.end))
}

fn script_of_value<'j, 'd>(job: &'j Job<'d>, value: NodeId) -> Option<&'j JobScript<'d>> {
    job.scripts().all().iter().find(|script| script.value.id() == value && script.python_line.is_none())
}

/// A name without its brackets, in lowercase.
fn normalized_name(name: &str) -> String {
    name.trim_start_matches('[').trim_end_matches(']').to_lowercase()
}
