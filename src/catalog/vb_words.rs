//! A few words of Visual Basic that scripts of jobs use most.

/// A statement or a function.
#[derive(Debug)]
pub struct VbWord {
    /// Its name.
    pub name: &'static str,
    /// How it is written; `…` stands for what is filled in.
    pub form: &'static str,
    /// What it does.
    pub meaning: &'static str,
    /// The page that says so.
    pub source: &'static str,
}

const fn word(name: &'static str, form: &'static str, meaning: &'static str, source: &'static str) -> VbWord {
    VbWord { name, form, meaning, source }
}

const BASICS: &str = "Visual Basic .NET Basics";
const STRINGS: &str = "Strings Module (learn.microsoft.com)";

/// Statements with a result on every way, and functions for strings.
#[rustfmt::skip]
pub const VB_WORDS: &[VbWord] = &[
    word("If", "If … Then\r\n    DTM.Result = …\r\nElse\r\n    DTM.Result = …\r\nEnd If", "one result or another", BASICS),
    word("Select Case", "Select Case …\r\n    Case …\r\n        DTM.Result = …\r\n    Case Else\r\n        DTM.Result = …\r\nEnd Select", "a result for each value", BASICS),
    word("Dim", "Dim … As String = …", "declares a variable: scripts must", BASICS),
    word("LCase", "LCase(…)", "a text in small letters", STRINGS),
    word("UCase", "UCase(…)", "a text in capital letters", STRINGS),
    word("Trim", "Trim(…)", "a text without blanks at its ends", STRINGS),
    word("Left", "Left(…, …)", "so many characters from the start of a text", STRINGS),
    word("Right", "Right(…, …)", "so many characters from the end of a text", STRINGS),
    word("Mid", "Mid(…, …, …)", "so many characters of a text from a place on, counted from 1", STRINGS),
    word("Replace", "Replace(…, …, …)", "a text with one part replaced by another", STRINGS),
    word("Len", "Len(…)", "how many characters a text has", STRINGS),
    word("InStr", "InStr(…, …)", "where a part stands in a text, counted from 1; 0 where it does not", STRINGS),
];
