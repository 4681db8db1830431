//! `script-handler`

use crate::catalog::{DTM_EVENTS, DtmEvent, dtm_event};
use crate::diagnostic::{Fix, Severity};
use crate::job::{Job, JobScript};
use crate::language::script::{Keyword, Routine, Symbol, TokenKind};
use crate::rule::{Check, FixKind, Group, Place, Reporter, Rule};
use crate::text::nearest;

pub(crate) static RULE: Rule = Rule {
    name: "script-handler",
    group: Group::Script,
    severity: Severity::Warning,
    fix: FixKind::Unsafe,
    gives_way_to: &[],
    summary: "a handler of the global script handles no event, or not as it should",
    docs: r#"
The global script is a module with handlers such as
`Sub DTM_RowAdded(ByVal dtmsource As Object, ByVal args As JobEventArgs) Handles DTM.RowAdded`, as in the
jobs of "Create a New Job". There are 14 events; the type of `args` belongs to the event. A handler of
another event does not compile, a `DTM_…` routine without `Handles` is never called, and both must stand
inside the `Module`.

## Wrong

```json
{ "settings": [{ "key": "Destination.ExposedScriptCode", "value": "Module Exposed\n Sub DTM_RowAdded(ByVal s As Object, ByVal args As JobEventArgs) Handles DTM.RowAded\n End Sub\nEnd Module" }] }
```

```json
{ "settings": [{ "key": "Destination.ExposedScriptCode", "value": "Module Exposed\n Sub DTM_Startup(ByVal s As Object, ByVal args As JobEventArgs) Handles DTM.Startup\n End Sub\nEnd Module" }] }
```

## Right

```json
{ "settings": [{ "key": "Destination.ExposedScriptCode", "value": "Module Exposed\n Sub DTM_RowAdded(ByVal s As Object, ByVal args As JobEventArgs) Handles DTM.RowAdded\n End Sub\nEnd Module" }] }
```
"#,
    check: Check::Job(check),
};

fn check(job: &Job<'_>, report: &mut Reporter<'_, '_>) {
    for script in job.scripts().global().filter(|script| script.script.is_well_formed()) {
        let adds_handlers = script.script.tokens.iter().any(|token| token.is(Keyword::AddHandler));
        for routine in &script.script.routines {
            let keyword = script.script.tokens.get(routine.keyword);
            if keyword.is_some_and(|keyword| keyword.is(Keyword::Sub)) {
                handler(script, routine, adds_handlers, report);
            }
        }
    }
}

fn handler(script: &JobScript<'_>, routine: &Routine, adds_handlers: bool, report: &mut Reporter<'_, '_>) {
    let text = script.text();
    let tokens = &script.script.tokens;
    let name = tokens.get(routine.name).map_or("", |name| name.text(text));
    let Some(handles) = routine.header.clone().find(|&at| tokens.get(at).is_some_and(|token| token.is(Keyword::Handles)))
    else {
        let event = name.get(..4).filter(|prefix| prefix.eq_ignore_ascii_case("DTM_")).and(name.get(4..));
        if let (Some(event), false) = (event, adds_handlers) {
            let range = script.script.range_of(&(routine.name..routine.name + 1));
            let line = script.in_line(&range);
            let meant = nearest(event, DTM_EVENTS.iter().map(|event| event.name)).unwrap_or(event);
            report
                .at(Place::in_script(script, &range))
                .say(format!("`{name}`{line} handles no event and is never called by the job"))
                .help(format!("end its first line with `Handles DTM.{meant}`"));
        }
        return;
    };
    let arguments = argument_type(script, routine, handles);
    let (mut known, mut wrong) = (false, None);
    for at in (handles + 1..routine.header.end).filter(|&at| is_event_name(script, at)) {
        let word = tokens.get(at).map_or("", |token| token.text(text));
        let Some(event) = dtm_event(word) else {
            unknown_event(script, at, word, report);
            continue;
        };
        known = true;
        let written = arguments.and_then(|at| tokens.get(at)).map(|token| token.text(text));
        if wrong.is_none() && written.is_some_and(|written| !takes(written, event)) {
            wrong = Some(event);
        }
    }
    if known && !routine.in_type {
        let range = script.script.range_of(&(routine.keyword..routine.name + 1));
        let line = script.in_line(&range);
        report
            .at(Place::in_script(script, &range))
            .say(format!("the handler `{name}`{line} stands outside of a `Module`"))
            .help("put it between `Module …` and `End Module`");
    }
    if let (Some(at), Some(event)) = (arguments, wrong) {
        wrong_arguments(script, at, event, report);
    }
}

/// Whether the token is what stands behind `DTM.`
fn is_event_name(script: &JobScript<'_>, at: usize) -> bool {
    let tokens = &script.script.tokens;
    at >= 2
        && tokens.get(at).is_some_and(|token| matches!(token.kind, TokenKind::Word(_)))
        && tokens[at - 1].is_symbol(Symbol::Dot)
        && tokens[at - 2].text(script.text()).eq_ignore_ascii_case("DTM")
}

fn unknown_event(script: &JobScript<'_>, at: usize, word: &str, report: &mut Reporter<'_, '_>) {
    let range = script.script.range_of(&(at..at + 1));
    let line = script.in_line(&range);
    let place = Place::in_script(script, &range);
    let finding = report.at(place).say(format!("`DTM` has no event `{word}`{line}"));
    match nearest(word, DTM_EVENTS.iter().map(|event| event.name)) {
        Some(meant) => finding
            .help(format!("did you mean `{meant}`?"))
            .fix(Fix::r#unsafe(format!("write `{meant}`")).replace(place.span(), meant)),
        None => finding.help(
            "the events are Startup, BuildSourceQuery, BuildDestinationQuery, Shutdown and those of a row, from RowStarting to RowFinished and RowFailed",
        ),
    };
}

/// Where the type of the second argument stands.
fn argument_type(script: &JobScript<'_>, routine: &Routine, handles: usize) -> Option<usize> {
    let tokens = &script.script.tokens;
    // `(ByVal a As Object, ByVal b As Type)`: the type behind the last `As`.
    let last_as =
        (routine.name..handles).rev().find(|&at| tokens.get(at).is_some_and(|token| token.is(Keyword::As)))?;
    let comma = (routine.name..last_as)
        .find(|&at| tokens.get(at).is_some_and(|token| token.is_symbol(Symbol::Comma)))?;
    let end = (last_as + 1..handles)
        .find(|&at| tokens.get(at).is_some_and(|token| token.is_symbol(Symbol::CloseParen)))
        .unwrap_or(handles);
    end.checked_sub(1).filter(|&at| at > last_as && at > comma)
}

/// Whether an argument of this type takes what an event gives.
fn takes(written: &str, event: &DtmEvent) -> bool {
    // `System.EventArgs` and `Object` take every event's arguments.
    [event.arguments, "EventArgs", "Object"].iter().any(|known| written.eq_ignore_ascii_case(known))
}

/// The type of the second argument must be that of the event.
fn wrong_arguments(script: &JobScript<'_>, at: usize, event: &DtmEvent, report: &mut Reporter<'_, '_>) {
    let word = script.script.tokens.get(at).map_or("", |token| token.text(script.text()));
    let range = script.script.range_of(&(at..at + 1));
    let line = script.in_line(&range);
    let place = Place::in_script(script, &range);
    report
        .at(place)
        .say(format!("the arguments of `{}` are `{}`, not `{word}`{line}", event.name, event.arguments))
        .help(format!("write `As {}`: the handler does not compile otherwise", event.arguments))
        .fix(Fix::r#unsafe(format!("write `{}`", event.arguments)).replace(place.span(), event.arguments));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rule::testing::Tester;

    #[test]
    fn table() {
        Tester(&RULE)
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
            .documented();
    }
}
