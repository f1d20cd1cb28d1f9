//! The Wasm and its glue, without what no visitor needs.
//!
//! - Custom sections (names, producers) are for debuggers; an engine ignores them (WebAssembly core
//!   specification, section 2.5). wasm-bindgen adds some that `strip` in Cargo.toml cannot reach.
//! - wasm-bindgen joins the two files by names that end in a hash, such as
//!   `__wbg_location_7320782274fc691b`. A hash cannot be compressed, and each is there twice: with
//!   short names the two files are some 2 kB smaller after brotli.

use std::collections::BTreeMap;
use std::convert::Infallible;

use thiserror::Error;
use wasm_encoder::reencode::{self, Reencode};
use wasm_encoder::{ExportSection, ImportSection, Module};
use wasmparser::{CustomSectionReader, Export, ImportSectionReader, Parser, Payload};

/// The file is not what the WebAssembly specification calls a module.
#[derive(Debug, Error)]
pub enum NotAModule {
    /// It cannot be read.
    #[error("the Wasm that Trunk built is not a WebAssembly module: {0}")]
    Unreadable(#[from] wasmparser::BinaryReaderError),
    /// It cannot be written again.
    #[error("the Wasm that Trunk built cannot be written again: {0}")]
    Unwritable(#[from] reencode::Error<Infallible>),
}

/// Makes the Wasm and its glue smaller. `stem` is what the program is called.
pub fn squeeze(stem: &str, wasm: &[u8], glue: &str) -> Result<(Vec<u8>, String), NotAModule> {
    let mut short = Short(names(stem, wasm)?);
    let mut module = Module::new();
    short.parse_core_module(&mut module, Parser::new(0), wasm)?;
    let mut glue = glue.to_owned();
    for (long, short) in &short.0 {
        glue = glue.replace(long, short);
    }
    Ok((module.finish(), glue))
}

/// A short name for each that ends in a hash. No name of wasm-bindgen's begins with `$`.
fn names(stem: &str, wasm: &[u8]) -> Result<BTreeMap<String, String>, NotAModule> {
    let mut long = Vec::new();
    for payload in Parser::new(0).parse_all(wasm) {
        match payload? {
            Payload::ImportSection(imports) => {
                for import in imports.into_imports() {
                    long.push(import?.name);
                }
            }
            Payload::ExportSection(exports) => {
                for export in exports {
                    long.push(export?.name);
                }
            }
            _ => {}
        }
    }
    long.retain(|name| has_hash(name));
    long.sort_unstable();
    long.dedup();
    let short = (0..).map(|number: usize| format!("${number}"));
    // The module that the imports come from, as wasm-bindgen calls it.
    let glue = (format!("./{stem}_bg.js"), "$".to_owned());
    Ok(long
        .into_iter()
        .map(str::to_owned)
        .zip(short)
        .chain([glue])
        .collect())
}

/// Whether the name ends in the sixteen hexadecimal digits of a hash.
fn has_hash(name: &str) -> bool {
    let digits = name.len().saturating_sub(16);
    digits > 0
        && name
            .get(digits..)
            .is_some_and(|hash| hash.bytes().all(|b| b.is_ascii_hexdigit()))
}

struct Short(BTreeMap<String, String>);

impl Short {
    fn of<'a>(&'a self, name: &'a str) -> &'a str {
        self.0.get(name).map_or(name, String::as_str)
    }
}

impl Reencode for Short {
    type Error = Infallible;

    fn parse_custom_section(
        &mut self,
        _module: &mut Module,
        _section: CustomSectionReader<'_>,
    ) -> Result<(), reencode::Error<Infallible>> {
        Ok(())
    }

    fn parse_import_section(
        &mut self,
        imports: &mut ImportSection,
        section: ImportSectionReader<'_>,
    ) -> Result<(), reencode::Error<Infallible>> {
        for import in section.into_imports() {
            let import = import?;
            let kind = self.entity_type(import.ty)?;
            imports.import(self.of(import.module), self.of(import.name), kind);
        }
        Ok(())
    }

    fn parse_export(
        &mut self,
        exports: &mut ExportSection,
        export: Export<'_>,
    ) -> Result<(), reencode::Error<Infallible>> {
        let kind = self.export_kind(export.kind)?;
        let index = self.external_index(export.kind, export.index)?;
        exports.export(self.of(export.name), kind, index);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use wasm_encoder::{CustomSection, EntityType, ExportKind, TypeSection};

    const GLUE: &str = "./careguide_bg.js";
    const LONG: &str = "__wbg_location_7320782274fc691b";

    fn module() -> Vec<u8> {
        let mut types = TypeSection::new();
        types.ty().function([], []);
        let mut imports = ImportSection::new();
        imports.import(GLUE, LONG, EntityType::Function(0));
        imports.import(GLUE, "plain", EntityType::Function(0));
        let mut exports = ExportSection::new();
        exports.export("invoke__h0bacf75849a1261f", ExportKind::Func, 0);
        let mut module = Module::new();
        module
            .section(&types)
            .section(&imports)
            .section(&exports)
            .section(&CustomSection {
                name: "name".into(),
                data: b"debug"[..].into(),
            });
        module.finish()
    }

    #[test]
    fn hashed_names_become_the_same_short_ones_in_both_files() {
        let glue = format!("import0 = {{ {LONG}: f, plain: g }}; x = {{ \"{GLUE}\": import0 }};");
        let (wasm, glue) = squeeze("careguide", &module(), &glue).expect("it is a module");
        assert_eq!(
            glue,
            "import0 = { $0: f, plain: g }; x = { \"$\": import0 };"
        );
        let text = String::from_utf8_lossy(&wasm);
        for gone in [LONG, GLUE, "invoke__h", "debug"] {
            assert!(!text.contains(gone), "{gone}");
        }
        assert!(text.contains("plain"));
    }

    #[test]
    fn what_is_no_module_is_refused() {
        assert!(squeeze("careguide", b"<html>", "").is_err());
    }
}
