//! Which texts count as a mail address or a telephone number.

/// Whether `text` has the shape of a mail address: something, `@`, and a domain of at least two
/// labels. Any script, apostrophes and plus-addressing are fine (RFC 6531); only sending
/// shows whether mail arrives.
pub fn is_email(text: &str) -> bool {
    let Some((local, domain)) = text.rsplit_once('@') else {
        return false;
    };
    // RFC 5321, section 4.5.3.1: 64 octets before the sign, 255 after it.
    let lengths = (1..=64).contains(&local.len()) && domain.len() <= 255;
    let quoted = local.len() > 2 && local.starts_with('"') && local.ends_with('"');
    let local = quoted
        || local
            .chars()
            .all(|c| !is_space(c) && !"()<>[]:;@\\,\"".contains(c))
            && local.split('.').all(|atom| !atom.is_empty());
    // IDNA also takes the full stops of Chinese and Japanese keyboards (RFC 3490, section 3.1).
    let labels: Vec<&str> = domain.split(['.', '。', '．', '｡']).collect();
    // No domain of the top level is a number (RFC 3696, section 2), so this would be a part of an address
    // of the Internet Protocol.
    let number = labels.last().is_some_and(|last| last.chars().all(is_digit));
    lengths && local && labels.len() >= 2 && !number && labels.into_iter().all(is_label)
}

fn is_label(label: &str) -> bool {
    !label.is_empty()
        && label.len() <= 63
        && !label.starts_with('-')
        && !label.ends_with('-')
        && label
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || c == '-' || !c.is_ascii() && !is_space(c))
}

fn is_space(c: char) -> bool {
    c.is_whitespace() || c.is_control()
}

/// Whether `text` has the 7 to 15 digits of a telephone number (ITU-T E.164 allows 15), in
/// whatever format. Digits of other scripts count.
pub fn is_phone(text: &str) -> bool {
    (7..=15).contains(&text.chars().filter(|c| is_digit(*c)).count())
}

fn is_digit(c: char) -> bool {
    // ASCII, Arabic-Indic, Extended Arabic-Indic, Devanagari, Bengali, Thai, full-width.
    matches!(c, '0'..='9' | '\u{660}'..='\u{669}' | '\u{6f0}'..='\u{6f9}' | '\u{966}'..='\u{96f}'
        | '\u{9e6}'..='\u{9ef}' | '\u{e50}'..='\u{e59}' | '\u{ff10}'..='\u{ff19}')
}

/// The ASCII digit for a digit of any script.
pub fn digit(c: char) -> Option<char> {
    // Each script's digits begin at a multiple of 16, or 6 behind one.
    let behind = match c {
        '\u{966}'..='\u{9ef}' => 6,
        _ => 0,
    };
    let digit = (u32::from(c) - behind) % 16;
    is_digit(c).then(|| char::from_digit(digit, 10)).flatten()
}

#[cfg(test)]
mod tests {
    use super::{is_email, is_phone};

    #[test]
    fn addresses_as_real_people_have_them_are_accepted() {
        for address in [
            "ana@example.org",
            "o'brien+clinic@mail.example.co.uk",
            "x@a.io",
            "josé@correo.example",
            "用户@例子.广告",
            "用户@例子。广告",
            "अजय@डाटा.भारत",
            "first.last@xn--bcher-kva.example",
            "a_b-c@sub.domain.example",
            "\"odd name\"@example.org",
            "user%example.com@example.org",
            "ana@123.example",
            "ana@example.x1",
        ] {
            assert!(is_email(address), "{address}");
        }
    }

    #[test]
    fn what_cannot_be_an_address_is_not() {
        for address in [
            "",
            "ana",
            "ana@",
            "@example.org",
            "ana@example",
            "ana@example..org",
            "ana@.org",
            "ana@-example.org",
            "ana smith@example.org",
            "ana@exam ple.org",
            "a@b@example.org",
            "ana@example.org, bob@example.org",
            "<ana@example.org>",
            ".ana@example.org",
            "ana@123",
            "ana@1.2.3.4",
            "ana@example.123",
            "ana@１.２.３.４",
            "ana@٠١.٢",
            "ana@例子。１２",
        ] {
            assert!(!is_email(address), "{address}");
        }
    }

    #[test]
    fn numbers_in_any_format_are_accepted() {
        for number in [
            "617 555 0123",
            "(617) 555-0123 ext. 4",
            "+1.617.555.0123",
            "+44 20 7946 0000",
            "5550123",
            "٠١٢٣٤٥٦٧",
            "１２３４５６７",
        ] {
            assert!(is_phone(number), "{number}");
        }
    }

    #[test]
    fn too_few_or_too_many_digits_are_not_a_number() {
        for number in ["", "555", "123456", "1234567890123456", "call me"] {
            assert!(!is_phone(number), "{number}");
        }
    }
}
