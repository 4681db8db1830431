use proptest::prelude::*;

use super::*;

fn name(text: &str) -> DistinguishedName<'_> {
    parse(text).unwrap_or_else(|error| panic!("{text}: {error:?}"))
}

/// Type, value and raw text of each attribute of a name.
fn read(text: &str) -> Vec<(String, String, String)> {
    let name = name(text);
    let attributes = name.rdns.iter().flat_map(|part| &part.attributes);
    attributes
        .map(|attribute| {
            let raw = text[attribute.value_range.clone()].to_owned();
            (attribute.type_name.to_owned(), attribute.value.to_string(), raw)
        })
        .collect()
}

#[test]
fn parses_every_value_syntax() {
    for (text, value, raw) in [
        ("OU=Sales", "Sales", "Sales"),
        ("OU = Sales  EMEA ", "Sales  EMEA", "Sales  EMEA"),
        (r"OU=Sales\, EMEA", "Sales, EMEA", r"Sales\, EMEA"),
        (r"OU=Sales\2C EMEA", "Sales, EMEA", r"Sales\2C EMEA"),
        (r#"OU="Sales, EMEA" "#, "Sales, EMEA", r#""Sales, EMEA""#),
        (r#"OU="a \"b\" \\""#, r#"a "b" \"#, r#""a \"b\" \\""#),
        (r"OU=\ Sales\ ", " Sales ", r"\ Sales\ "),
        (r"OU=\ Sales\  ", " Sales ", r"\ Sales\ "),
        (r"OU=\#1", "#1", r"\#1"),
        ("OU=No #1", "No #1", "No #1"),
        ("OU=a=b", "a=b", "a=b"),
        ("OU=Büro", "Büro", "Büro"),
        (r"OU=B\C3\BCro", "Büro", r"B\C3\BCro"),
        (r"OU=\\\/", r"\/", r"\\\/"),
        ("OU=#0402486F", "0402486F", "#0402486F"),
        ("2.5.4.11=Sales", "Sales", "Sales"),
        ("OID.2.5.4.11=Sales", "Sales", "Sales"),
        (r"CN=Old\0ADEL:0f8f", "Old\nDEL:0f8f", r"Old\0ADEL:0f8f"),
    ] {
        let found = read(text);
        assert_eq!(found.len(), 1, "{text}");
        assert_eq!((found[0].1.as_str(), found[0].2.as_str()), (value, raw), "{text}");
    }
    assert!(name("  ").rdns.is_empty());
}

#[test]
fn accepts_spaces_around_separators() {
    let text = "OU=a+L=b , CN = c,  DC=example,DC=com";
    let parts: Vec<&str> = name(text).rdns.iter().map(|part| &text[part.range.clone()]).collect();
    assert_eq!(parts, ["OU=a+L=b", "CN = c", "DC=example", "DC=com"]);
    assert_eq!(name(text).rdns[0].attributes.len(), 2);
}

#[test]
fn equality_ignores_case_and_spacing() {
    for (left, right) in [
        ("OU=Sales,DC=example,DC=com", "ou=SALES , dc = example,DC=Com"),
        ("OU=Sales  EMEA", "OU=Sales EMEA"),
        (r"OU=Sales\, EMEA", r#"OU="Sales, EMEA""#),
        (r"OU=Sales\, EMEA", r"OU=Sales\2c EMEA"),
        ("OU=Sales", "organizationalUnitName=Sales"),
        ("OU=Sales", "OID.2.5.4.11=Sales"),
        ("OU=a+L=b", "L=B+OU=A"),
        ("OU=BÜRO", "OU=büro"),
        ("x-Kind=a", "X-KIND=A"),
        ("OU=#04AB", "OU=#04ab"),
    ] {
        assert!(name(left) == name(right), "{left} | {right}");
    }
    for (left, right) in [
        ("OU=Sales", "CN=Sales"),
        ("OU=Sales", "OU=Sale5"),
        ("OU=Büro", "OU=Biro"),
        ("OU=Sales", "OU=Sales,DC=com"),
        ("OU=a+L=b", "OU=a,L=b"),
        ("OU=04ab", "OU=#04ab"),
        ("OU=SalesEMEA", "OU=Sales EMEA"),
    ] {
        assert!(name(left) != name(right), "{left} | {right}");
    }
}

#[test]
fn detects_descendants() {
    let scope = name("OU=Staff,DC=example,DC=com");
    assert!(name("OU=HR,ou=staff,dc=example,dc=com").is_below(&scope));
    assert!(name("OU=a,OU=HR,OU=Staff,DC=example,DC=com").is_below(&scope));
    for other in ["OU=Staff,DC=example,DC=com", "OU=HR,DC=example,DC=com", "DC=com", ""] {
        assert!(!name(other).is_below(&scope), "{other}");
    }
    assert!(name("DC=com").is_below(&name("")));
    assert!(name("OU=HR,OU=Staff,DC=example,DC=com").parent().as_ref() == Some(&scope));
    assert!(name("").parent().is_none());
}

#[test]
fn describes_names() {
    for (text, words) in [
        ("OU=API,DC=groupid,DC=lab", "container API below groupid.lab"),
        (r"OU=A\, B,OU=HR,DC=example,DC=com", "container A, B in HR below example.com"),
        ("DC=example,DC=com", "domain example.com"),
        ("O=Example", "container Example"),
        ("", "the root of the directory"),
    ] {
        assert_eq!(name(text).describe(), words);
    }
}

#[test]
fn locates_errors() {
    for (text, token, message) in [
        ("Sales", "Sales", "expected `=` after `Sales`"),
        ("OU=Sales, EMEA,DC=com", "EMEA", "expected `=` after `EMEA`"),
        ("OU=R+D,DC=com", "D", "expected `=` after `D`"),
        ("OU=Sales,", "", "expected a component such as `OU=…` after the last `,`"),
        ("OU=Sales,,DC=com", ",", "expected a component such as `OU=…`"),
        (",OU=Sales", ",", "expected a component such as `OU=…`"),
        ("=Sales", "=", "expected a type such as `OU` before `=`"),
        ("0U=Sales", "0U", "invalid type `0U`: a type is a word such as `OU` or an OID"),
        ("LDAP://OU=a", "LDAP://", "expected a component such as `OU=…`, found `LDAP://`"),
        ("OU=,DC=com", "", "expected a value after `OU=`"),
        ("OU=a,DC=", "", "expected a value after `DC=`"),
        (r#"OU="",DC=com"#, r#""""#, "expected a value between the quotes"),
        (r#"OU="Sales"#, "\"", "unterminated quoted value"),
        (r#"OU="Sales" EMEA"#, "E", "expected `,`, found `E`"),
        (r#"OU=Sales "EMEA""#, "\"", "unescaped `\"` in a distinguished name"),
        ("OU=a<b>", "<", "unescaped `<` in a distinguished name"),
        ("OU=a;DC=b", ";", "expected `,` between two components of the name, found `;`"),
        ("OU=Sales DC=example,DC=com", "DC=", "expected `,` before `DC=`"),
        ("OU=#Sales,DC=com", "#Sales", "expected hexadecimal digits after `#`, found `Sales`"),
        ("OU=# ,DC=com", "#", "expected hexadecimal digits after `#`"),
        ("OU=#12 x,DC=com", "#12 x", "expected hexadecimal digits after `#`, found `12 x`"),
        ("OU=#123", "", "expected another hexadecimal digit"),
        (r"OU=a\", r"\", r"expected a character after `\`"),
        (r"OU=a\zb", r"\z", r"invalid escape `\z`"),
        (r"OU=a\2", r"\2", r"expected two hexadecimal digits after `\`, as in `\20`"),
        (r"OU=\41\E9\42", r"\E9", r"invalid UTF-8 sequence `\E9`"),
        (r"OU=\41\C3", r"\C3", r"invalid UTF-8 sequence `\C3`"),
        ("OU=a\0b", "\0", "unexpected NUL character in a distinguished name"),
    ] {
        let error = parse(text).expect_err(text);
        assert_eq!((&text[error.range], error.message.as_str()), (token, message), "{text}");
    }
}

#[test]
fn converts_canonical_names() {
    for (text, expected) in [
        ("example.com/HR", "OU=HR,DC=example,DC=com"),
        ("example.com/Staff/HR, Payroll/", r"OU=HR\, Payroll,OU=Staff,DC=example,DC=com"),
        ("example.com/users", "CN=users,DC=example,DC=com"),
        ("corp.example.com", "DC=corp,DC=example,DC=com"),
    ] {
        assert_eq!(from_canonical(text).as_deref(), Some(expected));
        assert!(parse(expected).is_ok());
    }
    for text in ["HR", "/Sales", "", "example.com//HR", r"EXAMPLE\HR", "LDAP://x.y", "a..b/c", "a.b/HR CN=x"]
    {
        assert_eq!(from_canonical(text), None, "{text}");
    }
}

proptest! {
    #[test]
    fn never_panics_on_any_text(text in any::<String>()) {
        if let Err(error) = parse(&text) {
            prop_assert!(text.get(error.range).is_some());
        }
        let _ = from_canonical(&text);
    }

    #[test]
    fn never_panics_on_dn_like_text(text in r#"((OU|dc|2\.5|é| )?[=,+;#"\\<>]?( |a|\\[,CE"][39]|\\|é|#a)?){0,12}"#) {
        match parse(&text) {
            Ok(name) => {
                for part in &name.rdns {
                    prop_assert!(text.get(part.range.clone()).is_some());
                    for attribute in &part.attributes {
                        prop_assert!(text.get(attribute.value_range.clone()).is_some());
                        prop_assert_eq!(&text[attribute.type_range.clone()], attribute.type_name);
                    }
                }
                prop_assert!(name == name.clone());
                let _ = name.describe();
            }
            Err(error) => {
                prop_assert!(text.get(error.range).is_some());
                prop_assert!(!error.message.is_empty() && !error.help.is_empty());
            }
        }
    }

    #[test]
    fn escaped_values_round_trip(value in "(\\PC|[\t\r\n\u{0}]){1,12}") {
        // Spaces alone are not a valid value.
        prop_assume!(!value.trim_ascii().is_empty());
        let text = format!("OU={},DC=com", escape_value(&value));
        let name = parse(&text);
        prop_assert!(name.is_ok(), "{text}: {name:?}");
        if let Ok(name) = name {
            prop_assert_eq!(name.rdns[0].attributes[0].value.as_ref(), value.as_str());
        }
    }
}

#[test]
fn recognizes_simple_names() {
    for text in ["OU=Sales,DC=example,DC=com", "cn=New Hires,ou=HR_2,dc=example.com", "DC=com"] {
        assert!(
            is_simple_with_domain(text) && parse(text).is_ok_and(|name| name.domain().is_some()),
            "{text}"
        );
    }
    for text in [
        "",
        "OU=Sales",
        "DC=com,OU=Sales",
        "OU=,DC=com",
        "OU=a\\, b,DC=com",
        "OU=a DC=com",
        "OU= a,DC=com",
        "OU=#41,DC=com",
        "Sales,DC=com",
        "2.5.4.11=a,DC=com",
        "OU=Vertrieb München,DC=com",
    ] {
        assert!(!is_simple_with_domain(text), "{text}");
    }
}
