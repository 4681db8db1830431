//! Keywords of VB.NET.

/// Declares the keywords with their spelling in lower case.
macro_rules! keywords {
    ($($keyword:ident $word:literal,)*) => {
        /// A keyword, including contextual ones.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum Keyword {
            /// Not a keyword.
            None,
            $(#[doc = concat!("`", $word, "`")] $keyword,)*
        }

        /// Keywords by packed word, see [`packed`].
        const KEYWORDS: &[(u128, Keyword)] = &[$((packed_literal($word), Keyword::$keyword),)*];
    };
}

/// Size of the hash table. At most a third is used, so that most look-ups need one probe.
const TABLE_SIZE: usize = 512;

/// Value of a free slot.
const EMPTY_SLOT: u8 = u8::MAX;

/// Hash table with indices into [`KEYWORDS`] and linear probing.
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

/// First slot of a packed word.
const fn slot_of(packed: u128) -> usize {
    const FACTOR: u64 = 0x9e37_79b9_7f4a_7c15;
    let mixed = packed as u64 ^ ((packed >> 64) as u64).rotate_left(1);
    // The upper bits are mixed best.
    (mixed.wrapping_mul(FACTOR) >> 48) as usize % TABLE_SIZE
}

/// Keyword with this spelling, ignoring case.
#[must_use]
pub fn keyword(word: &str) -> Keyword {
    keyword_at(word.as_bytes(), 0, word.len())
}

/// Keyword at a position in a text.
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

/// Case bit of each byte. Setting it does not turn other characters into letters.
const LOWERCASE_BITS: u128 = u128::from_le_bytes([0x20; 16]);

/// Masks for words of up to sixteen bytes, by length.
const LENGTH_MASKS: [u128; 17] = {
    let mut masks = [0; 17];
    let mut length = 1;
    while length < masks.len() {
        masks[length] = masks[length - 1] << 8 | 0xff;
        length += 1;
    }
    masks
};

/// Packs a word of up to sixteen bytes into a number, ignoring case; `None` for longer words.
#[inline]
fn packed(text: &[u8], start: usize, length: usize) -> Option<u128> {
    let mask = LENGTH_MASKS.get(length)?;
    // If possible, reads beyond the end of the word instead of copying it.
    let sixteen = match text.get(start..).and_then(<[u8]>::first_chunk) {
        Some(sixteen) => *sixteen,
        None => {
            let mut sixteen = [0; 16];
            sixteen.get_mut(..length)?.copy_from_slice(text.get(start..start + length)?);
            sixteen
        }
    };
    Some((u128::from_le_bytes(sixteen) | LOWERCASE_BITS) & mask)
}

/// Same as [`packed`], at compile time.
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
    // Contextual keywords of queries.
    Ascending "ascending", By "by", Descending "descending", Distinct "distinct", Equals "equals",
    Group "group", Into "into", Order "order", Skip "skip", Take "take",
}

impl Keyword {
    /// Whether the word can be a name.
    #[must_use]
    pub(crate) fn is_name(self) -> bool {
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

    /// Whether an expression continues after the keyword, so that a line break is allowed.
    #[must_use]
    pub(crate) fn continues_line(self) -> bool {
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

    /// Whether the keyword is a binary operator.
    #[must_use]
    pub(crate) fn is_operator(self) -> bool {
        use Keyword as K;
        matches!(self, K::And | K::AndAlso | K::Or | K::OrElse | K::Xor | K::Mod | K::Like | K::Is | K::IsNot)
    }

    /// Whether the keyword is part of a query, so that a query can continue on its line.
    #[must_use]
    pub(crate) fn is_query_clause(self) -> bool {
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

    /// Whether the keyword is a modifier of a declaration: `Public Shared Sub …`.
    #[must_use]
    pub(crate) fn is_modifier(self) -> bool {
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
    fn compares_words_case_insensitively() {
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
            // Followed by letters and by more text than a keyword can have.
            let text = format!("x {word}abcdefghijklmnopq");
            assert_eq!(keyword_at(text.as_bytes(), 2, length), *known, "{text}");
        }
        for text in ["a@@", "k\u{fa}", "d\0m"] {
            assert_eq!(keyword(text), Keyword::None, "{text}");
        }
    }
}
