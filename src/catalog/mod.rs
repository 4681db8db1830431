//! Product knowledge as data tables.
//!
//! Every entry cites the public page that documents it. Rules read these tables and contain no
//! product knowledge themselves. Facts without documentation are omitted or marked as such, and
//! never cause an error.

mod account_names;
mod attributes;
mod container_details;
mod dtm;
mod env_vars;
mod filter_operators;
mod fixed_choices;
mod jobs;
mod object_classes;
mod object_types;
mod password_options;
mod providers;
mod required_attributes;
mod secrets;
mod setting_ids;
mod setting_lookup;
mod settings;
mod transforms;
mod vb_names;

pub use account_names::{FORBIDDEN_IN_ACCOUNT_NAME, MAX_ACCOUNT_NAME_LENGTH};
pub use attributes::{
    Attribute, Cardinality, Directory, are_synonyms, has_synonyms, is_disable_account_attribute,
    is_password_attribute, is_personal_name,
};
pub use container_details::{CONTAINER_DETAILS, ContainerDetail, container_detail};
pub use dtm::{
    DTM_EVENTS, DTM_MEMBERS, DtmEvent, DtmMember, DtmMemberKind, FORBIDDEN_NAMESPACE, VISUAL_BASIC,
    dtm_event, is_default_global_script, is_dtm_member,
};
pub use env_vars::{ENV_VARS, EnvVar, EnvVarScope, closest_env_var, env_var};
pub(crate) use filter_operators::operator_spellings;
pub use filter_operators::{
    FILTER_OPERATORS, FilterOperator, Operand, UNDOCUMENTED_OPERATOR, closest_operator, filter_operator,
    is_plain_text_attribute,
};
pub use fixed_choices::{
    AppliesTo, Choices, FIXED_CHOICES, FixedChoice, closest_country_code, fixed_choice, is_country_code,
};
pub use jobs::{FAILURE_ACTIONS, JobKind, NO_OUTCOME, OMITTED_IN_SUMMARIES};
pub use object_classes::{ObjectClass, class_of_object_type, is_class_attribute, object_class};
pub use object_types::{
    ContainerChoice, OBJECT_TYPES, ObjectType, container_choice, containers_have_domain,
    describe_object_type, object_type_by_name, object_type_by_number, object_type_name, object_types_for,
    uses_distinguished_names,
};
pub use password_options::{
    CHARACTER_CLASSES, MIN_PASSWORD_LENGTH, OptionType, PASSWORD_LENGTHS, PASSWORD_OPTIONS, PasswordOption,
    REQUIRED_CHARACTER_CLASSES, count_character_classes, password_option,
};
pub use providers::{
    DestinationLimits, MESSAGING_SYSTEMS, PROVIDERS, Provider, ProviderClass, Requirement,
    closest_messaging_system, closest_provider, provider,
};
pub use required_attributes::{ObjectKind, RequiredAttributes, expected_key, required_attributes, usual_key};
pub use secrets::{SecretKind, detect_secret, setting_contains_secret};
pub use setting_ids::{SettingId, SideSetting};
pub use setting_lookup::{
    closest_setting, is_secret_setting, required_side_settings, setting, setting_id, setting_id_with_case,
};
pub use settings::{DATA_TYPES, Frequency, SETTINGS, Setting, SettingScope, ValueType};
pub use transforms::{TRANSFORMS, TransformKind, transform_kind};
pub use vb_names::is_builtin_vb_name;
