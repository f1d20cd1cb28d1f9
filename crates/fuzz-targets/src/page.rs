//! A rendered page, as a browser would read it.

use scraper::node::Element;
use scraper::{ElementRef, Html, Node, Selector};
use url::Url;

/// All elements that a guide is made of.
const ELEMENTS: [&str; 41] = [
    "a",
    "bdi",
    "button",
    "caption",
    "details",
    "div",
    "fieldset",
    "figcaption",
    "figure",
    "form",
    "h1",
    "h2",
    "h3",
    "header",
    "img",
    "input",
    "label",
    "legend",
    "li",
    "nav",
    "ol",
    "output",
    "p",
    "path",
    "section",
    "slot",
    "span",
    "strong",
    "summary",
    "sup",
    "svg",
    "table",
    "tbody",
    "td",
    "textarea",
    "th",
    "thead",
    "time",
    "tr",
    "ul",
    "wbr",
];

/// The elements around them, from the parser or from us.
const FRAME: [&str; 8] = [
    "html", "head", "body", "main", "meta", "title", "style", "link",
];

/// All attributes that they have.
const ATTRIBUTES: [&str; 45] = [
    "action",
    "alt",
    "aria-describedby",
    "aria-hidden",
    "aria-invalid",
    "aria-label",
    "aria-labelledby",
    "aria-required",
    "autocomplete",
    "autocorrect",
    "spellcheck",
    "writingsuggestions",
    "checked",
    "class",
    "d",
    "data-clinic",
    "data-clinic-in",
    "data-show-when",
    "data-elements",
    "data-refused",
    "data-theme",
    "data-title-prefix",
    "data-wrong",
    "datetime",
    "dir",
    "for",
    "hidden",
    "href",
    "id",
    "lang",
    "method",
    "name",
    "novalidate",
    "open",
    "part",
    "placeholder",
    "required",
    "role",
    "rows",
    "scope",
    "src",
    "tabindex",
    "type",
    "value",
    "viewBox",
];

/// A page or a part of one, read by an HTML parser.
#[derive(Debug)]
pub struct Page(Html);

impl Page {
    /// Reads the content of an element.
    ///
    /// # Panics
    /// If the parser had to repair something, or finds an element or attribute that a guide does not have.
    pub fn part(html: &str) -> Self {
        let parsed = Html::parse_fragment(html);
        let repairs = repairs(html, &parsed);
        Self::sound(parsed, &repairs, &["html"])
    }

    /// Reads a whole document.
    ///
    /// # Panics
    /// As [`Page::part`].
    pub fn whole(html: &str) -> Self {
        let frame = [
            "html", "head", "meta", "meta", "meta", "link", "title", "style", "body", "main",
        ];
        let parsed = Html::parse_document(html);
        let repairs = repairs(html, &parsed);
        Self::sound(parsed, &repairs, &frame)
    }

    /// `frame` names the elements that are not the guide's.
    fn sound(html: Html, repairs: &[String], frame: &[&str]) -> Self {
        let mut framed = Vec::new();
        assert!(repairs.is_empty(), "{repairs:?} in {}", html.html());
        for node in html.tree.root().descendants().map(|node| node.value()) {
            match node {
                Node::Comment(comment) => panic!("a comment: {comment:?}"),
                Node::ProcessingInstruction(found) => panic!("an instruction: {found:?}"),
                Node::Element(element) if FRAME.contains(&element.name()) => {
                    framed.push(element.name())
                }
                Node::Element(element) => allowed(element),
                _ => {}
            }
        }
        assert_eq!(framed, frame, "around the guide");
        Self(html)
    }

    /// The tags with the names of their attributes, in the order of the page: all that is not text.
    pub fn skeleton(&self) -> Vec<String> {
        self.parts()
            .map(|element| {
                let names: Vec<_> = element.attrs().map(|(name, _)| name).collect();
                format!("{} {}", element.name(), names.join(" "))
            })
            .collect()
    }

    /// How many elements there are.
    pub fn elements(&self) -> usize {
        self.parts().count()
    }

    /// The elements without those that a parser puts around them.
    fn parts(&self) -> impl Iterator<Item = &Element> {
        let nodes = self.0.tree.root().descendants();
        let elements = nodes.filter_map(|node| node.value().as_element());
        elements.filter(|element| !FRAME.contains(&element.name()))
    }

    /// The elements that a selector finds.
    ///
    /// # Panics
    /// If it is not a selector.
    pub fn select(&self, selector: &str) -> Vec<ElementRef<'_>> {
        let selector = Selector::parse(selector).expect("a selector");
        // The elements found live as long as the page, not as the selector.
        self.0.select(&selector).collect()
    }

    /// The text of the first element that a selector finds.
    ///
    /// # Panics
    /// If there is no such element.
    pub fn text(&self, selector: &str) -> String {
        let found = self.select(selector);
        let first = found.first();
        first
            .unwrap_or_else(|| panic!("no {selector}"))
            .text()
            .collect()
    }

    /// The names and values that a browser would post of the form.
    pub fn pairs(&self) -> Vec<(String, String)> {
        let controls = self.select("form input, form textarea");
        let posted = controls.into_iter().filter(|control| {
            let kind = control.attr("type").unwrap_or("text");
            !["radio", "checkbox"].contains(&kind) || control.attr("checked").is_some()
        });
        posted
            .filter_map(|control| {
                let value = match control.value().name() {
                    "textarea" => control.text().collect(),
                    _ => control.attr("value").unwrap_or_default().to_owned(),
                };
                Some((control.attr("name")?.to_owned(), value))
            })
            .collect()
    }

    /// Checks that each link and the form lead where they may.
    ///
    /// # Panics
    /// If one does not.
    pub fn leads_nowhere_else(&self) {
        for element in self.parts() {
            if let Some(target) = element.attr("href") {
                let schemes = ["http", "https", "mailto", "tel", "sms"];
                assert!(leads(target, &schemes), "a link to {target:?}");
            }
            if let Some(target) = element.attr("action") {
                assert!(leads(target, &["http", "https"]), "a form for {target:?}");
            }
        }
    }
}

/// Whether the address, on a clinic's page, has one of these schemes. A malformed one leads nowhere.
fn leads(target: &str, schemes: &[&str]) -> bool {
    let page = Url::parse("https://clinic.example/care").expect("an address");
    page.join(target)
        .is_ok_and(|address| schemes.contains(&address.scheme()))
        || page.join(target).is_err()
}

fn allowed(element: &Element) {
    let name = element.name();
    assert!(ELEMENTS.contains(&name), "the element {name}");
    for (attribute, _) in element.attrs() {
        assert!(ATTRIBUTES.contains(&attribute), "{attribute} of {name}");
    }
}

/// What the parser had to repair, but for NUL, which it reports and drops.
fn repairs(html: &str, parsed: &Html) -> Vec<String> {
    match html.contains('\0') {
        true => Vec::new(),
        false => parsed.errors.iter().map(ToString::to_string).collect(),
    }
}
