//! A transform in words.

use super::{Body, Part, Transform, known_kind};
use crate::language::recipe::{self, Change, Example, Recipe, field, listed, literal};
use crate::language::{filter, script, variables};
use crate::text::code;

impl Transform<'_> {
    /// What it does, as a phrase: ``First, then `_api_`, then Last``. It reads as plain text and as
    /// Markdown.
    ///
    /// A static text is part of it. Where that may be a secret, the transform that is parsed has to be
    /// the masked one.
    #[must_use]
    pub fn in_words(&self) -> String {
        match &self.body {
            Body::Static(value) => static_in_words(value.text),
            Body::Script(text) => script_in_words(text.text),
            Body::Parameters(parameters) if self.is("Resolve") => resolve_in_words(parameters),
            Body::Parameters(parameters) => match self.recipe() {
                Some(recipe) => recipe.in_words(),
                None => self.parameters_in_words(parameters),
            },
            Body::Join { .. } => self.recipe().map(|recipe| recipe.in_words()).unwrap_or_default(),
        }
    }

    /// What it gives for sample values of its source fields; `None` where it has none, or where there
    /// is no telling.
    #[must_use]
    pub fn example(&self) -> Option<Example> {
        self.recipe()?.example()
    }

    /// The source fields that it reads, each once, as far as it names them.
    #[must_use]
    pub fn fields(&self) -> Vec<String> {
        if let Body::Script(text) = &self.body {
            return script_fields(text.text);
        }
        let recipe = self.recipe();
        recipe.iter().flat_map(Recipe::fields).map(str::to_owned).collect()
    }

    /// How it makes the value, where that can be said.
    fn recipe(&self) -> Option<Recipe> {
        match &self.body {
            Body::Static(_) => None,
            Body::Join { first, separator, second } => {
                let mut parts = vec![Recipe::Field(first.text.to_owned())];
                if !separator.text.is_empty() {
                    parts.push(Recipe::Text(separator.text.to_owned()));
                }
                parts.push(Recipe::Field(second.text.to_owned()));
                Some(Recipe::Parts(parts))
            }
            Body::Script(text) => recipe::of_script(&script::parse(text.text), text.text),
            Body::Parameters(parameters) => self.cut(parameters),
        }
    }

    /// Left and Substring. What their parameters are called is not public: they are told apart by what
    /// the portal calls them. The character that Substring starts at is left out of the result
    /// ("Transformation Overview").
    fn cut(&self, parameters: &[(Part<'_>, Part<'_>)]) -> Option<Recipe> {
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
            (None, [count]) if self.is("Left") => Change::First(*count),
            (Some(skipped), [count]) if self.is("Substring") => {
                Change::Behind { skipped, taken: Some(*count) }
            }
            (Some(skipped), []) if self.is("Substring") => Change::Behind { skipped, taken: None },
            _ => return None,
        };
        Some(Recipe::Changed(Box::new(Recipe::Field(name?)), change))
    }

    fn is(&self, kind: &str) -> bool {
        known_kind(self.kind.text).is_some_and(|known| known.name == kind)
    }

    fn parameters_in_words(&self, parameters: &[(Part<'_>, Part<'_>)]) -> String {
        let (fields, others): (Vec<_>, Vec<_>) =
            parameters.iter().partition(|(name, _)| name.text.trim().eq_ignore_ascii_case("field"));
        let what = if self.is("Left") { "the first characters" } else { "a part" };
        let of: Vec<String> = fields.iter().map(|(_, value)| field(value.text)).collect();
        let of = if of.is_empty() { "a source field".to_owned() } else { listed(&of) };
        let others: Vec<String> =
            others.iter().map(|(name, value)| format!("{} {}", name.text.trim(), code(value.text))).collect();
        if others.is_empty() {
            format!("{what} of {of}")
        } else {
            format!("{what} of {of}: {}", listed(&others))
        }
    }
}

fn static_in_words(value: &str) -> String {
    if value.is_empty() {
        return "always empty".to_owned();
    }
    let mut words = format!("always {}", literal(value));
    let variables: Vec<String> = variables::mentions(value)
        .iter()
        .filter(|mention| mention.form == variables::Form::Whole)
        .map(|mention| code(&format!("%{}%", mention.name)))
        .collect();
    if !variables.is_empty() {
        words.push_str(&format!(" with {} filled in", listed(&variables)));
    }
    words
}

fn resolve_in_words(parameters: &[(Part<'_>, Part<'_>)]) -> String {
    let said = parameters.iter().find_map(|(name, value)| {
        // A filter may itself hold the first `=`.
        [value.text.to_owned(), format!("{}={}", name.text, value.text)]
            .iter()
            .find_map(|criteria| filter::parse(criteria).in_words(criteria))
    });
    match said {
        Some(said) => format!("the distinguished name of the recipient whose {said}"),
        None => "the distinguished name of the recipient that a filter finds".to_owned(),
    }
}

fn script_in_words(text: &str) -> String {
    if script::is_python(text).is_some() {
        return "what a Python script makes".to_owned();
    }
    let read = script::parse(text);
    if let Some(recipe) = recipe::of_script(&read, text) {
        return recipe.in_words();
    }
    const SHOWN: usize = 4;
    let fields = script_fields(text);
    let mut names: Vec<String> = fields.iter().take(SHOWN).map(|name| field(name)).collect();
    if let Some(more @ 1..) = fields.len().checked_sub(SHOWN) {
        names.push(format!("{more} more"));
    }
    let mut words = "what a script makes".to_owned();
    if !names.is_empty() {
        words.push_str(" of ");
        words.push_str(&listed(&names));
    }
    if read.uses_of(text, "CancelRow").next().is_some() {
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
