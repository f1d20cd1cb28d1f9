//! The npm package: what a page loads, beside each other as the loader expects it, with types.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use anyhow::Result;
use site::project::Project;
use site::{npm, process, sizes, stage};

use crate::{EMBEDDING, archive, snippet, version};

/// What only the package has, by name. `VERSION` and `SNIPPET` stand for what they say.
const FILES: [(&str, &str); 4] = [
    ("package.json", include_str!("../npm/package.json")),
    ("README.md", include_str!("../npm/README.md")),
    ("index.js", include_str!("../npm/index.js")),
    ("copy.js", include_str!("../npm/copy.js")),
];

/// What `dist/` has for developers.
const FOR_DEVELOPERS: [&str; 3] = [
    "care-guide.d.ts",
    "care-guide.react.d.ts",
    "custom-elements.json",
];

/// Makes the package in the folder, as `npm pack` does.
pub fn pack(project: &Project, licences: &str, folder: &Path) -> Result<()> {
    let staged = staged(project);
    let embedding = fs_err::read_to_string(project.root().join(EMBEDDING))?;
    let snippet = snippet::at(&embedding, "/careguide/")?;
    fill(&project.dist(), &staged, &snippet)?;
    fs_err::write(staged.join("licences.txt"), licences)?;
    for name in ["LICENSE-APACHE", "LICENSE-MIT"] {
        fs_err::copy(project.root().join(name), staged.join(name))?;
    }
    let mut npm = npm::npm()?;
    npm.args(["pack", "--silent", "--pack-destination"])
        .arg(folder);
    process::output(npm.current_dir(staged)).map(drop)
}

/// Where it is put together.
pub fn staged(project: &Project) -> PathBuf {
    project.work().join("npm-package")
}

/// Fills the folder. What a page needs is what `v/<version>/` holds.
fn fill(dist: &Path, folder: &Path, snippet: &str) -> Result<()> {
    stage::remove(folder)?;
    let needed = dist.join("v").join(version(dist)?);
    let mut names: BTreeSet<_> = sizes::files(&needed)?.into_iter().collect();
    for name in &names {
        let to = folder.join(name);
        fs_err::create_dir_all(to.parent().unwrap_or(folder))?;
        fs_err::copy(needed.join(name), to)?;
    }
    for name in FOR_DEVELOPERS {
        fs_err::copy(dist.join(name), folder.join(name))?;
        names.insert(name.to_owned());
    }
    let manifest = archive::manifest_of(dist, &names)?;
    fs_err::write(folder.join("manifest.json"), manifest)?;
    for (name, text) in FILES {
        let text = text
            .replace("VERSION", env!("CARGO_PKG_VERSION"))
            .replace("SNIPPET", snippet);
        fs_err::write(folder.join(name), text)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_package_holds_what_a_page_needs_and_lists_it_for_the_copy() {
        let folder = tempfile::tempdir().expect("a folder");
        let [dist, package] = ["dist", "package"].map(|name| folder.path().join(name));
        for (name, text) in [
            ("v/1-a/care-guide.js", "load"),
            ("v/1-a/care-guide.js.br", "short"),
            ("v/1-a/guides/mdma.en-1.html", "<p>"),
            ("care-guide.d.ts", ""),
            ("care-guide.react.d.ts", ""),
            ("custom-elements.json", "{}"),
            ("index.html", "<html>"),
            (
                "manifest.json",
                r#"{"version":"1-a","files":[{"path":"care-guide.js"},{"path":"index.html"}]}"#,
            ),
        ] {
            let path = dist.join(name);
            fs_err::create_dir_all(path.parent().expect("a folder")).expect("a folder");
            fs_err::write(path, text).expect("a file");
        }
        fill(&dist, &package, "<care-guide></care-guide>").expect("it can be filled");
        let wanted = [
            "README.md",
            "care-guide.d.ts",
            "care-guide.js",
            "care-guide.react.d.ts",
            "copy.js",
            "custom-elements.json",
            "guides/mdma.en-1.html",
            "index.js",
            "manifest.json",
            "package.json",
        ];
        assert_eq!(sizes::all_files(&package).expect("a folder"), wanted);
        let read = |name: &str| fs_err::read_to_string(package.join(name)).expect("a file");
        assert!(read("manifest.json").contains("care-guide.js"));
        assert!(!read("manifest.json").contains("index.html"));
        assert!(read("README.md").contains("<care-guide></care-guide>"));
        let about: serde_json::Value = serde_json::from_str(&read("package.json")).expect("JSON");
        assert_eq!(about["version"], env!("CARGO_PKG_VERSION"));
        for exported in ["care-guide.d.ts", "care-guide.react.d.ts", "index.js"] {
            assert!(
                about["exports"].to_string().contains(exported),
                "{exported}"
            );
        }
    }
}
