//! The text after accepting a completion.

use crate::linter::{FileOrigin, Linter, Scratch};
use crate::lsp::features::InsertText;
use crate::rule::{Group, Rule};
use crate::rules::RULES;
use crate::source::ParsedFile;

use super::{completions, job, labels};

/// A snippet with the initial text or first choice of each tab stop.
pub(super) fn expand_snippet(insert: &InsertText) -> String {
    let snippet = match insert {
        InsertText::Plain(text) => return text.clone(),
        InsertText::Snippet(snippet) => snippet,
    };
    let mut text = String::new();
    let mut rest = snippet.as_str();
    while let Some(character) = rest.chars().next() {
        if let Some(escaped) = rest.strip_prefix('\\') {
            let next = escaped.chars().next().expect("an escaped character");
            text.push(next);
            rest = &escaped[next.len_utf8()..];
        } else if let Some(stop) = rest.strip_prefix("${") {
            let digits = stop.find(|c: char| !c.is_ascii_digit()).expect("a number");
            let is_choice = stop[digits..].starts_with('|');
            let mut inside = stop[digits + 1..].char_indices();
            let end = loop {
                match inside.next().expect("an end") {
                    (_, '\\') => {
                        let (_, escaped) = inside.next().expect("an escaped character");
                        text.push(escaped);
                    }
                    (at, '}') => break at,
                    (_, '|') => {}
                    (_, ',') if is_choice => {
                        break stop[digits + 1..].find("|}").expect("the end of a choice") + 1;
                    }
                    (_, plain) => text.push(plain),
                }
            };
            rest = &stop[digits + 1 + end + 1..];
        } else {
            text.push(character);
            rest = &rest[character.len_utf8()..];
        }
    }
    text
}

/// The text after accepting the completion with a label.
fn accept(text: &str, label: &str) -> String {
    let (text, found) = completions(text);
    let completion = found.iter().find(|completion| completion.label == label).unwrap_or_else(|| {
        panic!(
            "no {label} in {:?}",
            found.iter().map(|completion| completion.label.as_str()).collect::<Vec<_>>()
        )
    });
    format!(
        "{}{}{}",
        &text[..completion.replace_span.start as usize],
        expand_snippet(&completion.insert_text),
        &text[completion.replace_span.end as usize..]
    )
}

#[test]
fn accepting_a_completion_completes_the_text() {
    for (text, label, whole) in [
        // Unfinished names, in one line and in several.
        (r#"{"fieldsMap": [{"▮"#, "isKey", r#"{"fieldsMap": [{"isKey": false"#),
        (r#"{"fieldsMap": [{"isK▮}]}"#, "isKey", r#"{"fieldsMap": [{"isKey": false}]}"#),
        (r#"{"fieldsMap":[{"isK▮,"id":1}]}"#, "isKey", r#"{"fieldsMap":[{"isKey":false,"id":1}]}"#),
        (r#"{"fieldsMap": [{▮ "id": 1}]}"#, "isKey", r#"{"fieldsMap": [{"isKey": false, "id": 1}]}"#),
        (r#"{"fieldsMap": [{isK▮: true}]}"#, "isKey", r#"{"fieldsMap": [{"isKey": true}]}"#),
        (
            "{\n  \"fieldsMap\": [\n    {\n      \"isK▮\n      \"id\": 1\n    }\n  ]\n}",
            "isKey",
            "{\n  \"fieldsMap\": [\n    {\n      \"isKey\": false,\n      \"id\": 1\n    }\n  ]\n}",
        ),
        (
            r#"{"settings": [{"key": "Source.Table", "▮"}]}"#,
            "dataType",
            r#"{"settings": [{"key": "Source.Table", "dataType": "System.String"}]}"#,
        ),
        // Values.
        (r#"{"fieldsMap": [{"isKey": ▮}]}"#, "true", r#"{"fieldsMap": [{"isKey": true}]}"#),
        (r#"{"fieldsMap": [{"isKey": "tr▮"}]}"#, "true", r#"{"fieldsMap": [{"isKey": true}]}"#),
        (r#"{"fieldsMap": [{"isKey": tr▮ue}]}"#, "false", r#"{"fieldsMap": [{"isKey": false}]}"#),
        (
            r#"{"syncQuery": [{"queryType": ▮ "id": 1}]}"#,
            "SQL",
            r#"{"syncQuery": [{"queryType": "SQL", "id": 1}]}"#,
        ),
        (
            r#"{"syncQuery": [{"queryType": "S▮, "id": 1}]}"#,
            "GroupID",
            r#"{"syncQuery": [{"queryType": "GroupID", "id": 1}]}"#,
        ),
        // A setting key with the missing members of the entry.
        (
            r#"{"settings": [{"key": "Source.Pr▮"}]}"#,
            "Source.ProviderType",
            r#"{"settings": [{"key": "Source.ProviderType", "value": "1", "dataType": "System.String", "objectType": null}]}"#,
        ),
        (
            r#"{"settings": [{"key": "▮", "value": "x", "dataType": ""}]}"#,
            "JobOwners",
            r#"{"settings": [{"key": "JobOwners", "value": "x", "dataType": ""}]}"#,
        ),
        // The second entry of a key that occurs twice in jobs of the product.
        (
            r#"{"settings": [{"key": "Destination.Type"}, {"key": "▮"}]}"#,
            "Destination.Type",
            r#"{"settings": [{"key": "Destination.Type"}, {"key": "Destination.Type", "value": "24", "dataType": "System.String", "objectType": null}]}"#,
        ),
        // Escaped text in strings.
        (
            r#"{"fieldsMap": [{"transform": "▮"}]}"#,
            "Script",
            r#"{"fieldsMap": [{"transform": "Script:text=DTM.Result = DTM.Source(\"\")"}]}"#,
        ),
        (
            r#"{"fieldsMap": [{"transform": "Script:text=DTM.▮"}]}"#,
            "Source",
            r#"{"fieldsMap": [{"transform": "Script:text=DTM.Source(\"\")"}]}"#,
        ),
        (
            r#"{"fieldsMap": [{"transform": "Script:text=\"é\\\" & DTM.Re▮"}]}"#,
            "Result",
            r#"{"fieldsMap": [{"transform": "Script:text=\"é\\\" & DTM.Result = "}]}"#,
        ),
        (
            r#"{"fieldsMap": [{"transform": "Script:text=X\r\nI▮"}]}"#,
            "If",
            r#"{"fieldsMap": [{"transform": "Script:text=X\r\nIf  Then\r\n    DTM.Result = \r\nElse\r\n    DTM.Result = \r\nEnd If"}]}"#,
        ),
        (
            r#"{"fieldsMap": [{"transform": "Jo▮in:field=a;separator=b;field=c"}]}"#,
            "Left",
            r#"{"fieldsMap": [{"transform": "Left:field=a;separator=b;field=c"}]}"#,
        ),
        (
            r#"{"fieldsMap": [{"destinationField": "password", "options": "▮"}]}"#,
            "password options",
            r#"{"fieldsMap": [{"destinationField": "password", "options": "{\"passwordLength\":14,\"includeUppercaseAlphabets\":true,\"includeLowercaseAlphabets\":true,\"includeDigits\":true,\"includeSpecialSymbols\":true,\"specialSymbols\":\"!#+-=?\",\"excludeSimilarSymbols\":false,\"managerNotification\":false,\"passwordType\":0}"}]}"#,
        ),
        (
            r#"{"fieldsMap": [{"destinationField": "password", "options": "{\"passwordLength\":7,\"incl▮}"}]}"#,
            "includeDigits",
            r#"{"fieldsMap": [{"destinationField": "password", "options": "{\"passwordLength\":7,\"includeDigits\":true}"}]}"#,
        ),
        (
            r#"{"jobInfo": {"destinationProvider": "Corp"}, "settings": [{"key": "Destination.Container", "value": "▮"}]}"#,
            r"OU=A\, B,DC=example,DC=com",
            r#"{"jobInfo": {"destinationProvider": "Corp"}, "settings": [{"key": "Destination.Container", "value": "OU=A\\, B,DC=example,DC=com"}]}"#,
        ),
        (
            r#"{"jobInfo": {"destinationProvider": "Corp"}, "settings": [{"key": "Destination.ContainerDetails", "value": "{\"DistinguishedName\": \"▮\"}"}]}"#,
            r"OU=A\, B,DC=example,DC=com",
            r#"{"jobInfo": {"destinationProvider": "Corp"}, "settings": [{"key": "Destination.ContainerDetails", "value": "{\"DistinguishedName\": \"OU=A\\\\, B,DC=example,DC=com\"}"}]}"#,
        ),
        (
            r#"{"syncQuery": [{"queryType": "GroupID", "query": "department Is ▮"}]}"#,
            "Is Exactly",
            r#"{"syncQuery": [{"queryType": "GroupID", "query": "department Is Exactly \"\""}]}"#,
        ),
        // Entries with the white space of the document.
        (
            "{\"jobInfo\":{},\"settings\":[▮]}",
            "JobOwners",
            "{\"jobInfo\":{},\"settings\":[{\"action\":0,\"id\":0,\"key\":\"JobOwners\",\"value\":\"\",\"dataType\":\"System.String\",\"objectType\":null}]}",
        ),
        (
            "{\n  \"jobInfo\": {},\n  \"settings\": [\n    ▮\n  ]\n}",
            "IsNotificationEnabled",
            "{\n  \"jobInfo\": {},\n  \"settings\": [\n    {\n  \"action\": 0,\n  \"id\": 0,\n  \"key\": \"IsNotificationEnabled\",\n  \"value\": \"True\",\n  \"dataType\": \"System.Boolean\",\n  \"objectType\": null\n}\n  ]\n}",
        ),
        ("{\"settings\": [{\"id\": 1} ▮ {\"id\": 2}]}", "JobOwners", ""),
    ] {
        if whole.is_empty() {
            assert_eq!(labels(text), Vec::<String>::new(), "{text}");
            continue;
        }
        assert_eq!(accept(text, label), whole, "{text}");
    }
}

#[test]
fn array_items_match_the_schema() {
    for (list, place, label) in [
        ("fieldsMap", 1, "row that copies a field"),
        ("fieldsMap", 1, "row with a transform"),
        ("fieldsMap", 1, "row for password"),
        ("objectsOption", 1, "options of Group"),
        ("syncQuery", 1, "query of the destination"),
        ("settings", 4, "Source.IsTableProvider"),
    ] {
        let text = accept(&job(list, "▮"), label);
        let checked = Linter::default().lint(text.as_bytes(), FileOrigin::Explicit, &mut Scratch::default());
        let entry = format!("/{list}/{place}");
        let wrong: Vec<&str> = checked
            .diagnostics
            .iter()
            .filter(|found| found.pointer.starts_with(&entry))
            .map(|found| found.rule)
            .filter(|rule| structural_rules().contains(rule))
            .collect();
        assert_eq!(wrong, Vec::<&str>::new(), "{label}: {text}");
        assert!(ParsedFile::from_text(text.clone()).document().find_by_pointer(&entry).is_some(), "{text}");
    }
}

/// The rules that check syntax and schema.
fn structural_rules() -> Vec<&'static str> {
    let group = |rule: &&&Rule| matches!(rule.group, Group::Syntax | Group::Schema);
    RULES.iter().filter(group).map(|rule| rule.name).collect()
}
