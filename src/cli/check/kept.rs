//! What is kept of a checked file until everything is printed.

use std::path::PathBuf;

use crate::diagnostic::{Diagnostic, Suppressed};
use crate::files::display_path;
use crate::linter::Mark;
use crate::text::Secrets;

use super::fixing::FixOutcome;

/// What is kept of a checked file: of a clean one next to nothing, since there may be very many.
pub(super) struct Kept {
    pub(super) real_path: PathBuf,
    shown: Shown,
    pub(super) skipped: bool,
    /// Whether it is no job file but a configuration that something is said of.
    pub(super) is_config: bool,
    /// What it holds that no other file should.
    pub(super) marks: Box<[Mark]>,
    /// What there is to say of it.
    details: Option<Box<Details>>,
}

/// The path as it is shown.
enum Shown {
    /// What of the real path starts there.
    From(usize),
    /// Something else.
    As(Box<str>),
}

/// What there is to say of a file.
#[derive(Default)]
pub(super) struct Details {
    pub(super) findings: Option<Findings>,
    /// How many findings were taken out.
    pub(super) hidden: usize,
    /// Suppressions that were used, by their place in the configuration.
    pub(super) used: Vec<usize>,
    /// Findings of the baseline that are gone.
    pub(super) stale: Vec<String>,
    /// What came of fixing it.
    pub(super) fixed: FixOutcome,
    /// What came from standard input, which cannot be read a second time.
    pub(super) standard_input: Option<Vec<u8>>,
}

/// What was found in a file, with the text that it is about.
pub(super) struct Findings {
    pub(super) text: String,
    pub(super) secrets: Secrets,
    pub(super) diagnostics: Vec<Diagnostic>,
    /// What is not reported, where a report carries that all the same.
    pub(super) suppressed: Vec<Suppressed>,
}

impl Kept {
    /// A file of which there is nothing to say.
    pub(super) fn nothing(real_path: PathBuf) -> Self {
        let shown = display_path(&real_path);
        let before = real_path.to_str().and_then(|path| path.strip_suffix(shown.as_str()));
        let shown = before.map_or_else(|| Shown::As(shown.into()), |before| Shown::From(before.len()));
        Self { real_path, shown, skipped: false, is_config: false, marks: Box::default(), details: None }
    }

    /// What a configuration is said to have wrong.
    pub(super) fn of_config(path: PathBuf, findings: Findings) -> Self {
        let mut kept = Self { is_config: true, ..Self::nothing(path) };
        kept.details_mut().findings = Some(findings);
        kept
    }

    /// The same file by another real path; it is shown as before.
    pub(super) fn really(self, path: &str) -> Self {
        let shown = Shown::As(self.path().into());
        Self { real_path: path.into(), shown, ..self }
    }

    /// The path as it is shown.
    pub(super) fn path(&self) -> &str {
        match &self.shown {
            Shown::From(start) => {
                self.real_path.to_str().and_then(|path| path.get(*start..)).unwrap_or_default()
            }
            Shown::As(path) => path,
        }
    }

    /// What there is to say of it.
    pub(super) fn details(&self) -> &Details {
        static NOTHING: Details = Details {
            findings: None,
            hidden: 0,
            used: Vec::new(),
            stale: Vec::new(),
            fixed: FixOutcome::nothing(),
            standard_input: None,
        };
        self.details.as_deref().unwrap_or(&NOTHING)
    }

    /// The same, to be added to.
    pub(super) fn details_mut(&mut self) -> &mut Details {
        self.details.get_or_insert_default()
    }

    /// Says of it what is to be said of another one.
    pub(super) fn set_details(&mut self, of: Self) {
        (self.skipped, self.details) = (of.skipped, of.details);
    }

    /// What came of fixing it.
    pub(super) fn fixed(&self) -> &FixOutcome {
        &self.details().fixed
    }

    pub(super) fn diagnostics(&self) -> impl Iterator<Item = &Diagnostic> {
        self.details().findings.iter().flat_map(|findings| findings.diagnostics.iter())
    }
}
