//! What holds for each document: configuration, inventory and baseline, read again when they change.
//!
//! Mistakes in these files stop nothing: where a file cannot be used, what it last said holds, or
//! nothing of it does; what is wrong is shown at its place.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::SystemTime;

use crate::baseline::Baseline;
use crate::config::{Config, ConfigError, Date, FILE_NAME, load, load_inventory};
use crate::diagnostic::Diagnostic;
use crate::inventory::Inventory;
use crate::linter::Linter;
use crate::plan::{KnownFindings, Plan, Planner, VOCABULARY, Wanted, normal, suppress};
use crate::text::Secrets;

use super::features::Environment;
use super::settings::Settings;

/// A file as it was when it was read: when it was changed, and its size. `None` where it was not there.
type Stamp = Option<(Option<SystemTime>, u64)>;

/// The files that cannot be used, and why.
pub(super) type Trouble = BTreeMap<PathBuf, ConfigError>;

/// Knows what holds for each document.
pub(super) struct Plans {
    settings: Settings,
    /// The folders that the editor works in.
    roots: Vec<PathBuf>,
    today: Option<Date>,
    /// What each configuration and inventory said when it could last be used.
    last_good: HashMap<PathBuf, Arc<Config>>,
    last_inventories: HashMap<PathBuf, Option<Arc<Inventory>>>,
    read: Read,
}

/// What was read, and of which files.
struct Read {
    planner: Planner,
    /// The configurations of folders.
    configs: HashMap<PathBuf, Option<Arc<Config>>>,
    /// The inventories of configurations, by their paths.
    inventories: HashMap<Option<PathBuf>, Option<Arc<Inventory>>>,
    baseline: Option<KnownFindings>,
    trouble: Trouble,
    stamps: BTreeMap<PathBuf, Stamp>,
}

impl Plans {
    pub(super) fn new(settings: Settings, roots: Vec<PathBuf>) -> Self {
        let read = Read::new(&settings, &roots);
        let (last_good, last_inventories) = (HashMap::new(), HashMap::new());
        Self { settings, roots, today: Date::today(), last_good, last_inventories, read }
    }

    pub(super) fn set_settings(&mut self, settings: Settings) {
        self.settings = settings;
        self.reload();
    }

    pub(super) fn set_roots(&mut self, roots: Vec<PathBuf>) {
        self.roots = roots;
        self.reload();
    }

    /// Reads everything anew.
    pub(super) fn reload(&mut self) {
        self.today = Date::today();
        self.read = Read::new(&self.settings, &self.roots);
    }

    /// Reads everything anew if any of the files has changed, and says whether it has.
    pub(super) fn reload_if_changed(&mut self) -> bool {
        let changed = self.read.stamps.iter().any(|(path, before)| stamp(path) != *before);
        if changed {
            self.reload();
        }
        changed
    }

    /// The files that cannot be used.
    pub(super) fn trouble(&self) -> &Trouble {
        &self.read.trouble
    }

    /// The files that something was read of, or would have been.
    pub(super) fn files(&self) -> BTreeSet<PathBuf> {
        self.read.stamps.keys().cloned().collect()
    }

    /// A path as it is shown: from the folder that the editor works in.
    pub(super) fn shown(&self, path: &Path) -> String {
        let relative = self.roots.iter().find_map(|root| path.strip_prefix(root).ok()).unwrap_or(path);
        relative.to_string_lossy().replace('\\', "/")
    }

    /// The folder that the editor works in, which holds the file.
    pub(super) fn root_of(&self, path: &Path) -> Option<&Path> {
        self.roots.iter().map(PathBuf::as_path).find(|root| path.starts_with(root))
    }

    /// What holds for a file; for what was never saved, what holds for a file in the first folder.
    pub(super) fn plan(&mut self, path: Option<&Path>) -> Plan {
        let path = match (path, self.roots.first()) {
            (Some(path), _) => normal(path),
            (None, Some(root)) => root.join("untitled.json"),
            (None, None) => PathBuf::from("untitled.json"),
        };
        let config = self.config(path.parent().unwrap_or(Path::new("")));
        let inventory = self.inventory(config.as_deref());
        self.read.planner.plan_under(config, inventory, &path)
    }

    /// Takes the findings out that are suppressed or known.
    pub(super) fn hide(
        &self,
        plan: &Plan,
        path: Option<&Path>,
        text: &str,
        secrets: &Secrets,
        found: &mut Vec<Diagnostic>,
    ) {
        suppress(plan, self.today, found);
        if let (Some(known), Some(path)) = (&self.read.baseline, path) {
            known.hide(path, text, secrets, found);
        }
    }

    /// Whether a suppression holds no longer.
    pub(super) fn today(&self) -> Option<Date> {
        self.today
    }

    fn config(&mut self, folder: &Path) -> Option<Arc<Config>> {
        if let Some(known) = self.read.configs.get(folder) {
            return known.clone();
        }
        let found = match &self.settings.config {
            Some(path) => {
                let path = absolute(&self.roots, path);
                self.read.note(&path);
                load(&path, VOCABULARY).map(|config| Some(Arc::new(config)))
            }
            None => {
                self.read.note_candidates(folder);
                self.read.planner.config(folder)
            }
        };
        let config = match found {
            Ok(config) => {
                if let Some(config) = &config {
                    self.last_good.insert(config.path.clone(), Arc::clone(config));
                }
                config
            }
            Err(error) => {
                let last = self.last_good.get(&error.path).cloned();
                self.read.trouble.insert(error.path.clone(), error);
                last
            }
        };
        self.read.configs.insert(folder.to_owned(), config.clone());
        config
    }

    fn inventory(&mut self, config: Option<&Config>) -> Option<Arc<Inventory>> {
        let files: Vec<PathBuf> = if self.settings.inventory.is_empty() {
            let config = config?;
            config.inventory.iter().map(|(path, _)| normal(&config.folder.join(path))).collect()
        } else {
            self.settings.inventory.iter().map(|path| absolute(&self.roots, path)).collect()
        };
        if files.is_empty() {
            return None;
        }
        let key = config.map(|config| config.path.clone());
        if let Some(known) = self.read.inventories.get(&key) {
            return known.clone();
        }
        let mut all: Option<Inventory> = None;
        for file in &files {
            self.read.note(file);
            let one = match load_inventory(std::slice::from_ref(file)) {
                Ok(one) => {
                    self.last_inventories.insert(file.clone(), one.clone());
                    one
                }
                Err(error) => {
                    self.read.trouble.insert(error.path.clone(), error);
                    self.last_inventories.get(file).cloned().flatten()
                }
            };
            if let Some(one) = one {
                all.get_or_insert_default().extend(Inventory::clone(&one));
            }
        }
        let all = all.map(Arc::new);
        self.read.inventories.insert(key, all.clone());
        all
    }
}

impl Read {
    fn new(settings: &Settings, roots: &[PathBuf]) -> Self {
        let wanted =
            Wanted { selection: settings.selection.clone(), infos: settings.pedantic, ..Wanted::default() };
        let here = roots.first().cloned().unwrap_or_default();
        let mut read = Self {
            planner: Planner::new(wanted, here),
            configs: HashMap::new(),
            inventories: HashMap::new(),
            baseline: None,
            trouble: Trouble::new(),
            stamps: BTreeMap::new(),
        };
        if let Some(path) = &settings.baseline {
            let path = absolute(roots, path);
            read.note(&path);
            let text = std::fs::read_to_string(&path).map_err(|error| error.to_string());
            match text.and_then(|text| Baseline::parse(&text)) {
                Ok(baseline) => read.baseline = Some(KnownFindings::new(baseline, &path)),
                Err(reason) => {
                    let (text, reason) = (String::new(), Some(reason));
                    let error = ConfigError { path: path.clone(), text, reason, problems: Vec::new() };
                    read.trouble.insert(path, error);
                }
            }
        }
        read
    }

    fn note(&mut self, path: &Path) {
        self.stamps.insert(path.to_owned(), stamp(path));
    }

    /// Notes the files that can be the configuration of a folder: one that comes into being counts.
    fn note_candidates(&mut self, folder: &Path) {
        for above in folder.ancestors() {
            let file = above.join(FILE_NAME);
            let stamp = stamp(&file);
            self.stamps.insert(file, stamp);
            if stamp.is_some() || above.join(".git").exists() {
                break;
            }
        }
    }
}

fn stamp(path: &Path) -> Stamp {
    let metadata = std::fs::metadata(path).ok()?;
    Some((metadata.modified().ok(), metadata.len()))
}

/// A path of the settings: from the first folder that the editor works in, which `${workspaceFolder}`
/// stands for, too; `~` is the home folder.
fn absolute(roots: &[PathBuf], path: &Path) -> PathBuf {
    let root = roots.first().cloned().unwrap_or_default();
    let home = || std::env::home_dir().unwrap_or_default();
    let path = match path.strip_prefix("~") {
        Ok(below) => home().join(below),
        Err(_) => path.strip_prefix("${workspaceFolder}").unwrap_or(path).to_owned(),
    };
    normal(&root.join(path))
}

/// What the features may know of the environment of a document.
pub(super) fn environment(linter: &Linter) -> Environment {
    Environment { inventory: linter.inventory().cloned(), placeholders: linter.placeholders().cloned() }
}
