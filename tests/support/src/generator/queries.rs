//! Queries: SQL for tables and filter criteria for directories.

use super::random::Random;
use super::systems::ConnectedSystem;
use super::vocabulary;

/// The object class that a query selects.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Class {
    User,
    Group,
    Contact,
    /// A custom class.
    Other,
}

/// Returns the filter for an object class.
fn class_filter(system: &ConnectedSystem, class: Class) -> String {
    match (system.provider.name, class) {
        ("Microsoft Entra ID", Class::Group) => "odatatype is exactly \"#microsoft.graph.group\"".to_owned(),
        ("Microsoft Entra ID", _) => "odatatype is exactly \"#microsoft.graph.user\"".to_owned(),
        ("Google Workspace", _) => format!("primaryEmail ends with \"@{}\"", system.domain.1),
        ("Generic LDAP", Class::Group) => "objectClass is exactly \"groupOfNames\"".to_owned(),
        ("Generic LDAP", _) => "objectClass is exactly \"inetOrgPerson\"".to_owned(),
        (_, Class::Group) => "objectClass is exactly \"group\"".to_owned(),
        (_, Class::Contact) => "objectClass is exactly \"contact\"".to_owned(),
        (_, Class::User) => "objectClass is exactly \"user\"".to_owned(),
        (_, Class::Other) => "cn present".to_owned(),
    }
}

/// Generates a condition for a query.
pub fn condition(system: &ConnectedSystem, fields: &[String], random: &mut Random) -> String {
    let field = random.choose(fields);
    let value = if random.chance(50.0) {
        random.choose(vocabulary::DEPARTMENTS)
    } else {
        random.choose(vocabulary::SITES)
    };
    let number = random.below(10_000);
    if system.is_directory() {
        return match random.below(5) {
            0 => format!("({field} is exactly \"{value} {number}\")"),
            1 => format!("({field} starts with \"{value} \" and {field} not contain \"{number}\")"),
            2 => format!("({field} present)"),
            3 => format!("({field} ends with \"{number}\" or {field} contains \"{value}\")"),
            _ => format!("({field} is not \"{value}\")"),
        };
    }
    let column = system.column_in_query(field);
    match random.below(4) {
        0 => format!("({column} = '{value}' AND {column} <> '{number}')"),
        1 => format!("{column} IN ('{value}', '{number}', '{value} {number}')"),
        2 => format!("({column} IS NOT NULL)"),
        _ => format!("({column} LIKE '{value}%')"),
    }
}

/// A source query, or a lookup in a destination.
pub struct Query<'q> {
    pub system: &'q ConnectedSystem,
    pub class: Class,
    pub table: &'q str,
    /// The selected columns; empty for `*`.
    pub columns: &'q [String],
    /// Alternatives, joined with OR.
    pub conditions: &'q [String],
}

impl Query<'_> {
    pub fn kind(&self) -> &'static str {
        if self.system.is_directory() { "GroupID" } else { "SQL" }
    }

    pub fn text(&self) -> String {
        let Self { system, class, table, columns, conditions } = self;
        let condition = conditions.join(" OR ");
        if system.is_directory() {
            let filter = class_filter(system, *class);
            return if condition.is_empty() { filter } else { format!("({filter}) and ({condition})") };
        }
        let columns: Vec<String> = columns.iter().map(|column| system.column_in_query(column)).collect();
        let columns = if columns.is_empty() { "*".to_owned() } else { columns.join(", ") };
        let table = system.table_in_query(table);
        let filter = if condition.is_empty() { String::new() } else { format!(" WHERE {condition}") };
        format!("SELECT {columns} FROM {table}{filter}")
    }
}
