//! Common imports of rule files.
//!
//! # Writing a rule
//!
//! A rule is one file: `static RULE`, a function `check`, and a table of tests. `scripts/new-rule` writes
//! the skeleton. The check reads the typed view ([`Job`], [`JobFile`]) and reports to a [`RuleContext`]:
//!
//! ```ignore
//! fn check(job: &Job, ctx: &mut RuleContext) {
//!     for transform in job.transforms() {
//!         let Err(TransformError::UnknownKind(kind)) = &transform.parse_result else { continue };
//!         let Some(location) = Location::in_transform(transform, kind) else { continue };
//!         ctx.report(location)
//!             .message(format!("there is no transform `{}`", kind.text))
//!             .suggest(closest_match(kind.text, KINDS), location)
//!             .or_help("transforms are Static, Resolve, Join, Left, Substring and Script");
//!     }
//! }
//! ```
//!
//! | to | use |
//! |---|---|
//! | mark a value | `ctx.report(value)`, or a [`Location`]: `member_name`, `opening_bracket`, `string_content` |
//! | mark a part of a string | `Location::in_transform(transform, part)`, `in_query(query, &range)`, `in_script(script, &range)`, `in_string(value, &range)` |
//! | quote a value in a message | `ctx.quote(value)`: masks secrets and cuts long values; `truncate(text, max)` for other text |
//! | skip a secret | `ctx.contains_secret(location)` |
//! | skip work that is not reported | `ctx.is_enabled(Severity::Info)` |
//! | suggest the closest known word | `.suggest(closest, location)`, `.suggest_with(closest, location, explanation)`, then `.or_help(…)` |
//! | fix by writing something else | `.replace_safe(location, text)`, `.replace_unsafe(location, text)`: escaped as JSON requires |
//! | fix in another way | `.fix(Fix::safe(title).replace(span, text))`, with `insert` and `delete` |
//! | give way to a more specific rule | `superseded_by` in `RULE`; `.subject(value)`, `.subject(&side)`, `.subject(Subject::object_type(job, number))` |
//! | compare a provider | `side.is_provider(Provider::ACTIVE_DIRECTORY)`, `side.is_directory()`, `side.is_table()` |
//! | build a job in a test | `job().destination("Active Directory").row(json!({ … })).text()` of `rules::builders` |
//! | test messages | `Tester::new(&RULE).messages(text)` of `rules::testing` |

pub(crate) use crate::diagnostic::{Fix, Severity};
pub(crate) use crate::job::{Job, JobFile, NodeRef};
pub(crate) use crate::rule::{Check, FixKind, Group, Location, Rule, RuleContext, Subject, Tag};
