//! `invalid-choice`

use crate::catalog::{
    AppliesTo, Choices, FixedChoice, Provider, SideSetting, closest_country_code, fixed_choice,
    is_country_code,
};
use crate::job::{SideName, has_placeholder};
use crate::language::transform::SpannedStr;
use crate::rules::prelude::*;
use crate::text::{is_blank, quoted_list, truncate};

pub(crate) static RULE: Rule = Rule {
    name: "invalid-choice",
    group: Group::Transform,
    severity: Severity::Error,
    fix: FixKind::SafeOrUnsafe,
    summary: "a static value that is not on the attribute's list",
    page: rule_page!("invalid-choice"),
    check: Check::Job(check),
    ..Rule::DEFAULT
};

/// Number of characters that a message quotes.
const MAX_SHOWN: usize = 30;

fn check(job: &Job, ctx: &mut RuleContext) {
    for transform in job.transforms() {
        let (Some(part), Some(field)) = (transform.static_value(), transform.row.destination_field) else {
            continue;
        };
        let choice = fixed_choice(transform.row.destination());
        let Some(choice) = choice.filter(|choice| applies_to_destination(choice, job)) else { continue };
        if is_blank(part.text) || part.text.contains('%') || has_placeholder(part.text) {
            continue;
        }
        let fits = match choice.choices {
            Choices::OneOf(words) => words.contains(&part.text),
            Choices::CountryCode => is_country_code(part.text),
        };
        if fits {
            continue;
        }
        let Some(location) = Location::in_transform(transform, part) else { continue };
        if ctx.contains_secret(location) {
            continue;
        }
        let name = ctx.quote(field);
        match choice.choices {
            Choices::OneOf(words) => check_word(words, part, &name, location, ctx),
            Choices::CountryCode => check_country(part, &name, location, ctx),
        }
    }
}

/// Whether the job's destination is known to have the attribute.
fn applies_to_destination(choice: &FixedChoice, job: &Job) -> bool {
    let destination = job.side(SideName::Destination);
    let is_entra = || destination.is_provider(Provider::ENTRA_ID);
    let is_office = || {
        let messaging = destination.text(SideSetting::CONFIGURED_MESSAGING_PROVIDER_NAME);
        messaging.is_some_and(|name| name.trim().eq_ignore_ascii_case("Office 365"))
    };
    match choice.applies_to {
        AppliesTo::AnyDirectory => destination.is_directory(),
        AppliesTo::Entra => is_entra(),
        AppliesTo::EntraOrOffice365 => is_entra() || is_office(),
    }
}

fn check_word(
    words: &[&'static str],
    part: &SpannedStr<'_>,
    name: &str,
    location: Location,
    ctx: &mut RuleContext,
) {
    let written = part.text.trim();
    let list = quoted_list(words, "or");
    let finding =
        ctx.report(location).message(format!("{name} is {list}, not `{}`", truncate(part.text, MAX_SHOWN)));
    match words.iter().find(|word| word.eq_ignore_ascii_case(written)) {
        Some(word) => finding
            .help(format!("write `{word}`: other spellings are not documented to work"))
            .replace_safe(location, word),
        None => finding.help(format!("write {list}: the attribute takes nothing else")),
    };
}

fn check_country(part: &SpannedStr<'_>, name: &str, location: Location, ctx: &mut RuleContext) {
    let written = part.text.trim();
    let capital = written.to_ascii_uppercase();
    if is_country_code(&capital) {
        ctx.report(location)
            .message(format!("{name} is `{capital}`, in capital letters, not `{}`", part.text))
            .help(format!("write `{capital}`: country codes are two capital letters"))
            .replace_safe(location, &capital);
        return;
    }
    let has_form = capital.len() == 2 && capital.bytes().all(|byte| byte.is_ascii_uppercase());
    let finding = ctx.report(location).message(if has_form {
        format!("{name}: there is no country `{capital}`")
    } else {
        format!("{name} is a country's code of two letters, not `{}`", truncate(part.text, MAX_SHOWN))
    });
    // The list of countries changes.
    let finding = if has_form { finding.severity(Severity::Warning) } else { finding };
    finding
        .suggest_with(closest_country_code(written), location, "Country codes are those of ISO 3166")
        .or_help("write the ISO 3166 code of the country, such as `US` or `DE`: licences depend on it");
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::builders::job;
    use crate::rules::testing::Tester;
    use serde_json::json;

    fn static_value(provider: &str, field: &str, value: &str) -> String {
        let row = json!({ "destinationField": field, "transform": format!("Static:value={value}") });
        job().destination(provider).row(row).text()
    }

    #[test]
    fn table() {
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
            Tester::new(&RULE).passes(&[&static_value(provider, field, value)]);
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
            Tester::new(&RULE).fails(&[(
                &static_value(provider, field, value),
                "/fieldsMap/0/transform",
                value,
            )]);
        }
        for (field, before, after) in [
            ("accountEnabled", "FALSE", "False"),
            ("accountEnabled", "true ", "True"),
            ("UsageLocation", "de", "DE"),
            ("UsageLocation", "uk", "GB"),
        ] {
            Tester::new(&RULE)
                .fixes(&[(&static_value("Azure", field, before), &static_value("Azure", field, after))]);
        }
        Tester::new(&RULE).check_doc_examples();
    }

    #[test]
    fn office_365_is_enough_for_a_usage_location() {
        let in_germany = |messaging: &str, transform: &str| {
            job()
                .destination("Active Directory")
                .setting("Destination.ConfiguredMessagingProviderName", messaging)
                .row(json!({ "destinationField": "UsageLocation", "transform": transform }))
                .text()
        };
        let script = r#"Script:text=DTM.Result = "Germany""#;
        Tester::new(&RULE)
            .passes(&[&in_germany("Exchange", "Static:value=Germany"), &in_germany("Office 365", script)])
            .fails(&[(
                &in_germany("Office 365", "Static:value=Germany"),
                "/fieldsMap/0/transform",
                "Germany",
            )]);
    }
}
