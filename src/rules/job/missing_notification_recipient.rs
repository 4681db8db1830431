//! `missing-notification-recipient`

use std::ops::Range;

use crate::rules::prelude::*;
use crate::text::truncate;

pub(crate) static RULE: Rule = Rule {
    name: "missing-notification-recipient",
    group: Group::Job,
    severity: Severity::Warning,
    summary: "notifications are enabled without valid recipients",
    page: rule_page!("missing-notification-recipient"),
    check: Check::File(check),
    ..Rule::DEFAULT
};

fn check(file: &JobFile, ctx: &mut RuleContext) {
    let Some(collection) = file.collection.as_ref().map(|collection| collection.value) else { return };
    let Some(switch) = collection.get("isNotificationEnabled") else { return };
    let Some(recipients) = collection.get("notificationRecipients") else { return };
    let Some(decoded) = recipients.decoded().filter(|_| switch.boolean() == Some(true)) else { return };
    let text = decoded.text();
    if recipients.placeholders().is_unresolved(text) {
        return;
    }
    let addresses = word_ranges(text);
    if addresses.is_empty() {
        ctx.report(recipients)
            .message("notifications are enabled, but have no recipients")
            .label("no address")
            .help("list the mail addresses to notify, or set `isNotificationEnabled` to `false`")
            .related(switch, "enabled here");
        return;
    }
    // In `Identity Team <team@example.com>`, the name can contain anything.
    if text.contains('<') && text.contains('@') {
        return;
    }
    // A name instead of an address is one mistake, however many words it contains.
    if let ([first, .., last], false) = (addresses.as_slice(), text.contains('@')) {
        let range = first.start..last.end;
        report_malformed(
            recipients,
            Location::in_decoded_string(recipients, &decoded, range.clone()),
            &text[range],
            ctx,
        );
        return;
    }
    for range in addresses {
        if !is_plausible_address(&text[range.clone()]) {
            let location = Location::in_decoded_string(recipients, &decoded, range.clone());
            report_malformed(recipients, location, &text[range], ctx);
        }
    }
}

fn report_malformed(recipients: NodeRef, location: Location, written: &str, ctx: &mut RuleContext) {
    let shown = truncate(written, 60);
    ctx.report(location)
        .subject(recipients)
        .message(format!("`{shown}` is not a mail address: notifications cannot be delivered to it"))
        .help("write the full address, such as `identity-team@example.com`");
}

/// The byte ranges of the words of a list.
fn word_ranges(text: &str) -> Vec<Range<usize>> {
    let separates = |character: char| character.is_whitespace() || matches!(character, ';' | ',');
    let (mut words, mut start) = (Vec::new(), None);
    for (at, character) in text.char_indices().chain([(text.len(), ';')]) {
        match (start, separates(character)) {
            (Some(from), true) => {
                words.push(from..at);
                start = None;
            }
            (None, false) => start = Some(at),
            _ => {}
        }
    }
    words
}

/// Whether a mail server could accept the address: one `@`, preceded by text and followed by a host.
fn is_plausible_address(word: &str) -> bool {
    let Some((local_part, host)) = word.split_once('@') else { return false };
    let fits = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.' | ':' | '[' | ']');
    let labels = host.trim_start_matches('[').trim_end_matches(']');
    !local_part.is_empty() && host.chars().all(fits) && labels.split('.').all(|label| !label.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::testing::Tester;

    fn collection(recipients: &str) -> String {
        format!(r#"{{"isNotificationEnabled": true, "notificationRecipients": {recipients}, "jobs": []}}"#)
    }

    #[test]
    fn table() {
        for recipients in [
            "\"team@example.com\"",
            "\"a@example.com; b@example.com\"",
            "\"a@example.com,b@example.com\"",
            "\"a@example.com b@mail.example.com\\r\\n\"",
            "\"o'neil+jobs@example.com\"",
            "\"Jörg@müller.example\"",
            "\"root@mailhost\"",
            "\"ops@[192.0.2.7]\"",
            "\"Identity Team <team@example.com>\"",
            "\"${RECIPIENTS}\"",
            "\"{{ team }}@example.com\"",
            "null",
            "[]",
        ] {
            Tester::new(&RULE).passes(&[&collection(recipients)]);
        }
        Tester::new(&RULE)
            .passes(&[
                r#"{"isNotificationEnabled": false, "notificationRecipients": "", "jobs": []}"#,
                r#"{"isNotificationEnabled": "true", "notificationRecipients": "", "jobs": []}"#,
                r#"{"isNotificationEnabled": true, "jobs": []}"#,
                // It is not known where a single job stores its recipients.
                r#"{"settings": [{"key": "IsNotificationEnabled", "value": "True", "dataType": "System.Boolean"}]}"#,
            ])
            .fails(&[
                (&collection("\"\""), "/notificationRecipients", "\"\""),
                (&collection("\" ; \""), "/notificationRecipients", "\" ; \""),
                (&collection("\"identity team \""), "/notificationRecipients", "identity team"),
                (&collection("\"a@example.com; team\""), "/notificationRecipients", "team"),
                (&collection("\"\\u0041dmin@\""), "/notificationRecipients", "\\u0041dmin@"),
                (&collection("\"a@@example.com\""), "/notificationRecipients", "a@@example.com"),
                (&collection("\"a@example..com\""), "/notificationRecipients", "a@example..com"),
                (&collection("\"@example.com\""), "/notificationRecipients", "@example.com"),
            ])
            .check_doc_examples();
    }
}
