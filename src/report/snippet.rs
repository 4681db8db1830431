//! The lines that a finding is shown with, as miette's source code.
//!
//! miette reads the file again for every label, panics on labels far to the right, and prints
//! whatever it is given. It is handed a small text of its own instead: the few lines to show, already
//! clipped and safe, with the labels moved to where their text went. Only this file and `rich` know
//! miette.

use std::fmt;
use std::ops::Range;

use miette::{LabeledSpan, MietteError, MietteSpanContents, SourceCode, SourceSpan, SpanContents};

use super::clip::Line;
use crate::text::{LineColumn, LineIndex, Secrets, Span};

/// Lines shown before and behind each line that is pointed at.
pub(super) const CONTEXT: u32 = 1;

/// A text that lines are shown of: the file, or a string of it as it is meant.
#[derive(Clone, Copy)]
pub(super) struct Sheet<'a> {
    pub(super) text: &'a str,
    pub(super) index: &'a LineIndex,
    pub(super) secrets: &'a Secrets,
}

/// A place to point at.
pub(super) struct Mark {
    /// Where it is in the text that is shown.
    pub(super) span: Span,
    /// Where it is in the file.
    pub(super) position: LineColumn,
    /// A few words beside it, safe to print; may be empty.
    pub(super) words: String,
    /// Whether it is the finding itself and not a place that belongs to it.
    pub(super) primary: bool,
}

/// A place in the snippet's text.
struct Label {
    at: Range<usize>,
    /// Position in the file, both from 0.
    line: usize,
    column: usize,
    words: String,
    primary: bool,
}

/// Neighbouring lines, drawn in one frame.
struct Segment {
    at: Range<usize>,
    /// Number of the first line, from 0.
    line: usize,
    line_count: usize,
}

/// The lines to show and the places in them; also miette's diagnostic, as far as it draws one.
pub(super) struct Snippet {
    path: String,
    text: String,
    segments: Vec<Segment>,
    /// In the order that they are drawn.
    labels: Vec<Label>,
    help: Option<String>,
}

impl Snippet {
    /// The lines around the marks of each text, clipped so that a frame fits into `width` columns. The
    /// text with the finding itself comes first.
    pub(super) fn new(
        path: &str,
        sheets: Vec<(Sheet<'_>, Vec<Mark>)>,
        help: Option<String>,
        width: usize,
        ellipsis: &str,
    ) -> Self {
        let mut snippet = Self {
            path: path.to_owned(),
            text: String::new(),
            segments: Vec::new(),
            labels: Vec::new(),
            help,
        };
        for (sheet, mut marks) in sheets {
            marks.sort_by_key(|mark| (mark.span, !mark.primary));
            let marks: Vec<(u32, Mark)> =
                marks.into_iter().map(|mark| (sheet.index.line_of(mark.span.start), mark)).collect();
            // ` 12 │ ` stands before each line.
            let widest_number = marks.last().map_or(1, |&(line, _)| (line + 1 + CONTEXT).to_string().len());
            let columns = width.saturating_sub(widest_number + 4);
            for group in frames(marks) {
                snippet.add_segment(sheet, group, columns, ellipsis);
            }
        }
        snippet
    }

    fn add_segment(&mut self, sheet: Sheet<'_>, mut marks: Vec<(u32, Mark)>, columns: usize, ellipsis: &str) {
        let (Some(&(first, _)), Some(&(last, _))) = (marks.first(), marks.last()) else { return };
        let from = first.saturating_sub(CONTEXT);
        let to = (last + CONTEXT).min(last_context_line(sheet).max(last));
        let start = self.text.len();
        for number in from..=to {
            let line = Line {
                text: sheet.text,
                range: sheet.index.line_range(sheet.text, number),
                secrets: sheet.secrets,
            };
            let here = marks.iter().take_while(|(line, _)| *line == number).count();
            self.add_line(&line, marks.drain(..here), columns, ellipsis);
        }
        let line_count = (to - from) as usize + 1;
        self.segments.push(Segment { at: start..self.text.len(), line: from as usize, line_count });
    }

    fn add_line(
        &mut self,
        line: &Line<'_>,
        marks: impl Iterator<Item = (u32, Mark)>,
        columns: usize,
        ellipsis: &str,
    ) {
        let marks = side_by_side(marks.map(|(_, mark)| (line.part(mark.span), mark)).collect());
        let parts: Vec<Range<usize>> = marks.iter().map(|(part, _)| part.clone()).collect();
        let shown = line.show(&parts, columns, ellipsis, &mut self.text);
        // miette leaves out a last line without line break when it is empty.
        self.text.push('\n');
        for (part, mark) in marks {
            self.labels.push(Label {
                at: shown.place(&part),
                line: mark.position.line as usize - 1,
                column: mark.position.column as usize - 1,
                words: mark.words,
                primary: mark.primary,
            });
        }
    }

    /// For each label in the order that miette draws them: whether it is the finding itself.
    pub(super) fn primaries(&self) -> impl Iterator<Item = bool> + '_ {
        self.labels.iter().map(|label| label.primary)
    }
}

/// Marks with their lines, in order of position, grouped into frames: those whose lines of context
/// touch stand together. The frame of the finding itself comes first, since its heading is where the
/// reader, and a terminal that makes paths clickable, looks.
fn frames(marks: Vec<(u32, Mark)>) -> Vec<Vec<(u32, Mark)>> {
    let mut frames: Vec<Vec<(u32, Mark)>> = Vec::new();
    for (line, mark) in marks {
        match frames.last_mut() {
            Some(frame) if frame.last().is_some_and(|(last, _)| line - last <= 2 * CONTEXT + 1) => {
                frame.push((line, mark));
            }
            _ => frames.push(vec![(line, mark)]),
        }
    }
    frames.sort_by_key(|frame| !frame.iter().any(|(_, mark)| mark.primary));
    frames
}

/// The marks of one line, sorted and made not to overlap: miette would draw the second of two that
/// do behind the first, under the wrong text. A mark ends where the next one starts, and those that
/// start together become one, in the shape of the finding itself.
fn side_by_side(mut marks: Vec<(Range<usize>, Mark)>) -> Vec<(Range<usize>, Mark)> {
    marks.sort_by_key(|(part, mark)| (part.start, !mark.primary));
    let mut apart: Vec<(Range<usize>, Mark)> = Vec::with_capacity(marks.len());
    for (part, mark) in marks {
        match apart.last_mut() {
            Some((last, known)) if last.start == part.start => {
                if !known.words.is_empty() && !mark.words.is_empty() {
                    known.words.push_str("; ");
                }
                known.words.push_str(&mark.words);
            }
            Some((last, _)) => {
                last.end = last.end.min(part.start);
                apart.push((part, mark));
            }
            None => apart.push((part, mark)),
        }
    }
    apart
}

/// The last line of a text worth showing as context: not the empty one behind a final line break.
fn last_context_line(sheet: Sheet<'_>) -> u32 {
    let last = sheet.index.line_count() - 1;
    let empty = sheet.index.line_range(sheet.text, last).is_empty();
    last.saturating_sub(u32::from(empty))
}

impl SourceCode for Snippet {
    /// The whole frame that holds the span; without context asked for, the position of the label.
    fn read_span<'a>(
        &'a self,
        span: &SourceSpan,
        lines_before: usize,
        _lines_after: usize,
    ) -> Result<Box<dyn SpanContents<'a> + 'a>, MietteError> {
        let (start, end) = (span.offset(), span.offset().saturating_add(span.len()));
        // A span over two frames is refused: that is how miette learns not to join them.
        let segment = self
            .segments
            .iter()
            .find(|segment| segment.at.start <= start && start < segment.at.end && end <= segment.at.end)
            .ok_or(MietteError::OutOfBounds)?;
        let data = self.text.get(segment.at.clone()).unwrap_or_default().as_bytes();
        let (mut line, mut column) = (segment.line, 0);
        if lines_before == 0 {
            let mut here = self.labels.iter().filter(|label| label.at == (start..end));
            let first = here.clone().next();
            if let Some(label) = here.find(|label| label.primary).or(first) {
                (line, column) = (label.line, label.column);
            }
        }
        let at = SourceSpan::from(segment.at.clone());
        let contents =
            MietteSpanContents::new_named(self.path.clone(), data, at, line, column, segment.line_count);
        Ok(Box::new(contents))
    }
}

impl fmt::Debug for Snippet {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.text)
    }
}

/// Empty: the headline is printed without miette, which has no way to put rule and message in one line.
impl fmt::Display for Snippet {
    fn fmt(&self, _: &mut fmt::Formatter<'_>) -> fmt::Result {
        Ok(())
    }
}

impl std::error::Error for Snippet {}

impl miette::Diagnostic for Snippet {
    fn help<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        self.help.as_ref().map(|help| Box::new(help) as Box<dyn fmt::Display + 'a>)
    }

    fn source_code(&self) -> Option<&dyn SourceCode> {
        Some(self)
    }

    fn labels(&self) -> Option<Box<dyn Iterator<Item = LabeledSpan> + '_>> {
        Some(Box::new(self.labels.iter().map(|label| {
            let words = (!label.words.is_empty()).then(|| label.words.clone());
            let at = SourceSpan::from(label.at.clone());
            if label.primary {
                LabeledSpan::new_primary_with_span(words, at)
            } else {
                LabeledSpan::new_with_span(words, at)
            }
        })))
    }
}
