//! Filling in the form, and its errors.

use fantoccini::elements::Element;
use serde_json::{Value, json};

use super::{Role, Visitor};
use crate::browser::Engine;

/// The heading of the error summary.
pub const PROBLEM: &str = "There is a problem";

pub const CONSENT: &str = "Cambridge Biotherapies may contact me about this request.";

pub const CONSENT_TO_TEXTS: &str = "Cambridge Biotherapies may text me about this request. \
     Message and data rates may apply. I can reply STOP at any time.";

impl Visitor {
    pub const CONSENT: &str = CONSENT;
    pub const CONSENT_TO_TEXTS: &str = CONSENT_TO_TEXTS;

    /// Types after the existing text.
    #[track_caller]
    pub fn types(&self, label: &str, text: &str) -> &Self {
        let field = self.finds_control(Role::Textbox, label);
        self.types_into(&field, text)
    }

    /// At the first `keyup` in a field the guide scrolls the field into view and the engine its
    /// caret, in the next frame. The driver of WebKit answers earlier, and the next click would
    /// miss.
    #[track_caller]
    fn types_into(&self, field: &Element, text: &str) -> &Self {
        let waits = Engine::chosen() == Engine::WebKit && self.scripts.get();
        let run = |script| {
            if waits {
                self.runs_with(script, vec![json!(field)]);
            }
        };
        run("const [field] = arguments;
             field.typed = new Promise((done) => field.addEventListener('keyup', done, { once: true }))");
        self.must(self.browser.type_into(field, text));
        run("const frame = () => new Promise(requestAnimationFrame);
             return arguments[0].typed.then(frame).then(frame).then(() => null)");
        self
    }

    /// Replaces the text.
    #[track_caller]
    pub fn fills(&self, label: &str, text: &str) -> &Self {
        let field = self.finds_control(Role::Textbox, label);
        // Typing replaces the selection. In a shadow root ChromeDriver ignores the selection.
        self.runs_with(
            "if (arguments[0].getRootNode() === document) arguments[0].select();
             else arguments[0].value = ''",
            vec![json!(field)],
        );
        self.types_into(&field, if text.is_empty() { "\u{e017}" } else { text })
    }

    #[track_caller]
    pub fn pastes(&self, label: &str, text: &str) -> &Self {
        let field = self.finds_control(Role::Textbox, label);
        self.runs_with(
            "arguments[0].value = arguments[1]",
            vec![json!(field), json!(text)],
        );
        self
    }

    #[track_caller]
    pub fn chooses(&self, label: &str) -> &Self {
        self.clicks(Role::Radio, label)
    }

    /// Ticks or unticks a box.
    #[track_caller]
    pub fn ticks(&self, label: &str) -> &Self {
        self.clicks(Role::Checkbox, label)
    }

    #[track_caller]
    pub fn consents(&self) -> &Self {
        self.ticks(CONSENT)
    }

    /// Fills in the required fields of a request by email.
    #[track_caller]
    pub fn fills_in_the_form(&self) -> &Self {
        self.fills("Full name", "Ana O'Neil")
            .chooses("Email")
            .fills("Email address", "ana+guide@example.org")
            .consents()
    }

    /// Gives a phone number, too, and chooses to be reached by email all the same.
    #[track_caller]
    pub fn adds_a_phone_number(&self, number: &str) -> &Self {
        self.chooses("Phone call")
            .fills("Phone number", number)
            .chooses("Email")
    }

    #[track_caller]
    pub fn asks_for_a_consultation(&self) -> &Self {
        self.clicks(Role::Button, "Ask for a free consultation")
    }

    #[track_caller]
    pub fn sees_in(&self, label: &str, text: &str) -> &Self {
        let field = json!(self.finds_control(Role::Textbox, label));
        self.sees(|| {
            let value = "return arguments[0].value";
            match self.browser.run(value, vec![field.clone()])? {
                value if value == text => Ok(()),
                value => Err(format!("{label:?} holds {value} rather than {text:?}")),
            }
        })
    }

    #[track_caller]
    pub fn sees_chosen(&self, role: Role, label: &str, chosen: bool) -> &Self {
        let control = json!(self.finds_control(role, label));
        self.sees(|| {
            let checked = "return arguments[0].checked";
            match self.browser.run(checked, vec![control.clone()])? {
                checked if checked == chosen => Ok(()),
                checked => Err(format!("{role} {label:?} is chosen: {checked}")),
            }
        })
    }

    /// The fields of [`fills_in_the_form`](Self::fills_in_the_form) are as they were filled in.
    #[track_caller]
    pub fn sees_every_word_kept(&self) -> &Self {
        self.sees_in("Full name", "Ana O'Neil")
            .sees_in("Email address", "ana+guide@example.org")
            .sees_chosen(Role::Radio, "Email", true)
            .sees_chosen(Role::Checkbox, CONSENT, true)
    }

    /// The error summary has the focus and lists exactly these errors.
    #[track_caller]
    pub fn sees_errors(&self, words: &[&str]) -> &Self {
        self.has_focus_on(Role::Group, PROBLEM)
            .sees_a(Role::Heading, PROBLEM);
        let summary = self.finds(Role::Group, PROBLEM);
        let summary = json!(summary);
        self.sees(|| {
            let listed = "return [...arguments[0].querySelectorAll('a')]
                .filter((link) => link.checkVisibility()).map((link) => link.innerText)";
            match self.browser.run(listed, vec![summary.clone()])? {
                listed if listed == json!(words) => Ok(()),
                listed => Err(format!("it lists {listed} rather than {words:?}")),
            }
        })
    }

    /// The error summary has the focus and shows an error without a field.
    #[track_caller]
    pub fn sees_general_error(&self, words: &str) -> &Self {
        self.has_focus_on(Role::Group, PROBLEM).sees_text(words)
    }

    /// The error is visible, at the end of the description of the field, and the field is invalid.
    #[track_caller]
    pub fn sees_error_at(&self, role: Role, label: &str, words: &str) -> &Self {
        let field = self.finds(role, label);
        let error = format!("Error: {words}");
        self.sees(|| match self.is_invalid(&field)? {
            true => Ok(()),
            false => Err(format!("{label:?} is not marked as invalid")),
        })
        .sees(|| match self.description(&field, role, label)? {
            described if described.ends_with(&error) => Ok(()),
            described => Err(format!("{label:?} is described by {described:?}")),
        })
        .sees_text(words)
    }

    /// The field is valid, without an error in its description.
    #[track_caller]
    pub fn sees_no_error_at(&self, role: Role, label: &str) -> &Self {
        let field = self.finds(role, label);
        self.sees(|| match self.is_invalid(&field)? {
            false => Ok(()),
            true => Err(format!("{label:?} is marked as invalid")),
        })
        .sees(|| match self.description(&field, role, label)? {
            described if !described.contains("Error") => Ok(()),
            described => Err(format!("{label:?} is described by {described:?}")),
        })
    }

    fn is_invalid(&self, field: &Element) -> Result<bool, String> {
        let invalid = self.browser.attribute(field, "aria-invalid")?;
        Ok(invalid.as_deref() == Some("true"))
    }

    #[track_caller]
    pub fn follows_error(&self, words: &str) -> &Self {
        let summary = self.finds(Role::Group, PROBLEM);
        let link = self.finds_within(&summary, Role::Link, words);
        self.clicks_on(&link)
    }

    #[track_caller]
    pub fn sees_text(&self, words: &str) -> &Self {
        self.sees(|| {
            match self
                .browser
                .run(in_the_guide!("return text()"), Vec::new())?
            {
                Value::String(text) if text.contains(words) => Ok(()),
                _ => Err(format!("{words:?} is not visible")),
            }
        })
    }

    #[track_caller]
    pub fn sees_no_text(&self, words: &str) -> &Self {
        self.sees(|| {
            match self
                .browser
                .run(in_the_guide!("return text()"), Vec::new())?
            {
                Value::String(text) if text.contains(words) => Err(format!("{words:?} is visible")),
                _ => Ok(()),
            }
        })
    }
}
