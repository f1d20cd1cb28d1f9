//! Panics without a message, because nothing would show it.
//!
//! In the browser a panic ends in a trap, and the standard library has nowhere to print its message
//! (`std::sys::stdio` of this target drops it). The message is made all the same: each place that
//! may panic has its file, line and column in the data, and the code that formats them is kept.
//! `panic = "immediate-abort"` would leave that out; only a nightly compiler has it. So:
//!
//! - a function of the standard library that does nothing but panic becomes the trap that it ends
//!   in. What only it has called, wasm-opt then removes;
//! - the places ([`core::panic::Location`]) and the names of source files become zeros.
//!
//! A panic hook would no longer be called. This project sets none.

use std::collections::{BTreeMap, BTreeSet};
use std::convert::Infallible;

use anyhow::{Context as _, Result};
use wasm_encoder::reencode::{self, Reencode};
use wasm_encoder::{CodeSection, DataSection, Function, Instruction, Module};
use wasmparser::{
    BinaryReaderError, CustomSectionReader, Data, DataKind, FunctionBody, KnownCustom, Name,
    Operator, Parser, Payload, TypeRef,
};

/// The module in which every function panics.
const PANICKING: &str = "core::panicking::";

/// What else only panics. Where a new standard library calls one otherwise, the Wasm grows, and
/// the budget tells.
const PANICS: [&str; 15] = [
    "__rustc::rust_begin_unwind",
    "alloc::alloc::handle_alloc_error",
    "alloc::raw_vec::capacity_overflow",
    "alloc::raw_vec::handle_error",
    "core::cell::lazy::panic_poisoned",
    "core::cell::panic_already_borrowed",
    "core::cell::panic_already_mutably_borrowed",
    "core::option::expect_failed",
    "core::option::unwrap_failed",
    "core::result::unwrap_failed",
    "core::slice::copy_from_slice_impl::len_mismatch_fail",
    "core::slice::index::slice_index_fail",
    "std::panicking::begin_panic",
    "std::panicking::panic_with_hook",
    "std::thread::local::panic_access_error",
];

/// How the names of source files begin: of the standard library, of what it is built with, of what
/// comes from a registry (`remap.rs`), and of this project.
const SOURCES: [&[u8]; 4] = [b"/rustc/", b"/rust/deps/", b"crates/", b"src/"];

/// Words of four bytes in a `Location`: where its file's name is, how long that is, line, column.
const LOCATION: usize = 16;

/// The module without them, and without its custom sections: these are for debuggers, and an engine
/// ignores them (WebAssembly core specification, section 2.5).
pub fn remove(wasm: &[u8]) -> Result<Vec<u8>> {
    let mut panics = Panics::find(wasm).context("it is not a WebAssembly module")?;
    let mut module = Module::new();
    panics.parse_core_module(&mut module, Parser::new(0), wasm)?;
    Ok(module.finish())
}

/// What a module would say when it panics.
#[derive(Debug, Default)]
struct Panics {
    /// The functions that only panic, by their index.
    functions: BTreeSet<u32>,
    /// The source files' names in the memory: where each begins, and its length.
    files: BTreeMap<u32, u32>,
    /// How many functions have been looked at: at first those that are imported.
    seen: u32,
}

impl Panics {
    /// Finds them. The module must still have the names of its functions.
    fn find(wasm: &[u8]) -> Result<Self, BinaryReaderError> {
        let mut panics = Self::default();
        for payload in Parser::new(0).parse_all(wasm) {
            match payload? {
                Payload::ImportSection(imports) => {
                    for import in imports.into_imports() {
                        let is_function = matches!(import?.ty, TypeRef::Func(_));
                        panics.seen += u32::from(is_function);
                    }
                }
                Payload::DataSection(data) => {
                    for datum in data {
                        let datum = datum?;
                        if let Some(start) = start(&datum)? {
                            let files = files(datum.data);
                            let at = |(offset, length)| (start + offset, length);
                            panics.files.extend(files.into_iter().map(at));
                        }
                    }
                }
                Payload::CustomSection(section) => {
                    if let KnownCustom::Name(names) = section.as_known() {
                        for name in names {
                            let Name::Function(functions) = name? else {
                                continue;
                            };
                            for function in functions {
                                let function = function?;
                                if only_panics(function.name) {
                                    panics.functions.insert(function.index);
                                }
                            }
                        }
                    }
                }
                _ => {}
            }
        }
        Ok(panics)
    }

    /// Whether the next function of the module only panics. Each is to be asked about in turn.
    fn is_next(&mut self, body: &FunctionBody<'_>) -> bool {
        let index = self.seen;
        self.seen += 1;
        self.functions.contains(&index) && body.as_bytes().ends_with(&[UNREACHABLE, END])
    }

    /// What is in the memory, without the places and the files.
    fn without_places(&self, datum: &Data<'_>) -> Result<Vec<u8>, BinaryReaderError> {
        let mut bytes = datum.data.to_vec();
        let Some(start) = start(datum)? else {
            return Ok(bytes);
        };
        // The compiler aligns them.
        let first = start.next_multiple_of(4) - start;
        for at in (first as usize..bytes.len()).step_by(4) {
            let place = bytes.get_mut(at..at + LOCATION);
            if let Some(place) = place.filter(|place| self.is_place(place)) {
                place.fill(0);
            }
        }
        for (offset, length) in files(datum.data) {
            bytes[offset as usize..][..length as usize].fill(0);
        }
        Ok(bytes)
    }

    fn is_place(&self, bytes: &[u8]) -> bool {
        match bytes.as_chunks().0 {
            [file, length, ..] => {
                let length = u32::from_le_bytes(*length);
                self.files.get(&u32::from_le_bytes(*file)) == Some(&length)
            }
            _ => false,
        }
    }
}

impl Reencode for Panics {
    type Error = Infallible;

    fn parse_custom_section(
        &mut self,
        _module: &mut Module,
        _section: CustomSectionReader<'_>,
    ) -> Result<(), reencode::Error<Infallible>> {
        Ok(())
    }

    fn parse_function_body(
        &mut self,
        code: &mut CodeSection,
        body: FunctionBody<'_>,
    ) -> Result<(), reencode::Error<Infallible>> {
        if !self.is_next(&body) {
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
        let bytes = self.without_places(&datum)?;
        let datum = Data {
            data: &bytes,
            ..datum
        };
        reencode::utils::parse_data(self, data, datum)
    }
}

/// The last two bytes of a function that ends in a trap (WebAssembly core specification, 5.4.1).
const UNREACHABLE: u8 = 0x00;
const END: u8 = 0x0b;

/// Where in the memory it is put; `None` where the code decides.
fn start(datum: &Data<'_>) -> Result<Option<u32>, BinaryReaderError> {
    let DataKind::Active { offset_expr, .. } = &datum.kind else {
        return Ok(None);
    };
    Ok(match offset_expr.get_operators_reader().read()? {
        Operator::I32Const { value } => Some(value.cast_unsigned()),
        _ => None,
    })
}

/// Whether a function of this name only panics. wasm-bindgen has made the names readable, such as
/// `core[c5930c85a12de822]::panicking::panic_fmt` or `core::panicking::panic_display::h9cfa79fe…`.
fn only_panics(name: &str) -> bool {
    let (package, rest) = name.split_once("::").unwrap_or((name, ""));
    let package = package.split('[').next().unwrap_or_default();
    let path = format!("{package}::{rest}");
    let is = |known: &&str| {
        let more = path.strip_prefix(*known);
        more.is_some_and(|more| more.is_empty() || more.starts_with("::"))
    };
    path.starts_with(PANICKING) || PANICS.iter().any(is)
}

/// The names of source files in the data: where each begins, and its length.
fn files(data: &[u8]) -> Vec<(u32, u32)> {
    let mut files = Vec::new();
    let mut at = 0;
    while at < data.len() {
        let length = SOURCES
            .iter()
            .find_map(|begin| data[at..].starts_with(begin).then(|| file(&data[at..]))?);
        if let Some(length) = length {
            files.push((at as u32, length as u32));
        }
        at += length.unwrap_or(1);
    }
    files
}

/// The length of the source file's name that these bytes begin with.
fn file(bytes: &[u8]) -> Option<usize> {
    let in_path = |byte: &u8| byte.is_ascii_alphanumeric() || b"_./-".contains(byte);
    let length = bytes.iter().take_while(|byte| in_path(byte)).count();
    let end = bytes[..length].windows(3).position(|end| end == b".rs")?;
    Some(end + 3)
}

#[cfg(test)]
mod tests {
    use wasm_encoder::{
        ConstExpr, EntityType, FunctionSection, ImportSection, MemorySection, MemoryType, NameMap,
        NameSection, TypeSection,
    };

    use super::*;

    #[test]
    fn what_only_panics_is_known_by_either_way_of_writing_its_name() {
        for name in [
            "core[c5930c85a12de822]::panicking::panic_fmt",
            "core::panicking::panic_display::h9cfa79fe3d30903d",
            "core[c5930c85a12de822]::panicking::assert_failed::<isize, isize>",
            "alloc[3ca501edff3f0c7c]::raw_vec::handle_error",
        ] {
            assert!(only_panics(name), "{name}");
        }
        for name in [
            "std[a543996e6e7dbf1e]::panicking::panic_count::is_zero_slow_path",
            "alloc[3ca501edff3f0c7c]::raw_vec::handle_errors",
            "<core::panicking::AssertKind as core::fmt::Debug>::fmt",
            "careguide::consultation::view::form::form",
        ] {
            assert!(!only_panics(name), "{name}");
        }
    }

    #[test]
    fn source_files_are_found_without_what_stands_around_them() {
        let data = b"hint-src/guide/tabs.rscrates/a-1.0/src/lib.rs\0crates/no file";
        let found: Vec<_> = files(data)
            .into_iter()
            .map(|(at, length)| &data[at as usize..][..length as usize])
            .collect();
        assert_eq!(
            found,
            [&b"src/guide/tabs.rs"[..], b"crates/a-1.0/src/lib.rs"]
        );
    }

    #[test]
    fn what_is_no_module_is_rejected() {
        let error = remove(b"<html>").expect_err("it is a page");
        assert_eq!(error.to_string(), "it is not a WebAssembly module");
    }

    /// A program of three functions, with the names of two, and what they say.
    fn talkative(stated: &[u8]) -> Vec<u8> {
        let mut types = TypeSection::new();
        types.ty().function([], []);
        let mut imports = ImportSection::new();
        imports.import("./app_bg.js", "plain", EntityType::Function(0));
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
        data.active(0, &ConstExpr::i32_const(1024), stated.iter().copied());
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
        let wasm = remove(&talkative(b"")).expect("it is a module");
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
        let mut stated = b"hint-".to_vec();
        stated.extend_from_slice(file);
        stated.extend_from_slice(&[word(1029), word(11), word(7), word(5), word(9)].concat());
        let mut expected = stated.clone();
        expected[5..32].fill(0);
        let wasm = remove(&talkative(&stated)).expect("it is a module");
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
