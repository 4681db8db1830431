//! Transforms, queries, scripts and password options of a job, each parsed once on first use.

use crate::catalog::object_type_name;

use super::{FieldRow, Job, PasswordOptions, Query, QueryText, RowTransform, Scripts};

impl<'d> Job<'d> {
    /// The transforms that are not blank, in document order.
    #[must_use]
    pub fn transforms(&self) -> &[RowTransform<'d>] {
        self.transforms.get_or_init(|| self.rows.iter().filter_map(RowTransform::new).collect())
    }

    /// The transform of a row, unless it is blank.
    #[must_use]
    pub fn transform_of(&self, row: &FieldRow<'_>) -> Option<&RowTransform<'d>> {
        let id = row.transform?.id();
        let all = self.transforms();
        let index = all.binary_search_by_key(&id, |transform| transform.value.id()).ok()?;
        all.get(index)
    }

    /// The queries that are not blank, in document order.
    #[must_use]
    pub fn query_texts(&self) -> &[QueryText<'d>] {
        self.query_texts.get_or_init(|| {
            let class_of = |side| self.side(side).class();
            self.queries.iter().filter_map(|query| QueryText::new(query, class_of)).collect()
        })
    }

    /// The parsed text of a query, unless it is blank.
    #[must_use]
    pub fn query_text_of(&self, query: &Query<'_>) -> Option<&QueryText<'d>> {
        let id = query.value.id();
        let texts = self.query_texts();
        let index = texts.binary_search_by_key(&id, |text| text.query.value.id()).ok()?;
        texts.get(index)
    }

    /// The scripts of transforms and the global script.
    #[must_use]
    pub fn scripts(&self) -> &Scripts<'d> {
        self.scripts.get_or_init(|| Scripts::new(&self.settings, self.transforms()))
    }

    /// The password options of all rows that fill a password, in document order.
    #[must_use]
    pub fn password_options(&self) -> &[PasswordOptions<'d>] {
        self.password_options.get_or_init(|| self.rows.iter().filter_map(PasswordOptions::of).collect())
    }

    /// The password options of one row.
    #[must_use]
    pub fn password_options_of(&self, row: &FieldRow<'_>) -> Option<&PasswordOptions<'d>> {
        let (options, row) = (self.password_options(), row.value.id());
        let index = options.binary_search_by_key(&row, |options| options.row.value.id()).ok()?;
        options.get(index)
    }

    /// An object type with its name, as in `1 (User)`: the name in the job, or else the documented one.
    #[must_use]
    pub fn describe_type(&self, number: i64) -> String {
        if let Some(option) = self.object_for_type(number) {
            return option.describe();
        }
        object_type_name(number).map_or_else(|| number.to_string(), |name| format!("{number} ({name})"))
    }
}
