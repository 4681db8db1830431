//! Attributes of users, contacts and groups in Active Directory.

use super::section::Section;

#[rustfmt::skip]
pub(super) const SECTIONS: &[Section] = &[
    Section {
        doc_page: "Map Fields; Deprovision User Accounts with Synchronize",
        single_valued: &["password", "Disable Account"],
        usually_single_valued: &[],
        multi_valued: &[],
    },
    Section {
        doc_page: "Active Directory schema: names, organization and addresses of a person",
        single_valued: &[
            "assistant", "c", "cn", "co", "comment", "company", "countryCode", "department", "displayName",
            "displayNamePrintable", "division", "employeeID", "employeeNumber", "employeeType",
            "facsimileTelephoneNumber", "generationQualifier", "givenName", "homePhone", "homePostalAddress",
            "info", "initials", "ipPhone", "l", "mail", "manager", "middleName", "mobile", "name", "pager",
            "personalTitle", "physicalDeliveryOfficeName", "postalCode", "preferredLanguage",
            "primaryInternationalISDNNumber", "primaryTelexNumber", "sn", "st", "street", "streetAddress",
            "telephoneAssistant", "telephoneNumber", "textEncodedORAddress", "thumbnailLogo",
            "thumbnailPhoto", "title", "wWWHomePage",
            "msDS-HABSeniorityIndex", "msDS-PhoneticCompanyName", "msDS-PhoneticDepartment",
            "msDS-PhoneticDisplayName", "msDS-PhoneticFirstName", "msDS-PhoneticLastName",
        ],
        usually_single_valued: &[
            "businessCategory", "buildingName", "carLicense", "departmentNumber", "description",
            "destinationIndicator", "houseIdentifier", "internationalISDNNumber", "jpegPhoto", "labeledURI",
            "mhsORAddress", "o", "ou", "photo", "postalAddress", "postOfficeBox", "preferredDeliveryMethod",
            "registeredAddress", "roomNumber", "serialNumber", "teletexTerminalIdentifier", "telexNumber",
            "uid", "x121Address", "x500uniqueIdentifier",
        ],
        multi_valued: &[
            "audio", "directReports", "drink", "networkAddress", "otherFacsimileTelephoneNumber",
            "otherHomePhone", "otherIpPhone", "otherMailbox", "otherMobile", "otherPager", "otherTelephone",
            "secretary", "seeAlso", "url",
        ],
    },
    Section {
        doc_page: "Active Directory schema: account, logon and profile",
        single_valued: &[
            "accountExpires", "adminCount", "adminDescription", "adminDisplayName", "badPasswordTime",
            "badPwdCount", "codePage", "desktopProfile", "homeDirectory", "homeDrive",
            "lastLogoff", "lastLogon", "lastLogonTimestamp", "lockoutTime", "logonCount", "logonHours",
            "logonWorkstation", "maxStorage", "operatorCount", "preferredOU", "primaryGroupID",
            "profilePath", "pwdLastSet", "sAMAccountName", "sAMAccountType", "scriptPath", "terminalServer",
            "unicodePwd", "userAccountControl", "userParameters", "userPrincipalName", "userSharedFolder",
            "userWorkstations", "dBCSPwd",
        ],
        usually_single_valued: &["localeID", "userPassword"],
        multi_valued: &[
            "altSecurityIdentities", "defaultClassStore", "lmPwdHistory", "ntPwdHistory", "otherLoginWorkstations",
            "servicePrincipalName", "sIDHistory", "userCertificate", "userPKCS12", "userSharedFolderOther",
            "userSMIMECertificate",
        ],
    },
    Section {
        doc_page: "Active Directory schema: directory object",
        single_valued: &[
            "canonicalName", "controlAccessRights", "createTimeStamp", "distinguishedName", "flags",
            "garbageCollPeriod", "instanceType", "isCriticalSystemObject", "isDeleted", "isRecycled",
            "lastKnownParent", "legacyExchangeDN", "location", "modifyTimeStamp", "nTSecurityDescriptor",
            "objectCategory", "objectGUID", "objectSid", "objectVersion", "proxiedObjectName", "revision",
            "rid", "securityIdentifier", "showInAdvancedViewOnly", "subSchemaSubEntry", "systemFlags",
            "uSNChanged", "uSNCreated", "uSNLastObjRem", "versionNumber", "whenChanged", "whenCreated",
        ],
        usually_single_valued: &[],
        multi_valued: &[
            "accountNameHistory", "dSCorePropagationData", "extensionName", "managedObjects", "memberOf",
            "objectClass", "otherWellKnownObjects", "possibleInferiors", "proxyAddresses",
            "showInAddressBook", "structuralObjectClass", "tokenGroups", "wbemPath", "wellKnownObjects",
        ],
    },
    Section {
        doc_page: "Active Directory schema: group",
        single_valued: &[
            "groupAttributes", "groupMembershipSAM", "groupType", "managedBy",
            "msDS-AzObjectGuid", "msDS-GroupMSAMembership",
        ],
        usually_single_valued: &["owner"],
        multi_valued: &["groupPriority", "groupsToIgnore", "member", "memberUid", "nonSecurityMember"],
    },
    Section {
        doc_page: "Active Directory schema: ms-DS attributes",
        single_valued: &[
            "mS-DS-ConsistencyChildCount", "mS-DS-ConsistencyGuid", "msDS-AllowedToActOnBehalfOfOtherIdentity",
            "msDS-AssignedAuthNPolicy", "msDS-AssignedAuthNPolicySilo", "msDS-CloudAnchor",
            "msDS-ExternalDirectoryObjectId", "msDS-FailedInteractiveLogonCount",
            "msDS-GeoCoordinatesAltitude", "msDS-GeoCoordinatesLatitude", "msDS-GeoCoordinatesLongitude",
            "msDS-LastSuccessfulInteractiveLogonTime", "msDS-ObjectSoa", "msDS-preferredDataLocation",
            "msDS-PrincipalName", "msDS-ResultantPSO", "msDS-SourceAnchor", "msDS-SourceObjectDN",
            "msDS-SupportedEncryptionTypes", "msDS-User-Account-Control-Computed",
            "msDS-UserPasswordExpiryTimeComputed",
            "msDS-cloudExtensionAttribute1", "msDS-cloudExtensionAttribute2", "msDS-cloudExtensionAttribute3",
            "msDS-cloudExtensionAttribute4", "msDS-cloudExtensionAttribute5", "msDS-cloudExtensionAttribute6",
            "msDS-cloudExtensionAttribute7", "msDS-cloudExtensionAttribute8", "msDS-cloudExtensionAttribute9",
            "msDS-cloudExtensionAttribute10", "msDS-cloudExtensionAttribute11", "msDS-cloudExtensionAttribute12",
            "msDS-cloudExtensionAttribute13", "msDS-cloudExtensionAttribute14", "msDS-cloudExtensionAttribute15",
            "msDS-cloudExtensionAttribute16", "msDS-cloudExtensionAttribute17", "msDS-cloudExtensionAttribute18",
            "msDS-cloudExtensionAttribute19", "msDS-cloudExtensionAttribute20",
        ],
        usually_single_valued: &[],
        multi_valued: &[
            "msDS-AllowedToDelegateTo", "msDS-KeyCredentialLink", "msDS-PrimaryComputer", "msDS-PSOApplied",
            "msDS-SyncServerUrl",
        ],
    },
    Section {
        doc_page: "Active Directory schema: Unix (RFC 2307)",
        single_valued: &[
            "gecos", "gidNumber", "loginShell", "msSFU30Name", "msSFU30NisDomain", "shadowExpire",
            "shadowFlag", "shadowInactive", "shadowLastChange", "shadowMax", "shadowMin", "shadowWarning",
            "uidNumber", "unixHomeDirectory",
        ],
        usually_single_valued: &["associatedDomain", "host", "unixUserPassword"],
        multi_valued: &["msSFU30PosixMember"],
    },
    Section {
        doc_page: "Active Directory schema: dial-in, Remote Desktop Services and credentials",
        single_valued: &[
            "msIIS-FTPDir", "msIIS-FTPRoot", "msNPAllowDialin", "msPKIRoamingTimeStamp",
            "msRADIUSCallbackNumber", "msRADIUSFramedIPAddress", "msRADIUSServiceType",
            "msRASSavedCallbackNumber", "msTSAllowLogon", "msTSBrokenConnectionAction",
            "msTSConnectClientDrives", "msTSConnectPrinterDrives", "msTSDefaultToMainPrinter", "msTSExpireDate",
            "msTSHomeDirectory", "msTSHomeDrive", "msTSInitialProgram", "msTSLicenseVersion",
            "msTSManagingLS", "msTSMaxConnectionTime", "msTSMaxDisconnectionTime", "msTSMaxIdleTime",
            "msTSProfilePath", "msTSReconnectionAction", "msTSRemoteControl", "msTSWorkDirectory",
        ],
        usually_single_valued: &[],
        multi_valued: &[
            "msNPCallingStationID", "msNPSavedCallingStationID", "msPKIAccountCredentials",
            "msPKIDPAPIMasterKeys", "msRADIUSFramedRoute",
        ],
    },
];
