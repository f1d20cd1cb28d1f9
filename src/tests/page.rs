//! Printed HTML read again, as far as [`crate::markup`] writes it.

/// An element.
#[derive(Debug, Default)]
pub struct Element {
    /// Its tag.
    pub tag: String,
    /// Its text, and that of the elements in it.
    pub text: String,
    /// Whether neither it nor anything around it is `hidden`.
    pub shown: bool,
    attributes: Vec<(String, String)>,
}

impl Element {
    /// The value of an attribute.
    pub fn get(&self, name: &str) -> Option<&str> {
        let found = self.attributes.iter().find(|(key, _)| key == name);
        found.map(|(_, value)| value.as_str())
    }

    /// Whether it has the attribute.
    pub fn has(&self, name: &str) -> bool {
        self.get(name).is_some()
    }
}

/// All elements of a page, in the order of their start tags.
pub struct Page(Vec<Element>);

impl Page {
    /// Reads a page; panics where an element is not closed in its turn.
    pub fn read(html: &str) -> Self {
        let mut elements: Vec<Element> = Vec::new();
        let mut open: Vec<usize> = Vec::new();
        let mut rest = html;
        while !rest.is_empty() {
            let text = rest.find('<').unwrap_or(rest.len());
            for index in &open {
                elements[*index].text += &unescaped(&rest[..text]);
            }
            rest = &rest[text..];
            let Some((tag, after)) = rest.strip_prefix('<').and_then(|rest| rest.split_once('>'))
            else {
                assert_eq!(rest, "", "a tag is not closed");
                break;
            };
            rest = after;
            if let Some(name) = tag.strip_prefix('/') {
                let closed = open.pop().map(|index| elements[index].tag.as_str());
                assert_eq!(closed, Some(name), "closed in its turn");
                continue;
            }
            let mut element = element(tag);
            let around = open.last().is_none_or(|index| elements[*index].shown);
            element.shown = around && !element.has("hidden");
            if !["br", "hr", "img", "input", "wbr"].contains(&element.tag.as_str()) {
                open.push(elements.len());
            }
            elements.push(element);
        }
        assert!(open.is_empty(), "everything is closed");
        Self(elements)
    }

    /// All elements.
    pub fn all(&self) -> impl Iterator<Item = &Element> {
        self.0.iter()
    }

    /// The elements with a tag.
    pub fn tags(&self, tag: &str) -> impl Iterator<Item = &Element> {
        self.0.iter().filter(move |element| element.tag == tag)
    }

    /// The elements with this value of an attribute.
    pub fn with(&self, name: &str, value: &str) -> impl Iterator<Item = &Element> {
        self.0
            .iter()
            .filter(move |element| element.get(name) == Some(value))
    }

    /// The element with an id; panics where there is none.
    #[track_caller]
    pub fn id(&self, id: &str) -> &Element {
        self.with("id", id)
            .next()
            .unwrap_or_else(|| panic!("there is no #{id}"))
    }

    /// The first element with a class; panics where there is none.
    #[track_caller]
    pub fn class(&self, class: &str) -> &Element {
        self.with("class", class)
            .next()
            .unwrap_or_else(|| panic!("there is no .{class}"))
    }
}

/// An element of what stands between `<` and `>`.
fn element(tag: &str) -> Element {
    let (name, mut rest) = tag.split_once(' ').unwrap_or((tag, ""));
    let mut element = Element {
        tag: name.to_owned(),
        ..Default::default()
    };
    while !rest.is_empty() {
        let end = rest.find([' ', '=']).unwrap_or(rest.len());
        let (name, after) = rest.split_at(end);
        let (value, after) = match after.strip_prefix("=\"") {
            Some(after) => after.split_once('"').expect("the value is closed"),
            None => ("", after),
        };
        element.attributes.push((name.to_owned(), unescaped(value)));
        rest = after.strip_prefix(' ').unwrap_or(after);
    }
    element
}

fn unescaped(text: &str) -> String {
    text.replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&#64;", "@")
        .replace("&amp;", "&")
}
