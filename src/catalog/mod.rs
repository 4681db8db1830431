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
pub use providers::{
    Limits, MESSAGING_SYSTEMS, Needs, PROVIDERS, Provider, ProviderClass, nearest_messaging_system,
    nearest_provider, provider,
};
pub use settings::{
    DATA_TYPES, Part, SETTINGS, Seen, Setting, ValueForm, is_secret_setting, key_hash, nearest_setting,
    setting, setting_of_hash,
};
pub use transforms::{TRANSFORMS, TransformKind, transform_kind};
