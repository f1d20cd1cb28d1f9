//! The names of the files: each that may be cached for ever is named by the hash of its bytes.
//!
//! Trunk hashes before wasm-bindgen runs (trunk issue 1028): its names can stay the same while the
//! bytes change. So the names are given here, from the inside out: a file that names another is
//! hashed after it. A file that names another also holds its digest, so that a changed one is
//! rejected: the loader for guides, style, `clinic.js` and the app's glue, that for its Wasm and for what
//! only some pages load, the glue of the module for other backends also for their profiles.

use std::collections::BTreeMap;

use anyhow::{Context as _, Result, ensure};
use serde::Serialize;
use serde_json::{Value, json};

use crate::digest::{integrity, named};
use crate::guides::Guides;
use crate::programs::{APP, MODULES};
use crate::project::Project;
use crate::stage::Stage;
use crate::translations::Translations;
use crate::{canonical, clinic, fragment, minify, sizes, wasm};

/// The loader that other people's pages point at; its name never changes.
pub const LOADER: &str = "care-guide.js";

/// The loader: the element, behind what it fetches by.
const ELEMENT: &str = "src/loader/care-guide.js";
const LOAD: &str = "src/loader/load.js";

/// The name in [`LOAD`] that the list of files replaces.
const PLACEHOLDER: &str = "CAREGUIDE_FILES";

/// What checks HTML whose bytes are not those of the build.
const CHECK: &str = "src/loader/check.js";

/// The name in that source that the digests replace.
const DIGESTS: &str = "CAREGUIDE_DIGESTS";
/// The script for the clinic's particulars, and the name in it that their table replaces.
const CLINIC: [&str; 2] = ["src/loader/clinic.js", "CAREGUIDE_CLINIC"];

/// How a Wasm file is fetched; appended to each glue.
const START: &str = "src/loader/start.js";

/// The DOM around a hydrated guide; appended to the app's glue.
const HYDRATED: &str = "src/loader/hydrated.js";

/// What the app's Wasm calls of the browser; appended to its glue.
const BROWSER: &str = "src/loader/browser.js";

/// Hash, history and focus; appended to the app's glue, and before [`TABS`].
const NAVIGATION: &str = "src/loader/navigation.js";

/// How much of an embedded guide is shown; behind [`TABS`] in the loader's file.
const PARTS: &str = "src/loader/parts.js";

/// The tabs before hydration: inline in the guide's own page, a file for the loader elsewhere.
const TABS: &str = "src/loader/tabs.js";

/// What a guide needs on other people's pages; the app's glue names it.
const EMBEDDED: &str = "src/loader/embedded.js";

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
    /// `tabs.js`.
    tabs: Asset,
    /// `clinic.js`.
    clinic: Asset,
    /// The HTML of each guide, by name and language.
    guides: BTreeMap<String, Asset>,
}

/// What a program's glue names. It is not in the loader, whose every byte each page pays for.
#[derive(Debug, Serialize)]
struct ProgramFiles<'a> {
    wasm: &'a Asset,
    #[serde(flatten)]
    others: Others,
}

/// The digests of `check.js` by the files of the guides.
type Digests = BTreeMap<String, Vec<String>>;

/// What else a glue names: the app's the glue of each of [`MODULES`],
/// [`EMBEDDED`] and [`CHECK`], that of `backend` the profiles.
type Others = BTreeMap<&'static str, Value>;

/// What hydrates a page.
#[derive(Debug)]
pub struct Scripts {
    /// The loader of the guide's own page.
    pub loader: Asset,
    /// What makes the links tabs: a script without a file, for the end of the guide.
    pub tabs: String,
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
        text: &str,
    ) -> Result<Named> {
        let style = self.write("care-guide", text.as_bytes(), "css")?;
        let own = clinic::published(guides.clinic());
        let (guides, digests) = self.write_guides(guides, translations, text)?;
        let mut needed: Vec<_> = guides.values().map(|Asset(name, _)| name.clone()).collect();
        needed.extend(guides.keys().map(|key| printed_root(key)));
        needed.push(style.0.clone());
        let profiles = self.profiles()?;
        needed.extend(profiles.keys().map(|name| profile(name)));
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
                let others = match name {
                    "backend" => BTreeMap::from([("profiles", json!(profiles))]),
                    _ => BTreeMap::new(),
                };
                let program = self.name_program(project, name, others)?;
                needed.extend([program.glue.0.clone(), program.wasm.0]);
                glue = program.glue;
            }
            modules.insert(name, json!(glue));
        }
        let embedded = read(project, EMBEDDED)?;
        let embedded = self.short(project, embedded, EMBEDDED)?;
        let embedded = self.write("embedded", embedded.as_bytes(), "js")?;
        needed.push(embedded.0.clone());
        modules.insert("embedded", json!(embedded));
        let source = read(project, CHECK)?;
        let check = self.write_script(project, "check", &source, (DIGESTS, &digests))?;
        needed.push(check.0.clone());
        modules.insert("check", json!(check));
        let app = self.name_program(project, APP.name, modules)?;
        needed.extend([app.glue.0.clone(), app.wasm.0.clone()]);
        let [source, placeholder] = CLINIC;
        let table = (placeholder, &clinic::table(own.as_ref()));
        let clinic = self.write_script(project, "clinic", &read(project, source)?, table)?;
        needed.push(clinic.0.clone());
        let tabs = joined(project, [NAVIGATION, TABS])?;
        let module = tabs.clone() + &without_imports(project, PARTS)?;
        let module = self.short(project, module, PARTS)?;
        let module = self.write("tabs", module.as_bytes(), "js")?;
        needed.push(module.0.clone());
        let files = Files {
            app: &app.glue,
            style,
            tabs: module,
            clinic,
            guides,
        };
        let source = joined(project, [LOAD, ELEMENT])?;
        let loader = self.write_script(project, "care-guide", &source, (PLACEHOLDER, &files))?;
        fs_err::copy(self.folder.join(&loader.0), self.folder.join(LOADER))?;
        Ok(Named {
            scripts: Some(Scripts {
                loader,
                tabs: self.short(project, inline_tabs(&tabs), TABS)?,
            }),
            needed,
        })
    }

    /// The digests of the backends' profiles, which keep their names.
    fn profiles(&self) -> Result<BTreeMap<String, String>> {
        let files = sizes::names(&self.folder.join("backends"))?;
        let names = files.iter().filter_map(|file| file.strip_suffix(".json"));
        names
            .map(|name| {
                let bytes = fs_err::read(self.folder.join(profile(name)))?;
                Ok((name.to_owned(), integrity(&bytes)))
            })
            .collect()
    }

    /// Names what wasm-bindgen made: the glue, and the Wasm that it names.
    fn name_program(
        &self,
        project: &Project,
        stem: &'static str,
        others: Others,
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
            others,
        };
        let files = serde_json::to_string(&files)?;
        glue = glue.replace(&built[1], &wasm.0);
        let start = read(project, START)?;
        glue.push_str(&format!("\nexport const files = {files};\n{start}"));
        if stem == APP.name {
            for script in [HYDRATED, BROWSER, NAVIGATION] {
                glue.push_str(&read(project, script)?);
            }
        }
        let glue = self.short(project, glue, stem)?;
        let glue = self.write(stem, glue.as_bytes(), "js")?;
        fs_err::remove_file(wasm_path)?;
        fs_err::remove_file(glue_path)?;
        Ok(Program { glue, wasm })
    }

    /// Writes the guides: as JSON, whose words the receiver's own pages use; as the HTML that the
    /// loader shows on other people's pages, and restores where something has changed it; and as the
    /// shadow root that such pages may print themselves, in the name of the project's clinic. Returns
    /// the HTML files, and for each the [digests](canonical) of its element and of the printed one.
    fn write_guides(
        &self,
        guides: &Guides,
        translations: &Translations<'_>,
        style: &str,
    ) -> Result<(BTreeMap<String, Asset>, Digests)> {
        for folder in ["guides", "embed"] {
            fs_err::create_dir_all(self.folder.join(folder))?;
        }
        let mut rendered = BTreeMap::new();
        let mut digests = BTreeMap::new();
        for (key, guide) in guides.iter() {
            let stem = format!("guides/{key}");
            let neutral = guides.for_any_clinic(key)?;
            let json = serde_json::to_string(neutral)?;
            self.write(&stem, json.as_bytes(), "json")?;
            let languages = translations.seen_from_anywhere(guide);
            let context = || format!("guides/{key}.json");
            let html = fragment::plain(neutral, &languages).with_context(context)?;
            let printed = fragment::printed(&html, guide, &languages, translations.site());
            let printed = canonical::written(&printed.with_context(context)?);
            // What looks like a mail address would be hidden by Cloudflare, for one.
            let printed = printed.with_context(context)?.replace('@', "&#64;");
            let root = fragment::shadow_root(style, &printed);
            fs_err::write(self.folder.join(printed_root(key)), root)?;
            let both = [&html, &printed].map(|html| canonical::digest(html));
            let mut both: Vec<_> = both
                .into_iter()
                .collect::<Result<_>>()
                .with_context(context)?;
            both.dedup();
            let html = self.write(&stem, html.as_bytes(), "html")?;
            digests.insert(html.0.clone(), both);
            rendered.insert(key.to_owned(), html);
        }
        Ok((rendered, digests))
    }

    /// Writes one of our scripts with a value in the place of its placeholder.
    fn write_script(
        &self,
        project: &Project,
        stem: &str,
        script: &str,
        (placeholder, value): (&str, &impl Serialize),
    ) -> Result<Asset> {
        let script = filled(stem, script, placeholder, &serde_json::to_string(value)?)?;
        let script = self.short(project, script, stem)?;
        self.write(stem, script.as_bytes(), "js")
    }

    /// The script in fewer bytes, for a release. Its `name` is for an error.
    fn short(&self, project: &Project, script: String, name: &str) -> Result<String> {
        match self.release {
            true => minify::script(project, &script).with_context(|| name.to_owned()),
            false => Ok(script),
        }
    }

    fn write(&self, stem: &str, bytes: &[u8], extension: &str) -> Result<Asset> {
        let name = named(stem, bytes, extension);
        fs_err::write(self.folder.join(&name), bytes)?;
        Ok(Asset(name, integrity(bytes)))
    }
}

fn read(project: &Project, script: &str) -> Result<String> {
    Ok(fs_err::read_to_string(project.root().join(script))?)
}

/// Two scripts in one, of which the second imports the first: no import or export is left.
fn joined(project: &Project, [first, second]: [&str; 2]) -> Result<String> {
    let source = read(project, first)? + &without_imports(project, second)?;
    Ok(source.replace("\nexport const", "\nconst"))
}

/// A script that stands behind those that it imports.
fn without_imports(project: &Project, name: &str) -> Result<String> {
    let script = read(project, name)?;
    let behind = script
        .split_once(".js\";\n")
        .map(|(_, behind)| behind.to_owned());
    behind.with_context(|| format!("{name} must import what stands before it"))
}

/// The tabs of the guide that stands before this script, with no name in common with other scripts.
fn inline_tabs(source: &str) -> String {
    let guide = "document.querySelector(\"care-guide>[data-elements]\")";
    format!("(() => {{\n{source}answerTabs({guide});\n}})();")
}

fn profile(name: &str) -> String {
    format!("backends/{name}.json")
}

/// The file with the shadow root of a guide.
fn printed_root(key: &str) -> String {
    format!("embed/{key}.html")
}

fn filled(stem: &str, script: &str, placeholder: &str, value: &str) -> Result<String> {
    ensure!(
        script.contains(placeholder),
        "the source of {stem}.js must hold the placeholder {placeholder}"
    );
    Ok(script.replace(placeholder, value))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_loader_without_the_placeholder_is_rejected() {
        let error = filled("care-guide", "import('x')", PLACEHOLDER, "{}");
        let error = error.expect_err("nothing to fill");
        assert_eq!(
            error.to_string(),
            "the source of care-guide.js must hold the placeholder CAREGUIDE_FILES"
        );
    }
}
