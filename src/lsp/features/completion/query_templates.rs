//! Complete queries, and names as SQL requires them.

use crate::catalog::{Provider, SideSetting};
use crate::job::{Job, SideName};

use super::insertion::Insertion;

/// A query for all rows of the table of a side.
pub(super) fn select_query(job: &Job<'_>, side: SideName) -> Insertion {
    let provider = job.side(side).provider();
    let table = match job.side(side).text(SideSetting::TABLE) {
        Some(name) => Insertion::text(sql_table_name(&name, provider)),
        None if uses_brackets(provider) => Insertion::text("[").append(Insertion::tab_stop("")).append("]"),
        None => Insertion::tab_stop(""),
    };
    Insertion::text("SELECT ").append(Insertion::tab_stop("*")).append(" FROM ").append(table)
}

/// Criteria for all objects of a type.
pub(super) fn filter_criteria(job: &Job<'_>, side: SideName, type_number: i64) -> Insertion {
    let is_entra = job.side(side).provider().is_some_and(|provider| provider.name == "Microsoft Entra ID");
    let condition =
        if is_entra { "odatatype is exactly \"#microsoft.graph." } else { "objectClass is exactly \"" };
    let class = match type_number {
        1 => Insertion::text("user"),
        4 => Insertion::text("group"),
        _ => Insertion::tab_stop(""),
    };
    Insertion::text(condition).append(class).append("\"")
}

/// Whether the dialect of a provider quotes names with brackets.
fn uses_brackets(provider: Option<&Provider>) -> bool {
    provider.is_none_or(|provider| !matches!(provider.name, "Oracle" | "ODBC"))
}

/// Quotes the name of a table, and adds the `$` of Excel sheets.
pub(super) fn sql_table_name(name: &str, provider: Option<&Provider>) -> String {
    let name = name.trim();
    if name.starts_with(['[', '"', '`']) {
        return name.to_owned();
    }
    if provider.is_some_and(|provider| provider.name == "Microsoft Excel") {
        return format!("[{}$]", name.trim_end_matches('$'));
    }
    name.split('.').map(|part| sql_column_name(part, provider)).collect::<Vec<_>>().join(".")
}

/// Quotes the name of a column where the dialect of a provider requires it.
pub(super) fn sql_column_name(name: &str, provider: Option<&Provider>) -> String {
    let is_plain = name.chars().all(|c| c.is_alphanumeric() || c == '_')
        && name.starts_with(|c: char| c.is_alphabetic());
    if uses_brackets(provider) {
        format!("[{}]", name.replace(']', "]]"))
    } else if is_plain {
        name.to_owned()
    } else {
        format!("\"{}\"", name.replace('"', "\"\""))
    }
}
