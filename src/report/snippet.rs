//! The lines that a finding is shown with, as miette's source code.
//!
//! miette reads the file again for every label, panics on labels far to the right, and prints
//! whatever it is given. It is handed a small text of its own instead: the few lines to show, already
//! clipped and safe, with the labels moved to where their text went. Only this file and `rich` know
//! miette.

use std::fmt;
use std::ops::Range;

use miette::{LabeledSpan, MietteError, MietteSpanContents, SourceCode, SourceSpan, SpanContents};

use super::truncate::SourceLine;
use crate::text::{LineColumn, LineIndex, Secrets, Span};

/// Lines shown before and behind each line that is pointed at.
pub(super) const CONTEXT_LINES: u32 = 1;

/// A text that lines are shown of: the file, or a string of it as it is meant.
#[derive(Clone, Copy)]
pub(super) struct SourceText<'a> {
    pub(super) text: &'a str,
    pub(super) index: &'a LineIndex,
    pub(super) secrets: &'a Secrets,
}

/// A place to point at.
pub(super) struct Annotation {
    /// Where it is in the text that is shown.
    pub(super) span: Span,
    /// Where it is in the file.
    pub(super) position: LineColumn,
    /// A few words beside it, safe to print; may be empty.
    pub(super) label: String,
    /// Whether it is the finding itself and not a place that belongs to it.
    pub(super) is_primary: bool,
}

/// A place in the snippet's text.
struct Label {
    range: Range<usize>,
    /// Position in the file, both from 0.
    line: usize,
    column: usize,
    text: String,
    is_primary: bool,
}

/// Neighbouring lines, drawn in one frame.
struct Segment {
    range: Range<usize>,
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
        sheets: Vec<(SourceText<'_>, Vec<Annotation>)>,
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
            marks.sort_by_key(|mark| (mark.span, !mark.is_primary));
            let marks: Vec<(u32, Annotation)> =
                marks.into_iter().map(|mark| (sheet.index.line_of(mark.span.start), mark)).collect();
            // ` 12 │ ` stands before each line.
            let widest_number =
                marks.last().map_or(1, |&(line, _)| (line + 1 + CONTEXT_LINES).to_string().len());
            let columns = width.saturating_sub(widest_number + 4);
            for group in group_into_frames(marks) {
                snippet.add_segment(sheet, group, columns, ellipsis);
            }
        }
        snippet
    }

    fn add_segment(
        &mut self,
        sheet: SourceText<'_>,
        mut marks: Vec<(u32, Annotation)>,
        columns: usize,
        ellipsis: &str,
    ) {
        let (Some(&(first, _)), Some(&(last, _))) = (marks.first(), marks.last()) else { return };
        let from = first.saturating_sub(CONTEXT_LINES);
        let to = (last + CONTEXT_LINES).min(last_context_line(sheet).max(last));
        let start = self.text.len();
        for number in from..=to {
            let line = SourceLine {
                text: sheet.text,
                range: sheet.index.line_range(sheet.text, number),
                secrets: sheet.secrets,
            };
            let here = marks.iter().take_while(|(line, _)| *line == number).count();
            self.add_line(&line, marks.drain(..here), columns, ellipsis);
        }
        let line_count = (to - from) as usize + 1;
        self.segments.push(Segment { range: start..self.text.len(), line: from as usize, line_count });
    }

    fn add_line(
        &mut self,
        line: &SourceLine<'_>,
        marks: impl Iterator<Item = (u32, Annotation)>,
        columns: usize,
        ellipsis: &str,
    ) {
        let marks = remove_overlaps(marks.map(|(_, mark)| (line.clamp_span(mark.span), mark)).collect());
        let parts: Vec<Range<usize>> = marks.iter().map(|(part, _)| part.clone()).collect();
        let shown = line.render(&parts, columns, ellipsis, &mut self.text);
        // miette leaves out a last line without line break when it is empty.
        self.text.push('\n');
        for (part, mark) in marks {
            self.labels.push(Label {
                range: shown.output_range(&part),
                line: mark.position.line as usize - 1,
                column: mark.position.column as usize - 1,
                text: mark.label,
                is_primary: mark.is_primary,
            });
        }
    }

    /// For each label in the order that miette draws them: whether it is the finding itself.
    pub(super) fn primary_flags(&self) -> impl Iterator<Item = bool> + '_ {
        self.labels.iter().map(|label| label.is_primary)
    }
}

/// Marks with their lines, in order of position, grouped into frames: those whose lines of context
/// touch stand together. The frame of the finding itself comes first, since its heading is where the
/// reader, and a terminal that makes paths clickable, looks.
fn group_into_frames(marks: Vec<(u32, Annotation)>) -> Vec<Vec<(u32, Annotation)>> {
    let mut frames: Vec<Vec<(u32, Annotation)>> = Vec::new();
    for (line, mark) in marks {
        match frames.last_mut() {
            Some(frame) if frame.last().is_some_and(|(last, _)| line - last <= 2 * CONTEXT_LINES + 1) => {
                frame.push((line, mark));
            }
            _ => frames.push(vec![(line, mark)]),
        }
    }
    frames.sort_by_key(|frame| !frame.iter().any(|(_, mark)| mark.is_primary));
    frames
}

/// The marks of one line, sorted and made not to overlap: miette would draw the second of two that
/// do behind the first, under the wrong text. A mark ends where the next one starts, and those that
/// start together become one, in the shape of the finding itself.
fn remove_overlaps(mut marks: Vec<(Range<usize>, Annotation)>) -> Vec<(Range<usize>, Annotation)> {
    marks.sort_by_key(|(part, mark)| (part.start, !mark.is_primary));
    let mut apart: Vec<(Range<usize>, Annotation)> = Vec::with_capacity(marks.len());
    for (part, mark) in marks {
        match apart.last_mut() {
            Some((last, known)) if last.start == part.start => {
                if !known.label.is_empty() && !mark.label.is_empty() {
                    known.label.push_str("; ");
                }
                known.label.push_str(&mark.label);
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
fn last_context_line(sheet: SourceText<'_>) -> u32 {
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
            .find(|segment| {
                segment.range.start <= start && start < segment.range.end && end <= segment.range.end
            })
            .ok_or(MietteError::OutOfBounds)?;
        let data = self.text.get(segment.range.clone()).unwrap_or_default().as_bytes();
        let (mut line, mut column) = (segment.line, 0);
        if lines_before == 0 {
            let mut here = self.labels.iter().filter(|label| label.range == (start..end));
            let first = here.clone().next();
            if let Some(label) = here.find(|label| label.is_primary).or(first) {
                (line, column) = (label.line, label.column);
            }
        }
        let at = SourceSpan::from(segment.range.clone());
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
            let words = (!label.text.is_empty()).then(|| label.text.clone());
            let at = SourceSpan::from(label.range.clone());
            if label.is_primary {
                LabeledSpan::new_primary_with_span(words, at)
            } else {
                LabeledSpan::new_with_span(words, at)
            }
        })))
    }
}
