//! How to reach the clinic.

use contract::Guide;

use crate::markup::{Markup, element};

/// The clinic's contact details; what the guide file leaves out is not shown.
pub fn contact(guide: &Guide) -> Markup {
    let clinic = &guide.clinic;
    let words = &guide.interface;
    let link = |scheme: &str, value: &str| {
        element("a")
            .with("href", format_args!("{scheme}{value}"))
            .text(value)
    };
    // RFC 3966, section 3: a number in a link has its visual separators, but no spaces.
    let call = |number: &String| {
        let dialled: String = number.chars().filter(|c| !c.is_whitespace()).collect();
        element("a")
            .with("href", format_args!("tel:{dialled}"))
            .text(number)
    };
    let rows = [
        clinic
            .phone
            .as_ref()
            .map(|phone| (&words.phone, call(phone))),
        clinic
            .email
            .as_ref()
            .map(|email| (&words.email, link("mailto:", email))),
        clinic
            .address
            .as_ref()
            .map(|address| (&words.address, element("span").text(address))),
        Some((&words.website, link("", &clinic.url))),
    ];
    let rows = rows
        .into_iter()
        .flatten()
        .map(|(label, value)| element("li").text(format!("{label} ")).child(value));
    element("div")
        .class("contact")
        .child(element("p").child(element("strong").text(&clinic.name)))
        .child(element("ul").children(rows))
}

#[cfg(all(test, feature = "ssr"))]
mod tests {
    use super::*;
    use crate::tests::page::Page;
    use crate::tests::{printed, small};

    fn contact_page(guide: &Guide) -> Page {
        Page::read(&printed(guide, || contact(guide)))
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
                "tel:(555)010-0199",
                "mailto:eyes@clinic.example",
                "https://clinic.example",
            ]
        );
    }

    #[test]
    fn a_number_is_dialled_without_its_spaces() {
        let mut guide = small();
        for (phone, link) in [
            ("+1 617 555 0123", "tel:+16175550123"),
            ("617\u{a0}555\u{202f}0123", "tel:6175550123"),
            ("617-555.0123", "tel:617-555.0123"),
        ] {
            guide.clinic.phone = Some(phone.to_owned());
            let page = contact_page(&guide);
            let first = page.tags("a").next().expect("there is a link");
            assert_eq!(first.get("href"), Some(link));
            assert_eq!(first.text, phone);
        }
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
