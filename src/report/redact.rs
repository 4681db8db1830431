//! What a report prints of a file, made safe to print.
//!
//! Printed text can be read by more than people: a CI runner takes lines of a job's output as
//! commands, where they start with `::` or hold `##[` or `##vso[` anywhere.

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

/// Secrets shorter than this are masked where they stand only: as words they are too common.
const MIN_SECRET_LENGTH: usize = 4;

/// The texts of a file's secrets, to be masked wherever else they turn up.
///
/// Rules do not quote secrets; this is the last line of defence for when one does.
pub(super) struct Redactor<'a> {
    /// By their first four bytes: a text is searched for all secrets at once.
    texts: HashMap<[u8; 4], SecretBucket<'a>>,
}

/// Secrets of one beginning.
#[derive(Default)]
struct SecretBucket<'a> {
    /// How long they are, the longest first: of many secrets, few lengths have to be tried.
    lengths: BTreeSet<Reverse<usize>>,
    texts: HashSet<Cow<'a, str>>,
}

impl<'a> Redactor<'a> {
    pub(super) fn new(text: &'a str, secrets: &Secrets) -> Self {
        let mut texts: HashMap<[u8; 4], SecretBucket<'a>> = HashMap::new();
        for secret in secrets.overlapping(Span::new(0, u32::MAX)) {
            let raw = secret.slice(text);
            // A message may quote the value as written or as meant.
            for form in [Cow::Borrowed(raw), unescape(raw)] {
                if form.chars().nth(MIN_SECRET_LENGTH - 1).is_some()
                    && let Some(first) = form.as_bytes().first_chunk()
                {
                    let bucket = texts.entry(*first).or_default();
                    bucket.lengths.insert(Reverse(form.len()));
                    bucket.texts.insert(form);
                }
            }
        }
        Self { texts }
    }

    /// `quoted` with every text of a secret replaced by [`MASK`].
    pub(super) fn mask<'t>(&self, quoted: &'t str) -> Cow<'t, str> {
        let mut masked = String::new();
        let (mut copied, mut at) = (0, 0);
        while !self.texts.is_empty()
            && let Some(first) = quoted.as_bytes().get(at..).and_then(<[u8]>::first_chunk)
        {
            let here = |length: usize| quoted.get(at..at.checked_add(length)?);
            let found = self.texts.get(first).and_then(|bucket| {
                let mut all = bucket.lengths.iter().filter_map(|length| here(length.0));
                all.find(|part| bucket.texts.contains(*part))
            });
            match found {
                Some(secret) => {
                    masked.push_str(quoted.get(copied..at).unwrap_or_default());
                    masked.push_str(MASK);
                    at += secret.len();
                    copied = at;
                }
                None => at += 1,
            }
        }
        if copied == 0 {
            return Cow::Borrowed(quoted);
        }
        masked.push_str(quoted.get(copied..).unwrap_or_default());
        Cow::Owned(masked)
    }
}

/// A file that is being reported on, with what is worked out once for all of its findings.
pub(super) struct FileView<'a> {
    pub(super) file: FileReport<'a>,
    /// The path, safe to print.
    pub(super) path: Cow<'a, str>,
    index: OnceCell<LineIndex>,
    redactor: OnceCell<Redactor<'a>>,
    /// The strings that findings were shown in as they are meant, by where they start.
    unescaped_views: RefCell<HashMap<u32, Rc<UnescapedView<'a>>>>,
}

/// A string as it is meant, with what of it must not be printed.
pub(super) struct UnescapedView<'a> {
    pub(super) string: DecodedString<'a>,
    pub(super) index: LineIndex,
    pub(super) secrets: Secrets,
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

    /// Whether it is better read so than in the line of the file: it has several lines, or does not
    /// fit into one.
    pub(super) fn is_more_readable(&self, columns: usize) -> bool {
        self.index.line_count() > 1 || self.string.text().chars().nth(columns).is_some()
    }
}

impl<'a> FileView<'a> {
    pub(super) fn new(file: FileReport<'a>) -> Self {
        let path = printable_path(file.path);
        let strings = RefCell::default();
        Self { file, path, index: OnceCell::new(), redactor: OnceCell::new(), unescaped_views: strings }
    }

    /// The string whose inside is `content`, as it is meant.
    pub(super) fn unescaped_view(&self, content: Span) -> Rc<UnescapedView<'a>> {
        let mut strings = self.unescaped_views.borrow_mut();
        let meant =
            strings.entry(content.start).or_insert_with(|| Rc::new(UnescapedView::new(self.file, content)));
        Rc::clone(meant)
    }

    pub(super) fn index(&self) -> &LineIndex {
        self.index.get_or_init(|| LineIndex::new(self.file.text))
    }

    pub(super) fn position(&self, offset: u32) -> LineColumn {
        self.index().line_column(self.file.text, offset)
    }

    /// Without secrets, otherwise as it is: for formats that escape by themselves.
    pub(super) fn masked<'t>(&self, words: &'t str) -> Cow<'t, str> {
        self.redactor.get_or_init(|| Redactor::new(self.file.text, self.file.secrets)).mask(words)
    }

    /// Without secrets, in one line.
    pub(super) fn single_line(&self, words: &str) -> String {
        escape_ci_commands(&sanitize_line(&self.masked(words))).into_owned()
    }

    /// Without secrets, line breaks kept.
    pub(super) fn multi_line(&self, words: &str) -> String {
        escape_ci_commands(&sanitize(&self.masked(words))).into_owned()
    }
}

/// A path in one line, which may be the start of one.
pub(super) fn printable_path(path: &str) -> Cow<'_, str> {
    let command = path.trim_start().starts_with("::");
    if !command && !path.contains("##") && !path.contains(is_unsafe_to_print) {
        return Cow::Borrowed(path);
    }
    let lead = if command { "./" } else { "" };
    Cow::Owned(format!("{lead}{}", escape_ci_commands(&sanitize_line(path))))
}

/// A printed line without what a CI runner takes as a command in the middle of it.
pub(super) fn escape_ci_commands(line: &str) -> Cow<'_, str> {
    if !line.contains("##") {
        return Cow::Borrowed(line);
    }
    Cow::Owned(line.replace("##[", "#\\u{23}[").replace("##vso[", "#\\u{23}vso["))
}

/// JSON with what could disturb a terminal or command a CI runner written as JSON escapes, which
/// every reader decodes to the same.
///
/// Outside of strings JSON holds none of these characters but line breaks, and inside of strings
/// the serializer has escaped those already.
pub(super) fn escape_json(json: &str) -> Cow<'_, str> {
    let disturbs = |character: char| character != '\n' && is_unsafe_to_print(character);
    if !json.contains("##") && !json.contains(disturbs) {
        return Cow::Borrowed(json);
    }
    let mut safe = String::with_capacity(json.len() + 64);
    let mut characters = json.chars().peekable();
    while let Some(character) = characters.next() {
        if disturbs(character) || (character == '#' && characters.peek() == Some(&'#')) {
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
    fn masks_quoted_secrets() {
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
        for (quoted, masked) in cases {
            assert_eq!(guard.mask(quoted), masked);
        }
    }

    #[test]
    fn ignores_secret_outside_text() {
        let secrets = Secrets::new(vec![Span::new(2, 90), Span::new(99, 100)]);
        assert_eq!(Redactor::new("short", &secrets).mask("short ort"), "short ort");
    }
}
