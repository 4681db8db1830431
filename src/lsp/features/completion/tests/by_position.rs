//! Completions by position, and their order.

use crate::lsp::features::CompletionKind;

use super::{completions, job, labels};

/// The labels are the first completions in this order; the label after `-` is not offered.
#[test]
fn completions_by_position() {
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
        // JSON in strings.
        ("fieldsMap", r#"{"destinationField": "password", "options": "▮"}"#, "password options, null"),
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
        // Entries of lists.
        ("fieldsMap", "▮", "row that copies a field, row with a transform, row for givenName - row for cn"),
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
fn completions_of_a_job_and_a_collection() {
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
fn filter_text_matches_replaced_text() {
    let (text, found) = completions(&job("settings", r#"{"key": "Source.Prov▮"}"#));
    let completion =
        found.iter().find(|completion| completion.label == "Source.ProviderType").expect("a completion");
    assert_eq!(completion.replace_span.slice(&text), "Source.Prov\"");
    assert!(completion.filter_text.starts_with("Source.Prov"));
    assert_eq!(completion.kind, CompletionKind::Property);
    let (text, found) = completions(&job("fieldsMap", r#"{"isKey": "tr▮"}"#));
    let completion = found.iter().find(|completion| completion.label == "true").expect("a completion");
    assert_eq!((completion.replace_span.slice(&text), completion.filter_text.as_str()), ("\"tr\"", "\"true"));
    let (_, found) = completions(
        r#"{"jobInfo": {"sourceProvider": "HR"}, "syncQuery": [{"queryType": "SQL", "isSource": true, "query": "SELECT [▮ FROM [Staff$]"}]}"#,
    );
    let completion = found
        .iter()
        .find(|completion| completion.label == "Last Name")
        .unwrap_or_else(|| panic!("{found:?}"));
    assert_eq!(completion.filter_text, "[Last Name]");
}
