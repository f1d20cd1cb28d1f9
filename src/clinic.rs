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
