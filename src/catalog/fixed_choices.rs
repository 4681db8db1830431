//! Attributes with a fixed list of values.

use crate::text::trimmed;

/// Values of a fixed list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Choices {
    /// These words in this case.
    OneOf(&'static [&'static str]),
    /// A country code of two capital letters (ISO 3166-1).
    CountryCode,
}

/// Destinations in which an attribute with a fixed list exists.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AppliesTo {
    /// Every directory.
    AnyDirectory,
    /// Microsoft Entra ID.
    Entra,
    /// Microsoft Entra ID, and any destination with the messaging system Office 365.
    EntraOrOffice365,
}

/// An attribute with a fixed list of values.
#[derive(Debug)]
pub struct FixedChoice {
    /// Name of the attribute; case is ignored.
    pub attribute: &'static str,
    /// Allowed values.
    pub choices: Choices,
    /// Destinations in which it exists.
    pub applies_to: AppliesTo,
    /// Meaning of the value.
    pub description: &'static str,
    /// Page that documents the values.
    pub doc_page: &'static str,
}

const TRUE_FALSE: Choices = Choices::OneOf(&["True", "False"]);

/// Attributes whose list is public. The lists of `directoryRole`, `LicenseAssignment` and Entra's
/// `groupType` depend on the tenant or are not documented.
#[rustfmt::skip]
pub(crate) const FIXED_CHOICES: &[FixedChoice] = &[
    FixedChoice { attribute: "accountEnabled", choices: TRUE_FALSE, applies_to: AppliesTo::Entra, description: "whether the account may sign in", doc_page: "Map Fields" },
    FixedChoice { attribute: "Disable Account", choices: TRUE_FALSE, applies_to: AppliesTo::AnyDirectory, description: "whether the account is disabled", doc_page: "Use Synchronize to Deprovision User Accounts in Active Directory" },
    FixedChoice { attribute: "UsageLocation", choices: Choices::CountryCode, applies_to: AppliesTo::EntraOrOffice365, description: "the country whose licences the user may have", doc_page: "Office 365 Messaging System" },
];

/// Fixed list of an attribute, ignoring case.
#[must_use]
pub(crate) fn fixed_choice(attribute: &str) -> Option<&'static FixedChoice> {
    FIXED_CHOICES.iter().find(|choice| choice.attribute.eq_ignore_ascii_case(trimmed(attribute)))
}

/// Assigned country codes: ISO 3166-1 alpha-2, and `XK`, which Microsoft uses for Kosovo.
const COUNTRY_CODES: &str = "\
    AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV \
    BW BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES \
    ET FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE \
    IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY \
    MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU \
    NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM \
    SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE \
    VG VI VN VU WF WS XK YE YT ZA ZM ZW";

/// Invalid codes and the intended country code.
const COUNTRY_ALIASES: &[(&str, &str)] =
    &[("UK", "GB"), ("EN", "GB"), ("USA", "US"), ("GBR", "GB"), ("DEU", "DE"), ("GER", "DE"), ("FRA", "FR")];

/// Whether a text is a country code in capital letters.
#[must_use]
pub(crate) fn is_country_code(code: &str) -> bool {
    code.len() == 2 && COUNTRY_CODES.split(' ').any(|country| country == code)
}

/// Country code that is probably intended by an invalid one.
#[must_use]
pub(crate) fn closest_country_code(written: &str) -> Option<&'static str> {
    COUNTRY_ALIASES.iter().find(|(wrong, _)| wrong.eq_ignore_ascii_case(written)).map(|(_, code)| *code)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn attributes_are_case_insensitive() {
        assert!(fixed_choice("accountenabled").is_some());
        assert!(fixed_choice("DISABLE ACCOUNT").is_some());
        assert!(fixed_choice("groupType").is_none());
    }

    #[test]
    fn recognizes_country_codes() {
        assert_eq!(COUNTRY_CODES.split(' ').count(), 250);
        assert!(COUNTRY_CODES.split(' ').is_sorted());
        for code in ["US", "GB", "XK"] {
            assert!(is_country_code(code), "{code}");
        }
        for code in ["UK", "us", "", "U", "US ", "EU"] {
            assert!(!is_country_code(code), "{code}");
        }
        for (wrong, code) in COUNTRY_ALIASES {
            assert!(!is_country_code(wrong) && is_country_code(code));
        }
        assert_eq!(closest_country_code("uk"), Some("GB"));
    }
}
