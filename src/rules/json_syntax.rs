//! `json-syntax`

use crate::diagnostic::Severity;
use crate::rule::{Check, FixKind, Group, Rule};

pub(crate) static RULE: Rule = Rule {
    name: "json-syntax",
    group: Group::Syntax,
    severity: Severity::Error,
    fix: FixKind::SafeOrUnsafe,
    superseded_by: &[],
    summary: "the file is not JSON",
    docs: r#"
The server answers a request body that is not JSON with a bare "400 Bad request". joblint reports
every mistake in one run, each at its own token, and still checks the rest of the document.

JSON (RFC 8259) knows no comments, no trailing commas, no single quotes and no unquoted names, and
writes `true`, `false` and `null` in small letters.

## Wrong

```json
{
  "isTemplate": False,
  "fieldsMap": [],
}
```

## Right

```json
{
  "isTemplate": false,
  "fieldsMap": []
}
```
"#,
    check: Check::Builtin,
};

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::testing::Tester;

    #[test]
    fn table() {
        Tester(&RULE)
            .passes(&[
                r#"{"isTemplate": false}"#,
                "{\"isTemplate\": 1e999, \"hasAccess\": \"\\ud800\"}",
                // What is no job is not complained about.
                "{ // a comment\n \"compilerOptions\": {}, }",
            ])
            .fails(&[
                (r#"{"isTemplate": false,}"#, "", ","),
                (r#"{"isTemplate": false "hasAccess": true}"#, "", ""),
                (r#"{"fieldsMap": [1,, 2]}"#, "/fieldsMap", ","),
                (r#"{"isTemplate": True}"#, "", "True"),
                (r#"{"jobInfo": {"name": "Hire}}"#, "/jobInfo", "\"Hire"),
                (r#"{"isTemplate": false} x"#, "", "x"),
                ("", "", ""),
            ])
            .fixes(&[
                (r#"{"isTemplate": false,}"#, r#"{"isTemplate": false}"#),
                (r#"{"isTemplate": false "a": 1}"#, r#"{"isTemplate": false, "a": 1}"#),
                (r#"{'isTemplate': 0}"#, r#"{"isTemplate": 0}"#),
                (r#"{"isTemplate": None}"#, r#"{"isTemplate": null}"#),
                ("{\"isTemplate\": 0 /* x */}", "{\"isTemplate\": 0 }"),
            ])
            .check_doc_examples();
    }
}
