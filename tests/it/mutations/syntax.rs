//! Syntax errors and duplicate members.

use super::prelude::*;

#[rustfmt::skip]
pub(crate) const MUTANTS: &[Mutant] = &[
    Mutant("missing comma between members", "jobs/excel-to-ad", ReplaceText("\"isTemplate\": false,\n", "\"isTemplate\": false\n"), "json-syntax", Error, CHANGED_LINES),
    Mutant("missing comma between rows", "jobs/other-case", ReplaceText("\"destinationField\": \"EMPLOYEEID\",\n", "\"destinationField\": \"EMPLOYEEID\"\n"), "json-syntax", Error, CHANGED_LINES),
    Mutant("trailing comma after the last member", "jobs/excel-to-ad", ReplaceText("\"hasAccess\": true\n", "\"hasAccess\": true,\n"), "json-syntax", Error, CHANGED_LINES),
    Mutant("trailing comma after the last member, with CRLF line endings", "jobs/ad-to-entra-mailboxes", ReplaceText("\"hasAccess\": true\r\n", "\"hasAccess\": true,\r\n"), "json-syntax", Error, CHANGED_LINES),
    Mutant("two commas", "jobs/entra-to-excel", ReplaceText("\"timesRun\": 0,", "\"timesRun\": 0,,"), "json-syntax", Error, CHANGED_LINES),
    Mutant("missing colon", "jobs/ldap-to-access", ReplaceText("\"description\": \"Readers", "\"description\" \"Readers"), "json-syntax", Error, CHANGED_LINES),
    Mutant("equals sign instead of a colon", "jobs/ldap-to-access", ReplaceText("\"timesRun\": 0", "\"timesRun\" = 0"), "json-syntax", Error, CHANGED_LINES),
    Mutant("semicolon instead of a comma", "jobs/sqlserver-to-ad", ReplaceText("\"runOrder\": 0,", "\"runOrder\": 0;"), "json-syntax", Error, CHANGED_LINES),
    Mutant("single quotes", "jobs/google-to-oracle", ReplaceText("\"Volunteers to the roster\"", "'Volunteers to the roster'"), "json-syntax", Error, CHANGED_LINES),
    Mutant("member name without quotes", "jobs/google-to-oracle", ReplaceText("\"jobGuid\"", "jobGuid"), "json-syntax", Error, CHANGED_LINES),
    Mutant("value without quotes", "jobs/oracle-to-ldap", ReplaceText("\"CHANGED_AT\"", "CHANGED_AT"), "json-syntax", Error, CHANGED_LINES),
    Mutant("missing closing quote", "jobs/oracle-to-ldap", ReplaceText("\"ResearchOffice\",", "\"ResearchOffice,"), "json-syntax", Error, CHANGED_LINES),
    Mutant("missing opening quote", "jobs/scripts", ReplaceText("\"ConsultantDb\"", "ConsultantDb\""), "json-syntax", Error, CHANGED_LINES),
    Mutant("comment at the end of a line", "jobs/excel-to-ad", ReplaceText("\"runOrder\": 0,", "\"runOrder\": 0, // alone"), "json-syntax", Error, CHANGED_LINES),
    Mutant("comment over several lines", "jobs/excel-to-ad", ReplaceText("\"settings\": [\n", "\"settings\": [\n/* source\n   and destination */\n"), "json-syntax", Error, CHANGED_LINES),
    Mutant("True in Python syntax", "jobs/scim-to-ad", ReplaceText("\"isCreate\": true", "\"isCreate\": True"), "json-syntax", Error, CHANGED_LINES),
    Mutant("None in Python syntax", "jobs/scim-to-ad", ReplaceText("\"jobGuid\": null", "\"jobGuid\": None"), "json-syntax", Error, CHANGED_LINES),
    Mutant("number with a leading zero", "jobs/scim-to-ad", ReplaceText("\"runOrder\": 0,", "\"runOrder\": 01,"), "json-syntax", Error, CHANGED_LINES),
    Mutant("unescaped backslash in a distinguished name", "jobs/minified", ReplaceText("\"containerOptionValue\":\"OU=Staff\\\\, Temporary", "\"containerOptionValue\":\"OU=Staff\\, Temporary"), "json-syntax", Error, CHANGED_LINES),
    Mutant("unescaped backslash in a path", "jobs/excel-to-ad", ReplaceText("every row of the new hire workbook", "every row of \\\\files\\hr"), "json-syntax", Error, CHANGED_LINES),
    Mutant("line break inside a string", "jobs/ad-to-sqlserver", ReplaceText("[Phone], [Department]", "[Phone],\n[Department]"), "json-syntax", Error, CHANGED_LINES),
    Mutant("unclosed object", "jobs/entra-to-excel", ReplaceText("    \"scheduledTask\": null\n  },", "    \"scheduledTask\": null\n  "), "json-syntax", Error, &["@", "/jobInfo"]),
    Mutant("unclosed array", "jobs/entra-to-excel", ReplaceText("  ],\n  \"objectsOption\"", "  \n  \"objectsOption\""), "json-syntax", Error, &["@", "/fieldsMap"]),
    Mutant("extra closing bracket", "jobs/entra-to-excel", ReplaceText("    \"scheduledTask\": null\n  },", "    \"scheduledTask\": null\n  }},"), "json-syntax", Error, CHANGED_LINES),
    Mutant("text after the end of the document", "jobs/scripts", ReplaceText("\"hasAccess\": true\n}\n", "\"hasAccess\": true\n}\n}\n"), "json-syntax", Error, CHANGED_LINES),
    Mutant("merge conflict committed", "jobs/ad-to-ad-contacts", ReplaceText("    \"runOrder\": 0,\n", "<<<<<<< HEAD\n    \"runOrder\": 0,\n=======\n    \"runOrder\": 1,\n>>>>>>> order\n"), "json-syntax", Error, CHANGED_LINES),
    Mutant("pasted script with unescaped line breaks", "jobs/google-to-oracle", ReplaceText("DTM.Source(\\\"givenName\\\")\\nDim last", "DTM.Source(\\\"givenName\\\")\nDim last"), "json-syntax", Error, CHANGED_LINES),
    Mutant("byte order mark", "jobs/scripts", Prepend("\u{feff}"), "text-encoding", Warning, &["", "@"]),
    Mutant("duplicate member in a row", "jobs/excel-to-ad", Duplicate("/fieldsMap/{sn}/isKey"), "duplicate-member", Error, &["/fieldsMap/{sn}/isKey"]),
    Mutant("duplicate name with different values", "jobs/excel-to-ad", Append("/jobInfo", "\"name\": \"Copy of new hires\""), "duplicate-member", Error, &["/jobInfo/name"]),
    Mutant("duplicate settings, the second one empty", "jobs/ad-to-scim", Append("", "\"delimiterSchema\": null"), "duplicate-member", Error, &["/delimiterSchema"]),
];
