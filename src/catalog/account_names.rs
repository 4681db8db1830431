//! Restrictions of Active Directory on `sAMAccountName`.
//!
//! Source: "SAM-Account-Name attribute" and "Naming conventions in Active Directory"
//! (learn.microsoft.com).

/// Characters that a user's `sAMAccountName` must not contain.
pub(crate) const FORBIDDEN_IN_ACCOUNT_NAME: &[char] =
    &['"', '/', '\\', '[', ']', ':', ';', '|', '=', ',', '+', '*', '?', '<', '>'];

/// Maximum number of characters in a user's `sAMAccountName`. The maximum of a group is 256.
pub(crate) const MAX_ACCOUNT_NAME_LENGTH: usize = 20;
