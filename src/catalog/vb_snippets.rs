//! A few words of Visual Basic that scripts of jobs use most.

/// A statement or a function.
#[derive(Debug)]
pub struct VbSnippet {
    /// Its name.
    pub name: &'static str,
    /// How it is written; `…` stands for what is filled in.
    pub body: &'static str,
    /// What it does.
    pub description: &'static str,
    /// The page that says so.
    pub doc_page: &'static str,
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

/// Statements with a result on every way, and functions for strings.
#[rustfmt::skip]
pub const VB_SNIPPETS: &[VbSnippet] = &[
    snippet("If", "If … Then\r\n    DTM.Result = …\r\nElse\r\n    DTM.Result = …\r\nEnd If", "one result or another", BASICS_PAGE),
    snippet("Select Case", "Select Case …\r\n    Case …\r\n        DTM.Result = …\r\n    Case Else\r\n        DTM.Result = …\r\nEnd Select", "a result for each value", BASICS_PAGE),
    snippet("Dim", "Dim … As String = …", "declares a variable: scripts must", BASICS_PAGE),
    snippet("LCase", "LCase(…)", "a text in small letters", STRINGS_PAGE),
    snippet("UCase", "UCase(…)", "a text in capital letters", STRINGS_PAGE),
    snippet("Trim", "Trim(…)", "a text without blanks at its ends", STRINGS_PAGE),
    snippet("Left", "Left(…, …)", "so many characters from the start of a text", STRINGS_PAGE),
    snippet("Right", "Right(…, …)", "so many characters from the end of a text", STRINGS_PAGE),
    snippet("Mid", "Mid(…, …, …)", "so many characters of a text from a place on, counted from 1", STRINGS_PAGE),
    snippet("Replace", "Replace(…, …, …)", "a text with one part replaced by another", STRINGS_PAGE),
    snippet("Len", "Len(…)", "how many characters a text has", STRINGS_PAGE),
    snippet("InStr", "InStr(…, …)", "where a part stands in a text, counted from 1; 0 where it does not", STRINGS_PAGE),
];
