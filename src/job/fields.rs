//! Rows of `fieldsMap` and entries of `objectsOption`.

use std::borrow::Cow;

use super::Value;

/// Declares a view of an object: one optional value for each member that rules read, found in one
/// pass over the object.
macro_rules! object_view {
    ($(#[$doc:meta])* $view:ident { $($(#[$member_doc:meta])* $field:ident : $name:literal,)* }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy)]
        pub struct $view<'d> {
            /// The whole object.
            pub value: Value<'d>,
            $($(#[$member_doc])* pub $field: Option<Value<'d>>,)*
        }

        impl<'d> $view<'d> {
            pub(super) fn new(value: Value<'d>) -> Self {
                let mut view = Self { value, $($field: None,)* };
                let document = value.document();
                for (name, member) in document.members(value.id()) {
                    match document.name(name).as_ref() {
                        $($name => view.$field = Some(Value::new(document, member)),)*
                        _ => {}
                    }
                }
                view
            }
        }
    };
}
pub(super) use object_view;

object_view! {
    /// One row of `fieldsMap`: what fills one destination field.
    FieldRow {
        /// The source field that is copied.
        source_field: "sourceField",
        /// The destination field that is filled.
        destination_field: "destinationField",
        /// How the value is made, where it is not simply copied.
        transform: "transform",
        /// "New only": written when the object is created, never updated.
        for_create_only: "forCreateOnly",
        /// Number of the object type the row belongs to.
        object_type: "objectType",
        /// Whether the field identifies the object.
        is_key: "isKey",
        /// Options of a password, as JSON in a string.
        options: "options",
    }
}

object_view! {
    /// One entry of `objectsOption`: what the job does with one object type.
    ObjectOption {
        /// Number of the object type.
        object_type: "objectType",
        /// Its name.
        display_name: "displayName",
        /// Whether the job handles it at all.
        is_selected: "isSelected",
    }
}

impl<'d> FieldRow<'d> {
    /// The destination field's name; empty where it is absent.
    #[must_use]
    pub fn destination(&self) -> Cow<'d, str> {
        self.destination_field.and_then(Value::string).unwrap_or_default()
    }

    /// Number of the object type the row belongs to.
    #[must_use]
    pub fn type_number(&self) -> Option<i64> {
        self.object_type.and_then(Value::integer)
    }
}

impl ObjectOption<'_> {
    /// Number of the object type.
    #[must_use]
    pub fn type_number(&self) -> Option<i64> {
        self.object_type.and_then(Value::integer)
    }
}
