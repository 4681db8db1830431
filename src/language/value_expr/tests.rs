use super::*;
use crate::language::script;
use crate::language::transform;

fn describe(text: &str) -> String {
    transform::parse(text).unwrap_or_else(|_| panic!("{text}")).describe()
}

fn example(text: &str) -> Option<String> {
    transform::parse(text).expect(text).example().map(|example| example.describe())
}

#[test]
fn describes_transforms() {
    for (text, said) in [
        ("Join:field=First;separator=_api_;field=Last", "First, then `_api_`, then Last"),
        ("Join:field=First Name;separator= ;field=Last_Name", "First Name, then a space, then Last_Name"),
        ("join:field=a;separator=;field=*b*", "a, then `*b*`"),
        ("Join:field=a;separator=`;field=b", "a, then `` ` ``, then b"),
        ("Static:value=8", "always `8`"),
        ("Static:value=", "always empty"),
        (
            r"Static:value=\\%COMPUTERNAME%\home",
            r"always `\\%COMPUTERNAME%\home` with `%COMPUTERNAME%` filled in",
        ),
        ("Left:field=Last;length=3", "the first 3 characters of Last"),
        ("left:count=1;Field=Last", "the first character of Last"),
        ("Left:field=Last;length=${N}", "the first characters of Last: length `${N}`"),
        ("Left:count=3", "the first characters of a source field: count `3`"),
        ("Substring:field=Phone;start=1;length=2", "2 characters of Phone behind the first character"),
        ("Substring:startIndex=3;length=1;field=Phone", "1 character of Phone behind the first 3 characters"),
        ("Substring:field=Phone;start=0;length=2", "the first 2 characters of Phone"),
        ("Substring:field=Phone;start=2", "Phone without its first 2 characters"),
        ("Substring:field=Phone;length=2", "a part of Phone: length `2`"),
        (
            "Resolve:filter=(cn is exactly \"x\")",
            "the distinguished name of the recipient whose (cn is exactly “x”)",
        ),
        ("Resolve:anything", "the distinguished name of the recipient that a filter finds"),
        (
            "Script:text=DTM.Result = DTM.Source(\"cn\") & \"_\" & LCase(DTM.Source(\"sn\"))",
            "cn, then `_`, then sn in small letters",
        ),
        ("Script:text=DTM.Result = 1\nDTM.Result = 2", "what a script makes"),
        (
            "Script:text=If DTM.Source(\"a\") = \"\" Then\nDTM.CancelRow()\nElse\nDTM.Result = DTM.Source(\"b\") & DTM.Source(\"A\")\nEnd If",
            "what a script makes of a and b, or no object at all",
        ),
        ("Script:text=import os\ndef f(x):\n    return x", "what a Python script makes"),
    ] {
        assert_eq!(describe(text), said, "{text}");
    }
}

#[test]
fn evaluates_examples() {
    for (text, said) in [
        (
            "Join:field=First;separator=_api_;field=Last",
            Some("First `Ada` and Last `Lovelace` give `Ada_api_Lovelace`"),
        ),
        (
            "Join:field=Rank;separator=/;field=Grade",
            Some("Rank `Example` and Grade `Sample` give `Example/Sample`"),
        ),
        ("Join:field=First;separator=-;field=first", Some("First `Ada` gives `Ada-Ada`")),
        ("Left:field=Last;length=3", Some("Last `Lovelace` gives `Lov`")),
        ("Substring:field=Phone;start=1;length=2", Some("Phone `+44 20 7946 0018` gives `44`")),
        ("Substring:field=First;start=9;length=2", Some("First `Ada` gives an empty value")),
        ("Static:value=8", None),
        ("Resolve:filter=cn = x", None),
        ("Script:text=DTM.Result = If(DTM.Source(\"a\") = \"\", 1, 2)", None),
        (
            "Script:text=DTM.Result = Left(DTM.Source(\"First\"), 1).ToLower() & \".\" & DTM.Source(\"Last\").ToLower()",
            Some("First `Ada` and Last `Lovelace` give `a.lovelace`"),
        ),
    ] {
        assert_eq!(example(text).as_deref(), said, "{text}");
    }
}

#[test]
fn parses_simple_scripts() {
    for (script, said) in [
        ("DTM.Result = DTM.Source(\"a\")", Some("a")),
        (
            "dtm.result = UCase(Trim(DTM.Source(\"a\")))",
            Some("a without blanks at its ends in capital letters"),
        ),
        (
            "DTM.Result = (DTM.Source(\"a\") & \".\" & DTM.Source(\"b\")).ToLower()",
            Some("(a, then `.`, then b) in small letters"),
        ),
        ("DTM.Result = Mid(DTM.Source(\"a\"), 2, 3)", Some("3 characters of a behind the first character")),
        ("DTM.Result = Right(CStr(DTM.Source(\"a\")), 4)", Some("the last 4 characters of a")),
        ("DTM.Result = DTM.Source(\"a\").Substring(2)", Some("a without its first 2 characters")),
        ("DTM.Result = Replace(DTM.Source(\"a\"), \" \", \"\")", Some("a without a space")),
        ("DTM.Result = DTM.Source(\"a\").Replace(\"x\", \"y\")", Some("a with `y` for `x`")),
        ("DTM.Result = $\"{DTM.Source(\"a\")}@example.com\"", Some("a, then `@example.com`")),
        ("DTM.Result = $\"\"", Some("nothing")),
        ("DTM.Result = DTM.Source(\"a\") * 2", None),
        ("DTM.Result = Weekday(DTM.Source(\"a\"))", None),
        ("DTM.Result = Mid(DTM.Source(\"a\"), 0)", None),
        ("DTM.Result = Left(DTM.Source(\"a\"), n)", None),
        ("DTM.Result &= \"x\"", None),
        ("DTM.Result = DTM.Context(\"a\")", None),
        ("DTM.Result = (\"x\"", None),
        ("Dim a = 1", None),
        ("", None),
    ] {
        let read = script::parse(script);
        assert_eq!(from_script(&read, script).map(|recipe| recipe.describe()).as_deref(), said, "{script}");
    }
    let deep = format!("DTM.Result = {}\"a\"{}", "(".repeat(40), ")".repeat(40));
    assert_eq!(from_script(&script::parse(&deep), &deep), None);
    let long = format!("DTM.Result = \"a\"{}", " & \"b\"".repeat(20));
    let said = from_script(&script::parse(&long), &long).map(|recipe| recipe.describe());
    assert!(said.is_some_and(|said| said.ends_with(", then 13 more")));
}

#[test]
fn bounds_example_length() {
    let grown = "Replace(".repeat(14) + "\"a\"" + &", \"a\", \"aaaaaaaaaaaaaaaaaaaa\")".repeat(14);
    let script = format!("DTM.Result = {grown} & DTM.Source(\"x\")");
    let recipe = from_script(&script::parse(&script), &script).expect("a recipe");
    assert!(recipe.example().is_some_and(|example| example.result.len() < 5_000));
    let endless = format!("DTM.Result = \"{}\"", "x".repeat(5_000));
    assert_eq!(from_script(&script::parse(&endless), &endless), None);
}

#[test]
fn replacing_empty_text_changes_nothing() {
    assert_eq!(StringOp::Replace { from: String::new(), to: "x".to_owned() }.apply("ab"), "ab");
}
