//! Mistakes in collections.

use super::prelude::*;

#[rustfmt::skip]
pub(crate) const MUTANTS: &[Mutant] = &[
    Mutant("empty recipients of a collection", "collections/nightly", SetString("/notificationRecipients", ""), "missing-notification-recipient", Warning, &["/notificationRecipients", "/isNotificationEnabled"]),
    Mutant("recipient without an address", "collections/nightly", SetString("/notificationRecipients", "identity team"), "missing-notification-recipient", Warning, &["/notificationRecipients"]),
    Mutant("notification enabled without recipients", "collections/clubs", Set("/isNotificationEnabled", "true"), "missing-notification-recipient", Warning, &["/notificationRecipients", "/isNotificationEnabled"]),
    Mutant("job renamed in one place", "collections/nightly", SetString("/jobs/0/jobInfo/name", "Nightly staff"), "collection-summary", Error, &["/jobs/0/jobInfo/name", "/jobCollectionInfo/jobs/0/name"]),
    Mutant("action on failure changed in one place", "collections/nightly", SetString("/jobs/1/jobInfo/onFailure", "Abort"), "collection-summary", Error, &["/jobs/1/jobInfo/onFailure", "/jobCollectionInfo/jobs/1/onFailure"]),
    Mutant("source changed in one place", "collections/nightly", SetString("/jobCollectionInfo/jobs/0/sourceProvider", "PayrollDb"), "collection-summary", Error, &["/jobs/0/jobInfo/sourceProvider", "/jobCollectionInfo/jobs/0/sourceProvider"]),
    Mutant("job deleted from the summary", "collections/clubs", Delete("/jobCollectionInfo/jobs/2"), "collection-summary", Error, &["/jobCollectionInfo/jobs", "/jobs/2/jobInfo", "/jobs", "/jobs/2"]),
    Mutant("job deleted and its summary not", "collections/clubs", Delete("/jobs/2"), "collection-summary", Error, &["/jobCollectionInfo/jobs/2", "/jobs", "/jobCollectionInfo/jobs"]),
    Mutant("order of the summary changed", "collections/nightly", Swap("/jobCollectionInfo/jobs/0", "/jobCollectionInfo/jobs/1"), "collection-summary", Error, &["/jobCollectionInfo/jobs/0/name", "/jobs/0/jobInfo/name", "/jobCollectionInfo/jobs", "/jobCollectionInfo/jobs/0", "/jobCollectionInfo/jobs/0/runOrder"]),
    Mutant("two jobs with the same run order", "collections/nightly", Sequence(&[Set("/jobs/1/jobInfo/runOrder", "1"), Set("/jobCollectionInfo/jobs/1/runOrder", "1")]), "invalid-run-order", Warning, &["/jobs/1/jobInfo/runOrder", "/jobs/0/jobInfo/runOrder"]),
    Mutant("gap in the run order", "collections/nightly", Sequence(&[Set("/jobs/1/jobInfo/runOrder", "4"), Set("/jobCollectionInfo/jobs/1/runOrder", "4")]), "invalid-run-order", Warning, &["/jobs/1/jobInfo/runOrder"]),
    Mutant("job in a collection with the type of a single job", "collections/nightly", Sequence(&[Set("/jobs/1/jobInfo/type", "1"), Set("/jobCollectionInfo/jobs/1/type", "1")]), "job-type-mismatch", Warning, &["/jobs/1/jobInfo/type"]),
    Mutant("notification of a job in a collection", "collections/nightly", SetString("/jobs/0/settings/{IsNotificationEnabled}/value", "True"), "collection-notification", Info, &["/jobs/0/settings/{IsNotificationEnabled}/value"]),
    Mutant("two jobs with the same name", "collections/nightly", Sequence(&[SetString("/jobs/1/jobInfo/name", "Nightly employees"), SetString("/jobCollectionInfo/jobs/1/name", "Nightly employees")]), "duplicate-job-name", Warning, &["/jobs/1/jobInfo/name", "/jobs/0/jobInfo/name"]),
    Mutant("key removed in a collection", "collections/nightly", Set("/jobs/0/fieldsMap/{employeeID}/isKey", "false"), "one-key-field", Error, &["/jobs/0/objectsOption/0/objectType"]),
    Mutant("field misspelt in a saved API response", "saved/get-job-details", Rename("/data/fieldsMap/0/isKey", "isKye"), "unknown-member", Error, &["/data/fieldsMap/0/isKye"]),
    Mutant("id changed in a saved collection", "saved/get-collection-details", SetString("/data/jobs/0/settings/{Source.Provider}/value", "99"), "provider-id-mismatch", Error, &["/data/jobs/0/settings/{Source.Provider}/value"]),
    Mutant("job list misspelt", "collections/nightly", Rename("/jobs", "job"), "unknown-member", Error, &["/job"]),
    Mutant("missing summary", "collections/nightly", Delete("/jobCollectionInfo"), "missing-member", Error, &[""]),
    Mutant("empty name of the collection", "collections/nightly", SetString("/jobCollectionInfo/name", ""), "job-name", Error, &["/jobCollectionInfo/name"]),
];
