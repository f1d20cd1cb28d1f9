//! The order of a module's functions, in which it weighs the least once it is compressed.
//!
//! Nothing depends on the order but the numbers that functions are called by. A compressor does: it
//! guesses each byte by those just before it. Functions with as many variables, of one type and of
//! much the same length are alike, and stand beside each other here.

use std::convert::Infallible;

use wasm_encoder::reencode::{self, Reencode};
use wasm_encoder::{CodeSection, FunctionSection};
use wasmparser::{
    BinaryReaderError, CodeSectionReader, FunctionBody, FunctionSectionReader, Parser, Payload,
    TypeRef,
};

/// Where each function goes.
#[derive(Debug, Default)]
pub struct Order {
    /// How many functions are imported. These come first, and stay.
    imported: u32,
    /// The place of each function that the module defines, without those that are imported.
    places: Vec<u32>,
}

impl Order {
    /// Finds the order for a module.
    pub fn find(wasm: &[u8]) -> Result<Self, BinaryReaderError> {
        let mut imported = 0;
        let mut types = Vec::new();
        let mut likeness = Vec::new();
        for payload in Parser::new(0).parse_all(wasm) {
            match payload? {
                Payload::ImportSection(imports) => {
                    for import in imports.into_imports() {
                        let is_function = matches!(import?.ty, TypeRef::Func(_));
                        imported += u32::from(is_function);
                    }
                }
                Payload::FunctionSection(functions) => {
                    types = functions.into_iter().collect::<Result<_, _>>()?;
                }
                Payload::CodeSectionEntry(body) => {
                    let of_type = types.get(likeness.len()).copied();
                    likeness.push((variables(&body)?, of_type, body.as_bytes().len()));
                }
                _ => {}
            }
        }
        let mut order: Vec<_> = (0..likeness.len()).collect();
        order.sort_by_key(|index| likeness[*index]);
        let mut places = vec![0; order.len()];
        for (place, index) in (0..).zip(order) {
            places[index] = place;
        }
        Ok(Self { imported, places })
    }

    /// What belongs to the functions that the module defines, in the order in which they go.
    fn arrange<T>(&self, parts: Vec<T>) -> Vec<T> {
        let mut parts: Vec<_> = self.places.iter().zip(parts).collect();
        parts.sort_by_key(|(place, _)| **place);
        parts.into_iter().map(|(_, part)| part).collect()
    }
}

/// How many variables a function has beside its parameters.
fn variables(body: &FunctionBody<'_>) -> Result<u32, BinaryReaderError> {
    let locals = body.get_locals_reader()?.into_iter();
    locals.map(|locals| Ok(locals?.0)).sum()
}

impl Reencode for Order {
    type Error = Infallible;

    fn function_index(&mut self, function: u32) -> Result<u32, reencode::Error<Infallible>> {
        let own = function.checked_sub(self.imported);
        let place = own.and_then(|own| self.places.get(own as usize));
        Ok(place.map_or(function, |place| self.imported + place))
    }

    fn parse_function_section(
        &mut self,
        functions: &mut FunctionSection,
        section: FunctionSectionReader<'_>,
    ) -> Result<(), reencode::Error<Infallible>> {
        let types = section.into_iter().collect::<Result<_, _>>()?;
        for of_type in self.arrange(types) {
            functions.function(self.type_index(of_type)?);
        }
        Ok(())
    }

    fn parse_code_section(
        &mut self,
        code: &mut CodeSection,
        section: CodeSectionReader<'_>,
    ) -> Result<(), reencode::Error<Infallible>> {
        let bodies = section.into_iter().collect::<Result<_, _>>()?;
        for body in self.arrange(bodies) {
            self.parse_function_body(code, body)?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use wasm_encoder::{
        EntityType, ExportKind, ExportSection, Function, ImportSection, Instruction, Module,
        TypeSection, ValType,
    };
    use wasmparser::Operator;

    use super::super::arrange;
    use super::*;

    /// Function 0 is imported, 1 has two variables and calls 2, 2 has none and calls 3, 3 is of
    /// another type. The one that is exported is 1.
    fn module() -> Vec<u8> {
        let mut types = TypeSection::new();
        types.ty().function([], []);
        types.ty().function([ValType::I32], []);
        let mut imports = ImportSection::new();
        imports.import("$", "$0", EntityType::Function(0));
        let mut functions = FunctionSection::new();
        functions.function(0).function(1).function(0);
        let mut exports = ExportSection::new();
        exports.export("main", ExportKind::Func, 1);
        let mut code = CodeSection::new();
        let variables = [Some((2, ValType::I32)), None, None];
        for (calls, variables) in [2, 3, 0].into_iter().zip(variables) {
            let mut function = Function::new(variables);
            if calls == 2 {
                function.instruction(&Instruction::I32Const(7));
            }
            function.instruction(&Instruction::Call(calls));
            function.instruction(&Instruction::End);
            code.function(&function);
        }
        let mut module = Module::new();
        module
            .section(&types)
            .section(&imports)
            .section(&functions)
            .section(&exports)
            .section(&code);
        module.finish()
    }

    /// For each function its variables, its type, and what it calls.
    fn functions(wasm: &[u8]) -> Vec<(u32, u32, u32)> {
        let mut types = Vec::new();
        let mut found = Vec::new();
        for payload in Parser::new(0).parse_all(wasm) {
            match payload.expect("it is a module") {
                Payload::FunctionSection(section) => types.extend(section.into_iter().flatten()),
                Payload::CodeSectionEntry(body) => {
                    let operators = body.get_operators_reader().expect("instructions");
                    let calls = operators.into_iter().find_map(|operator| match operator {
                        Ok(Operator::Call { function_index }) => Some(function_index),
                        _ => None,
                    });
                    let variables = variables(&body).expect("variables");
                    found.push((variables, types[found.len()], calls.expect("a call")));
                }
                Payload::ExportSection(exports) => {
                    let all: Vec<_> = exports.into_iter().flatten().collect();
                    assert_eq!((all.len(), all[0].name), (1, "main"));
                    assert_eq!(all[0].index, 3, "it leads to the same function");
                }
                _ => {}
            }
        }
        found
    }

    #[test]
    fn functions_with_few_variables_come_first_and_calls_lead_where_they_led() {
        let arranged = arrange(&module()).expect("it is a module");
        assert_eq!(functions(&arranged), [(0, 0, 0), (0, 1, 1), (2, 0, 2)]);
    }

    #[test]
    fn what_has_its_order_keeps_it() {
        let once = arrange(&module()).expect("it is a module");
        assert_eq!(arrange(&once).expect("it is a module"), once);
    }

    #[test]
    fn what_is_no_module_is_refused() {
        assert!(arrange(b"<html>").is_err());
    }
}
