//! Filling in the form, and what is to be mended.

use serde_json::{Value, json};

use super::{Role, Visitor};

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
        self.must(self.browser.type_into(&field, text))
    }

    /// Puts a text into the field with this label, in place of what was there.
    #[track_caller]
    pub fn fills(&self, label: &str, text: &str) -> &Self {
        let field = self.finds(Role::Textbox, label);
        self.runs_with("arguments[0].select()", vec![json!(field)]);
        // What is selected goes away when something is typed over it.
        self.must(
            self.browser
                .type_into(&field, if text.is_empty() { "\u{e017}" } else { text }),
        )
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
        let field = self.finds(Role::Textbox, label);
        let value = self.runs_with("return arguments[0].value", vec![json!(field)]);
        assert_eq!(value, text, "what is in the field {label:?}");
        self
    }

    /// The radio button or box with this label is chosen, or is not.
    #[track_caller]
    pub fn sees_chosen(&self, role: Role, label: &str, chosen: bool) -> &Self {
        let control = self.finds(role, label);
        let checked = self.runs_with("return arguments[0].checked", vec![json!(control)]);
        assert_eq!(checked, chosen, "whether {role} {label:?} is chosen");
        self
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
        let listed = "return [...arguments[0].querySelectorAll('a')]
            .filter((link) => link.checkVisibility()).map((link) => link.innerText)";
        assert_eq!(self.runs_with(listed, vec![json!(summary)]), json!(words));
        self
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
        let invalid = self.browser.attribute(&field, "aria-invalid");
        assert_eq!(invalid, Ok(Some("true".to_owned())), "{label:?} is marked");
        let said = format!("Error: {words}");
        self.sees(|| match self.hears_description(role, label) {
            described if described.ends_with(&said) => Ok(()),
            described => Err(format!("{label:?} is described by {described:?}")),
        })
        .sees_text(words)
    }

    /// The field has no error, and says so to nobody.
    #[track_caller]
    pub fn sees_no_error_at(&self, role: Role, label: &str) -> &Self {
        let field = self.finds(role, label);
        let invalid = self.browser.attribute(&field, "aria-invalid");
        assert_ne!(
            invalid,
            Ok(Some("true".to_owned())),
            "{label:?} is not marked"
        );
        let described = self.hears_description(role, label);
        assert!(
            !described.contains("Error"),
            "{label:?} is described by {described:?}"
        );
        self
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
        let text = self.runs(in_the_guide!("return text()"));
        let there = text.as_str().is_some_and(|text| text.contains(words));
        assert!(!there, "{words:?} is to be seen");
        self
    }
}
