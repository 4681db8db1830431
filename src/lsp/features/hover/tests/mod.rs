//! Hover texts of texts with a cursor mark.

mod everywhere;

use super::*;
use crate::lsp::features::testing::{context_with_inventory, extract_cursor};
use crate::source::ParsedFile;

const INVENTORY: &str = r#"{
    "data-sources": [{"name": "HR", "id": 4, "provider": "Microsoft Excel",
        "tables": [{"name": "Staff", "columns": ["First", "Last", "Mail"]}]}],
    "identity-stores": [{"name": "Corp", "id": 24, "provider": "Active Directory",
        "containers": ["OU=Staff,DC=example,DC=com"]}]
}"#;

/// The explained text and the Markdown.
fn hover_at_cursor(text: &str) -> Option<(String, String)> {
    let (text, offset) = extract_cursor(text);
    let parsed = ParsedFile::from_text(text);
    let document = parsed.document();
    let found = hover(&parsed.job_file(&document)?, &document, offset, &context_with_inventory(INVENTORY))?;
    Some((found.span.slice(document.text()).to_owned(), found.markdown))
}

/// A job from HR to the directory, with an entry in one of its lists.
fn job(list: &str, entry: &str) -> String {
    let mut lists = [
        ("fieldsMap", ""),
        ("objectsOption", r#"{"objectType": 1, "displayName": "User", "isCreate": true}"#),
        ("syncQuery", ""),
    ];
    let mut settings = String::from(
        r#"{"key": "Source.ProviderName", "value": "Microsoft Excel"}, {"key": "Source.Table", "value": "Staff"},
           {"key": "Destination.ProviderName", "value": "Active Directory"}"#,
    );
    match lists.iter_mut().find(|(name, _)| *name == list) {
        Some((_, entries)) => *entries = entry,
        None => settings = format!("{settings}, {entry}"),
    }
    let lists: Vec<String> =
        lists.iter().map(|(name, entries)| format!(r#""{name}": [{entries}]"#)).collect();
    format!(
        r#"{{"jobInfo": {{"name": "n", "sourceProvider": "HR", "destinationProvider": "Corp"}}, {}, "settings": [{settings}]}}"#,
        lists.join(", ")
    )
}

#[test]
fn explains_token_under_cursor() {
    for (list, entry, token, expected) in [
        // Members.
        ("fieldsMap", r#"{"is▮Key": true}"#, "isKey", "**Key** · `isKey` · boolean"),
        ("fieldsMap", r#"{"isKey": ▮true}"#, "true", "Whether this field identifies the destination object"),
        (
            "fieldsMap",
            r#"{"objec▮tType": 1}"#,
            "objectType",
            "The number of the object type that the row belongs to",
        ),
        ("objectsOption", r#"{"objec▮tType": 1}"#, "objectType", "The number of the object type: 1 is User"),
        (
            "fieldsMap",
            r#"{"destinatonField▮": "cn"}"#,
            "destinatonField",
            "**Destination field** · `destinationField`",
        ),
        // Object types.
        (
            "fieldsMap",
            r#"{"objectType": ▮1, "destinationField": "cn", "isKey": true}"#,
            "1",
            "In this job: creates missing objects, maps 1 field. Key: `cn`.",
        ),
        (
            "fieldsMap",
            r#"{"objectType": ▮7}"#,
            "7",
            "**Object type 7**\n\nIt has no entry in `objectsOption`.",
        ),
        (
            "objectsOption",
            r#"{"displayName": "Gr▮oup"}"#,
            "Group",
            "Group: object type 4 in Active Directory",
        ),
        (
            "objectsOption",
            r#"{"containerOption": "▮1"}"#,
            "1",
            "Here: new objects are created in the container",
        ),
        (
            "objectsOption",
            r#"{"containerOptionValue": "OU=St▮aff,DC=example,DC=com"}"#,
            "OU=Staff,DC=example,DC=com",
            "Container Staff below example.com.\n\nListed in the inventory for `Corp`.",
        ),
        // Fields.
        (
            "fieldsMap",
            r#"{"sourceField": "La▮st"}"#,
            "Last",
            "Listed in the inventory as a column of `Staff`.",
        ),
        (
            "fieldsMap",
            r#"{"destinationField": "sama▮ccountname", "objectType": 1}"#,
            "samaccountname",
            "**`sAMAccountName`** · attribute of Active Directory\n\nMandatory: an object of type User cannot be created without it.",
        ),
        (
            "fieldsMap",
            r#"{"destinationField": "▮member", "objectType": 1}"#,
            "member",
            "Multi-valued: `delimiter` separates the values.",
        ),
        (
            "fieldsMap",
            r#"{"destinationField": "contoso▮Rank", "objectType": 1}"#,
            "contosoRank",
            "**Destination field** · `contosoRank`",
        ),
        (
            "fieldsMap",
            r#"{"destinationField": "Disable Accoun▮t"}"#,
            "Disable Account",
            "Must be `True` or `False`: whether the account is disabled.",
        ),
        // Transforms.
        (
            "fieldsMap",
            r#"{"transform": "Jo▮in:field=First;separator=_api_;field=Last"}"#,
            "Join:field=First;separator=_api_;field=Last",
            "First, then `_api_`, then Last.\n\nExample: First `Ada` and Last `Lovelace` give `Ada_api_Lovelace`.",
        ),
        (
            "fieldsMap",
            r#"{"transform": "Join:field=Fi▮rst;separator=\";field=Last"}"#,
            "First",
            "**Source field** · `First`\n\nListed in the inventory",
        ),
        (
            "fieldsMap",
            r#"{"transform": "Join:field=First;separator=\";field=L\u0061▮st"}"#,
            "L\\u0061st",
            "**Source field** · `Last`",
        ),
        ("fieldsMap", r#"{"transform": "Left:field=▮Last;length=2"}"#, "Last", "**Source field** · `Last`"),
        ("fieldsMap", r#"{"transform": "Sta▮tic:value=8"}"#, "Static:value=8", "Always `8`."),
        (
            "fieldsMap",
            r#"{"transform": "Nonsen▮se:value=8"}"#,
            "Nonsense:value=8",
            "The computation of the value",
        ),
        // Scripts, with escapes.
        (
            "fieldsMap",
            r#"{"transform": "Script:text=DTM.Result = DTM.Sou▮rce(\"Last\")"}"#,
            "DTM.Source",
            "**`DTM.Source(field)`** · function",
        ),
        (
            "fieldsMap",
            r#"{"transform": "Script:text=DTM.Result = DTM.Source(\"L▮ast\")"}"#,
            "Last",
            "**Source field** · `Last`",
        ),
        (
            "fieldsMap",
            r#"{"transform": "Script:text=DTM.Re▮sult = \"é\\\" & 1"}"#,
            "DTM.Result",
            "write-only property",
        ),
        (
            "fieldsMap",
            r#"{"transform": "Script:text=DTM.Result =▮ LCase(DTM.Source(\"Last\"))"}"#,
            r#"Script:text=DTM.Result = LCase(DTM.Source(\"Last\"))"#,
            "Last in lowercase.\n\nExample: Last `Lovelace` gives `lovelace`.",
        ),
        (
            "settings",
            r#"{"key": "Destination.ExposedScriptCode", "value": "Module M\r\nSub DTM_Row▮Added(ByVal s As Object, ByVal a As JobEventArgs) Handles DTM.RowAdded\r\nEnd Sub\r\nEnd Module"}"#,
            "DTM_RowAdded",
            "**`DTM.RowAdded`** · event\n\nAn object was created. Handler:",
        ),
        // Environment variables, and destinations with fixed values.
        (
            "fieldsMap",
            r#"{"transform": "Static:value=\\\\%Computer▮Name%\\x"}"#,
            "%ComputerName%",
            "**`%COMPUTERNAME%`** · environment variable",
        ),
        (
            "fieldsMap",
            r#"{"transform": "Static:value=%USERNAME▮%"}"#,
            "%USERNAME%",
            "the value of the account that runs the job",
        ),
        (
            "fieldsMap",
            r#"{"destinationField": "Disable Account", "transform": "Static:▮value=True"}"#,
            "Static:value=True",
            "The value controls whether the account is disabled.",
        ),
        (
            "fieldsMap",
            r#"{"sourceField": "Mai▮l", "destinationField": "mail"}, {"destinationField": "cn", "transform": "Join:field=mail;separator=.;field=x"}"#,
            "Mail",
            "Mapped to `mail` and `cn`.",
        ),
        // Queries.
        (
            "syncQuery",
            r#"{"isSource": false, "queryType": "GroupID", "query": "dep▮artment contains \"x\""}"#,
            "department",
            "**`department`** · attribute of Active Directory\n\nSingle-valued.",
        ),
        (
            "syncQuery",
            r#"{"isSource": false, "queryType": "GroupID", "query": "object▮Class is exactly \"x\""}"#,
            "objectClass",
            "object class",
        ),
        (
            "syncQuery",
            r#"{"isSource": true, "queryType": "SQL", "query": "SELECT Fir▮st FROM [Staff$]"}"#,
            "First",
            "**Column** · `First`",
        ),
        (
            "syncQuery",
            r#"{"isSource": false, "queryType": "GroupID", "query": "objectClass▮ is exactly \"user\""}"#,
            r#"objectClass is exactly \"user\""#,
            "Objects whose objectClass is exactly “user”.",
        ),
        (
            "syncQuery",
            r#"{"isSource": false, "queryType": "GroupID", "query": "objectClass is ex▮actly \"user\""}"#,
            "is exactly",
            "**`Is Exactly`**",
        ),
        (
            "syncQuery",
            r#"{"isSource": true, "queryType": "SQL", "query": "SEL▮ECT [First], Last FROM [Staff$] WHERE 1 = 1"}"#,
            "SELECT [First], Last FROM [Staff$] WHERE 1 = 1",
            "Returns `First`, `Last` from `Staff$`.\n\nOnly some rows: `WHERE` excludes others.",
        ),
        (
            "syncQuery",
            r#"{"isSource": true, "queryType": "SQL", "query": "SELECT * FROM [St▮aff$]"}"#,
            "[Staff$]",
            "Columns in the inventory: `First`, `Last` and `Mail`.",
        ),
        ("syncQuery", r#"{"queryType": "S▮QL"}"#, "SQL", "Here: SQL, for a side that is a table."),
        // Settings.
        (
            "settings",
            r#"{"key": "source.T▮able", "value": "x"}"#,
            "source.Table",
            "**`Source.Table`** · `System.String`\n\nThe sheet, table or view of the source",
        ),
        (
            "settings",
            r#"{"key": "Source.Type", "value": "▮4"}"#,
            "4",
            "The source of this job is `HR` (Microsoft Excel). The inventory lists this id for `HR`.",
        ),
        (
            "settings",
            r#"{"key": "Destination.Provider", "value": "2▮"}"#,
            "2",
            "The destination of this job is `Corp` (Active Directory).",
        ),
        (
            "settings",
            r#"{"key": "Destination.ProviderType", "value": "▮1"}"#,
            "1",
            "Here: a directory (identity store).",
        ),
        (
            "settings",
            r#"{"key": "Destination.Container", "value": "OU=A\\,▮B,DC=example,DC=com"}"#,
            r"OU=A\\,B,DC=example,DC=com",
            "Container A,B below example.com.",
        ),
        (
            "settings",
            r#"{"key": "Destination.ContainerDetails", "value": "{\r\n \"Distinguished▮Name\": \"OU=x,DC=example,DC=com\"}"}"#,
            r#"\"DistinguishedName\""#,
            "Here: container x below example.com.",
        ),
        (
            "settings",
            r#"{"key": "JobOwners", "value": "S#1", "dataType": "System.▮String"}"#,
            "System.String",
            "The product writes `System.String` for `JobOwners`.",
        ),
        ("settings", r#"{"key": "Unheard▮Of", "value": "x"}"#, "UnheardOf", "The name of the setting."),
        // Password options.
        (
            "fieldsMap",
            r#"{"destinationField": "password", "options": "{\"passwordLe▮ngth\": 7}"}"#,
            r#"\"passwordLength\""#,
            "The number of characters in a generated password.",
        ),
        // Secrets.
        (
            "fieldsMap",
            r#"{"destinationField": "password", "transform": "Static:value=Hun▮ter2"}"#,
            "Hunter2",
            "**Secret** · value not shown\n\nThe password for new objects.",
        ),
        (
            "fieldsMap",
            r#"{"destinationField": "password", "transform": "St▮atic:value=Hunter2"}"#,
            "Static:value=Hunter2",
            "Always `••••`.",
        ),
        (
            "settings",
            r#"{"key": "Destination.MessagingProviderPassword", "value": "Hun▮ter2"}"#,
            "Hunter2",
            "The password of the account that connects to the messaging system.",
        ),
        (
            "settings",
            r#"{"key": "x", "value": "0AA##0PV7#Hunter2▮"}"#,
            "0AA##0PV7#Hunter2",
            "It looks like a password encrypted by the product.",
        ),
    ] {
        let text = job(list, entry);
        let (found, markdown) = hover_at_cursor(&text).unwrap_or_else(|| panic!("no hover for {entry}"));
        assert_eq!(found, token, "{entry}");
        assert!(markdown.contains(expected), "{entry}\n{markdown}");
        assert!(!markdown.contains("Hunter2"), "{markdown}");
    }
}

#[test]
fn explains_systems_and_job_types() {
    let named = r#"{"jobInfo": {"type": 2, "sourceProvider": "H▮R"}, "settings": [{"key": "Source.ProviderName", "value": "Excel"}]}"#;
    let (token, markdown) = hover_at_cursor(named).expect("a hover");
    assert_eq!(token, "HR");
    assert!(
        markdown.contains("Microsoft Excel: a table")
            && markdown.contains("In the inventory: data source, `Microsoft Excel`, id 4, 1 table."),
        "{markdown}"
    );
    let (token, markdown) = hover_at_cursor(r#"{"jobInfo": {"type": ▮2}}"#).expect("a hover");
    assert_eq!(token, "2");
    assert!(markdown.ends_with("Here: a job in a collection."), "{markdown}");
    let (_, markdown) = hover_at_cursor(r#"{"jobCollectionInfo": {"jobs": [{"runO▮rder": 1}]}, "jobs": []}"#)
        .expect("a hover");
    assert!(markdown.contains("The position of the job in its collection"), "{markdown}");
    let (_, markdown) =
        hover_at_cursor(r#"{"count": 1, "data": {"jobInfo": {"onFai▮lure": "Abort"}}}"#).expect("a hover");
    assert!(markdown.contains("The behaviour of a collection when this job fails"), "{markdown}");
}

#[test]
fn returns_none_for_unknown_tokens() {
    for text in [
        r#"{"jobInfo": {"name": "n"},▮ "settings": []}"#,
        r#"{"jobInfo": {"unheard▮Of": 1}}"#,
        r#"▮ {"jobInfo": {}}"#,
        r#"{"count": ▮1, "data": {"jobInfo": {}}}"#,
        r#"{"compilerOptions": {"tar▮get": 1}}"#,
    ] {
        assert_eq!(hover_at_cursor(text), None, "{text}");
    }
}
