//! Reads any text as a script and asks everything of it that rules ask.
//!
//! `RUSTC_BOOTSTRAP=1 cargo fuzz run script --sanitizer none` runs it with the stable toolchain; the scripts
//! in `tests/scripts` are good seeds.

#![no_main]

use std::ops::Range;

use joblint::language::script::{
    Arguments, declared_names, is_python, parse, unassigned, undeclared,
};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let script = parse(text);
    let inside = |range: &Range<usize>| assert!(text.get(range.clone()).is_some(), "{range:?}");
    script.tokens.iter().for_each(|token| inside(&token.range()));
    script.problems.iter().for_each(|problem| inside(&problem.range));
    unassigned(&script, text).iter().flatten().for_each(|hole| inside(&hole.range));
    undeclared(&script, text, &declared_names(&script, text)).iter().for_each(|name| inside(&name.range));
    script.source_fields(text).iter().for_each(|field| inside(&field.range));
    for member in &script.dtm {
        if let Arguments::Literal { range, content, .. } = script.arguments(text, member.member) {
            inside(&range);
            inside(&content);
        }
    }
    is_python(text).iter().for_each(inside);
});
