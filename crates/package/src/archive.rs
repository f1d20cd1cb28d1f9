//! The zip: `dist/` for those who upload it by hand, with a page that says how.
//!
//! In `careguide/` is what other pages need to show the guide. The guide's pages of its own are in a
//! folder beside it, because their form works with the receiver only; both together are `dist/`.
//! Compressed copies are left out: no usual web space serves them, and they are half as large again.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Write as _;
use std::path::Path;

use anyhow::{Context as _, Result};
use site::project::Project;
use site::sizes;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use crate::{EMBEDDING, NAME, manifest, page};

/// The folder to upload.
pub const UPLOAD: &str = "careguide";
/// The rest of `dist/`.
pub const OWN_PAGE: &str = "own-page";
/// The page that says what to do.
pub const PAGE: &str = "upload-these.html";

/// What goes along as it is.
const DOCUMENTS: [&str; 13] = [
    EMBEDDING,
    "docs/sites.md",
    "docs/clinic.md",
    "docs/element.md",
    page::BACKENDS,
    "docs/content.md",
    "docs/privacy.md",
    "docs/samples/apps-script.gs",
    "docs/samples/care-guide.php",
    "docs/samples/contact-form-7.txt",
    "docs/samples/gravity-forms.json",
    "docs/samples/n8n.json",
    "docs/samples/netlify.html",
];

/// Makes the zip.
pub fn write(project: &Project, version: &str, licences: &str, file: &Path) -> Result<()> {
    let read = |name: &str| fs_err::read(project.root().join(name));
    let mut entries = BTreeMap::new();
    for name in DOCUMENTS {
        entries.insert(name.replace("docs/", "documents/"), read(name)?);
    }
    for name in ["LICENSE-APACHE", "LICENSE-MIT"] {
        entries.insert(name.to_owned(), read(name)?);
    }
    entries.insert("licences.txt".to_owned(), licences.into());
    let texts =
        [EMBEDDING, page::BACKENDS].map(|name| fs_err::read_to_string(project.root().join(name)));
    let [embedding, backends] = texts;
    let page = page::html(&embedding?, &backends?, version)?;
    entries.insert(PAGE.to_owned(), page.into_bytes());
    add_dist(&project.dist(), &mut entries)?;
    Ok(fs_err::write(file, zipped(&entries)?)?)
}

/// Every file of `dist/`, in one of the two folders.
fn add_dist(dist: &Path, entries: &mut BTreeMap<String, Vec<u8>>) -> Result<()> {
    let mut uploaded = BTreeSet::new();
    for name in sizes::files(dist)? {
        let bytes = fs_err::read(dist.join(&name))?;
        if is_of_own_page(&name) {
            entries.insert(format!("{OWN_PAGE}/{name}"), bytes);
        } else {
            entries.insert(format!("{UPLOAD}/{name}"), bytes);
            uploaded.insert(name);
        }
    }
    let manifest = manifest_of(dist, &uploaded)?;
    entries.insert(format!("{UPLOAD}/manifest.json"), manifest);
    Ok(())
}

/// Whether only the pages that the build renders need it. The complete manifest lists theirs too.
fn is_of_own_page(name: &str) -> bool {
    const NAMES: [&str; 8] = [
        "index.html",
        "404.html",
        "demo.html",
        "robots.txt",
        "sitemap.xml",
        "favicon.ico",
        "icon.svg",
        "apple-touch-icon.png",
    ];
    let (folder, file) = name.rsplit_once('/').unwrap_or(("", name));
    match folder {
        "" => NAMES.contains(&file) || file == "manifest.json",
        // For the receiver's pages.
        "guides" => file.ends_with(".json"),
        // A language, such as `es`.
        language => ["index.html", "404.html"].contains(&file) && !language.starts_with("v/"),
    }
}

/// The manifest of a part of `dist/`.
pub fn manifest_of(dist: &Path, names: &BTreeSet<String>) -> Result<Vec<u8>> {
    let mut manifest = manifest(dist)?;
    let files = manifest["files"]
        .as_array_mut()
        .context("manifest.json lists no files")?;
    files.retain(|file| {
        file["path"]
            .as_str()
            .is_some_and(|path| names.contains(path))
    });
    let mut json = serde_json::to_vec_pretty(&manifest)?;
    json.push(b'\n');
    Ok(json)
}

/// In the order of the names, all with the same time: the same entries make the same bytes.
fn zipped(entries: &BTreeMap<String, Vec<u8>>) -> Result<Vec<u8>> {
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .compression_level(Some(9))
        .last_modified_time(DateTime::default())
        .unix_permissions(0o644);
    let mut zip = ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, bytes) in entries {
        zip.start_file(format!("{NAME}/{name}"), options)?;
        zip.write_all(bytes)?;
    }
    Ok(zip.finish()?.into_inner())
}

#[cfg(test)]
mod tests {
    use std::io::{Cursor, Read as _};

    use super::*;

    const FILES: [(&str, &str); 12] = [
        ("care-guide.js", "load"),
        ("care-guide.js.br", "short"),
        ("careguide-0123456789abcdef.wasm", "run"),
        ("guides/mdma.en-1.html", "<p>"),
        ("guides/mdma.en-2.json", "{}"),
        ("backends/form.json", "{}"),
        ("custom-elements.json", "{}"),
        ("index.html", "<html>"),
        ("es/index.html", "<html>"),
        ("404.html", "<html>"),
        ("v/1-a/care-guide.js", "load"),
        (
            "manifest.json",
            r#"{"version":"1-a","files":[{"path":"care-guide.js"},{"path":"index.html"}]}"#,
        ),
    ];

    /// A made-up `dist/` in two folders.
    fn entries() -> BTreeMap<String, Vec<u8>> {
        let folder = tempfile::tempdir().expect("a folder");
        for (name, text) in FILES {
            let path = folder.path().join(name);
            fs_err::create_dir_all(path.parent().expect("a folder")).expect("a folder");
            fs_err::write(path, text).expect("a file");
        }
        let mut entries = BTreeMap::new();
        add_dist(folder.path(), &mut entries).expect("it can be read");
        entries
    }

    #[test]
    fn what_other_pages_need_is_apart_from_the_pages_whose_form_needs_the_receiver() {
        let entries = entries();
        let names: Vec<_> = entries.keys().map(String::as_str).collect();
        let wanted = [
            "careguide/backends/form.json",
            "careguide/care-guide.js",
            "careguide/careguide-0123456789abcdef.wasm",
            "careguide/custom-elements.json",
            "careguide/guides/mdma.en-1.html",
            "careguide/manifest.json",
            "careguide/v/1-a/care-guide.js",
            "own-page/404.html",
            "own-page/es/index.html",
            "own-page/guides/mdma.en-2.json",
            "own-page/index.html",
            "own-page/manifest.json",
        ];
        assert_eq!(names, wanted);
        let manifest = str::from_utf8(&entries["careguide/manifest.json"]).expect("text");
        assert!(manifest.contains("care-guide.js") && !manifest.contains("index.html"));
    }

    #[test]
    fn a_zip_can_be_unpacked_and_is_the_same_each_time() {
        let entries = entries();
        let bytes = zipped(&entries).expect("it is made");
        assert!(
            bytes == zipped(&entries).expect("it is made"),
            "it holds no time"
        );
        let mut zip = zip::ZipArchive::new(Cursor::new(bytes)).expect("it is a zip");
        assert_eq!(zip.len(), entries.len());
        for (name, bytes) in entries {
            let mut file = zip.by_name(&format!("{NAME}/{name}")).expect("it is there");
            let mut read = Vec::new();
            file.read_to_end(&mut read).expect("it can be read");
            assert_eq!(read, bytes, "{name}");
        }
    }
}
