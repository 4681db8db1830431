//! `missing-member`

use crate::diagnostic::Severity;
use crate::rule::{Check, FixKind, Group, Rule};

pub(crate) static RULE: Rule = Rule {
    name: "missing-member",
    group: Group::Schema,
    severity: Severity::Error,
    fix: FixKind::Unsafe,
    superseded_by: &[],
    summary: "a member that every job has is absent",
    docs: r#"
Every published job has the same members, also where they are empty. What the server makes of an
absent one is documented nowhere; an absent `isKey` or `isCreate` would silently be `false`.

The finding stands at the name of the object that lacks the member. The fix inserts the value that
the published job has there.

## Wrong

```json
{
  "settings": [
    { "action": 0, "id": 0, "key": "ScheduledTask", "dataType": "System.String", "objectType": null }
  ]
}
```

## Right

```json
{
  "isTemplate": false,
  "jobInfo": {
    "jobId": 0, "templateId": null, "jobGuid": null, "name": "Staff", "type": 1, "description": "Staff",
    "sourceProvider": "StaffBook", "destinationProvider": "CorpAD", "lastRun": null,
    "lastOutCome": "None", "lastOutComeDisplayText": null, "nextRun": null, "timesRun": 0,
    "created": "2026-01-05T08:00:00.000Z", "modified": null, "schedule": "", "smartgroupSchedule": "",
    "enabled": false, "onFailure": "Abort", "runOrder": 0, "isEnable": true, "action": 0,
    "collectionId": null, "scheduledTask": null
  },
  "fieldsMap": [],
  "objectsOption": [],
  "syncQuery": [],
  "settings": [],
  "hasAccess": true
}
```
"#,
    check: Check::Builtin,
};

#[cfg(test)]
mod tests {
    use super::*;
    use crate::linter::{Linter, FileOrigin, Scratch};
    use crate::rules::testing::{Tester, apply_fix};

    const JOB: &str = include_str!("../../fixtures/jobs/excel-to-ad.json");

    #[test]
    fn table() {
        Tester(&RULE).passes(&[JOB]).check_doc_examples();
        let one_less = JOB.replacen("      \"isKey\": true,\n", "", 1);
        assert_ne!(one_less, JOB);
        Tester(&RULE).fails(&[(&one_less, "/fieldsMap/2", "{")]);
        let no_name = JOB.replacen("    \"onFailure\": \"Abort\",\n", "", 1);
        assert_ne!(no_name, JOB);
        Tester(&RULE).fails(&[(&no_name, "/jobInfo", "\"jobInfo\"")]);
    }

    #[test]
    fn ignores_members_after_unbalanced_bracket() {
        let cut = &JOB[..JOB.len() / 2];
        Tester(&RULE).passes(&[cut]);
    }

    #[test]
    fn the_fix_inserts_defaults_in_the_layout_of_the_object() {
        let text = "{\n  \"isTemplate\": false,\n  \"settings\": []\n}";
        let checked = Linter::default().lint(text.as_bytes(), FileOrigin::Explicit, &mut Scratch::default());
        let missing = checked.diagnostics.iter().find(|found| found.rule == RULE.name).expect("missing");
        assert_eq!(missing.pointer, "");
        let fixed = apply_fix(text, missing.fix.as_ref().expect("fix"));
        assert!(fixed.starts_with("{\n  \"isTemplate\": false,\n  \"settings\": [],\n  \"jobInfo\": {"), "{fixed}");
        assert!(fixed.ends_with(",\n  \"hasAccess\": true\n}"), "{fixed}");
        Tester(&RULE).passes(&[&fixed]);
    }
}
