//! Pages as HTML, rendered natively: the guide at build time, and a backend's response to a native
//! post.

use contract::clinic::CLINIC_FIRST;
use contract::{ConsultationRequest, Guide, ValidationError};
use leptos::prelude::{Owner, Set as _};

use crate::app::{State, app};
pub use crate::clinic::{mail_link, telephone};
use crate::config::{Backend, Endpoint};
use crate::consultation::{FieldError, FormState, confirmation, consultation};
use crate::guide;
pub use crate::guide::Language;
use crate::{Config, outline::Outline};
use markup::{Markup, html};

mod places;

pub use places::unescaped;

/// The content of `<care-guide>`: one `<div>`.
pub fn fragment(guide: &Guide, config: &Config) -> String {
    fragment_in_one_of(&[], guide, config)
}

/// The content of `<care-guide>` for a guide in several languages. Without a clinic nobody would get
/// the visitor's request, so the form is closed.
pub fn fragment_in_one_of(languages: &[Language], guide: &Guide, config: &Config) -> String {
    let words = &guide.interface.clinic;
    let mut config = config.clone();
    let guide = &match guide.clinic {
        Some(_) => guide.clone(),
        None => {
            config.endpoint = None;
            let mut guide = guide.clone().with_first_words();
            // Where the name stands alone, it is marked as well.
            CLINIC_FIRST.clone_into(&mut guide.interface.clinic);
            guide
        }
    };
    let html = render(guide, || {
        guide::provide_languages(languages);
        let outline = Outline::of(guide, &config);
        let state = State::new(outline.first);
        app(outline, &config, state)
    });
    let html = with_heading_levels(html, config.heading_level);
    match guide.clinic {
        Some(_) => counted(&html, " data-clinic=\"given\""),
        None => counted(&places::mark(&html, words), ""),
    }
}

/// The headings with levels of which this is the first, as the loader sets them on an embedded guide.
/// They keep their elements, which hydration and the style know.
fn with_heading_levels(mut html: String, first: u8) -> String {
    if first == 1 {
        return html;
    }
    for level in 1..=3 {
        // Texts and attributes have `&lt;`.
        let tag = format!("<h{level}");
        for end in [">", " "] {
            let shown = level + first - 1;
            let with_level = format!("{tag} aria-level=\"{shown}\"{end}");
            html = html.replace(&format!("{tag}{end}"), &with_level);
        }
    }
    html
}

/// The content without configuration: an embedding page shows it, and the loader restores it where
/// something changed the page.
pub fn plain(languages: &[Language], guide: &Guide) -> String {
    let attribute = |name: &str| match name {
        "guide" => Some(guide.name.clone()),
        "lang" => Some(guide.language.clone()),
        _ => None,
    };
    let (config, _) = Config::read(attribute, crate::config::PageContext::default());
    fragment_in_one_of(languages, guide, &config)
}

/// The element, with the number of elements in it. The loader compares the number with the page's: an
/// extension that adds or removes elements before hydration would shift every later one.
fn counted(html: &str, more: &str) -> String {
    // Texts and attributes have `&lt;`, so each `<` begins or ends an element.
    let begin = html.matches('<').count() - html.matches("</").count();
    let root = html.find([' ', '>']).unwrap_or_default();
    let (tag, rest) = html.split_at(root);
    format!("{tag} data-elements=\"{}\"{more}{rest}", begin - 1)
}

/// The form again, with everything the visitor typed and the errors to fix. It posts to `endpoint`.
/// Consent to other words than this guide's does not count as consent.
pub fn form_again(
    guide: &Guide,
    endpoint: Endpoint,
    mut request: ConsultationRequest,
    faults: &[ValidationError],
    general: &str,
) -> String {
    let words = &guide.consultation.consent;
    let shown = request.agreed_wording(words.contact.trim_end(), words.text.trim_end());
    if request.consent_wording != shown {
        request.consent_contact = false;
        request.consent_text = false;
    }
    let errors = faults.iter().copied().map(FieldError::Local).collect();
    render(guide, || {
        let state = FormState::new(errors);
        state.general.set(general.to_owned());
        let backend = Backend::default();
        let form = consultation(state, Some(endpoint), backend, request, None);
        answer(guide, form)
    })
}

/// The page for a request that arrived. It holds no personal data. Its link leads to `home`.
pub fn arrived(guide: &Guide, reference: &str, home: &str) -> String {
    render(guide, || {
        let words = &guide.consultation.sent;
        let back = way_back(home, &words.back);
        let reference = html::p()
            .text(format!("{} ", words.reference))
            .child(html::strong().text(reference));
        let sent = html::div()
            .class("sent")
            .child(confirmation(guide, "h2"))
            .child(reference)
            .child(html::p().child(back));
        answer(guide, sent)
    })
}

/// The page for a request that the receiver could not accept: `what` says why.
pub fn not_taken(guide: &Guide, what: &str) -> String {
    render(guide, || {
        let words = &guide.consultation.failed;
        let failed = html::div()
            .class("failed")
            .child(html::h2().text(&words.heading))
            .child(html::p().text(what))
            .child(html::p().text(&words.contact))
            .child(crate::clinic::contact(guide));
        answer(guide, failed)
    })
}

/// The page for an address without a page. Its link leads to `home`.
pub fn not_found(guide: &Guide, home: &str) -> String {
    render(guide, || {
        let words = &guide.interface.not_found;
        let back = way_back(home, &words.back);
        let not_found = html::div()
            .child(html::h2().text(&words.heading))
            .child(html::p().text(&words.text))
            .child(html::p().child(back));
        answer(guide, not_found)
    })
}

fn way_back(home: &str, words: &str) -> Markup {
    html::a().class("button").attr("href", home).text(words)
}

/// A whole page for one message, such as [`arrived`], which search engines must not list. The style
/// sheet is inline, so that the page needs no other file.
pub fn document(guide: &Guide, title: &str, style: &str, main: &str) -> String {
    let Guide {
        language,
        direction,
        ..
    } = guide;
    let (language, title) = (escaped(language), escaped(title));
    let direction = direction.as_str();
    // Without this empty icon browsers request /favicon.ico, which not every server has.
    format!(
        "<!doctype html>\n<html lang=\"{language}\" dir=\"{direction}\">\n<head>\n\
         <meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"robots\" content=\"noindex\">\n\
         <link rel=\"icon\" href=\"data:,\">\n\
         <title>{title}</title>\n<style>{style}</style>\n</head>\n\
         <body><main>{main}</main></body>\n</html>\n"
    )
}

/// A page with one message under the guide's title, and the help lines, which are on every page.
fn answer(guide: &Guide, main: Markup) -> Markup {
    html::div()
        .class("care-guide")
        .attr("lang", &guide.language)
        .attr("dir", guide.direction.as_str())
        .child(html::h1().text(&guide.title))
        .child(main)
        .child(guide::help(guide))
}

/// A text as HTML, for an attribute or the inside of an element.
pub fn escaped(text: &str) -> String {
    let mut html = String::new();
    markup::escape(text, &mut html);
    html
}

fn render(guide: &Guide, view: impl FnOnce() -> Markup) -> String {
    Owner::new().with(|| {
        markup::provide(guide.clone());
        view().to_html()
    })
}

#[cfg(test)]
mod tests;
