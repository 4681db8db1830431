//! `[[suppressions]]`.

use toml::de::DeValue;

use crate::config::date::Date;
use crate::config::suppression::Suppression;
use crate::config::toml_table::{ConfigTable, TomlValue, expect_string, expect_tables};
use crate::text::Span;

use super::ConfigReader;

impl ConfigReader {
    pub(super) fn suppressions(&mut self, item: TomlValue<'_, '_>, source: &str) -> Vec<Suppression> {
        let known = &["file", "rule", "pointer", "reason", "expires"];
        let entries = expect_tables(item, "a suppression", "suppressions", known, &mut self.diagnostics);
        entries.iter().filter_map(|table| self.suppression(table, source)).collect()
    }

    fn suppression(&mut self, table: &ConfigTable<'_, '_>, source: &str) -> Option<Suppression> {
        let file = table.required("file", &mut self.diagnostics);
        let rule = table.required("rule", &mut self.diagnostics);
        let reason = table.required("reason", &mut self.diagnostics);
        let pointer = table
            .get("pointer")
            .and_then(|item| Some((expect_string(item, &mut self.diagnostics)?, item.span())));
        if let Some((written, range)) = &pointer
            && !written.is_empty()
            && !written.starts_with('/')
        {
            let help = format!(
                "write `\"/{written}\"`: a JSON Pointer starts with `/`, for example `/fieldsMap/0/isKey`"
            );
            self.diagnostics.push(range.clone(), format!("`{written}` is not a JSON Pointer"), help);
        }
        let expires = table.get("expires").and_then(|item| self.date(item));
        let reason = reason.and_then(|item| Some((expect_string(item, &mut self.diagnostics)?.trim(), item)));
        if let Some(("", item)) = reason {
            let help = "state who agreed to the suppression and why, for readers in a year";
            self.diagnostics.push(item.span(), "the reason is empty", help);
        }
        let file = file?;
        let file_text = expect_string(file, &mut self.diagnostics)?;
        let glob = self.glob(file_text, file.span())?;
        let rule = rule?;
        let rule_name = expect_string(rule, &mut self.diagnostics)?;
        let rule = self.rule(rule_name, rule.span())?;
        let span = table.range();
        // The span of the table is its header or all of its lines: use only the first line.
        let line = source.get(span.clone())?.lines().next().map_or(0, str::len);
        Some(Suppression {
            matcher: glob.compile_matcher(),
            pattern: file_text.to_owned(),
            rule: rule.name,
            pointer: pointer.map(|(pointer, _)| pointer.to_owned()),
            reason: reason.map(|(reason, _)| reason.to_owned()).unwrap_or_default(),
            expires,
            span: Span::from_usize(span.start, span.start + line),
        })
    }

    fn date(&mut self, item: TomlValue<'_, '_>) -> Option<Date> {
        let date = match item.get_ref() {
            DeValue::Datetime(datetime) => datetime.date.and_then(to_jiff_date),
            _ => None,
        };
        if date.is_none() {
            let help = "write the date as `2027-01-31`, without quotes";
            self.diagnostics.push(item.span(), "not a date", help);
        }
        date
    }
}

fn to_jiff_date(date: toml::value::Date) -> Option<Date> {
    let year = i16::try_from(date.year).ok()?;
    Date::new(year, i8::try_from(date.month).ok()?, i8::try_from(date.day).ok()?).ok()
}
