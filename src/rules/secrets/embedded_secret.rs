//! `embedded-secret`

use crate::catalog::{SecretKind, detect_secret, setting_contains_secret};
use crate::rules::prelude::*;
use crate::text::is_blank;

pub(crate) static RULE: Rule = Rule {
    name: "embedded-secret",
    group: Group::Secrets,
    severity: Severity::Warning,
    summary: "password, key or token in the settings",
    page: rule_page!("embedded-secret"),
    check: Check::Job(check),
    ..Rule::DEFAULT
};

fn check(job: &Job, ctx: &mut RuleContext) {
    for entry in job.settings.entries() {
        let Some(value) = entry.setting_value else { continue };
        let has_secret_key = match entry.definition {
            Some(known) => known.secret,
            None => setting_contains_secret(&entry.key_text()),
        };
        // Decodes only values that can be a secret: the global script is long.
        if !has_secret_key && detect_secret(value.document().content(value.id())).is_none() {
            continue;
        }
        let Some(text) = value.string().filter(|text| !is_blank(text)) else { continue };
        let (kind, range) = match detect_secret(&text) {
            Some((kind, range)) => (Some(kind), range),
            None if has_secret_key && may_be_secret(&text) => (None, 0..text.len()),
            None => continue,
        };
        if job.has_placeholder(&text[range.clone()]) {
            continue;
        }
        let Some(location) = Location::in_string(value, &range) else { continue };
        let key = entry.key.map_or_else(|| "without a key".to_owned(), |key| ctx.quote(key));
        ctx.report(location)
            .message(format!("setting {key} contains {}", kind.map_or("a secret", SecretKind::describe)))
            .label("readable by everyone who can read the file")
            .help(match kind {
                Some(SecretKind::Encrypted) => {
                    "use a placeholder that is replaced at submission, such as `${MAIL_PASSWORD}`: even an \
                     encrypted secret can be submitted again by everyone who has the file"
                }
                _ => {
                    "use a placeholder that is replaced at submission, such as `${MAIL_PASSWORD}`; if this \
                     was ever committed, change the secret"
                }
            });
    }
}

/// Whether the value of a key for secrets can be one: Booleans, addresses and public certificates are not.
fn may_be_secret(text: &str) -> bool {
    let text = text.trim();
    let lower = text.to_ascii_lowercase();
    let is_keyword = matches!(lower.as_str(), "true" | "false" | "null" | "none");
    let is_address = lower.starts_with("http://") || lower.starts_with("https://");
    let is_public = text.contains("-----BEGIN CERTIFICATE-----")
        || text.starts_with("MII") && text.get(6..8) == Some("CC");
    !is_keyword && !is_address && !is_public
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::rules::builders::job;
    use crate::rules::testing::Tester;

    #[test]
    fn table() {
        let tester = Tester::new(&RULE);
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
            tester.passes(&[&job().setting(key, value).text()]);
        }
        for (key, value, marked) in [
            ("Destination.MessagingProviderPassword", "Spring2026", "Spring2026"),
            ("destination.messagingproviderpassword", r#"Spr"ing"#, r#"Spr\"ing"#),
            ("Destination.MessagingProviderCertificate", &key_pair, &key_pair),
            ("Custom.Blob", &key_pair, &key_pair),
            ("Custom.Blob", "0AA##0PV7#QUJD", "0AA##0PV7#QUJD"),
            ("Source.ClientSecret", "12345", "12345"),
            ("Source.ConnectionString", "Server=db;Uid=sync;Pwd=Spring2026;", "Spring2026"),
        ] {
            tester.fails(&[(&job().setting(key, value).text(), "/settings/0/value", marked)]);
        }
        tester
            .passes(&[
                &job().setting("Source.ClientSecret", json!(null)).text(),
                r#"{"settings": [{"key": "Source.ClientSecret"}, {"value": "Spring2026"}, 7]}"#,
            ])
            .check_doc_examples();
    }
}
