//! Notes between the text: what numbers mean, and transforms in words.

use crate::catalog::{ContainerChoice, JobKind, container_choice};
use crate::job::{
    FieldRow, Job, JobFile, JobInfo, SettingEntry, SideName, Value, find_secrets, shown_string,
};
use crate::json::Document;
use crate::language::transform::{self, Body};
use crate::text::{Secrets, Span};

use super::Hint;
use super::type_names::TypeNames;

/// A longer note is cut; all of it is in the tooltip.
const LONGEST: usize = 60;

/// The notes in a part of the text, in document order. None says what stands right beside it anyhow.
pub(crate) fn hints(file: &JobFile<'_>, document: &Document<'_>, range: Span) -> Vec<Hint> {
    let mut notes = Notes { range, secrets: find_secrets(document), found: Vec::new() };
    let summaries = file.collection.iter().flat_map(|collection| &collection.summaries);
    for info in summaries {
        notes.info(info);
    }
    for job in file.jobs.iter().filter(|job| meets(job.value.span(), range)) {
        notes.job(job);
    }
    notes.found.sort_by_key(|hint| hint.offset);
    notes.found
}

struct Notes {
    range: Span,
    secrets: Secrets,
    found: Vec<Hint>,
}

impl Notes {
    fn job(&mut self, job: &Job<'_>) {
        if let Some(info) = &job.info {
            self.info(info);
        }
        let names = TypeNames::new(job, &self.secrets);
        for row in &job.rows {
            self.object_type(&names, row.object_type);
            self.transform(row);
        }
        for object in &job.objects {
            // Its name is one of its members.
            if object.display_name.and_then(Value::string).is_none_or(|name| name.trim().is_empty()) {
                self.object_type(&names, object.object_type);
            }
            self.container_choice(object.container_option);
            self.container_choice(object.container_strategy);
        }
        for query in &job.queries {
            self.object_type(&names, query.object_type);
        }
        for entry in job.settings.entries() {
            self.object_type(&names, entry.object_type);
            self.setting(entry);
        }
        for side in [SideName::Source, SideName::Destination] {
            self.instance(job, side);
        }
    }

    fn info(&mut self, info: &JobInfo<'_>) {
        let Some(value) = info.job_type else { return };
        let written = value.integer().map(|number| number.to_string());
        if let Some(kind) = written.as_deref().and_then(JobKind::of) {
            self.behind(value, kind.in_words(), None);
        }
    }

    fn object_type(&mut self, names: &TypeNames, value: Option<Value<'_>>) {
        let Some((value, number)) = value.and_then(|value| Some((value, value.integer()?))) else { return };
        if let Some(name) = names.get(number) {
            self.behind(value, name, None);
        }
    }

    fn container_choice(&mut self, value: Option<Value<'_>>) {
        let Some(value) = value else { return };
        let written = value.string().or_else(|| value.integer().map(|number| number.to_string().into()));
        // What the other numbers stand for is not published.
        if written.as_deref().and_then(container_choice) == Some(ContainerChoice::Named) {
            self.behind(value, "a container by its name", None);
        }
    }

    fn transform(&mut self, row: &FieldRow<'_>) {
        let Some(value) = row.transform.filter(|value| self.is_asked_for(*value)) else { return };
        let Some(text) = shown_string(value.document(), value.id(), &self.secrets) else { return };
        let Ok(transform) = transform::parse(&text) else { return };
        // What a static text is can be read as it stands.
        if matches!(transform.body, Body::Static(_)) {
            return;
        }
        let words = transform.in_words();
        if words.is_empty() {
            return;
        }
        let example = transform.example().map(|example| example.in_words());
        self.behind(value, &words, example);
    }

    /// Numbers that say what the system of a side is.
    fn setting(&mut self, entry: &SettingEntry<'_>) {
        let explained = ["ProviderType", "ScriptingLanguage"];
        let Some((value, known)) = entry.setting_value.zip(entry.known) else { return };
        let name = known.key.split_once('.').map_or(known.key, |(_, name)| name);
        if explained.contains(&name)
            && let Some(words) = entry.value_in_words()
        {
            self.behind(value, &words, None);
        }
    }

    /// The settings with the id of a side's data source or identity store: `jobInfo` has its name.
    fn instance(&mut self, job: &Job<'_>, side: SideName) {
        let settings = job.side(side);
        // Where they name different ones there is no telling which of them is meant.
        if settings.instance().is_none() {
            return;
        }
        let Some(name) = job.info.as_ref().and_then(|info| self.shown(info.provider(side)?)) else { return };
        for value in settings.instance_ids().iter().filter_map(|entry| entry.setting_value) {
            self.behind(value, &name, None);
        }
    }

    /// Puts a note behind a value.
    fn behind(&mut self, value: Value<'_>, label: &str, more: Option<String>) {
        if !self.is_asked_for(value) {
            return;
        }
        let mut shown: String = label.chars().take(LONGEST).collect();
        let mut tooltip = more;
        if shown.len() < label.len() {
            shown.push('…');
            tooltip = Some(match tooltip {
                Some(more) => format!("{label}\n\n{more}"),
                None => label.to_owned(),
            });
        }
        self.found.push(Hint { offset: value.span().end, label: shown, tooltip });
    }

    fn is_asked_for(&self, value: Value<'_>) -> bool {
        let end = value.span().end;
        self.range.start <= end && end <= self.range.end
    }

    fn shown(&self, value: Value<'_>) -> Option<String> {
        let text = shown_string(value.document(), value.id(), &self.secrets)?;
        let text = crate::text::sanitize_line(text.trim()).into_owned();
        (!text.is_empty()).then_some(text)
    }
}

fn meets(span: Span, range: Span) -> bool {
    span.start <= range.end && range.start <= span.end
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lsp::features::testing::{fixture, sweep, with};

    /// The text with its notes in it.
    fn noted(text: &str) -> String {
        let whole = Span::from_usize(0, text.len());
        let hints = with(text, |file, document| hints(file, document, whole)).expect("a job");
        let mut shown = text.to_owned();
        for hint in hints.iter().rev() {
            shown.insert_str(hint.offset as usize, &format!("‹{}›", hint.label));
        }
        shown
    }

    #[test]
    fn numbers_and_transforms_are_explained() {
        for expected in [
            // The name that the job gives a type comes before the known one.
            r#"{"fieldsMap": [{"objectType": 1‹User›}, {"objectType": 7‹Printer›}, {"objectType": 8}], "objectsOption": [{"objectType": 7, "displayName": "Printer"}]}"#,
            r#"{"objectsOption": [{"objectType": 1, "displayName": "User"}, {"objectType": 4‹Group›}]}"#,
            r#"{"objectsOption": [{"containerOption": "1"‹a container by its name›, "createObjectContainerStrategy": 1‹a container by its name›}]}"#,
            r#"{"objectsOption": [{"containerOption": "2", "createObjectContainerStrategy": 3}]}"#,
            r#"{"syncQuery": [{"objectType": 4‹Group›, "query": ""}]}"#,
            r#"{"jobInfo": {"type": 1‹a job that stands alone›, "name": "x"}}"#,
            r#"{"fieldsMap": [{"transform": "Join:field=First;separator=.;field=Last"‹First, then `.`, then Last›}]}"#,
            r#"{"fieldsMap": [{"transform": "Static:value=8"}, {"transform": ""}, {"transform": "Jion:x"}]}"#,
            r#"{"settings": [{"key": "Source.ProviderType", "value": "2"‹a table (data source)›}]}"#,
            r#"{"settings": [{"key": "Source.IsTableProvider", "value": "True"}]}"#,
            r#"{"jobInfo": {"sourceProvider": "HR"}, "settings": [{"key": "Source.Type", "value": "31"‹HR›}, {"key": "SourceProvider", "value": "31"‹HR›}]}"#,
            // One of them is wrong, and nobody knows which.
            r#"{"jobInfo": {"sourceProvider": "HR"}, "settings": [{"key": "Source.Type", "value": "31"}, {"key": "SourceProvider", "value": "13"}]}"#,
        ] {
            let mut text = expected.to_owned();
            while let Some((start, end)) = text.find('‹').zip(text.find('›')) {
                text.replace_range(start..end + '›'.len_utf8(), "");
            }
            assert_eq!(noted(&text), expected);
        }
    }

    #[test]
    fn long_notes_are_cut_and_secrets_hidden() {
        let text = format!(
            r#"{{"fieldsMap": [{{"transform": "Join:field={};separator=.;field=Last"}},
                {{"destinationField": "password", "transform": "Static:value=Hunter2secret"}}]}}"#,
            "First ".repeat(20)
        );
        let whole = Span::from_usize(0, text.len());
        let found = with(&text, |file, document| hints(file, document, whole)).expect("a job");
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].label.chars().count(), LONGEST + 1);
        assert!(found[0].tooltip.as_ref().is_some_and(|more| more.contains("then Last")));
    }

    #[test]
    fn only_what_is_asked_for_is_noted() {
        let text = r#"{"fieldsMap": [{"objectType": 1}, {"objectType": 1}]}"#;
        let half = Span::from_usize(0, text.len() / 2 + 5);
        assert_eq!(with(text, |file, document| hints(file, document, half)).expect("a job").len(), 1);
    }

    #[test]
    fn a_job() {
        let noted = noted(&fixture("collections/nightly.json"));
        let lines: Vec<&str> = noted.lines().filter(|line| line.contains('‹')).map(str::trim).collect();
        insta::assert_snapshot!(lines.join("\n"));
    }

    #[test]
    fn notes_stand_behind_tokens_in_every_fixture() {
        sweep(|name, text| {
            let whole = Span::from_usize(0, text.len());
            let found = with(text, |file, document| hints(file, document, whole)).unwrap_or_default();
            let mut before = 0;
            for hint in found {
                assert!(
                    text.is_char_boundary(hint.offset as usize) && hint.offset >= before,
                    "{name}: {hint:?}"
                );
                assert!(!hint.label.trim().is_empty() && !hint.label.contains('\n'), "{name}: {hint:?}");
                before = hint.offset;
            }
        });
    }
}
