//! `text-encoding`

use crate::diagnostic::Diagnostic;
use crate::rules::prelude::*;
use crate::text::{EncodingProblem, Span};

pub(crate) static RULE: Rule = Rule {
    name: "text-encoding",
    group: Group::Syntax,
    severity: Severity::Error,
    fix: FixKind::Safe,
    summary: "file is not plain UTF-8",
    page: rule_page!("text-encoding"),
    check: Check::External,
    ..Rule::DEFAULT
};

/// Makes the diagnostic for a problem with the encoding.
pub(crate) fn diagnostic(problem: EncodingProblem) -> Diagnostic {
    match problem {
        EncodingProblem::ByteOrderMark => {
            let mark = Span::new(0, 3);
            Diagnostic {
                help: Some("some JSON parsers reject it: save the file as UTF-8 without it".to_owned()),
                fix: Some(Fix::safe("remove the byte order mark").delete(mark)),
                ..Diagnostic::new(
                    RULE.name,
                    Severity::Warning,
                    mark,
                    "the file starts with a byte order mark",
                )
            }
        }
        EncodingProblem::WideUnicode(name) => Diagnostic {
            help: Some(
                "save the file as UTF-8 without a byte order mark; nothing else was checked".to_owned(),
            ),
            ..Diagnostic::new(
                RULE.name,
                RULE.severity,
                Span::empty(0),
                format!("the file is encoded as {name}, not as UTF-8"),
            )
        },
        EncodingProblem::InvalidUtf8 { span, byte, count } => {
            let more = match count {
                1 => String::new(),
                _ => format!("; the file has {count} such bytes"),
            };
            Diagnostic {
                help: Some(
                    "save the file as UTF-8 without a byte order mark; it seems to be Latin-1 or Windows-1252"
                        .to_owned(),
                ),
                ..Diagnostic::new(
                    RULE.name,
                    RULE.severity,
                    span,
                    format!("byte 0x{byte:02X} is not valid UTF-8{more}"),
                )
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::linter::{FileOrigin, Linter, Scratch};

    fn findings(bytes: &[u8]) -> Vec<(Severity, u32, String)> {
        let checked = Linter::default().lint(bytes, FileOrigin::Explicit, &mut Scratch::default());
        let found = checked.diagnostics.into_iter().filter(|found| found.rule == RULE.name);
        found.map(|found| (found.severity, found.span.start, found.message)).collect()
    }

    #[test]
    fn reports_each_encoding() {
        let utf16: Vec<u8> = "{\"isTemplate\": 1}".encode_utf16().flat_map(u16::to_le_bytes).collect();
        for (bytes, expected) in [
            (
                &b"\xEF\xBB\xBF{\"isTemplate\": 1}"[..],
                (Severity::Warning, 0, "the file starts with a byte order mark"),
            ),
            (&utf16, (Severity::Error, 0, "the file is encoded as UTF-16 (little-endian), not as UTF-8")),
            (b"{\"isTemplate\": \"Andr\xE9\"}", (Severity::Error, 20, "byte 0xE9 is not valid UTF-8")),
        ] {
            let (severity, start, message) = expected;
            assert_eq!(findings(bytes), [(severity, start, message.to_owned())]);
        }
        assert_eq!(findings("{\"isTemplate\": \"André\"}".as_bytes()), []);
    }

    #[test]
    fn checks_the_rest_of_a_latin_1_file() {
        let bytes = b"{\"isTemplate\": \"Andr\xE9\", \"isTemplate\": 1}";
        let checked = Linter::default().lint(bytes, FileOrigin::Explicit, &mut Scratch::default());
        assert!(checked.diagnostics.iter().any(|found| found.rule == "duplicate-member"));
    }
}
