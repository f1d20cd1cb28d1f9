//! Filling in the form, and what is to be mended.

use fantoccini::elements::Element;
use serde_json::{Value, json};

use super::{Role, Visitor};
use crate::browser::Engine;

/// The heading of the error summary.
pub const PROBLEM: &str = "There is a problem";

/// What one agrees to.
pub const CONSENT: &str = "Cambridge Biotherapies may contact me about this request.";

/// What one agrees to who wants texts.
pub const CONSENT_TO_TEXTS: &str = "Cambridge Biotherapies may text me about this request. \
     Message and data rates may apply. I can reply STOP at any time.";

impl Visitor {
    /// The words of the consent that everybody gives.
    pub const CONSENT: &str = CONSENT;
    /// The words of the consent to texts.
    pub const CONSENT_TO_TEXTS: &str = CONSENT_TO_TEXTS;

    /// Types into the field with this label, after what is there.
    #[track_caller]
    pub fn types(&self, label: &str, text: &str) -> &Self {
        let field = self.finds(Role::Textbox, label);
        self.types_into(&field, text)
    }

    /// With the first key that comes up in a field the guide brings it into view, and the engine its
    /// caret, in the next frame. The driver of WebKit answers before that, and what is clicked next
    /// would move away under the pointer.
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

    /// Puts a text into the field with this label, in place of what was there.
    #[track_caller]
    pub fn fills(&self, label: &str, text: &str) -> &Self {
        let field = self.finds(Role::Textbox, label);
        // What is selected goes away when something is typed over it. In a shadow root ChromeDriver
        // takes no notice of what is selected.
        self.runs_with(
            "if (arguments[0].getRootNode() === document) arguments[0].select();
             else arguments[0].value = ''",
            vec![json!(field)],
        );
        self.types_into(&field, if text.is_empty() { "\u{e017}" } else { text })
    }

    /// Pastes a long text into the field with this label.
    #[track_caller]
    pub fn pastes(&self, label: &str, text: &str) -> &Self {
        let field = self.finds(Role::Textbox, label);
        self.runs_with(
            "arguments[0].value = arguments[1]",
            vec![json!(field), json!(text)],
        );
        self
    }

    /// Chooses one of several, by a radio button.
    #[track_caller]
    pub fn chooses(&self, label: &str) -> &Self {
        self.clicks(Role::Radio, label)
    }

    /// Ticks a box, or takes the tick away.
    #[track_caller]
    pub fn ticks(&self, label: &str) -> &Self {
        self.clicks(Role::Checkbox, label)
    }

    /// Agrees to be contacted.
    #[track_caller]
    pub fn consents(&self) -> &Self {
        self.ticks(CONSENT)
    }

    /// Fills in what a request by mail needs, and no more.
    #[track_caller]
    pub fn fills_in_the_form(&self) -> &Self {
        self.fills("Full name", "Ana O'Neil")
            .chooses("Email")
            .fills("Email address", "ana+guide@example.org")
            .consents()
    }

    /// Presses the form's button.
    #[track_caller]
    pub fn asks_for_a_consultation(&self) -> &Self {
        self.clicks(Role::Button, "Ask for a free consultation")
    }

    /// The field with this label holds this text.
    #[track_caller]
    pub fn sees_in(&self, label: &str, text: &str) -> &Self {
        let field = json!(self.finds(Role::Textbox, label));
        self.sees(|| {
            let value = "return arguments[0].value";
            match self.browser.run(value, vec![field.clone()])? {
                value if value == text => Ok(()),
                value => Err(format!("{label:?} holds {value} rather than {text:?}")),
            }
        })
    }

    /// The radio button or box with this label is chosen, or is not.
    #[track_caller]
    pub fn sees_chosen(&self, role: Role, label: &str, chosen: bool) -> &Self {
        let control = json!(self.finds(role, label));
        self.sees(|| {
            let checked = "return arguments[0].checked";
            match self.browser.run(checked, vec![control.clone()])? {
                checked if checked == chosen => Ok(()),
                checked => Err(format!("{role} {label:?} is chosen: {checked}")),
            }
        })
    }

    /// Everything that [`fills_in_the_form`](Self::fills_in_the_form) filled in is there.
    #[track_caller]
    pub fn sees_every_word_kept(&self) -> &Self {
        self.sees_in("Full name", "Ana O'Neil")
            .sees_in("Email address", "ana+guide@example.org")
            .sees_chosen(Role::Radio, "Email", true)
            .sees_chosen(Role::Checkbox, CONSENT, true)
    }

    /// The error summary has come up, has the focus, and lists exactly these.
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

    /// The error summary has come up, has the focus, and says what no field is to blame for.
    #[track_caller]
    pub fn sees_general_error(&self, words: &str) -> &Self {
        self.has_focus_on(Role::Group, PROBLEM).sees_text(words)
    }

    /// The field says these words itself: in sight, to assistive technology after its hint, and as
    /// a field that needs mending.
    #[track_caller]
    pub fn sees_error_at(&self, role: Role, label: &str, words: &str) -> &Self {
        let field = self.finds(role, label);
        let said = format!("Error: {words}");
        self.sees(|| match self.is_marked(&field)? {
            true => Ok(()),
            false => Err(format!("{label:?} is not marked")),
        })
        .sees(|| match self.description(&field, role, label)? {
            described if described.ends_with(&said) => Ok(()),
            described => Err(format!("{label:?} is described by {described:?}")),
        })
        .sees_text(words)
    }

    /// The field has no error, and says so to nobody.
    #[track_caller]
    pub fn sees_no_error_at(&self, role: Role, label: &str) -> &Self {
        let field = self.finds(role, label);
        self.sees(|| match self.is_marked(&field)? {
            false => Ok(()),
            true => Err(format!("{label:?} is marked")),
        })
        .sees(|| match self.description(&field, role, label)? {
            described if !described.contains("Error") => Ok(()),
            described => Err(format!("{label:?} is described by {described:?}")),
        })
    }

    /// Whether the field says of itself that it needs mending.
    fn is_marked(&self, field: &Element) -> Result<bool, String> {
        let invalid = self.browser.attribute(field, "aria-invalid")?;
        Ok(invalid.as_deref() == Some("true"))
    }

    /// Follows the summary's link with these words.
    #[track_caller]
    pub fn follows_error(&self, words: &str) -> &Self {
        let summary = self.finds(Role::Group, PROBLEM);
        let link = self.finds_within(&summary, Role::Link, words);
        self.must(self.browser.click(&link))
    }

    /// These words are on the page, to be seen.
    #[track_caller]
    pub fn sees_text(&self, words: &str) -> &Self {
        self.sees(|| {
            match self
                .browser
                .run(in_the_guide!("return text()"), Vec::new())?
            {
                Value::String(text) if text.contains(words) => Ok(()),
                _ => Err(format!("{words:?} is not to be seen")),
            }
        })
    }

    /// These words are not to be seen.
    #[track_caller]
    pub fn sees_no_text(&self, words: &str) -> &Self {
        self.sees(|| {
            match self
                .browser
                .run(in_the_guide!("return text()"), Vec::new())?
            {
                Value::String(text) if text.contains(words) => {
                    Err(format!("{words:?} is to be seen"))
                }
                _ => Ok(()),
            }
        })
    }
}
