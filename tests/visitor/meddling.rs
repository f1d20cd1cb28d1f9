//! What translators and extensions do to a page before it wakes.

use super::Visitor;

/// Puts each text into two elements, as Chromium's translator does, in other words.
const TRANSLATE: &str = "
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const found = [];
    while (texts.nextNode()) found.push(texts.currentNode);
    for (const text of found) {
        if (!text.data.trim() || text.parentElement.closest('script, style, textarea')) continue;
        const [outer, inner] = [0, 0].map(() => document.createElement('font'));
        inner.textContent = text.data;
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

    /// Has an extension that puts a button of its own beside a field.
    #[track_caller]
    pub fn has_an_extension_that_adds(&self) -> &Self {
        self.runs(
            "const button = document.createElement('div');
             document.querySelector('input[name=email]').after(button)",
        );
        self
    }

    /// Has an extension that takes something away.
    #[track_caller]
    pub fn has_an_extension_that_removes(&self) -> &Self {
        self.runs("document.querySelector('.byline').remove()");
        self
    }
}
