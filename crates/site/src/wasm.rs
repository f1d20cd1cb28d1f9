//! The Wasm and its glue, without what no visitor needs.
//!
//! wasm-bindgen joins the two files by names that end in a hash, such as
//! `__wbg_location_7320782274fc691b`, which cannot be compressed. wasm-opt minifies them in the
//! Wasm, and its map does the same for the glue.

use std::cmp::Reverse;

use anyhow::{Context as _, Result, ensure};
use serde::Deserialize;

use crate::minify;
use crate::project::Project;

mod panics;

/// The module that all imports come from, once minified.
const MODULE: &str = "a";

/// The names that wasm-opt has minified.
#[derive(Debug, Deserialize)]
struct Names {
    /// Module, old name, new name.
    imports: Vec<[String; 3]>,
    /// Old name, new name.
    exports: Vec<[String; 2]>,
}

/// Makes the Wasm of the program `stem` and its glue smaller.
pub fn minify(project: &Project, stem: &str, wasm: &[u8], glue: &str) -> Result<(Vec<u8>, String)> {
    let wasm = panics::remove(wasm).with_context(|| format!("{stem}_bg.wasm"))?;
    let (wasm, names) = minify::wasm(project, &wasm)?;
    let names = serde_json::from_slice(&names).context("wasm-opt's map of names")?;
    Ok((wasm, rename(stem, glue, names)?))
}

/// The glue with the minified names. wasm-bindgen writes an import as the member `name: function` of
/// one object, an export as `wasm.name`.
fn rename(stem: &str, glue: &str, mut names: Names) -> Result<String> {
    let module = format!("\"./{stem}_bg.js\"");
    ensure!(
        names.imports.is_empty() || glue.contains(&module),
        "{stem}.js does not name {module}"
    );
    let mut glue = glue.replace(&module, &format!("\"{MODULE}\""));
    for [_, old, new] in names.imports {
        let member = format!(" {old}: ");
        ensure!(glue.contains(&member), "{stem}.js has no import `{old}`");
        glue = glue.replace(&member, &format!(" {new}: "));
    }
    // A name may begin with another one.
    names.exports.sort_by_key(|[old, _]| Reverse(old.len()));
    for [old, new] in names.exports {
        glue = glue.replace(&format!("wasm.{old}"), &format!("wasm.{new}"));
    }
    Ok(glue)
}

#[cfg(test)]
mod tests {
    use wasm_encoder::{
        CodeSection, EntityType, ExportKind, ExportSection, Function, FunctionSection,
        ImportSection, Instruction, Module, TypeSection,
    };

    use super::*;

    #[test]
    fn names_are_the_same_short_ones_in_both_files() {
        let mut types = TypeSection::new();
        types.ty().function([], []);
        let mut imports = ImportSection::new();
        let long = "__wbg_location_7320782274fc691b";
        imports.import("./app_bg.js", long, EntityType::Function(0));
        let mut functions = FunctionSection::new();
        functions.function(0);
        let mut exports = ExportSection::new();
        exports.export("invoke", ExportKind::Func, 1);
        exports.export("invoke__h0bacf75849a1261f", ExportKind::Func, 1);
        let mut code = CodeSection::new();
        let mut function = Function::new([]);
        function.instruction(&Instruction::Call(0));
        function.instruction(&Instruction::End);
        code.function(&function);
        let mut module = Module::new();
        module
            .section(&types)
            .section(&imports)
            .section(&functions)
            .section(&exports)
            .section(&code);
        let glue = format!(
            "import0 = {{\n {long}: function() {{}},\n}}; x = {{ \"./app_bg.js\": import0 }};\n\
             wasm.invoke(wasm.invoke__h0bacf75849a1261f);"
        );
        let project = Project::find();
        let (wasm, glue) =
            minify(&project, "app", &module.finish(), &glue).expect("it is a module");
        let (imports, exports) = glue.split_once('\n').map_or(("", ""), |(_, rest)| {
            rest.split_once("wasm.").expect("it uses an export")
        });
        let import = imports.trim().split(':').next().expect("a name");
        assert!(
            import.len() < 3 && imports.contains("\"a\": import0"),
            "{glue}"
        );
        let exports: Vec<_> = exports.trim_end_matches(");").split("(wasm.").collect();
        assert_eq!(
            exports.iter().map(|name| name.len()).collect::<Vec<_>>(),
            [1, 1]
        );
        assert_ne!(exports[0], exports[1]);
        let text = String::from_utf8_lossy(&wasm);
        assert!(!text.contains(long) && !text.contains("invoke"), "{text}");
    }

    #[test]
    fn an_import_that_the_glue_lacks_is_an_error() {
        let names = Names {
            imports: vec![["./app_bg.js", "gone", "b"].map(str::to_owned)],
            exports: Vec::new(),
        };
        let error =
            rename("app", "{ \"./app_bg.js\": import0 }", names).expect_err("it lacks the import");
        assert_eq!(error.to_string(), "app.js has no import `gone`");
    }
}
