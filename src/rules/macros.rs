//! Macros used by rule files.

/// Includes the page of a rule, `docs/rules/NAME.md`.
macro_rules! rule_page {
    ($name:literal) => {
        include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/rules/", $name, ".md"))
    };
}
