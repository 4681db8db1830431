//! Folds as folding ranges.

use gen_lsp_types::{FoldingRange, FoldingRangeKind};

use crate::lsp::features::{Fold, FoldKind};
use crate::lsp::protocol::client_capabilities::ClientCapabilities;
use crate::lsp::protocol::position::PositionMapper;

/// The lines of a fold; nothing where it lies in fold.
///
/// Clients that fold whole lines keep the line of the closing bracket in sight.
pub(crate) fn folding_range(
    fold: Fold,
    positions: PositionMapper<'_>,
    client: &ClientCapabilities,
) -> Option<FoldingRange> {
    let (start, mut end) = (positions.position(fold.span.start), positions.position(fold.span.end));
    if client.line_folding_only && fold.kind == FoldKind::Region {
        end.line = end.line.saturating_sub(1);
    }
    (start.line < end.line).then(|| FoldingRange {
        start_line: start.line,
        end_line: end.line,
        kind: Some(match fold.kind {
            FoldKind::Region => FoldingRangeKind::Region,
            FoldKind::Comment => FoldingRangeKind::Comment,
        }),
        ..FoldingRange::default()
    })
}
