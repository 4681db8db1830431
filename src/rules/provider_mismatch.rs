//! `provider-mismatch`

use crate::catalog::{ProviderClass, provider};
use crate::diagnostic::Severity;
use crate::job::{Job, Side, Value};
use crate::rule::{Check, FixKind, Group, Reporter, Rule};

pub(crate) static RULE: Rule = Rule {
    name: "provider-mismatch",
    group: Group::Provider,
    severity: Severity::Error,
    fix: FixKind::None,
    gives_way_to: &[],
    summary: "the settings of one side disagree about what kind of provider it is",
    docs: r#"
Four settings of each side say whether it is a directory or a table: its `ProviderName`, its
`ProviderType` (1 is a directory, 2 a table) and the flags `IsDirectoryProvider` and
`IsTableProvider`. In every published job they agree; the product reads a directory with filters and
a table with SQL ("Schedule and Notification"), so that a side that claims to be both cannot work.

The odd one out is marked; provider names that no page mentions have no say.

## Wrong

```json
{
  "settings": [
    { "key": "Source.ProviderName", "value": "Microsoft Excel", "dataType": "System.String" },
    { "key": "Source.ProviderType", "value": "1", "dataType": "System.String" },
    { "key": "Source.IsDirectoryProvider", "value": "False", "dataType": "System.String" },
    { "key": "Source.IsTableProvider", "value": "True", "dataType": "System.String" }
  ]
}
```

## Right

```json
{
  "settings": [
    { "key": "Source.ProviderName", "value": "Microsoft Excel", "dataType": "System.String" },
    { "key": "Source.ProviderType", "value": "2", "dataType": "System.String" },
    { "key": "Source.IsDirectoryProvider", "value": "False", "dataType": "System.String" },
    { "key": "Source.IsTableProvider", "value": "True", "dataType": "System.String" }
  ]
}
```
"#,
    check: Check::Job(check),
};

/// One setting and the class of provider it speaks for.
struct Vote<'d> {
    value: Value<'d>,
    key: &'static str,
    class: ProviderClass,
}

fn check(job: &Job<'_>, report: &mut Reporter<'_, '_>) {
    for side in job.sides() {
        let votes = votes(&side);
        let directories = votes.iter().filter(|vote| vote.class == ProviderClass::Directory).count();
        let tables = votes.len() - directories;
        if directories == 0 || tables == 0 {
            continue;
        }
        let right = match directories.cmp(&tables) {
            std::cmp::Ordering::Greater => ProviderClass::Directory,
            std::cmp::Ordering::Less => ProviderClass::Table,
            // The name is what a person chose.
            std::cmp::Ordering::Equal => votes[0].class,
        };
        let (agreeing, odd): (Vec<&Vote<'_>>, Vec<&Vote<'_>>) = votes.iter().partition(|vote| vote.class == right);
        let Some((first, others)) = odd.split_first() else { continue };
        let prefix = side.name.prefix();
        let mut finding = report
            .at(first.value)
            .say(format!(
                "`{prefix}.{}` makes the {} {}, but its other settings make it {}",
                first.key,
                side.name.in_words(),
                first.class.in_words(),
                right.in_words()
            ))
            .label(format!("means {}", first.class.in_words()))
            .help(format!(
                "for {} write ProviderType `{}`, IsDirectoryProvider `{}` and IsTableProvider `{}`",
                right.in_words(),
                right.provider_type(),
                if right == ProviderClass::Directory { "True" } else { "False" },
                if right == ProviderClass::Table { "True" } else { "False" },
            ));
        for vote in others.iter().chain(&agreeing) {
            finding = finding.also(vote.value, format!("means {}", vote.class.in_words()));
        }
    }
}

fn votes<'d>(side: &Side<'_, 'd>) -> Vec<Vote<'d>> {
    use ProviderClass::{Directory, Table};
    let mut votes = Vec::with_capacity(4);
    for key in ["ProviderName", "ProviderType", "IsDirectoryProvider", "IsTableProvider"] {
        let Some(value) = side.setting(key).and_then(|entry| entry.setting_value) else { continue };
        let Some(text) = value.string() else { continue };
        let text = text.trim();
        let class = match key {
            "ProviderName" => provider(text).and_then(|known| known.class),
            "ProviderType" => [Directory, Table].into_iter().find(|class| class.provider_type() == text),
            flag => {
                let (yes, no) = if flag == "IsTableProvider" { (Table, Directory) } else { (Directory, Table) };
                match text.to_ascii_lowercase().as_str() {
                    "true" => Some(yes),
                    "false" => Some(no),
                    _ => None,
                }
            }
        };
        votes.extend(class.map(|class| Vote { value, key, class }));
    }
    votes
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rule::testing::Tester;

    fn job(prefix: &str, values: [&str; 4]) -> String {
        let keys = ["ProviderName", "ProviderType", "IsDirectoryProvider", "IsTableProvider"];
        let entries: Vec<String> = keys
            .iter()
            .zip(values)
            .map(|(key, value)| format!(r#"{{"key": "{prefix}.{key}", "value": "{value}", "dataType": "System.String"}}"#))
            .collect();
        format!(r#"{{"settings": [{}]}}"#, entries.join(", "))
    }

    #[test]
    fn table() {
        for values in [
            ["Microsoft Excel", "2", "False", "True"],
            ["microsoft entra id", "1", "True", "False"],
            ["Generic LDAP", "1", "True", "False"],
            ["Oracle", "2", "False", "True"],
            // Nobody knows what a SCIM endpoint or an unknown provider counts as.
            ["SCIM", "2", "False", "True"],
            ["SCIM", "1", "True", "False"],
            ["PeopleSoft", "1", "True", "False"],
            ["${PROVIDER}", "${TYPE}", "True", "False"],
            ["Oracle", "7", "False", "true"],
        ] {
            Tester(&RULE).passes(&[&job("Source", values), &job("Destination", values)]);
        }
        Tester(&RULE)
            .fails(&[
                (&job("Source", ["Active Directory", "2", "True", "False"]), "/settings/1/value", "\"2\""),
                (&job("Destination", ["Microsoft Excel", "1", "True", "False"]), "/settings/0/value", "\"Microsoft Excel\""),
                (&job("Source", ["SQL Server", "2", "True", "True"]), "/settings/2/value", "\"True\""),
                (&job("Source", ["SQL Server", "2", "True", "False"]), "/settings/2/value", "\"True\""),
                (&job("Source", ["Unknown", "1", "True", "True"]), "/settings/3/value", "\"True\""),
            ])
            .documented();
    }
}
