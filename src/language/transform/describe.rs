//! A transform in words.

use super::{SpannedStr, Transform, TransformBody, known_kind};
use crate::language::value_expr::{
    self, Example, StringOp, ValueExpr, describe_field, describe_literal, join_with_and,
};
use crate::language::{env_refs, filter, script};
use crate::text::inline_code;

impl Transform<'_> {
    /// What it does, as a phrase: ``First, then `_api_`, then Last``. It reads as plain text and as
    /// Markdown.
    ///
    /// A static text is part of it. Where that may be a secret, the transform that is parsed has to be
    /// the masked one.
    #[must_use]
    pub fn describe(&self) -> String {
        match &self.body {
            TransformBody::Static(value) => describe_static(value.text),
            TransformBody::Script(text) => describe_script(text.text),
            TransformBody::Parameters(parameters) if self.is_kind("Resolve") => describe_resolve(parameters),
            TransformBody::Parameters(parameters) => match self.value_expr() {
                Some(value_expr) => value_expr.describe(),
                None => self.describe_parameters(parameters),
            },
            TransformBody::Join { .. } => {
                self.value_expr().map(|value_expr| value_expr.describe()).unwrap_or_default()
            }
        }
    }

    /// What it gives for sample values of its source fields; `None` where it has none, or where there
    /// is no telling.
    #[must_use]
    pub fn example(&self) -> Option<Example> {
        self.value_expr()?.example()
    }

    /// The source fields that it reads, each once, as far as it names them.
    #[must_use]
    pub fn fields(&self) -> Vec<String> {
        if let TransformBody::Script(text) = &self.body {
            return script_fields(text.text);
        }
        let value_expr = self.value_expr();
        value_expr.iter().flat_map(ValueExpr::fields).map(str::to_owned).collect()
    }

    /// How it makes the value, where that can be said.
    fn value_expr(&self) -> Option<ValueExpr> {
        match &self.body {
            TransformBody::Static(_) => None,
            TransformBody::Join { first, separator, second } => {
                let mut parts = vec![ValueExpr::Field(first.text.to_owned())];
                if !separator.text.is_empty() {
                    parts.push(ValueExpr::Literal(separator.text.to_owned()));
                }
                parts.push(ValueExpr::Field(second.text.to_owned()));
                Some(ValueExpr::Concat(parts))
            }
            TransformBody::Script(text) => value_expr::from_script(&script::parse(text.text), text.text),
            TransformBody::Parameters(parameters) => self.substring_expr(parameters),
        }
    }

    /// Left and Substring. What their parameters are called is not public: they are told apart by what
    /// the portal calls them. The character that Substring starts at is left out of the result
    /// ("Transformation Overview").
    fn substring_expr(&self, parameters: &[(SpannedStr<'_>, SpannedStr<'_>)]) -> Option<ValueExpr> {
        let (mut name, mut start, mut counts) = (None, None, Vec::new());
        for (parameter, value) in parameters {
            let called = parameter.text.trim().to_ascii_lowercase();
            if called == "field" {
                name = Some(value.text.trim().to_owned());
            } else if ["start", "index", "from"].iter().any(|word| called.contains(word)) {
                start = Some(value.text.trim().parse().ok()?);
            } else {
                counts.push(value.text.trim().parse().ok()?);
            }
        }
        let change = match (start, counts.as_slice()) {
            (None, [count]) if self.is_kind("Left") => StringOp::Left(*count),
            (Some(skipped), [count]) if self.is_kind("Substring") => {
                StringOp::Substring { start: skipped, length: Some(*count) }
            }
            (Some(skipped), []) if self.is_kind("Substring") => {
                StringOp::Substring { start: skipped, length: None }
            }
            _ => return None,
        };
        Some(ValueExpr::Apply(Box::new(ValueExpr::Field(name?)), change))
    }

    fn is_kind(&self, kind: &str) -> bool {
        known_kind(self.kind.text).is_some_and(|known| known.name == kind)
    }

    fn describe_parameters(&self, parameters: &[(SpannedStr<'_>, SpannedStr<'_>)]) -> String {
        let (fields, others): (Vec<_>, Vec<_>) =
            parameters.iter().partition(|(name, _)| name.text.trim().eq_ignore_ascii_case("field"));
        let what = if self.is_kind("Left") { "the first characters" } else { "a part" };
        let of: Vec<String> = fields.iter().map(|(_, value)| describe_field(value.text)).collect();
        let of = if of.is_empty() { "a source field".to_owned() } else { join_with_and(&of) };
        let others: Vec<String> = others
            .iter()
            .map(|(name, value)| format!("{} {}", name.text.trim(), inline_code(value.text)))
            .collect();
        if others.is_empty() {
            format!("{what} of {of}")
        } else {
            format!("{what} of {of}: {}", join_with_and(&others))
        }
    }
}

fn describe_static(value: &str) -> String {
    if value.is_empty() {
        return "always empty".to_owned();
    }
    let mut words = format!("always {}", describe_literal(value));
    let variables: Vec<String> = env_refs::variable_refs(value)
        .iter()
        .filter(|mention| mention.form == env_refs::RefForm::Complete)
        .map(|mention| inline_code(&format!("%{}%", mention.name)))
        .collect();
    if !variables.is_empty() {
        words.push_str(&format!(" with {} filled in", join_with_and(&variables)));
    }
    words
}

fn describe_resolve(parameters: &[(SpannedStr<'_>, SpannedStr<'_>)]) -> String {
    let said = parameters.iter().find_map(|(name, value)| {
        // A filter may itself hold the first `=`.
        [value.text.to_owned(), format!("{}={}", name.text, value.text)]
            .iter()
            .find_map(|criteria| filter::parse(criteria).describe(criteria))
    });
    match said {
        Some(said) => format!("the distinguished name of the recipient whose {said}"),
        None => "the distinguished name of the recipient that a filter finds".to_owned(),
    }
}

fn describe_script(text: &str) -> String {
    if script::find_python_line(text).is_some() {
        return "what a Python script makes".to_owned();
    }
    let read = script::parse(text);
    if let Some(value_expr) = value_expr::from_script(&read, text) {
        return value_expr.describe();
    }
    const SHOWN: usize = 4;
    let fields = script_fields(text);
    let mut names: Vec<String> = fields.iter().take(SHOWN).map(|name| describe_field(name)).collect();
    if let Some(more @ 1..) = fields.len().checked_sub(SHOWN) {
        names.push(format!("{more} more"));
    }
    let mut words = "what a script makes".to_owned();
    if !names.is_empty() {
        words.push_str(" of ");
        words.push_str(&join_with_and(&names));
    }
    if read.references_to(text, "CancelRow").next().is_some() {
        words.push_str(", or no object at all");
    }
    words
}

fn script_fields(text: &str) -> Vec<String> {
    let mut fields: Vec<String> = Vec::new();
    for found in script::parse(text).source_fields(text) {
        if !fields.iter().any(|known| known.eq_ignore_ascii_case(&found.name)) {
            fields.push(found.name.into_owned());
        }
    }
    fields
}
