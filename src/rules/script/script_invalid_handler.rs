//! `script-invalid-handler`

use crate::catalog::{DTM_EVENTS, DtmEvent, dtm_event};
use crate::job::JobScript;
use crate::language::script::{Declaration, Keyword, Punct, TokenKind};
use crate::rules::prelude::*;
use crate::text::closest_match;

pub(crate) static RULE: Rule = Rule {
    name: "script-invalid-handler",
    group: Group::Script,
    severity: Severity::Warning,
    fix: FixKind::Unsafe,
    summary: "invalid event handler in the global script",
    page: rule_page!("script-invalid-handler"),
    check: Check::Job(check),
    ..Rule::DEFAULT
};

fn check(job: &Job, ctx: &mut RuleContext) {
    for script in job.scripts().global().filter(|script| script.script.is_well_formed()) {
        let adds_handlers = script.script.tokens.iter().any(|token| token.is(Keyword::AddHandler));
        for routine in &script.script.declarations {
            let keyword = script.script.tokens.get(routine.keyword);
            if keyword.is_some_and(|keyword| keyword.is(Keyword::Sub)) {
                check_handler(script, routine, adds_handlers, ctx);
            }
        }
    }
}

fn check_handler(script: &JobScript, routine: &Declaration, adds_handlers: bool, ctx: &mut RuleContext) {
    let text = script.text();
    let tokens = &script.script.tokens;
    let name = tokens.get(routine.name).map_or("", |name| name.text(text));
    let Some(handles) =
        routine.header.clone().find(|&at| tokens.get(at).is_some_and(|token| token.is(Keyword::Handles)))
    else {
        let event = name.get(..4).filter(|prefix| prefix.eq_ignore_ascii_case("DTM_")).and(name.get(4..));
        if let (Some(event), false) = (event, adds_handlers) {
            let range = script.script.range_of(&(routine.name..routine.name + 1));
            let line = script.describe_line(&range);
            let suggestion = closest_match(event, DTM_EVENTS.iter().map(|event| event.name)).unwrap_or(event);
            ctx.report(Location::in_script(script, &range))
                .message(format!("`{name}`{line} handles no event, so the job never calls it"))
                .help(format!("add `Handles DTM.{suggestion}` at the end of its first line"));
        }
        return;
    };
    let arguments = argument_type_token(script, routine, handles);
    let (mut known, mut wrong) = (false, None);
    for at in (handles + 1..routine.header.end).filter(|&at| is_event_name(script, at)) {
        let word = tokens.get(at).map_or("", |token| token.text(text));
        let Some(event) = dtm_event(word) else {
            report_unknown_event(script, at, word, ctx);
            continue;
        };
        known = true;
        let written = arguments.and_then(|at| tokens.get(at)).map(|token| token.text(text));
        if wrong.is_none() && written.is_some_and(|written| !accepts(written, event)) {
            wrong = Some(event);
        }
    }
    if known && !routine.in_type {
        let range = script.script.range_of(&(routine.keyword..routine.name + 1));
        let line = script.describe_line(&range);
        ctx.report(Location::in_script(script, &range))
            .message(format!("handler `{name}`{line} is outside a `Module`"))
            .help("move it between `Module …` and `End Module`");
    }
    if let (Some(at), Some(event)) = (arguments, wrong) {
        report_argument_type(script, at, event, ctx);
    }
}

/// Whether the token is the name after `DTM.`.
fn is_event_name(script: &JobScript, at: usize) -> bool {
    let tokens = &script.script.tokens;
    at >= 2
        && tokens.get(at).is_some_and(|token| matches!(token.kind, TokenKind::Word(_)))
        && tokens[at - 1].is_punct(Punct::Dot)
        && tokens[at - 2].text(script.text()).eq_ignore_ascii_case("DTM")
}

fn report_unknown_event(script: &JobScript, at: usize, word: &str, ctx: &mut RuleContext) {
    let range = script.script.range_of(&(at..at + 1));
    let line = script.describe_line(&range);
    let location = Location::in_script(script, &range);
    ctx.report(location)
        .message(format!("`DTM` has no event `{word}`{line}"))
        .suggest(closest_match(word, DTM_EVENTS.iter().map(|event| event.name)), location)
        .or_help(
            "the events are Startup, BuildSourceQuery, BuildDestinationQuery, Shutdown and the row events, from \
             RowStarting to RowFinished and RowFailed",
        );
}

/// Index of the token with the type of the second parameter.
fn argument_type_token(script: &JobScript, routine: &Declaration, handles: usize) -> Option<usize> {
    let tokens = &script.script.tokens;
    // In `(ByVal a As Object, ByVal b As Type)`, the type follows the last `As`.
    let last_as = (routine.name..handles)
        .rev()
        .find(|&at| tokens.get(at).is_some_and(|token| token.is(Keyword::As)))?;
    let comma = (routine.name..last_as)
        .find(|&at| tokens.get(at).is_some_and(|token| token.is_punct(Punct::Comma)))?;
    let end = (last_as + 1..handles)
        .find(|&at| tokens.get(at).is_some_and(|token| token.is_punct(Punct::CloseParen)))
        .unwrap_or(handles);
    end.checked_sub(1).filter(|&at| at > last_as && at > comma)
}

/// Whether a parameter of this type accepts the arguments of an event.
fn accepts(written: &str, event: &DtmEvent) -> bool {
    // `System.EventArgs` and `Object` accept the arguments of every event.
    [event.args_type, "EventArgs", "Object"].iter().any(|known| written.eq_ignore_ascii_case(known))
}

/// Reports a parameter with another type than that of the event's arguments.
fn report_argument_type(script: &JobScript, at: usize, event: &DtmEvent, ctx: &mut RuleContext) {
    let word = script.script.tokens.get(at).map_or("", |token| token.text(script.text()));
    let range = script.script.range_of(&(at..at + 1));
    let line = script.describe_line(&range);
    let location = Location::in_script(script, &range);
    ctx.report(location)
        .message(format!(
            "the arguments of `{}` have type `{}`, not `{word}`{line}",
            event.name, event.args_type
        ))
        .help(format!("write `As {}`: otherwise the handler does not compile", event.args_type))
        .replace_unsafe(location, event.args_type);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::testing::Tester;

    #[test]
    fn table() {
        Tester::new(&RULE)
            .passes(&[
                r#"{"settings": [{"key": "Destination.ExposedScriptCode", "value": "Module M\nPrivate Sub Log(text)\nEnd Sub\nPublic Sub A(s As Object, a As System.EventArgs) Handles DTM.RowAdded, DTM.Startup\nEnd Sub\nSub B() Handles DTM.shutdown\nEnd Sub\nSub C(s As Object, a As Imanami.DataSyncServices.Scripting.JobEventArgs) Handles DTM.RowFailed\nEnd Sub\nEnd Module"}]}"#,
                r#"{"settings": [{"key": "Destination.ExposedScriptCode", "value": "${SCRIPT}"}]}"#,
                r#"{"settings": [{"key": "Destination.ExposedScriptCode", "value": "Module M\nSub DTM_RowAdded(s, a)\nEnd Sub\nSub X()\nAddHandler DTM.RowAdded, AddressOf DTM_RowAdded\nEnd Sub\nEnd Module"}]}"#,
            ])
            .fails(&[
                (r#"{"settings": [{"key": "Destination.ExposedScriptCode", "value": "Module M\r\nSub DTM_RowAdded(s As Object, a As JobEventArgs)\r\nEnd Sub\r\nEnd Module"}]}"#, "/settings/0/value", "DTM_RowAdded"),
                (r#"{"settings": [{"key": "Destination.ExposedScriptCode", "value": "Sub A(s As Object, a As EventArgs) Handles DTM.Startup\nEnd Sub"}]}"#, "/settings/0/value", "Sub A"),
                (r#"{"settings": [{"key": "Destination.ExposedScriptCode", "value": "Module M\nSub A(s As Object, a As QueryEventArgs) Handles DTM.RowFailed\nEnd Sub\nEnd Module"}]}"#, "/settings/0/value", "QueryEventArgs"),
                (r#"{"settings": [{"key": "Destination.ExposedScriptCode", "value": "Module M\nSub A() Handles DTM.Whenever\nEnd Sub\nEnd Module"}]}"#, "/settings/0/value", "Whenever"),
            ])
            .fixes(&[(
                r#"{"settings": [{"key": "Destination.ExposedScriptCode", "value": "Module M\nSub A() Handles DTM.RowChnaged\nEnd Sub\nEnd Module"}]}"#,
                r#"{"settings": [{"key": "Destination.ExposedScriptCode", "value": "Module M\nSub A() Handles DTM.RowChanged\nEnd Sub\nEnd Module"}]}"#,
            )])
            .check_doc_examples();
    }
}
