use super::*;
use crate::lsp::features::testing::{fixture, for_each_fixture, with_job, with_job_and_placeholders};
use crate::text::Placeholders;

fn outline(text: &str) -> String {
    fn write(symbols: &[Symbol], depth: usize, text: &str, out: &mut String) {
        for symbol in symbols {
            let (indent, marked) = ("  ".repeat(depth), symbol.selection.slice(text));
            let detail = symbol.detail.as_deref().map(|detail| format!(" — {detail}")).unwrap_or_default();
            out.push_str(&format!("{indent}{:?} {}{detail} [{marked}]\n", symbol.kind, symbol.name));
            write(&symbol.children, depth + 1, text, out);
        }
    }
    let mut out = String::new();
    write(&with_job(text, document_symbols).expect("a job"), 0, text, &mut out);
    out
}

/// The names of the symbols of a group of a single job.
fn names(text: &str, group: &str) -> Vec<String> {
    let symbols = with_job(text, document_symbols).expect("a job");
    let group = symbols[0].children.iter().find(|symbol| symbol.name == group).expect("the group");
    let shown = |symbol: &Symbol| match &symbol.detail {
        Some(detail) => format!("{} — {detail}", symbol.name),
        None => symbol.name.clone(),
    };
    group.children.iter().map(shown).collect()
}

fn row(members: &str) -> String {
    format!(r#"{{"fieldsMap": [{{{members}}}]}}"#)
}

#[test]
fn mapping_names_show_source_and_destination() {
    for (members, name) in [
        (r#""sourceField": "First", "destinationField": "givenName""#, "First → givenName"),
        (
            r#""sourceField": "", "destinationField": "cn", "transform": "Join:field=First;separator=.;field=Last", "isKey": true"#,
            "First + Last → cn — key, First, then `.`, then Last",
        ),
        (
            r#""sourceField": "x", "destinationField": "grouptype", "transform": "Static:value=8", "forCreateOnly": true"#,
            "“8” → grouptype — new only",
        ),
        (r#""destinationField": "password", "transform": "Static:value=Hunter2secret""#, "“••••” → password"),
        (
            r#""destinationField": "mail", "transform": "Script:text=DTM.Result = Now()""#,
            "script → mail — the result of a script",
        ),
        (r#""destinationField": "mail", "transform": "Scirpt:x""#, "? → mail — Scirpt:x"),
        (r#""destnationField": "mail", "sourceField": null"#, "? → mail"),
        (r#""sourceField": "First""#, "First → ?"),
        (r#""isKey": false"#, "Mapping without fields"),
        (r#""sourceField": "a\r\n\u001b[1mb", "destinationField": "c""#, r"a \u{1b}[1mb → c"),
    ] {
        assert_eq!(names(&row(members), "Mappings"), [name], "{members}");
    }
}

#[test]
fn the_object_type_is_named_where_there_are_several() {
    let text = r#"{"fieldsMap": [{"destinationField": "cn", "objectType": 1}, {"destinationField": "cn", "objectType": 7}],
        "objectsOption": [{"objectType": 7, "displayName": "Printer", "isCreate": true, "isDelete": true},
                          {"objectType": 4, "isSelected": false}, {"objectType": 9}, {}]}"#;
    assert_eq!(names(text, "Mappings"), ["? → cn — User", "? → cn — Printer"]);
    assert_eq!(
        names(text, "Objects"),
        ["Printer — creates, deletes", "Group — not selected", "Object type 9", "Object type"]
    );
}

#[test]
fn masks_secret_settings() {
    let text = r#"{"settings": [{"key": "Source.Table", "value": "Staff"}, {"value": "x"},
        {"key": "Source.ClientSecret", "value": "Hunter2secret"}]}"#;
    assert_eq!(
        names(text, "Settings"),
        ["Source.Table — Staff", "Setting without a key — x", "Source.ClientSecret — ••••"]
    );
}

#[test]
fn the_routines_of_a_global_script_are_listed() {
    let text = r#"{"settings": [{"key": "Destination.ExposedScriptCode",
        "value": "Module M\r\nFunction Clean(s)\r\nReturn s\r\nEnd Function\r\nEnd Module"}]}"#;
    insta::assert_snapshot!(outline(text), @r#"
    Job Job [{]
      Group Settings — 1 ["settings"]
        Setting Destination.ExposedScriptCode — global script ["Destination.ExposedScriptCode"]
          Script M — Module [M]
          Script Clean — Function [Clean]
    "#);
}

#[test]
fn a_job() {
    insta::assert_snapshot!(outline(&fixture("invalid/first-look.json")));
}

#[test]
fn a_collection() {
    insta::assert_snapshot!(outline(&fixture("collections/nightly.json")));
}

#[test]
fn spans_nest_in_every_fixture() {
    fn check(symbols: &[Symbol], within: Span, text: &str, name: &str) {
        let mut before = within.start;
        for symbol in symbols {
            assert!(within.contains(symbol.span), "{name}: {symbol:?}");
            assert!(symbol.span.contains(symbol.selection), "{name}: {symbol:?}");
            assert!(symbol.span.start >= before, "{name}: {symbol:?}");
            assert!(!symbol.name.trim().is_empty(), "{name}: {symbol:?}");
            assert!(text.get(symbol.span.range()).is_some(), "{name}: {symbol:?}");
            assert!(text.get(symbol.selection.range()).is_some(), "{name}: {symbol:?}");
            before = symbol.span.start;
            check(&symbol.children, symbol.span, text, name);
        }
    }
    for_each_fixture(|name, text| {
        if let Some(found) = with_job(text, document_symbols) {
            check(&found, Span::from_usize(0, text.len()), text, name);
        }
    });
}

#[test]
fn shows_configured_placeholders_but_no_passwords() {
    let text = row(r#""destinationField": "password", "transform": "Static:value=@@PW@@""#);
    let outline = |placeholders| {
        let symbols = with_job_and_placeholders(&text, placeholders, document_symbols).expect("a job");
        format!("{symbols:?}")
    };
    let shown = |outline: &str| outline.contains("@@PW@@");
    assert!(!shown(&outline(Placeholders::default())), "a password");
    assert!(shown(&outline(Placeholders::from_patterns(&[r"@@\w+@@"]).expect("a pattern"))));
}
