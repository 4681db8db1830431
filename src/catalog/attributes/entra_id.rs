//! Properties of users and groups in Microsoft Entra ID.

use super::section::Section;

#[rustfmt::skip]
pub(super) const SECTIONS: &[Section] = &[
    Section {
        // Names used by the product; Microsoft Graph has different names for some.
        doc_page: "Map Fields; Office 365 Messaging System; Get Job Collection Details",
        single_valued: &[
            "accountEnabled", "directoryRole", "groupType", "odatatype", "password", "usageLocation",
        ],
        usually_single_valued: &["licenseAssignment"],
        multi_valued: &["member"],
    },
    Section {
        doc_page: "Microsoft Graph: user resource type",
        single_valued: &[
            "aboutMe", "ageGroup", "birthday", "city", "companyName", "consentProvidedForMinor", "country",
            "createdDateTime", "creationType", "deletedDateTime", "department", "displayName",
            "employeeHireDate", "employeeId", "employeeLeaveDateTime", "employeeOrgData", "employeeType",
            "externalUserState", "externalUserStateChangeDateTime", "faxNumber", "givenName", "hireDate", "id",
            "isManagementRestricted", "isResourceAccount", "jobTitle", "lastPasswordChangeDateTime",
            "legalAgeGroupClassification", "mail", "mailNickname", "manager", "mobilePhone", "mySite", "objectId",
            "officeLocation", "onPremisesDistinguishedName", "onPremisesDomainName",
            "onPremisesExtensionAttributes", "onPremisesImmutableId", "onPremisesLastSyncDateTime",
            "onPremisesSamAccountName", "onPremisesSecurityIdentifier", "onPremisesSyncEnabled",
            "onPremisesUserPrincipalName", "passwordPolicies", "passwordProfile", "postalCode",
            "preferredDataLocation", "preferredLanguage", "preferredName", "refreshTokensValidFromDateTime",
            "securityIdentifier", "showInAddressList", "signInSessionsValidFromDateTime", "state",
            "streetAddress", "surname", "userPrincipalName", "userType",
            "extensionAttribute1", "extensionAttribute2", "extensionAttribute3", "extensionAttribute4",
            "extensionAttribute5", "extensionAttribute6", "extensionAttribute7", "extensionAttribute8",
            "extensionAttribute9", "extensionAttribute10", "extensionAttribute11", "extensionAttribute12",
            "extensionAttribute13", "extensionAttribute14", "extensionAttribute15",
        ],
        usually_single_valued: &["businessPhones", "customSecurityAttributes"],
        multi_valued: &[
            "assignedLicenses", "assignedPlans", "authorizationInfo", "directReports", "identities",
            "imAddresses", "interests", "licenseAssignmentStates", "memberOf", "onPremisesProvisioningErrors",
            "otherMails", "pastProjects", "provisionedPlans", "proxyAddresses", "responsibilities", "schools",
            "serviceProvisioningErrors", "skills", "sponsors",
        ],
    },
    Section {
        doc_page: "Microsoft Graph: group resource type",
        single_valued: &[
            "allowExternalSenders", "autoSubscribeNewMembers", "classification", "description",
            "expirationDateTime", "hasMembersWithLicenseErrors", "hideFromAddressLists",
            "hideFromOutlookClients", "isArchived", "isAssignableToRole", "isSubscribedByMail",
            "licenseProcessingState", "mailEnabled", "membershipRule", "membershipRuleProcessingState",
            "onPremisesNetBiosName", "renewedDateTime", "securityEnabled", "theme", "uniqueName",
            "unseenCount", "visibility",
        ],
        usually_single_valued: &["groupTypes"],
        multi_valued: &[
            "assignedLabels", "members", "owners", "resourceBehaviorOptions", "resourceProvisioningOptions",
        ],
    },
];
