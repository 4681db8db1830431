//! Each finding with the lines it points at, drawn by miette.

use std::io::{self, Write};

use miette::{GraphicalReportHandler, GraphicalTheme, ThemeCharacters, ThemeStyles};

use super::preview;
use super::redact::{FileView, escape_ci_commands};
use super::snippet::{Annotation, CONTEXT_LINES, Snippet, SourceText};
use super::style::Styler;
use super::{FileReport, RenderOptions, Report, RuleLookup, Summary};
use crate::diagnostic::{Applicability, Diagnostic, FileLocation, Severity};
use crate::text::Span;

/// Places drawn besides the finding itself; more would bury it.
const MAX_RELATED: usize = 5;

/// Narrower than this nothing readable can be drawn; wider lines are hard to read, and miette
/// cannot draw labels beyond column 65,535.
const WIDTH_RANGE: std::ops::RangeInclusive<usize> = 40..=400;

pub(super) struct Rich<'r> {
    options: RenderOptions,
    rules: RuleLookup<'r>,
    /// miette's output of one finding, kept for its memory.
    rendered: String,
}

impl<'r> Rich<'r> {
    pub(super) fn new(options: RenderOptions, rules: RuleLookup<'r>) -> Self {
        let width = options.width.clamp(*WIDTH_RANGE.start(), *WIDTH_RANGE.end());
        Self { options: RenderOptions { width, ..options }, rules, rendered: String::new() }
    }

    fn styler(&self) -> Styler {
        Styler { color: self.options.color }
    }

    fn write_diagnostic(
        &mut self,
        out: &mut dyn Write,
        subject: &FileView<'_>,
        diagnostic: &Diagnostic,
    ) -> io::Result<()> {
        self.write_headline(out, subject, diagnostic)?;
        self.write_frames(out, subject, diagnostic)?;
        let painter = self.styler();
        for related in diagnostic.related.iter().take(MAX_RELATED) {
            let Some(FileLocation { path, start, .. }) = related.other_file.as_deref() else { continue };
            let line =
                subject.single_line(&format!("{}: {path}:{}:{}", related.message, start.line, start.column));
            writeln!(out, "  {} {line}", painter.help_label("note:"))?;
        }
        if let Some(hidden @ 1..) = diagnostic.related.len().checked_sub(MAX_RELATED) {
            let places = if hidden == 1 { "place" } else { "places" };
            writeln!(out, "  {} {hidden} more {places} not shown", painter.help_label("note:"))?;
        }
        if let Some(fix) = &diagnostic.fix {
            let trust = match fix.applicability {
                Applicability::Safe => "safe",
                Applicability::Unsafe => "unsafe: check the result",
                Applicability::DisplayOnly => "to be made by hand",
            };
            writeln!(out, "   {} {} ({trust})", painter.help_label("fix:"), subject.single_line(&fix.title))?;
            preview::write_preview(out, painter, subject, fix, self.options.width)?;
        }
        writeln!(out)
    }

    /// `error[one-key-field]: no key field for object type User`.
    fn write_headline(
        &self,
        out: &mut dyn Write,
        subject: &FileView<'_>,
        diagnostic: &Diagnostic,
    ) -> io::Result<()> {
        let painter = self.styler();
        let code = format!("{}[{}]", diagnostic.severity, diagnostic.rule);
        let code = painter.severity(diagnostic.severity, &code);
        let message = format!(": {}", subject.single_line(&diagnostic.message));
        painter.link(out, self.options.links.then(|| (self.rules)(diagnostic.rule).url), &code)?;
        writeln!(out, "{}", painter.bold(&message))
    }

    /// The lines pointed at, and the help.
    fn write_frames(
        &mut self,
        out: &mut dyn Write,
        subject: &FileView<'_>,
        diagnostic: &Diagnostic,
    ) -> io::Result<()> {
        let words = diagnostic.label.as_deref().unwrap_or_default();
        let mark = |span: Span, words: &str, primary| Annotation {
            span,
            position: subject.position(span.start),
            label: subject.single_line(words),
            is_primary: primary,
        };
        let mut marks = vec![mark(diagnostic.span, words, true)];
        let shown = diagnostic.related.iter().take(MAX_RELATED);
        let related = shown.filter(|related| related.other_file.is_none());
        marks.extend(related.map(|related| mark(related.span, &related.message, false)));
        let help = diagnostic.help.as_deref().map(|help| subject.multi_line(help));
        let ellipsis = if self.options.unicode { "…" } else { "..." };
        let file =
            SourceText { text: subject.file.text, index: subject.index(), secrets: subject.file.secrets };
        let content = diagnostic.enclosing_string.unwrap_or_default();
        let meant = diagnostic.enclosing_string.map(|content| subject.unescaped_view(content));
        let sheets = match meant.as_ref().filter(|meant| meant.is_more_readable(self.options.width)) {
            None => vec![(file, marks)],
            Some(meant) => {
                let (mut inside, outside): (Vec<Annotation>, Vec<Annotation>) =
                    marks.into_iter().partition(|mark| content.contains(mark.span));
                for mark in &mut inside {
                    let range = meant.string.decoded_range(mark.span);
                    mark.span = Span::from_usize(range.start, range.end);
                }
                let string =
                    SourceText { text: meant.string.text(), index: &meant.index, secrets: &meant.secrets };
                vec![(string, inside), (file, outside)]
            }
        };
        let snippet = Snippet::new(&subject.path, sheets, help, self.options.width, ellipsis);
        self.rendered.clear();
        if self
            .graphical_handler(diagnostic.severity, &snippet)
            .render_report(&mut self.rendered, &snippet)
            .is_err()
        {
            // Only for a label outside the snippet, and there is none; the place is what counts.
            let at = subject.position(diagnostic.span.start);
            return writeln!(out, "  [{}:{}:{}]", subject.path, at.line, at.column);
        }
        // miette draws the message first; it is empty here, the headline stands in its place.
        for line in self.rendered.lines().skip(1) {
            writeln!(out, "{}", escape_ci_commands(line.trim_end_matches(' ')))?;
        }
        Ok(())
    }

    fn graphical_handler(&self, severity: Severity, snippet: &Snippet) -> GraphicalReportHandler {
        let characters =
            if self.options.unicode { ThemeCharacters::unicode() } else { ThemeCharacters::ascii() };
        let mut styles = ThemeStyles::none();
        if self.options.color {
            styles = ThemeStyles::ansi();
            let plain = ThemeStyles::none().link;
            styles.link = plain.cyan();
            let own = match severity {
                Severity::Error => plain.red().bold(),
                Severity::Warning => plain.yellow().bold(),
                Severity::Info => plain.blue().bold(),
            };
            let related = plain.cyan();
            styles.highlights =
                snippet.primary_flags().map(|own_place| if own_place { own } else { related }).collect();
        }
        GraphicalReportHandler::new_themed(GraphicalTheme { characters, styles })
            .with_width(self.options.width)
            .with_context_lines(CONTEXT_LINES as usize)
            .with_urls(false)
            .without_syntax_highlighting()
    }
}

impl Report for Rich<'_> {
    fn file(&mut self, out: &mut dyn Write, file: &FileReport<'_>) -> io::Result<()> {
        let subject = FileView::new(*file);
        file.diagnostics.iter().try_for_each(|diagnostic| self.write_diagnostic(out, &subject, diagnostic))
    }

    fn summary(&mut self, out: &mut dyn Write, summary: &Summary) -> io::Result<()> {
        writeln!(out, "{summary}")
    }
}
