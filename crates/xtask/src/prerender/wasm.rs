//! The Wasm without its custom sections.
//!
//! Names, producers and the like are for debuggers; an engine ignores them (WebAssembly core
//! specification, section 5.5.3). wasm-bindgen adds some that `strip` in Cargo.toml cannot reach.

use thiserror::Error;

/// The file is not what the WebAssembly specification calls a module.
#[derive(Debug, Error, PartialEq, Eq)]
#[error("the Wasm that Trunk built is not a WebAssembly module: wrong from byte {0} on")]
pub struct NotAModule(usize);

/// The eight bytes every module begins with: magic and version.
const HEADER: &[u8] = b"\0asm\x01\0\0\0";
const CUSTOM: u8 = 0;

/// The module without its custom sections.
pub fn without_custom_sections(module: &[u8]) -> Result<Vec<u8>, NotAModule> {
    if !module.starts_with(HEADER) {
        return Err(NotAModule(0));
    }
    let mut kept = HEADER.to_vec();
    let mut start = HEADER.len();
    while start < module.len() {
        let end = section_end(module, start).ok_or(NotAModule(start))?;
        if module[start] != CUSTOM {
            kept.extend_from_slice(&module[start..end]);
        }
        start = end;
    }
    Ok(kept)
}

/// Where the section that starts here ends: one byte that tells its kind, its length (an unsigned
/// LEB128 number), and as many bytes.
fn section_end(module: &[u8], start: usize) -> Option<usize> {
    let mut length = 0_usize;
    let mut position = start + 1;
    for shift in (0..35).step_by(7) {
        let byte = *module.get(position)?;
        position += 1;
        length |= usize::from(byte & 0x7f) << shift;
        if byte & 0x80 == 0 {
            let end = position.checked_add(length)?;
            return (end <= module.len()).then_some(end);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn module(sections: &[&[u8]]) -> Vec<u8> {
        [HEADER, &sections.concat()].concat()
    }

    #[test]
    fn custom_sections_go_and_the_others_stay_in_order() {
        let (types, code) = (&b"\x01\x02ab"[..], &b"\x0a\x83\x00cde"[..]);
        let full = module(&[b"\x00\x05\x04name", types, b"\x00\x01x", code]);
        assert_eq!(without_custom_sections(&full), Ok(module(&[types, code])));
    }

    #[test]
    fn what_is_no_module_is_refused_with_the_place() {
        assert_eq!(without_custom_sections(b"<html>"), Err(NotAModule(0)));
        assert_eq!(
            without_custom_sections(&module(&[b"\x01\x09ab"])),
            Err(NotAModule(8))
        );
        assert_eq!(
            without_custom_sections(&module(&[b"\x01\xff\xff"])),
            Err(NotAModule(8))
        );
    }
}
