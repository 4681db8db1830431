//! The source lines of a finding, as miette's `SourceCode`.
//!
//! miette reads the whole file for every label, panics on labels far to the right, and prints text
//! unescaped. It therefore gets a small text: only the lines to show, already truncated and redacted, with
//! the labels adjusted. Only this file and `rich` depend on miette.

use std::fmt;
use std::ops::Range;

use miette::{LabeledSpan, MietteError, MietteSpanContents, SourceCode, SourceSpan, SpanContents};

use super::truncate::SourceLine;
use crate::report::redact::Source;
use crate::text::{LineColumn, Span};

/// Lines shown before and after each annotated line.
pub(super) const CONTEXT_LINES: u32 = 1;

/// How lines are fitted into the output.
#[derive(Clone, Copy)]
pub(super) struct Layout<'a> {
    pub(super) columns: usize,
    /// Replaces omitted parts of a line.
    pub(super) ellipsis: &'a str,
}

/// An annotation and the number of the line it starts in.
struct AnnotatedLine {
    line: u32,
    annotation: Annotation,
}

/// A span to mark, with a label.
pub(super) struct Annotation {
    /// The span in the text that is shown.
    pub(super) span: Span,
    /// The position in the file.
    pub(super) position: LineColumn,
    /// The printable label; may be empty.
    pub(super) label: String,
    /// Whether it marks the finding itself rather than a related location.
    pub(super) is_primary: bool,
}

/// An annotation in the text of the snippet.
struct Label {
    range: Range<usize>,
    /// Position in the file, zero-based.
    line: usize,
    column: usize,
    text: String,
    is_primary: bool,
}

/// Consecutive lines, rendered in one frame.
struct Segment {
    range: Range<usize>,
    /// Zero-based number of the first line.
    line: usize,
    line_count: usize,
}

/// The lines to show and their labels; implements miette's `SourceCode` and `Diagnostic`.
pub(super) struct Snippet {
    path: String,
    text: String,
    segments: Vec<Segment>,
    /// In rendering order.
    labels: Vec<Label>,
    help: Option<String>,
}

impl Snippet {
    /// Collects the lines around the annotations of each source, truncated so that a frame fits into
    /// `layout`. The source with the finding itself must come first.
    pub(super) fn new(
        path: &str,
        sources: Vec<(Source<'_>, Vec<Annotation>)>,
        help: Option<String>,
        layout: Layout<'_>,
    ) -> Self {
        let mut snippet = Self {
            path: path.to_owned(),
            text: String::new(),
            segments: Vec::new(),
            labels: Vec::new(),
            help,
        };
        for (source, mut annotations) in sources {
            annotations.sort_by_key(|annotation| (annotation.span, !annotation.is_primary));
            let lines: Vec<AnnotatedLine> = annotations
                .into_iter()
                .map(|annotation| AnnotatedLine {
                    line: source.index.line_of(annotation.span.start),
                    annotation,
                })
                .collect();
            // Each line starts with a margin: ` 12 │ `.
            let number_width =
                lines.last().map_or(1, |last| (last.line + 1 + CONTEXT_LINES).to_string().len());
            let columns = layout.columns.saturating_sub(number_width + 4);
            for frame in group_into_frames(lines) {
                snippet.add_segment(source, frame, Layout { columns, ..layout });
            }
        }
        snippet
    }

    fn add_segment(&mut self, source: Source<'_>, mut annotated: Vec<AnnotatedLine>, layout: Layout<'_>) {
        let (Some(first), Some(last)) = (annotated.first(), annotated.last()) else { return };
        let from = first.line.saturating_sub(CONTEXT_LINES);
        let to = (last.line + CONTEXT_LINES).min(last_context_line(source).max(last.line));
        let start = self.text.len();
        for number in from..=to {
            let line = SourceLine {
                text: source.text,
                range: source.index.line_range(source.text, number),
                secrets: source.secrets,
            };
            let count = annotated.iter().take_while(|annotated| annotated.line == number).count();
            let annotations = annotated.drain(..count).map(|annotated| annotated.annotation);
            self.add_line(&line, annotations, layout);
        }
        let line_count = (to - from) as usize + 1;
        self.segments.push(Segment { range: start..self.text.len(), line: from as usize, line_count });
    }

    fn add_line(
        &mut self,
        line: &SourceLine<'_>,
        annotations: impl Iterator<Item = Annotation>,
        layout: Layout<'_>,
    ) {
        let ranges = annotations.map(|annotation| (line.clamp_span(annotation.span), annotation));
        let ranges = remove_overlaps(ranges.collect());
        let parts: Vec<Range<usize>> = ranges.iter().map(|(range, _)| range.clone()).collect();
        let offsets = line.render(&parts, layout.columns, layout.ellipsis, &mut self.text);
        // miette omits an empty last line without a line break.
        self.text.push('\n');
        for (range, annotation) in ranges {
            self.labels.push(Label {
                range: offsets.output_range(&range),
                line: annotation.position.line as usize - 1,
                column: annotation.position.column as usize - 1,
                text: annotation.label,
                is_primary: annotation.is_primary,
            });
        }
    }

    /// For each label in rendering order, whether it marks the finding itself.
    pub(super) fn primary_flags(&self) -> impl Iterator<Item = bool> + '_ {
        self.labels.iter().map(|label| label.is_primary)
    }
}

/// Groups annotations, sorted by position, into frames: those whose context lines touch share a frame. The
/// frame of the finding itself comes first, because its heading contains the location that readers and
/// terminals with clickable paths use.
fn group_into_frames(annotated: Vec<AnnotatedLine>) -> Vec<Vec<AnnotatedLine>> {
    let mut frames: Vec<Vec<AnnotatedLine>> = Vec::new();
    for next in annotated {
        match frames.last_mut() {
            Some(frame)
                if frame.last().is_some_and(|last| next.line - last.line <= 2 * CONTEXT_LINES + 1) =>
            {
                frame.push(next);
            }
            _ => frames.push(vec![next]),
        }
    }
    frames.sort_by_key(|frame| !frame.iter().any(|annotated| annotated.annotation.is_primary));
    frames
}

/// Sorts the annotations of one line and removes overlaps: miette would render the second of two
/// overlapping labels after the first, under the wrong text. An annotation ends at the start of the next one;
/// annotations with the same start are merged into one, which gets the range of the primary one.
fn remove_overlaps(mut annotations: Vec<(Range<usize>, Annotation)>) -> Vec<(Range<usize>, Annotation)> {
    annotations.sort_by_key(|(range, annotation)| (range.start, !annotation.is_primary));
    let mut disjoint: Vec<(Range<usize>, Annotation)> = Vec::with_capacity(annotations.len());
    for (range, annotation) in annotations {
        match disjoint.last_mut() {
            Some((last, merged)) if last.start == range.start => {
                if !merged.label.is_empty() && !annotation.label.is_empty() {
                    merged.label.push_str("; ");
                }
                merged.label.push_str(&annotation.label);
            }
            Some((last, _)) => {
                last.end = last.end.min(range.start);
                disjoint.push((range, annotation));
            }
            None => disjoint.push((range, annotation)),
        }
    }
    disjoint
}

/// The last line that can be shown as context: an empty line after a final line break cannot.
fn last_context_line(source: Source<'_>) -> u32 {
    let last = source.index.line_count() - 1;
    let is_empty = source.index.line_range(source.text, last).is_empty();
    last.saturating_sub(u32::from(is_empty))
}

impl SourceCode for Snippet {
    /// Returns the whole frame that contains the span. If no context is requested, the position is that of
    /// the label.
    fn read_span<'a>(
        &'a self,
        span: &SourceSpan,
        lines_before: usize,
        _lines_after: usize,
    ) -> Result<Box<dyn SpanContents<'a> + 'a>, MietteError> {
        let (start, end) = (span.offset(), span.offset().saturating_add(span.len()));
        // An error for a span over two frames prevents miette from joining them.
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
            let mut labels = self.labels.iter().filter(|label| label.range == (start..end));
            let first = labels.clone().next();
            if let Some(label) = labels.find(|label| label.is_primary).or(first) {
                (line, column) = (label.line, label.column);
            }
        }
        let span = SourceSpan::from(segment.range.clone());
        let contents =
            MietteSpanContents::new_named(self.path.clone(), data, span, line, column, segment.line_count);
        Ok(Box::new(contents))
    }
}

impl fmt::Debug for Snippet {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.text)
    }
}

/// Empty: `rich` prints the headline, because miette cannot print rule and message in one line.
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
            let text = (!label.text.is_empty()).then(|| label.text.clone());
            let span = SourceSpan::from(label.range.clone());
            if label.is_primary {
                LabeledSpan::new_primary_with_span(text, span)
            } else {
                LabeledSpan::new_with_span(text, span)
            }
        })))
    }
}
