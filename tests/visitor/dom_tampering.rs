//! What translators and extensions do to a page before hydration.

use super::Visitor;

/// Wraps each text in two elements and changes some, as the translator of Chromium does.
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

/// The number of elements and attributes of the guide.
const COUNT: &str = in_the_guide!(
    "
    return [...tree.querySelectorAll('*')]
        .reduce((count, element) => count + 1 + element.attributes.length, 0);
"
);

impl Visitor {
    #[track_caller]
    pub fn translates_the_page(&self) -> &Self {
        let count = self.runs(TRANSLATE).as_u64().unwrap_or_default();
        assert!(count > 1_000, "only {count} elements of the translator");
        self
    }

    /// The number of elements of the translator.
    #[track_caller]
    pub fn counts_translator_elements(&self) -> u64 {
        let script = in_the_guide!("return tree.querySelectorAll('font').length");
        self.runs(script).as_u64().unwrap_or_default()
    }

    /// Applies the change once.
    #[track_caller]
    pub fn has_dom_tampering(&self, tampering: DomTampering) -> &Self {
        let before = self.runs(COUNT);
        self.runs(&format!(in_the_guide!("{}"), tampering.script()));
        assert_ne!(self.runs(COUNT), before, "{tampering:?} changes nothing");
        self
    }

    /// Applies the change now and after each other change.
    #[track_caller]
    pub fn has_repeated_dom_tampering(&self, tampering: DomTampering) -> &Self {
        let script = format!(
            in_the_guide!(
                "const tamper = () => {{ {} }};
                 const watch = new MutationObserver(() => {{
                     watch.disconnect();
                     tamper();
                     watch.observe(tree, {{ subtree: true, childList: true }});
                 }});
                 tamper();
                 watch.observe(tree, {{ subtree: true, childList: true }});"
            ),
            tampering.script()
        );
        self.runs(&script);
        self
    }

    /// The guide has the elements of the build, also the removed one. Additions may remain.
    #[track_caller]
    pub fn sees_the_guide_complete(&self) -> &Self {
        self.sees_that(
            "the guide is complete",
            in_the_guide!(
                "const root = tree.querySelector('[data-elements]');
                 return root.querySelectorAll('*').length >= +root.dataset.elements
                     && root.textContent.includes('Written by the Careguide project')"
            ),
        )
    }
}

/// A change by an extension.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DomTampering {
    /// An element beside a field.
    Neighbour,
    /// A password manager: an attribute on each field, and a button with a shadow tree after it.
    PasswordManager,
    /// A grammar checker: attributes on text fields, and a wrapper around one.
    GrammarChecker,
    /// Dark mode: attributes and inline styles on every element, and a style sheet.
    DarkMode,
    /// A content filter that removes an element.
    ContentFilter,
    /// A content filter that removes a part of the form.
    EagerContentFilter,
    /// A content filter that removes a section.
    SectionFilter,
    /// An element that replaces another.
    Replacer,
}

impl DomTampering {
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

    /// The script of the change, with `tree`.
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
