//! Mistakes in object options.

use super::prelude::*;

#[rustfmt::skip]
pub(crate) const MUTANTS: &[Mutant] = &[
    Mutant("object option deleted", "jobs/users-and-groups", Delete("/objectsOption/{Group}"), "object-type-mismatch", Error, &["/objectsOption", "/fieldsMap/{sAMAccountName#2}/objectType", "/fieldsMap/7/objectType", "/syncQuery/2/objectType"]),
    Mutant("all rows of an object type deleted", "jobs/csv-to-ad-groups", Set("/fieldsMap", "[]"), "object-type-mismatch|one-key-field", Error, &["/objectsOption/0/objectType", "/fieldsMap"]),
    Mutant("object type of an option changed", "jobs/excel-to-ad", Set("/objectsOption/0/objectType", "4"), "object-type-mismatch|object-name-mismatch", Warning, &["/objectsOption/0/objectType", "/objectsOption/0/displayName"]),
    Mutant("object type of one row changed", "jobs/excel-to-ad", Set("/fieldsMap/{givenName}/objectType", "4"), "object-type-mismatch", Error, &["/fieldsMap/{givenName}/objectType"]),
    Mutant("object type of a query changed", "jobs/excel-to-ad", Set("/syncQuery/{source}/objectType", "4"), "object-type-mismatch", Error, &["/syncQuery/0/objectType"]),
    Mutant("group type named User", "jobs/csv-to-ad-groups", SetString("/objectsOption/0/displayName", "User"), "object-name-mismatch", Warning, &["/objectsOption/0/displayName"]),
    Mutant("user type named Group", "jobs/excel-to-ad", SetString("/objectsOption/0/displayName", "Group"), "object-name-mismatch", Warning, &["/objectsOption/0/displayName"]),
    Mutant("names of two object types swapped", "jobs/users-and-groups", Swap("/objectsOption/0/displayName", "/objectsOption/1/displayName"), "object-name-mismatch", Warning, &["/objectsOption/0/displayName", "/objectsOption/1/displayName"]),
    Mutant("empty container for new users", "jobs/excel-to-ad", SetString("/objectsOption/0/containerOptionValue", ""), "missing-container", Error, &["/objectsOption/0/containerOptionValue"]),
    Mutant("empty container for new groups", "jobs/users-and-groups", SetString("/objectsOption/{Group}/containerOptionValue", ""), "missing-container", Error, &["/objectsOption/{Group}/containerOptionValue"]),
    Mutant("slash in a distinguished name", "jobs/excel-to-ad", SetString("/objectsOption/0/containerOptionValue", "OU=NewHires/corp.example.com"), "invalid-distinguished-name", Warning, &["/objectsOption/0/containerOptionValue"]),
    Mutant("missing equals sign in a distinguished name", "jobs/excel-to-ad", ReplaceInString("/objectsOption/0/containerOptionValue", "DC=corp", "DCcorp"), "invalid-distinguished-name", Error, &["/objectsOption/0/containerOptionValue"]),
    Mutant("comma at the end of a distinguished name", "jobs/excel-to-ad", ReplaceInString("/objectsOption/0/containerOptionValue", "DC=com", "DC=com,"), "invalid-distinguished-name", Error, &["/objectsOption/0/containerOptionValue"]),
    Mutant("unescaped comma in a distinguished name", "jobs/minified", ReplaceInString("/objectsOption/0/containerOptionValue", "Staff\\, Temp", "Staff, Temp"), "invalid-distinguished-name", Error, &["/objectsOption/0/containerOptionValue"]),
    Mutant("invalid distinguished name in a setting", "jobs/scim-to-ad", Sequence(&[SetString("/settings/{Destination.Container}/value", "OU=Agency,corp.example.com"), Delete("/settings/{Destination.ContainerDetails}")]), "invalid-distinguished-name|invalid-setting-value", Error, &["/settings/{Destination.Container}/value"]),
    Mutant("created in a sibling of the destination", "jobs/users-and-groups", SetString("/objectsOption/{Group}/containerOptionValue", "OU=Teams,OU=Unmanaged,DC=corp,DC=example,DC=com"), "container-outside-scope", Warning, &["/objectsOption/{Group}/containerOptionValue"]),
    Mutant("created above the destination", "jobs/odbc-to-ad-mailboxes", SetString("/objectsOption/0/containerOptionValue", "DC=corp,DC=example,DC=com"), "container-outside-scope", Warning, &["/objectsOption/0/containerOptionValue"]),
    Mutant("created below a destination without its containers", "jobs/odbc-to-ad-mailboxes", SetString("/settings/{Destination.ShouldIncludeSubTree}/value", "False"), "container-outside-scope", Warning, &["/objectsOption/0/containerOptionValue", "/settings/{Destination.ShouldIncludeSubTree}/value"]),
    Mutant("container of the destination misspelt", "jobs/scripts", SetString("/objectsOption/0/containerOptionValue", "OU=Consultant,DC=corp,DC=example,DC=com"), "container-outside-scope", Warning, &["/objectsOption/0/containerOptionValue"]),
    Mutant("deletion with rows excluded by a subquery", "jobs/sqlserver-to-odbc", ReplaceInString("/syncQuery/{source}/query", "FROM hr.Badge\n)", "FROM hr.Badge WHERE ValidTo > GETDATE()\n)"), "delete-with-partial-source", Warning, &["/objectsOption/0/isDelete", "/syncQuery/0/query"]),
    Mutant("users deleted from Active Directory", "jobs/excel-to-ad", Set("/objectsOption/0/isDelete", "true"), "delete-on-directory", Warning, &["/objectsOption/0/isDelete"]),
    Mutant("users deleted from the cloud", "jobs/csv-to-entra-users", Set("/objectsOption/0/isDelete", "true"), "delete-on-directory", Warning, &["/objectsOption/0/isDelete"]),
    Mutant("deletion with rows excluded by a filter", "jobs/ad-to-sqlserver", SetString("/syncQuery/{source}/query", "objectClass is exactly \"user\" and department is exactly \"Sales\""), "delete-with-partial-source", Warning, &["/objectsOption/0/isDelete", "/syncQuery/0/query"]),
    Mutant("deletion with only changed rows read", "jobs/ad-to-sqlserver", Sequence(&[Set("/syncQuery/{source}/updateAll", "false"), SetString("/syncQuery/{source}/timeStampField", "whenChanged")]), "delete-with-partial-source", Warning, &["/objectsOption/0/isDelete", "/syncQuery/0/updateAll"]),
    Mutant("deletion with a filtered source directory", "jobs/ldap-to-access", Set("/objectsOption/0/isDelete", "true"), "delete-with-partial-source", Warning, &["/objectsOption/0/isDelete"]),
    Mutant("member key deleted", "jobs/csv-to-ad-groups", Delete("/settings/{memberkey}"), "missing-member-key", Warning, &["/fieldsMap/{member}/destinationField", "/settings"]),
    Mutant("empty member key", "jobs/csv-to-ad-groups", SetString("/settings/{memberkey}/value", ""), "missing-member-key", Warning, &["/settings/{memberkey}/value", "/fieldsMap/{member}/destinationField"]),
    Mutant("only object type not selected", "jobs/excel-to-ad", Set("/objectsOption/0/isSelected", "false"), "nothing-to-do", Warning, &["/objectsOption", "/objectsOption/0/isSelected", "/objectsOption/0"]),
    Mutant("creates nothing and updates nothing", "jobs/excel-to-ad", Set("/objectsOption/0/isCreate", "false"), "nothing-to-do", Warning, &["/objectsOption/0/isCreate", "/objectsOption/0/objectType", "/objectsOption/0"]),
];
