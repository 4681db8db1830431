//! Inlay hints: the meaning of numbers, and descriptions of transforms.

use crate::catalog::{ContainerChoice, JobKind, container_choice};
use crate::job::{FieldRow, Job, JobFile, JobInfo, NodeRef, SettingEntry, SideName, find_secrets};
use crate::json::Document;
use crate::language::transform::{self, TransformBody};
use crate::text::{Secrets, Span, sanitize_line, truncate};

use super::describe::settings::describe_setting_value;
use super::describe::transform::{describe_transform, transform_example};
use super::masked_string::masked_string;
use super::type_names::ObjectTypeNames;
use super::types::Hint;

/// The tooltip of a longer label contains the complete text.
const MAX_LABEL_LEN: usize = 60;

/// The hints in a range of the text, in document order.
pub(crate) fn inlay_hints(file: &JobFile<'_>, document: &Document<'_>, range: Span) -> Vec<Hint> {
    let mut collector = HintCollector { range, secrets: find_secrets(document), hints: Vec::new() };
    let summaries = file.collection.iter().flat_map(|collection| &collection.summaries);
    for info in summaries {
        collector.info(info);
    }
    for job in file.jobs.iter().filter(|job| intersects(job.value.span(), range)) {
        collector.job(job);
    }
    collector.hints.sort_by_key(|hint| hint.offset);
    collector.hints
}

struct HintCollector {
    range: Span,
    secrets: Secrets,
    hints: Vec<Hint>,
}

impl HintCollector {
    fn job(&mut self, job: &Job<'_>) {
        if let Some(info) = &job.info {
            self.info(info);
        }
        let names = ObjectTypeNames::new(job, &self.secrets);
        for row in &job.rows {
            self.object_type(&names, row.object_type);
            self.transform(row);
        }
        for object in &job.objects {
            // A display name next to the number makes the hint superfluous.
            if object.display_name.and_then(NodeRef::string).is_none_or(|name| name.trim().is_empty()) {
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
        let number = value.integer().map(|number| number.to_string());
        if let Some(kind) = number.as_deref().and_then(JobKind::from_number) {
            self.push_after(value, kind.describe(), None);
        }
    }

    fn object_type(&mut self, names: &ObjectTypeNames, value: Option<NodeRef<'_>>) {
        let Some((value, number)) = value.and_then(|value| Some((value, value.integer()?))) else { return };
        if let Some(name) = names.get(number) {
            self.push_after(value, name, None);
        }
    }

    fn container_choice(&mut self, value: Option<NodeRef<'_>>) {
        let Some(value) = value else { return };
        let number = value.string().or_else(|| value.integer().map(|number| number.to_string().into()));
        // The meaning of other numbers is not published.
        if number.as_deref().and_then(container_choice) == Some(ContainerChoice::Named) {
            self.push_after(value, "container by name", None);
        }
    }

    fn transform(&mut self, row: &FieldRow<'_>) {
        let Some(value) = row.transform.filter(|value| self.is_in_range(*value)) else { return };
        let Some(text) = masked_string(value.document(), value.id(), &self.secrets) else { return };
        let Ok(transform) = transform::parse(&text) else { return };
        // Static values need no description.
        if matches!(transform.body, TransformBody::Static(_)) {
            return;
        }
        let description = describe_transform(&transform, value.placeholders());
        if description.is_empty() {
            return;
        }
        let example = transform_example(&transform).map(|example| example.describe());
        self.push_after(value, &description, example);
    }

    /// Settings with numbers.
    fn setting(&mut self, entry: &SettingEntry<'_>) {
        let numeric = ["ProviderType", "ScriptingLanguage"];
        let Some((value, known)) = entry.setting_value.zip(entry.definition) else { return };
        let name = known.key.split_once('.').map_or(known.key, |(_, name)| name);
        if numeric.contains(&name)
            && let Some(description) = describe_setting_value(entry)
        {
            self.push_after(value, &description, None);
        }
    }

    /// The name of the data source or identity store of a side, after the settings with its id.
    fn instance(&mut self, job: &Job<'_>, side: SideName) {
        let side_settings = job.side(side);
        // If the settings contain different ids, it is unknown which one belongs to the name.
        if side_settings.instance_id().is_none() {
            return;
        }
        let Some(name) = job.info.as_ref().and_then(|info| self.masked_text(info.provider(side)?)) else {
            return;
        };
        for value in side_settings.instance_id_entries().iter().filter_map(|entry| entry.setting_value) {
            self.push_after(value, &name, None);
        }
    }

    /// Adds a hint after a value.
    fn push_after(&mut self, value: NodeRef<'_>, label: &str, tooltip: Option<String>) {
        if !self.is_in_range(value) {
            return;
        }
        let shown = truncate(label, MAX_LABEL_LEN);
        let tooltip = match (shown == label, tooltip) {
            (true, tooltip) => tooltip,
            (false, Some(tooltip)) => Some(format!("{label}\n\n{tooltip}")),
            (false, None) => Some(label.to_owned()),
        };
        self.hints.push(Hint { offset: value.span().end, label: shown.into_owned(), tooltip });
    }

    fn is_in_range(&self, value: NodeRef<'_>) -> bool {
        let end = value.span().end;
        self.range.start <= end && end <= self.range.end
    }

    fn masked_text(&self, value: NodeRef<'_>) -> Option<String> {
        let text = masked_string(value.document(), value.id(), &self.secrets)?;
        let text = sanitize_line(text.trim()).into_owned();
        (!text.is_empty()).then_some(text)
    }
}

fn intersects(span: Span, range: Span) -> bool {
    span.start <= range.end && range.start <= span.end
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lsp::features::testing::{fixture, for_each_fixture, with_job};

    /// The text with the hints inserted.
    fn with_hints(text: &str) -> String {
        let whole = Span::from_usize(0, text.len());
        let hints = with_job(text, |file, document| inlay_hints(file, document, whole)).expect("a job");
        let mut shown = text.to_owned();
        for hint in hints.iter().rev() {
            shown.insert_str(hint.offset as usize, &format!("‹{}›", hint.label));
        }
        shown
    }

    #[test]
    fn numbers_and_transforms_are_explained() {
        for expected in [
            // Display names take precedence.
            r#"{"fieldsMap": [{"objectType": 1‹User›}, {"objectType": 7‹Printer›}, {"objectType": 8}], "objectsOption": [{"objectType": 7, "displayName": "Printer"}]}"#,
            r#"{"objectsOption": [{"objectType": 1, "displayName": "User"}, {"objectType": 4‹Group›}]}"#,
            r#"{"objectsOption": [{"containerOption": "1"‹container by name›, "createObjectContainerStrategy": 1‹container by name›}]}"#,
            r#"{"objectsOption": [{"containerOption": "2", "createObjectContainerStrategy": 3}]}"#,
            r#"{"syncQuery": [{"objectType": 4‹Group›, "query": ""}]}"#,
            r#"{"jobInfo": {"type": 1‹a standalone job›, "name": "x"}}"#,
            r#"{"fieldsMap": [{"transform": "Join:field=First;separator=.;field=Last"‹First, then `.`, then Last›}]}"#,
            r#"{"fieldsMap": [{"transform": "Static:value=8"}, {"transform": ""}, {"transform": "Jion:x"}]}"#,
            r#"{"settings": [{"key": "Source.ProviderType", "value": "2"‹a table (data source)›}]}"#,
            r#"{"settings": [{"key": "Source.IsTableProvider", "value": "True"}]}"#,
            r#"{"jobInfo": {"sourceProvider": "HR"}, "settings": [{"key": "Source.Type", "value": "31"‹HR›}, {"key": "SourceProvider", "value": "31"‹HR›}]}"#,
            // Contradictory ids.
            r#"{"jobInfo": {"sourceProvider": "HR"}, "settings": [{"key": "Source.Type", "value": "31"}, {"key": "SourceProvider", "value": "13"}]}"#,
        ] {
            let mut text = expected.to_owned();
            while let Some((start, end)) = text.find('‹').zip(text.find('›')) {
                text.replace_range(start..end + '›'.len_utf8(), "");
            }
            assert_eq!(with_hints(&text), expected);
        }
    }

    #[test]
    fn truncates_long_hints_and_masks_secrets() {
        let text = format!(
            r#"{{"fieldsMap": [{{"transform": "Join:field={};separator=.;field=Last"}},
                {{"destinationField": "password", "transform": "Static:value=Hunter2secret"}}]}}"#,
            "First ".repeat(20)
        );
        let whole = Span::from_usize(0, text.len());
        let found = with_job(&text, |file, document| inlay_hints(file, document, whole)).expect("a job");
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].label.chars().count(), MAX_LABEL_LEN + 1);
        assert!(found[0].tooltip.as_ref().is_some_and(|more| more.contains("then Last")));
    }

    #[test]
    fn limits_hints_to_requested_range() {
        let text = r#"{"fieldsMap": [{"objectType": 1}, {"objectType": 1}]}"#;
        let half = Span::from_usize(0, text.len() / 2 + 5);
        assert_eq!(
            with_job(text, |file, document| inlay_hints(file, document, half)).expect("a job").len(),
            1
        );
    }

    #[test]
    fn hints_of_a_job() {
        let text = with_hints(&fixture("collections/nightly.json"));
        let lines: Vec<&str> = text.lines().filter(|line| line.contains('‹')).map(str::trim).collect();
        insta::assert_snapshot!(lines.join("\n"));
    }

    #[test]
    fn hints_follow_tokens_in_every_fixture() {
        for_each_fixture(|name, text| {
            let whole = Span::from_usize(0, text.len());
            let found =
                with_job(text, |file, document| inlay_hints(file, document, whole)).unwrap_or_default();
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
