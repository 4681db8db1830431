//! Detection of secrets by the key or the format of a value.

use std::ops::Range;
use std::sync::LazyLock;

use memchr::memmem::Finder;

use super::is_secret_setting;

/// Kinds of secret that are recognised by their format.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SecretKind {
    /// A text encrypted by the product: `0AA##…` ("Get Job Collection Details").
    Encrypted,
    /// A private key in PEM form (RFC 7468).
    PrivateKey,
    /// A private key, or a certificate with its private key, in base64 (RFC 5958, RFC 7292).
    Pkcs,
    /// A JSON web token (RFC 7519).
    JsonWebToken,
    /// The password in a connection string.
    ConnectionString,
}

impl SecretKind {
    /// Noun phrase for messages.
    #[must_use]
    pub fn describe(self) -> &'static str {
        match self {
            Self::Encrypted => "a password encrypted by the product",
            Self::PrivateKey => "a private key",
            Self::Pkcs => "a certificate with its private key",
            Self::JsonWebToken => "an access token",
            Self::ConnectionString => "the password in a connection string",
        }
    }
}

/// Part of the header and footer of a private key.
static PRIVATE_KEY: LazyLock<Finder<'_>> = LazyLock::new(|| Finder::new(b"PRIVATE KEY-----"));

/// Detects a secret by its format. JSON escapes in the text are tolerated.
#[must_use]
pub(crate) fn detect_secret(text: &str) -> Option<(SecretKind, Range<usize>)> {
    // Keys and tokens are longer.
    const MIN_LENGTH: usize = 40;
    let whole = 0..text.len();
    let start = match text.as_bytes().first() {
        Some(b'!'..=b'~') => text,
        _ => text.trim_start(),
    };
    if text.len() > MIN_LENGTH && PRIVATE_KEY.find(text.as_bytes()).is_some() && !start.starts_with("0AA##") {
        return Some((SecretKind::PrivateKey, whole));
    }
    // The other kinds start with a characteristic letter, and most texts do not.
    match start.as_bytes().first()? {
        b'0' => start.starts_with("0AA##").then_some((SecretKind::Encrypted, whole)),
        b'M' => is_pkcs(start).then_some((SecretKind::Pkcs, whole)),
        b'e' => (text.len() > MIN_LENGTH && is_json_web_token(start.trim_end()))
            .then_some((SecretKind::JsonWebToken, whole)),
        b'd' | b'D' | b'h' | b'H' | b'i' | b'I' | b'p' | b'P' | b's' | b'S' | b'u' | b'U' => {
            connection_string_password(text).map(|range| (SecretKind::ConnectionString, range))
        }
        _ => None,
    }
}

/// Whether base64 data is a private key: a sequence that starts with a version number, as in PKCS#1,
/// #8 and #12, but not in certificates and public keys.
fn is_pkcs(text: &str) -> bool {
    const MIN_LENGTH: usize = 150;
    let base64 =
        |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'/' | b'=' | b'\\' | b'r' | b'n');
    let bytes = text.as_bytes();
    if bytes.len() < MIN_LENGTH || !bytes.iter().take(MIN_LENGTH).all(|byte| base64(*byte)) {
        return false;
    }
    // 30 82 .. .. 02 01, or 30 81 .. 02 01 for short elliptic-curve keys.
    text.starts_with("MII") && bytes.get(6..8) == Some(b"IB")
        || text.starts_with("MIG") && bytes.get(4..7) == Some(b"AgE")
}

/// `eyJ….eyJ….…`
fn is_json_web_token(text: &str) -> bool {
    if !text.starts_with("eyJ") {
        return false;
    }
    let parts: Vec<&str> = text.splitn(4, '.').collect();
    let base64 = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_');
    parts.len() == 3
        && parts[1].starts_with("eyJ")
        && parts.iter().all(|part| part.len() >= 10 && part.bytes().all(base64))
}

/// Keys that a connection string may start with.
const CONNECTION_STRING_KEYS: &[&str] = &[
    "server",
    "data source",
    "datasource",
    "host",
    "dsn",
    "driver",
    "provider",
    "uid",
    "user id",
    "database",
    "initial catalog",
];

/// Range of the password in `Server=…;Password=…`.
fn connection_string_password(text: &str) -> Option<Range<usize>> {
    // Keys of a connection string are short.
    const MAX_KEY_LENGTH: usize = 64;
    let head = text.as_bytes().get(..MAX_KEY_LENGTH).unwrap_or(text.as_bytes());
    let (first, _) = text.split_at_checked(memchr::memchr(b'=', head)?)?;
    if !text.contains(';')
        || !CONNECTION_STRING_KEYS.iter().any(|known| known.eq_ignore_ascii_case(first.trim()))
    {
        return None;
    }
    let mut at = 0;
    for part in text.split(';') {
        let start = at;
        at += part.len() + 1;
        let Some((name, value)) = part.split_once('=') else { continue };
        let name = name.trim();
        if (name.eq_ignore_ascii_case("password") || name.eq_ignore_ascii_case("pwd"))
            && !value.trim().is_empty()
        {
            let end = start + part.len();
            return Some(end - value.len()..end);
        }
    }
    None
}

/// Whether a setting with this key contains a secret itself, rather than a property of one such as
/// its source, its length or the path of its file.
#[must_use]
pub(crate) fn setting_contains_secret(key: &str) -> bool {
    const PROPERTIES: &[&str] = &[
        "endpoint",
        "url",
        "uri",
        "thumbprint",
        "path",
        "file",
        "filename",
        "name",
        "id",
        "type",
        "length",
        "policy",
        "format",
        "store",
        "location",
        "enabled",
        "subject",
        "issuer",
        "expiry",
        "expires",
        "expiration",
        "lifetime",
    ];
    if !is_secret_setting(key) {
        return false;
    }
    let lower = key.trim().to_ascii_lowercase();
    !PROPERTIES.iter().any(|word| lower.ends_with(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    const BODY: &str = "QUJDREVGR0hJSktMTU5PUFFSU1RVVldYWVphYmNkZWZnaGlqa2xtbm9wcXJzdHV2d3h5ejAxMjM0NTY3ODlBQkNERUZHSElKS0xNTk9QUVJTVFVWV1hZWmFiY2RlZmdoaWprbG1ub3BxcnN0dXZ3eHl6";

    #[test]
    fn detects_secrets() {
        for (text, kind) in [
            ("0AA##0PV7#QUJD".to_owned(), SecretKind::Encrypted),
            (format!("-----BEGIN PRIVATE KEY-----\\n{BODY}"), SecretKind::PrivateKey),
            (format!("MIIKCQIBAzCC{BODY}"), SecretKind::Pkcs),
            (format!("MIIEpAIBAAKC{BODY}"), SecretKind::Pkcs),
            (format!("MIGHAgEAMBMGByqGSM49{BODY}"), SecretKind::Pkcs),
            ("eyJhbGciOiJub25l.eyJzdWIiOiJ4In0abc.c2lnbmF0dXJl".to_owned(), SecretKind::JsonWebToken),
            ("Server=db;Uid=sync;Pwd=Hunter2;".to_owned(), SecretKind::ConnectionString),
        ] {
            assert_eq!(detect_secret(&text).map(|(found, _)| found), Some(kind), "{text}");
        }
        let text = "Data Source=db; User ID=sync; Password = Hunter2;Encrypt=yes";
        assert_eq!(detect_secret(text).map(|(_, range)| &text[range]), Some(" Hunter2"));
    }

    #[test]
    fn detects_every_connection_string_key() {
        for key in CONNECTION_STRING_KEYS {
            for key in [(*key).to_owned(), key.to_uppercase(), format!(" \u{a0}{key} ")] {
                let text = format!("{key}=x;pwd=Hunter2");
                assert!(detect_secret(&text).is_some(), "{text}");
            }
        }
    }

    #[test]
    fn ignores_non_secrets() {
        for text in [
            format!("MIIDdzCCAl+gAwIBAgIE{BODY}"),
            format!("MIIBIjANBgkqhkiG9w0B{BODY}"),
            "MIIKCQIBAzCC".to_owned(),
            format!("-----BEGIN CERTIFICATE-----\\n{BODY}"),
            "Server=db;Integrated Security=True".to_owned(),
            "Server=db;Password=;".to_owned(),
            "Dim a = 1; Password = x".to_owned(),
            "eyJ.eyJ.x".to_owned(),
            "OU=Staff,DC=example,DC=com".to_owned(),
            String::new(),
        ] {
            assert!(detect_secret(&text).is_none(), "{text}");
        }
    }

    #[test]
    fn excludes_settings_about_secrets() {
        for key in [
            "Destination.MessagingProviderPassword",
            "Source.ClientSecret",
            "Source.BearerToken",
            "source.apikey",
        ] {
            assert!(setting_contains_secret(key), "{key}");
        }
        for key in [
            "Source.TokenEndpoint",
            "Source.CertificateThumbprint",
            "Source.PasswordLength",
            "Source.P12CertificatePath",
        ] {
            assert!(!setting_contains_secret(key), "{key}");
        }
    }
}
