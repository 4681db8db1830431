//! Each finding with the source lines it refers to, rendered by miette.

mod preview;
mod snippet;
#[cfg(test)]
mod tests;
mod truncate;

use std::io::{self, Write};

use miette::{GraphicalReportHandler, GraphicalTheme, ThemeCharacters, ThemeStyles};

use super::redact::{FileView, escape_ci_commands};
use super::style::Styler;
use super::{FileReport, RenderOptions, Reporter, Summary};
use crate::diagnostic::{Applicability, Diagnostic, Fix, Severity};
use crate::text::{Span, pluralize};
use preview::write_preview;
use snippet::{Annotation, CONTEXT_LINES, Layout, Snippet};

/// Maximum number of related locations shown per finding.
const MAX_RELATED: usize = 5;

/// Output is unreadable below the lower bound. Lines above the upper bound are hard to read, and miette
/// cannot render labels beyond column 65,535.
const WIDTH_RANGE: std::ops::RangeInclusive<usize> = 40..=400;

pub(super) struct Rich {
    options: RenderOptions,
    styler: Styler,
    /// miette's output for one finding; reused to save allocations.
    rendered: String,
}

impl Rich {
    pub(super) fn new(options: RenderOptions) -> Self {
        let width = options.width.clamp(*WIDTH_RANGE.start(), *WIDTH_RANGE.end());
        let options = RenderOptions { width, ..options };
        Self { options, styler: Styler::new(options), rendered: String::new() }
    }

    fn write_diagnostic(
        &mut self,
        out: &mut dyn Write,
        view: &FileView<'_>,
        diagnostic: &Diagnostic,
    ) -> io::Result<()> {
        self.write_headline(out, view, diagnostic)?;
        self.write_frames(out, view, diagnostic)?;
        self.write_notes(out, view, diagnostic)?;
        if let Some(fix) = &diagnostic.fix {
            self.write_fix(out, view, fix)?;
        }
        writeln!(out)
    }

    /// `error[one-key-field]: no key field for object type User`.
    fn write_headline(
        &self,
        out: &mut dyn Write,
        view: &FileView<'_>,
        diagnostic: &Diagnostic,
    ) -> io::Result<()> {
        let message = format!(": {}", view.single_line(&diagnostic.message));
        self.styler.write_code(out, diagnostic)?;
        writeln!(out, "{}", self.styler.bold(&message))
    }

    /// The source lines with labels, and the help.
    fn write_frames(
        &mut self,
        out: &mut dyn Write,
        view: &FileView<'_>,
        diagnostic: &Diagnostic,
    ) -> io::Result<()> {
        let unescaped = diagnostic
            .enclosing_string
            .map(|content| (content, view.unescaped(content)))
            .filter(|(_, unescaped)| unescaped.is_more_readable(self.options.width));
        let annotations = annotations(view, diagnostic);
        let sources = match &unescaped {
            None => vec![(view.source(), annotations)],
            Some((content, unescaped)) => {
                let (mut inside, outside): (Vec<Annotation>, Vec<Annotation>) =
                    annotations.into_iter().partition(|annotation| content.contains(annotation.span));
                for annotation in &mut inside {
                    annotation.span = unescaped.span(annotation.span);
                }
                vec![(unescaped.source(), inside), (view.source(), outside)]
            }
        };
        let help = diagnostic.help.as_deref().map(|help| view.multi_line(help));
        let ellipsis = if self.options.unicode { "…" } else { "..." };
        let layout = Layout { columns: self.options.width, ellipsis };
        let snippet = Snippet::new(&view.path, sources, help, layout);
        self.rendered.clear();
        let handler = self.graphical_handler(diagnostic.severity, &snippet);
        if handler.render_report(&mut self.rendered, &snippet).is_err() {
            // Only possible for a label outside of the snippet, which `Snippet` does not create.
            let start = view.position(diagnostic.span.start);
            return writeln!(out, "  [{}:{}:{}]", view.path, start.line, start.column);
        }
        // miette renders the message first; it is empty because `write_headline` has written it.
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
            let primary = match severity {
                Severity::Error => plain.red().bold(),
                Severity::Warning => plain.yellow().bold(),
                Severity::Info => plain.blue().bold(),
            };
            let secondary = plain.cyan();
            styles.highlights = snippet
                .primary_flags()
                .map(|is_primary| if is_primary { primary } else { secondary })
                .collect();
        }
        GraphicalReportHandler::new_themed(GraphicalTheme { characters, styles })
            .with_width(self.options.width)
            .with_context_lines(CONTEXT_LINES as usize)
            .with_urls(false)
            .without_syntax_highlighting()
    }

    /// The related locations in other files, and the number of related locations that are not shown.
    fn write_notes(
        &self,
        out: &mut dyn Write,
        view: &FileView<'_>,
        diagnostic: &Diagnostic,
    ) -> io::Result<()> {
        let note = self.styler.help_label("note:");
        for related in diagnostic.related.iter().take(MAX_RELATED) {
            let Some(other) = related.other_file.as_deref() else { continue };
            let location = format!("{}:{}:{}", other.path, other.start.line, other.start.column);
            writeln!(out, "  {note} {}", view.single_line(&format!("{}: {location}", related.message)))?;
        }
        if let Some(hidden @ 1..) = diagnostic.related.len().checked_sub(MAX_RELATED) {
            writeln!(out, "  {note} {} not shown", pluralize(hidden, "more location"))?;
        }
        Ok(())
    }

    fn write_fix(&self, out: &mut dyn Write, view: &FileView<'_>, fix: &Fix) -> io::Result<()> {
        let applicability = match fix.applicability {
            Applicability::Safe => "safe",
            Applicability::Unsafe => "unsafe: check the result",
            Applicability::DisplayOnly => "apply it manually",
        };
        let (label, title) = (self.styler.help_label("fix:"), view.single_line(&fix.title));
        writeln!(out, "   {label} {title} ({applicability})")?;
        write_preview(out, self.styler, view, fix, self.options.width)
    }
}

/// The annotations of a finding in its own file; the primary one comes first.
fn annotations(view: &FileView<'_>, diagnostic: &Diagnostic) -> Vec<Annotation> {
    let annotation = |span: Span, label: &str, is_primary| Annotation {
        span,
        position: view.position(span.start),
        label: view.single_line(label),
        is_primary,
    };
    let primary = annotation(diagnostic.span, diagnostic.label.as_deref().unwrap_or_default(), true);
    let related = diagnostic.related.iter().take(MAX_RELATED);
    let related = related.filter(|related| related.other_file.is_none());
    let secondary = related.map(|related| annotation(related.span, &related.message, false));
    std::iter::once(primary).chain(secondary).collect()
}

impl Reporter for Rich {
    fn file(&mut self, out: &mut dyn Write, file: &FileReport<'_>) -> io::Result<()> {
        let view = FileView::new(*file);
        file.diagnostics.iter().try_for_each(|diagnostic| self.write_diagnostic(out, &view, diagnostic))
    }

    fn summary(&mut self, out: &mut dyn Write, summary: &Summary) -> io::Result<()> {
        writeln!(out, "{summary}")
    }
}
