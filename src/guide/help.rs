//! Emergency and crisis lines: outside the tabs, and visible even if all scripts fail.

use contract::Guide;

use crate::markup::{Markup, element};
use crate::prose::Writer;

/// The help lines. The same before and after hydration.
pub fn help(guide: &Guide) -> Markup {
    let help = &guide.help;
    let mut writer = Writer::new(guide, "help");
    let intro = writer.line("p", &help.intro);
    let lines: Vec<_> = help
        .lines
        .iter()
        .map(|line| writer.line("li", line))
        .collect();
    element("section")
        .class("help")
        .with("id", "help")
        .with("aria-labelledby", "help-heading")
        .with("tabindex", "-1")
        .child(element("h2").with("id", "help-heading").text(&help.heading))
        .child(intro)
        .child(element("ul").children(lines))
        .children(writer.sources())
}
