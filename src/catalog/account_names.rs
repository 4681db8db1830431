//! What Active Directory accepts as a `sAMAccountName`.
//!
//! Source: "SAM-Account-Name attribute" and "Naming conventions in Active Directory"
//! (learn.microsoft.com).

/// Characters that no user's `sAMAccountName` may hold.
pub const FORBIDDEN_IN_ACCOUNT_NAME: &[char] =
    &['"', '/', '\\', '[', ']', ':', ';', '|', '=', ',', '+', '*', '?', '<', '>'];

/// How many characters a user's `sAMAccountName` may have. A group's may have 256.
pub const MAX_ACCOUNT_NAME_LENGTH: usize = 20;
