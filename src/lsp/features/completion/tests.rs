use std::collections::BTreeSet;

use super::*;
use crate::lsp::features::testing::{cursor_in, environment, fixtures};
use crate::lsp::features::{CompletionKind, Insert};
use crate::lsp::parsed::Parsed;

const INVENTORY: &str = r#"{
    "data-sources": [{"name": "HR", "id": 4, "provider": "Microsoft Excel",
        "tables": [{"name": "Staff", "columns": ["First", "Last Name", "Mail"]}, {"name": "Left"}]}],
    "identity-stores": [{"name": "Corp", "id": 24, "provider": "Active Directory",
        "containers": ["OU=Staff,DC=example,DC=com", "OU=A\\, B,DC=example,DC=com"]}]
}"#;

fn completions(text: &str) -> (String, Vec<Completion>) {
    let (text, offset) = cursor_in(text);
    let parsed = Parsed::new(text.clone());
    let document = parsed.document();
    let Some(file) = parsed.file(&document) else { return (text, Vec::new()) };
    let mut found = complete(&file, &document, offset, &environment(INVENTORY));
    found.sort_by(|one, other| one.sort_key.cmp(&other.sort_key));
    (text, found)
}

fn labels(text: &str) -> Vec<String> {
    completions(text).1.into_iter().map(|one| one.label).collect()
}

/// A snippet with its stops replaced by what stands there first.
fn filled(insert: &Insert) -> String {
    let snippet = match insert {
        Insert::Plain(text) => return text.clone(),
        Insert::Snippet(snippet) => snippet,
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

/// The text when a proposal is taken.
fn taken(text: &str, label: &str) -> String {
    let (text, found) = completions(text);
    let one = found.iter().find(|one| one.label == label).unwrap_or_else(|| {
        panic!("no {label} in {:?}", found.iter().map(|one| one.label.as_str()).collect::<Vec<_>>())
    });
    format!(
        "{}{}{}",
        &text[..one.replace.start as usize],
        filled(&one.insert),
        &text[one.replace.end as usize..]
    )
}

/// A job from HR to the directory, with an entry in one of its lists.
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

/// Each of these is proposed first, in this order; the one after `-` not at all.
#[test]
fn proposals_by_place() {
    for (list, entry, expected) in [
        // Members.
        ("fieldsMap", r#"{"▮"}"#, "all 10 missing members, action, sourceField, destinationField"),
        ("fieldsMap", r#"{"objectType": 1, ▮}"#, "all 9 missing members, action, sourceField - objectType"),
        ("fieldsMap", r#"{"▮, "action": 0}"#, "all 9 missing members, sourceField - action"),
        ("fieldsMap", r#"{"sour▮"}"#, "all 10 missing members, action, sourceField"),
        ("fieldsMap", r#"{"sour▮": "x"}"#, "action, sourceField - all 10 missing members"),
        (
            "settings",
            r#"{"key": "JobOwners", "▮}"#,
            "all 5 missing members, action, id, value, dataType, objectType - key",
        ),
        // Booleans, enumerations, null.
        ("fieldsMap", r#"{"isKey": ▮}"#, "false, true"),
        ("fieldsMap", r#"{"isKey": t▮}"#, "false, true"),
        ("fieldsMap", r#"{"forCreateOnly": "▮"}"#, "true, false"),
        ("fieldsMap", r#"{"options": ▮}"#, "null"),
        ("syncQuery", r#"{"queryType": "▮"}"#, "SQL, GroupID"),
        ("settings", r#"{"dataType": "▮"}"#, "System.String, System.Int32, System.Boolean"),
        ("settings", r#"{"key": "Source.Type", "dataType": "▮"}"#, "System.Int32, System.String"),
        // Object types.
        ("fieldsMap", r#"{"objectType": ▮}"#, "1 - 4"),
        ("objectsOption", r#"{"objectType": ▮}"#, "1, 4"),
        ("objectsOption", r#"{"objectType": 4, "displayName": "▮"}"#, "Group, User"),
        // Fields.
        ("fieldsMap", r#"{"objectType": 1, "sourceField": "▮"}"#, "First, Last, Nick - Mail"),
        ("fieldsMap", r#"{"objectType": 4, "sourceField": "▮"}"#, "First, Last Name, Mail, Nick"),
        (
            "fieldsMap",
            r#"{"objectType": 1, "destinationField": "▮"}"#,
            "sAMAccountName, givenName, sn, password",
        ),
        (
            "fieldsMap",
            r#"{"objectType": 1, "destinationField": "sama▮"#,
            "sAMAccountName, givenName, sn, password",
        ),
        ("syncQuery", r#"{"timeStampField": "▮"}"#, "First, Last"),
        ("settings", r#"{"key": "memberkey", "value": "▮"}"#, "accountExpires"),
        // Transforms.
        ("fieldsMap", r#"{"transform": "▮"}"#, "Static, Join, Script, Resolve, Left, Substring"),
        ("fieldsMap", r#"{"transform": "Jo▮"}"#, "Static, Join, Script"),
        ("fieldsMap", r#"{"transform": "Jo▮in:field=First"}"#, "Static, Join, Script"),
        (
            "fieldsMap",
            r#"{"objectType": 1, "transform": "Join:field=▮;separator= ;field=x"}"#,
            "First, Last, Nick",
        ),
        (
            "fieldsMap",
            r#"{"objectType": 1, "transform": "Join:field=First;separator=_;field=La▮"}"#,
            "First, Last, Nick",
        ),
        ("fieldsMap", r#"{"transform": "Join:▮"}"#, "field="),
        ("fieldsMap", r#"{"transform": "Join:field=a;▮"}"#, "separator="),
        ("fieldsMap", r#"{"transform": "Join:field=a;separator=b;fi▮"}"#, "field="),
        ("fieldsMap", r#"{"transform": "Join:field=a;separator=▮;field=b"}"#, "., space, _, -"),
        ("fieldsMap", r#"{"transform": "Static:▮"}"#, "value="),
        (
            "fieldsMap",
            r#"{"destinationField": "Disable Account", "transform": "Static:value=▮"}"#,
            "True, False",
        ),
        ("fieldsMap", r#"{"transform": "Static:value=\\\\%COMP▮"}"#, "%NOW%, %COMPUTERNAME%"),
        ("fieldsMap", r#"{"destinationField": "password", "transform": "Static:value=▮"}"#, "${PASSWORD}"),
        (
            "fieldsMap",
            r#"{"destinationField": "password", "transform": "Static:value=Hunt▮"}"#,
            "- ${PASSWORD}",
        ),
        ("fieldsMap", r#"{"objectType": 1, "transform": "Left:field=▮"}"#, "First, Last, Nick"),
        ("fieldsMap", r#"{"transform": "Script:▮"}"#, "text="),
        // Scripts.
        ("fieldsMap", r#"{"transform": "Script:text=DTM.▮"}"#, "Source, Result, ExpandVariables, CancelRow"),
        ("fieldsMap", r#"{"transform": "Script:text=DTM.Result = dtm.So▮urce(\"x\")"}"#, "Source, Result"),
        (
            "fieldsMap",
            r#"{"objectType": 1, "transform": "Script:text=DTM.Result = DTM.Source(\"▮\")"}"#,
            "First, Last, Nick",
        ),
        (
            "fieldsMap",
            r#"{"objectType": 1, "transform": "Script:text=DTM.Result = LCase(DTM.Source(\"La▮"}"#,
            "First, Last, Nick",
        ),
        ("fieldsMap", r#"{"transform": "Script:text=DTM.Result = DTM.ExpandVariables(\"▮\")"}"#, "%NOW%"),
        ("fieldsMap", r#"{"transform": "Script:text=▮"}"#, "DTM, If, Select Case, Dim, LCase"),
        ("fieldsMap", r#"{"transform": "Script:text=DTM.Result = \"a▮"}"#, "- DTM"),
        ("fieldsMap", r#"{"transform": "Script:text=' a comm▮"}"#, "- DTM"),
        ("fieldsMap", r#"{"transform": "Script:text=Dim x = name.▮"}"#, "- DTM"),
        (
            "settings",
            r#"{"key": "Destination.ExposedScriptCode", "value": "Module M\r\nSub A() Handles DTM.▮"}"#,
            "Startup, BuildSourceQuery",
        ),
        (
            "settings",
            r#"{"key": "Destination.ExposedScriptCode", "value": "Sub X() Handles DTM.Startup\r\nEnd Sub\r\n▮"}"#,
            "DTM, If - Sub DTM_Startup",
        ),
        // Options and details.
        ("fieldsMap", r#"{"destinationField": "password", "options": "▮"}"#, "options of a password, null"),
        (
            "fieldsMap",
            r#"{"destinationField": "password", "options": "{▮}"}"#,
            "passwordLength, includeUppercaseAlphabets",
        ),
        (
            "fieldsMap",
            r#"{"destinationField": "password", "options": "{\"passwordLength\":7,\"▮}"}"#,
            "includeUppercaseAlphabets - passwordLength",
        ),
        (
            "fieldsMap",
            r#"{"destinationField": "password", "options": "{\"includeDigits\":▮}"}"#,
            "true, false",
        ),
        (
            "settings",
            r#"{"key": "Destination.ContainerDetails", "value": "{\"DistinguishedName\": \"▮\"}"}"#,
            "OU=Staff,DC=example,DC=com",
        ),
        (
            "settings",
            r#"{"key": "Destination.ContainerDetails", "value": "{\"id\": \"x\", \"▮\"}"}"#,
            "name, children - id",
        ),
        // Queries.
        (
            "syncQuery",
            r#"{"isSource": true, "query": "▮"}"#,
            "SELECT * FROM [Staff$] - objectClass is exactly \"user\"",
        ),
        (
            "syncQuery",
            r#"{"objectType": 4, "isSource": false, "query": "▮"}"#,
            "objectClass is exactly \"group\"",
        ),
        ("syncQuery", r#"{"isSource": false, "query": "obj▮"}"#, "objectClass, accountExpires"),
        (
            "syncQuery",
            r#"{"isSource": false, "query": "objectClass ▮"}"#,
            "Contains, Not Contain, Starts With",
        ),
        (
            "syncQuery",
            r#"{"isSource": false, "query": "objectClass is ex▮"}"#,
            "Contains, Not Contain, Starts With",
        ),
        ("syncQuery", r#"{"isSource": false, "query": "objectClass is exactly ▮"}"#, "\"user\", \"group\""),
        ("syncQuery", r#"{"isSource": false, "query": "objectClass is exactly \"▮\""}"#, "user, group"),
        ("syncQuery", r#"{"isSource": false, "query": "objectClass is exactly \"user\" ▮"}"#, "and, or"),
        ("syncQuery", r#"{"isSource": false, "query": "manager present ▮"}"#, "and, or"),
        (
            "syncQuery",
            r#"{"isSource": false, "query": "objectClass is exactly \"user\" and (dep▮"}"#,
            "objectClass, accountExpires",
        ),
        ("syncQuery", r#"{"isSource": true, "query": "SELECT ▮ FROM [Staff$]"}"#, "First, Last Name, Mail"),
        (
            "syncQuery",
            r#"{"isSource": true, "query": "SELECT First, [La▮ FROM [Staff$]"}"#,
            "First, Last Name, Mail",
        ),
        ("syncQuery", r#"{"isSource": true, "query": "SELECT * FROM ▮"}"#, "[Left$], [Staff$]"),
        ("syncQuery", r#"{"isSource": true, "query": "SELECT * FROM [St▮$]"}"#, "[Left$], [Staff$]"),
        ("syncQuery", r#"{"isSource": true, "query": "sel▮"}"#, "SELECT"),
        (
            "syncQuery",
            r#"{"isSource": true, "query": "SELECT * FROM [Staff$] WHERE Mail = 'x▮'"}"#,
            "- First",
        ),
        // Settings.
        (
            "settings",
            r#"{"key": "▮"}"#,
            "Source.Type, SourceProvider, Source.Provider, Source.ProviderType - Source.Table",
        ),
        ("settings", r#"{"key": "▮"}"#, "- Source.Container"),
        ("settings", r#"{"key": "▮"}"#, "- Destination.Table"),
        ("settings", r#"{"key": "Source.ProviderName▮", "value": "x"}"#, "- Source.ProviderName"),
        ("settings", r#"{"key": "Source.ProviderType", "value": "▮"}"#, "2, 1"),
        ("settings", r#"{"key": "Destination.IsTableProvider", "value": "▮"}"#, "False, True"),
        ("settings", r#"{"key": "Source.IsTableProvider", "value": "▮"}"#, "True, False"),
        ("settings", r#"{"key": "Source.Provider", "value": "▮"}"#, "4"),
        ("settings", r#"{"key": "Destination.Provider", "value": "▮"}"#, "24, 7"),
        (
            "settings",
            r#"{"key": "Destination.ConfiguredMessagingProviderName", "value": "▮"}"#,
            "Google Workspace, Office 365",
        ),
        ("settings", r#"{"key": "Destination.Container", "value": "▮"}"#, "OU=Staff,DC=example,DC=com"),
        ("settings", r#"{"key": "Destination.ScriptingLanguage", "value": "▮"}"#, "0"),
        ("settings", r#"{"key": "Destination.MessagingProviderPassword", "value": "▮"}"#, "- True"),
        ("objectsOption", r#"{"containerOptionValue": "▮"}"#, "OU=Staff,DC=example,DC=com"),
        // Whole entries.
        ("fieldsMap", "▮", "row that copies a field, row that makes a value, row for givenName - row for cn"),
        ("objectsOption", "▮", "options of Group - options of User"),
        ("syncQuery", "▮", "query of the destination - query of the source"),
        ("settings", "▮", "Source.Type - Source.Table"),
    ] {
        let text = job(list, entry);
        let found = labels(&text);
        let (first, never) = expected.split_once("- ").unwrap_or((expected, ""));
        let first: Vec<&str> = first.trim().split(", ").filter(|label| !label.is_empty()).collect();
        let seen: Vec<&str> = found.iter().take(first.len()).map(String::as_str).collect();
        assert_eq!(seen, first, "{entry}");
        assert!(never.is_empty() || !found.iter().any(|label| label == never), "{entry}: {never}");
    }
}

#[test]
fn proposals_of_a_job_and_a_collection() {
    for (text, expected) in [
        (r#"{"isTemplate": false, "▮"#, "all 6 missing members"),
        (r#"{"jobInfo": {"onFailure": "▮"}}"#, "Abort"),
        (r#"{"jobInfo": {"type": ▮}}"#, "1"),
        (r#"{"jobInfo": {"sourceProvider": "▮"}}"#, "Corp"),
        (
            r#"{"jobInfo": {"destinationProvider": "▮"}, "settings": [{"key": "Destination.ProviderType", "value": "2"}]}"#,
            "HR",
        ),
        (r#"{"jobCollectionInfo": {"▮"}, "jobs": []}"#, "all 16 missing members"),
        (r#"{"jobCollectionInfo": {"jobs": [{"onFailure": "▮"}]}, "jobs": []}"#, "Abort"),
        (r#"{"jobs": [▮], "jobCollectionInfo": {}}"#, "an entry"),
        (r#"{"count": 1, "data": {"jobInfo": {}, "fieldsMap": ▮}}"#, "[]"),
        (r#"{"jobInfo": ▮, "fieldsMap": []}"#, "Job information"),
    ] {
        assert_eq!(labels(text).first().map(String::as_str), Some(expected), "{text}");
    }
}

#[test]
fn a_proposal_that_is_taken_makes_the_text_whole() {
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
        // A setting with all that belongs to it.
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
        // The second entry of a key that the product writes twice.
        (
            r#"{"settings": [{"key": "Destination.Type"}, {"key": "▮"}]}"#,
            "Destination.Type",
            r#"{"settings": [{"key": "Destination.Type"}, {"key": "Destination.Type", "value": "24", "dataType": "System.String", "objectType": null}]}"#,
        ),
        // Inside strings, escaped as they ask for.
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
            "options of a password",
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
        // Whole entries, laid out like the document.
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
        assert_eq!(taken(text, label), whole, "{text}");
    }
}

#[test]
fn whole_entries_are_what_the_schema_asks_for() {
    for (list, label) in [
        ("fieldsMap", "row that copies a field"),
        ("fieldsMap", "row that makes a value"),
        ("fieldsMap", "row for password"),
        ("objectsOption", "options of Group"),
        ("syncQuery", "query of the destination"),
        ("settings", "Source.IsTableProvider"),
    ] {
        let text = taken(&job(list, "▮"), label);
        let parsed = Parsed::new(text.clone());
        assert!(parsed.document().tree().errors().is_empty(), "{text}");
        let checked = crate::linter::Linter::default().lint(
            text.as_bytes(),
            crate::linter::Origin::Asked,
            &mut crate::linter::Scratch::default(),
        );
        let last = format!("/{list}/");
        let wrong: Vec<&str> = checked
            .diagnostics
            .iter()
            .filter(|found| found.pointer.starts_with(&last) && !found.pointer.contains("/0"))
            .map(|found| found.rule)
            .filter(|rule| ["missing-member", "wrong-type", "unknown-member", "invalid-value"].contains(rule))
            .filter(|_| list != "settings")
            .collect();
        assert_eq!(wrong, Vec::<&str>::new(), "{label}: {text}");
    }
}

#[test]
fn what_is_filtered_is_what_stands_there() {
    let (text, found) = completions(&job("settings", r#"{"key": "Source.Prov▮"}"#));
    let one = found.iter().find(|one| one.label == "Source.ProviderType").expect("proposed");
    assert_eq!(one.replace.of(&text), "Source.Prov\"");
    assert!(one.filter.starts_with("Source.Prov"));
    assert_eq!(one.kind, CompletionKind::Property);
    let (text, found) = completions(&job("fieldsMap", r#"{"isKey": "tr▮"}"#));
    let one = found.iter().find(|one| one.label == "true").expect("proposed");
    assert_eq!((one.replace.of(&text), one.filter.as_str()), ("\"tr\"", "\"true"));
    let (_, found) = completions(
        r#"{"jobInfo": {"sourceProvider": "HR"}, "syncQuery": [{"queryType": "SQL", "isSource": true, "query": "SELECT [▮ FROM [Staff$]"}]}"#,
    );
    let one = found.iter().find(|one| one.label == "Last Name").unwrap_or_else(|| panic!("{found:?}"));
    assert_eq!(one.filter, "[Last Name]");
}

/// Completions at a place are sound: they touch the cursor, lie in the text and in one line.
fn check_all(name: &str, parsed: &Parsed, offsets: impl IntoIterator<Item = u32>) {
    let environment = environment(INVENTORY);
    let document = parsed.document();
    let Some(file) = parsed.file(&document) else { return };
    let text = document.text();
    let secrets = find_secrets(&document);
    let secrets: Vec<&str> = secrets
        .within(Span::from_usize(0, text.len()))
        .map(|span| span.of(text))
        .filter(|secret| secret.len() > 5)
        .collect();
    for offset in offsets {
        let mut seen = BTreeSet::new();
        for one in complete(&file, &document, offset, &environment) {
            let here = format!("{name} {offset} {}", one.label);
            let replaced = text.get(one.replace.range());
            assert!(
                replaced.is_some_and(|text| !text.contains(['\n', '\r'])),
                "{here} {:?} {}",
                one.replace,
                text.len()
            );
            // In the middle of a character the one before it is meant.
            let near = offset.saturating_sub(3)..=offset;
            assert!(one.replace.start <= offset && near.clone().any(|at| at <= one.replace.end), "{here}");
            assert!(
                !one.label.is_empty() && !one.filter.contains('\n') && !one.sort_key.is_empty(),
                "{here}"
            );
            let insert = filled(&one.insert);
            for secret in &secrets {
                assert!(!insert.contains(secret) && !one.label.contains(secret), "{here}");
                assert!(!one.documentation.as_deref().unwrap_or_default().contains(secret), "{here}");
            }
            assert!(seen.insert((one.label.clone(), insert)), "{here}: twice");
        }
    }
}

#[test]
fn every_place_of_fixtures_is_sound() {
    for (name, parsed) in fixtures(&["jobs", "saved", "collections", "hostile"]) {
        let length = parsed.document().text().len();
        // A prime number of steps meets every kind of place sooner or later.
        let step = (length / 60).max(1) | 1;
        check_all(&name, &parsed, (0..=length + 3).step_by(step).filter_map(|at| u32::try_from(at).ok()));
    }
}

#[test]
fn every_byte_of_a_job_and_of_what_is_left_of_it_is_sound() {
    let text = job(
        "fieldsMap",
        r#"{"objectType": 1, "sourceField": "é", "transform": "Join:field=First;separator=\";field=Last", "options": "{\"passwordLength\": 7}", "destinationField": "password"}"#,
    );
    for cut in (0..text.len()).step_by(41).chain([text.len()]).filter(|cut| text.is_char_boundary(*cut)) {
        let parsed = Parsed::new(text[..cut].to_owned());
        let end = u32::try_from(cut).expect("short");
        // Of what was cut off, the end is where somebody types.
        let start = if cut == text.len() { 0 } else { end.saturating_sub(6) };
        check_all("cut", &parsed, (start..=end).step_by(if cut == text.len() { 3 } else { 1 }));
    }
}
