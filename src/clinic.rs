//! The clinic's particulars.

use contract::Guide;
use contract::clinic::capitalized;
use contract::consultation::digit;

use markup::{Markup, html};

/// What the script that fills in a clinic looks for: `data-clinic` says what goes into the element.
fn place(element: Markup, what: &'static str) -> Markup {
    element.attr("data-clinic", what)
}

/// The contact details. A page that embeds the guide fills them in, so where the clinic is not known
/// every one has a place, hidden.
pub fn contact(guide: &Guide) -> Markup {
    let words = &guide.interface;
    let name = html::p().child(html::strong().text(capitalized(&words.clinic)));
    let Some(clinic) = &guide.clinic else {
        let link = |what, label: &str| row(what, label, html::a());
        let text = |what, label: &str| row(what, label, html::span());
        let rows = [
            link("phone", &words.phone),
            link("mail", &words.email),
            text("address", &words.address),
            text("hours", &words.hours),
            link("site", &words.website),
            place(html::li(), "privacy")
                .attr("hidden", true)
                .child(html::a().text(&words.privacy)),
        ];
        return place(html::div().class("contact"), "contact")
            .attr("hidden", true)
            .child(name)
            .child(html::ul().children(rows));
    };
    let link = |target: String, words: &str| html::a().attr("href", target).text(words);
    let text = |text: &String| html::span().text(text);
    let with = |label: &str, value: Option<Markup>| {
        value.map(|value| html::li().text(format!("{label} ")).child(value))
    };
    let (phone, mail, site) = (&clinic.phone, &clinic.mail, &clinic.site);
    let rows = [
        with(
            &words.phone,
            phone.as_ref().map(|phone| link(telephone(phone), phone)),
        ),
        with(
            &words.email,
            mail.as_ref().map(|mail| link(mail_link(mail), mail)),
        ),
        with(&words.address, clinic.address.as_ref().map(text)),
        with(&words.hours, clinic.hours.as_ref().map(text)),
        with(
            &words.website,
            site.as_ref().map(|site| link(site.clone(), site)),
        ),
        privacy(guide).map(|link| html::li().child(link)),
    ];
    html::div()
        .class("contact")
        .child(html::p().child(html::strong().text(&clinic.name)))
        .child(html::ul().children(rows.into_iter().flatten()))
}

fn row(what: &'static str, label: &str, value: Markup) -> Markup {
    place(html::li(), what)
        .attr("hidden", true)
        .text(format!("{label} "))
        .child(value)
}

fn privacy(guide: &Guide) -> Option<Markup> {
    let address = guide.clinic.as_ref()?.privacy.clone()?;
    Some(
        html::a()
            .attr("href", address)
            .text(&guide.interface.privacy),
    )
}

/// The contact details in place of the form. Where the clinic is not known, the children of the
/// embedding element stand there.
pub fn contact_or_fallback(guide: &Guide) -> Markup {
    let contact = html::div().child(contact(guide));
    match guide.clinic {
        Some(_) => contact,
        None => contact.child(place(html::div(), "none").child(html::slot())),
    }
}

/// The clinic's logo and name above the guide. The logo's size is reserved, so nothing moves when it
/// comes.
pub fn masthead(guide: &Guide) -> Markup {
    let image = html::img().attr("alt", "");
    let line = html::div().class("masthead");
    match &guide.clinic {
        None => {
            let logo = place(html::span(), "logo").attr("hidden", true);
            let name = html::span().text(capitalized(&guide.interface.clinic));
            place(line, "masthead")
                .attr("hidden", true)
                .child(logo.child(image))
                .child(name)
        }
        Some(clinic) => {
            let logo = clinic.logo.clone();
            let logo = logo.map(|logo| html::span().child(image.attr("src", logo)));
            line.children(logo).child(html::span().text(&clinic.name))
        }
    }
}

/// How soon somebody answers; `None` for a clinic that does not say.
pub fn answers(guide: &Guide) -> Option<Markup> {
    match &guide.clinic {
        None => Some(place(html::p(), "answers").attr("hidden", true)),
        Some(clinic) => Some(html::p().text(clinic.answers.clone()?)),
    }
}

/// What stands beside the button that sends the form: how soon somebody answers, and the privacy
/// notice.
pub fn beside_button(guide: &Guide) -> Markup {
    let link = match guide.clinic {
        None => Some(
            place(html::p(), "privacy")
                .attr("hidden", true)
                .child(html::a().text(&guide.interface.privacy)),
        ),
        Some(_) => privacy(guide).map(|link| html::p().child(link)),
    };
    html::div()
        .class("beside-button")
        .children(answers(guide))
        .children(link)
}

/// A phone number as a link: its digits in ASCII, and an extension if letters announce one (RFC 3966,
/// section 3).
pub fn telephone(number: &str) -> String {
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
pub fn mail_link(address: &str) -> String {
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
    use contract::Particulars;

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
                "Hours: Monday to Friday, 9 to 5",
                "Website: https://clinic.example",
                "Privacy notice",
            ]
        );
        let links: Vec<_> = page.tags("a").filter_map(|a| a.get("href")).collect();
        assert_eq!(
            links,
            [
                "tel:5550100199",
                "mailto:eyes@clinic.example",
                "https://clinic.example",
                "/privacy",
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
            guide.clinic = Some(Particulars {
                phone: Some(phone.to_owned()),
                ..Particulars::default()
            });
            let page = contact_page(&guide);
            let first = page.tags("a").next().expect("there is a link");
            assert_eq!(first.get("href"), Some(link));
            assert_eq!(first.text, phone);
        }
    }

    #[test]
    fn an_address_cannot_add_parts_to_its_link() {
        assert_eq!(mail_link("a?b&c#d%@x.org"), "mailto:a%3Fb%26c%23d%25@x.org");
    }

    #[test]
    fn what_the_clinic_leaves_out_is_not_shown() {
        let mut guide = small();
        guide.clinic = Some(Particulars {
            site: Some("https://clinic.example".to_owned()),
            ..Particulars::default()
        });
        let page = contact_page(&guide);
        let rows: Vec<_> = page.tags("li").map(|row| row.text.as_str()).collect();
        assert_eq!(rows, ["Website: https://clinic.example"]);
        assert!(answers(&guide).is_none());
        let page = Page::read(&rendered(&guide, || masthead(&guide)));
        assert_eq!(page.tags("img").count(), 0);
    }

    #[test]
    fn the_masthead_names_the_clinic_or_waits_hidden_for_one() {
        let mut guide = small();
        let page = Page::read(&rendered(&guide, || masthead(&guide)));
        assert_eq!(page.class("masthead").text, "Sight Clinic");
        guide.clinic = None;
        let page = Page::read(&rendered(&guide, || masthead(&guide)));
        let masthead = page.class("masthead");
        assert!(masthead.has("hidden"));
        assert_eq!(masthead.get("data-clinic"), Some("masthead"));
    }

    #[test]
    fn a_guide_without_a_clinic_has_a_hidden_place_for_each_particular() {
        let mut guide = small();
        guide.clinic = None;
        let page = contact_page(&guide);
        assert!(page.class("contact").has("hidden"));
        let places: Vec<_> = page
            .tags("li")
            .filter_map(|row| row.get("data-clinic"))
            .collect();
        assert_eq!(
            places,
            ["phone", "mail", "address", "hours", "site", "privacy"]
        );
        assert!(page.tags("li").all(|row| row.has("hidden")));
    }
}
