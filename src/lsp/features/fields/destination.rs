//! Attributes of destination objects.

use std::collections::HashSet;

use crate::catalog::{
    Attribute, Directory, ObjectKind, RequiredAttributes, SideSetting, are_synonyms, has_synonyms,
    required_attributes, usual_key,
};
use crate::job::{Job, NodeRef, SideName};

/// The attributes that rows of one object type can fill.
pub(crate) struct DestinationAttributes {
    /// The destination directory, if its attributes are known.
    pub(crate) directory: Option<Directory>,
    kind: Option<ObjectKind>,
    requirements: Option<&'static RequiredAttributes>,
    has_messaging_system: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum RequirementLevel {
    /// Objects cannot be created without the attribute.
    Required,
    /// The documentation lists the attribute as mandatory.
    Documented,
    Optional,
}

impl DestinationAttributes {
    pub(crate) fn for_object_type(job: &Job<'_>, type_number: Option<i64>) -> Self {
        let side = job.side(SideName::Destination);
        let directory = side.provider().and_then(Directory::from_provider);
        let option =
            job.objects.iter().find(|option| type_number.is_some() && option.type_number() == type_number);
        let kind = match option {
            Some(option) => option.kind(),
            None => type_number.and_then(|number| ObjectKind::resolve(None, number)),
        };
        let requirements =
            directory.zip(kind).and_then(|(directory, kind)| required_attributes(directory, kind));
        let messaging_system = side.text(SideSetting::CONFIGURED_MESSAGING_PROVIDER_NAME);
        let has_messaging_system =
            messaging_system.is_some_and(|name| !name.trim().eq_ignore_ascii_case("None"));
        Self { directory, kind, requirements, has_messaging_system }
    }

    /// The required attributes, strict requirements first.
    pub(crate) fn required_names(&self) -> impl Iterator<Item = &'static str> {
        let (required, expected) = self.requirements.map_or((&[][..], &[][..]), |r| (r.required, r.expected));
        let with_messaging =
            self.requirements.filter(|_| self.has_messaging_system).map_or(&[][..], |r| r.with_messaging);
        required.iter().chain(expected).chain(with_messaging).copied()
    }

    pub(crate) fn attribute(&self, name: &str) -> Option<&'static Attribute> {
        self.directory?.attribute(name)
    }

    pub(crate) fn requirement_level(&self, name: &str) -> RequirementLevel {
        let Some(requirements) = self.requirements else { return RequirementLevel::Optional };
        let contains = |names: &[&str]| names.iter().any(|known| are_synonyms(known, name));
        if contains(requirements.required) {
            RequirementLevel::Required
        } else if contains(requirements.expected)
            || (self.has_messaging_system && contains(requirements.with_messaging))
        {
            RequirementLevel::Documented
        } else {
            RequirementLevel::Optional
        }
    }

    /// Whether an attribute is the usual key of the object type.
    pub(crate) fn is_usual_key(&self, name: &str) -> bool {
        let key = self.directory.zip(self.kind).and_then(|(directory, kind)| usual_key(directory, kind));
        key.is_some_and(|key| are_synonyms(key, name))
    }
}

/// The destination fields of the rows of one object type.
pub(crate) struct MappedAttributes {
    lowercase_names: HashSet<String>,
    /// The names for which synonyms exist.
    names_with_synonyms: Vec<String>,
}

impl MappedAttributes {
    /// Collects the destination fields of all rows but `excluded_row`.
    pub(crate) fn for_object_type(
        job: &Job<'_>,
        type_number: Option<i64>,
        excluded_row: Option<NodeRef<'_>>,
    ) -> Self {
        let lowercase_names: HashSet<String> = job
            .rows
            .iter()
            .filter(|row| {
                type_number.is_none() || row.type_number().is_none() || row.type_number() == type_number
            })
            .filter(|row| excluded_row.is_none_or(|excluded| row.value.id() != excluded.id()))
            .filter_map(|row| row.literal_destination())
            .map(|name| name.to_lowercase())
            .collect();
        let names_with_synonyms = lowercase_names.iter().filter(|name| has_synonyms(name)).cloned().collect();
        Self { lowercase_names, names_with_synonyms }
    }

    /// Whether a row fills an attribute, by this name or a synonym.
    pub(crate) fn contains(&self, name: &str) -> bool {
        self.lowercase_names.contains(&name.to_lowercase())
            || self.names_with_synonyms.iter().any(|known| are_synonyms(known, name))
    }
}
