//! Names of object types.

use std::collections::HashMap;

use crate::catalog::object_type_name;
use crate::job::Job;
use crate::text::{Secrets, sanitize_line, truncate};

use super::masked_string::masked_string;

const MAX_NAME_LEN: usize = 60;

/// The names of the object types of a job. Display names of the job take precedence over names of the catalogue.
pub(super) struct ObjectTypeNames {
    display_names: HashMap<i64, String>,
}

impl ObjectTypeNames {
    pub(super) fn new(job: &Job<'_>, secrets: &Secrets) -> Self {
        let mut display_names = HashMap::new();
        for option in &job.objects {
            let Some((number, value)) = option.type_number().zip(option.display_name) else { continue };
            let Some(name) = masked_string(value.document(), value.id(), secrets) else { continue };
            let name = truncate(name.trim(), MAX_NAME_LEN);
            if !name.is_empty() {
                display_names.entry(number).or_insert_with(|| sanitize_line(&name).into_owned());
            }
        }
        Self { display_names }
    }

    pub(super) fn get(&self, number: i64) -> Option<&str> {
        self.display_names.get(&number).map(String::as_str).or_else(|| object_type_name(number))
    }

    pub(super) fn name_or_number(&self, number: i64) -> String {
        self.get(number).map_or_else(|| format!("object type {number}"), str::to_owned)
    }
}
