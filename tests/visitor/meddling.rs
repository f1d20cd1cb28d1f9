//! What translators and extensions do to a page before it wakes.

use serde_json::json;

use super::Visitor;

/// Puts each text into two elements, as Chromium's translator does, in other words.
const TRANSLATE: &str = "
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const found = [];
    while (texts.nextNode()) found.push(texts.currentNode);
    for (const text of found) {
        if (!text.data.trim() || text.parentElement.closest('script, style, textarea')) continue;
        const [outer, inner] = [0, 0].map(() => document.createElement('font'));
        const prose = text.parentElement.closest('.panel p');
        inner.textContent = text.data + (prose ? ' (traducido)' : '');
        inner.style.verticalAlign = outer.style.verticalAlign = 'inherit';
        outer.append(inner);
        text.replaceWith(outer);
    }
    return document.querySelectorAll('font').length;
";

impl Visitor {
    /// Has the browser translate the page.
    #[track_caller]
    pub fn translates_the_page(&self) -> &Self {
        let count = self.runs(TRANSLATE).as_u64().unwrap_or_default();
        assert!(
            count > 1_000,
            "every text is wrapped twice: {count} elements"
        );
        self
    }

    /// Has this at work on the page, once.
    #[track_caller]
    pub fn has_on_the_page(&self, meddler: Meddler) -> &Self {
        let counted = "document.querySelectorAll('*').length + document.body.innerHTML.length";
        let script = format!(
            "const before = {counted};
             {};
             return {counted} !== before",
            meddler.script()
        );
        assert_eq!(
            self.runs(&script),
            json!(true),
            "{meddler:?} does something"
        );
        self
    }

    /// Has this at work on the page whenever something changes there.
    #[track_caller]
    pub fn has_on_the_page_for_ever(&self, meddler: Meddler) -> &Self {
        let script = format!(
            "const meddle = () => {{ {} }};
             const watch = new MutationObserver(() => {{
                 watch.disconnect();
                 meddle();
                 watch.observe(document.body, {{ subtree: true, childList: true }});
             }});
             meddle();
             watch.observe(document.body, {{ subtree: true, childList: true }});",
            meddler.script()
        );
        self.runs(&script);
        self
    }

    /// The guide has as many elements as the build made, and the one that a filter takes away. What
    /// was added may be there.
    #[track_caller]
    pub fn sees_the_guide_whole(&self) -> &Self {
        self.sees_that(
            "the guide is whole",
            "const root = document.querySelector('[data-elements]');
             return root.querySelectorAll('*').length >= +root.dataset.elements
                 && root.textContent.includes('Written by the Careguide project')",
        )
    }
}

/// What meddles with pages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Meddler {
    /// An extension that puts an element of its own beside a field.
    Neighbour,
    /// A password manager: it marks the fields, and puts a button with a shadow tree behind each.
    PasswordManager,
    /// A grammar checker: it marks text fields, and puts one into a wrapper of its own.
    GrammarChecker,
    /// An extension for dark pages: attributes and inline styles everywhere, a style sheet.
    DarkMode,
    /// A content filter that removes an element.
    ContentFilter,
    /// One that removes a part of the form.
    EagerContentFilter,
    /// One that removes a whole section.
    SectionFilter,
    /// An extension that puts an element in the place of another.
    Replacer,
}

impl Meddler {
    /// All of them.
    pub const ALL: [Self; 8] = [
        Self::Neighbour,
        Self::PasswordManager,
        Self::GrammarChecker,
        Self::DarkMode,
        Self::ContentFilter,
        Self::EagerContentFilter,
        Self::SectionFilter,
        Self::Replacer,
    ];

    /// What it does.
    fn script(self) -> &'static str {
        match self {
            Self::Neighbour => {
                "document.querySelector('input[name=email]')
                     .after(document.createElement('div'))"
            }
            Self::PasswordManager => {
                "for (const field of document.querySelectorAll('input[type=text], input[type=email]')) {
                     if (field.dataset.filled) continue;
                     field.dataset.filled = 'light';
                     field.setAttribute('autocomplete', 'off');
                     const button = document.createElement('password-manager-button');
                     button.attachShadow({ mode: 'closed' });
                     field.after(button);
                 }"
            }
            Self::GrammarChecker => {
                "const field = document.querySelector('textarea');
                 const wrapper = document.createElement('span');
                 field.dataset.checker = field.spellcheck = false;
                 field.replaceWith(wrapper);
                 wrapper.append(document.createElement('grammar-checker'), field)"
            }
            Self::DarkMode => {
                "for (const element of document.body.querySelectorAll('*')) {
                     element.dataset.dark = '';
                     element.style.setProperty('--dark-background', '#111');
                 }
                 document.documentElement.dataset.darkScheme = 'dark';
                 document.adoptedStyleSheets.push(new CSSStyleSheet())"
            }
            Self::ContentFilter => "document.querySelector('.byline')?.remove()",
            Self::EagerContentFilter => "document.querySelector('[name=website]').remove()",
            Self::SectionFilter => "document.querySelector('#research').remove()",
            Self::Replacer => {
                "const byline = document.querySelector('.byline');
                 const other = document.createElement('aside');
                 other.append(...byline.childNodes);
                 byline.replaceWith(other)"
            }
        }
    }
}
