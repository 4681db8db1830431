//! Recognition of Synchronize jobs among other JSON files.
//!
//! Recognition depends on members, never on file names, and happens before anything is reported: the
//! `tsconfig.json` of a repository is skipped, a badly broken job is not.

use crate::json::{Document, NodeId, NodeKind};
use crate::schema::SchemaKind;

/// The kinds of document that contain jobs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FileKind {
    /// A job or a template, as it is sent to create one.
    Job,
    /// A collection of jobs.
    Collection,
    /// A saved response of "Get Job Details": a job under `data`.
    JobResponse,
    /// A saved response of "Get Job Collection Details": a collection under `data`.
    CollectionResponse,
}

impl FileKind {
    fn request(schema: SchemaKind) -> Self {
        match schema {
            SchemaKind::Job => Self::Job,
            SchemaKind::Collection => Self::Collection,
        }
    }

    fn response(schema: SchemaKind) -> Self {
        match schema {
            SchemaKind::Job => Self::JobResponse,
            SchemaKind::Collection => Self::CollectionResponse,
        }
    }

    /// The schema of the job or collection inside.
    #[must_use]
    pub fn schema(self) -> SchemaKind {
        match self {
            Self::Job | Self::JobResponse => SchemaKind::Job,
            Self::Collection | Self::CollectionResponse => SchemaKind::Collection,
        }
    }
}

/// The result of recognition.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Recognition {
    /// The document contains a job or a collection at this node.
    Recognized(FileKind, NodeId),
    /// The document is an object or an array of another kind.
    Other,
    /// The document is neither an object nor an array, as far as it can be parsed.
    Unreadable,
}

/// Members that only jobs have.
const JOB_MEMBERS: &[&str] = &[
    "isTemplate",
    "jobInfo",
    "fieldsMap",
    "objectsOption",
    "syncQuery",
    "delimiterSchema",
    "sourceSchema",
    "destinationSchema",
    "hasAccess",
];

/// Members that only collections have.
const COLLECTION_MEMBERS: &[&str] = &[
    "isNotificationEnabled",
    "notificationSendIndividualEmail",
    "notifyWhen",
    "notificationRecipients",
    "jobCollectionInfo",
    "totalJobs",
];

/// Recognises a document by its members.
#[must_use]
pub fn recognize(document: &Document<'_>) -> Recognition {
    match document.kind(NodeId::ROOT) {
        NodeKind::Object => {}
        NodeKind::Invalid => return Recognition::Unreadable,
        _ if document.tree().errors().is_empty() || document.kind(NodeId::ROOT) == NodeKind::Array => {
            return Recognition::Other;
        }
        _ => return Recognition::Unreadable,
    }
    let data = document.get(NodeId::ROOT, "data");
    let find = |mode: MatchMode| {
        let root = classify_object(document, NodeId::ROOT, mode);
        let root = root.map(|schema| (FileKind::request(schema), NodeId::ROOT));
        let in_data = |data| Some((FileKind::response(classify_object(document, data, mode)?), data));
        root.or_else(|| data.and_then(in_data))
    };
    // Edit distances are slow to compute, and only needed if the exact names are not conclusive.
    match find(MatchMode::Exact).or_else(|| find(MatchMode::Fuzzy)) {
        Some((kind, root)) => Recognition::Recognized(kind, root),
        None => Recognition::Other,
    }
}

/// Classifies an object by its members.
///
/// Files of other kinds also use `settings` and `jobs`: these count only if their items have the members
/// that a job requires there.
fn classify_object(document: &Document<'_>, object: NodeId, mode: MatchMode) -> Option<SchemaKind> {
    let resembles = match mode {
        MatchMode::Exact => str::eq_ignore_ascii_case,
        MatchMode::Fuzzy => is_fuzzy_match,
    };
    match score_members(document, object, resembles) {
        (0, 0) => None,
        (job, collection) if job == collection && mode == MatchMode::Exact => None,
        (job, collection) if collection > job => Some(SchemaKind::Collection),
        _ => Some(SchemaKind::Job),
    }
}

/// How names are compared with the known ones.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum MatchMode {
    /// Ignoring case.
    Exact,
    /// Ignoring case and one or two wrong letters.
    Fuzzy,
}

/// Counts the evidence for a job, and for a collection.
fn score_members(document: &Document<'_>, object: NodeId, resembles: fn(&str, &str) -> bool) -> (u32, u32) {
    let (mut job, mut collection) = (0_u32, 0_u32);
    for (name, value) in document.members(object) {
        let name = document.name(name);
        if JOB_MEMBERS.iter().any(|known| resembles(&name, known)) {
            // Jobs and collections both have these two.
            if name.eq_ignore_ascii_case("isTemplate") || name.eq_ignore_ascii_case("hasAccess") {
                job += 1;
                collection += 1;
            } else {
                job += 2;
            }
        } else if COLLECTION_MEMBERS.iter().any(|known| resembles(&name, known)) {
            collection += 2;
        } else if resembles(&name, "settings") && has_items_with(document, value, &["key", "dataType"]) {
            job += 2;
        } else if resembles(&name, "jobs") && has_items_with(document, value, &["jobInfo", "fieldsMap"]) {
            collection += 2;
        }
    }
    (job, collection)
}

/// Whether the first object of an array has one of these members.
fn has_items_with(document: &Document<'_>, array: NodeId, names: &[&str]) -> bool {
    let first = document.items(array).find(|item| document.kind(*item) == NodeKind::Object);
    first.is_some_and(|item| names.iter().any(|name| document.get(item, name).is_some()))
}

/// Whether two names differ in case and in one or two letters at most; short names must match exactly.
fn is_fuzzy_match(name: &str, known: &str) -> bool {
    let allowed = if known.len() < 6 {
        0
    } else if known.len() < 9 {
        1
    } else {
        2
    };
    name.len().abs_diff(known.len()) <= allowed
        && strsim::osa_distance(&name.to_ascii_lowercase(), &known.to_ascii_lowercase()) <= allowed
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::json::{Tree, parse};

    fn recognize_text(text: &str) -> Recognition {
        let mut tree = Tree::new();
        parse(text, &mut tree);
        recognize(&Document::new(text, &tree))
    }

    #[test]
    fn recognizes_every_file_kind() {
        use FileKind::*;
        for (text, kind) in [
            (r#"{"jobInfo": {}, "hasAccess": true}"#, Job),
            (r#"{"isTemplate": true}"#, Job),
            (r#"{"fieldMaps": []}"#, Job),
            (r#"{"JOBINFO": 1, "data": {}}"#, Job),
            (r#"{"settings": [{"key": "a"}]}"#, Job),
            (r#"{"jobCollectionInfo": {}, "isTemplate": false}"#, Collection),
            (r#"{"jobs": [{"jobInfo": {}}]}"#, Collection),
            (r#"{"isTemplate": false, "jobColectionInfo": {}}"#, Collection),
            (r#"{"count": 0, "data": {"jobInfo": {}}}"#, JobResponse),
            (r#"{"count": 2, "data": {"jobs": [], "totalJobs": 2}}"#, CollectionResponse),
        ] {
            assert!(
                matches!(recognize_text(text), Recognition::Recognized(found, _) if found == kind),
                "{text}"
            );
        }
    }

    #[test]
    fn ignores_other_json_files() {
        for text in [
            "{}",
            "[1, 2]",
            "7",
            r#"{"name": "pkg", "description": "x", "scripts": {}}"#,
            r#"{"settings": {"editor.tabSize": 2}, "folders": []}"#,
            r#"{"jobs": {"build": {}}, "on": "push"}"#,
            r#"{"jobs": [{"name": "build"}]}"#,
            r#"{"data": [1], "count": 1}"#,
            "{ // comment\n \"compilerOptions\": {}, }",
        ] {
            assert_eq!(recognize_text(text), Recognition::Other, "{text}");
        }
    }

    #[test]
    fn unparsable_text_is_unreadable() {
        for text in ["", "   ", "\u{1}\u{2}garbage", "\"jobInfo\": {}}"] {
            assert_eq!(recognize_text(text), Recognition::Unreadable, "{text}");
        }
    }
}
