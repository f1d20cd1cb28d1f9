//! `manifest.json`: what was built, for those who deploy and embed it.

use std::io;
use std::path::Path;

use serde::Serialize;

use crate::assets::LOADER;
use crate::digest::{hexadecimal, long_integrity};
use crate::sizes;

/// The name of the file in `dist/`.
const NAME: &str = "manifest.json";

/// The address of the guide's server in the docs: who embeds the guide puts theirs in its place.
const SERVER: &str = "https://guide.clinic.example";

/// What was built. Its shape is documented in docs/embedding.md.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub struct Manifest {
    /// The version of the files in `v/<version>/`.
    version: String,
    /// The tag that loads this version and no other, ready to paste but for the server's name.
    script: String,
    /// Every file but this one and the compressed copies, in the order of the paths.
    files: Vec<File>,
}

/// One file.
#[derive(Debug, PartialEq, Eq, Serialize)]
struct File {
    /// Its path in `dist/`, with `/` between folders.
    path: String,
    /// Its size.
    bytes: u64,
    /// Its size as it travels, after brotli.
    brotli: u64,
    /// Its SHA-256, in hexadecimal digits.
    sha256: String,
    /// Its SHA-384, as the attribute `integrity` takes it.
    integrity: String,
}

impl Manifest {
    /// The manifest of what is in the folder.
    pub fn of(folder: &Path, version: &str) -> io::Result<Self> {
        let loader = format!("v/{version}/{LOADER}");
        let integrity = long_integrity(&fs_err::read(folder.join(&loader))?);
        let mut files = Vec::new();
        for size in sizes::measure(folder)? {
            let bytes = fs_err::read(folder.join(&size.name))?;
            files.push(File {
                bytes: size.raw,
                brotli: size.brotli,
                sha256: hexadecimal(&bytes),
                integrity: long_integrity(&bytes),
                path: size.name,
            });
        }
        Ok(Self {
            version: version.to_owned(),
            script: format!(
                "<script type=\"module\" src=\"{SERVER}/{loader}\" integrity=\"{integrity}\">\
                 </script>"
            ),
            files,
        })
    }

    /// Writes it into the folder.
    pub fn write(&self, folder: &Path) -> io::Result<()> {
        let mut json = serde_json::to_string_pretty(self)?;
        json.push('\n');
        fs_err::write(folder.join(NAME), json)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_file_is_listed_with_its_sizes_and_digests_and_the_loader_as_a_tag() {
        let folder = tempfile::tempdir().expect("a folder");
        fs_err::create_dir_all(folder.path().join("v/1-a")).expect("a folder");
        for (name, text) in [
            ("v/1-a/care-guide.js", ""),
            ("a.css", "abc"),
            ("a.css.br", "z"),
        ] {
            fs_err::write(folder.path().join(name), text).expect("a file");
        }
        let manifest = Manifest::of(folder.path(), "1-a").expect("it can be made");
        manifest.write(folder.path()).expect("it can be written");
        let json = fs_err::read_to_string(folder.path().join(NAME)).expect("it is there");
        // The digests of "abc": FIPS 180-4's examples.
        let empty = "sha384-OLBgp1GsljhM2TJ+sbHjaiH9txEUvgdDTAzHv2P24donTt6/529l+9Ua0vFImLlb";
        let read: serde_json::Value = serde_json::from_str(&json).expect("it is JSON");
        let wanted = serde_json::json!({
            "version": "1-a",
            "script": format!(
                "<script type=\"module\" src=\"https://guide.clinic.example/v/1-a/care-guide.js\" \
                 integrity=\"{empty}\"></script>"
            ),
            "files": [
                {
                    "path": "a.css",
                    "bytes": 3,
                    "brotli": 1,
                    "sha256": "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
                    "integrity":
                        "sha384-ywB1P0WjXou1oD1pmsZQBycsMqsO3tFjGotgWkP/W+2AhgcroefMI1i67KE0yCWn",
                },
                {
                    "path": "v/1-a/care-guide.js",
                    "bytes": 0,
                    "brotli": 0,
                    "sha256": "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
                    "integrity": empty,
                },
            ],
        });
        assert_eq!(read, wanted);
    }
}
