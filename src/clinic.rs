//! The clinic's contact details.

use contract::Guide;
use contract::consultation::digit;

use markup::{Markup, html};

/// The contact details that the guide file has.
pub fn contact(guide: &Guide) -> Markup {
    let clinic = &guide.clinic;
    let words = &guide.interface;
    let link = |target: String, words: &str| html::a().attr("href", target).text(words);
    let rows = [
        clinic
            .phone
            .as_ref()
            .map(|phone| (&words.phone, link(telephone(phone), phone))),
        clinic
            .email
            .as_ref()
            .map(|email| (&words.email, link(mail(email), email))),
        clinic
            .address
            .as_ref()
            .map(|address| (&words.address, html::span().text(address))),
        Some((&words.website, link(clinic.url.clone(), &clinic.url))),
    ];
    let rows = rows
        .into_iter()
        .flatten()
        .map(|(label, value)| html::li().text(format!("{label} ")).child(value));
    html::div()
        .class("contact")
        .child(html::p().child(html::strong().text(&clinic.name)))
        .child(html::ul().children(rows))
}

/// A phone number as a link: its digits in ASCII, and an extension if letters announce one (RFC 3966,
/// section 3).
fn telephone(number: &str) -> String {
    let number: String = number.chars().map(ascii).collect();
    let is_part = |c: char| c.is_ascii_digit() || c == '+';
    let number = &number[number.find(is_part).unwrap_or_default()..];
    let (number, extension) = match number.find(char::is_alphabetic) {
        Some(at) => number.split_at(at),
        None => (number, ""),
    };
    // The trunk prefix, dialled only within the country.
    let number = match number.starts_with('+') {
        true => number.replacen("(0)", "", 1),
        false => number.to_owned(),
    };
    let parts = |text: &str| -> String { text.chars().filter(|c| is_part(*c)).collect() };
    match parts(extension).as_str() {
        "" => format!("tel:{}", parts(&number)),
        extension => format!("tel:{};ext={extension}", parts(&number)),
    }
}

fn ascii(c: char) -> char {
    match c {
        '\u{ff0b}' => '+',
        c => digit(c).unwrap_or(c),
    }
}

/// An email address as a link; characters that would start another part are escaped (RFC 6068,
/// section 2).
fn mail(address: &str) -> String {
    let mut link = "mailto:".to_owned();
    for c in address.chars() {
        match c {
            '%' | '?' | '&' | '#' | '/' | '"' => link.push_str(&format!("%{:02X}", c as u32)),
            c => link.push(c),
        }
    }
    link
}

#[cfg(all(test, feature = "ssr"))]
mod tests {
    use super::*;
    use crate::tests::page::Page;
    use crate::tests::{rendered, small};

    fn contact_page(guide: &Guide) -> Page {
        Page::read(&rendered(guide, || contact(guide)))
    }

    #[test]
    fn each_way_to_the_clinic_is_a_link_with_its_label() {
        let page = contact_page(&small());
        let rows: Vec<_> = page.tags("li").map(|row| row.text.as_str()).collect();
        assert_eq!(
            rows,
            [
                "Phone: (555) 010-0199",
                "Email: eyes@clinic.example",
                "Address: 1 Lens Lane",
                "Website: https://clinic.example",
            ]
        );
        let links: Vec<_> = page.tags("a").filter_map(|a| a.get("href")).collect();
        assert_eq!(
            links,
            [
                "tel:5550100199",
                "mailto:eyes@clinic.example",
                "https://clinic.example",
            ]
        );
    }

    #[test]
    fn a_number_is_dialled_by_its_digits() {
        let mut guide = small();
        for (phone, link) in [
            ("+1 617 555 0123", "tel:+16175550123"),
            ("617\u{a0}555\u{202f}0123", "tel:6175550123"),
            ("617-555.0123", "tel:6175550123"),
            ("(617) 555-0123 ext. 4", "tel:6175550123;ext=4"),
            ("Tel. 617 555 0123", "tel:6175550123"),
            ("T: +44 (0)20 7946 0018", "tel:+442079460018"),
            ("(0)20 7946 0018", "tel:02079460018"),
            ("٠٢٠٧٩٤٦٠٠١٨", "tel:02079460018"),
            ("＋４４ 20 7946 0018", "tel:+442079460018"),
        ] {
            guide.clinic.phone = Some(phone.to_owned());
            let page = contact_page(&guide);
            let first = page.tags("a").next().expect("there is a link");
            assert_eq!(first.get("href"), Some(link));
            assert_eq!(first.text, phone);
        }
    }

    #[test]
    fn an_address_cannot_add_parts_to_its_link() {
        assert_eq!(mail("a?b&c#d%@x.org"), "mailto:a%3Fb%26c%23d%25@x.org");
    }

    #[test]
    fn what_the_guide_leaves_out_is_not_shown() {
        let mut guide = small();
        let clinic = &mut guide.clinic;
        (clinic.phone, clinic.email, clinic.address) = (None, None, None);
        let page = contact_page(&guide);
        let rows: Vec<_> = page.tags("li").map(|row| row.text.as_str()).collect();
        assert_eq!(rows, ["Website: https://clinic.example"]);
    }
}
