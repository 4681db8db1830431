//! Mistakes of the hand: what is no JSON any more, and what says a thing twice.

use super::prelude::*;

#[rustfmt::skip]
pub(crate) const MUTANTS: &[Mutant] = &[
    Mutant("comma between members forgotten", "jobs/excel-to-ad", Raw("\"isTemplate\": false,\n", "\"isTemplate\": false\n"), "json-syntax", Error, HERE),
    Mutant("comma between rows forgotten", "jobs/other-case", Raw("\"destinationField\": \"EMPLOYEEID\",\n", "\"destinationField\": \"EMPLOYEEID\"\n"), "json-syntax", Error, HERE),
    Mutant("comma behind the last member", "jobs/excel-to-ad", Raw("\"hasAccess\": true\n", "\"hasAccess\": true,\n"), "json-syntax", Error, HERE),
    Mutant("comma behind the last member, with Windows line ends", "jobs/ad-to-entra-mailboxes", Raw("\"hasAccess\": true\r\n", "\"hasAccess\": true,\r\n"), "json-syntax", Error, HERE),
    Mutant("two commas", "jobs/entra-to-excel", Raw("\"timesRun\": 0,", "\"timesRun\": 0,,"), "json-syntax", Error, HERE),
    Mutant("colon forgotten", "jobs/ldap-to-access", Raw("\"description\": \"Readers", "\"description\" \"Readers"), "json-syntax", Error, HERE),
    Mutant("equals sign instead of a colon", "jobs/ldap-to-access", Raw("\"timesRun\": 0", "\"timesRun\" = 0"), "json-syntax", Error, HERE),
    Mutant("semicolon instead of a comma", "jobs/sqlserver-to-ad", Raw("\"runOrder\": 0,", "\"runOrder\": 0;"), "json-syntax", Error, HERE),
    Mutant("single quotes", "jobs/google-to-oracle", Raw("\"Volunteers to the roster\"", "'Volunteers to the roster'"), "json-syntax", Error, HERE),
    Mutant("member name without quotes", "jobs/google-to-oracle", Raw("\"jobGuid\"", "jobGuid"), "json-syntax", Error, HERE),
    Mutant("value without quotes", "jobs/oracle-to-ldap", Raw("\"CHANGED_AT\"", "CHANGED_AT"), "json-syntax", Error, HERE),
    Mutant("closing quote forgotten", "jobs/oracle-to-ldap", Raw("\"ResearchOffice\",", "\"ResearchOffice,"), "json-syntax", Error, HERE),
    Mutant("opening quote forgotten", "jobs/scripts", Raw("\"ConsultantDb\"", "ConsultantDb\""), "json-syntax", Error, HERE),
    Mutant("comment at the end of a line", "jobs/excel-to-ad", Raw("\"runOrder\": 0,", "\"runOrder\": 0, // alone"), "json-syntax", Error, HERE),
    Mutant("comment over several lines", "jobs/excel-to-ad", Raw("\"settings\": [\n", "\"settings\": [\n/* source\n   and destination */\n"), "json-syntax", Error, HERE),
    Mutant("True as Python writes it", "jobs/scim-to-ad", Raw("\"isCreate\": true", "\"isCreate\": True"), "json-syntax", Error, HERE),
    Mutant("None as Python writes it", "jobs/scim-to-ad", Raw("\"jobGuid\": null", "\"jobGuid\": None"), "json-syntax", Error, HERE),
    Mutant("number with a leading zero", "jobs/scim-to-ad", Raw("\"runOrder\": 0,", "\"runOrder\": 01,"), "json-syntax", Error, HERE),
    Mutant("backslash of a distinguished name not doubled", "jobs/minified", Raw("\"containerOptionValue\":\"OU=Staff\\\\, Temporary", "\"containerOptionValue\":\"OU=Staff\\, Temporary"), "json-syntax", Error, HERE),
    Mutant("backslash of a path not doubled", "jobs/excel-to-ad", Raw("every row of the new hire workbook", "every row of \\\\files\\hr"), "json-syntax", Error, HERE),
    Mutant("line break inside a string", "jobs/ad-to-sqlserver", Raw("[Phone], [Department]", "[Phone],\n[Department]"), "json-syntax", Error, HERE),
    Mutant("bracket of an object never closed", "jobs/entra-to-excel", Raw("    \"scheduledTask\": null\n  },", "    \"scheduledTask\": null\n  "), "json-syntax", Error, &["@", "/jobInfo"]),
    Mutant("bracket of an array never closed", "jobs/entra-to-excel", Raw("  ],\n  \"objectsOption\"", "  \n  \"objectsOption\""), "json-syntax", Error, &["@", "/fieldsMap"]),
    Mutant("one bracket too many", "jobs/entra-to-excel", Raw("    \"scheduledTask\": null\n  },", "    \"scheduledTask\": null\n  }},"), "json-syntax", Error, HERE),
    Mutant("text behind the end", "jobs/scripts", Raw("\"hasAccess\": true\n}\n", "\"hasAccess\": true\n}\n}\n"), "json-syntax", Error, HERE),
    Mutant("merge conflict committed", "jobs/ad-to-ad-contacts", Raw("    \"runOrder\": 0,\n", "<<<<<<< HEAD\n    \"runOrder\": 0,\n=======\n    \"runOrder\": 1,\n>>>>>>> order\n"), "json-syntax", Error, HERE),
    Mutant("script pasted with its line breaks", "jobs/google-to-oracle", Raw("DTM.Source(\\\"givenName\\\")\\nDim last", "DTM.Source(\\\"givenName\\\")\nDim last"), "json-syntax", Error, HERE),
    Mutant("byte order mark", "jobs/scripts", Before("\u{feff}"), "text-encoding", Warning, &["", "@"]),
    Mutant("member twice in a row", "jobs/excel-to-ad", Twice("/fieldsMap/{sn}/isKey"), "duplicate-member", Error, &["/fieldsMap/{sn}/isKey"]),
    Mutant("name twice, with different values", "jobs/excel-to-ad", Append("/jobInfo", "\"name\": \"Copy of new hires\""), "duplicate-member", Error, &["/jobInfo/name"]),
    Mutant("settings twice, the second one empty", "jobs/ad-to-scim", Append("", "\"delimiterSchema\": null"), "duplicate-member", Error, &["/delimiterSchema"]),
];
