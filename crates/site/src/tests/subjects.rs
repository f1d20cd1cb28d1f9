//! A guide may be about anything: nothing in the house knows what the first one is about.

use std::ffi::OsStr;

use super::*;

/// What the first guide is about.
const SUBJECT: &str = "MDMA";

/// Where code names the first guide, in lower case, and how often.
const NAMED: [(&str, usize); 4] = [
    // The examples of the published interface.
    ("crates/contract/src/schema/openapi.rs", 2),
    // The words of a receiver that has no site.
    ("crates/receiver/src/guides.rs", 1),
    // The guide that the benchmark shows five times.
    ("crates/xtask/src/bench.rs", 1),
    // What `guide` means where it is left out.
    ("src/config.rs", 1),
];

#[test]
fn a_site_about_something_else_says_nothing_of_the_first_guide_s_subject() {
    let (_folder, stage) = staged(true);
    let template = read(&stage, "index.html").replace("guide=\"mdma\"", "guide=\"insomnia\"");
    fs_err::write(stage.folder.join("index.html"), template).expect("a file");
    run(&Project::find(), &stage).expect("the page is made");
    assert!(read(&stage, "index.html").contains("<h1>Trouble sleeping: "));
    let (own, others): (Vec<_>, Vec<_>) = crate::sizes::files(&stage.folder)
        .expect("a folder")
        .into_iter()
        .partition(|name| name.contains("guides/mdma.") || name.contains("embed/mdma."));
    assert!(!own.is_empty(), "the first guide is there too");
    for name in others {
        let bytes = fs_err::read(stage.folder.join(&name)).expect("a file");
        assert!(!holds(&bytes, SUBJECT), "{name}");
    }
}

#[test]
fn what_is_served_as_it_is_says_nothing_of_it() {
    let public = Project::find().root().join("public");
    for name in crate::sizes::files(&public).expect("a folder") {
        let bytes = fs_err::read(public.join(&name)).expect("a file");
        assert!(!holds(&bytes, SUBJECT), "public/{name}");
    }
}

#[test]
fn code_names_the_first_guide_where_it_is_the_default_and_nowhere_else() {
    let root = Project::find().root().to_owned();
    let mut found = Vec::new();
    for folder in ["src", "crates"] {
        for name in crate::sizes::files(&root.join(folder)).expect("a folder") {
            let path = format!("{folder}/{name}");
            let is_test = path.split('/').any(|part| part.starts_with("tests"));
            if is_test || Path::new(&name).extension() != Some(OsStr::new("rs")) {
                continue;
            }
            let text = fs_err::read_to_string(root.join(&path)).expect("a file");
            let named = code(&text).filter(|line| line.to_uppercase().contains(SUBJECT));
            match named.count() {
                0 => {}
                count => found.push((path, count)),
            }
        }
    }
    found.sort();
    let named: Vec<_> = found
        .iter()
        .map(|(path, count)| (path.as_str(), *count))
        .collect();
    assert_eq!(named, NAMED);
}

/// The lines of a file that are neither comments nor its tests, which stand at its end.
fn code(text: &str) -> impl Iterator<Item = &str> {
    let lines = text.lines().map(str::trim_start);
    lines
        .take_while(|line| *line != "#[cfg(test)]")
        .filter(|line| !line.starts_with("//"))
}

fn holds(bytes: &[u8], word: &str) -> bool {
    bytes
        .windows(word.len())
        .any(|window| window == word.as_bytes())
}
