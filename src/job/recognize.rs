//! Telling a Synchronize job from any other JSON file.
//!
//! Recognition looks at members, never at file names, and comes before any complaint: a
//! repository's `tsconfig.json` is nobody's business here, a job that is badly broken is.

use crate::json::{Document, NodeId, NodeKind};
use crate::schema::SchemaKind;

/// The kinds of document that hold jobs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FileKind {
    /// A job, as it is sent to create one. Templates are jobs too.
    Job,
    /// A collection of jobs.
    Collection,
    /// A saved answer of "Get Job Details": a job under `data`.
    JobResponse,
    /// A saved answer of "Get Job Collection Details": a collection under `data`.
    CollectionResponse,
}

impl FileKind {
    /// A document that is about to be sent.
    fn request(schema: SchemaKind) -> Self {
        match schema {
            SchemaKind::Job => Self::Job,
            SchemaKind::Collection => Self::Collection,
        }
    }

    /// A saved answer.
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

/// What a document was recognised as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Recognition {
    /// It holds a job or collection at this node.
    Recognized(FileKind, NodeId),
    /// An object or list that is something else.
    Other,
    /// Nothing that could be read as an object or a list.
    Unreadable,
}

/// Members that nothing but a job has.
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

/// Members that nothing but a collection has.
const COLLECTION_MEMBERS: &[&str] = &[
    "isNotificationEnabled",
    "notificationSendIndividualEmail",
    "notifyWhen",
    "notificationRecipients",
    "jobCollectionInfo",
    "totalJobs",
];

/// Recognises a document.
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
    let found = |alike: MatchMode| {
        let root = classify_object(document, NodeId::ROOT, alike);
        let root = root.map(|schema| (FileKind::request(schema), NodeId::ROOT));
        let inside = |data| Some((FileKind::response(classify_object(document, data, alike)?), data));
        root.or_else(|| data.and_then(inside))
    };
    // Measuring how near two words are is slow, and only needed for a document whose right names do not
    // decide it.
    match found(MatchMode::Exact).or_else(|| found(MatchMode::Fuzzy)) {
        Some((kind, at)) => Recognition::Recognized(kind, at),
        None => Recognition::Other,
    }
}

/// What an object's members make it.
///
/// `settings`, `description` and `jobs` are words that other files use too; the first and the last
/// count when they hold what a job's would.
fn classify_object(document: &Document<'_>, object: NodeId, alike: MatchMode) -> Option<SchemaKind> {
    let resembles = match alike {
        MatchMode::Exact => str::eq_ignore_ascii_case,
        MatchMode::Fuzzy => is_fuzzy_match,
    };
    match score_members(document, object, resembles) {
        (0, 0) => None,
        (job, collection) if job == collection && alike == MatchMode::Exact => None,
        (job, collection) if collection > job => Some(SchemaKind::Collection),
        _ => Some(SchemaKind::Job),
    }
}

/// When a member counts as one of a job's.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum MatchMode {
    /// Where its name is right but for case.
    Exact,
    /// Where one or two letters are wrong, too.
    Fuzzy,
}

/// How much speaks for a job, and how much for a collection.
fn score_members(document: &Document<'_>, object: NodeId, resembles: fn(&str, &str) -> bool) -> (u32, u32) {
    let (mut job, mut collection) = (0_u32, 0_u32);
    for (name, value) in document.members(object) {
        let name = document.name(name);
        if JOB_MEMBERS.iter().any(|known| resembles(&name, known)) {
            // Both have these two.
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

/// Whether the first object in an array has one of these members.
fn has_items_with(document: &Document<'_>, array: NodeId, names: &[&str]) -> bool {
    let first = document.items(array).find(|item| document.kind(*item) == NodeKind::Object);
    first.is_some_and(|item| names.iter().any(|name| document.get(item, name).is_some()))
}

/// The same word in any case, or with one or two wrong letters.
fn is_fuzzy_match(written: &str, known: &str) -> bool {
    let allowed = if known.len() < 6 {
        0
    } else if known.len() < 9 {
        1
    } else {
        2
    };
    written.len().abs_diff(known.len()) <= allowed
        && strsim::osa_distance(&written.to_ascii_lowercase(), &known.to_ascii_lowercase()) <= allowed
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
