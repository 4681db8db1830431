//! Folds as folding ranges.

use gen_lsp_types::{FoldingRange, FoldingRangeKind};

use crate::lsp::features::{Fold, FoldKind};
use crate::lsp::protocol::client_capabilities::ClientCapabilities;
use crate::lsp::protocol::position::PositionMapper;

/// Returns `None` if the fold is within one line.
///
/// For clients that fold whole lines, the range ends before the line of the closing bracket, which
/// stays visible.
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
