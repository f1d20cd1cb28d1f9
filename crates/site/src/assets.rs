//! The names of the files: each that may be cached for ever is named by the hash of its bytes.
//!
//! Trunk hashes before wasm-bindgen runs (trunk issue 1028): its names can stay the same while the
//! bytes change. So the names are given here, from the inside out: a file that names another is
//! hashed after it. A file that names another also holds its digest, so that a changed one is
//! rejected: the loader for the glue and the style, the glue for its Wasm.

use std::collections::BTreeMap;

use anyhow::{Context as _, Result, ensure};
use serde::Serialize;

use crate::digest::{integrity, named};
use crate::guides::Guides;
use crate::programs::{APP, MODULES};
use crate::project::Project;
use crate::stage::Stage;
use crate::translations::Translations;
use crate::{fragment, minify, sizes, wasm};

/// The loader that other people's pages point at; its name never changes.
pub const LOADER: &str = "care-guide.js";

/// The loader's source.
const LOADER_SOURCE: &str = "src/loader/care-guide.js";

/// The name in the source that the list of files replaces.
const PLACEHOLDER: &str = "CAREGUIDE_FILES";

/// How a Wasm file is fetched; appended to each glue.
const START: &str = "src/loader/start.js";

/// The DOM around a hydrated guide; appended to the app's glue.
const HYDRATED: &str = "src/loader/hydrated.js";

/// A file and the digest that browsers check it by. The loader gets it as a pair.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Asset(pub String, pub String);

/// A program as wasm-bindgen makes it.
#[derive(Debug)]
pub struct Program {
    /// The script that starts the Wasm.
    pub glue: Asset,
    /// The Wasm.
    pub wasm: Asset,
}

/// What the loader fetches.
#[derive(Debug, Serialize)]
struct Files<'a> {
    /// The app's glue.
    app: &'a Asset,
    style: Asset,
    /// The HTML of each guide, by name and language: its name alone. A digest for each would cost
    /// every page 35 bytes for each guide and language.
    guides: BTreeMap<String, [String; 1]>,
}

/// What a program's glue names. It is not in the loader, whose every byte each page pays for.
#[derive(Debug, Serialize)]
struct ProgramFiles<'a> {
    wasm: &'a Asset,
    /// The glue of each of [`MODULES`]; in the app's only.
    #[serde(flatten)]
    modules: BTreeMap<&'static str, Asset>,
}

/// What hydrates a page.
#[derive(Debug)]
pub struct Scripts {
    /// The loader of the guide's own page.
    pub loader: Asset,
    /// What the loader asks for.
    pub app: Program,
}

/// What was named.
#[derive(Debug)]
pub struct Named {
    /// What hydrates the page; `None` on a page that is served before its Wasm is compiled.
    pub scripts: Option<Scripts>,
    /// Every file that a page needs, the guide's own and those it is embedded in, but the loader.
    pub needed: Vec<String>,
}

impl Stage {
    /// Names the Wasm, its glue, the style sheet, the guides and the loader.
    pub fn name_all(
        &self,
        project: &Project,
        guides: &Guides,
        translations: &Translations<'_>,
        style: &str,
    ) -> Result<Named> {
        let style = self.write("care-guide", style.as_bytes(), "css")?;
        let guides = self.write_guides(guides, translations)?;
        let mut needed: Vec<_> = guides.values().flatten().cloned().collect();
        needed.push(style.0.clone());
        needed.extend(self.profiles()?);
        if !self.has_wasm {
            return Ok(Named {
                scripts: None,
                needed,
            });
        }
        let mut modules = BTreeMap::new();
        for module in MODULES {
            let name = module.name;
            // Not built for `dev`: each takes as long as the app. A page that asks for one logs an error.
            let mut glue = Asset(format!("{name}.js"), String::new());
            if self.release {
                let program = self.name_program(project, name, BTreeMap::new())?;
                needed.extend([program.glue.0.clone(), program.wasm.0]);
                glue = program.glue;
            }
            modules.insert(name, glue);
        }
        let app = self.name_program(project, APP.name, modules)?;
        needed.extend([app.glue.0.clone(), app.wasm.0.clone()]);
        let files = Files {
            app: &app.glue,
            style,
            guides,
        };
        let loader = self.write_loader(project, &files)?;
        Ok(Named {
            scripts: Some(Scripts { loader, app }),
            needed,
        })
    }

    /// The profiles of backends, which keep their names.
    fn profiles(&self) -> Result<Vec<String>> {
        let names = sizes::names(&self.folder.join("backends"))?.into_iter();
        Ok(names.map(|name| format!("backends/{name}")).collect())
    }

    /// Names what wasm-bindgen made: the glue, and the Wasm that it names.
    fn name_program(
        &self,
        project: &Project,
        stem: &'static str,
        modules: BTreeMap<&'static str, Asset>,
    ) -> Result<Program> {
        let built = [format!("{stem}.js"), format!("{stem}_bg.wasm")];
        let [glue_path, wasm_path] = built.each_ref().map(|name| self.folder.join(name));
        let mut wasm = fs_err::read(&wasm_path)?;
        let mut glue = fs_err::read_to_string(&glue_path)?;
        if self.release {
            (wasm, glue) = wasm::minify(project, stem, &wasm, &glue)?;
        }
        let wasm = self.write(stem, &wasm, "wasm")?;
        let files = ProgramFiles {
            wasm: &wasm,
            modules,
        };
        let files = serde_json::to_string(&files)?;
        glue = glue.replace(&built[1], &wasm.0);
        let start = fs_err::read_to_string(project.root().join(START))?;
        glue.push_str(&format!("\nexport const files = {files};\n{start}"));
        if stem == APP.name {
            glue.push_str(&fs_err::read_to_string(project.root().join(HYDRATED))?);
        }
        if self.release {
            glue = minify::script(project, &glue).context(stem)?;
        }
        let glue = self.write(stem, glue.as_bytes(), "js")?;
        fs_err::remove_file(wasm_path)?;
        fs_err::remove_file(glue_path)?;
        Ok(Program { glue, wasm })
    }

    /// Writes the guides: as JSON, whose words the receiver's own pages use, and as the HTML that
    /// the loader shows on other people's pages, and restores where something has changed it.
    fn write_guides(
        &self,
        guides: &Guides,
        translations: &Translations<'_>,
    ) -> Result<BTreeMap<String, [String; 1]>> {
        fs_err::create_dir_all(self.folder.join("guides"))?;
        let mut printed = BTreeMap::new();
        for (key, guide) in guides.iter() {
            let stem = format!("guides/{key}");
            let json = serde_json::to_string(guide)?;
            self.write(&stem, json.as_bytes(), "json")?;
            let html = fragment::plain(guide, &translations.seen_from_anywhere(guide))
                .with_context(|| format!("guides/{key}.json"))?;
            let html = self.write(&stem, html.as_bytes(), "html")?;
            printed.insert(key.to_owned(), [html.0]);
        }
        Ok(printed)
    }

    fn write_loader(&self, project: &Project, files: &Files<'_>) -> Result<Asset> {
        let loader = fs_err::read_to_string(project.root().join(LOADER_SOURCE))?;
        let mut loader = filled(&loader, &serde_json::to_string(files)?)?;
        if self.release {
            loader = minify::script(project, &loader).context(LOADER)?;
        }
        fs_err::write(self.folder.join(LOADER), &loader)?;
        self.write("care-guide", loader.as_bytes(), "js")
    }

    fn write(&self, stem: &str, bytes: &[u8], extension: &str) -> Result<Asset> {
        let name = named(stem, bytes, extension);
        fs_err::write(self.folder.join(&name), bytes)?;
        Ok(Asset(name, integrity(bytes)))
    }
}

fn filled(loader: &str, files: &str) -> Result<String> {
    ensure!(
        loader.contains(PLACEHOLDER),
        "{LOADER_SOURCE} must hold the placeholder {PLACEHOLDER}"
    );
    Ok(loader.replace(PLACEHOLDER, files))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_loader_without_the_placeholder_is_rejected() {
        let error = filled("import('x')", "{}").expect_err("nothing to fill");
        assert_eq!(
            error.to_string(),
            "src/loader/care-guide.js must hold the placeholder CAREGUIDE_FILES"
        );
    }
}
