//! Completions of texts with a cursor mark.

mod accept;
mod by_position;
mod invariants;

use crate::lsp::features::Completion;
use crate::lsp::features::complete;
use crate::lsp::features::testing::{context_with_inventory, extract_cursor};
use crate::source::ParsedFile;

const INVENTORY: &str = r#"{
    "data-sources": [{"name": "HR", "id": 4, "provider": "Microsoft Excel",
        "tables": [{"name": "Staff", "columns": ["First", "Last Name", "Mail"]}, {"name": "Left"}]}],
    "identity-stores": [{"name": "Corp", "id": 24, "provider": "Active Directory",
        "containers": ["OU=Staff,DC=example,DC=com", "OU=A\\, B,DC=example,DC=com"]}]
}"#;

fn completions(text: &str) -> (String, Vec<Completion>) {
    let (text, offset) = extract_cursor(text);
    let parsed = ParsedFile::from_text(text.clone());
    let document = parsed.document();
    let Some(file) = parsed.job_file(&document) else { return (text, Vec::new()) };
    let mut found = complete(&file, &document, offset, &context_with_inventory(INVENTORY));
    found.sort_by(|left, right| left.sort_text.cmp(&right.sort_text));
    (text, found)
}

fn labels(text: &str) -> Vec<String> {
    completions(text).1.into_iter().map(|completion| completion.label).collect()
}

/// A job from HR to the directory, with an additional entry in one of its lists.
fn job(list: &str, entry: &str) -> String {
    let mut lists = [
        ("fieldsMap", r#"{"objectType": 1, "destinationField": "cn", "sourceField": "Nick"}"#.to_owned()),
        ("objectsOption", r#"{"objectType": 1, "displayName": "User"}"#.to_owned()),
        ("syncQuery", r#"{"objectType": 1, "isSource": true, "queryType": "SQL", "query": "SELECT First, [Last Name] AS Last FROM [Staff$]"}"#.to_owned()),
        (
            "settings",
            r#"{"key": "Source.ProviderName", "value": "Microsoft Excel"}, {"key": "Source.Table", "value": "Staff"},
               {"key": "Destination.ProviderName", "value": "Active Directory"}, {"key": "Destination.Type", "value": "7"}"#
                .to_owned(),
        ),
    ];
    for (name, entries) in &mut lists {
        if *name == list {
            entries.push_str(", ");
            entries.push_str(entry);
        }
    }
    let lists: Vec<String> =
        lists.iter().map(|(name, entries)| format!(r#""{name}": [{entries}]"#)).collect();
    format!(
        r#"{{"jobInfo": {{"name": "n", "sourceProvider": "HR", "destinationProvider": "Corp"}}, {}}}"#,
        lists.join(", ")
    )
}
