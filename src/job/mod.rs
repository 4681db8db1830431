//! The typed view of a job: what rules read instead of the tree.
//!
//! It is built once for each document and only points into the tree; a member that is absent, or
//! that could not be read, is simply `None`, so that no rule speaks of what another one reported.

mod embedded_json;
mod fields;
mod lookup;
mod password;
mod queries;
mod recognize;
mod scripts;
mod secrets;
mod settings;
mod side;
mod transforms;
mod value;
mod view;

pub use embedded_json::EmbeddedJson;
pub use fields::{FieldRow, JobInfo, ObjectOption, Query};
pub use password::PasswordOptions;
pub use queries::{ParsedQuery, QueryLanguage, QueryText};
pub use recognize::{FileKind, Recognition, recognize};
pub use scripts::{JobScript, ScriptKind, Scripts};
pub use secrets::{find_secrets, has_placeholder};
pub use settings::{SettingEntry, Settings};
pub use side::{ClassHint, Side, SideName};
pub use transforms::RowTransform;
pub use value::NodeRef;
pub use view::{Collection, Job, JobFile};
