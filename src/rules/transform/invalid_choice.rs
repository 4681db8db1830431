//! `invalid-choice`

use crate::catalog::{
    AppliesTo, Choices, FixedChoice, Provider, SideSetting, closest_country_code, fixed_choice,
    is_country_code,
};
use crate::job::SideName;
use crate::rules::prelude::*;
use crate::text::{is_blank, quoted_list, truncate};

pub(crate) static RULE: Rule = Rule {
    name: "invalid-choice",
    group: Group::Transform,
    severity: Severity::Error,
    fix: FixKind::SafeOrUnsafe,
    summary: "static value is not one of the attribute's choices",
    page: rule_page!("invalid-choice"),
    check: Check::Job(check),
    ..Rule::DEFAULT
};

/// Maximum number of characters of the value that a message contains.
const MAX_SHOWN_CHARS: usize = 30;

fn check(job: &Job, ctx: &mut RuleContext) {
    for transform in job.transforms() {
        let (Some(value), Some(field)) = (transform.static_value(), transform.row.destination_field) else {
            continue;
        };
        let choice = fixed_choice(transform.row.destination());
        let Some(choice) = choice.filter(|choice| applies_to_destination(choice, job)) else { continue };
        if is_blank(value.text) || value.text.contains('%') || job.has_placeholder(value.text) {
            continue;
        }
        let Some(location) = Location::in_transform(transform, value) else { continue };
        if ctx.contains_secret(location) {
            continue;
        }
        let name = ctx.quote(field);
        match choice.choices {
            Choices::OneOf(words) => check_word(words, value.text, &name, location, ctx),
            Choices::CountryCode => check_country(value.text, &name, location, ctx),
        }
    }
}

fn check_word(words: &[&str], written: &str, name: &str, location: Location, ctx: &mut RuleContext) {
    if words.contains(&written) {
        return;
    }
    let list = quoted_list(words, "or");
    let finding = ctx.report(location).message(format!("{name} must be {list}, not `{}`", shorten(written)));
    match words.iter().find(|word| word.eq_ignore_ascii_case(written.trim())) {
        Some(word) => finding
            .help(format!("write `{word}`: other spellings may not be recognised"))
            .replace_safe(location, word),
        None => finding.help(format!("write {list}: the attribute accepts no other value")),
    };
}

fn check_country(written: &str, name: &str, location: Location, ctx: &mut RuleContext) {
    if is_country_code(written) {
        return;
    }
    let upper = written.trim().to_ascii_uppercase();
    if is_country_code(&upper) {
        ctx.report(location)
            .message(format!("{name} must be `{upper}` in capital letters, not `{written}`"))
            .help(format!("write `{upper}`: country codes consist of two capital letters"))
            .replace_safe(location, &upper);
        return;
    }
    let closest = closest_country_code(written.trim());
    // The list of country codes changes, so an unknown code is only a warning.
    let has_two_letters = upper.len() == 2 && upper.bytes().all(|byte| byte.is_ascii_uppercase());
    let (severity, message) = if has_two_letters {
        (Severity::Warning, format!("{name}: there is no country with the code `{upper}`"))
    } else {
        let shown = shorten(written);
        (Severity::Error, format!("{name} must be a country code of two letters, not `{shown}`"))
    };
    ctx.report(location)
        .severity(severity)
        .message(message)
        .suggest_with(closest, location, "The codes are those of ISO 3166")
        .or_help("write the ISO 3166 code of the country, such as `US` or `DE`: licences depend on it");
}

/// Whether the job's destination is known to have the attribute.
fn applies_to_destination(choice: &FixedChoice, job: &Job) -> bool {
    let destination = job.side(SideName::Destination);
    let is_entra = destination.is_provider(Provider::ENTRA_ID);
    let has_office_365 = || {
        let messaging = destination.text(SideSetting::CONFIGURED_MESSAGING_PROVIDER_NAME);
        messaging.is_some_and(|name| name.trim().eq_ignore_ascii_case("Office 365"))
    };
    match choice.applies_to {
        AppliesTo::AnyDirectory => destination.is_directory(),
        AppliesTo::Entra => is_entra,
        AppliesTo::EntraOrOffice365 => is_entra || has_office_365(),
    }
}

fn shorten(text: &str) -> std::borrow::Cow<'_, str> {
    truncate(text, MAX_SHOWN_CHARS)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::rules::builders::{JobBuilder, job};
    use crate::rules::testing::Tester;

    fn builder(provider: &str, field: &str, transform: &str) -> JobBuilder {
        job().destination(provider).row(json!({ "destinationField": field, "transform": transform }))
    }

    fn job_with_value(provider: &str, field: &str, value: &str) -> String {
        builder(provider, field, &format!("Static:value={value}")).text()
    }

    #[test]
    fn table() {
        let tester = Tester::new(&RULE);
        for (provider, field, value) in [
            ("Microsoft Entra ID", "accountenabled", "True"),
            ("Azure", "accountEnabled", "False"),
            ("Azure", "accountEnabled", "${ENABLED}"),
            ("Azure", "accountEnabled", "%ENABLED%"),
            ("Azure", "accountEnabled", ""),
            ("SQL Server", "accountEnabled", "1"),
            ("Generic LDAP", "accountEnabled", "yes"),
            ("Active Directory", "Disable Account", "True"),
            ("SQL Server", "Disable Account", "yes"),
            ("PeopleSoft", "Disable Account", "yes"),
            ("Entra ID", "usagelocation", "GB"),
            ("Active Directory", "usageLocation", "Germany"),
            ("Entra ID", "groupType", "8"),
        ] {
            tester.passes(&[&job_with_value(provider, field, value)]);
        }
        for (provider, field, value) in [
            ("Azure", "accountEnabled", "true"),
            ("Azure", "accountEnabled", "1"),
            ("Azure", "accountEnabled", " True"),
            ("Active Directory", "disable account", "Yes"),
            ("Google Workspace", "Disable Account", "1"),
            ("Entra ID", "UsageLocation", "us"),
            ("Entra ID", "UsageLocation", "USA"),
            ("Entra ID", "UsageLocation", "UK"),
            ("Entra ID", "UsageLocation", "Österreich"),
        ] {
            tester.fails(&[(&job_with_value(provider, field, value), "/fieldsMap/0/transform", value)]);
        }
        for (field, before, after) in [
            ("accountEnabled", "FALSE", "False"),
            ("accountEnabled", "true ", "True"),
            ("UsageLocation", "de", "DE"),
            ("UsageLocation", "uk", "GB"),
        ] {
            let job = |value: &str| job_with_value("Azure", field, value);
            tester.fixes(&[(&job(before), &job(after))]);
        }
        tester.check_doc_examples();
    }

    #[test]
    fn usage_location_applies_to_office_365() {
        let text = |messaging: &str, transform: &str| {
            builder("Active Directory", "UsageLocation", transform)
                .setting("Destination.ConfiguredMessagingProviderName", messaging)
                .text()
        };
        Tester::new(&RULE)
            .fails(&[(&text("Office 365", "Static:value=Germany"), "/fieldsMap/0/transform", "Germany")])
            .passes(&[
                &text("Exchange", "Static:value=Germany"),
                &text("Office 365", "Script:text=DTM.Result = \"Germany\""),
            ]);
    }
}
