//! Mistakes in transforms.

use super::prelude::*;

#[rustfmt::skip]
pub(crate) const MUTANTS: &[Mutant] = &[
    Mutant("missing colon in a transform", "jobs/excel-to-ad", ReplaceInString("/fieldsMap/{cn}/transform", "Join:", "Join "), "transform-syntax|unknown-transform", Error, &["/fieldsMap/{cn}/transform"]),
    Mutant("join with three fields", "jobs/excel-to-ad", ReplaceInString("/fieldsMap/{cn}/transform", ";field=LastName", ";separator= ;field=Middle;separator= ;field=LastName"), "transform-syntax", Error, &["/fieldsMap/{cn}/transform"]),
    Mutant("missing second field in a join", "jobs/excel-to-ad", ReplaceInString("/fieldsMap/{cn}/transform", ";field=LastName", ""), "transform-syntax", Error, &["/fieldsMap/{cn}/transform"]),
    Mutant("missing separator in a join", "jobs/excel-to-ad", ReplaceInString("/fieldsMap/{cn}/transform", "separator= ;", ""), "transform-syntax", Error, &["/fieldsMap/{cn}/transform"]),
    Mutant("separator misspelt", "jobs/excel-to-ad", ReplaceInString("/fieldsMap/{cn}/transform", "separator", "seperator"), "transform-syntax", Error, &["/fieldsMap/{cn}/transform"]),
    Mutant("missing field name in a join", "jobs/excel-to-ad", ReplaceInString("/fieldsMap/{cn}/transform", "field=LastName", "field="), "transform-syntax", Error, &["/fieldsMap/{cn}/transform"]),
    Mutant("join with commas", "jobs/excel-to-ad", ReplaceInString("/fieldsMap/{cn}/transform", "FirstName;separator= ;field", "FirstName,separator= ,field"), "transform-syntax", Error, &["/fieldsMap/{cn}/transform"]),
    Mutant("join with plus signs", "jobs/exported", SetString("/fieldsMap/{cn}/transform", "StaffName+StaffNo"), "transform-syntax|unknown-transform", Warning, &["/fieldsMap/{cn}/transform"]),
    Mutant("missing parameter in a static value", "jobs/ad-to-entra-groups", ReplaceInString("/fieldsMap/{groupType}/transform", "value=", ""), "transform-syntax", Error, &["/fieldsMap/{groupType}/transform"]),
    Mutant("parameter of a static value misspelt", "jobs/ad-to-entra-groups", ReplaceInString("/fieldsMap/{groupType}/transform", "value", "vlaue"), "transform-syntax", Error, &["/fieldsMap/{groupType}/transform"]),
    Mutant("missing parameter in a script transform", "jobs/ad-to-entra-groups", ReplaceInString("/fieldsMap/{mailNickname}/transform", "text=", ""), "transform-syntax", Error, &["/fieldsMap/{mailNickname}/transform"]),
    Mutant("count below one", "jobs/sqlserver-to-odbc", ReplaceInString("/fieldsMap/{zone}/transform", "count=3", "count=0"), "transform-syntax", Error, &["/fieldsMap/{zone}/transform"]),
    Mutant("count written as a word", "jobs/sqlserver-to-odbc", ReplaceInString("/fieldsMap/{zone}/transform", "count=3", "count=three"), "transform-syntax", Error, &["/fieldsMap/{zone}/transform"]),
    Mutant("negative length of a substring", "jobs/peoplesoft-to-switchvox", ReplaceInString("/fieldsMap/{PIN}/transform", "length=4", "length=-4"), "transform-syntax", Error, &["/fieldsMap/{PIN}/transform"]),
    Mutant("missing field in a substring", "jobs/odbc-to-ad-mailboxes", ReplaceInString("/fieldsMap/{extensionAttribute1}/transform", "field=phone", "field="), "transform-syntax", Error, &["/fieldsMap/{extensionAttribute1}/transform"]),
    Mutant("kind of transform misspelt", "jobs/ad-to-entra-groups", ReplaceInString("/fieldsMap/{groupType}/transform", "Static", "Satic"), "unknown-transform", Error, &["/fieldsMap/{groupType}/transform"]),
    Mutant("join misspelt", "jobs/excel-to-ad", ReplaceInString("/fieldsMap/{sAMAccountName}/transform", "Join", "Jion"), "unknown-transform", Error, &["/fieldsMap/{sAMAccountName}/transform"]),
    Mutant("kind of transform from another product", "jobs/excel-to-ad", SetString("/fieldsMap/{sAMAccountName}/transform", "Concat:field=FirstName;separator=.;field=LastName"), "unknown-transform", Warning, &["/fieldsMap/{sAMAccountName}/transform"]),
    Mutant("join in lower case", "jobs/excel-to-ad", ReplaceInString("/fieldsMap/{cn}/transform", "Join", "join"), "transform-case", Warning, &["/fieldsMap/{cn}/transform"]),
    Mutant("script in upper case", "jobs/sqlserver-to-ad", ReplaceInString("/fieldsMap/{sAMAccountName}/transform", "Script:", "SCRIPT:"), "transform-case", Warning, &["/fieldsMap/{sAMAccountName}/transform"]),
    Mutant("empty separator", "jobs/excel-to-ad", ReplaceInString("/fieldsMap/{sAMAccountName}/transform", "separator=.", "separator="), "empty-separator", Info, &["/fieldsMap/{sAMAccountName}/transform"]),
    Mutant("missing percent sign of a variable", "jobs/scim-to-ad", ReplaceInString("/fieldsMap/{info}/transform", "%NOW%", "%NOW"), "unknown-environment-variable", Warning, &["/fieldsMap/{info}/transform"]),
    Mutant("variable that Windows does not have", "jobs/scim-to-ad", ReplaceInString("/fieldsMap/{info}/transform", "%COMPUTERNAME%", "%COMPUTER%"), "unknown-environment-variable", Warning, &["/fieldsMap/{info}/transform"]),
    Mutant("variable of the service account", "jobs/scim-to-ad", ReplaceInString("/fieldsMap/{info}/transform", "%COMPUTERNAME%", "%USERNAME%"), "unknown-environment-variable", Info, &["/fieldsMap/{info}/transform"]),
    Mutant("manager resolved in a cloud directory", "jobs/csv-to-entra-users", SetString("/fieldsMap/{department}/transform", "Resolve:filter=(employeeID is exactly \"{ManagerNo}\")"), "resolve-destination", Warning, &["/fieldsMap/{department}/transform"]),
    Mutant("manager resolved for a table", "jobs/ldap-to-access", SetString("/fieldsMap/{Source}/transform", "Resolve:filter=(uid is exactly \"{uid}\")"), "resolve-destination", Warning, &["/fieldsMap/{Source}/transform"]),
    Mutant("account name joined with a comma", "jobs/excel-to-ad", ReplaceInString("/fieldsMap/{sAMAccountName}/transform", "separator=.", "separator=,"), "invalid-account-name", Error, &["/fieldsMap/{sAMAccountName}/transform"]),
    Mutant("account name joined with an at sign", "jobs/excel-to-ad", ReplaceInString("/fieldsMap/{sAMAccountName}/transform", "separator=.", "separator=*"), "invalid-account-name", Error, &["/fieldsMap/{sAMAccountName}/transform"]),
    Mutant("account name too long", "jobs/odbc-to-ad-mailboxes", SetString("/fieldsMap/{sAMAccountName}/transform", "Join:field=family;separator=.clinic.corp.example.;field=staff_no"), "invalid-account-name", Warning, &["/fieldsMap/{sAMAccountName}/transform"]),
    Mutant("account state as a number", "jobs/csv-to-entra-users", ReplaceInString("/fieldsMap/{accountEnabled}/transform", "True", "1"), "invalid-choice", Error, &["/fieldsMap/{accountEnabled}/transform"]),
    Mutant("account state as yes", "jobs/csv-to-entra-users", ReplaceInString("/fieldsMap/{accountEnabled}/transform", "True", "Yes"), "invalid-choice", Error, &["/fieldsMap/{accountEnabled}/transform"]),
    Mutant("full country name", "jobs/ad-to-entra-mailboxes", ReplaceInString("/fieldsMap/{UsageLocation}/transform", "AT", "Austria"), "invalid-choice", Error, &["/fieldsMap/{UsageLocation}/transform"]),
];
