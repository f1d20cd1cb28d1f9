//! The style sheet without what only its writers need.
//!
//! A CSS minifier that knows everything the sheet uses costs a minute of compiling, and after
//! brotli it saves a few bytes more than this. So only comments and space go, where no rule of CSS
//! gives them a meaning.

/// The sheet without comments and without space that means nothing.
///
/// ResultCache: everything in strings, the space of selectors (`a b`, `a :hover`), of `calc()` and of
/// media queries. An unquoted `url()` must hold neither space nor `/*`.
pub fn squeeze(css: &str) -> String {
    let mut out = String::with_capacity(css.len());
    let mut rest = css;
    let mut space = false;
    while let Some(character) = rest.chars().next() {
        let length = match character {
            '/' if rest.starts_with("/*") => {
                space = true;
                rest.find("*/").map_or(rest.len(), |end| end + 2)
            }
            _ if character.is_ascii_whitespace() => {
                space = true;
                1
            }
            '"' | '\'' => {
                put_space(&mut out, std::mem::take(&mut space), character);
                let length = string_length(rest, character);
                out.push_str(&rest[..length]);
                length
            }
            _ => {
                put_space(&mut out, std::mem::take(&mut space), character);
                if character == '}' && out.ends_with(';') {
                    out.pop();
                }
                out.push(character);
                character.len_utf8()
            }
        };
        rest = &rest[length..];
    }
    out
}

/// Writes one space between what is there and `next`, unless neither needs it.
///
/// A space before `:` separates a descendant from its pseudo-class; one after it, never.
fn put_space(out: &mut String, space: bool, next: char) {
    let needless_after = out.is_empty() || out.ends_with(['{', '}', ';', ',', ':', '>']);
    let needless_before = matches!(next, '{' | '}' | ';' | ',' | '>');
    if space && !needless_after && !needless_before {
        out.push(' ');
    }
}

/// The length in bytes of the string that `text` begins with, its quotes included.
fn string_length(text: &str, quote: char) -> usize {
    let mut escaped = false;
    for (index, character) in text.char_indices().skip(1) {
        match character {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            _ if character == quote => return index + 1,
            _ => {}
        }
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use super::squeeze;

    #[test]
    fn comments_and_space_without_meaning_go() {
        let css = "/* why */\n.a ,\n.b > p {\n  color : red;\n  margin: 0 auto;\n}\n";
        assert_eq!(squeeze(css), ".a,.b>p{color :red;margin:0 auto}");
    }

    #[test]
    fn the_space_of_selectors_and_arithmetic_stays() {
        for css in [
            ".a :hover{top:calc(1rem + 2px)}",
            "@media (width>=40em) and (forced-colors:active){.a{&:has(> .b) .c{top:0}}}",
            ".a{color:oklch(from var(--x) 0.5 c h / 80%)}",
            ".a{color:color-mix(in oklch,var(--x) 20%,white)!important}",
            "@layer a,b;@layer a{:root{--x:var(--y,#fff)}}",
            "#a:target ~ .b *{top:0}",
        ] {
            assert_eq!(squeeze(css), css.replace("(> ", "(>"));
        }
    }

    #[test]
    fn strings_stay_as_they_are() {
        let css = r#"a::after{content:"/* ; } \" " '  '}"#;
        assert_eq!(squeeze(css), css);
    }

    #[test]
    fn a_comment_parts_what_it_stands_between() {
        assert_eq!(
            squeeze(".a/* x */.b{margin:1px/**/2px}"),
            ".a .b{margin:1px 2px}"
        );
    }
}
