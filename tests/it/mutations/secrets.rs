//! Mistakes in passwords and other secrets.

use super::prelude::*;

#[rustfmt::skip]
pub(crate) const MUTANTS: &[Mutant] = &[
    Mutant("static password", "jobs/excel-to-ad", SetString("/fieldsMap/{password}/transform", "Static:value=Harbour-Lantern-27"), "plaintext-password", Warning, &["/fieldsMap/{password}/transform"]),
    Mutant("static password, field name in upper case", "jobs/other-case", SetString("/fieldsMap/{PASSWORD}/transform", "Static:value=Harbour-Lantern-27"), "plaintext-password", Warning, &["/fieldsMap/{PASSWORD}/transform"]),
    Mutant("static password for Google", "jobs/access-to-google", SetString("/fieldsMap/{Password}/transform", "Static:value=Lantern27"), "plaintext-password", Warning, &["/fieldsMap/{Password}/transform"]),
    Mutant("password of one class of characters", "jobs/scripts", SetString("/fieldsMap/{password}/transform", "Static:value=lanternlantern"), "weak-password|plaintext-password", Warning, &["/fieldsMap/{password}/transform"]),
    Mutant("password of four characters", "jobs/scim-to-ad", SetString("/fieldsMap/{password}/transform", "Static:value=aB3!"), "weak-password|plaintext-password", Warning, &["/fieldsMap/{password}/transform"]),
    Mutant("password length below six", "jobs/sqlserver-to-ad-unique-passwords", ReplaceInString("/fieldsMap/{password}/options", "\"passwordLength\":14", "\"passwordLength\":4"), "invalid-password-options", Error, &["/fieldsMap/{password}/options"]),
    Mutant("password length over ninety-nine", "jobs/sqlserver-to-ad-unique-passwords", ReplaceInString("/fieldsMap/{password}/options", "\"passwordLength\":14", "\"passwordLength\":140"), "invalid-password-options", Error, &["/fieldsMap/{password}/options"]),
    Mutant("bracket of the password options missing", "jobs/excel-to-ad", ReplaceInString("/fieldsMap/{password}/options", "\"passwordType\":0}", "\"passwordType\":0"), "invalid-password-options", Error, &["/fieldsMap/{password}/options"]),
    Mutant("flag of the password options in quotes", "jobs/excel-to-ad", ReplaceInString("/fieldsMap/{password}/options", "\"includeDigits\":true", "\"includeDigits\":\"true\""), "invalid-password-options", Error, &["/fieldsMap/{password}/options"]),
    Mutant("special symbols enabled but none listed", "jobs/sqlserver-to-ad-unique-passwords", ReplaceInString("/fieldsMap/{password}/options", "\"!#+-=?\"", "\"\""), "invalid-password-options", Error, &["/fieldsMap/{password}/options"]),
    Mutant("option of a password misspelt", "jobs/excel-to-ad", ReplaceInString("/fieldsMap/{password}/options", "passwordLength", "passwordLenght"), "invalid-password-options", Warning, &["/fieldsMap/{password}/options"]),
    Mutant("two classes of characters for Active Directory", "jobs/sqlserver-to-ad-unique-passwords", Sequence(&[ReplaceInString("/fieldsMap/{password}/options", "\"includeDigits\":true", "\"includeDigits\":false"), ReplaceInString("/fieldsMap/{password}/options", "\"includeSpecialSymbols\":true", "\"includeSpecialSymbols\":false")]), "invalid-password-options", Warning, &["/fieldsMap/{password}/options"]),
    Mutant("generated passwords without notifications", "jobs/sqlserver-to-ad-unique-passwords", SetString("/settings/{IsNotificationEnabled}/value", "False"), "undelivered-password", Warning, &["/fieldsMap/{password}/options", "/settings/{IsNotificationEnabled}/value"]),
    Mutant("managers notified but not mapped", "jobs/sqlserver-to-ad-unique-passwords", Delete("/fieldsMap/{manager}"), "undelivered-password", Warning, &["/fieldsMap/{password}/options"]),
    Mutant("password of the messaging system in plain text", "jobs/ad-to-entra-groups", SetString("/settings/{Destination.MessagingProviderPassword}/value", "Harbour-Lantern-27"), "embedded-secret", Warning, &["/settings/{Destination.MessagingProviderPassword}/value"]),
    Mutant("encrypted password left in", "jobs/ad-to-entra-mailboxes", SetString("/settings/{Destination.MessagingProviderPassword}/value", "0AA##0PV7#q83vEjRWeJCrze8SNFZ4kKvN7xI0VniQq83vEjRWeJCrze8SNFZ4kA=="), "embedded-secret", Warning, &["/settings/{Destination.MessagingProviderPassword}/value"]),
    Mutant("bearer token added", "jobs/scim-to-ad", Append("/settings", r#"{"action": 0, "id": 0, "key": "Source.BearerToken", "value": "wJ2bQ9xT4vN8mK1s", "dataType": "System.String", "objectType": null}"#), "embedded-secret", Warning, &["/settings/{Source.BearerToken}/value"]),
    Mutant("private key in a setting", "jobs/scim-to-ad", SetString("/settings/{Destination.ChangeServiceAccount}/value", "-----BEGIN PRIVATE KEY-----\nMIIBVQIBADANBgkqhkiG9w0BAQEFAASCAT8wggE7AgEAAkEAq83vEjRWeJCrze8S\n-----END PRIVATE KEY-----"), "embedded-secret", Warning, &["/settings/{Destination.ChangeServiceAccount}/value"]),
];
