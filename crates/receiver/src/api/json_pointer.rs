//! JSON Pointers to the members that are wrong.

use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};
use serde_path_to_error::{Path, Segment};

/// The characters that a URI fragment must escape (RFC 3986, section 3.5).
const FRAGMENT: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'#')
    .add(b'%')
    .add(b'<')
    .add(b'>')
    .add(b'[')
    .add(b'\\')
    .add(b']')
    .add(b'^')
    .add(b'`')
    .add(b'{')
    .add(b'|')
    .add(b'}');

/// The path as a JSON Pointer in a URI fragment (RFC 6901, section 6).
pub fn fragment(path: &Path) -> String {
    let mut pointer = "#".to_owned();
    for segment in path {
        match segment {
            Segment::Seq { index } => pointer.push_str(&format!("/{index}")),
            Segment::Map { key } | Segment::Enum { variant: key } => {
                let key = key.replace('~', "~0").replace('/', "~1");
                pointer.push('/');
                pointer.extend(utf8_percent_encode(&key, FRAGMENT));
            }
            Segment::Unknown => {}
        }
    }
    pointer
}
