//! The places of a clinic's name in a guide that is printed for no clinic in particular.
//!
//! Neutral words stand there, and say where a name goes: an element around them in a text, and an
//! attribute beside a text in an attribute. `src/loader/clinic.js` fills them in.

use std::collections::BTreeMap;

use contract::clinic::{CLINIC, CLINIC_FIRST, capitalized};
use markup::escape;

/// The HTML with `words` at every place of a name.
pub fn mark(html: &str, words: &str) -> String {
    let words = Words::new(words);
    let mut marked = String::new();
    // Texts and attributes have `&lt;` and `&gt;`, so each `<` begins a tag and each `>` ends one.
    for (index, piece) in html.split('<').enumerate() {
        if index > 0 {
            marked.push('<');
        }
        match piece.split_once('>') {
            None => marked.push_str(piece),
            Some((tag, text)) => {
                words.mark_tag(tag, &mut marked);
                marked.push('>');
                marked.push_str(&words.mark_text(text));
            }
        }
    }
    marked
}

/// The neutral words, escaped.
struct Words {
    inside: String,
    first: String,
}

impl Words {
    fn new(words: &str) -> Self {
        let escaped = |words: &str| {
            let mut html = String::new();
            escape(words, &mut html);
            html
        };
        Self {
            inside: escaped(words),
            first: escaped(&capitalized(words)),
        }
    }

    fn fill(&self, text: &str) -> String {
        text.replace(CLINIC, &self.inside)
            .replace(CLINIC_FIRST, &self.first)
    }

    /// A name may be in another script than the text: `bdi` isolates its direction.
    fn mark_text(&self, text: &str) -> String {
        let place = |words: &str| format!("<bdi data-clinic=\"name\">{words}</bdi>");
        text.replace(CLINIC, &place(&self.inside))
            .replace(CLINIC_FIRST, &place(&self.first))
    }

    fn mark_tag(&self, tag: &str, marked: &mut String) {
        marked.push_str(&self.fill(tag));
        // Quotes in a value are escaped, so these are around values: `name="value" name="value"`.
        let parts: Vec<_> = tag.split('"').collect();
        let pairs = parts.chunks_exact(2).filter_map(|pair| {
            let (name, value) = (pair[0].trim_end_matches('='), pair[1]);
            let name = name.rsplit(' ').next()?;
            let has = value.contains(CLINIC) || value.contains(CLINIC_FIRST);
            has.then(|| (name, unescaped(value)))
        });
        let places: BTreeMap<_, _> = pairs.collect();
        if !places.is_empty() {
            // A map of texts can be written.
            let json = serde_json::to_string(&places).unwrap_or_default();
            marked.push_str(" data-clinic-in=\"");
            escape(&json, marked);
            marked.push('"');
        }
    }
}

/// The text of an escaped value.
pub fn unescaped(value: &str) -> String {
    let value = value.replace("&quot;", "\"").replace("&lt;", "<");
    let value = value.replace("&gt;", ">").replace("&#64;", "@");
    value.replace("&amp;", "&")
}

#[cfg(test)]
mod tests {
    use super::mark;

    #[test]
    fn a_name_in_a_text_has_an_element_and_a_name_in_an_attribute_is_said_beside() {
        let html =
            "<p aria-label=\"Ask {clinic} &amp; co\" id=\"a\">{Clinic} or <b>{clinic}</b></p>";
        assert_eq!(
            mark(html, "the <clinic>"),
            "<p aria-label=\"Ask the &lt;clinic&gt; &amp; co\" id=\"a\" \
             data-clinic-in=\"{&quot;aria-label&quot;:&quot;Ask {clinic} &amp; co&quot;}\">\
             <bdi data-clinic=\"name\">The &lt;clinic&gt;</bdi> or \
             <b><bdi data-clinic=\"name\">the &lt;clinic&gt;</bdi></b></p>"
        );
    }

    #[test]
    fn html_without_a_name_stays_as_it_is() {
        let html = "<p hidden><input value=\"{limit}\">a</p>";
        assert_eq!(mark(html, "the clinic"), html);
    }
}
