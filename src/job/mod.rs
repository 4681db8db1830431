//! The typed view of a job that rules read instead of the tree.
//!
//! The view is built once per document and points into the tree. A member that is absent or unreadable
//! is `None`, so that a rule does not repeat what another one reported.

// Exported for benchmarks and fuzz targets only.
#![allow(missing_docs)]

mod embedded_json;
mod fields;
mod lookup;
mod parsed_parts;
mod password;
mod queries;
mod scripts;
mod settings;
mod side;
mod transforms;
mod value;
mod view;

pub use crate::source::{FileKind, Recognition, find_secrets, recognize};
pub use embedded_json::EmbeddedJson;
pub use fields::{FieldRow, JobInfo, ObjectOption, Query};
pub use password::PasswordOptions;
pub use queries::{ParsedQuery, QueryLanguage, QueryText};
pub use scripts::{JobScript, ScriptKind, Scripts};
pub use settings::{SettingEntry, Settings};
pub use side::{ClassHint, Side, SideName};
pub use transforms::RowTransform;
pub use value::NodeRef;
pub use view::{Collection, Job, JobFile, TypedQuery};
