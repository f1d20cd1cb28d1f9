//! The copy that never changes: `v/<version>/` holds all that a page needs which embeds the guide.
//!
//! The loader finds its files beside itself, so the copy works for as long as
//! it is deployed.

use std::io;
use std::path::Path;

use crate::assets::LOADER;
use crate::digest::short;

/// Copies the loader and the files it needs, with their compressed copies, and returns the version:
/// the package's, and a hash of all those bytes, so that other bytes are another version.
pub fn keep(folder: &Path, needed: &[String]) -> io::Result<String> {
    let mut names = needed.to_vec();
    names.push(LOADER.to_owned());
    names.sort();
    let mut all = Vec::new();
    for name in &names {
        let bytes = fs_err::read(folder.join(name))?;
        // The length keeps a byte from moving between two files unnoticed.
        all.extend(format!("{name} {}\n", bytes.len()).into_bytes());
        all.extend(bytes);
    }
    let version = format!("{}-{}", env!("CARGO_PKG_VERSION"), short(&all));
    let copy = folder.join("v").join(&version);
    for name in names.iter().flat_map(|name| {
        let compressed = ["", ".br", ".gz"].map(|end| format!("{name}{end}"));
        compressed
            .into_iter()
            .filter(|name| folder.join(name).is_file())
    }) {
        let to = copy.join(&name);
        if let Some(above) = to.parent() {
            fs_err::create_dir_all(above)?;
        }
        fs_err::copy(folder.join(&name), to)?;
    }
    Ok(version)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sizes;

    fn built(files: &[(&str, &str)]) -> tempfile::TempDir {
        let folder = tempfile::tempdir().expect("a folder");
        for (name, text) in files {
            let path = folder.path().join(name);
            fs_err::create_dir_all(path.parent().expect("a folder")).expect("a folder");
            fs_err::write(path, text).expect("a file");
        }
        folder
    }

    const FILES: [(&str, &str); 6] = [
        ("care-guide.js", "load"),
        ("care-guide.js.br", "short"),
        ("a-1.wasm", "run"),
        ("guides/a-2.html", "<p>"),
        ("backends/form.json", "{}"),
        ("index.html", "<html>"),
    ];

    fn needed() -> [String; 3] {
        ["a-1.wasm", "backends/form.json", "guides/a-2.html"].map(str::to_owned)
    }

    #[test]
    fn the_copy_holds_what_an_embedding_page_needs_and_nothing_else() {
        let folder = built(&FILES);
        let version = keep(folder.path(), &needed()).expect("it is copied");
        assert!(version.starts_with(concat!(env!("CARGO_PKG_VERSION"), "-")));
        let copy = folder.path().join("v").join(version);
        let mut names = Vec::new();
        for name in sizes::files(&copy).expect("a folder") {
            let [original, copied] = [folder.path(), &copy].map(|at| fs_err::read(at.join(&name)));
            assert_eq!(original.expect("a file"), copied.expect("a file"));
            names.push(name);
        }
        let wanted = [
            "a-1.wasm",
            "backends/form.json",
            "care-guide.js",
            "guides/a-2.html",
        ];
        assert_eq!(names, wanted);
        assert!(copy.join("care-guide.js.br").is_file(), "and as it travels");
    }

    #[test]
    fn other_bytes_are_another_version_and_the_page_does_not_count() {
        let version = |name: &str| {
            let folder = built(&FILES);
            fs_err::write(folder.path().join(name), "changed").expect("a file");
            keep(folder.path(), &needed()).expect("it is copied")
        };
        let as_it_is = version("other.txt");
        assert_eq!(version("index.html"), as_it_is);
        for name in ["care-guide.js", "guides/a-2.html", "backends/form.json"] {
            assert_ne!(version(name), as_it_is, "{name}");
        }
    }
}
