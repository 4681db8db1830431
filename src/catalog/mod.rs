//! What is known of the product, as data.
//!
//! Every entry names the public page that it comes from. Rules read these tables and hold no
//! product knowledge of their own; what no page documents is left out or marked so, and is never
//! the reason for an error.

mod account_names;
mod attributes;
mod container_details;
mod dtm;
mod environment;
mod filter_operators;
mod fixed_choices;
mod jobs;
mod mandatory;
mod object_classes;
mod object_types;
mod password_options;
mod providers;
mod samples;
mod secrets;
mod setting_ids;
mod setting_words;
mod settings;
mod transforms;
mod vb_names;
mod vb_words;
mod words;

pub use account_names::{ACCOUNT_NAME_LENGTH, FORBIDDEN_IN_ACCOUNT_NAME};
pub use attributes::{
    Attribute, Directory, Values, are_synonyms, has_synonyms, is_disable_account, is_password_attribute,
    is_personal_name,
};
pub use container_details::{CONTAINER_DETAILS, ContainerDetail, container_detail};
pub use dtm::{
    DTM_EVENTS, DTM_MEMBERS, DtmEvent, DtmMember, DtmMemberKind, FORBIDDEN_NAMESPACE, VISUAL_BASIC,
    dtm_event, is_default_global_script, is_dtm_member,
};
pub use environment::{VARIABLES, Variable, VariableScope, variable, variable_meant_by};
pub(crate) use filter_operators::operator_spellings;
pub use filter_operators::{
    FILTER_OPERATORS, FilterOperator, Operand, UNDOCUMENTED_OPERATOR, filter_operator, holds_plain_text,
    meant_operator,
};
pub use fixed_choices::{
    ChoicePlace, Choices, FIXED_CHOICES, FixedChoice, country_meant_by, fixed_choice, is_country,
};
pub use jobs::{FAILURE_ACTIONS, JobKind, NO_OUTCOME, NOT_IN_SUMMARIES};
pub use mandatory::{Mandatory, ObjectKind, expected_key, mandatory, usual_key};
pub use object_classes::{ClassKind, is_class_attribute, kind_of_class, kind_of_type};
pub use object_types::{
    ContainerChoice, OBJECT_TYPES, ObjectType, container_choice, has_distinguished_names, lies_in_a_domain,
    object_type, object_type_in_words, object_type_name, object_type_of, object_types_of,
};
pub use password_options::{
    CHARACTER_CLASSES, CLASSES_IN_ACTIVE_DIRECTORY, OptionForm, PASSWORD_LENGTHS, PASSWORD_OPTIONS,
    PasswordOption, SHORTEST_PASSWORD, character_classes, password_option,
};
pub use providers::{
    Limits, MESSAGING_SYSTEMS, Needs, PROVIDERS, Provider, ProviderClass, nearest_messaging_system,
    nearest_provider, provider,
};
pub use samples::{OTHER_SAMPLES, sample_value};
pub use secrets::{SecretForm, secret_by_form, setting_holds_secret};
pub use setting_ids::{SettingId, SideSetting};
pub use settings::{
    DATA_TYPES, Part, SETTINGS, Seen, Setting, ValueForm, is_secret_setting, nearest_setting, setting,
    setting_as_spelt, setting_id, settings_of_every_side,
};
pub use transforms::{TRANSFORMS, TransformKind, transform_kind};
pub use vb_names::is_vb_name;
pub use vb_words::{VB_WORDS, VbWord};
