//! Mistakes in `jobInfo`, and leftover server state.

use super::prelude::*;

#[rustfmt::skip]
pub(crate) const MUTANTS: &[Mutant] = &[
    Mutant("empty name", "jobs/excel-to-ad", SetString("/jobInfo/name", ""), "job-name", Error, &["/jobInfo/name"]),
    Mutant("blank name", "jobs/ad-to-scim", SetString("/jobInfo/name", "   "), "job-name", Error, &["/jobInfo/name"]),
    Mutant("action on failure that does not exist", "jobs/excel-to-ad", SetString("/jobInfo/onFailure", "Stop"), "invalid-on-failure", Error, &["/jobInfo/onFailure"]),
    Mutant("action on failure misspelt", "jobs/excel-to-ad", SetString("/jobInfo/onFailure", "Contniue"), "invalid-on-failure", Error, &["/jobInfo/onFailure"]),
    Mutant("action on failure in lower case", "jobs/excel-to-ad", SetString("/jobInfo/onFailure", "abort"), "invalid-on-failure", Warning, &["/jobInfo/onFailure"]),
    Mutant("single job with the type of a job in a collection", "jobs/excel-to-ad", Set("/jobInfo/type", "2"), "job-type-mismatch", Warning, &["/jobInfo/type"]),
    Mutant("single job with a run order", "jobs/excel-to-ad", Set("/jobInfo/runOrder", "3"), "job-type-mismatch|invalid-run-order", Warning, &["/jobInfo/runOrder"]),
    Mutant("single job with a collection id", "jobs/excel-to-ad", Set("/jobInfo/collectionId", "7"), "job-type-mismatch", Warning, &["/jobInfo/collectionId"]),
    Mutant("last run left over", "jobs/excel-to-ad", SetString("/jobInfo/lastRun", "2025-05-19T01:00:04.207Z"), "leftover-server-state", Info, &["/jobInfo/lastRun"]),
    Mutant("number of runs left over", "jobs/excel-to-ad", Set("/jobInfo/timesRun", "14"), "leftover-server-state", Info, &["/jobInfo/timesRun"]),
    Mutant("id of the job left over", "jobs/excel-to-ad", Set("/jobInfo/jobId", "41"), "leftover-server-state", Info, &["/jobInfo/jobId"]),
    Mutant("unmodified API response", "jobs/excel-to-ad", Sequence(&[Prepend("{\"count\": 0, \"data\": "), ReplaceText("\"hasAccess\": true\n}\n", "\"hasAccess\": true\n}, \"status\": 0, \"message\": null}\n")]), "api-response", Info, &["", "/count", "/data"]),
];
