//! Descriptions of transforms.

use crate::language::transform::{SpannedStr, Transform, TransformBody, known_kind};
use crate::language::{env_refs, filter, script};
use crate::text::{Placeholders, inline_code};

use super::phrases::{describe_field, describe_literal, join_with_and};
use super::script_expr::script_value_expr;
use super::value_expr::{Example, StringOp, ValueExpr};

/// Scripts that are not value expressions are described by their first source fields.
const MAX_SCRIPT_FIELDS: usize = 4;

type Parameter<'t> = (SpannedStr<'t>, SpannedStr<'t>);

/// A phrase for the value of a transform: ``First, then `_api_`, then Last``.
///
/// The phrase contains static values. Where they may be secret, parse the masked transform.
pub(crate) fn describe_transform(transform: &Transform<'_>, placeholders: &Placeholders) -> String {
    match &transform.body {
        TransformBody::Static(value) => describe_static(value.text),
        TransformBody::Script(script) => describe_script(script.text),
        TransformBody::Parameters(parameters) if is_kind(transform, "Resolve") => {
            describe_resolve(parameters, placeholders)
        }
        TransformBody::Parameters(parameters) => match value_expr(transform) {
            Some(expr) => expr.describe(),
            None => describe_parameters(transform, parameters),
        },
        TransformBody::Join { .. } => value_expr(transform).map(|expr| expr.describe()).unwrap_or_default(),
    }
}

/// The result for sample values of the source fields; `None` without source fields or if the result is unknown.
pub(crate) fn transform_example(transform: &Transform<'_>) -> Option<Example> {
    value_expr(transform)?.example()
}

/// The source fields that a transform is known to read, without duplicates.
pub(crate) fn transform_source_fields(transform: &Transform<'_>) -> Vec<String> {
    if let TransformBody::Script(script) = &transform.body {
        return script_source_fields(script.text);
    }
    value_expr(transform).iter().flat_map(ValueExpr::fields).map(str::to_owned).collect()
}

fn value_expr(transform: &Transform<'_>) -> Option<ValueExpr> {
    match &transform.body {
        TransformBody::Static(_) => None,
        TransformBody::Join { first, separator, second } => {
            let mut parts = vec![ValueExpr::Field(first.text.to_owned())];
            if !separator.text.is_empty() {
                parts.push(ValueExpr::Literal(separator.text.to_owned()));
            }
            parts.push(ValueExpr::Field(second.text.to_owned()));
            Some(ValueExpr::Concat(parts))
        }
        TransformBody::Script(code) => script_value_expr(&script::parse(code.text), code.text),
        TransformBody::Parameters(parameters) => substring_expr(transform, parameters),
    }
}

/// The expression of `Left` or `Substring`.
///
/// The names of their parameters are not published, so that they are recognised by the labels of the portal. The
/// character at the start position of Substring is not part of the result ("Transformation Overview").
fn substring_expr(transform: &Transform<'_>, parameters: &[Parameter<'_>]) -> Option<ValueExpr> {
    let (mut field, mut start, mut lengths) = (None, None, Vec::new());
    for (name, value) in parameters {
        let name = name.text.trim().to_ascii_lowercase();
        if name == "field" {
            field = Some(value.text.trim().to_owned());
        } else if ["start", "index", "from"].iter().any(|word| name.contains(word)) {
            start = Some(value.text.trim().parse().ok()?);
        } else {
            lengths.push(value.text.trim().parse().ok()?);
        }
    }
    let op = match (start, lengths.as_slice()) {
        (None, [length]) if is_kind(transform, "Left") => StringOp::Left(*length),
        (Some(start), [length]) if is_kind(transform, "Substring") => {
            StringOp::Substring { start, length: Some(*length) }
        }
        (Some(start), []) if is_kind(transform, "Substring") => StringOp::Substring { start, length: None },
        _ => return None,
    };
    Some(ValueExpr::Apply(Box::new(ValueExpr::Field(field?)), op))
}

fn is_kind(transform: &Transform<'_>, kind: &str) -> bool {
    known_kind(transform.kind.text).is_some_and(|known| known.name == kind)
}

fn describe_parameters(transform: &Transform<'_>, parameters: &[Parameter<'_>]) -> String {
    let (fields, others): (Vec<_>, Vec<_>) =
        parameters.iter().partition(|(name, _)| name.text.trim().eq_ignore_ascii_case("field"));
    let part = if is_kind(transform, "Left") { "the first characters" } else { "a part" };
    let fields: Vec<String> = fields.iter().map(|(_, value)| describe_field(value.text)).collect();
    let fields = if fields.is_empty() { "a source field".to_owned() } else { join_with_and(&fields) };
    let others: Vec<String> = others
        .iter()
        .map(|(name, value)| format!("{} {}", name.text.trim(), inline_code(value.text)))
        .collect();
    if others.is_empty() {
        format!("{part} of {fields}")
    } else {
        format!("{part} of {fields}: {}", join_with_and(&others))
    }
}

fn describe_static(value: &str) -> String {
    if value.is_empty() {
        return "always empty".to_owned();
    }
    let mut text = format!("always {}", describe_literal(value));
    let variables: Vec<String> = env_refs::variable_refs(value)
        .iter()
        .filter(|variable| variable.form == env_refs::RefForm::Complete)
        .map(|variable| inline_code(&format!("%{}%", variable.name)))
        .collect();
    if !variables.is_empty() {
        text.push_str(&format!(" with {} expanded", join_with_and(&variables)));
    }
    text
}

fn describe_resolve(parameters: &[Parameter<'_>], placeholders: &Placeholders) -> String {
    let condition = parameters.iter().find_map(|(name, value)| {
        // The first `=` may be part of the filter instead of the end of a parameter name.
        [value.text.to_owned(), format!("{}={}", name.text, value.text)]
            .iter()
            .find_map(|criteria| filter::parse(criteria, placeholders).describe(criteria))
    });
    match condition {
        Some(condition) => format!("the distinguished name of the recipient whose {condition}"),
        None => "the distinguished name of the recipient that a filter matches".to_owned(),
    }
}

fn describe_script(text: &str) -> String {
    if script::find_python_line(text).is_some() {
        return "the result of a Python script".to_owned();
    }
    let script = script::parse(text);
    if let Some(expr) = script_value_expr(&script, text) {
        return expr.describe();
    }
    let fields = script_source_fields(text);
    let mut names: Vec<String> =
        fields.iter().take(MAX_SCRIPT_FIELDS).map(|name| describe_field(name)).collect();
    if let Some(more @ 1..) = fields.len().checked_sub(MAX_SCRIPT_FIELDS) {
        names.push(format!("{more} more"));
    }
    let mut description = "the result of a script".to_owned();
    if !names.is_empty() {
        description.push_str(" that reads ");
        description.push_str(&join_with_and(&names));
    }
    if script.references_to(text, "CancelRow").next().is_some() {
        description.push_str(", or no object at all");
    }
    description
}

fn script_source_fields(text: &str) -> Vec<String> {
    let mut fields: Vec<String> = Vec::new();
    for field in script::parse(text).source_fields(text) {
        if !fields.iter().any(|known| known.eq_ignore_ascii_case(&field.name)) {
            fields.push(field.name.into_owned());
        }
    }
    fields
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::transform::parse;

    fn describe(text: &str) -> String {
        describe_transform(&parse(text).unwrap_or_else(|_| panic!("{text}")), Placeholders::default_ref())
    }

    fn example(text: &str) -> Option<String> {
        transform_example(&parse(text).expect(text)).map(|example| example.describe())
    }

    #[test]
    fn describes_transforms() {
        for (text, expected) in [
            ("Join:field=First;separator=_api_;field=Last", "First, then `_api_`, then Last"),
            ("Join:field=First Name;separator= ;field=Last_Name", "First Name, then a space, then Last_Name"),
            ("join:field=a;separator=;field=*b*", "a, then `*b*`"),
            ("Join:field=a;separator=`;field=b", "a, then `` ` ``, then b"),
            ("Static:value=8", "always `8`"),
            ("Static:value=", "always empty"),
            (
                r"Static:value=\\%COMPUTERNAME%\home",
                r"always `\\%COMPUTERNAME%\home` with `%COMPUTERNAME%` expanded",
            ),
            ("Left:field=Last;length=3", "the first 3 characters of Last"),
            ("left:count=1;Field=Last", "the first character of Last"),
            ("Left:field=Last;length=${N}", "the first characters of Last: length `${N}`"),
            ("Left:count=3", "the first characters of a source field: count `3`"),
            ("Substring:field=Phone;start=1;length=2", "2 characters of Phone after the first character"),
            (
                "Substring:startIndex=3;length=1;field=Phone",
                "1 character of Phone after the first 3 characters",
            ),
            ("Substring:field=Phone;start=0;length=2", "the first 2 characters of Phone"),
            ("Substring:field=Phone;start=2", "Phone without its first 2 characters"),
            ("Substring:field=Phone;length=2", "a part of Phone: length `2`"),
            (
                "Resolve:filter=(cn is exactly \"x\")",
                "the distinguished name of the recipient whose (cn is exactly “x”)",
            ),
            ("Resolve:anything", "the distinguished name of the recipient that a filter matches"),
            (
                "Script:text=DTM.Result = DTM.Source(\"cn\") & \"_\" & LCase(DTM.Source(\"sn\"))",
                "cn, then `_`, then sn in lowercase",
            ),
            ("Script:text=DTM.Result = 1\nDTM.Result = 2", "the result of a script"),
            (
                "Script:text=If DTM.Source(\"a\") = \"\" Then\nDTM.CancelRow()\nElse\nDTM.Result = DTM.Source(\"b\") & DTM.Source(\"A\")\nEnd If",
                "the result of a script that reads a and b, or no object at all",
            ),
            ("Script:text=import os\ndef f(x):\n    return x", "the result of a Python script"),
        ] {
            assert_eq!(describe(text), expected, "{text}");
        }
    }

    #[test]
    fn evaluates_examples() {
        for (text, expected) in [
            (
                "Join:field=First;separator=_api_;field=Last",
                Some("First `Ada` and Last `Lovelace` give `Ada_api_Lovelace`"),
            ),
            (
                "Join:field=Rank;separator=/;field=Grade",
                Some("Rank `Example` and Grade `Sample` give `Example/Sample`"),
            ),
            ("Join:field=First;separator=-;field=first", Some("First `Ada` gives `Ada-Ada`")),
            ("Left:field=Last;length=3", Some("Last `Lovelace` gives `Lov`")),
            ("Substring:field=Phone;start=1;length=2", Some("Phone `+44 20 7946 0018` gives `44`")),
            ("Substring:field=First;start=9;length=2", Some("First `Ada` gives an empty value")),
            ("Static:value=8", None),
            ("Resolve:filter=cn = x", None),
            ("Script:text=DTM.Result = If(DTM.Source(\"a\") = \"\", 1, 2)", None),
            (
                "Script:text=DTM.Result = Left(DTM.Source(\"First\"), 1).ToLower() & \".\" & DTM.Source(\"Last\").ToLower()",
                Some("First `Ada` and Last `Lovelace` give `a.lovelace`"),
            ),
        ] {
            assert_eq!(example(text).as_deref(), expected, "{text}");
        }
    }
}
