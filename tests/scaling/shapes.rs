//! Documents of increasing size. Each shape contains n repetitions of one element.

use std::fmt::Write as _;

/// A family of documents with n repetitions of one element.
pub(crate) struct Shape {
    pub(crate) name: &'static str,
    /// The number of repetitions in the smallest document.
    pub(crate) base: usize,
    pub(crate) generate: fn(usize) -> String,
}

const fn shape(name: &'static str, base: usize, generate: fn(usize) -> String) -> Shape {
    Shape { name, base, generate }
}

#[rustfmt::skip]
pub(crate) const SHAPES: &[Shape] = &[
    shape("rows", 200, |n| job(&[("fieldsMap", rows(n, |at| row(&format!("Field{at}"), &format!("extra{at}"), "")))])),
    shape("rows on one line", 200, |n| job(&[("fieldsMap", rows(n, |at| row(&format!("Field{at}"), "cn", "")))]).replace('\n', "")),
    shape("rows with the same destination", 200, |n| job(&[("fieldsMap", rows(n, |at| row(&format!("Field{at}"), "cn", "")))])),
    shape("rows whose source field is missing in the query", 200, |n| job(&[
        ("fieldsMap", rows(n, |at| row(&format!("Vqx{at}"), &format!("extra{at}"), ""))),
        ("syncQuery", format!("[{}]", query(1, true, &format!("SELECT {} FROM [Staff$]", list(n, ", ", |at| format!("[Field{at}]")))))),
    ])),
    shape("keys", 200, |n| job(&[("fieldsMap", rows(n, |at| row("A", &format!("extra{at}"), "").replace("\"isKey\": false", "\"isKey\": true")))])),
    shape("keys of many object types", 100, |n| job(&[
        ("fieldsMap", rows(n, |at| row("A", "employeeID", "").replace("\"isKey\": false", "\"isKey\": true").replace("\"objectType\": 1", &format!("\"objectType\": {at}")))),
        ("objectsOption", format!("[{}]", list(n, ",\n", object))),
    ])),
    shape("passwords", 200, |n| job(&[("fieldsMap", rows(n, |at| row("", &format!("password{at}"), &format!("Static:value=Winter-{at}!secret").replace("password1", "password")).replace(&format!("password{at}"), "password")))])),
    shape("misspelt attributes", 100, |n| job(&[("fieldsMap", rows(n, |at| row("A", ["sAMAccountNme", "displyName", "telephonNumber"][at % 3], "")))])),
    shape("misspelt transforms", 200, |n| job(&[("fieldsMap", rows(n, |at| row("", &format!("extra{at}"), "Jion:field=A;separator= ;field=B")))])),
    // Names of one length: the number of candidates for a misspelt attribute depends on the length.
    shape("joins", 200, |n| job(&[("fieldsMap", rows(n, |at| row("", &format!("extra{at:04}"), "Join:field=A;separator= ;field=B")))])),
    shape("a join with many parameters", 400, |n| job(&[("fieldsMap", rows(1, |_| row("", "cn", &format!("Left:{}", list(n, ";", |at| format!("p{at}=v"))))))])),
    shape("percent signs", 400, |n| job(&[("fieldsMap", rows(1, |_| row("", "info", &format!("Static:value={}", "%A %COMPUTER% 5% ".repeat(n)))))])),
    shape("scripts", 100, |n| job(&[("fieldsMap", rows(n, |at| row("", &format!("extra{at}"), r#"Script:text=Dim x As String = DTM.Source(\"A\")\nIf x = \"\" Then\n DTM.Result = y\nEnd If"#)))])),
    shape("statements", 300, |n| script(&format!("Dim x As String = \\\"\\\"\\n{}DTM.Result = x", "x = x & Trim(DTM.Source(\\\"A\\\"))\\n".repeat(n)))),
    shape("variables", 300, |n| script(&format!("{}DTM.Result = \\\"\\\"", list(n, "", |at| format!("Dim v{at} As String = v{}\\n", at / 2))))),
    shape("undeclared variables", 300, |n| script(&format!("{}DTM.Result = \\\"\\\"", list(n, "", |at| format!("v{at} = u{at}\\n"))))),
    shape("nested ifs", 60, |n| script(&format!("{}DTM.Result = \\\"\\\"\\n{}", "If a Then\\n".repeat(n), "End If\\n".repeat(n)))),
    shape("cases", 300, |n| script(&format!("Select Case DTM.Source(\\\"A\\\")\\n{}Case Else\\nDTM.Result = \\\"\\\"\\nEnd Select", list(n, "", |at| format!("Case \\\"c{at}\\\"\\nDTM.Result = \\\"r{at}\\\"\\n"))))),
    shape("invalid scripts", 300, |n| script(&"If Then (((\\n".repeat(n))),
    shape("a long expression", 400, |n| script(&format!("DTM.Result = a{}", " & (b + c)".repeat(n)))),
    shape("functions", 100, |n| job(&[("settings", format!("[{}]", setting("Destination.ExposedScriptCode", &format!("Module M\\n{}End Module", list(n, "", |at| format!("Function F{at}(ByVal x As String) As String\\nReturn F{}(x)\\nEnd Function\\n", at / 2))))))])),
    shape("settings", 200, |n| job(&[("settings", format!("[{}]", list(n, ",\n", |at| setting(&format!("Source.Own{at}"), "x"))))])),
    shape("settings with the same key", 200, |n| job(&[("settings", format!("[{}]", list(n, ",\n", |at| setting("Source.Table", &format!("t{at}")))))])),
    shape("repeated settings", 200, |n| job(&[("settings", format!("[{}]", list(n, ",\n", |_| setting("Source.Table", "t"))))])),
    shape("misspelt settings", 100, |n| job(&[("settings", format!("[{}]", list(n, ",\n", |_| setting("Source.Tabel", "t"))))])),
    shape("secrets", 150, |n| job(&[("settings", format!("[{}]", list(n, ",\n", |at| setting(&format!("Own.Password{at}"), &format!("hunter-{at}-secret")))))])),
    shape("secrets with the same prefix", 150, |n| job(&[("settings", format!("[{}]", list(n, ",\n", |at| setting("Own.Password", &format!("{}{at}", "a".repeat(40))))))])),
    shape("object types", 100, |n| job(&[("objectsOption", format!("[{}]", list(n, ",\n", object)))])),
    shape("options of the same object type", 100, |n| job(&[("objectsOption", format!("[{}]", list(n, ",\n", |_| object(1))))])),
    shape("queries", 100, |n| job(&[("syncQuery", format!("[{}]", list(n, ",\n", |at| query(at, at % 2 == 0, "SELECT A FROM B"))))])),
    shape("queries of the same object type", 100, |n| job(&[("syncQuery", format!("[{}]", list(n, ",\n", |_| query(1, true, "SELECT A FROM B"))))])),
    shape("columns", 400, |n| sql(&format!("SELECT {} FROM T", list(n, ", ", |at| format!("c{at} AS d{at}"))))),
    shape("tables", 300, |n| sql(&format!("SELECT a FROM T0{}", list(n, "", |at| format!(" JOIN T{at} ON a = b"))))),
    shape("SQL conditions", 300, |n| sql(&format!("SELECT a FROM T WHERE {}", list(n, " OR ", |at| format!("(a = 'x{at}')"))))),
    shape("unclosed parentheses in SQL", 300, |n| sql(&format!("SELECT a FROM {}", "(SELECT a FROM ".repeat(n)))),
    shape("common table expressions", 200, |n| sql(&format!("WITH {} SELECT a FROM c1", list(n, ", ", |at| format!("c{at} AS (SELECT a FROM c{})", at / 2))))),
    shape("filter conditions", 300, |n| filter(&list(n, " or ", |at| format!("(department is exactly \\\"d{at}\\\")")))),
    shape("unclosed parentheses in a filter", 300, |n| filter(&format!("{}cn present", "(".repeat(n)))),
    shape("invalid filters", 300, |n| filter(&"department equals and not ) \\\" ".repeat(n))),
    shape("words in a filter", 400, |n| filter(&"word ".repeat(n))),
    shape("components of a distinguished name", 400, |n| job(&[("objectsOption", format!("[{}]", object(1).replace("OU=New", &list(n, ",", |at| format!("OU=part{at}")))))])),
    shape("a long string", 4000, |n| job(&[("settings", format!("[{}]", setting("Source.Table", &"lorem ipsum ".repeat(n))))])),
    shape("escapes", 2000, |n| job(&[("fieldsMap", rows(1, |_| row("A", "cn", &format!("{}Jion:", "\\u00e9\\\\".repeat(n)))))])),
    shape("multi-byte characters", 2000, |n| job(&[("fieldsMap", rows(40, |at| row("A", &format!("{}{at}", "é😀".repeat(n / 40)), "Jion:x=")))]).replace('\n', "")),
    shape("placeholders", 400, |n| job(&[("fieldsMap", rows(n, |at| row("${A}", &format!("${{F{at}}}"), "Static:value={{ x }} ${Y}")))])),
    shape("nested arrays", 60, |n| job(&[("sourceSchema", format!("{}{}", "[".repeat(n), "]".repeat(n)))])),
    shape("too deep", 2000, |n| job(&[("sourceSchema", "[".repeat(n))])),
    shape("unknown members", 200, |n| job(&[("jobInfo", format!("{{{}}}", list(n, ",\n", |at| format!("\"own{at}\": 1"))))])),
    shape("misspelt members", 100, |n| job(&[("fieldsMap", rows(n, |_| r#"{"sorceField": "A", "destinationFeild": "cn", "isky": false}"#.to_owned()))])),
    shape("members in wrong case", 200, |n| job(&[("fieldsMap", rows(n, |at| row("A", &format!("extra{at}"), "").replace("isKey", "iskey")))])),
    shape("one member repeated", 200, |n| job(&[("jobInfo", format!("{{{}}}", list(n, ",\n", |at| format!("\"name\": \"n{at}\""))))])),
    shape("duplicate members in many rows", 200, |n| job(&[("fieldsMap", rows(n, |_| "{\"isKey\": true, \"isKey\": false}".to_owned()))])),
    shape("wrong types", 200, |n| job(&[("fieldsMap", rows(n, |at| row("A", &format!("extra{at}"), "").replace("false", "\"false\"")))])),
    shape("missing members", 200, |n| job(&[("fieldsMap", rows(n, |_| "{}".to_owned()))])),
    shape("missing commas", 200, |n| job(&[("fieldsMap", rows(n, |at| row("A", &format!("extra{at}"), "").replace("false,", "false")))])),
    shape("extra commas", 200, |n| job(&[("fieldsMap", rows(n, |at| row("A", &format!("extra{at}"), "").replace("false,", "false,,")))])),
    shape("comments", 200, |n| job(&[("fieldsMap", rows(n, |at| format!("/* {at} */ {}", row("A", &format!("extra{at}"), ""))))])),
    shape("bare words", 200, |n| job(&[("fieldsMap", rows(n, |_| "{isKey: True, x: 'y'}".to_owned()))])),
    shape("unterminated strings", 200, |n| job(&[("fieldsMap", rows(n, |_| "{\"isKey\": \"x\n}".to_owned()))])),
    shape("mismatched brackets", 200, |n| job(&[("fieldsMap", rows(n, |_| "{\"isKey\": [1, 2}".to_owned()))])),
    shape("unclosed brackets on one line", 300, |n| job(&[("jobInfo", format!("{}1", "{\"a\": [".repeat(n)))])),
    shape("password options", 100, |n| job(&[("fieldsMap", rows(n, |_| row("", "password", "Static:value=${P}").replace("\"options\": null", r#""options": "{\"passwordLength\":3,\"includeDigits\":\"yes\"}""#)))])),
    shape("a large collection", 20, collection),
];

fn list(n: usize, separator: &str, mut item: impl FnMut(usize) -> String) -> String {
    let mut all = String::new();
    for at in 0..n {
        if at > 0 {
            all.push_str(separator);
        }
        all.push_str(&item(at));
    }
    all
}

fn rows(n: usize, row: impl FnMut(usize) -> String) -> String {
    format!("[{}]", list(n, ",\n", row))
}

fn row(source: &str, destination: &str, transform: &str) -> String {
    format!(
        r#"{{"action": 0, "sourceField": "{source}", "destinationField": "{destination}", "id": 0, "delimiter": "",
  "transform": "{transform}", "forCreateOnly": false, "objectType": 1, "isKey": false, "options": null}}"#
    )
}

fn object(number: usize) -> String {
    format!(
        r#"{{"objectType": {number}, "id": 0, "jobId": 0, "isCreate": true, "displayName": "Type {number}", "isDelete": false,
  "isSelected": true, "containerOption": "1", "containerOptionValue": "OU=New,OU=Staff,DC=corp,DC=example,DC=com",
  "createObjectContainerStrategy": 1, "isDeprovisioning": false, "objectTypeSettings": null, "action": 0}}"#
    )
}

fn query(number: usize, is_source: bool, text: &str) -> String {
    let kind = if text.starts_with("SELECT") || text.starts_with("WITH") { "SQL" } else { "GroupID" };
    format!(
        r#"{{"action": 0, "id": 0, "queryFor": null, "objectType": {number}, "query": "{text}", "queryType": "{kind}",
  "isSource": {is_source}, "timeStampField": "", "updateAll": true}}"#
    )
}

fn setting(key: &str, value: &str) -> String {
    format!(
        r#"{{"action": 0, "id": 0, "key": "{key}", "value": "{value}", "dataType": "System.String", "objectType": null}}"#
    )
}

fn script(text: &str) -> String {
    job(&[("fieldsMap", rows(1, |_| row("", "cn", &format!("Script:text={text}"))))])
}

fn sql(text: &str) -> String {
    job(&[("syncQuery", format!("[{}]", query(1, true, text)))])
}

fn filter(text: &str) -> String {
    job(&[("syncQuery", format!("[{}]", query(1, false, text)))])
}

/// Returns a job with some of its members replaced.
fn job(members: &[(&str, String)]) -> String {
    let sides = [
        ("Source.ProviderName", "Microsoft Excel"),
        ("Source.Table", "Staff"),
        ("Destination.ProviderName", "Active Directory"),
        ("Destination.Container", "OU=Staff,DC=corp,DC=example,DC=com"),
    ];
    let defaults = [
        ("isTemplate", "false".to_owned()),
        ("jobInfo", r#"{"name": "A job", "type": 1}"#.to_owned()),
        ("fieldsMap", rows(1, |_| row("A", "cn", ""))),
        ("objectsOption", format!("[{}]", object(1))),
        ("syncQuery", format!("[{}]", query(1, true, "SELECT [A], [B] FROM [Staff$]"))),
        ("settings", format!("[{}]", list(4, ",\n", |at| setting(sides[at].0, sides[at].1)))),
        ("sourceSchema", "null".to_owned()),
        ("hasAccess", "true".to_owned()),
    ];
    let mut text = String::from("{\n");
    for (at, (name, value)) in defaults.iter().enumerate() {
        let value = members.iter().find(|(changed, _)| changed == name).map_or(value, |(_, value)| value);
        let comma = if at + 1 < defaults.len() { "," } else { "" };
        let _ = writeln!(text, "\"{name}\": {value}{comma}");
    }
    text.push_str("}\n");
    text
}

fn collection(n: usize) -> String {
    let one =
        |at: usize| job(&[("jobInfo", format!(r#"{{"name": "Job {}", "type": 2, "runOrder": 1}}"#, at / 2))]);
    let summary = |at: usize| format!(r#"{{"name": "Job {at}", "type": 2, "runOrder": {at}}}"#);
    format!(
        "{{\"isTemplate\": false, \"jobCollectionInfo\": {{\"name\": \"All\", \"jobs\": [{}]}}, \"jobs\": [{}]}}",
        list(n, ",\n", summary),
        list(n, ",\n", one)
    )
}
