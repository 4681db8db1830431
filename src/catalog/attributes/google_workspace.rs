//! Attributes of users and groups in Google Workspace.

use super::Section;

#[rustfmt::skip]
pub(super) const SECTIONS: &[Section] = &[
    Section {
        // As the page prints them; how a job writes those with a space is not public.
        source: "Google Workspace Messaging System",
        one: &[
            "AppName", "CN", "Display Name", "displayName", "Email", "familyName", "First Name", "Password",
            "Sam Account Name", "sAMAccountName",
        ],
        usually_one: &["licenseAssignment"],
        many: &[],
    },
    Section {
        source: "Google Workspace Admin SDK: Directory API",
        one: &[
            "agreedToTerms", "archived", "changePasswordAtNextLogin", "creationTime", "customerId",
            "description", "fullName", "gender", "givenName", "hashFunction", "id",
            "includeInGlobalAddressList", "ipWhitelisted", "isAdmin", "isDelegatedAdmin", "lastLoginTime",
            "name", "notes", "orgUnitPath", "primaryEmail", "recoveryEmail", "recoveryPhone", "suspended",
            "suspensionReason", "thumbnailPhotoUrl",
        ],
        usually_one: &[],
        many: &[
            "addresses", "aliases", "customSchemas", "emails", "externalIds", "ims", "keywords", "languages",
            "locations", "members", "nonEditableAliases", "organizations", "phones", "posixAccounts",
            "relations", "sshPublicKeys", "websites",
        ],
    },
];
