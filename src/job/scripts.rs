//! Parsed scripts: Visual Basic in transforms, and the global script.

use std::cell::OnceCell;
use std::collections::HashSet;
use std::ops::Range;

use super::{FieldRow, NodeRef, RowTransform, Settings};
use crate::catalog::{SideSetting, VISUAL_BASIC, is_default_global_script};
use crate::language::script::{self, Access, Script};
use crate::language::transform::TransformBody;
use crate::text::{DecodedString, LineIndex};

/// The context of a script, which determines what it may contain.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ScriptKind {
    /// `Script:text=…` in a row of the field map: the body of a routine.
    Transform,
    /// The global script: a module with handlers.
    Global,
}

/// One script.
#[derive(Debug)]
pub struct JobScript<'d> {
    pub kind: ScriptKind,
    /// The string that contains it.
    pub value: NodeRef<'d>,
    /// The row of a transform.
    pub row: Option<FieldRow<'d>>,
    /// The parsed script.
    pub script: Script,
    /// The range of a line that shows that the script is Python; `script` is empty then.
    pub python_line: Option<Range<usize>>,
    decoded: DecodedString<'d>,
    /// The offset of the script in the decoded string, in bytes.
    start: usize,
    /// The lines of the script; computed on first use.
    lines: OnceCell<LineIndex>,
}

impl<'d> JobScript<'d> {
    fn new(
        kind: ScriptKind,
        value: NodeRef<'d>,
        row: Option<FieldRow<'d>>,
        decoded: DecodedString<'d>,
        start: usize,
    ) -> Self {
        let text = decoded.text().get(start..).unwrap_or_default();
        let python = script::find_python_line(text);
        let script = if python.is_some() { Script::default() } else { script::parse(text) };
        Self { kind, value, row, script, python_line: python, decoded, start, lines: OnceCell::new() }
    }

    /// The text of the script.
    #[must_use]
    pub fn text(&self) -> &str {
        self.decoded.text().get(self.start..).unwrap_or_default()
    }

    /// The decoded string that contains the script.
    #[must_use]
    pub fn decoded(&self) -> &DecodedString<'d> {
        &self.decoded
    }

    /// Maps a byte range of the script to a byte range of the decoded string.
    #[must_use]
    pub fn to_string_range(&self, range: &Range<usize>) -> Range<usize> {
        range.start.saturating_add(self.start)..range.end.saturating_add(self.start)
    }

    /// " in line 7 of the script"; empty for a script of one line.
    #[must_use]
    pub fn describe_line(&self, range: &Range<usize>) -> String {
        let text = self.text();
        if !text.trim().contains(['\n', '\r']) {
            return String::new();
        }
        let lines = self.lines.get_or_init(|| LineIndex::new(text));
        let line = lines.line_of(u32::try_from(range.start).unwrap_or(u32::MAX)).saturating_add(1);
        format!(" in line {line} of the script")
    }
}

/// The scripts of a job.
#[derive(Debug, Default)]
pub struct Scripts<'d> {
    all: Vec<JobScript<'d>>,
    global_identifiers: OnceCell<HashSet<String>>,
}

impl<'d> Scripts<'d> {
    /// Parses all scripts. There are none if the scripting language is not Visual Basic, and the
    /// unchanged default of the global script does not count.
    pub(super) fn new(settings: &Settings<'d>, transforms: &[RowTransform<'d>]) -> Self {
        let language = settings.last(SideSetting::SCRIPTING_LANGUAGE.destination);
        if let Some(language) = language.and_then(|language| language.value_text())
            && language.trim() != VISUAL_BASIC
        {
            return Self::default();
        }
        let mut all: Vec<JobScript<'d>> = Vec::new();
        for transform in transforms {
            let Some(TransformBody::Script(script)) = transform.body() else { continue };
            let Some(decoded) = transform.decoded() else { continue };
            let (value, row) = (transform.value, Some(transform.row));
            all.push(JobScript::new(ScriptKind::Transform, value, row, decoded, script.range.start));
        }
        for entry in settings.entries_of(SideSetting::EXPOSED_SCRIPT_CODE.destination) {
            let Some(value) = entry.setting_value else { continue };
            let raw = value.content_span().slice(value.document().text());
            if raw.trim().is_empty() || is_default_global_script(raw) {
                continue;
            }
            let Some(decoded) = value.decoded() else { continue };
            all.push(JobScript::new(ScriptKind::Global, value, None, decoded, 0));
        }
        Self { all, global_identifiers: OnceCell::new() }
    }

    /// All scripts, including those that are Python or could not be parsed completely.
    #[must_use]
    pub fn all(&self) -> &[JobScript<'d>] {
        &self.all
    }

    /// The scripts that could be parsed completely.
    pub fn parsed(&self) -> impl Iterator<Item = &JobScript<'d>> {
        self.all.iter().filter(|script| script.python_line.is_none() && script.script.is_fully_parsed())
    }

    /// The parsed scripts of transforms.
    pub fn transforms(&self) -> impl Iterator<Item = &JobScript<'d>> {
        self.parsed().filter(|script| script.kind == ScriptKind::Transform)
    }

    /// The parsed global scripts: one, unless the setting is repeated.
    pub fn global(&self) -> impl Iterator<Item = &JobScript<'d>> {
        self.parsed().filter(|script| script.kind == ScriptKind::Global)
    }

    /// All identifiers in the global script, in lower case: transforms may use its declarations.
    #[must_use]
    pub fn global_identifiers(&self) -> &HashSet<String> {
        self.global_identifiers.get_or_init(|| {
            let mut words = HashSet::new();
            for script in self.all.iter().filter(|script| script.kind == ScriptKind::Global) {
                let is_word = |character: char| character.is_alphanumeric() || character == '_';
                let text = script.text().split(|character| !is_word(character));
                words.extend(text.filter(|word| !word.is_empty()).map(str::to_lowercase));
            }
            words
        })
    }

    /// Whether the global script may assign `DTM.Result`, so that transforms need not do so.
    #[must_use]
    pub fn global_assigns_result(&self) -> bool {
        self.all.iter().filter(|script| script.kind == ScriptKind::Global).any(|script| {
            script.script.dtm_escapes
                || script
                    .script
                    .references_to(script.text(), "Result")
                    .any(|result| result.access != Access::Read)
        })
    }
}
