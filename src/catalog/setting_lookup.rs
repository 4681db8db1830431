//! Look-up of settings by key.

use std::sync::LazyLock;

use super::setting_ids::{SettingId, SideSetting};
use super::settings::{SETTINGS, Setting};
use crate::text::{AsciiCaseMap, WordShape, typo_distance};

/// Ids of settings by key.
static BY_KEY: LazyLock<AsciiCaseMap<SettingId>> = LazyLock::new(|| {
    let settings = SETTINGS.iter().enumerate();
    AsciiCaseMap::new(
        settings.filter_map(|(index, setting)| Some((setting.key, SettingId::from_index(index)?))),
    )
});

/// Setting with this key, ignoring case.
#[must_use]
pub fn setting(key: &str) -> Option<&'static Setting> {
    setting_id(key)?.setting()
}

/// Id of the setting with this key, ignoring case.
#[must_use]
pub(crate) fn setting_id(key: &str) -> Option<SettingId> {
    BY_KEY.get(key).copied()
}

/// Same as [`setting_id`], and whether the key has the product's case.
#[must_use]
pub(crate) fn setting_id_with_case(key: &str) -> Option<(bool, SettingId)> {
    BY_KEY.get_with_exactness(key).map(|(is_exact, id)| (is_exact, *id))
}

/// Settings of a side that every published job contains.
#[must_use]
pub(crate) fn required_side_settings() -> &'static [SideSetting] {
    const ALL: [SideSetting; 7] = [
        SideSetting::TYPE,
        SideSetting::UNDOTTED_PROVIDER,
        SideSetting::PROVIDER,
        SideSetting::PROVIDER_NAME,
        SideSetting::PROVIDER_TYPE,
        SideSetting::IS_DIRECTORY_PROVIDER,
        SideSetting::IS_TABLE_PROVIDER,
    ];
    &ALL
}

/// Shapes of the keys, parallel to [`SETTINGS`].
static SHAPES: LazyLock<Vec<WordShape>> =
    LazyLock::new(|| SETTINGS.iter().map(|known| WordShape::new(known.key)).collect());

/// Setting that an unknown key is most likely a misspelling of.
///
/// Other providers have unknown keys: the part after the dot must also be similar if compared alone
/// (`Destination.Time` is not a misspelling of `Destination.Type`).
#[must_use]
pub(crate) fn closest_setting(key: &str) -> Option<SettingId> {
    let key_shape = WordShape::new(key);
    let distance_to = |(index, (known, shape)): (usize, (&Setting, &WordShape))| {
        if !key_shape.may_be_typo_of(*shape) {
            return None;
        }
        let distance = typo_distance(key, known.key)?;
        if let (Some((_, name)), Some((_, known_name))) = (key.split_once('.'), known.key.split_once('.')) {
            typo_distance(name, known_name)?;
        }
        Some((distance, index))
    };
    let known = SETTINGS.iter().zip(&*SHAPES).enumerate();
    known
        .filter_map(distance_to)
        .min_by_key(|(distance, _)| *distance)
        .and_then(|(_, index)| SettingId::from_index(index))
}

/// Whether a setting with this key contains a secret: a known secret setting, or an unknown one with
/// a name that indicates it.
#[must_use]
pub(crate) fn is_secret_setting(key: &str) -> bool {
    // Fast path: most keys contain none of the words.
    contains_secret_word(key) && setting(key).is_none_or(|known| known.secret)
}

/// Whether a key contains a word for a secret, ignoring case.
fn contains_secret_word(key: &str) -> bool {
    const WORDS: [&str; 8] =
        ["password", "secret", "certificate", "token", "privatekey", "passphrase", "credential", "apikey"];
    let key = key.as_bytes();
    let starts = key
        .iter()
        .enumerate()
        .filter(|(_, byte)| matches!(byte.to_ascii_lowercase(), b'p' | b's' | b'c' | b't' | b'a'));
    starts.into_iter().any(|(at, _)| {
        WORDS.iter().any(|word| {
            let part = at.checked_add(word.len()).and_then(|end| key.get(at..end));
            part.is_some_and(|part| part.eq_ignore_ascii_case(word.as_bytes()))
        })
    })
}

#[cfg(test)]
mod tests {
    use super::super::settings::{DATA_TYPES, Frequency, SettingScope};
    use super::*;

    #[test]
    fn keys_are_unique_and_case_insensitive() {
        for (index, known) in SETTINGS.iter().enumerate() {
            let upper = known.key.to_uppercase();
            assert!(setting(&upper).is_some_and(|found| std::ptr::eq(found, known)), "{upper}");
            let others = SETTINGS.iter().skip(index + 1);
            assert!(others.into_iter().all(|other| !other.key.eq_ignore_ascii_case(known.key)), "{upper}");
        }
        assert!(setting("Source.Tables").is_none());
    }

    #[test]
    fn required_side_settings_match_published_jobs() {
        let seen = SETTINGS
            .iter()
            .filter(|known| known.scope == SettingScope::Side && known.frequency == Frequency::EveryJob);
        let of_sides = |side: fn(&SideSetting) -> Option<SettingId>| {
            required_side_settings().iter().filter_map(side).filter_map(SettingId::setting)
        };
        let listed = of_sides(|known| known.source).chain(of_sides(|known| known.destination));
        assert_eq!(
            listed.map(|known| known.key).collect::<Vec<_>>(),
            seen.map(|known| known.key).collect::<Vec<_>>()
        );
    }

    #[test]
    fn data_types_occur_in_published_jobs() {
        for known in SETTINGS {
            assert!(known.data_types.iter().all(|name| DATA_TYPES.contains(name)), "{}", known.key);
        }
    }

    #[test]
    fn suggests_misspelled_keys() {
        for (written, expected) in [
            ("Source.Tabel", "Source.Table"),
            ("Sorce.Table", "Source.Table"),
            ("SourceTable", "Source.Table"),
            ("Source.Tpye", "Source.Type"),
            ("destination.providername ", "Destination.ProviderName"),
            ("Destination.IsTabelProvider", "Destination.IsTableProvider"),
            ("member_key", "memberkey"),
            ("JobOwnersIds", "JobOwnerIds"),
        ] {
            assert_eq!(
                closest_setting(written).and_then(SettingId::setting).map(|known| known.key),
                Some(expected),
                "{written}"
            );
        }
        for unknown in [
            "",
            "Source",
            "Source.File",
            "Source.Server",
            "Source.View",
            "Source.Name",
            "Source.Port",
            "Destination.Time",
            "Source.ScriptingLanguage",
            "Destination.Database",
            "Source.Delimiter",
        ] {
            assert!(closest_setting(unknown).is_none(), "{unknown}");
        }
    }

    #[test]
    fn detects_secrets_by_name() {
        for key in ["Destination.MessagingProviderPassword", "source.clientsecret", "Source.BearerToken"] {
            assert!(is_secret_setting(key), "{key}");
        }
        assert!(!is_secret_setting("Destination.Container"));
        for known in SETTINGS {
            assert_eq!(is_secret_setting(known.key), known.secret, "{}", known.key);
        }
    }
}
