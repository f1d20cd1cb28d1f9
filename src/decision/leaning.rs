//! Where the reader is now: with none of the options at first, or with one, and how sure.

use contract::Guide;

use super::controls::{choice, group, hint};
use super::show_when::{leaning as condition, level, show_when};
use markup::{Markup, html};

/// The choices in their order. The first, that the reader does not know yet, is nearest at hand.
pub fn choices(guide: &Guide) -> impl Iterator<Item = (String, &str)> {
    let words = &guide.decision.leaning;
    let options = guide.options.iter().map(|option| &option.label);
    let all = [&words.undecided].into_iter().chain(options);
    let all = all.chain([&words.neither]).enumerate();
    all.map(|(index, label)| (condition(index), label.as_str()))
}

/// Active while the reader has chosen, and knows what.
pub fn decided(guide: &Guide) -> Vec<String> {
    choices(guide).skip(1).map(|(by, _)| by).collect()
}

/// The levels of being sure.
pub fn levels(guide: &Guide) -> impl Iterator<Item = (String, &str)> {
    let levels = guide.decision.leaning.levels.iter().enumerate();
    levels.map(|(index, label)| (level(index), label.as_str()))
}

/// The choices; who has chosen one is asked how sure they are.
pub fn leaning(guide: &Guide) -> Markup {
    let words = &guide.decision.leaning;
    let choices = choices(guide).map(|(by, label)| choice("leaning", &by, label));
    let levels = levels(guide).map(|(by, label)| choice("sureness", &by, label));
    let sureness = group(html::span().text(&words.sureness)).children(levels);
    group(html::h3().text(&words.question))
        .attr("aria-describedby", "hint-leaning")
        .child(hint("hint-leaning", &words.hint))
        .children(choices)
        .child(show_when(html::div(), &decided(guide)).child(sureness))
}
