use super::*;
use crate::lsp::features::testing::{fixture, for_each_fixture, with_job, with_job_and_placeholders};
use crate::text::Placeholders;

/// The text of the definition of the token at the cursor `|`, with the line before it.
fn definition_text(marked: &str) -> Option<String> {
    let offset = marked.find('¦').expect("a cursor ¦");
    let text = marked.replacen('¦', "", 1);
    let offset = u32::try_from(offset).expect("a short text");
    let place = with_job(&text, |file, document| goto_definition(file, document, offset)).expect("a job")?;
    assert_eq!(place.path, None);
    let (start, end) = (place.span.start as usize, place.span.end as usize);
    Some(format!("{}‹{}›", &text[start.saturating_sub(12)..start], &text[start..end]))
}

#[track_caller]
fn assert_leads_to(text: &str, to: &str) {
    let found = definition_text(text);
    assert!(found.as_deref().is_some_and(|found| found.ends_with(to)), "{found:?} instead of {to} in {text}");
}

const JOB: &str = r#"{
  "fieldsMap": [
    {"sourceField": "FIELD", "destinationField": "cn", "objectType": 1, "transform": "TRANSFORM"},
    {"sourceField": "Grade", "destinationField": "title", "objectType": 1}
  ],
  "objectsOption": [{"objectType": 4, "displayName": "Group"}, {"objectType": 1, "displayName": "User"}],
  "syncQuery": [
    {"objectType": 4, "query": "SELECT First FROM Groups", "queryType": "SQL", "isSource": true},
    {"objectType": 1, "query": "SELECT s.First, s.[Last\u0020Name] AS LastName FROM [Staff$] s", "queryType": "SQL", "isSource": true}
  ],
  "settings": [{"key": "Source.Table", "value": "TABLE", "objectType": null},
    {"key": "Destination.ExposedScriptCode", "value": "Module M\r\nFunction Clean(s)\r\nReturn s\r\nEnd Function\r\nEnd Module"}]
}"#;

fn row(field: &str, transform: &str) -> String {
    JOB.replace("FIELD", field).replace("TRANSFORM", transform)
}

#[test]
fn source_fields_lead_to_query_columns() {
    assert_leads_to(&row("Fi¦rst", ""), "SELECT s.‹First›");
    assert_leads_to(&row("s.La¦stName", ""), "] AS ‹LastName›");
    assert_leads_to(&row("", "Join:field=First;separator=.;field=Last¦Name"), "] AS ‹LastName›");
    assert_leads_to(&row("", "Left:field=¦First;length=1"), "SELECT s.‹First›");
    assert_leads_to(&row("", r#"Script:text=DTM.Result = DTM.Source(\"Fir¦st\")"#), "SELECT s.‹First›");
    // Not a column of a query, but used by another row.
    assert_leads_to(&row("", "Join:field=Gr¦ade;separator=.;field=First"), "‹\"Grade\"›");
    for text in [
        row("No¦where", ""),
        row("", "Join:field=a;sep¦arator=.;field=First"),
        row("", "Static:value=Fi¦rst"),
        row("¦", ""),
    ] {
        assert_eq!(definition_text(&text), None, "{text}");
    }
}

#[test]
fn source_fields_lead_to_star() {
    assert_leads_to(
        r#"{"fieldsMap": [{"sourceField": "An¦y", "objectType": 1}],
            "syncQuery": [{"objectType": 1, "query": "SELECT * FROM t", "queryType": "SQL", "isSource": true}]}"#,
        "SELECT ‹*›",
    );
}

#[test]
fn object_types_lead_to_their_entries() {
    let text = JOB.replace("\"objectType\": 1, \"transform\"", "\"objectType\": 1¦, \"transform\"");
    // The cursor may be directly before a number.
    assert_leads_to(&text.replace("1¦", "¦1"), "\"objectType\": ‹1›".trim_start_matches("\"objectT"));
    let from_name = JOB.replace("\"objectType\": 1, \"transform\"", "\"object¦Type\": 1, \"transform\"");
    let text = from_name.replace('¦', "");
    let found = definition_text(&from_name).expect("the entry");
    assert!(found.ends_with("‹1›") && text.contains("objectsOption"));
    // From the entry to the first row.
    assert_leads_to(&JOB.replace("\"User\"", "\"Us¦er\""), "‹1›");
    assert_eq!(definition_text(&JOB.replace("\"Group\"", "\"Gr¦oup\"")), None, "no row is of that type");
}

#[test]
fn tables_and_their_setting_lead_to_each_other() {
    let named = JOB.replace("\"TABLE\"", "\"staff\"");
    assert_leads_to(&named.replace("[Staff$]", "[Sta¦ff$]"), "‹\"staff\"›");
    assert_leads_to(&named.replace("\"staff\"", "\"st¦aff\""), "FROM ‹[Staff$]›");
    assert_eq!(definition_text(&named.replace("FROM Groups", "FROM Gro¦ups")), None);
}

#[test]
fn calls_lead_to_declarations_in_the_global_script() {
    assert_leads_to(
        &row("", r#"Script:text=DTM.Result = cle¦an(DTM.Source(\"First\"))"#),
        "Function ‹Clean›",
    );
    assert_eq!(definition_text(&row("", r"Script:text=DTM.Result = Tr¦im(1)")), None);
}

#[test]
fn summaries_and_jobs_lead_to_each_other() {
    let text = r#"{"jobCollectionInfo": {"name": "c", "jobs": [{"name": "One", "onFailure": "Abort"}, {"name": "Two"}]},
        "jobs": [{"jobInfo": {"name": "two", "type": 2}}, {"jobInfo": {"onFailure": "Continue", "name": "one"}}]}"#;
    assert_leads_to(&text.replace("\"One\"", "\"O¦ne\""), "\"name\": ‹\"one\"›");
    assert_leads_to(&text.replace("\"Abort\"", "\"Ab¦ort\""), "‹\"Continue\"›");
    assert_leads_to(&text.replace("\"type\"", "\"ty¦pe\""), "\"name\": ‹\"Two\"›");
    assert_leads_to(&text.replace("\"one\"", "\"o¦ne\""), "\"name\": ‹\"One\"›");
    // Without matching names, the index counts.
    let renamed = text.replace("\"two\"", "\"other\"");
    assert_leads_to(&renamed.replace("\"other\"", "\"oth¦er\""), "\"name\": ‹\"One\"›");
}

#[test]
fn suppressions_lead_to_their_job() {
    let toml = r#"[rules]
select-star = "off"
[[suppressions]]
file = "./jobs/hr.json"
rule = "one-key-field"
pointer = "/fieldsMap/0/isKey"
reason = "agreed"
[[suppressions]]
file = "jobs/**"
rule = "one-key-field"
reason = "agreed"
[[suppressions]]
file = "jobs/hr.json"
rule = "one-key-field"
pointer = "/gone"
reason = "agreed"
[inventory]
files = []
"#;
    let job = r#"{"fieldsMap": [{"isKey": false}]}"#;
    let path = std::path::Path::new("/repo/joblint.toml");
    let config =
        crate::config::Config::parse(path, toml, crate::settings::RULE_CATALOG).expect("a configuration");
    let from = |needle: &str, nth: usize| {
        let at = toml.match_indices(needle).nth(nth).expect("the place").0;
        suppression_target(&config, u32::try_from(at).expect("a short text"), |path| {
            path.ends_with("jobs/hr.json").then(|| job.to_owned())
        })
    };
    let first = from("pointer", 0).expect("a place");
    assert_eq!(first.path.as_deref(), Some(std::path::Path::new("/repo/jobs/hr.json")));
    assert_eq!(first.span.slice(job), "false");
    assert!(from("[[supp", 0).is_some());
    assert_eq!(from("select-star", 0), None);
    assert_eq!(from("file = \"jobs/**", 0), None, "a glob is for several files");
    assert_eq!(from("/gone", 0).map(|place| place.span), Some(Span::empty(0)));
    assert_eq!(from("files = []", 0), None);
}

#[test]
fn definition_is_valid_at_every_offset() {
    for name in ["invalid/first-look.json", "collections/nightly.json"] {
        let text = fixture(name);
        with_job(&text, |file, document| {
            for offset in (0..=text.len()).step_by(23).filter(|at| text.is_char_boundary(*at)) {
                let offset = u32::try_from(offset).expect("a short text");
                if let Some(place) = goto_definition(file, document, offset) {
                    assert!(!place.span.slice(&text).is_empty(), "{name}: {offset} {place:?}");
                }
            }
        });
    }
    for_each_fixture(|name, text| {
        with_job(text, |file, document| {
            for offset in (0..=text.len()).step_by(text.len() / 8 + 1).filter(|at| text.is_char_boundary(*at))
            {
                let place = goto_definition(file, document, u32::try_from(offset).expect("a short text"));
                assert!(place.is_none_or(|place| text.get(place.span.range()).is_some()), "{name}: {offset}");
            }
        });
    });
}

#[test]
fn configured_placeholders_hide_columns() {
    let text = row("First", "").replace("s.First,", "@@COLS@@, [First],");
    let offset = u32::try_from(text.find("First").expect("a field") + 2).expect("a short text");
    let target = |placeholders| {
        with_job_and_placeholders(&text, placeholders, |file, document| {
            goto_definition(file, document, offset).map(|target| target.span.slice(&text).to_owned())
        })
        .expect("a job")
    };
    assert_eq!(target(Placeholders::default()).as_deref(), Some("[First]"));
    let configured = Placeholders::from_patterns(&[r"@@\w+@@"]).expect("a pattern");
    assert_eq!(target(configured), None, "the placeholder may stand for any columns");
}
