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

pub(crate) use account_names::{FORBIDDEN_IN_ACCOUNT_NAME, MAX_ACCOUNT_NAME_LENGTH};
pub use attributes::{Attribute, Cardinality, Directory};
pub(crate) use attributes::{
    are_synonyms, has_synonyms, is_disable_account_attribute, is_password_attribute, is_personal_name,
};
pub use container_details::ContainerDetail;
pub(crate) use container_details::{CONTAINER_DETAILS, container_detail};
pub(crate) use dtm::{
    DTM_EVENTS, DTM_MEMBERS, FORBIDDEN_NAMESPACE, VISUAL_BASIC, dtm_event, is_default_global_script,
    is_dtm_member,
};
pub use dtm::{DtmEvent, DtmMember, DtmMemberKind};
pub(crate) use env_vars::{ENV_VARS, closest_env_var, env_var};
pub use env_vars::{EnvVar, EnvVarScope};
pub(crate) use filter_operators::operator_spellings;
pub(crate) use filter_operators::{
    FILTER_OPERATORS, UNDOCUMENTED_OPERATOR, closest_operator, is_plain_text_attribute,
};
pub use filter_operators::{FilterOperator, Operand};
pub use fixed_choices::{AppliesTo, Choices, FixedChoice};
pub(crate) use fixed_choices::{closest_country_code, fixed_choice, is_country_code};
pub use jobs::JobKind;
pub(crate) use jobs::{FAILURE_ACTIONS, NO_OUTCOME, OMITTED_IN_SUMMARIES};
pub use object_classes::ObjectClass;
pub(crate) use object_classes::{class_of_object_type, is_class_attribute, object_class};
pub use object_types::{ContainerChoice, ObjectType};
pub(crate) use object_types::{
    OBJECT_TYPES, container_choice, containers_have_domain, describe_object_type, object_type_by_name,
    object_type_by_number, object_type_name, object_types_for, uses_distinguished_names,
};
pub(crate) use password_options::{
    CHARACTER_CLASSES, MIN_PASSWORD_LENGTH, PASSWORD_LENGTHS, PASSWORD_OPTIONS, REQUIRED_CHARACTER_CLASSES,
    count_character_classes, password_option,
};
pub use password_options::{OptionType, PasswordOption};
pub use providers::{DestinationLimits, PROVIDERS, Provider, ProviderClass, Requirement, provider};
pub(crate) use providers::{MESSAGING_SYSTEMS, closest_messaging_system, closest_provider};
pub use required_attributes::{ObjectKind, RequiredAttributes};
pub(crate) use required_attributes::{expected_key, required_attributes, usual_key};
pub use secrets::SecretKind;
pub(crate) use secrets::{detect_secret, setting_contains_secret};
pub use setting_ids::{SettingId, SideSetting};
pub use setting_lookup::setting;
pub(crate) use setting_lookup::{
    closest_setting, is_secret_setting, required_side_settings, setting_id, setting_id_with_case,
};
pub(crate) use settings::{DATA_TYPES, SETTINGS};
pub use settings::{Frequency, Setting, SettingScope, ValueType};
pub use transforms::TransformKind;
pub(crate) use transforms::{TRANSFORMS, transform_kind};
pub(crate) use vb_names::is_builtin_vb_name;
