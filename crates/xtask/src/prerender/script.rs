//! The scripts without their comments and indentation.
//!
//! wasm-bindgen writes the glue and we write the loader with one statement a line and comments on
//! lines of their own. That is all this leans on; a minifier that knows all of JavaScript would be
//! a large dependency for the few bytes more.

/// The script without comment lines, empty lines and indentation.
///
/// Unchanged where that could change what it does: where a template literal spans lines, for space
/// is text there, and where a block comment begins after code and spans lines.
pub fn squeeze(script: &str) -> String {
    squeezed(script).unwrap_or_else(|| script.to_owned())
}

fn squeezed(script: &str) -> Option<String> {
    let mut out = String::with_capacity(script.len());
    let mut in_comment = false;
    for line in script.lines().map(str::trim) {
        let code = match line.find("*/") {
            Some(end) if in_comment || line.starts_with("/*") => {
                in_comment = false;
                line[end + 2..].trim_start()
            }
            None if in_comment || line.starts_with("/*") => {
                in_comment = true;
                continue;
            }
            _ => line,
        };
        if code.is_empty() || code.starts_with("//") {
            continue;
        }
        let spans_lines =
            code.matches('`').count() % 2 == 1 || (code.rfind("/*") > code.rfind("*/"));
        if spans_lines {
            return None;
        }
        out.push_str(code);
        out.push('\n');
    }
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::squeeze;

    #[test]
    fn comments_on_their_own_lines_and_indentation_go() {
        let script = "/* @ts-self-types */\n/**\n * Wakes. `a\n * @param {string} a\n */\n\
                      export function wake(a) {\n    // why\n    f(`${a} // b`, '/* c */');\n\n}\n";
        assert_eq!(
            squeeze(script),
            "export function wake(a) {\nf(`${a} // b`, '/* c */');\n}\n"
        );
    }

    #[test]
    fn code_after_a_comment_stays() {
        assert_eq!(squeeze("/* a */ f();\n/*\n b */ g();\n"), "f();\ng();\n");
    }

    #[test]
    fn what_spans_lines_leaves_all_as_it_is() {
        for script in [
            "// x\na = `\n  // text\n`;\n",
            "// x\nf(); /* a\n  // b */\n",
        ] {
            assert_eq!(squeeze(script), script);
        }
    }
}
