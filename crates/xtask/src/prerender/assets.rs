//! The names of the files: each that may be cached for ever is named by the hash of its bytes.
//!
//! Trunk hashes before wasm-bindgen runs (trunk issue 1028): its names can stay the same while the
//! bytes change. So the names are given here, from the inside out: a file that names another is
//! hashed after it. The loader also holds the digest of each file that it fetches, so that browsers
//! refuse any other.

use std::collections::BTreeMap;
use std::io;
use std::path::Path;

use serde::Serialize;
use thiserror::Error;

use super::digest::{integrity, named};
use super::guides::Guides;
use super::wasm::NotAModule;
use super::{fragment, script, wasm};

/// The loader that other people's pages point at; its name never changes.
pub const LOADER: &str = "care-guide.js";

/// What stands in the loader for the files that it fetches.
const PLACEHOLDER: &str = "CAREGUIDE_FILES";

/// Why the files could not be named.
#[derive(Debug, Error)]
pub enum AssetError {
    /// A file cannot be read or written; the message names it.
    #[error(transparent)]
    File(#[from] io::Error),
    /// The loader lacks the placeholder, so it could not find what it loads.
    #[error("public/{LOADER} must hold the placeholder {PLACEHOLDER}")]
    NoPlaceholder,
    /// Trunk's Wasm is none.
    #[error(transparent)]
    Wasm(#[from] NotAModule),
    /// A script is none.
    #[error("{0}: {1}")]
    Script(&'static str, script::NotAScript),
    /// A guide cannot be written as JSON.
    #[error("guides/{0}.json: {1}")]
    Guide(String, serde_json::Error),
    /// The list of files cannot be written as JSON.
    #[error("the list of files for the loader: {0}")]
    List(serde_json::Error),
    /// A guide's HTML is not what the loader can use.
    #[error("guides/{0}.json: {1}")]
    Fragment(String, fragment::FragmentError),
}

/// A file and the digest that browsers check it by. The loader gets it as a pair.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Asset(pub String, pub String);

/// A script that wasm-bindgen wrote, and the Wasm that it joins to the page. The loader gets it as
/// a pair.
#[derive(Debug, Serialize)]
struct Program(Asset, Asset);

/// What the loader fetches.
#[derive(Debug, Serialize)]
struct Files {
    /// What brings a guide to life.
    app: Program,
    /// What prints a guide of one's own.
    printer: Program,
    /// What talks to a backend other than the default one.
    backend: Program,
    style: Asset,
    /// The HTML of each guide, by name and language.
    guides: BTreeMap<String, Asset>,
}

/// What was named.
#[derive(Debug)]
pub struct Named {
    /// The loader of the guide's own page.
    pub loader: Asset,
    /// Every file that a page needs, the guide's own and those it is embedded in, but the loader.
    pub needed: Vec<String>,
}

/// The staged files while they get their names.
pub struct Stage<'a> {
    /// Where they are.
    pub folder: &'a Path,
    /// Whether this is a release: those lose what only debuggers read.
    pub release: bool,
}

impl Stage<'_> {
    /// Names the Wasm, its glue, the style sheet, the guides and the loader.
    pub fn name_all(&self, guides: &Guides, style: &str) -> Result<Named, AssetError> {
        let app = self.name_program("careguide")?;
        let printer = self.name_module("printer")?;
        let backend = self.name_module("backend")?;
        let style = self.write("care-guide", style.as_bytes(), "css")?;
        let guides = self.write_guides(guides)?;
        let files = Files {
            app,
            printer,
            backend,
            style,
            guides,
        };
        let mut needed = vec![&files.style];
        for Program(glue, wasm) in [&files.app, &files.printer, &files.backend] {
            needed.extend([glue, wasm]);
        }
        needed.extend(files.guides.values());
        let needed = needed.into_iter().map(|asset| asset.0.clone());
        let needed = needed.chain(self.profiles()?).collect();
        let loader = self.write_loader(&files)?;
        Ok(Named { loader, needed })
    }

    /// The profiles of backends, which keep their names.
    fn profiles(&self) -> Result<Vec<String>, AssetError> {
        let mut names = Vec::new();
        for entry in fs_err::read_dir(self.folder.join("backends"))? {
            names.push(format!("backends/{}", entry?.file_name().to_string_lossy()));
        }
        names.sort();
        Ok(names)
    }

    /// Names a module that only some pages load.
    fn name_module(&self, stem: &'static str) -> Result<Program, AssetError> {
        if self.release {
            return self.name_program(stem);
        }
        // Not built: each would take as long as the app. What is said where one is asked for.
        let missing = |extension: &str| Asset(format!("{stem}.{extension}"), String::new());
        Ok(Program(missing("js"), missing("wasm")))
    }

    /// Names what wasm-bindgen made: the glue, and the Wasm that it names.
    fn name_program(&self, stem: &'static str) -> Result<Program, AssetError> {
        let built = [format!("{stem}.js"), format!("{stem}_bg.wasm")];
        let [glue_path, wasm_path] = built.each_ref().map(|name| self.folder.join(name));
        let mut wasm = fs_err::read(&wasm_path)?;
        let mut glue = fs_err::read_to_string(&glue_path)?;
        if self.release {
            (wasm, glue) = wasm::squeeze(stem, &wasm, &glue)?;
            glue = script::squeeze(&glue).map_err(|error| AssetError::Script(stem, error))?;
        }
        let wasm = self.write(stem, &wasm, "wasm")?;
        let glue = glue.replace(&built[1], &wasm.0);
        let glue = self.write(stem, glue.as_bytes(), "js")?;
        fs_err::remove_file(wasm_path)?;
        fs_err::remove_file(glue_path)?;
        Ok(Program(glue, wasm))
    }

    /// Writes the guides: as JSON, whose words the receiver's own pages use, and as the HTML that
    /// the loader shows on other people's pages, or puts back where something has changed it.
    fn write_guides(&self, guides: &Guides) -> Result<BTreeMap<String, Asset>, AssetError> {
        fs_err::create_dir_all(self.folder.join("guides"))?;
        let mut printed = BTreeMap::new();
        for (key, guide) in guides.iter() {
            let stem = format!("guides/{key}");
            let json = serde_json::to_string(guide)
                .map_err(|error| AssetError::Guide(key.to_owned(), error))?;
            self.write(&stem, json.as_bytes(), "json")?;
            let html = fragment::plain(guide)
                .map_err(|error| AssetError::Fragment(key.to_owned(), error))?;
            let html = self.write(&stem, html.as_bytes(), "html")?;
            printed.insert(key.to_owned(), html);
        }
        Ok(printed)
    }

    fn write_loader(&self, files: &Files) -> Result<Asset, AssetError> {
        let loader = fs_err::read_to_string(self.folder.join(LOADER))?;
        let mut loader = filled(
            &loader,
            &serde_json::to_string(files).map_err(AssetError::List)?,
        )?;
        if self.release {
            loader = script::squeeze(&loader).map_err(|error| AssetError::Script(LOADER, error))?;
        }
        fs_err::write(self.folder.join(LOADER), &loader)?;
        self.write("care-guide", loader.as_bytes(), "js")
    }

    fn write(&self, stem: &str, bytes: &[u8], extension: &str) -> Result<Asset, AssetError> {
        let name = named(stem, bytes, extension);
        fs_err::write(self.folder.join(&name), bytes)?;
        Ok(Asset(name, integrity(bytes)))
    }
}

fn filled(loader: &str, files: &str) -> Result<String, AssetError> {
    if loader.contains(PLACEHOLDER) {
        Ok(loader.replace(PLACEHOLDER, files))
    } else {
        Err(AssetError::NoPlaceholder)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_loader_without_the_placeholder_is_refused() {
        let error = filled("import('x')", "{}").expect_err("nothing to fill");
        assert_eq!(
            error.to_string(),
            "public/care-guide.js must hold the placeholder CAREGUIDE_FILES"
        );
    }
}
