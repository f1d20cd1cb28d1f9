//! The hook on a small staged folder and a real guide.

use contract::Guide;
use tempfile::TempDir;

use super::*;

mod pages;

/// The smallest guide.
pub fn small() -> Guide {
    let text = include_str!("../../../contract/tests/fixtures/small.en.json");
    serde_json::from_str(text).expect("the small guide can be read")
}

/// The project's own guides, and a stage as Trunk leaves it.
fn staged(release: bool) -> (TempDir, Stage) {
    let folder = tempfile::tempdir().expect("a folder");
    let write = |name: &str, bytes: &[u8]| {
        fs_err::write(folder.path().join(name), bytes).expect("a file");
    };
    let shell = fs_err::read_to_string(Project::find().root().join("index.html"));
    let shell = shell.expect("index.html").replace(
        "<link data-trunk rel=\"rust\"",
        "<script type=\"module\" src=\"./care-guide.js\"></script><link rel=\"x\"",
    );
    write("index.html", shell.as_bytes());
    write("careguide_bg.wasm", b"\0asm\x01\0\0\0\0\x02\x01a");
    write("careguide.js", b"// glue\nload('careguide_bg.wasm');\n");
    write(
        "care-guide.js",
        b"import('./CAREGUIDE_GLUE'); fetch('CAREGUIDE_WASM'); g('CAREGUIDE_STYLE'); f(\"CAREGUIDE_GUIDES\");",
    );
    let stage = Stage {
        folder: folder.path().to_owned(),
        release,
    };
    (folder, stage)
}

fn read(stage: &Stage, name: &str) -> String {
    fs_err::read_to_string(stage.folder.join(name)).expect("the file is there")
}

/// The one file whose name begins and ends so.
fn only(stage: &Stage, start: &str, end: &str) -> String {
    let names = crate::sizes::files(&stage.folder).expect("a folder");
    let mut names = names
        .into_iter()
        .filter(|n| n.starts_with(start) && n.ends_with(end));
    let name = names.next().expect("there is one");
    assert_eq!(names.next(), None);
    name
}

#[test]
fn each_file_names_the_next_by_its_hash() {
    let (_folder, stage) = staged(false);
    run(&Project::find(), &stage).expect("the page is made");

    let wasm = only(&stage, "careguide-", ".wasm");
    let glue = only(&stage, "careguide-", ".js");
    let guide = only(&stage, "guides/mdma.en-", ".html");
    let style = only(&stage, "care-guide-", ".css");
    let loader = only(&stage, "care-guide-", ".js");
    assert!(read(&stage, &glue).contains(&format!("load('{wasm}')")));
    let text = read(&stage, &loader);
    assert!(
        text.contains(&format!(
            "import('./{glue}'); fetch('{wasm}'); g('{style}');"
        )),
        "{text}"
    );
    assert!(text.contains(&format!("\"mdma.en\":\"{guide}\"")), "{text}");
    assert_eq!(read(&stage, "care-guide.js"), text);

    let page = read(&stage, "index.html");
    assert!(page.contains(&format!(
        "<script type=\"module\" src=\"./{loader}\"></script>"
    )));
    assert!(!page.contains("<!--"), "the shell's comments are gone");
}

#[test]
fn the_guide_stands_in_the_page_with_nothing_around_it() {
    let (_folder, stage) = staged(false);
    run(&Project::find(), &stage).expect("the page is made");
    let page = read(&stage, "index.html");
    let element = page.find("<care-guide").expect("the element");
    let inside = page[element..]
        .split_once('>')
        .expect("its start tag ends")
        .1;
    assert!(
        inside.starts_with("<div data-elements=\""),
        "{}",
        &inside[..80]
    );
    assert!(page.contains("</div></care-guide>"));
}

#[test]
fn the_same_inputs_give_the_same_bytes() {
    let make = || {
        let (_folder, stage) = staged(true);
        run(&Project::find(), &stage).expect("the page is made");
        let names = crate::sizes::files(&stage.folder).expect("a folder");
        let copies = names
            .iter()
            .flat_map(|n| ["", ".br", ".gz"].map(|end| format!("{n}{end}")));
        let bytes = |name: String| fs_err::read(stage.folder.join(name)).expect("a file");
        copies.map(bytes).collect::<Vec<_>>()
    };
    assert!(make() == make());
}

#[test]
fn outside_of_trunk_the_hook_says_what_to_run() {
    let text = PrerenderError::NotInTrunk.to_string();
    assert!(text.contains("`cargo xtask build`"), "{text}");
}
