//! Hints as inlay hints.

use gen_lsp_types::{InlayHint, Tooltip};

use crate::lsp::features::Hint;
use crate::lsp::protocol::position::PositionMapper;

use super::markup::markdown;

pub(crate) fn inlay_hint(hint: Hint, positions: PositionMapper<'_>) -> InlayHint {
    InlayHint {
        position: positions.position(hint.offset),
        label: hint.label.into(),
        kind: None,
        text_edits: None,
        tooltip: hint.tooltip.map(|text| Tooltip::MarkupContent(markdown(text))),
        padding_left: Some(true),
        padding_right: None,
        data: None,
    }
}
