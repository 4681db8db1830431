//! Detection of secrets, which are masked in all output.
//!
//! Detection works on the tree and not on the typed view, so that secrets are also masked in a badly
//! broken document: in a row with misspelt member names, or in an unterminated string.

use crate::catalog::{TRANSFORMS, detect_secret, is_password_attribute, is_secret_setting};
use crate::json::{Document, NodeId, NodeKind, Quotes};
use crate::text::{Secrets, Span, closest_match, is_blank};

/// Finds the secrets of a document: passwords in transforms, and values of secret settings.
#[must_use]
pub fn find_secrets(document: &Document<'_>) -> Secrets {
    let mut spans = Vec::new();
    for (index, node) in (0..).zip(document.tree().nodes()) {
        let id = NodeId(index);
        match node.kind() {
            NodeKind::Object => collect_object_secrets(document, id, &mut spans),
            NodeKind::String if node.quotes() == Quotes::Unclosed => {
                spans.extend(static_value(document, id));
            }
            NodeKind::String => spans.extend(find_by_form(document, id)),
            _ => {}
        }
    }
    Secrets::new(spans)
}

/// Collects the secrets of a field-map row for a password, and of a setting with a secret value.
fn collect_object_secrets(document: &Document<'_>, object: NodeId, spans: &mut Vec<Span>) {
    let (mut password_row, mut secret_setting) = (false, false);
    for (name, value) in document.members(object) {
        let Some(text) = document.string(value) else { continue };
        let name = document.name(name);
        // Descriptions and options may contain the word "password"; field names and keys are single words.
        if text.trim().contains([' ', '{', '"']) || is_one_of(&name, &["value", "transform"]) {
            continue;
        }
        password_row |= is_password_attribute(&text);
        // A mapped field may have the name of a secret setting.
        secret_setting |= !is_one_of(&name, &["sourceField", "destinationField"])
            && text.contains(char::is_alphabetic)
            && is_secret_setting(&text);
    }
    if !password_row && !secret_setting {
        return;
    }
    for (name, value) in document.members(object) {
        let static_value = static_value(document, value);
        if password_row && static_value.is_some() {
            spans.extend(static_value);
        } else if password_row && is_unrecognized_transform(document, name, value) {
            spans.push(document.content_span(value));
        } else if secret_setting && !is_one_of(&document.name(name), NON_VALUE_MEMBERS) {
            let scalar =
                matches!(document.kind(value), NodeKind::String | NodeKind::Number | NodeKind::Invalid);
            let placeholder =
                document.string(value).is_some_and(|text| document.placeholders().is_whole(&text));
            if scalar && !placeholder {
                spans.push(document.content_span(value));
            }
        }
    }
}

/// The members of rows and settings that are not the value; any other may be a misspelt `value`.
const NON_VALUE_MEMBERS: &[&str] = &[
    "key",
    "dataType",
    "id",
    "action",
    "objectType",
    "sourceField",
    "destinationField",
    "delimiter",
    "transform",
];

fn is_one_of(name: &str, known: &[&str]) -> bool {
    known.iter().any(|known| known.eq_ignore_ascii_case(name))
}

/// Whether the value of `transform` is not a known transform: most likely it is the password itself.
fn is_unrecognized_transform(document: &Document<'_>, name: NodeId, value: NodeId) -> bool {
    let Some(text) =
        document.string(value).filter(|text| !is_blank(text) && !document.placeholders().is_whole(text))
    else {
        return false;
    };
    if strsim::osa_distance(&document.name(name).to_ascii_lowercase(), "transform") > 2 {
        return false;
    }
    let kind = text.split(':').next().unwrap_or_default().trim();
    closest_match(kind, TRANSFORMS.iter().map(|known| known.name)).is_none()
}

/// The span after `Static:value=`, if the string is such a transform and not a placeholder.
fn static_value(document: &Document<'_>, id: NodeId) -> Option<Span> {
    if document.kind(id) != NodeKind::String {
        return None;
    }
    let content = document.content(id);
    let head = content.trim_start();
    let kind = head.get(..6)?;
    let is_static = strsim::osa_distance(&kind.to_ascii_lowercase(), "static") <= 2;
    if !is_static {
        return None;
    }
    let (colon, equals) = (head.find(':'), head.find('='));
    let offset = match (colon, equals) {
        // `Static:my=password`: `my` is not the name of a parameter.
        (Some(colon), Some(equals)) if colon < equals && !is_static_parameter(&head[colon + 1..equals]) => {
            colon
        }
        (_, Some(equals)) => equals,
        (colon, None) => colon?,
    } + 1;
    let value = &head[offset..];
    let span = document.content_span(id);
    let start = usize::try_from(span.end).ok()?.checked_sub(value.len())?;
    (!value.is_empty() && !document.placeholders().is_whole(value))
        .then(|| Span::from_usize(start, span.end as usize))
}

/// Whether a word is the parameter of `Static`, allowing for one wrong letter.
fn is_static_parameter(word: &str) -> bool {
    ["value", "text"].iter().any(|known| strsim::osa_distance(&word.trim().to_ascii_lowercase(), known) <= 1)
}

/// Finds a secret that is recognisable by its format, in any string.
fn find_by_form(document: &Document<'_>, id: NodeId) -> Option<Span> {
    let (_, range) = detect_secret(document.content(id))?;
    let start = document.content_span(id).start as usize;
    Some(Span::from_usize(start + range.start, start + range.end))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::json::{Tree, parse};

    fn masked(text: &str) -> String {
        let mut tree = Tree::new();
        parse(text, &mut tree);
        let document = Document::new(text, &tree);
        find_secrets(&document).masked(text, Span::from_usize(0, text.len()))
    }

    #[test]
    fn masks_passwords_and_secret_settings() {
        for (text, expected) in [
            (
                r#"{"destinationField": "password", "transform": "Static:value=Hunter2"}"#,
                r#"{"destinationField": "password", "transform": "Static:value=••••"}"#,
            ),
            (
                r#"{"destinationFeild": "unicodePwd", "transfrom": "static:Hunter2"}"#,
                r#"{"destinationFeild": "unicodePwd", "transfrom": "static:••••"}"#,
            ),
            (
                r#"{"key": "Destination.MessagingProviderPassword", "value": "x1", "dataType": "System.String"}"#,
                r#"{"key": "Destination.MessagingProviderPassword", "value": "••••", "dataType": "System.String"}"#,
            ),
            (
                r#"{"key": "Source.ClientSecret", "value": 12345}"#,
                r#"{"key": "Source.ClientSecret", "value": ••••}"#,
            ),
            (
                r#"{"destinationField": "password", "transform": "Hunter:2"}"#,
                r#"{"destinationField": "password", "transform": "••••"}"#,
            ),
            (
                r#"{"destinationField": "password", "transform": "Static:Hunter=2"}"#,
                r#"{"destinationField": "password", "transform": "Static:••••"}"#,
            ),
            ("{\"t\": \"Static:value=Hunter2\n}", "{\"t\": \"Static:value=••••\n}"),
            (r#"["0AA##0PV7#QUJD"]"#, r#"["••••"]"#),
            (
                r#"["Server=db;Uid=sync;Pwd=Hunter2;Encrypt=yes"]"#,
                r#"["Server=db;Uid=sync;Pwd=••••;Encrypt=yes"]"#,
            ),
        ] {
            assert_eq!(masked(text), expected);
        }
    }

    #[test]
    fn does_not_mask_ordinary_values_and_placeholders() {
        for text in [
            r#"{"destinationField": "grouptype", "transform": "Static:value=8"}"#,
            r#"{"destinationField": "password", "transform": "Static:value=${PW}"}"#,
            r#"{"destinationField": "password", "transform": "Static:value={{ hr.pw }}"}"#,
            r#"{"key": "Source.Table", "value": "Sheet1", "dataType": "System.String"}"#,
            r#"{"name": "Reset password of new hires", "value": "x"}"#,
            r#"{"destinationField": "password", "transform": "Scirpt:text=DTM.Result = 1"}"#,
            r#"{"destinationField": "password", "transform": ""}"#,
            r#"{"destinationField": "password", "transform": "${PASSWORD_TRANSFORM}"}"#,
            r#"{"destinationField": "password", "options": "{\"passwordLength\":12}"}"#,
        ] {
            assert_eq!(masked(text), text);
        }
    }
}
