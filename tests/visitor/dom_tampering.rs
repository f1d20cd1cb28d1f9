//! What translators and extensions do to a page before it wakes.

use super::Visitor;

/// Puts each text into two elements, as Chromium's translator does, in other words.
const TRANSLATE: &str = in_the_guide!(
    "
    const texts = document.createTreeWalker(guide.shadowRoot ?? document.body, NodeFilter.SHOW_TEXT);
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
    return tree.querySelectorAll('font').length;
"
);

/// What there is in the guide's tree: elements and attributes.
const COUNT: &str = in_the_guide!(
    "
    return [...tree.querySelectorAll('*')]
        .reduce((count, element) => count + 1 + element.attributes.length, 0);
"
);

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

    /// How many elements of a translator are in the page.
    #[track_caller]
    pub fn counts_translator_elements(&self) -> u64 {
        let script = in_the_guide!("return tree.querySelectorAll('font').length");
        self.runs(script).as_u64().unwrap_or_default()
    }

    /// Has this at work on the page, once.
    #[track_caller]
    pub fn has_dom_tampering(&self, meddler: DomTampering) -> &Self {
        let before = self.runs(COUNT);
        self.runs(&format!(in_the_guide!("{}"), meddler.script()));
        assert_ne!(self.runs(COUNT), before, "{meddler:?} does something");
        self
    }

    /// Has this at work on the page whenever something changes there.
    #[track_caller]
    pub fn has_repeated_dom_tampering(&self, meddler: DomTampering) -> &Self {
        let script = format!(
            in_the_guide!(
                "const meddle = () => {{ {} }};
                 const watch = new MutationObserver(() => {{
                     watch.disconnect();
                     meddle();
                     watch.observe(tree, {{ subtree: true, childList: true }});
                 }});
                 meddle();
                 watch.observe(tree, {{ subtree: true, childList: true }});"
            ),
            meddler.script()
        );
        self.runs(&script);
        self
    }

    /// The guide has as many elements as the build made, and the one that a filter takes away. What
    /// was added may be there.
    #[track_caller]
    pub fn sees_the_guide_complete(&self) -> &Self {
        self.sees_that(
            "the guide is whole",
            in_the_guide!(
                "const root = tree.querySelector('[data-elements]');
                 return root.querySelectorAll('*').length >= +root.dataset.elements
                     && root.textContent.includes('Written by the Careguide project')"
            ),
        )
    }
}

/// What meddles with pages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DomTampering {
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

impl DomTampering {
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

    /// What it does, in a script that knows `tree`.
    fn script(self) -> &'static str {
        match self {
            Self::Neighbour => {
                "tree.querySelector('input[name=email]')
                     .after(document.createElement('div'))"
            }
            Self::PasswordManager => {
                "for (const field of tree.querySelectorAll('input[type=text], input[type=email]')) {
                     if (field.dataset.filled) continue;
                     field.dataset.filled = 'light';
                     field.setAttribute('autocomplete', 'off');
                     const button = document.createElement('password-manager-button');
                     button.attachShadow({ mode: 'closed' });
                     field.after(button);
                 }"
            }
            Self::GrammarChecker => {
                "const field = tree.querySelector('textarea');
                 const wrapper = document.createElement('span');
                 field.dataset.checker = field.spellcheck = false;
                 field.replaceWith(wrapper);
                 wrapper.append(document.createElement('grammar-checker'), field)"
            }
            Self::DarkMode => {
                "for (const element of tree.querySelectorAll('*')) {
                     element.dataset.dark = '';
                     element.style.setProperty('--dark-background', '#111');
                 }
                 document.documentElement.dataset.darkScheme = 'dark';
                 tree.adoptedStyleSheets.push(new CSSStyleSheet())"
            }
            Self::ContentFilter => "tree.querySelector('.byline')?.remove()",
            Self::EagerContentFilter => "tree.querySelector('[name=website]').remove()",
            Self::SectionFilter => "tree.querySelector('#research').remove()",
            Self::Replacer => {
                "const byline = tree.querySelector('.byline');
                 const other = document.createElement('aside');
                 other.append(...byline.childNodes);
                 byline.replaceWith(other)"
            }
        }
    }
}
