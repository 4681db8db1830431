//! Redaction of text from files: masks secrets and escapes control characters and CI commands.
//!
//! CI runners execute lines of a job's output as commands if they start with `::` or contain `##[` or
//! `##vso[`.

use std::borrow::Cow;
use std::cell::{OnceCell, RefCell};
use std::cmp::Reverse;
use std::collections::{BTreeSet, HashMap, HashSet};
use std::fmt::Write as _;
use std::rc::Rc;

use super::FileReport;
use crate::text::{
    DecodedString, LineColumn, LineIndex, MASK, Secrets, Span, is_unsafe_to_print, sanitize, sanitize_line,
    unescape,
};

/// Shorter secrets are masked only at their own location, because equal words are likely to be unrelated.
const MIN_SECRET_LENGTH: usize = 4;

/// Masks the secrets of a file in any text.
///
/// Rules do not quote secrets; this is the last line of defence.
pub(super) struct Redactor<'a> {
    /// By their first four bytes, so that one pass over a text finds all secrets.
    buckets: HashMap<[u8; 4], SecretBucket<'a>>,
}

/// Secrets with the same first four bytes.
#[derive(Default)]
struct SecretBucket<'a> {
    /// Lengths to try, longest first.
    lengths: BTreeSet<Reverse<usize>>,
    texts: HashSet<Cow<'a, str>>,
}

impl<'a> Redactor<'a> {
    pub(super) fn new(text: &'a str, secrets: &Secrets) -> Self {
        let mut buckets: HashMap<[u8; 4], SecretBucket<'a>> = HashMap::new();
        for secret in secrets.overlapping(Span::new(0, u32::MAX)) {
            let raw = secret.slice(text);
            // A message can quote the value escaped or unescaped.
            for form in [Cow::Borrowed(raw), unescape(raw)] {
                if form.chars().nth(MIN_SECRET_LENGTH - 1).is_some()
                    && let Some(first) = form.as_bytes().first_chunk()
                {
                    let bucket = buckets.entry(*first).or_default();
                    bucket.lengths.insert(Reverse(form.len()));
                    bucket.texts.insert(form);
                }
            }
        }
        Self { buckets }
    }

    /// Replaces every occurrence of a secret with [`MASK`].
    pub(super) fn mask<'t>(&self, text: &'t str) -> Cow<'t, str> {
        let mut masked = String::new();
        let (mut copied, mut at) = (0, 0);
        while !self.buckets.is_empty()
            && let Some(first) = text.as_bytes().get(at..).and_then(<[u8]>::first_chunk)
        {
            let candidate = |length: usize| text.get(at..at.checked_add(length)?);
            let secret = self.buckets.get(first).and_then(|bucket| {
                let mut candidates = bucket.lengths.iter().filter_map(|length| candidate(length.0));
                candidates.find(|part| bucket.texts.contains(*part))
            });
            match secret {
                Some(secret) => {
                    masked.push_str(text.get(copied..at).unwrap_or_default());
                    masked.push_str(MASK);
                    at += secret.len();
                    copied = at;
                }
                None => at += 1,
            }
        }
        if copied == 0 {
            return Cow::Borrowed(text);
        }
        masked.push_str(text.get(copied..).unwrap_or_default());
        Cow::Owned(masked)
    }
}

/// A text that lines are taken from: the file, or the unescaped content of a string in it.
#[derive(Clone, Copy)]
pub(super) struct Source<'a> {
    pub(super) text: &'a str,
    pub(super) index: &'a LineIndex,
    pub(super) secrets: &'a Secrets,
}

/// A file in a report, with lazily computed data that all of its findings share.
pub(super) struct FileView<'a> {
    pub(super) file: FileReport<'a>,
    /// The printable path.
    pub(super) path: Cow<'a, str>,
    index: OnceCell<LineIndex>,
    redactor: OnceCell<Redactor<'a>>,
    /// Unescaped strings that findings are shown in, by the start of their content.
    unescaped: RefCell<HashMap<u32, Rc<UnescapedView<'a>>>>,
}

/// The unescaped content of a string, with its secrets.
pub(super) struct UnescapedView<'a> {
    string: DecodedString<'a>,
    index: LineIndex,
    secrets: Secrets,
}

impl<'a> UnescapedView<'a> {
    fn new(file: FileReport<'a>, content: Span) -> Self {
        let string = DecodedString::new(content.slice(file.text), content.start);
        let secrets = file.secrets.overlapping(content).map(|secret| {
            let range = string.decoded_range(secret);
            Span::from_usize(range.start, range.end)
        });
        let secrets = Secrets::new(secrets.collect());
        let index = LineIndex::new(string.text());
        Self { string, index, secrets }
    }

    /// Whether the unescaped content is more readable than the line of the file: it has several lines, or
    /// does not fit into one.
    pub(super) fn is_more_readable(&self, columns: usize) -> bool {
        self.index.line_count() > 1 || self.string.text().chars().nth(columns).is_some()
    }

    /// Converts a span of the file to one of the unescaped content.
    pub(super) fn span(&self, span: Span) -> Span {
        let range = self.string.decoded_range(span);
        Span::from_usize(range.start, range.end)
    }

    pub(super) fn source(&self) -> Source<'_> {
        Source { text: self.string.text(), index: &self.index, secrets: &self.secrets }
    }
}

impl<'a> FileView<'a> {
    pub(super) fn new(file: FileReport<'a>) -> Self {
        let path = printable_path(file.path);
        let unescaped = RefCell::default();
        Self { file, path, index: OnceCell::new(), redactor: OnceCell::new(), unescaped }
    }

    /// The unescaped form of the string with this content.
    pub(super) fn unescaped(&self, content: Span) -> Rc<UnescapedView<'a>> {
        let mut unescaped = self.unescaped.borrow_mut();
        let new = || Rc::new(UnescapedView::new(self.file, content));
        Rc::clone(unescaped.entry(content.start).or_insert_with(new))
    }

    fn index(&self) -> &LineIndex {
        self.index.get_or_init(|| LineIndex::new(self.file.text))
    }

    pub(super) fn source(&self) -> Source<'_> {
        Source { text: self.file.text, index: self.index(), secrets: self.file.secrets }
    }

    pub(super) fn position(&self, offset: u32) -> LineColumn {
        self.index().line_column(self.file.text, offset)
    }

    /// Masks secrets only, for formats with their own escaping.
    pub(super) fn masked<'t>(&self, text: &'t str) -> Cow<'t, str> {
        self.redactor.get_or_init(|| Redactor::new(self.file.text, self.file.secrets)).mask(text)
    }

    /// Masks secrets and escapes control characters, including line breaks.
    pub(super) fn single_line(&self, text: &str) -> String {
        escape_ci_commands(&sanitize_line(&self.masked(text))).into_owned()
    }

    /// Masks secrets and escapes control characters except line breaks.
    pub(super) fn multi_line(&self, text: &str) -> String {
        escape_ci_commands(&sanitize(&self.masked(text))).into_owned()
    }
}

/// Escapes a path so that it can be printed, also at the start of a line.
pub(super) fn printable_path(path: &str) -> Cow<'_, str> {
    let is_command = path.trim_start().starts_with("::");
    if !is_command && !path.contains("##") && !path.contains(is_unsafe_to_print) {
        return Cow::Borrowed(path);
    }
    let prefix = if is_command { "./" } else { "" };
    Cow::Owned(format!("{prefix}{}", escape_ci_commands(&sanitize_line(path))))
}

/// Escapes CI commands that can occur within a line.
pub(super) fn escape_ci_commands(line: &str) -> Cow<'_, str> {
    if !line.contains("##") {
        return Cow::Borrowed(line);
    }
    Cow::Owned(line.replace("##[", "#\\u{23}[").replace("##vso[", "#\\u{23}vso["))
}

/// Writes control characters and CI commands in JSON text as JSON escapes.
///
/// Outside of strings, line breaks are the only such characters, and the serializer escapes those inside of
/// strings.
pub(super) fn escape_json(json: &str) -> Cow<'_, str> {
    let is_unsafe = |character: char| character != '\n' && is_unsafe_to_print(character);
    if !json.contains("##") && !json.contains(is_unsafe) {
        return Cow::Borrowed(json);
    }
    let mut safe = String::with_capacity(json.len() + 64);
    let mut characters = json.chars().peekable();
    while let Some(character) = characters.next() {
        if is_unsafe(character) || (character == '#' && characters.peek() == Some(&'#')) {
            for unit in character.encode_utf16(&mut [0; 2]) {
                // Writing to a `String` cannot fail.
                let _ = write!(safe, "\\u{unit:04x}");
            }
        } else {
            safe.push(character);
        }
    }
    Cow::Owned(safe)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn output_contains_no_ci_commands() {
        assert_eq!(printable_path("::error::.json"), "./::error::.json");
        assert_eq!(printable_path(" ::error::.json"), "./ ::error::.json");
        assert_eq!(printable_path("a\n::b.json"), "a\\n::b.json");
        assert!(matches!(printable_path("jobs/hr.json"), Cow::Borrowed(_)));
        assert_eq!(
            escape_ci_commands("a ##[x] ###[y] ##vso[z] ## #"),
            "a #\\u{23}[x] ##\\u{23}[y] #\\u{23}vso[z] ## #"
        );
        for text in ["##[error]x", "###[error]x", "a\u{1b}\u{e0041}"] {
            let json = serde_json::to_string(text).unwrap();
            let safe = escape_json(&json);
            assert!(!safe.contains("##") && safe.is_ascii(), "{safe}");
            assert_eq!(serde_json::from_str::<String>(&safe).unwrap(), text);
        }
    }

    #[test]
    fn masks_text_secrets() {
        let text = r#"hunter2 hunter22 p\"wd é€12 abc"#;
        let spans = [(0, 7), (8, 16), (17, 22), (23, 30), (31, 34)];
        let secrets = Secrets::new(spans.iter().map(|&(start, end)| Span::new(start, end)).collect());
        let guard = Redactor::new(text, &secrets);
        let cases = [
            ("nothing to hide", "nothing to hide"),
            ("`hunter2`", "`••••`"),
            ("hunter22hunter2x", "••••••••x"),
            (r#"raw p\"wd, meant p"wd"#, "raw ••••, meant ••••"),
            ("é€12é€1", "••••é€1"),
            ("abc is too short", "abc is too short"),
            ("", ""),
        ];
        for (text, masked) in cases {
            assert_eq!(guard.mask(text), masked);
        }
    }

    #[test]
    fn ignores_secret_outside_text() {
        let secrets = Secrets::new(vec![Span::new(2, 90), Span::new(99, 100)]);
        assert_eq!(Redactor::new("short", &secrets).mask("short ort"), "short ort");
    }
}
