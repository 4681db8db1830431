//! The words of VB.NET that mean something to the parser.

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

        /// The keywords by what [`packed`] makes of them.
        const KEYWORDS: &[(u128, Keyword)] = &[$((packed_literal($word), Keyword::$keyword),)*];
    };
}

/// Places in the table of keywords; it is at most a third full, so that most names are told by one look.
const TABLE_SIZE: usize = 512;

/// What a place holds that is free.
const EMPTY_SLOT: u8 = u8::MAX;

/// For each place which keyword is there. One that finds its place taken is in the next that was free.
static TABLE: [u8; TABLE_SIZE] = {
    assert!(KEYWORDS.len() < EMPTY_SLOT as usize && KEYWORDS.len() * 3 < TABLE_SIZE);
    let mut table = [EMPTY_SLOT; TABLE_SIZE];
    let mut index: u8 = 0;
    while (index as usize) < KEYWORDS.len() {
        let mut slot = slot_of(KEYWORDS[index as usize].0);
        while table[slot] != EMPTY_SLOT {
            slot = (slot + 1) % TABLE_SIZE;
        }
        table[slot] = index;
        index += 1;
    }
    table
};

/// Where in the table a word would be.
const fn slot_of(packed: u128) -> usize {
    const FACTOR: u64 = 0x9e37_79b9_7f4a_7c15;
    let folded = packed as u64 ^ ((packed >> 64) as u64).rotate_left(1);
    // The upper bits are mixed best.
    (folded.wrapping_mul(FACTOR) >> 48) as usize % TABLE_SIZE
}

/// The keyword that a word is, compared without regard to case.
#[must_use]
pub fn keyword(word: &str) -> Keyword {
    keyword_at(word.as_bytes(), 0, word.len())
}

/// The keyword that stands in a text, by where it starts and how long it is.
#[inline]
pub(super) fn keyword_at(text: &[u8], start: usize, length: usize) -> Keyword {
    let Some(packed) = packed(text, start, length) else { return Keyword::None };
    let mut slot = slot_of(packed);
    while let Some((known, keyword)) = KEYWORDS.get(usize::from(TABLE[slot])) {
        if *known == packed {
            return *keyword;
        }
        slot = (slot + 1) % TABLE_SIZE;
    }
    Keyword::None
}

/// The bit that tells capitals from small letters, in each byte. No other characters get to be letters by
/// setting it.
const LOWERCASE_BITS: u128 = u128::from_le_bytes([0x20; 16]);

/// The bits of the first bytes, for each number of them up to sixteen.
const LENGTH_MASKS: [u128; 17] = {
    let mut used = [0; 17];
    let mut length = 1;
    while length < used.len() {
        used[length] = used[length - 1] << 8 | 0xff;
        length += 1;
    }
    used
};

/// A short word as a number, the same in any case; `None` for a long one.
#[inline]
fn packed(text: &[u8], start: usize, length: usize) -> Option<u128> {
    let used = LENGTH_MASKS.get(length)?;
    // What stands behind the word spares copying it.
    let sixteen = match text.get(start..).and_then(<[u8]>::first_chunk) {
        Some(sixteen) => *sixteen,
        None => {
            let mut sixteen = [0; 16];
            sixteen.get_mut(..length)?.copy_from_slice(text.get(start..start + length)?);
            sixteen
        }
    };
    Some((u128::from_le_bytes(sixteen) | LOWERCASE_BITS) & used)
}

/// The same for a word that is at hand when joblint is built.
const fn packed_literal(word: &str) -> u128 {
    let mut sixteen = [0; 16];
    let mut at = 0;
    while at < word.len() {
        sixteen[at] = word.as_bytes()[at];
        at += 1;
    }
    (u128::from_le_bytes(sixteen) | LOWERCASE_BITS) & LENGTH_MASKS[word.len()]
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
    pub fn continues_line(self) -> bool {
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

    #[test]
    fn finds_every_keyword_at_any_offset() {
        for (packed, known) in KEYWORDS {
            let bytes = packed.to_le_bytes();
            let length = bytes.iter().take_while(|byte| **byte != 0).count();
            let word = std::str::from_utf8(&bytes[..length]).unwrap().to_uppercase();
            assert_eq!(keyword(&word), *known, "{word}");
            // More text behind it than a keyword can have, and letters right behind the range.
            let text = format!("x {word}abcdefghijklmnopq");
            assert_eq!(keyword_at(text.as_bytes(), 2, length), *known, "{text}");
        }
        for text in ["a@@", "k\u{fa}", "d\0m"] {
            assert_eq!(keyword(text), Keyword::None, "{text}");
        }
    }
}
