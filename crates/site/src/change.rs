//! What a changed file means for the page.

use std::path::Path;

/// What has to be done; what comes later includes what comes before.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Change {
    /// Nothing reads the file.
    Nothing,
    /// The page is rendered anew.
    Page,
    /// Something is compiled anew.
    Rust,
}

impl Change {
    /// What a changed file of the checkout means.
    pub fn of(root: &Path, path: &Path) -> Self {
        let Ok(path) = path.strip_prefix(root) else {
            return Self::Nothing;
        };
        let name = path
            .file_name()
            .and_then(|name| name.to_str())
            .unwrap_or_default();
        // What editors leave beside a file while they write it.
        if name.starts_with(['.', '#']) || name.ends_with('~') || name.parse::<u32>().is_ok() {
            return Self::Nothing;
        }
        let extension = path.extension().and_then(|extension| extension.to_str());
        let first = path.iter().next().and_then(|first| first.to_str());
        match (first, extension) {
            (Some("guides" | "public"), Some(_)) => Self::Page,
            (Some("src"), Some("css" | "js")) => Self::Page,
            (Some("src" | "crates"), Some("rs" | "toml" | "sql" | "json" | "txt")) => Self::Rust,
            _ if path == Path::new("clinic.json")
                || path == Path::new("index.html")
                || path == Path::new("Trunk.toml") =>
            {
                Self::Page
            }
            _ if path == Path::new("Cargo.toml") || path == Path::new("Cargo.lock") => Self::Rust,
            _ => Self::Nothing,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_style_or_a_guide_is_rendered_and_rust_is_compiled() {
        let of = |path: &str| Change::of(Path::new("/p"), &Path::new("/p").join(path));
        for page in [
            "src/style/tokens.css",
            "guides/mdma.en.json",
            "src/loader/care-guide.js",
            "index.html",
        ] {
            assert_eq!(of(page), Change::Page, "{page}");
        }
        for rust in [
            "src/guide/tabs.rs",
            "crates/receiver/src/store/schema/1.sql",
            "Cargo.toml",
        ] {
            assert_eq!(of(rust), Change::Rust, "{rust}");
        }
        for nothing in [
            "target/x.rs",
            "README.md",
            "src/guide",
            "src/.tabs.rs.swp",
            "guides/4913",
            "src/tabs.rs~",
        ] {
            assert_eq!(of(nothing), Change::Nothing, "{nothing}");
        }
    }
}
