//! The words of VB.NET that mean something to the parser.

use std::sync::LazyLock;

/// Declares the keywords with their spelling in lower case.
macro_rules! keywords {
    ($($keyword:ident $word:literal,)*) => {
        /// A word that is not simply a name.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum Keyword {
            /// A name.
            None,
            $(#[doc = concat!("`", $word, "`")] $keyword,)*
        }

        /// The keywords by what [`packed`] makes of them, sorted.
        static KEYWORDS: LazyLock<Vec<(u128, Keyword)>> = LazyLock::new(|| {
            let mut all = vec![$((packed($word).unwrap_or_default(), Keyword::$keyword),)*];
            all.sort_unstable_by_key(|(packed, _)| *packed);
            all
        });
    };
}

/// The keyword that a word is, compared without regard to case.
#[must_use]
pub fn keyword(word: &str) -> Keyword {
    let Some(packed) = packed(word) else { return Keyword::None };
    let place = KEYWORDS.binary_search_by_key(&packed, |(packed, _)| *packed).ok();
    place.and_then(|place| KEYWORDS.get(place)).map_or(Keyword::None, |(_, keyword)| *keyword)
}

/// A short word in lower case as a number; `None` for a long one.
fn packed(word: &str) -> Option<u128> {
    let mut lower = [0; 16];
    lower.get_mut(..word.len())?.copy_from_slice(word.as_bytes());
    lower.make_ascii_lowercase();
    Some(u128::from_le_bytes(lower))
}

keywords! {
    AddHandler "addhandler", AddressOf "addressof", Aggregate "aggregate", And "and", AndAlso "andalso",
    As "as", Async "async", Await "await", Boolean "boolean", ByRef "byref", Byte "byte", ByVal "byval",
    Call "call", Case "case", Catch "catch", CBool "cbool", CByte "cbyte", CChar "cchar", CDate "cdate",
    CDbl "cdbl", CDec "cdec", Char "char", CInt "cint", Class "class", CLng "clng", CObj "cobj",
    Const "const", Continue "continue", CShort "cshort", CSng "csng", CStr "cstr", CType "ctype",
    Custom "custom", Date "date", Decimal "decimal", Declare "declare", Default "default",
    Delegate "delegate", Dim "dim", DirectCast "directcast", Do "do", Double "double", Each "each",
    Else "else", ElseIf "elseif", End "end", EndIf "endif", Enum "enum", Erase "erase", Error "error",
    Event "event", Exit "exit", False "false", Finally "finally", For "for", Friend "friend",
    From "from", Function "function", Get "get", GetType "gettype", Global "global", GoTo "goto",
    Handles "handles", If "if", Implements "implements", Imports "imports", In "in",
    Inherits "inherits", Integer "integer", Interface "interface", Is "is", IsNot "isnot",
    Iterator "iterator", Join "join", Let "let", Like "like", Long "long", Loop "loop", Me "me",
    Mod "mod", Module "module", MustInherit "mustinherit", MustOverride "mustoverride",
    MyBase "mybase", MyClass "myclass", NameOf "nameof", Namespace "namespace", New "new",
    Next "next", Not "not", Nothing "nothing", NotInheritable "notinheritable",
    NotOverridable "notoverridable", Object "object", Of "of", On "on", Operator "operator",
    Option "option", Optional "optional", Or "or", OrElse "orelse", Overloads "overloads",
    Overridable "overridable", Overrides "overrides", ParamArray "paramarray", Partial "partial",
    Private "private", Property "property", Protected "protected", Public "public",
    RaiseEvent "raiseevent", ReadOnly "readonly", ReDim "redim", RemoveHandler "removehandler",
    Resume "resume", Return "return", Select "select", Set "set", Shadows "shadows",
    Shared "shared", Short "short", Single "single", Static "static", Step "step", Stop "stop",
    String "string", Structure "structure", Sub "sub", SyncLock "synclock", Then "then",
    Throw "throw", To "to", True "true", Try "try", TryCast "trycast", TypeOf "typeof",
    Until "until", Using "using", Wend "wend", When "when", Where "where", While "while",
    With "with", WithEvents "withevents", WriteOnly "writeonly", Xor "xor", Yield "yield",
    // Words of queries that are names everywhere else.
    Ascending "ascending", By "by", Descending "descending", Distinct "distinct", Equals "equals",
    Group "group", Into "into", Order "order", Skip "skip", Take "take",
}

impl Keyword {
    /// Whether it may be used as a name.
    #[must_use]
    pub fn is_name(self) -> bool {
        use Keyword as K;
        matches!(
            self,
            K::None
                | K::Aggregate
                | K::Ascending
                | K::Async
                | K::Await
                | K::By
                | K::Custom
                | K::Descending
                | K::Distinct
                | K::Equals
                | K::From
                | K::Group
                | K::Into
                | K::Iterator
                | K::Join
                | K::Order
                | K::Skip
                | K::Take
                | K::Where
                | K::Yield
        )
    }

    /// Whether an expression goes on behind it, so that a line may end there.
    #[must_use]
    pub fn joins_lines(self) -> bool {
        use Keyword as K;
        matches!(
            self,
            K::And
                | K::AndAlso
                | K::Or
                | K::OrElse
                | K::Xor
                | K::Mod
                | K::Like
                | K::Is
                | K::IsNot
                | K::In
                | K::Of
        )
    }

    /// Whether it is an operator between two operands.
    #[must_use]
    pub fn is_operator(self) -> bool {
        use Keyword as K;
        matches!(self, K::And | K::AndAlso | K::Or | K::OrElse | K::Xor | K::Mod | K::Like | K::Is | K::IsNot)
    }

    /// Whether it is a clause of a query, so that a query may go on in a line that starts with it.
    #[must_use]
    pub fn is_query_clause(self) -> bool {
        use Keyword as K;
        matches!(
            self,
            K::Aggregate
                | K::Ascending
                | K::By
                | K::Descending
                | K::Distinct
                | K::Equals
                | K::From
                | K::Group
                | K::In
                | K::Into
                | K::Join
                | K::Let
                | K::On
                | K::Order
                | K::Select
                | K::Skip
                | K::Take
                | K::Where
        )
    }

    /// Whether it may stand before a declaration: `Public Shared Sub …`.
    #[must_use]
    pub fn is_modifier(self) -> bool {
        use Keyword as K;
        matches!(
            self,
            K::Async
                | K::Custom
                | K::Default
                | K::Friend
                | K::Iterator
                | K::MustInherit
                | K::MustOverride
                | K::NotInheritable
                | K::NotOverridable
                | K::Overloads
                | K::Overridable
                | K::Overrides
                | K::Partial
                | K::Private
                | K::Protected
                | K::Public
                | K::ReadOnly
                | K::Shadows
                | K::Shared
                | K::Static
                | K::WithEvents
                | K::WriteOnly
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_compared_without_regard_to_case() {
        assert_eq!(keyword("ENDIF"), Keyword::EndIf);
        assert_eq!(keyword("notoverridable"), Keyword::NotOverridable);
        assert_eq!(keyword("elseIf"), Keyword::ElseIf);
        for name in ["", "DTM", "surname", "a_word_that_is_longer_than_any", "é"] {
            assert_eq!(keyword(name), Keyword::None, "{name}");
        }
    }
}
