//! Statements and functions of Visual Basic that are common in the scripts of jobs.

#[derive(Debug)]
pub(super) struct VbSnippet {
    pub(super) name: &'static str,
    /// The code; each `…` becomes a tab stop.
    pub(super) body: &'static str,
    pub(super) description: &'static str,
    /// The page that documents it.
    pub(super) doc_page: &'static str,
}

const fn snippet(
    name: &'static str,
    body: &'static str,
    description: &'static str,
    doc_page: &'static str,
) -> VbSnippet {
    VbSnippet { name, body, description, doc_page }
}

const BASICS_PAGE: &str = "Visual Basic .NET Basics";
const STRINGS_PAGE: &str = "Strings Module (learn.microsoft.com)";

/// Statements that assign a result on every path, and string functions.
#[rustfmt::skip]
pub(super) const VB_SNIPPETS: &[VbSnippet] = &[
    snippet("If", "If … Then\r\n    DTM.Result = …\r\nElse\r\n    DTM.Result = …\r\nEnd If", "a result that depends on a condition", BASICS_PAGE),
    snippet("Select Case", "Select Case …\r\n    Case …\r\n        DTM.Result = …\r\n    Case Else\r\n        DTM.Result = …\r\nEnd Select", "a result that depends on a value", BASICS_PAGE),
    snippet("Dim", "Dim … As String = …", "declares a variable (required in scripts)", BASICS_PAGE),
    snippet("LCase", "LCase(…)", "converts a string to lowercase", STRINGS_PAGE),
    snippet("UCase", "UCase(…)", "converts a string to uppercase", STRINGS_PAGE),
    snippet("Trim", "Trim(…)", "removes leading and trailing spaces", STRINGS_PAGE),
    snippet("Left", "Left(…, …)", "the first characters of a string", STRINGS_PAGE),
    snippet("Right", "Right(…, …)", "the last characters of a string", STRINGS_PAGE),
    snippet("Mid", "Mid(…, …, …)", "a number of characters from a position, counted from 1", STRINGS_PAGE),
    snippet("Replace", "Replace(…, …, …)", "replaces all occurrences of a substring", STRINGS_PAGE),
    snippet("Len", "Len(…)", "the number of characters of a string", STRINGS_PAGE),
    snippet("InStr", "InStr(…, …)", "the position of a substring, counted from 1; 0 if it does not occur", STRINGS_PAGE),
];
