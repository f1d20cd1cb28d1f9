//! The licences of the crates in the Wasm: most of them want their text to go along.

use std::collections::BTreeMap;

use anyhow::Result;
use site::sizes;

use crate::shipped::Crate;

/// How such files begin.
const STARTS: [&str; 5] = ["LICENSE", "LICENCE", "COPYING", "COPYRIGHT", "NOTICE"];

/// Each text once, below the names of the crates that come with it.
pub fn text(crates: &[Crate]) -> Result<String> {
    let mut texts = BTreeMap::<String, Vec<String>>::new();
    let mut all = String::from(
        "These packages of crates.io are linked into the WebAssembly files, and\n\
         Rust's standard library (MIT OR Apache-2.0, https://github.com/rust-lang/rust). What is\n\
         never called is left out.\n\n",
    );
    for shipped in crates {
        let name = format!("{} {}", shipped.name, shipped.version);
        all += &format!("{name}: {}\n", shipped.licence);
        for file in sizes::names(&shipped.folder)? {
            let path = shipped.folder.join(&file);
            let upper = file.to_uppercase();
            if STARTS.iter().any(|start| upper.starts_with(start)) && path.is_file() {
                let text = fs_err::read_to_string(path)?.replace("\r\n", "\n");
                let names = texts.entry(text.trim().to_owned()).or_default();
                if !names.contains(&name) {
                    names.push(name.clone());
                }
            }
        }
    }
    for (text, names) in texts {
        let rule = "-".repeat(80);
        all += &format!("\n{rule}\n{}\n{rule}\n\n{text}\n", names.join(", "));
    }
    Ok(all)
}
