//! `invalid-choice`

use crate::catalog::{
    AppliesTo, Choices, FixedChoice, ProviderClass, SideSetting, closest_country_code, fixed_choice,
    is_country_code,
};
use crate::job::{SideName, has_placeholder};
use crate::language::transform::SpannedStr;
use crate::rule::Location;
use crate::rules::prelude::*;
use crate::text::{is_blank, quoted_list};

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

fn check(job: &Job, report: &mut RuleContext) {
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
        let Some(decoded) = transform.decoded() else { continue };
        let place = Location::in_decoded_string(transform.value, &decoded, part.range.clone());
        if report.contains_secret(place) {
            continue;
        }
        let name = report.quote(field);
        match choice.choices {
            Choices::OneOf(words) => check_word(words, part, &name, place, report),
            Choices::CountryCode => check_country(part, &name, place, report),
        }
    }
}

/// Whether the job's destination is known to have the attribute.
fn applies_to_destination(choice: &FixedChoice, job: &Job) -> bool {
    let destination = job.side(SideName::Destination);
    let is_entra = || destination.provider().is_some_and(|provider| provider.name == "Microsoft Entra ID");
    let is_office = || {
        let messaging = destination.text(SideSetting::CONFIGURED_MESSAGING_PROVIDER_NAME);
        messaging.is_some_and(|name| name.trim().eq_ignore_ascii_case("Office 365"))
    };
    match choice.applies_to {
        AppliesTo::AnyDirectory => destination.class() == Some(ProviderClass::Directory),
        AppliesTo::Entra => is_entra(),
        AppliesTo::EntraOrOffice365 => is_entra() || is_office(),
    }
}

fn check_word(
    words: &[&'static str],
    part: &SpannedStr<'_>,
    name: &str,
    place: Location,
    report: &mut RuleContext,
) {
    let written = part.text.trim();
    let list = quoted_list(words, "or");
    let finding = report.report(place).message(format!("{name} is {list}, not `{}`", truncated(part.text)));
    match words.iter().find(|word| word.eq_ignore_ascii_case(written)) {
        Some(word) => finding
            .help(format!("write `{word}`: nothing promises that the product reads another spelling"))
            .fix(Fix::safe(format!("write `{word}`")).replace(place.span(), *word)),
        None => finding.help(format!("write {list}: the attribute takes nothing else")),
    };
}

fn check_country(part: &SpannedStr<'_>, name: &str, place: Location, report: &mut RuleContext) {
    let written = part.text.trim();
    let capital = written.to_ascii_uppercase();
    if is_country_code(&capital) {
        report
            .report(place)
            .message(format!("{name} is `{capital}`, in capital letters, not `{}`", part.text))
            .help(format!("write `{capital}`: country codes are two capital letters"))
            .fix(Fix::safe(format!("write `{capital}`")).replace(place.span(), capital));
        return;
    }
    let has_form = capital.len() == 2 && capital.bytes().all(|byte| byte.is_ascii_uppercase());
    let finding = report.report(place).message(if has_form {
        format!("{name}: there is no country `{capital}`")
    } else {
        format!("{name} is a country's code of two letters, not `{}`", truncated(part.text))
    });
    // The list of countries changes.
    let finding = if has_form { finding.severity(Severity::Warning) } else { finding };
    match closest_country_code(written) {
        Some(meant) => finding
            .help(format!("did you mean `{meant}`? Codes are those of ISO 3166"))
            .fix(Fix::unsafe_(format!("write `{meant}`")).replace(place.span(), meant)),
        None => {
            finding.help("write the country's code of ISO 3166, such as `US` or `DE`: licences depend on it")
        }
    };
}

fn truncated(text: &str) -> String {
    const SHOWN: usize = 30;
    match text.char_indices().nth(SHOWN) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::testing::Tester;

    fn job(provider: &str, field: &str, value: &str) -> String {
        format!(
            r#"{{"fieldsMap": [{{"destinationField": "{field}", "transform": "Static:value={value}"}}], "settings": [{{"key": "Destination.ProviderName", "value": "{provider}"}}]}}"#
        )
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
            Tester(&RULE).passes(&[&job(provider, field, value)]);
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
            Tester(&RULE).fails(&[(&job(provider, field, value), "/fieldsMap/0/transform", value)]);
        }
        for (field, before, after) in [
            ("accountEnabled", "FALSE", "False"),
            ("accountEnabled", "true ", "True"),
            ("UsageLocation", "de", "DE"),
            ("UsageLocation", "uk", "GB"),
        ] {
            Tester(&RULE).fixes(&[(&job("Azure", field, before), &job("Azure", field, after))]);
        }
        Tester(&RULE).check_doc_examples();
    }

    #[test]
    fn office_365_is_enough_for_a_usage_location() {
        let text = r#"{"fieldsMap": [{"destinationField": "UsageLocation", "transform": "Static:value=Germany"}], "settings": [{"key": "Destination.ProviderName", "value": "Active Directory"}, {"key": "Destination.ConfiguredMessagingProviderName", "value": "Office 365"}]}"#;
        Tester(&RULE).fails(&[(text, "/fieldsMap/0/transform", "Germany")]);
        Tester(&RULE).passes(&[&text.replace("Office 365", "Exchange")]);
        Tester(&RULE)
            .passes(&[&text.replace("Static:value=Germany", "Script:text=DTM.Result = \\\"Germany\\\"")]);
    }
}
