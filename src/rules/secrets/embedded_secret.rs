//! `embedded-secret`

use crate::catalog::{SecretKind, detect_secret, setting_contains_secret};
use crate::job::has_placeholder;
use crate::rule::Location;
use crate::rules::prelude::*;
use crate::text::is_blank;

pub(crate) static RULE: Rule = Rule {
    name: "embedded-secret",
    group: Group::Secrets,
    severity: Severity::Warning,
    summary: "a password, key or token in the settings",
    page: rule_page!("embedded-secret"),
    check: Check::Job(check),
    ..Rule::DEFAULT
};

fn check(job: &Job, report: &mut RuleContext) {
    for entry in job.settings.entries() {
        let Some(value) = entry.setting_value else { continue };
        // The global script is long and holds none: nothing is decoded that cannot be a secret.
        let by_key = match entry.definition {
            Some(known) => known.secret,
            None => setting_contains_secret(&entry.key_text()),
        };
        if !by_key && detect_secret(value.document().content(value.id())).is_none() {
            continue;
        }
        let Some(text) = value.string().filter(|text| !is_blank(text)) else { continue };
        let (form, range) = match detect_secret(&text) {
            Some((form, range)) => (Some(form), range),
            None if by_key && may_be_secret(&text) => (None, 0..text.len()),
            None => continue,
        };
        if has_placeholder(&text[range.clone()]) {
            continue;
        }
        let Some(decoded) = value.decoded() else { continue };
        let key = entry.key.map_or_else(|| "without a key".to_owned(), |key| report.quote(key));
        let help = match form {
            Some(SecretKind::Encrypted) => {
                "write a placeholder that is filled in at submission, such as `${MAIL_PASSWORD}`: \
                 encrypted or not, whoever has the file can submit it again"
            }
            _ => {
                "write a placeholder that is filled in at submission, such as `${MAIL_PASSWORD}`; \
                 if this was ever committed, change the secret"
            }
        };
        report
            .report(Location::in_decoded_string(value, &decoded, range))
            .message(format!("setting {key} holds {}", form.map_or("a secret", SecretKind::describe)))
            .label("everyone who can read the file has it")
            .help(help);
    }
}

/// Whether a value under a key that speaks of a secret can be one: a switch, an address or a public
/// certificate is none.
fn may_be_secret(text: &str) -> bool {
    let text = text.trim();
    let lower = text.to_ascii_lowercase();
    let is_switch = matches!(lower.as_str(), "true" | "false" | "null" | "none");
    let is_address = lower.starts_with("http://") || lower.starts_with("https://");
    let is_public = text.contains("-----BEGIN CERTIFICATE-----")
        || text.starts_with("MII") && text.get(6..8) == Some("CC");
    !is_switch && !is_address && !is_public
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::testing::Tester;

    fn job(key: &str, value: &str) -> String {
        format!(r#"{{"settings": [{{"key": "{key}", "value": "{value}", "dataType": "System.String"}}]}}"#)
    }

    #[test]
    fn table() {
        let key_pair = format!("MIIKCQIBAzCC{}", "QUJD".repeat(60));
        let certificate = format!("MIIDdzCCAl+g{}", "QUJD".repeat(60));
        for (key, value) in [
            ("Destination.MessagingProviderPassword", ""),
            ("Destination.MessagingProviderPassword", "${MAIL_PASSWORD}"),
            ("Destination.MessagingProviderCertificate", "{{ mail.certificate }}"),
            ("Destination.MessagingProviderPassword", "%MAIL_PASSWORD%"),
            ("Destination.MessagingProviderUserName", "sync@example.com"),
            ("Source.TokenEndpoint", "https://login.example.com/token"),
            ("Source.UsePasswordHash", "True"),
            ("Source.CertificateThumbprint", "0123456789abcdef"),
            ("Source.ServerCertificate", &certificate),
            ("Source.ConnectionString", "Server=db;Integrated Security=SSPI"),
            ("Source.ConnectionString", "Server=db;Uid=sync;Pwd=${DB_PASSWORD};"),
            ("JobOwners", "Token#1d073798-c90c-44da-aadb-279c986a50c0"),
        ] {
            Tester::new(&RULE).passes(&[&job(key, value)]);
        }
        for (key, value, token) in [
            ("Destination.MessagingProviderPassword", "Spring2026", "Spring2026"),
            ("destination.messagingproviderpassword", r#"Spr\"ing"#, r#"Spr\"ing"#),
            ("Destination.MessagingProviderCertificate", &key_pair, &key_pair),
            ("Custom.Blob", &key_pair, &key_pair),
            ("Custom.Blob", "0AA##0PV7#QUJD", "0AA##0PV7#QUJD"),
            ("Source.ClientSecret", "12345", "12345"),
            ("Source.ConnectionString", "Server=db;Uid=sync;Pwd=Spring2026;", "Spring2026"),
        ] {
            Tester::new(&RULE).fails(&[(&job(key, value), "/settings/0/value", token)]);
        }
        Tester::new(&RULE)
            .passes(&[
                r#"{"settings": [{"key": "Source.ClientSecret"}, {"key": "Source.ClientSecret", "value": null}, 7]}"#,
                r#"{"settings": [{"value": "Spring2026"}]}"#,
            ])
            .check_doc_examples();
    }
}
