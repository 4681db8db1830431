//! `invalid-password-options`

use crate::catalog::{
    CHARACTER_CLASSES, OptionType, PASSWORD_LENGTHS, PASSWORD_OPTIONS, PasswordOption,
    REQUIRED_CHARACTER_CLASSES, password_option,
};
use crate::job::{PasswordOptions, SideName};
use crate::json::{Document, NodeId, NodeKind, duplicate_members};
use crate::rule::Location;
use crate::rules::prelude::*;
use crate::text::closest_match;

pub(crate) static RULE: Rule = Rule {
    name: "invalid-password-options",
    group: Group::Secrets,
    severity: Severity::Error,
    fix: FixKind::SafeOrUnsafe,
    summary: "password options that no password can be made by",
    page: rule_page!("invalid-password-options"),
    check: Check::Job(check),
    ..Rule::DEFAULT
};

fn check(job: &Job, report: &mut RuleContext) {
    let destination = job.side(SideName::Destination).provider();
    let active_directory = destination.is_some_and(|provider| provider.name == "Active Directory");
    for options in job.password_options() {
        if let Some(said) = options.json().syntax_error() {
            let finding = report
                .report(Location::with_span(options.json().value(), said.span))
                .message(format!("the JSON in the password's `options` is broken: {}", said.message))
                .help(said.help.unwrap_or_default());
            if let Some(fix) = said.fix {
                finding.fix(fix);
            }
            continue;
        }
        let document = options.json().document();
        if document.kind(NodeId::ROOT) != NodeKind::Object {
            report
                .report(options.json().value())
                .message("the password's `options` are no JSON object")
                .help("write `{\"passwordLength\":…}` with its quotes escaped, or `null` for none");
            continue;
        }
        check_members(options, &document, report);
        if options.generates_password() {
            check_generator(options, active_directory, report);
        }
    }
}

/// The members one by one.
fn check_members(options: &PasswordOptions<'_>, document: &Document<'_>, report: &mut RuleContext) {
    for twice in duplicate_members(document).iter().filter(|twice| twice.object == NodeId::ROOT) {
        let name = document.name(twice.name);
        report
            .report(node_location(options, document, twice.name))
            .message(format!("`{name}` stands twice in the password's `options`"))
            .help("keep one: the last one is likely to win");
    }
    for (name, value) in document.members(NodeId::ROOT) {
        let written = document.name(name);
        match password_option(&written) {
            Some(known) => check_form(options, document, known, value, report),
            None => report_unknown_option(options, document, name, &written, report),
        }
    }
}

fn node_location(options: &PasswordOptions<'_>, document: &Document<'_>, id: NodeId) -> Location {
    Location::with_span(options.json().value(), options.json().to_file_span(document.span(id)))
}

fn report_unknown_option(
    options: &PasswordOptions<'_>,
    document: &Document<'_>,
    name: NodeId,
    written: &str,
    report: &mut RuleContext,
) {
    let place = node_location(options, document, name);
    let meant = closest_match(written, PASSWORD_OPTIONS.iter().map(|option| option.name));
    let Some(meant) = meant.filter(|meant| document.get(NodeId::ROOT, meant).is_none()) else {
        report
            .report(place)
            .severity(Severity::Warning)
            .message(format!("password options have no member `{}`", truncated(written)))
            .help("remove it: published jobs have nothing of the kind, and the product is likely to pass it over");
        return;
    };
    let edit = options.json().to_file_edit(document.content_span(name), meant);
    if meant.eq_ignore_ascii_case(written) {
        report
            .report(place)
            .severity(Severity::Warning)
            .message(format!("password option `{written}` should be spelt `{meant}`"))
            .help("use the product's own spelling: nothing promises that it reads another case")
            .fix(Fix::safe(format!("write `{meant}`")).edit(edit));
    } else {
        report
            .report(place)
            .message(format!("password options have no member `{}`", truncated(written)))
            .help(format!("did you mean `{meant}`? An option that the product does not know is not read"))
            .fix(Fix::unsafe_(format!("write `{meant}`")).edit(edit));
    }
}

/// Whether a member holds what it should.
fn check_form(
    options: &PasswordOptions<'_>,
    document: &Document<'_>,
    known: &PasswordOption,
    value: NodeId,
    report: &mut RuleContext,
) {
    let text = document.string(value);
    let fits = match known.option_type {
        OptionType::Boolean => document.boolean(value).is_some(),
        OptionType::Integer => document.integer(value).is_some(),
        OptionType::Text => text.is_some() || document.kind(value) == NodeKind::Null,
    };
    if fits {
        return;
    }
    let finding = report
        .report(node_location(options, document, value))
        .message(format!(
            "password option `{}` is {}, not {}",
            known.name,
            known.option_type.describe(),
            describe(document, value)
        ))
        .help(format!("it says {}", known.description));
    let Some(text) = text else { return };
    let lower = text.trim().to_ascii_lowercase();
    let unquoted = match known.option_type {
        OptionType::Boolean => matches!(lower.as_str(), "true" | "false"),
        OptionType::Integer => lower.parse::<u32>().is_ok_and(|number| number.to_string() == lower),
        OptionType::Text => false,
    };
    if unquoted {
        let edit = options.json().to_file_edit(document.span(value), &lower);
        finding.fix(Fix::unsafe_(format!("write `{lower}` without quotes")).edit(edit));
    }
}

/// What stands there; texts and numbers as they are, as far as they are short.
fn describe(document: &Document<'_>, value: NodeId) -> String {
    match document.kind(value) {
        NodeKind::Object => "an object".to_owned(),
        NodeKind::Array => "a list".to_owned(),
        NodeKind::String => format!("the text `{}`", truncated(&document.string(value).unwrap_or_default())),
        _ => format!("`{}`", truncated(document.raw(value))),
    }
}

fn truncated(text: &str) -> String {
    const SHOWN: usize = 40;
    match text.char_indices().nth(SHOWN) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}

/// Whether a password can be made up.
fn check_generator(options: &PasswordOptions<'_>, active_directory: bool, report: &mut RuleContext) {
    let at = |span| Location::with_span(options.json().value(), options.json().to_file_span(span));
    let (shortest, longest) = (PASSWORD_LENGTHS.start(), PASSWORD_LENGTHS.end());
    if let Some((length, span)) = options.integer("passwordLength")
        && !PASSWORD_LENGTHS.contains(&length)
    {
        report
            .report(at(span))
            .message(format!("a generated password cannot have {length} characters"))
            .help(format!("choose a length from {shortest} to {longest}"));
    }
    if let (Some((true, _)), Some((symbols, span))) =
        (options.boolean("includeSpecialSymbols"), options.text("specialSymbols"))
        && symbols.trim().is_empty()
    {
        report
            .report(at(span))
            .message("special symbols are on in the password's `options`, and none is listed")
            .help("list those that may be used, or set `includeSpecialSymbols` to `false`");
    }
    let Some(classes) = options.character_classes() else { return };
    let on = classes.iter().filter(|(on, _)| *on).count();
    let off = classes.iter().zip(CHARACTER_CLASSES).filter(|((on, _), _)| !on);
    let mut off = off.map(|((_, span), (_, kind))| (*span, *kind));
    let Some((span, kind)) = off.next() else { return };
    if on == 0 {
        report
            .report(at(span))
            .message("no kind of character is on in the password's `options`")
            .label("all four are off")
            .help("turn capital letters, small letters, digits or special symbols on: no password can be made of nothing");
    } else if active_directory && on < REQUIRED_CHARACTER_CLASSES {
        let others: String = off.map(|(_, kind)| format!(", {kind}")).collect();
        let kinds = if on == 1 { "one kind" } else { "two kinds" };
        report
            .report(at(span))
            .severity(Severity::Warning)
            .message(format!(
                "passwords of {kinds} of character only, where Active Directory asks for {REQUIRED_CHARACTER_CLASSES}"
            ))
            .help(format!(
                "turn more of these on: {kind}{others}; while complexity is on in the domain, as it is by default, \
                 it refuses such passwords"
            ));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::testing::Tester;

    /// A job whose password has these options, given as they are before they are put in a string.
    fn job(provider: &str, field: &str, options: &str) -> String {
        let mut escaped = String::new();
        crate::text::escape_into(options, &mut escaped);
        format!(
            r#"{{"fieldsMap": [{{"destinationField": "{field}", "transform": "", "options": "{escaped}"}}], "settings": [{{"key": "Destination.ProviderName", "value": "{provider}"}}]}}"#
        )
    }

    fn ad(options: &str) -> String {
        job("Active Directory", "password", options)
    }

    fn generated(upper: bool, lower: bool, digits: bool, special: bool, symbols: &str) -> String {
        format!(
            r#"{{"passwordLength":12,"includeUppercaseAlphabets":{upper},"includeLowercaseAlphabets":{lower},"includeDigits":{digits},"includeSpecialSymbols":{special},"specialSymbols":"{symbols}","excludeSimilarSymbols":false,"managerNotification":false,"passwordType":1}}"#
        )
    }

    #[test]
    fn table() {
        let published = r#"{"passwordLength":7,"includeUppercaseAlphabets":true,"includeLowercaseAlphabets":true,"includeDigits":true,"includeSpecialSymbols":false,"specialSymbols":"%^&*(","excludeSimilarSymbols":false,"managerNotification":false,"passwordType":0}"#;
        for text in [
            ad(published),
            ad(""),
            ad(" "),
            ad("{}"),
            ad("\r\n{\r\n  \"passwordLength\": 12\r\n}"),
            ad("${PASSWORD_OPTIONS}"),
            ad(r#"{"passwordLength":${LENGTH},"passwordType":0}"#),
            ad(r#"{"specialSymbols":null,"passwordType":1}"#),
            // Settings of a generator that is not used.
            ad(r#"{"passwordLength":3,"includeSpecialSymbols":true,"specialSymbols":"","passwordType":0}"#),
            ad(r#"{"passwordLength":3}"#),
            ad(&generated(true, true, true, false, "")),
            ad(&generated(true, true, false, true, "!#")),
            job("Microsoft Entra ID", "password", &generated(false, true, true, false, "")),
            job("CSV", "Password", &generated(false, true, false, false, "")),
            job("Active Directory", "cn", "{broken"),
            r#"{"fieldsMap": [{"destinationField": "password", "options": null}, {"destinationField": "password"}]}"#.to_owned(),
            r#"{"fieldsMap": [{"destinationField": "password", "options": {"passwordLength": 4}}]}"#.to_owned(),
        ] {
            Tester::new(&RULE).passes(&[&text]);
        }
        for (text, token) in [
            (ad(r#"{"passwordLenght":12,"passwordType":0}"#), r#"\"passwordLenght\""#),
            (ad(r#"{"PasswordLength":12,"passwordType":0}"#), r#"\"PasswordLength\""#),
            (ad(r#"{"favouriteColour":12,"passwordType":0}"#), r#"\"favouriteColour\""#),
            (ad(r#"{"passwordLength":"12","passwordType":0}"#), r#"\"12\""#),
            (ad(r#"{"passwordLength":7.5,"passwordType":0}"#), "7.5"),
            (ad(r#"{"includeDigits":1}"#), "1"),
            (ad(r#"{"includeDigits":null}"#), "null"),
            (ad(r#"{"specialSymbols":["!"]}"#), r#"[\"!\"]"#),
            (ad(r#"{"passwordLength":12,"passwordLength":14}"#), r#"\"passwordLength\""#),
            (ad(r#"{"passwordLength":12 "passwordType":0}"#), ""),
            (ad(r#"{"passwordLength":12,}"#), ","),
            (ad("12"), r#""12""#),
            (ad(r#"{"passwordLength":5,"passwordType":1}"#), "5"),
            (ad(r#"{"passwordLength":100,"passwordType":2}"#), "100"),
            (ad(&generated(false, false, false, false, "")), "false"),
            (ad(&generated(false, true, true, false, "")), "false"),
            (ad(&generated(true, true, true, true, "")), r#"\"\""#),
            (job("SQL Server", "Password", &generated(false, false, false, false, "")), "false"),
        ] {
            Tester::new(&RULE).fails(&[(&text, "/fieldsMap/0/options", token)]);
        }
        for (before, after) in [
            (r#"{"passwordLenght":12}"#, r#"{"passwordLength":12}"#),
            (r#"{"PASSWORDLENGTH":12}"#, r#"{"passwordLength":12}"#),
            (r#"{"passwordLength":"12"}"#, r#"{"passwordLength":12}"#),
            (r#"{"includeDigits":"True"}"#, r#"{"includeDigits":true}"#),
            (r#"{"passwordLength":12 "passwordType":0}"#, r#"{"passwordLength":12, "passwordType":0}"#),
        ] {
            Tester::new(&RULE).fixes(&[(&ad(before), &ad(after))]);
        }
        Tester::new(&RULE).check_doc_examples();
    }
}
