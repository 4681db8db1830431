//! Environment variables in static values and scripts.

use std::ops::Range;

use crate::catalog::{ENV_VARS, EnvVarScope};
use crate::lsp::features::types::CompletionKind;
use crate::text::DecodedString;

use super::collector::{CompletionBuilder, CompletionCollector};
use super::insertion::Insertion;

pub(super) fn environment_variables(
    decoded: &DecodedString<'_>,
    range: &Range<usize>,
    collector: &mut CompletionCollector<'_>,
) {
    for (index, variable) in ENV_VARS.iter().enumerate() {
        let rank = match variable.scope {
            EnvVarScope::Product => 2,
            EnvVarScope::Machine => 3,
            // The values are those of the account that runs the job, which is rarely useful.
            EnvVarScope::Account => 6,
            // Not defined outside of the command prompt.
            EnvVarScope::CommandPrompt => continue,
        };
        let name = format!("%{}%", variable.name);
        let builder = CompletionBuilder::new(name.as_str(), CompletionKind::Value)
            .detail(variable.description)
            .rank(rank)
            .order(index);
        collector.add_in_string(builder, decoded, range, Insertion::text(name));
    }
}
