//! Strings of the document without their secrets.

use crate::json::{Document, NodeId, NodeKind};
use crate::text::{Secrets, unescape};

/// The value of a string with masked secrets; `None` for other kinds of values.
pub(super) fn masked_string(document: &Document<'_>, id: NodeId, secrets: &Secrets) -> Option<String> {
    if document.kind(id) != NodeKind::String {
        return None;
    }
    let masked = secrets.masked(document.text(), document.content_span(id));
    Some(unescape(&masked).into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::job::find_secrets;
    use crate::json::{Tree, parse};

    #[test]
    fn masks_secrets_in_strings() {
        let text = r#"{"destinationField": "password", "transform": "Static:value=Hun\\ter2"}"#;
        let mut tree = Tree::new();
        parse(text, &mut tree);
        let document = Document::new(text, &tree);
        let transform = document.find_by_pointer("/transform").expect("a transform");
        let shown = masked_string(&document, transform, &find_secrets(&document));
        assert_eq!(shown.as_deref(), Some("Static:value=••••"));
        assert_eq!(masked_string(&document, NodeId::ROOT, &Secrets::default()), None);
    }
}
