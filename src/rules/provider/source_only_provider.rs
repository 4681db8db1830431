//! `source-only-provider`

use crate::catalog::SideSetting;
use crate::job::SideName;
use crate::rules::prelude::*;

pub(crate) static RULE: Rule = Rule {
    name: "source-only-provider",
    group: Group::Provider,
    severity: Severity::Warning,
    superseded_by: &["provider-mismatch"],
    summary: "destination provider that can only be a source",
    page: rule_page!("source-only-provider"),
    check: Check::Job(check),
    ..Rule::DEFAULT
};

fn check(job: &Job, ctx: &mut RuleContext) {
    let side = job.side(SideName::Destination);
    if side.provider().is_none_or(|provider| provider.can_be_destination) {
        return;
    }
    let Some(value) = side.setting(SideSetting::PROVIDER_NAME).and_then(|entry| entry.setting_value) else {
        return;
    };
    let shown = ctx.quote(value);
    ctx.report(value)
        .subject(&side)
        .message(format!("{shown} can only be a source, but is the destination"))
        .help(
            "write to Excel or a database instead: according to its documentation, the product cannot write text files",
        );
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::builders;
    use crate::rules::testing::Tester;

    fn job(key: &str, value: &str) -> String {
        builders::job().setting(key, value).text()
    }

    #[test]
    fn table() {
        let mismatch = r#"{"settings": [{"key": "Destination.ProviderName", "value": "CSV"}, {"key": "Destination.ProviderType", "value": "1"}, {"key": "Destination.IsTableProvider", "value": "False"}]}"#;
        Tester::new(&RULE)
            .passes(&[
                &job("Source.ProviderName", "Text/CSV"),
                &job("Destination.ProviderName", "ODBC"),
                &job("Destination.ProviderName", "SCIM"),
                &job("Destination.ProviderName", "Textiles"),
                // The other settings indicate a directory: `provider-mismatch` reports the name.
                mismatch,
            ])
            .fails(&[
                (&job("Destination.ProviderName", "Text/CSV"), "/settings/0/value", "\"Text/CSV\""),
                (&job("destination.providername", "csv"), "/settings/0/value", "\"csv\""),
            ])
            .check_doc_examples();
    }
}
