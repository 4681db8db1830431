//! Rules for passwords, keys and tokens.

pub(crate) mod embedded_secret;
pub(crate) mod invalid_password_options;
pub(crate) mod plaintext_password;
pub(crate) mod undelivered_password;
pub(crate) mod weak_password;
