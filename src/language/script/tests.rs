//! Tests of the parser with invalid and generated scripts.

use std::ops::Range;

use super::*;

/// Runs all analyses on a text and checks that ranges are valid.
fn check_invariants(text: &str) -> Script {
    let script = parse(text);
    let inside = |range: &Range<usize>| {
        assert!(text.get(range.clone()).is_some(), "{range:?} of {text:?}");
    };
    script.tokens.iter().for_each(|token| inside(&token.range()));
    script.comments.iter().for_each(inside);
    for error in &script.errors {
        inside(&error.range);
        if let ScriptErrorKind::UnclosedBlock { found: Some(found), .. } = &error.kind {
            inside(found);
        }
    }
    unassigned_paths(&script, text).iter().flatten().for_each(|path| inside(&path.range));
    undeclared_names(&script, text, |_| false).iter().for_each(|name| inside(&name.range));
    script.source_fields(text).iter().for_each(|field| inside(&field.range));
    for member in &script.dtm_references {
        let _ = script.arguments(text, member.member);
    }
    find_python_line(text).iter().for_each(inside);
    script
}

#[test]
fn survives_deep_nesting() {
    for (open, close) in [
        ("If a Then\n", "End If\n"),
        ("(", ")"),
        ("{", "}"),
        ("If a Then ", " Else b = 1"),
        ("f = Sub() ", ""),
        ("f = Function(x)\n", "End Function\n"),
        ("x($\"{", "}\")"),
        ("For i = 1 To 2\n", "Next\n"),
        ("Class A\n", "End Class\n"),
        ("Select Case a\nCase 1\n", "End Select\n"),
        ("Try\n", "Catch\nEnd Try\n"),
        ("DTM.Source(", ")"),
    ] {
        for closes in [0, 100_000] {
            check_invariants(&format!("{}x = 1{}", open.repeat(100_000), close.repeat(closes)));
        }
    }
}

/// Quadratic algorithms would take minutes for this input.
#[test]
fn parses_in_linear_time() {
    for piece in [
        "DTM.Result = DTM.Source(\"a\")\n",
        "If a Then\nb = 1\nEnd If\n",
        "{",
        "}",
        "(",
        ")",
        "\"\n",
        "$\"{",
        "x==1;",
        "Dim a, ",
        "Dim a = Sub() ",
        "Function(",
        "End If\n",
        "#",
        "# ",
        "_ ",
        ": ",
        "From x In ",
        "Property a\n",
        "Public ",
        "a.b(c)&",
        "'\n",
        "[a] [0",
        "<",
        "++ ",
        "{{",
        "${",
        "Next i, j\n",
        "Case 1\n",
    ] {
        let text = piece.repeat(100_000 / piece.len());
        let start = std::time::Instant::now();
        check_invariants(&text);
        assert!(start.elapsed().as_secs() < 20, "{piece:?}");
    }
}

#[test]
fn accepts_deep_parentheses() {
    let text = format!("DTM.Result = {}1{}", "(".repeat(100_000), ")".repeat(100_000));
    let script = check_invariants(&text);
    assert!(script.is_well_formed());
    assert!(unassigned_paths(&script, &text).is_empty());
}

#[test]
fn skips_analysis_when_too_deep() {
    let text = format!("{}x = 1\n{}", "If a Then\n".repeat(500), "End If\n".repeat(500));
    assert!(!check_invariants(&text).is_fully_parsed());
    let text = format!("{}DTM.Result = 1\n{}", "If a Then\n".repeat(50), "End If\n".repeat(50));
    assert_eq!(unassigned_paths(&check_invariants(&text), &text).len(), 1);
}

#[test]
fn locates_source_fields() {
    let text = "With DTM\n.Result = .Source(\"a\"\"b\") & dtm.source(“é”) & $\"{DTM.Source(\"c\")}\" & .Source(x)\nEnd With";
    let fields = parse(text).source_fields(text);
    let found: Vec<(&str, &str)> =
        fields.iter().map(|field| (field.name.as_ref(), &text[field.range.clone()])).collect();
    assert_eq!(found, [("a\"b", "a\"\"b"), ("é", "é"), ("c", "c")]);
}

#[test]
fn skips_analysis_with_placeholders_in_code() {
    for text in ["If ${A} Then", "x = {{ a }}", "x = $\"${NAME}\"", "${A}"] {
        assert!(!parse(text).is_fully_parsed(), "{text}");
    }
    for text in ["x = \"${A}\" ' ${B}", "x = {{1, 2}, {3, 4}}", "x = $\"{a}\"", "x = {{a}, {b}}"] {
        assert!(parse(text).is_fully_parsed(), "{text}");
    }
}

mod any {
    use super::check_invariants;
    use proptest::prelude::*;

    /// Fragments with a meaning for the parser.
    const PIECES: &[&str] = &[
        "If ",
        "Then",
        "Else",
        "ElseIf ",
        "End If",
        "End ",
        "Select Case ",
        "Case ",
        "Case Else",
        "For ",
        "Each ",
        "Next",
        "Next i, j",
        "Do",
        "Loop",
        "While ",
        "Until ",
        "Wend",
        "Try",
        "Catch ",
        "Finally",
        "With DTM",
        "With ",
        "Using ",
        "Sub(",
        "Sub ",
        "Function(x)",
        "Class ",
        "Property ",
        "Get",
        "Set ",
        "Return",
        "Exit ",
        "Throw",
        "GoTo ",
        "x",
        "DTM",
        ".",
        ".Result",
        "DTM.Result = ",
        "DTM.Source(",
        "\"",
        "“",
        "”",
        "$\"",
        "{",
        "}",
        "{{",
        "(",
        ")",
        "[",
        "]",
        "'",
        "REM ",
        "#",
        "#If",
        "1",
        "1.5E+",
        "&H",
        "&",
        "&&",
        "==",
        "=",
        ":",
        ":=",
        ",",
        ";",
        "//",
        "<",
        "<a>",
        ">",
        "_",
        " _\n",
        " ",
        "\n",
        "\r\n",
        "\r",
        "From x In ",
        "Where ",
        "é",
        "😀",
        "\u{2028}",
        "${A}",
        "$",
        "c",
        "As ",
        "Dim ",
        "!",
        "?",
        "++",
        "Handles DTM.",
        "Module ",
        "Imports ",
        "Imports System.DirectoryServices\n",
    ];

    fn any_script() -> impl Strategy<Value = String> {
        prop_oneof![
            any::<String>(),
            proptest::collection::vec(proptest::sample::select(PIECES), 0..60)
                .prop_map(|pieces| pieces.concat()),
            mutated_script(),
        ]
    }

    /// A real script with a fragment replaced.
    fn mutated_script() -> impl Strategy<Value = String> {
        let piece = proptest::sample::select(PIECES);
        (any::<prop::sample::Index>(), any::<prop::sample::Index>(), 0..20_usize, piece).prop_map(
            |(script, at, length, piece)| {
                let real = REAL[script.index(REAL.len())];
                let floor = |at: usize| (0..=at.min(real.len())).rev().find(|&at| real.is_char_boundary(at));
                let start = floor(at.index(real.len())).unwrap_or(0);
                let end = floor(start + length).unwrap_or(start).max(start);
                format!("{}{piece}{}", &real[..start], &real[end..])
            },
        )
    }

    const REAL: &[&str] = &[
        include_str!("../../../tests/scripts/lambdas.vb"),
        include_str!("../../../tests/scripts/linq.vb"),
        include_str!("../../../tests/scripts/interpolation.vb"),
        include_str!("../../../tests/scripts/implicit-continuation.vb"),
        include_str!("../../../tests/scripts/global-with-code.vb"),
        include_str!("../../../tests/scripts/nested-select-in-loop.vb"),
        include_str!("../../../tests/scripts/try-with-fallback.vb"),
        include_str!("../../../tests/scripts/typographic-quotes.vb"),
        include_str!("../../../tests/scripts/array-initialisers.vb"),
        include_str!("../../../tests/scripts/nested-one-line-ifs.vb"),
    ];

    proptest! {
        #![proptest_config(ProptestConfig { cases: 1000, ..ProptestConfig::default() })]
        #[test]
        fn never_panics(text in any_script()) {
            check_invariants(&text);
        }
    }
}
