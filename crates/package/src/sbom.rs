//! The list of what is linked into the Wasm, as a CycloneDX 1.6 document in JSON.
//!
//! What only makes it is not on the list: macros, wasm-opt, esbuild.

use std::collections::BTreeMap;

use anyhow::Result;
use serde_json::{Value, json};
use site::digest;

use crate::shipped::Crate;

/// The document. The same crates make the same bytes: it has no time, and its serial number is of
/// its contents.
pub fn json(
    crates: &[Crate],
    checksums: &BTreeMap<(String, String), String>,
    compiler: &str,
    version: &str,
) -> Result<String> {
    let std = format!("pkg:github/rust-lang/rust@{compiler}");
    let application = format!("pkg:npm/careguide@{}", env!("CARGO_PKG_VERSION"));
    let mut components: Vec<_> = crates
        .iter()
        .map(|shipped| {
            component(
                shipped,
                checksums.get(&(shipped.name.clone(), shipped.version.clone())),
            )
        })
        .collect();
    components.push(json!({
        "type": "library",
        "bom-ref": std,
        "name": "std",
        "version": compiler,
        "description": "Rust's standard library, compiled for wasm32-unknown-unknown",
        "licenses": [{ "expression": "MIT OR Apache-2.0" }],
        "purl": std,
    }));
    let mut dependencies: Vec<_> = crates
        .iter()
        .map(|shipped| {
            let uses = shipped.uses.iter().map(|(name, version)| purl(name, version));
            json!({ "ref": purl(&shipped.name, &shipped.version), "dependsOn": uses.collect::<Vec<_>>() })
        })
        .collect();
    let programs = ["careguide", "backend", "renderer"];
    let programs = crates
        .iter()
        .filter(|shipped| programs.contains(&&*shipped.name));
    let mut uses: Vec<_> = programs
        .map(|shipped| purl(&shipped.name, &shipped.version))
        .collect();
    uses.push(std);
    dependencies.push(json!({ "ref": application, "dependsOn": uses }));
    let mut document = json!({
        "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {
            "component": {
                "type": "application",
                "bom-ref": application,
                "name": "careguide",
                "version": version,
                "description": "The scripts and the WebAssembly of <care-guide>",
                "licenses": [{ "expression": "MIT OR Apache-2.0" }],
                "purl": application,
            },
        },
        "components": components,
        "dependencies": dependencies,
    });
    document["serialNumber"] = serial(&serde_json::to_vec(&document)?).into();
    Ok(serde_json::to_string_pretty(&document)? + "\n")
}

fn component(shipped: &Crate, checksum: Option<&String>) -> Value {
    let purl = purl(&shipped.name, &shipped.version);
    let mut component = json!({
        "type": "library",
        "bom-ref": purl,
        "name": shipped.name,
        "version": shipped.version,
        "licenses": [{ "expression": shipped.licence }],
    });
    // One that has no checksum is of this project, and in no registry.
    if let Some(checksum) = checksum {
        component["hashes"] = json!([{ "alg": "SHA-256", "content": checksum }]);
        component["purl"] = purl.into();
    }
    if !shipped.repository.is_empty() {
        component["externalReferences"] = json!([{ "type": "vcs", "url": shipped.repository }]);
    }
    component
}

fn purl(name: &str, version: &str) -> String {
    format!("pkg:cargo/{name}@{version}")
}

/// A UUID of version 8 (RFC 9562), of these bytes.
fn serial(bytes: &[u8]) -> String {
    let hex = digest::hexadecimal(bytes);
    format!(
        "urn:uuid:{}-{}-8{}-8{}-{}",
        &hex[..8],
        &hex[8..12],
        &hex[12..15],
        &hex[15..18],
        &hex[18..30]
    )
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::path::PathBuf;

    use super::*;

    fn shipped(name: &str, uses: &[&str]) -> Crate {
        let key = |name: &&str| ((*name).to_owned(), "1.0.0".to_owned());
        Crate {
            name: name.to_owned(),
            version: "1.0.0".to_owned(),
            licence: "MIT".to_owned(),
            repository: String::new(),
            folder: PathBuf::new(),
            uses: uses.iter().map(key).collect(),
        }
    }

    #[test]
    fn each_crate_is_listed_with_what_it_uses_and_the_digest_of_the_registry() {
        let crates = [shipped("careguide", &["leptos"]), shipped("leptos", &[])];
        let digest = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
        let leptos = ("leptos".to_owned(), "1.0.0".to_owned());
        let checksums = BTreeMap::from([(leptos, digest.to_owned())]);
        let make = || json(&crates, &checksums, "1.95.0", "0.1.0-ab").expect("it is made");
        let read: Value = serde_json::from_str(&make()).expect("it is JSON");
        let names = |list: &Value, member: &str| {
            let list = list.as_array().expect("a list").iter();
            list.map(|item| item[member].as_str().unwrap_or_default().to_owned())
                .collect::<Vec<_>>()
        };
        assert_eq!(
            names(&read["components"], "name"),
            ["careguide", "leptos", "std"]
        );
        assert_eq!(read["components"][1]["hashes"][0]["content"], digest);
        assert_eq!(
            read["components"][0]["purl"],
            Value::Null,
            "it is in no registry"
        );
        assert_eq!(
            read["dependencies"][0]["dependsOn"],
            json!(["pkg:cargo/leptos@1.0.0"])
        );
        let refs: BTreeSet<_> = names(&read["components"], "bom-ref").into_iter().collect();
        let depends = names(&read["dependencies"][2]["dependsOn"], "");
        assert_eq!(depends.len(), 2, "{read:#}");
        assert!(refs.contains("pkg:github/rust-lang/rust@1.95.0"));
        assert_eq!(make(), make(), "it holds no time");
    }
}
