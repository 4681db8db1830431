//! Attributes of users and groups in Google Workspace.

use super::section::Section;

#[rustfmt::skip]
pub(super) const SECTIONS: &[Section] = &[
    Section {
        // Names as printed on the page; how a job writes names with a space is not public.
        doc_page: "Google Workspace Messaging System",
        single_valued: &[
            "AppName", "CN", "Display Name", "displayName", "Email", "familyName", "First Name", "Password",
            "Sam Account Name", "sAMAccountName",
        ],
        usually_single_valued: &["licenseAssignment"],
        multi_valued: &[],
    },
    Section {
        doc_page: "Google Workspace Admin SDK: Directory API",
        single_valued: &[
            "agreedToTerms", "archived", "changePasswordAtNextLogin", "creationTime", "customerId",
            "description", "fullName", "gender", "givenName", "hashFunction", "id",
            "includeInGlobalAddressList", "ipWhitelisted", "isAdmin", "isDelegatedAdmin", "lastLoginTime",
            "name", "notes", "orgUnitPath", "primaryEmail", "recoveryEmail", "recoveryPhone", "suspended",
            "suspensionReason", "thumbnailPhotoUrl",
        ],
        usually_single_valued: &[],
        multi_valued: &[
            "addresses", "aliases", "customSchemas", "emails", "externalIds", "ims", "keywords", "languages",
            "locations", "members", "nonEditableAliases", "organizations", "phones", "posixAccounts",
            "relations", "sshPublicKeys", "websites",
        ],
    },
];
