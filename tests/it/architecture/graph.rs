//! The dependency graph of the files of a crate, from the paths in their code.
//!
//! A file depends on another one if it contains a path that resolves to an item of that file, directly
//! or through re-exports. Code under `#[cfg(test)]`, re-exports themselves and the arguments of macros
//! are not considered.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::path::{Path, PathBuf};

use syn::visit::{self, Visit};
use walkdir::WalkDir;

/// The path of a module below the crate root; empty for the root itself.
pub(super) type ModulePath = Vec<String>;

/// A file that uses an item of another file.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Dependency {
    pub(super) from: ModulePath,
    pub(super) to: ModulePath,
    /// The path as written.
    pub(super) via: String,
}

impl fmt::Display for Dependency {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{} -> {} by `{}`", self.from.join("::"), self.to.join("::"), self.via)
    }
}

/// The modules of a crate, one per file.
pub(super) struct Crate {
    modules: BTreeMap<ModulePath, Module>,
}

#[derive(Default)]
struct Module {
    /// Names that the module re-exports, with the absolute paths of the items.
    reexports: BTreeMap<String, Vec<String>>,
    /// Paths in its code, outside of re-exports.
    paths: Vec<Vec<String>>,
}

impl Crate {
    /// Parses every file below `root` that is not a test module.
    pub(super) fn read(root: &Path) -> Self {
        let mut files: BTreeMap<ModulePath, PathBuf> = BTreeMap::new();
        for entry in WalkDir::new(root).sort_by_file_name() {
            let path = entry.unwrap().into_path();
            if path.extension().is_some_and(|extension| extension == "rs") {
                files.insert(module_path(path.strip_prefix(root).unwrap()), path);
            }
        }
        files.remove(&vec!["main".to_owned()]);
        let parsed: BTreeMap<&ModulePath, syn::File> = files
            .iter()
            .map(|(module, file)| (module, syn::parse_file(&std::fs::read_to_string(file).unwrap()).unwrap()))
            .collect();
        let tests = test_modules(&parsed);
        let is_test = |module: &ModulePath| tests.iter().any(|test| module.starts_with(test));
        let mut modules: BTreeMap<ModulePath, Module> = BTreeMap::new();
        for module in files.keys().filter(|module| !is_test(module)) {
            modules.insert(module.clone(), Module::default());
        }
        for (module, file) in parsed.iter().filter(|(module, _)| !is_test(module)) {
            let mut collector = Collector::default();
            collector.visit_file(file);
            let absolute = |path: &[String]| absolute_path(module, path, &files);
            let reexports =
                collector.reexports.iter().filter_map(|(name, path)| Some((name.clone(), absolute(path)?)));
            let reexports = reexports.collect();
            modules.insert((*module).clone(), Module { reexports, paths: collector.paths });
        }
        Self { modules }
    }

    /// The names of the modules directly below the crate root.
    pub(super) fn top_level_modules(&self) -> BTreeSet<String> {
        self.modules.keys().filter_map(|module| module.first().cloned()).collect()
    }

    /// The dependencies between files; the crate root is left out.
    pub(super) fn dependencies(&self) -> Vec<Dependency> {
        let mut found: BTreeMap<(ModulePath, ModulePath), String> = BTreeMap::new();
        for (from, module) in self.modules.iter().filter(|(path, _)| !path.is_empty()) {
            for path in &module.paths {
                let Some(absolute) = absolute_path(from, path, &self.modules) else { continue };
                let to = self.owner_of(&absolute, 0);
                if to != *from && !to.is_empty() {
                    found.entry((from.clone(), to)).or_insert_with(|| path.join("::"));
                }
            }
        }
        found.into_iter().map(|((from, to), via)| Dependency { from, to, via }).collect()
    }

    /// The module whose file contains the item of an absolute path.
    fn owner_of(&self, path: &[String], depth: usize) -> ModulePath {
        let module = (0..=path.len()).rev().map(|length| &path[..length]);
        let module = module.into_iter().find(|path| self.modules.contains_key(*path)).unwrap_or_default();
        let rest = &path[module.len()..];
        let reexported = rest.first().and_then(|name| self.modules.get(module)?.reexports.get(name));
        match reexported {
            Some(target) if depth < 8 && target != path => {
                let target: Vec<String> = target.iter().chain(&rest[1..]).cloned().collect();
                self.owner_of(&target, depth + 1)
            }
            _ => module.to_vec(),
        }
    }
}

fn module_path(file: &Path) -> ModulePath {
    let mut path: ModulePath =
        file.with_extension("").iter().map(|part| part.to_str().unwrap().to_owned()).collect();
    if path.last().is_some_and(|last| last == "mod") || path == ["lib"] {
        path.pop();
    }
    path
}

/// The modules that are declared under `#[cfg(test)]`.
fn test_modules(files: &BTreeMap<&ModulePath, syn::File>) -> Vec<ModulePath> {
    let mut found = Vec::new();
    for (module, file) in files {
        for item in &file.items {
            if let syn::Item::Mod(declared) = item
                && is_test_only(&declared.attrs)
            {
                found.push(module.iter().cloned().chain([declared.ident.to_string()]).collect());
            }
        }
    }
    found
}

fn is_test_only(attributes: &[syn::Attribute]) -> bool {
    attributes.iter().any(|attribute| {
        attribute.path().is_ident("test")
            || (attribute.path().is_ident("cfg")
                && attribute.meta.require_list().is_ok_and(|list| list.tokens.to_string().contains("test")))
    })
}

/// A path relative to a module as segments below the crate root; `None` for other crates.
fn absolute_path<T>(
    module: &[String],
    path: &[String],
    modules: &BTreeMap<ModulePath, T>,
) -> Option<Vec<String>> {
    let below = |base: &[String], rest: &[String]| base.iter().chain(rest).cloned().collect::<Vec<String>>();
    match path.first()?.as_str() {
        "crate" => Some(path[1..].to_vec()),
        "self" => Some(below(module, &path[1..])),
        "super" => {
            let ups = path.iter().take_while(|segment| *segment == "super").count();
            Some(below(module.get(..module.len().checked_sub(ups)?)?, &path[ups..]))
        }
        first => {
            let child = below(module, &[first.to_owned()]);
            modules.contains_key(&child).then(|| below(module, path))
        }
    }
}

#[derive(Default)]
struct Collector {
    reexports: BTreeMap<String, Vec<String>>,
    paths: Vec<Vec<String>>,
}

impl Collector {
    fn use_tree(&mut self, tree: &syn::UseTree, prefix: &[String], is_public: bool) {
        let join = |name: &syn::Ident| prefix.iter().cloned().chain([name.to_string()]).collect::<Vec<_>>();
        match tree {
            syn::UseTree::Path(path) => self.use_tree(&path.tree, &join(&path.ident), is_public),
            syn::UseTree::Group(group) => {
                group.items.iter().for_each(|tree| self.use_tree(tree, prefix, is_public));
            }
            syn::UseTree::Name(name) if name.ident == "self" => self.paths.push(prefix.to_vec()),
            syn::UseTree::Name(name) => self.used(name.ident.to_string(), join(&name.ident), is_public),
            syn::UseTree::Rename(rename) => {
                self.used(rename.rename.to_string(), join(&rename.ident), is_public);
            }
            syn::UseTree::Glob(_) => self.paths.push(prefix.to_vec()),
        }
    }

    fn used(&mut self, name: String, path: Vec<String>, is_public: bool) {
        if is_public {
            self.reexports.insert(name, path);
        } else {
            self.paths.push(path);
        }
    }
}

impl<'ast> Visit<'ast> for Collector {
    fn visit_item(&mut self, item: &'ast syn::Item) {
        let attributes = match item {
            syn::Item::Mod(item) => &item.attrs,
            syn::Item::Fn(item) => &item.attrs,
            syn::Item::Impl(item) => &item.attrs,
            syn::Item::Use(item) => &item.attrs,
            _ => return visit::visit_item(self, item),
        };
        if !is_test_only(attributes) {
            visit::visit_item(self, item);
        }
    }

    fn visit_item_use(&mut self, item: &'ast syn::ItemUse) {
        let is_public = !matches!(item.vis, syn::Visibility::Inherited);
        self.use_tree(&item.tree, &[], is_public);
    }

    fn visit_path(&mut self, path: &'ast syn::Path) {
        if path.segments.len() > 1 {
            self.paths.push(path.segments.iter().map(|segment| segment.ident.to_string()).collect());
        }
        visit::visit_path(self, path);
    }
}

/// Returns the sets of files that form dependency cycles.
pub(super) fn cycles(dependencies: &[Dependency]) -> Vec<BTreeSet<ModulePath>> {
    let mut next: BTreeMap<&ModulePath, BTreeSet<&ModulePath>> = BTreeMap::new();
    for dependency in dependencies {
        next.entry(&dependency.from).or_default().insert(&dependency.to);
    }
    let reachable = |start: &ModulePath| {
        let mut seen: BTreeSet<&ModulePath> = BTreeSet::new();
        let mut open: Vec<&ModulePath> = next.get(start).into_iter().flatten().copied().collect();
        while let Some(module) = open.pop() {
            if seen.insert(module) {
                open.extend(next.get(module).into_iter().flatten().copied());
            }
        }
        seen
    };
    let reachable: BTreeMap<&ModulePath, BTreeSet<&ModulePath>> =
        next.keys().map(|module| (*module, reachable(module))).collect();
    let mut found: BTreeSet<BTreeSet<ModulePath>> = BTreeSet::new();
    for (module, targets) in &reachable {
        if targets.contains(module) {
            let mutual = targets
                .iter()
                .filter(|other| reachable.get(**other).is_some_and(|back| back.contains(module)));
            found.insert(mutual.map(|path| (*path).clone()).collect());
        }
    }
    found.into_iter().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_cycles_through_reexports_but_not_through_tests() {
        let folder = tempfile::tempdir().unwrap();
        let write = |path: &str, text: &str| {
            let path = folder.path().join(path);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, text).unwrap();
        };
        write("lib.rs", "mod a; mod b;");
        write("a/mod.rs", "mod one; mod two; mod three; pub use one::One;");
        write("a/one.rs", "pub struct One; fn f() { super::two::g(); }");
        write("a/two.rs", "use crate::a::One; pub fn g() {}");
        write("a/three.rs", "use super::One; #[cfg(test)] mod tests { use crate::b; }");
        write("b.rs", "use crate::a::{self, One};");
        let source = Crate::read(folder.path());
        let dependencies = source.dependencies();
        let edge = |from: &str, to: &str| {
            dependencies.iter().any(|edge| edge.from.join("::") == from && edge.to.join("::") == to)
        };
        assert!(edge("a::one", "a::two") && edge("a::two", "a::one"), "{dependencies:?}");
        assert!(edge("a::three", "a::one") && edge("b", "a::one"));
        assert!(!edge("a::three", "b"), "tests do not count");
        let found = cycles(&dependencies);
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].iter().map(|path| path.join("::")).collect::<Vec<_>>(), ["a::one", "a::two"]);
    }
}
