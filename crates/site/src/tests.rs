//! The hook on a small staged folder and a real guide.

use std::path::{Path, PathBuf};

use contract::Guide;
use serde_json::{Value, json};
use tempfile::TempDir;

use crate::prerender::run;
use crate::project::Project;
use crate::stage::Stage;
use crate::{digest, json_ld};

mod element;
mod pages;
mod subjects;

/// The smallest guide.
pub fn small() -> Guide {
    let text = include_str!("../../contract/tests/fixtures/small.en.json");
    serde_json::from_str(text).expect("the small guide can be read")
}

/// The project's own guides, and a stage as Trunk leaves it.
fn staged(release: bool) -> (TempDir, Stage) {
    let folder = tempfile::tempdir().expect("a folder");
    let write = |name: &str, bytes: &[u8]| {
        fs_err::write(folder.path().join(name), bytes).expect("a file");
    };
    let template = fs_err::read_to_string(Project::find().root().join("index.html"));
    let template = template.expect("index.html").replace(
        "<link data-trunk rel=\"rust\"",
        "<script type=\"module\" src=\"./care-guide.js\"></script><link rel=\"x\"",
    );
    fs_err::create_dir(folder.path().join("backends")).expect("a folder");
    write("backends/form.json", b"{}");
    write("index.html", template.as_bytes());
    write("careguide_bg.wasm", b"\0asm\x01\0\0\0\0\x02\x01a");
    write("careguide.js", b"// glue\nload('careguide_bg.wasm');\n");
    if release {
        write("renderer_bg.wasm", b"\0asm\x01\0\0\0\0\x02\x01b");
        write("renderer.js", b"// glue\nload('renderer_bg.wasm');\n");
        write("backend_bg.wasm", b"\0asm\x01\0\0\0\0\x02\x01c");
        write("backend.js", b"// glue\nload('backend_bg.wasm');\n");
    }
    let stage = Stage {
        folder: folder.path().to_owned(),
        release,
        has_wasm: true,
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

/// The rendered HTML of each of the project's guides, by name and language.
fn guides(stage: &Stage) -> Vec<(String, String)> {
    let files = guide_lint::files::in_folder(&Project::find().guides()).expect("guides");
    let named = files.iter().filter_map(|(file, _)| {
        let key = file.strip_prefix("guides/")?.strip_suffix(".json")?;
        let html = only(stage, &format!("guides/{key}-"), ".html");
        Some((key.to_owned(), html))
    });
    named.collect()
}

#[test]
fn each_file_names_the_next_by_its_hash() {
    let (_folder, stage) = staged(false);
    run(&Project::find(), &stage).expect("the page is made");

    let wasm = only(&stage, "careguide-", ".wasm");
    let glue = only(&stage, "careguide-", ".js");
    let style = only(&stage, "care-guide-", ".css");
    let loader = only(&stage, "care-guide-", ".js");
    let glue_text = read(&stage, &glue);
    assert!(glue_text.contains(&format!("load('{wasm}')")));
    let text = read(&stage, &loader);
    let (_, files) = text.split_once("const files = ").expect("it names files");
    let (files, _) = files.split_once(";\n").expect("it is a statement");
    let files: Value = serde_json::from_str(files).expect("JSON");
    let asset = |name: &str| json!([name, digest::integrity(read(&stage, name).as_bytes())]);
    let guides = guides(&stage).into_iter();
    let guides: serde_json::Map<_, _> = guides.map(|(key, html)| (key, asset(&html))).collect();
    assert!(guides.contains_key("mdma.en"));
    assert_eq!(
        files,
        json!({
            "app": asset(&glue),
            "style": asset(&style),
            "clinic": asset(&only(&stage, "clinic-", ".js")),
            "tabs": asset(&only(&stage, "tabs-", ".js")),
            "guides": guides,
        })
    );
    let (_, named) = glue_text
        .split_once("\nexport const files = ")
        .expect("the glue names files");
    let (named, _) = named.split_once(";\n").expect("it is a statement");
    let named: Value = serde_json::from_str(named).expect("JSON");
    assert_eq!(
        named,
        json!({
            "wasm": asset(&wasm),
            "check": asset(&only(&stage, "check-", ".js")),
            "embedded": asset(&only(&stage, "embedded-", ".js")),
            "backend": ["backend.js", ""],
            "renderer": ["renderer.js", ""],
        })
    );
    assert_eq!(read(&stage, "care-guide.js"), text);

    let page = read(&stage, "index.html");
    let integrity = digest::integrity(text.as_bytes());
    assert!(page.contains(&format!(
        "<script type=\"module\" src=\"./{loader}\" integrity=\"{integrity}\"></script>"
    )));
    assert!(!page.contains("<!--"), "the template's comments are gone");
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

/// The text between two others in a script.
fn between<'a>(script: &'a str, start: &str, end: &str) -> Vec<&'a str> {
    let (_, found) = script.split_once(start).expect("it begins");
    let (found, _) = found.split_once(end).expect("it ends");
    found.split('|').collect()
}

#[test]
fn what_is_rendered_holds_only_what_the_check_allows() {
    let script = fs_err::read_to_string(Project::find().root().join("src/loader/check.js"));
    let script = script.expect("the check");
    let elements = between(&script, "/^(a|", ")$/;\nconst");
    let elements = elements.into_iter().chain(["a"]);
    let elements: Vec<_> = elements.map(|name| name.replace("h[1-6]", "h")).collect();
    let attributes = between(&script, "/^(action|", ")$/;\n/**");
    let mut attributes: Vec<_> = attributes.into_iter().chain(["action"]).collect();
    attributes.retain(|name| !name.contains('['));
    let stems = ["aria-", "data-"];

    let (_folder, stage) = staged(false);
    run(&Project::find(), &stage).expect("the page is made");
    let own = read(&stage, "index.html");
    let (_, own) = own.split_once("<care-guide").expect("the element");
    let (_, own) = own.split_once('>').expect("its tag ends");
    let (own, _) = own.split_once("</care-guide>").expect("it ends");
    let mut all = vec![own.to_owned(), careguide::prerender::plain(&[], &small())];
    for (key, html) in guides(&stage) {
        let printed = read(&stage, &format!("embed/{key}.html"));
        let (_, root) = printed.split_once("</style>").expect("a style");
        let root = root.strip_suffix("</template>\n").expect("a template");
        all.extend([read(&stage, &html), root.to_owned()]);
    }
    for html in all {
        // Cloudflare, for one, puts an element in the place of what looks like a mail address.
        assert!(
            !html.contains('@'),
            "no text looks like an address to be hidden"
        );
        let settings = lol_html::RewriteStrSettings::new().append_element_content_handler(
            lol_html::element!("*", |element| {
                let name = element.tag_name();
                let name = match name.strip_prefix('h') {
                    Some(level) if level.parse::<u8>().is_ok() => "h".to_owned(),
                    _ => name,
                };
                assert!(elements.contains(&name), "<{name}>");
                for attribute in element.attributes() {
                    let name = attribute.name_preserve_case();
                    let known = stems.iter().any(|stem| name.starts_with(stem));
                    assert!(known || attributes.contains(&name.as_str()), "{name}");
                }
                Ok(())
            }),
        );
        lol_html::rewrite_str(&html, settings).expect("it is HTML");
    }
}

#[test]
fn the_check_knows_each_guide_as_it_is_and_as_it_is_printed_for_the_clinic() {
    let (_folder, stage) = staged(false);
    run(&Project::find(), &stage).expect("the page is made");
    let check = read(&stage, &only(&stage, "check-", ".js"));
    let (_, digests) = check
        .split_once("const digests = ")
        .expect("they are there");
    let (digests, _) = digests.split_once(";\n").expect("it is a statement");
    let digests: Value = serde_json::from_str(digests).expect("JSON");
    let clinic: Value = serde_json::from_str(&read(&stage, "clinic.json")).expect("JSON");
    let name = clinic["name"].as_str().expect("a name");
    for (key, file) in guides(&stage) {
        let neutral = read(&stage, &file);
        let printed = read(&stage, &format!("embed/{key}.html"));
        let root = printed.split_once("</style>").expect("a style").1;
        let root = root.strip_suffix("</template>\n").expect("a template");
        assert!(root.contains(name) && !neutral.contains(name), "{key}");
        let both = [&neutral, root].map(|html| crate::canonical::digest(html).expect("HTML"));
        assert_eq!(digests[&file], json!(both), "{key}");
        let clinic = read(&stage, &only(&stage, "clinic-", ".js"));
        assert!(clinic.contains(name), "the script knows whose print it is");
    }
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
        let paths = copies.map(|name| stage.folder.join(name));
        let bytes = |path: PathBuf| fs_err::read(path).expect("a file");
        let files = paths.filter(|path| path.exists()).map(bytes);
        files.collect::<Vec<_>>()
    };
    assert!(make() == make());
}

#[test]
fn a_release_holds_a_copy_for_ever_and_lists_what_is_in_it() {
    let (_folder, stage) = staged(true);
    run(&Project::find(), &stage).expect("the page is made");
    let manifest: Value = serde_json::from_str(&read(&stage, "manifest.json")).expect("JSON");
    let version = manifest["version"].as_str().expect("a version");
    let copied = format!("v/{version}/care-guide.js");
    assert_eq!(read(&stage, &copied), read(&stage, "care-guide.js"));
    let copy = format!("v/{version}/");
    let names = crate::sizes::files(&stage.folder).expect("a folder");
    let mut kept: Vec<_> = names.iter().filter_map(|n| n.strip_prefix(&copy)).collect();
    let mut needed = vec![
        "care-guide.js".to_owned(),
        only(&stage, "careguide-", ".wasm"),
        only(&stage, "careguide-", ".js"),
        only(&stage, "clinic-", ".js"),
        only(&stage, "embedded-", ".js"),
        only(&stage, "renderer-", ".wasm"),
        only(&stage, "renderer-", ".js"),
        only(&stage, "backend-", ".wasm"),
        only(&stage, "backend-", ".js"),
        "backends/form.json".to_owned(),
        only(&stage, "care-guide-", ".css"),
    ];
    needed.push(only(&stage, "check-", ".js"));
    needed.push(only(&stage, "tabs-", ".js"));
    for (key, html) in guides(&stage) {
        needed.extend([html, format!("embed/{key}.html")]);
    }
    kept.sort_unstable();
    needed.sort_unstable();
    assert_eq!(kept, needed);
    // The app's glue names each module with its digest, and each module its Wasm.
    for (glue, file) in [
        ("careguide-", only(&stage, "renderer-", ".js")),
        ("careguide-", only(&stage, "backend-", ".js")),
        ("careguide-", only(&stage, "careguide-", ".wasm")),
        ("renderer-", only(&stage, "renderer-", ".wasm")),
        ("backend-", only(&stage, "backend-", ".wasm")),
        ("backend-", "backends/form.json".to_owned()),
    ] {
        let bytes = fs_err::read(stage.folder.join(&file)).expect("a file");
        let glue = read(&stage, &only(&stage, glue, ".js"));
        assert!(glue.contains(&digest::integrity(&bytes)), "{file}");
    }
    let named = manifest["files"].as_array().expect("files").iter();
    let named: Vec<_> = named.filter_map(|file| file["path"].as_str()).collect();
    let mut all: Vec<_> = names.iter().map(String::as_str).collect();
    all.retain(|name| *name != "manifest.json");
    assert_eq!(named, all);
}

#[test]
fn outside_of_trunk_the_hook_says_what_to_run() {
    let error = Stage::from_environment().expect_err("TRUNK_STAGING_DIR is not set");
    assert!(error.to_string().contains("`cargo xtask build`"), "{error}");
}
