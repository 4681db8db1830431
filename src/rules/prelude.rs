//! What nearly every rule file imports.

pub(crate) use crate::diagnostic::{Fix, Severity};
pub(crate) use crate::job::{Job, JobFile, NodeRef};
pub(crate) use crate::rule::{Check, FixKind, Group, Rule, RuleContext};
