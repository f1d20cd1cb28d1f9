//! The Wasm and its glue, without what no visitor needs.
//!
//! - Custom sections (names, producers) are for debuggers; an engine ignores them (WebAssembly core
//!   specification, section 2.5). wasm-bindgen adds some that `strip` in Cargo.toml cannot reach.
//! - wasm-bindgen joins the two files by names that end in a hash, such as
//!   `__wbg_location_7320782274fc691b`. A hash cannot be compressed, and each is there twice: with
//!   short names the two files are some 2 kB smaller after brotli.
//! - What a panic would say is left out: see [`panics`].
//! - Functions that are alike stand beside each other: see [`order`].

use std::collections::BTreeMap;
use std::convert::Infallible;

use thiserror::Error;
use wasm_encoder::reencode::{self, Reencode};
use wasm_encoder::{
    CodeSection, DataSection, ExportSection, Function, ImportSection, Instruction, Module,
};
use wasmparser::{
    CustomSectionReader, Data, Export, FunctionBody, ImportSectionReader, Parser, Payload,
};

mod order;
mod panics;

use order::Order;
use panics::Panics;

/// The file is not what the WebAssembly specification calls a module.
#[derive(Debug, Error)]
pub enum NotAModule {
    /// It cannot be read.
    #[error("the built Wasm is not a WebAssembly module: {0}")]
    Unreadable(#[from] wasmparser::BinaryReaderError),
    /// It cannot be written again.
    #[error("the built Wasm cannot be written again: {0}")]
    Unwritable(#[from] reencode::Error<Infallible>),
}

/// Makes the Wasm and its glue smaller. `stem` is what the program is called.
pub fn squeeze(stem: &str, wasm: &[u8], glue: &str) -> Result<(Vec<u8>, String), NotAModule> {
    let mut squeezed = Squeezed {
        short: names(stem, wasm)?,
        panics: Panics::find(wasm)?,
    };
    let mut module = Module::new();
    squeezed.parse_core_module(&mut module, Parser::new(0), wasm)?;
    let mut glue = glue.to_owned();
    for (long, short) in &squeezed.short {
        glue = glue.replace(long, short);
    }
    Ok((module.finish(), glue))
}

/// Puts its functions in the order in which it weighs the least.
pub fn arrange(wasm: &[u8]) -> Result<Vec<u8>, NotAModule> {
    let mut module = Module::new();
    Order::find(wasm)?.parse_core_module(&mut module, Parser::new(0), wasm)?;
    Ok(module.finish())
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

struct Squeezed {
    short: BTreeMap<String, String>,
    panics: Panics,
}

impl Squeezed {
    fn short<'a>(&'a self, name: &'a str) -> &'a str {
        self.short.get(name).map_or(name, String::as_str)
    }
}

impl Reencode for Squeezed {
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
            imports.import(self.short(import.module), self.short(import.name), kind);
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
        exports.export(self.short(export.name), kind, index);
        Ok(())
    }

    fn parse_function_body(
        &mut self,
        code: &mut CodeSection,
        body: FunctionBody<'_>,
    ) -> Result<(), reencode::Error<Infallible>> {
        if !self.panics.is_next(&body) {
            return reencode::utils::parse_function_body(self, code, body);
        }
        let mut trap = Function::new([]);
        trap.instruction(&Instruction::Unreachable);
        trap.instruction(&Instruction::End);
        code.function(&trap);
        Ok(())
    }

    fn parse_data(
        &mut self,
        data: &mut DataSection,
        datum: Data<'_>,
    ) -> Result<(), reencode::Error<Infallible>> {
        let bytes = self.panics.without_places(&datum)?;
        let datum = Data {
            data: &bytes,
            ..datum
        };
        reencode::utils::parse_data(self, data, datum)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use wasm_encoder::{
        ConstExpr, CustomSection, EntityType, ExportKind, FunctionSection, MemorySection,
        MemoryType, NameMap, NameSection, TypeSection,
    };

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
                name: "producers".into(),
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

    /// A program of three functions, with the names of two, and what they say.
    fn talkative(said: &[u8]) -> Vec<u8> {
        let mut types = TypeSection::new();
        types.ty().function([], []);
        let mut imports = ImportSection::new();
        imports.import(GLUE, "plain", EntityType::Function(0));
        let mut functions = FunctionSection::new();
        functions.function(0).function(0).function(0);
        let mut memories = MemorySection::new();
        memories.memory(MemoryType {
            minimum: 1,
            maximum: None,
            memory64: false,
            shared: false,
            page_size_log2: None,
        });
        let mut code = CodeSection::new();
        let ends = [Instruction::Unreachable, Instruction::Return];
        for end in [&ends[0], &ends[1], &ends[0]] {
            let mut function = Function::new([]);
            function.instruction(&Instruction::Call(0));
            function.instruction(end);
            function.instruction(&Instruction::End);
            code.function(&function);
        }
        let mut data = DataSection::new();
        data.active(0, &ConstExpr::i32_const(1024), said.iter().copied());
        let mut names = NameMap::new();
        names.append(1, "core[0]::panicking::panic_fmt");
        names.append(2, "core[0]::panicking::returns");
        names.append(3, "careguide::main");
        let mut section = NameSection::new();
        section.functions(&names);
        let mut module = Module::new();
        module
            .section(&types)
            .section(&imports)
            .section(&functions)
            .section(&memories)
            .section(&code)
            .section(&data)
            .section(&section);
        module.finish()
    }

    #[test]
    fn a_panic_is_a_trap_and_no_more() {
        let (wasm, _) = squeeze("careguide", &talkative(b""), "").expect("it is a module");
        let bodies = Parser::new(0).parse_all(&wasm).filter_map(|payload| {
            match payload.expect("it is a module") {
                Payload::CodeSectionEntry(body) => Some(body.as_bytes().len()),
                _ => None,
            }
        });
        // The number of locals, the trap and the end; the other two also call.
        assert_eq!(bodies.collect::<Vec<_>>(), [3, 5, 5]);
    }

    #[test]
    fn the_places_of_panics_go_and_what_stands_around_them_stays() {
        let word = |number: u32| number.to_le_bytes();
        let file = b"src/tabs.rs";
        let mut said = b"hint-".to_vec();
        said.extend_from_slice(file);
        said.extend_from_slice(&[word(1029), word(11), word(7), word(5), word(9)].concat());
        let mut expected = said.clone();
        expected[5..32].fill(0);
        let (wasm, _) = squeeze("careguide", &talkative(&said), "").expect("it is a module");
        let data = Parser::new(0).parse_all(&wasm).find_map(|payload| {
            match payload.expect("it is a module") {
                Payload::DataSection(data) => data.into_iter().next(),
                _ => None,
            }
        });
        let data = data.expect("there is data").expect("it can be read");
        assert_eq!(data.data, expected);
    }
}
