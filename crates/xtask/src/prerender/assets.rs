//! The names of the files: each that may be cached for ever is named by the hash of its bytes.
//!
//! Trunk hashes before wasm-bindgen runs (trunk issue 1028): its names can stay the same while the
//! bytes change. So the names are given here, from the inside out: a file that names another is
//! hashed after it.

use std::io;
use std::path::Path;

use sha2::{Digest, Sha256};
use thiserror::Error;

use super::guides::Guides;
use super::wasm::NotAModule;
use super::{fragment, script, wasm};

/// The loader that other people's pages point at; its name never changes.
const LOADER: &str = "care-guide.js";

/// What the loader needs beside the Wasm; it travels with the glue.
const AWAKE: &str = include_str!("../../../../src/wake.js");

/// Why the files could not be named.
#[derive(Debug, Error)]
pub enum AssetError {
    /// A file cannot be read or written; the message names it.
    #[error(transparent)]
    File(#[from] io::Error),
    /// The loader lacks a placeholder, so it could not find what it loads.
    #[error("public/{LOADER} must hold the placeholder {0}")]
    NoPlaceholder(&'static str),
    /// Trunk's Wasm is none.
    #[error(transparent)]
    Wasm(#[from] NotAModule),
    /// A guide cannot be written as JSON.
    #[error("guides/{0}.json: {1}")]
    Guide(String, serde_json::Error),
    /// A guide's HTML is not what the loader can use.
    #[error("guides/{0}.json: {1}")]
    Fragment(String, fragment::FragmentError),
}

/// Names the Wasm, its glue, the style sheet, the guides and the loader; returns the loader's name.
///
/// A release loses what only debuggers read.
pub fn name_all(
    stage: &Path,
    release: bool,
    guides: &Guides,
    style: &str,
) -> Result<String, AssetError> {
    let mut wasm = fs_err::read(stage.join("careguide_bg.wasm"))?;
    let mut glue = fs_err::read_to_string(stage.join("careguide.js"))?;
    if release {
        (wasm, glue) = wasm::squeeze(&wasm, &glue)?;
    }
    glue.push_str(AWAKE);
    if release {
        glue = script::squeeze(&glue);
    }
    let wasm_name = named("careguide", &wasm, "wasm");
    fs_err::write(stage.join(&wasm_name), wasm)?;
    fs_err::remove_file(stage.join("careguide_bg.wasm"))?;

    let glue = glue.replace("careguide_bg.wasm", &wasm_name);
    let glue_name = named("careguide", glue.as_bytes(), "js");
    fs_err::write(stage.join(&glue_name), glue)?;
    fs_err::remove_file(stage.join("careguide.js"))?;

    let style_name = named("care-guide", style.as_bytes(), "css");
    fs_err::write(stage.join(&style_name), style)?;
    let guide_names = write_guides(stage, guides)?;
    let mut loader = fs_err::read_to_string(stage.join(LOADER))?;
    if release {
        loader = script::squeeze(&loader);
    }
    let loader = filled(&loader, "CAREGUIDE_GLUE", &glue_name)?;
    let loader = filled(&loader, "CAREGUIDE_WASM", &wasm_name)?;
    let loader = filled(&loader, "CAREGUIDE_STYLE", &style_name)?;
    let loader = filled(&loader, "\"CAREGUIDE_GUIDES\"", &guide_names)?;
    let loader_name = named("care-guide", loader.as_bytes(), "js");
    fs_err::write(stage.join(&loader_name), &loader)?;
    fs_err::write(stage.join(LOADER), &loader)?;
    Ok(loader_name)
}

/// Writes the guides: as JSON, whose words the receiver's own pages use, and as the HTML that the
/// loader puts back where something has changed it. Returns where the HTML of each is, as a JSON
/// object: `{"mdma.en":"guides/…"}`.
fn write_guides(stage: &Path, guides: &Guides) -> Result<String, AssetError> {
    fs_err::create_dir_all(stage.join("guides"))?;
    let mut names = serde_json::Map::new();
    for (key, guide) in guides.iter() {
        let json = serde_json::to_string(guide)
            .map_err(|error| AssetError::Guide(key.to_owned(), error))?;
        let name = named(&format!("guides/{key}"), json.as_bytes(), "json");
        fs_err::write(stage.join(&name), json)?;
        let html =
            fragment::plain(guide).map_err(|error| AssetError::Fragment(key.to_owned(), error))?;
        let name = named(&format!("guides/{key}"), html.as_bytes(), "html");
        fs_err::write(stage.join(&name), html)?;
        names.insert(key.to_owned(), name.into());
    }
    Ok(serde_json::Value::Object(names).to_string())
}

/// `stem-<the first 16 hexadecimal digits of the SHA-256>.extension`
fn named(stem: &str, bytes: &[u8], extension: &str) -> String {
    let digest = Sha256::digest(bytes);
    let hash: String = digest
        .iter()
        .take(8)
        .map(|byte| format!("{byte:02x}"))
        .collect();
    format!("{stem}-{hash}.{extension}")
}

fn filled(loader: &str, placeholder: &'static str, value: &str) -> Result<String, AssetError> {
    if loader.contains(placeholder) {
        Ok(loader.replace(placeholder, value))
    } else {
        Err(AssetError::NoPlaceholder(placeholder))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_tells_the_bytes() {
        // The digest of the empty string, from FIPS 180-4's examples.
        assert_eq!(
            named("careguide", b"", "wasm"),
            "careguide-e3b0c44298fc1c14.wasm"
        );
        assert_ne!(named("a", b"1", "js"), named("a", b"2", "js"));
    }

    #[test]
    fn a_loader_without_a_placeholder_is_refused() {
        let error = filled("import('x')", "CAREGUIDE_GLUE", "y").expect_err("nothing to fill");
        assert_eq!(
            error.to_string(),
            "public/care-guide.js must hold the placeholder CAREGUIDE_GLUE"
        );
    }
}
