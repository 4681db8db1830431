use super::*;

#[test]
fn parses_published_forms() {
    let join = parse("Join:field=First;separator=_api_;field=Last").expect("join");
    let TransformBody::Join { first, separator, second } = join.body else { panic!("no join") };
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
fn separators_may_hold_anything() {
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
fn kinds_without_a_public_form_take_any_parameters() {
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
        ("Static", 6..6, "`:` is missing after `Static`"),
        ("Static:val=8", 7..10, "`value=` is missing after `Static:`"),
        ("Static:8", 7..7, "`value=` is missing after `Static:`"),
        ("Script:DTM.Result = 1", 7..7, "`text=` is missing after `Script:`"),
        ("Script:text:DTM.Result = 1", 7..11, "`text=` is missing after `Script:`"),
        ("Script:value=DTM.Result = 1", 7..12, "`text=` is missing after `Script:`"),
        ("Static=8", 6..7, "`:` belongs after `Static`, not `=`"),
        ("Static\u{ff1a}value=8", 6..9, "`:` belongs after `Static`, not `\u{ff1a}`"),
        (" join (a, b)", 6..7, "`:` belongs after `Join`, not `(`"),
        ("DTM.Result = 1", 0..3, "a script without `Script:text=` before it"),
        ("\"Static:value=8\"", 0..1, "a transform stands in no quotes of its own"),
        ("  First & Last ", 2..14, "a transform starts with its kind and a colon"),
        ("Join:field=a;seperator=.;field=b", 13..22, "`seperator=` in a Join should be spelt `separator=`"),
        ("Join:field=a; separator=.;field=b", 13..23, "blanks stand beside `separator` in a Join"),
        ("Join:field=a,separator=.,field=b", 12..13, "`;` belongs before `separator=`, not `,`"),
        ("Join:field=a;separator=.;feild=b", 25..30, "`feild=` in a Join should be spelt `field=`"),
        ("Join:field=a;separator=.,field=b", 24..25, "`;` belongs before `field=`, not `,`"),
        ("Join:field=a;separator=é; field =b", 26..33, "blanks stand beside `field` in a Join"),
        ("Resolve: ", 8..8, "`Resolve` has no filter"),
        ("Script:text= ", 12..13, "the script is empty"),
        ("First", 0..5, "a transform starts with its kind and a colon"),
        ("=x", 0..1, "a transform starts with its kind and a colon"),
        ("Join:First;Last", 5..10, "`field=` is missing after `Join:`"),
        ("Join:field=a;field=b", 12..12, "`;separator=` is missing between the fields of a Join"),
        ("Join:field=a;separator=.", 24..24, "the second `;field=` of a Join is missing"),
        ("Join:field=;separator=.;field=b", 11..11, "the first field of the Join has no name"),
        ("Join:field=a;separator=.;field= ", 31..32, "the second field of the Join has no name"),
        (
            "Join:field=a;separator=.;field=b;separator=.;field=c",
            51..52,
            "a Join has two fields, this one has more",
        ),
        ("Left:field=a;length=x", 20..21, "`length` must be a positive whole number"),
        ("Left:field=a;length=0", 20..21, "`length` must be a positive whole number"),
        ("Left:field=;length=2", 11..11, "the field of `Left` has no name"),
        ("Left:", 5..5, "`Left` has no parameters"),
        ("Left:field=a;3", 12..14, "a parameter is written `name=value`"),
    ] {
        match parse(text) {
            Err(TransformError::Syntax { range: found, message: said, .. }) => {
                assert_eq!((said.as_str(), found), (message, range), "{text}");
            }
            other => panic!("{text}: {other:?}"),
        }
    }
}

#[test]
fn reports_unpublished_spelling() {
    for (text, slips) in [
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
        let slips: Vec<(Range<usize>, String)> =
            slips.into_iter().map(|(range, meant)| (range, meant.to_owned())).collect();
        assert_eq!(spelling_corrections(text, &transform), slips, "{text}");
    }
}

#[test]
fn reports_unknown_kinds() {
    for (text, kind) in [("Sttaic:value=1", "Sttaic"), ("Concat:a", "Concat"), ("C:\\share", "C")] {
        assert!(matches!(parse(text), Err(TransformError::UnknownKind(part)) if part.text == kind), "{text}");
    }
}
