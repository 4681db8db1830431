//! `invalid-password-options`

use crate::catalog::{
    CHARACTER_CLASSES, OptionType, PASSWORD_LENGTHS, PASSWORD_OPTIONS, PasswordOption, Provider,
    REQUIRED_CHARACTER_CLASSES, password_option,
};
use crate::job::{PasswordOptions, SideName};
use crate::json::{Document, NodeId, NodeKind, duplicate_members};
use crate::rules::prelude::*;
use crate::rules::syntax::json_syntax::first_embedded_error;
use crate::text::{Span, closest_match, truncate};

pub(crate) static RULE: Rule = Rule {
    name: "invalid-password-options",
    group: Group::Secrets,
    severity: Severity::Error,
    fix: FixKind::SafeOrUnsafe,
    summary: "invalid or unsatisfiable password options",
    page: rule_page!("invalid-password-options"),
    check: Check::Job(check),
    ..Rule::DEFAULT
};

/// Maximum number of characters of a name or value that a message contains.
const MAX_SHOWN_CHARS: usize = 40;

fn check(job: &Job, ctx: &mut RuleContext) {
    let is_active_directory = job.side(SideName::Destination).is_provider(Provider::ACTIVE_DIRECTORY);
    for options in job.password_options() {
        if let Some(error) = first_embedded_error(options.json()) {
            let finding = ctx
                .report(Location::with_span(options.json().value(), error.span))
                .message(format!("invalid JSON in the password's `options`: {}", error.message))
                .help(error.help);
            if let Some(fix) = error.fix {
                finding.fix(fix);
            }
            continue;
        }
        let document = options.json().document();
        if document.kind(NodeId::ROOT) != NodeKind::Object {
            ctx.report(options.json().value())
                .message("the password's `options` are not a JSON object")
                .help(
                    "write `{\"passwordLength\":…}` with escaped quotes, or `null` if there are no options",
                );
            continue;
        }
        OptionsObject { options, document }.check_members(ctx);
        if options.generates_password() {
            check_length(options, ctx);
            check_special_symbols(options, ctx);
            check_character_classes(options, is_active_directory, ctx);
        }
    }
}

/// The JSON object in the `options` of a password.
struct OptionsObject<'o, 'd> {
    options: &'o PasswordOptions<'d>,
    document: Document<'o>,
}

impl OptionsObject<'_, '_> {
    fn check_members(&self, ctx: &mut RuleContext) {
        let duplicates = duplicate_members(&self.document);
        for duplicate in duplicates.iter().filter(|duplicate| duplicate.object == NodeId::ROOT) {
            ctx.report(self.location(duplicate.name))
                .message(format!(
                    "duplicate key `{}` in the password's `options`",
                    self.document.name(duplicate.name)
                ))
                .help("keep one: the last one probably wins");
        }
        for (name, value) in self.document.members(NodeId::ROOT) {
            let written = self.document.name(name);
            match password_option(&written) {
                Some(option) => self.check_type(option, value, ctx),
                None => self.report_unknown(name, &written, ctx),
            }
        }
    }

    fn report_unknown(&self, name: NodeId, written: &str, ctx: &mut RuleContext) {
        let finding = ctx
            .report(self.location(name))
            .message(format!("unknown password option `{}`", truncate(written, MAX_SHOWN_CHARS)));
        let closest = closest_match(written, PASSWORD_OPTIONS.iter().map(|option| option.name));
        let Some(closest) = closest.filter(|closest| self.document.get(NodeId::ROOT, closest).is_none())
        else {
            finding
                .severity(Severity::Warning)
                .help("remove it: published jobs have no such option, and the product probably ignores it");
            return;
        };
        let edit = self.options.json().to_file_edit(self.document.content_span(name), closest);
        let title = format!("write `{closest}`");
        if closest.eq_ignore_ascii_case(written) {
            finding
                .severity(Severity::Warning)
                .message(format!("password option `{written}` should be written `{closest}`"))
                .help("use the documented spelling; other case may not be recognised")
                .fix(Fix::safe(title).edit(edit));
        } else {
            finding
                .help(format!("did you mean `{closest}`? The product does not read unknown options"))
                .fix(Fix::unsafe_(title).edit(edit));
        }
    }

    fn check_type(&self, option: &PasswordOption, value: NodeId, ctx: &mut RuleContext) {
        let text = self.document.string(value);
        let is_valid = match option.option_type {
            OptionType::Boolean => self.document.boolean(value).is_some(),
            OptionType::Integer => self.document.integer(value).is_some(),
            OptionType::Text => text.is_some() || self.document.kind(value) == NodeKind::Null,
        };
        if is_valid {
            return;
        }
        let finding = ctx
            .report(self.location(value))
            .message(format!(
                "password option `{}` must be {}, not {}",
                option.name,
                option.option_type.describe(),
                self.describe(value)
            ))
            .help(format!("it specifies {}", option.description));
        let Some(lower) = text.map(|text| text.trim().to_ascii_lowercase()) else { return };
        let is_valid_without_quotes = match option.option_type {
            OptionType::Boolean => matches!(lower.as_str(), "true" | "false"),
            OptionType::Integer => lower.parse::<u32>().is_ok_and(|number| number.to_string() == lower),
            OptionType::Text => false,
        };
        if is_valid_without_quotes {
            let edit = self.options.json().to_file_edit(self.document.span(value), &lower);
            finding.fix(Fix::unsafe_(format!("write `{lower}` without quotes")).edit(edit));
        }
    }

    fn describe(&self, value: NodeId) -> String {
        match self.document.kind(value) {
            NodeKind::Object => "an object".to_owned(),
            NodeKind::Array => "an array".to_owned(),
            NodeKind::String => {
                let text = self.document.string(value).unwrap_or_default();
                format!("the string `{}`", truncate(&text, MAX_SHOWN_CHARS))
            }
            _ => format!("`{}`", truncate(self.document.raw(value), MAX_SHOWN_CHARS)),
        }
    }

    fn location(&self, node: NodeId) -> Location {
        location(self.options, self.document.span(node))
    }
}

/// The location of a span in the document of the options.
fn location(options: &PasswordOptions<'_>, span: Span) -> Location {
    Location::with_span(options.json().value(), options.json().to_file_span(span))
}

fn check_length(options: &PasswordOptions<'_>, ctx: &mut RuleContext) {
    let Some((length, span)) = options.integer("passwordLength") else { return };
    if !PASSWORD_LENGTHS.contains(&length) {
        let (shortest, longest) = (PASSWORD_LENGTHS.start(), PASSWORD_LENGTHS.end());
        ctx.report(location(options, span))
            .message(format!("a generated password cannot have {length} characters"))
            .help(format!("choose a length from {shortest} to {longest}"));
    }
}

fn check_special_symbols(options: &PasswordOptions<'_>, ctx: &mut RuleContext) {
    let Some((true, _)) = options.boolean("includeSpecialSymbols") else { return };
    let Some((symbols, span)) = options.text("specialSymbols") else { return };
    if symbols.trim().is_empty() {
        ctx.report(location(options, span))
            .message("special symbols are on in the password's `options`, but none are listed")
            .help("list the allowed symbols, or set `includeSpecialSymbols` to `false`");
    }
}

fn check_character_classes(options: &PasswordOptions<'_>, is_active_directory: bool, ctx: &mut RuleContext) {
    let Some(classes) = options.character_classes() else { return };
    let enabled_count = classes.iter().filter(|(enabled, _)| *enabled).count();
    let disabled = classes.iter().zip(CHARACTER_CLASSES).filter(|((enabled, _), _)| !enabled);
    let (spans, names): (Vec<Span>, Vec<&str>) =
        disabled.map(|((_, span), (_, name))| (*span, *name)).unzip();
    let Some(span) = spans.first() else { return };
    if enabled_count == 0 {
        ctx.report(location(options, *span))
            .message("all character classes are off in the password's `options`")
            .label("all four are off")
            .help(
                "turn on capital letters, small letters, digits or special symbols: a password needs \
                 characters",
            );
    } else if is_active_directory && enabled_count < REQUIRED_CHARACTER_CLASSES {
        let classes = if enabled_count == 1 { "one character class" } else { "two character classes" };
        ctx.report(location(options, *span))
            .severity(Severity::Warning)
            .message(format!(
                "generated passwords have characters of only {classes}, but Active Directory requires \
                 {REQUIRED_CHARACTER_CLASSES}"
            ))
            .help(format!(
                "turn on more of these: {}; if password complexity is enabled in the domain, which is the \
                 default, such passwords are rejected",
                names.join(", ")
            ));
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::rules::builders::job;
    use crate::rules::testing::Tester;

    fn job_with_options(provider: &str, field: &str, options: &str) -> String {
        let row = json!({ "destinationField": field, "transform": "", "options": options });
        job().destination(provider).row(row).text()
    }

    fn ad(options: &str) -> String {
        job_with_options("Active Directory", "password", options)
    }

    fn generated(upper: bool, lower: bool, digits: bool, special: bool, symbols: &str) -> String {
        format!(
            r#"{{"passwordLength":12,"includeUppercaseAlphabets":{upper},"includeLowercaseAlphabets":{lower},"includeDigits":{digits},"includeSpecialSymbols":{special},"specialSymbols":"{symbols}","excludeSimilarSymbols":false,"managerNotification":false,"passwordType":1}}"#
        )
    }

    #[test]
    fn table() {
        let tester = Tester::new(&RULE);
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
            // The generator is not used.
            ad(r#"{"passwordLength":3,"includeSpecialSymbols":true,"specialSymbols":"","passwordType":0}"#),
            ad(r#"{"passwordLength":3}"#),
            ad(&generated(true, true, true, false, "")),
            ad(&generated(true, true, false, true, "!#")),
            job_with_options("Microsoft Entra ID", "password", &generated(false, true, true, false, "")),
            job_with_options("CSV", "Password", &generated(false, true, false, false, "")),
            job_with_options("Active Directory", "cn", "{broken"),
            r#"{"fieldsMap": [{"destinationField": "password", "options": null}, {"destinationField": "password"}]}"#.to_owned(),
            r#"{"fieldsMap": [{"destinationField": "password", "options": {"passwordLength": 4}}]}"#.to_owned(),
        ] {
            tester.passes(&[&text]);
        }
        for (text, marked) in [
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
            (job_with_options("SQL Server", "Password", &generated(false, false, false, false, "")), "false"),
        ] {
            tester.fails(&[(&text, "/fieldsMap/0/options", marked)]);
        }
        for (before, after) in [
            (r#"{"passwordLenght":12}"#, r#"{"passwordLength":12}"#),
            (r#"{"PASSWORDLENGTH":12}"#, r#"{"passwordLength":12}"#),
            (r#"{"passwordLength":"12"}"#, r#"{"passwordLength":12}"#),
            (r#"{"includeDigits":"True"}"#, r#"{"includeDigits":true}"#),
            (r#"{"passwordLength":12 "passwordType":0}"#, r#"{"passwordLength":12, "passwordType":0}"#),
        ] {
            tester.fixes(&[(&ad(before), &ad(after))]);
        }
        tester.check_doc_examples();
    }
}
