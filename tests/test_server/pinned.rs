//! A page that uses the version it was made with, after a newer one was put in its place.

use std::fs;

use serde_json::Value;

use crate::environment;

/// The server's name in the manifest.
const SERVER: &str = "https://guide.clinic.example";

/// The page with the manifest's own tag, for this server, where it says `{script}`.
pub fn page(html: &str, origin: &str) -> String {
    let manifest = fs::read(environment::dist().join("manifest.json")).expect("the manifest");
    let manifest: Value = serde_json::from_slice(&manifest).expect("JSON");
    let script = manifest["script"].as_str().expect("a tag");
    assert!(script.contains(SERVER), "{script}");
    html.replace("{script}", &script.replace(SERVER, origin))
}

/// Whether the file stays where it is when another build is put over this one.
pub fn stays(path: &str) -> bool {
    path == "/" || path.starts_with("/v/") || path.starts_with("/api/")
}
