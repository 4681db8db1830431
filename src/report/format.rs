//! Output formats and rendering options.

/// Output format of findings.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, clap::ValueEnum)]
pub enum Format {
    /// Each finding with the source lines it refers to.
    #[default]
    Rich,
    /// One line per finding.
    Concise,
    /// One JSON document.
    Json,
    /// One JSON object per line and finding.
    Jsonl,
    /// SARIF 2.1.0, for code scanning.
    Sarif,
    /// Annotations in GitHub Actions.
    Github,
    /// A Code Quality report for GitLab.
    Gitlab,
    /// JUnit XML: a test case for each file.
    Junit,
}

impl Format {
    /// Whether the output is for people rather than for programs.
    #[must_use]
    pub fn is_human_readable(self) -> bool {
        matches!(self, Self::Rich | Self::Concise)
    }

    /// Whether the output contains suppressed findings, marked as such.
    #[must_use]
    pub fn carries_suppressed(self) -> bool {
        self == Self::Sarif
    }

    /// Whether the output identifies findings across reports.
    #[must_use]
    pub fn carries_identities(self) -> bool {
        matches!(self, Self::Sarif | Self::Gitlab)
    }

    /// Whether other lines may follow the output.
    #[must_use]
    pub fn allows_trailing_text(self) -> bool {
        self.is_human_readable() || self == Self::Github
    }
}

/// Capabilities of the terminal or file that a report is written to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RenderOptions {
    /// Whether colours may be used.
    pub color: bool,
    /// Whether frames may be drawn with characters outside ASCII.
    pub unicode: bool,
    /// Maximum width of the output in columns.
    pub width: usize,
    /// Whether rule names may be links to their documentation (OSC 8).
    pub links: bool,
}
