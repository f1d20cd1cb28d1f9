//! Smaller scripts, styles and Wasm, by esbuild and Binaryen's wasm-opt.
//!
//! Both come from npm, from a lock file: Debian's wasm-opt is too old to read what rustc writes.

use std::process::Command;

use anyhow::{Context as _, Result};

use crate::npm::Packages;
use crate::project::Project;
use crate::result_cache::ResultCache;
use crate::{digest, process};

/// What esbuild is asked for. The engines that hydrate have all of the language that the scripts
/// and styles use, so nothing is rewritten for older ones.
const ESBUILD: [&str; 5] = [
    "--minify",
    "--log-override:css-syntax-error=error",
    "--target=esnext",
    "--charset=utf8",
    "--log-level=warning",
];

/// What rustc takes for granted in a browser; every engine that hydrates has it.
const FEATURES: [&str; 7] = [
    "--enable-bulk-memory",
    "--enable-call-indirect-overlong",
    "--enable-multivalue",
    "--enable-mutable-globals",
    "--enable-nontrapping-float-to-int",
    "--enable-reference-types",
    "--enable-sign-ext",
];

/// The passes, each measured by what the app weighs after brotli (docs/decisions/0011-size.md).
/// The data is left in one piece: the code that fills in zeros weighs more than zeros do.
const PASSES: [&str; 7] = [
    "-Oz",
    "--skip-pass=memory-packing",
    "--flatten",
    "--rereloop",
    "-Oz",
    "-Oz",
    "--minify-imports-and-exports-and-modules",
];

/// The JavaScript module with the same exports, in fewer bytes.
pub fn script(project: &Project, script: &str) -> Result<String> {
    let options = [&ESBUILD[..], &["--format=esm"]].concat();
    esbuild(project, &options, script, "mjs")
}

/// The style sheet, in fewer bytes.
pub fn style(project: &Project, style: &str) -> Result<String> {
    esbuild(project, &ESBUILD, style, "css")
}

fn esbuild(project: &Project, options: &[&str], text: &str, extension: &str) -> Result<String> {
    let short = run(
        project,
        ("esbuild", "esbuild"),
        options,
        text.as_bytes(),
        extension,
    )?;
    Ok(String::from_utf8(short)?.trim_end().to_owned())
}

/// The Wasm in fewer bytes, and the map of its minified names as wasm-opt prints it: `imports` as
/// module, old and new name, `exports` as old and new name.
pub fn wasm(project: &Project, wasm: &[u8]) -> Result<(Vec<u8>, Vec<u8>)> {
    let options = [&FEATURES[..], &PASSES].concat();
    let mut map = run(project, ("binaryen", "wasm-opt"), &options, wasm, "wasm")?;
    let start = map.windows(MAGIC.len()).position(|bytes| bytes == MAGIC);
    let smaller = map.split_off(start.context("wasm-opt has not written a module")?);
    Ok((smaller, map))
}

/// How every WebAssembly module begins (core specification, section 5.5.16).
const MAGIC: &[u8] = b"\0asm";

/// What a program of a package prints about the input, followed by the file that it writes. The
/// result is kept: the same input is worked on once.
fn run(
    project: &Project,
    (package, program): (&str, &str),
    options: &[&str],
    input: &[u8],
    extension: &str,
) -> Result<Vec<u8>> {
    let package = Packages::Build.find_or_install(project)?.join(package);
    let version = digest::short(&fs_err::read(package.join("package.json"))?);
    let tool = format!("{program} {version} {options:?}");
    ResultCache::of(project).get_or_make(&tool, input, || {
        let folder = project.work().join(program);
        fs_err::create_dir_all(&folder)?;
        // Two processes may work on the same input.
        let name = format!("{}-{}", digest::hexadecimal(input), std::process::id());
        let [from, to] = ["", ".min"].map(|end| folder.join(format!("{name}{end}.{extension}")));
        fs_err::write(&from, input)?;
        let mut node = Command::new("node");
        node.arg(package.join("bin").join(program)).args(options);
        node.arg(&from);
        if program == "wasm-opt" {
            node.arg("--output").arg(&to);
        }
        let printed = process::output(&mut node);
        let written = fs_err::read(&to).unwrap_or_default();
        drop(fs_err::remove_file(to));
        fs_err::remove_file(from)?;
        Ok([printed?.into_bytes(), written].concat())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_only_its_writers_need_goes_and_what_others_use_stays() {
        let module = "/** Hydrates. */\nexport function hydrate(element) {\n    // why\n    \
                      const count = `a  ${element.dataset.elements}`;\n    return count + count;\n}\n";
        let short = script(&Project::find(), module).expect("it is a module");
        assert_eq!(
            short,
            "function n(e){const t=`a  ${e.dataset.elements}`;return t+t}export{n as hydrate};"
        );
    }

    #[test]
    fn a_text_that_is_no_script_is_an_error() {
        let error = script(&Project::find(), "const = 1;").expect_err("it has no name");
        assert!(!error.to_string().is_empty());
    }

    #[test]
    fn a_style_sheet_with_a_syntax_error_is_an_error() {
        let error = style(&Project::find(), ".a{color red}").expect_err("it has no colon");
        assert!(!error.to_string().is_empty());
    }

    #[test]
    fn a_style_keeps_its_meaning_for_the_engines_that_it_is_written_for() {
        let style = |css| style(&Project::find(), css).expect("it is a style sheet");
        assert_eq!(
            style("/* why */\n.a ,\n.b > p {\n  color : #ff0000;\n  margin: 0 auto;\n}\n"),
            ".a,.b>p{color:red;margin:0 auto}"
        );
        for css in [
            ".a :hover{top:calc(1rem + 2px)}",
            "@media(width>=40em)and (forced-colors:active){.a{&:has(>.b) .c{top:0}}}",
            ".a{color:oklch(from var(--x) .5 c h / 80%)}",
            ".a{color:color-mix(in oklch,var(--x) 20%,white)!important}",
            "@layer a,b;@layer a{:root{--x: light-dark(var(--y, #fff), #000)}}",
            "@supports (hanging-punctuation: first){#a:target~.b *{top:0}}",
            "@container style(--m1: 0){a:after{content:\"/* ; } '  \"}}",
        ] {
            assert_eq!(style(css), css);
        }
    }
}
