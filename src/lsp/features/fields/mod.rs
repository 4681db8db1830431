//! Source fields, destination attributes and connected systems of a job.

mod attribute_doc;
mod destination;
mod source;
mod systems;

pub(super) use attribute_doc::{attribute_doc, describe_cardinality};
pub(super) use destination::{DestinationAttributes, MappedAttributes, RequirementLevel};
pub(super) use source::{FieldOrigin, SourceField, destinations_of_source_field, source_fields};
pub(super) use systems::{connected_system, inventory_table};
