use super::*;

#[test]
fn parses_published_forms() {
    let join = parse("Join:field=First;separator=_api_;field=Last").expect("join");
    let TransformBody::Join { first, separator, second } = join.body else { panic!("not a Join") };
    assert_eq!((first.text, separator.text, second.text), ("First", "_api_", "Last"));
    assert_eq!((first.range, separator.range, second.range), (11..16, 27..32, 39..43));

    let script = "Script:text=DTM.Result = DTM.Source(\"cn\") & \";field=\"";
    assert!(
        matches!(parse(script), Ok(Transform { body: TransformBody::Script(part), .. }) if part.range.start == 12)
    );
    assert!(
        matches!(parse("Static:value=a;b=c"), Ok(Transform { body: TransformBody::Static(part), .. }) if part.text == "a;b=c")
    );
    assert!(
        matches!(parse("Static:value="), Ok(Transform { body: TransformBody::Static(part), .. }) if part.text.is_empty())
    );
}

#[test]
fn separators_may_contain_any_character() {
    for (text, expected) in [
        ("Join:field=a;separator=; ;field=b", "; "),
        ("Join:field=a;separator==;field=b", "="),
        ("Join:field=a;separator=;field=b", ""),
        ("join:Field=a;Separator=é;FIELD=b", "é"),
    ] {
        let Ok(Transform { body: TransformBody::Join { separator, .. }, .. }) = parse(text) else {
            panic!("{text}")
        };
        assert_eq!(separator.text, expected);
    }
}

#[test]
fn kinds_without_public_syntax_accept_any_parameters() {
    for text in [
        "Left:field=Last;length=3",
        "Left:count=3;field=Last",
        "Substring:field=Phone;start=0;length=2",
        "Left:field=Last;length=${N}",
        "Resolve:filter=(cn = \"x\";y)",
        "Resolve:anything",
    ] {
        assert!(parse(text).is_ok(), "{text}");
    }
}

#[test]
fn locates_errors() {
    for (text, range, message) in [
        ("Static", 6..6, "expected `:` after `Static`"),
        ("Static:val=8", 7..10, "expected `value=` after `Static:`"),
        ("Static:8", 7..7, "expected `value=` after `Static:`"),
        ("Script:DTM.Result = 1", 7..7, "expected `text=` after `Script:`"),
        ("Script:text:DTM.Result = 1", 7..11, "expected `text=` after `Script:`"),
        ("Script:value=DTM.Result = 1", 7..12, "expected `text=` after `Script:`"),
        ("Static=8", 6..7, "expected `:` after `Static`, found `=`"),
        ("Static\u{ff1a}value=8", 6..9, "expected `:` after `Static`, found `\u{ff1a}`"),
        (" join (a, b)", 6..7, "expected `:` after `Join`, found `(`"),
        ("DTM.Result = 1", 0..3, "expected `Script:text=` before the script"),
        ("\"Static:value=8\"", 0..1, "unexpected quote before the transform"),
        ("  First & Last ", 2..14, "expected the kind of transform and `:`"),
        ("Join:field=a;seperator=.;field=b", 13..22, "misspelled `separator=` in a Join: `seperator=`"),
        ("Join:field=a; separator=.;field=b", 13..23, "unexpected space next to `separator` in a Join"),
        ("Join:field=a,separator=.,field=b", 12..13, "expected `;` before `separator=`, found `,`"),
        ("Join:field=a;separator=.;feild=b", 25..30, "misspelled `field=` in a Join: `feild=`"),
        ("Join:field=a;separator=.,field=b", 24..25, "expected `;` before `field=`, found `,`"),
        ("Join:field=a;separator=é; field =b", 26..33, "unexpected space next to `field` in a Join"),
        ("Resolve: ", 8..8, "expected a filter after `Resolve:`"),
        ("Script:text= ", 12..13, "the script is empty"),
        ("First", 0..5, "expected the kind of transform and `:`"),
        ("=x", 0..1, "expected the kind of transform and `:`"),
        ("Join:First;Last", 5..10, "expected `field=` after `Join:`"),
        ("Join:field=a;field=b", 12..12, "expected `;separator=` between the fields of a Join"),
        ("Join:field=a;separator=.", 24..24, "expected a second `;field=` in a Join"),
        ("Join:field=;separator=.;field=b", 11..11, "the first field of the Join is empty"),
        ("Join:field=a;separator=.;field= ", 31..32, "the second field of the Join is empty"),
        ("Join:field=a;separator=.;field=b;separator=.;field=c", 51..52, "too many fields in a Join"),
        ("Left:field=a;length=x", 20..21, "`length` must be a positive integer"),
        ("Left:field=a;length=0", 20..21, "`length` must be a positive integer"),
        ("Left:field=;length=2", 11..11, "the field of `Left` is empty"),
        ("Left:", 5..5, "expected parameters after `Left:`"),
        ("Left:field=a;3", 12..14, "expected a parameter as `name=value`"),
    ] {
        match parse(text) {
            Err(TransformError::Syntax { range: found, message: actual, .. }) => {
                assert_eq!((actual.as_str(), found), (message, range), "{text}");
            }
            other => panic!("{text}: {other:?}"),
        }
    }
}

#[test]
fn reports_unpublished_spelling() {
    for (text, expected) in [
        ("Static:value= x", vec![]),
        ("Join:field=a;separator=; ;field=b", vec![]),
        ("Left:Field=a;Length=2", vec![]),
        ("static:value=x", vec![(0..13, "Static:value=")]),
        (" Static: value =x", vec![(0..16, "Static:value=")]),
        ("Script:TEXT=DTM.Result = 1", vec![(0..12, "Script:text=")]),
        ("left :field=a;length=2", vec![(0..6, "Left:")]),
        ("Join:Field=a;SEPARATOR=.;field=b", vec![(0..11, "Join:field="), (12..23, ";separator=")]),
    ] {
        let transform = parse(text).unwrap_or_else(|error| panic!("{text}: {error:?}"));
        let expected: Vec<(Range<usize>, String)> =
            expected.into_iter().map(|(range, correction)| (range, correction.to_owned())).collect();
        assert_eq!(spelling_corrections(text, &transform), expected, "{text}");
    }
}

#[test]
fn reports_unknown_kinds() {
    for (text, kind) in [("Sttaic:value=1", "Sttaic"), ("Concat:a", "Concat"), ("C:\\share", "C")] {
        assert!(matches!(parse(text), Err(TransformError::UnknownKind(part)) if part.text == kind), "{text}");
    }
}
