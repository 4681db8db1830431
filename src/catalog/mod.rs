//! What is known of the product, as data.
//!
//! Every entry names the public page that it comes from. Rules read these tables and hold no
//! product knowledge of their own; what no page documents is left out or marked so, and is never
//! the reason for an error.

mod attributes;
mod object_types;
mod providers;
mod settings;
mod transforms;

pub use attributes::is_password_attribute;
pub use object_types::object_type_name;
pub use providers::{PROVIDERS, Provider, ProviderClass, provider};
pub use settings::{SETTINGS, Setting, ValueForm, is_secret_setting, setting};
pub use transforms::{TRANSFORMS, TransformKind, transform_kind};
