//! Removes what escapes characters.

/// How often a text may have been escaped.
const ROUNDS: usize = 8;

/// The text without escapes of JSON, HTML and addresses, however often it was escaped; `None` if that
/// has no end.
pub fn decoded(text: &str) -> Option<String> {
    let mut text = text.to_owned();
    for _ in 0..ROUNDS {
        let next = decoded_once(&text);
        if next == text {
            return Some(text);
        }
        text = next;
    }
    None
}

/// The text in one line, with plain letters and digits for those of full width, and without marks
/// and characters that nobody sees.
pub fn cleaned(text: &str) -> String {
    text.chars().filter_map(plain).collect()
}

fn plain(character: char) -> Option<char> {
    let code = character as u32;
    Some(match character {
        c if c.is_whitespace() || c.is_ascii_control() => ' ',
        c if c.is_ascii() => c,
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(code - 0xfee0)?,
        // The digits of Arabic, Persian and Devanagari.
        '\u{660}'..='\u{669}' => char::from_digit(code - 0x660, 10)?,
        '\u{6f0}'..='\u{6f9}' => char::from_digit(code - 0x6f0, 10)?,
        '\u{966}'..='\u{96f}' => char::from_digit(code - 0x966, 10)?,
        // Letters whose capitals become others in lower case.
        'ς' => 'σ',
        'ı' | 'İ' => 'i',
        // Dashes and quotation marks.
        '\u{2010}'..='\u{2027}' | '\u{2030}'..='\u{205e}' | '\u{3001}'..='\u{303f}' => ' ',
        c if is_in_words(c) => c,
        _ => return None,
    })
}

/// Whether a word may hold it: every character that is not ASCII counts but spaces, marks and what
/// nobody sees. The tables of Unicode would double the module.
pub fn is_in_words(character: char) -> bool {
    match character {
        c if c.is_ascii() => c.is_ascii_alphanumeric(),
        '\u{80}'..='\u{a9}'
        | '\u{ab}'..='\u{b4}'
        | '\u{b6}'..='\u{b9}'
        | '\u{bb}'..='\u{bf}'
        | '×'
        | '÷'
        | '\u{2b0}'..='\u{36f}'
        | '\u{61c}'
        | '\u{180b}'..='\u{180f}'
        | '\u{1ab0}'..='\u{1aff}'
        | '\u{1dc0}'..='\u{1dff}'
        | '\u{2000}'..='\u{206f}'
        | '\u{20d0}'..='\u{20ff}'
        | '\u{3000}'..='\u{303f}'
        | '\u{fe00}'..='\u{fe2f}'
        | '\u{feff}'
        | '\u{fff0}'..='\u{ffff}'
        | '\u{e0000}'..='\u{e0fff}' => false,
        _ => true,
    }
}

/// In lower case; in the browser by the browser.
pub fn lower(text: &str) -> String {
    #[cfg(all(target_arch = "wasm32", feature = "browser"))]
    return wasm_bindgen_futures::js_sys::JsString::from(text)
        .to_lower_case()
        .into();
    #[cfg(not(all(target_arch = "wasm32", feature = "browser")))]
    text.to_lowercase()
}

fn decoded_once(text: &str) -> String {
    let characters: Vec<char> = text.chars().collect();
    let mut decoded = String::new();
    let mut at = 0;
    while let Some(rest) = characters.get(at..).filter(|rest| !rest.is_empty()) {
        let escape = match rest {
            ['\\', ..] => backslash(rest),
            ['%', ..] => percent(rest),
            ['&', ..] => reference(rest),
            _ => None,
        };
        match (escape, rest) {
            (Some((length, meant)), _) => {
                decoded.push_str(&meant);
                at += length;
            }
            (None, [character, ..]) => {
                decoded.push(*character);
                at += 1;
            }
            (None, []) => break,
        }
    }
    decoded
}

/// An escape's length, and what it means.
type Escape = Option<(usize, String)>;

/// In JSON (RFC 8259, section 7), and `\x41` in scripts.
fn backslash(text: &[char]) -> Escape {
    match text.get(1)? {
        'u' => {
            let (first, second) = (hex(text.get(2..6)?)?, low_surrogate(text.get(6..)));
            let units: Vec<u16> = std::iter::once(first).chain(second).collect();
            Some((6 * units.len(), from_units(&units)))
        }
        'x' => Some((4, from_units(&[hex(text.get(2..4)?)?]))),
        'n' | 'r' | 't' | 'b' | 'f' | 'v' => Some((2, " ".to_owned())),
        c @ ('"' | '\'' | '\\' | '/') => Some((2, c.to_string())),
        _ => None,
    }
}

fn low_surrogate(text: Option<&[char]>) -> Option<u16> {
    let rest = text?.strip_prefix(&['\\', 'u'])?;
    hex(rest.get(..4)?).filter(|unit| (0xdc00..0xe000).contains(unit))
}

/// Half of a character is none.
fn from_units(units: &[u16]) -> String {
    let characters = char::decode_utf16(units.iter().copied());
    characters.filter_map(Result::ok).collect()
}

/// In addresses: bytes of UTF-8 (URL Standard, 1.3), and `%u0041`.
fn percent(text: &[char]) -> Escape {
    if text.get(1) == Some(&'u') {
        return Some((6, from_units(&[hex(text.get(2..6)?)?])));
    }
    let bytes = text.chunks(3).map_while(|escape| match escape {
        ['%', digits @ ..] if digits.len() == 2 => u8::try_from(hex(digits)?).ok(),
        _ => None,
    });
    let bytes: Vec<u8> = bytes.collect();
    let meant = String::from_utf8_lossy(&bytes).replace('\u{fffd}', "");
    (!bytes.is_empty()).then_some((3 * bytes.len(), meant))
}

/// In HTML. What a name stands for that is not one of these five, nobody reads.
fn reference(text: &[char]) -> Escape {
    let name: String = text
        .iter()
        .skip(1)
        .take_while(|c| c.is_ascii_alphanumeric() || **c == '#')
        .take(32)
        .collect();
    let length = 1 + name.len();
    let has_end = text.get(length) == Some(&';');
    let length = length + usize::from(has_end);
    if let Some(number) = name.strip_prefix('#') {
        let code = match number.strip_prefix(['x', 'X']) {
            Some(digits) => u32::from_str_radix(digits, 16),
            None => number.parse(),
        };
        let meant = char::from_u32(code.ok()?).map(String::from);
        return Some((length, meant.unwrap_or_default()));
    }
    if !has_end || name.is_empty() {
        return None;
    }
    let meant = match name.to_ascii_lowercase().as_str() {
        "amp" => "&",
        "lt" => "<",
        "gt" => ">",
        "quot" => "\"",
        "apos" => "'",
        "nbsp" => " ",
        _ => "",
    };
    Some((length, meant.to_owned()))
}

fn hex(digits: &[char]) -> Option<u16> {
    let mut value = 0_u16;
    for digit in digits {
        let digit = u16::try_from(digit.to_digit(16)?).ok()?;
        value = value.checked_mul(16)?.checked_add(digit)?;
    }
    Some(value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escapes_are_removed_however_often_they_were_made() {
        for (escaped, meant) in [
            (r"Jos\u00e9 \ud83d\ude42", "José 🙂"),
            (r"A\nB\/C\x44", "A B/CD"),
            ("O%27Neil %4a%6f%73%C3%A9 %u00e9", "O'Neil José é"),
            ("O&#39;N&#x65;il &lt;b&gt;", "O'Neil <b>"),
            ("&amp;amp;lt;", "<"),
            (r"\\u00e9 %2527 %25u0041", "é ' A"),
            ("100 % & more \\ %zz &x \\ud83d", "100 % & more \\ %zz &x "),
            ("Jos&eacute;", "Jos"),
        ] {
            assert_eq!(decoded(escaped).as_deref(), Some(meant), "{escaped}");
        }
    }

    #[test]
    fn an_end_is_made_where_there_is_none() {
        let deep = format!("%{}41", "25".repeat(20));
        assert_eq!(decoded(&deep), None);
    }

    #[test]
    fn letters_and_digits_are_made_plain() {
        assert_eq!(cleaned("Ａｎａ\u{200b} ６１٧\n“x”"), "Ana 617  x ");
    }
}
