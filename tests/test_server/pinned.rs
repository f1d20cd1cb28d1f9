//! A page that pins its version, after a newer build has replaced the rest.

use std::fs;

use serde_json::Value;

use crate::environment;

const SERVER: &str = "https://guide.clinic.example";

/// Puts the script tag of the manifest in place of `{script}`.
pub fn page(html: &str, origin: &str) -> String {
    let manifest = fs::read(environment::dist().join("manifest.json")).expect("the manifest");
    let manifest: Value = serde_json::from_slice(&manifest).expect("JSON");
    let script = manifest["script"].as_str().expect("a tag");
    assert!(script.contains(SERVER), "{script}");
    html.replace("{script}", &script.replace(SERVER, origin))
}

/// Whether the file survives the next build.
pub fn survives(path: &str) -> bool {
    path == "/" || path.starts_with("/v/") || path.starts_with("/api/")
}
