//! What people paste without seeing it, and what software puts in place of what they type.
//!
//! An address with an invisible character in it looks right, and nobody can answer it.

/// Characters without a look of their own: the general category Cf, all of
/// `Default_Ignorable_Code_Point`, the blank of Braille, and what stands for a pasted object. A test
/// compares the ranges with Unicode's data, so that those need not be in the Wasm.
pub const INVISIBLE: [(char, char); 26] = [
    ('\u{ad}', '\u{ad}'),
    ('\u{34f}', '\u{34f}'),
    ('\u{600}', '\u{605}'),
    ('\u{61c}', '\u{61c}'),
    ('\u{6dd}', '\u{6dd}'),
    ('\u{70f}', '\u{70f}'),
    ('\u{890}', '\u{891}'),
    ('\u{8e2}', '\u{8e2}'),
    ('\u{115f}', '\u{1160}'),
    ('\u{17b4}', '\u{17b5}'),
    ('\u{180b}', '\u{180f}'),
    ('\u{200b}', '\u{200f}'),
    ('\u{202a}', '\u{202e}'),
    ('\u{2060}', '\u{206f}'),
    ('\u{2800}', '\u{2800}'),
    ('\u{3164}', '\u{3164}'),
    ('\u{fe00}', '\u{fe0f}'),
    ('\u{feff}', '\u{feff}'),
    ('\u{ffa0}', '\u{ffa0}'),
    ('\u{fff0}', '\u{fffc}'),
    ('\u{110bd}', '\u{110bd}'),
    ('\u{110cd}', '\u{110cd}'),
    ('\u{13430}', '\u{1343f}'),
    ('\u{1bca0}', '\u{1bca3}'),
    ('\u{1d173}', '\u{1d17a}'),
    ('\u{e0000}', '\u{e0fff}'),
];

fn is_blank(c: char) -> bool {
    let among = |(first, last): &(char, char)| (*first..=*last).contains(&c);
    c.is_whitespace() || c.is_control() || INVISIBLE.iter().any(among)
}

/// The ASCII quote for a quote or apostrophe that software puts in its place, or that a keyboard of
/// full-width characters has.
fn plain_quote(c: char) -> Option<char> {
    match c {
        '\'' | '\u{2018}'..='\u{201b}' | '\u{2032}' | '\u{2bc}' | '\u{ff07}' => Some('\''),
        '"' | '\u{201c}'..='\u{201f}' | '\u{2033}' | '«' | '»' | '\u{ff02}' => Some('"'),
        _ => None,
    }
}

/// Whether a text says nothing: quotes and what nobody sees.
pub fn is_empty(text: &str) -> bool {
    text.chars()
        .all(|c| is_blank(c) || plain_quote(c).is_some())
}

/// What a text is.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Sort {
    /// Words. Inside nothing changes: names in Persian and in Indian scripts have joiners.
    Words,
    /// A telephone number. Its spaces become those that every program knows.
    Number,
    /// A mail address. It has no no-break spaces, the quotes and apostrophes of mail programs, and no
    /// quotes around the whole.
    Address,
}

/// The text without space, control characters and invisible ones at its ends, and in numbers and
/// addresses without invisible ones inside. One loop for all, since the page has it too.
pub fn clean(text: &str, sort: Sort) -> String {
    let mut clean = String::with_capacity(text.len());
    // The part without quotes at its ends.
    let (mut start, mut end) = (None, 0);
    let (mut before, mut ends_quoted) = (' ', false);
    for c in text.chars() {
        let blank = is_blank(c) && !(sort == Sort::Words && is_form_of(before, c));
        let space = c.is_whitespace();
        let mut is_quote = false;
        before = match sort {
            Sort::Words => c,
            _ if blank && !space => continue,
            Sort::Number if space => ' ',
            Sort::Number => c,
            Sort::Address => match c {
                '\u{a0}' | '\u{2007}' | '\u{202f}' => continue,
                '\u{ff20}' => '@',
                _ => {
                    let quote = plain_quote(c);
                    is_quote = quote.is_some();
                    quote.unwrap_or(c)
                }
            },
        };
        if blank && clean.is_empty() {
            continue;
        }
        let at = clean.len();
        clean.push(before);
        if !blank && !is_quote {
            start.get_or_insert(at);
            end = clean.len();
        }
        ends_quoted = is_quote || ends_quoted && blank;
    }
    // No domain ends with a quote.
    let start = start.filter(|_| ends_quoted).unwrap_or(0);
    clean.get(start..end).unwrap_or_default().to_owned()
}

/// Whether `c` says which form of an ideograph a family writes (Unicode, section 23.4).
fn is_form_of(ideograph: char, c: char) -> bool {
    matches!(ideograph, '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
        && matches!(c, '\u{fe00}'..='\u{fe02}' | '\u{e0100}'..='\u{e01ef}')
}

#[cfg(test)]
mod tests;
