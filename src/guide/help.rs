//! Emergency and crisis lines: outside the tabs, and visible even if all scripts fail.

use contract::Guide;

use crate::prose::Writer;
use crate::step::step;
use markup::{Markup, html};

/// The help lines. The same before and after hydration.
pub fn help(guide: &Guide) -> Markup {
    let help = &guide.help;
    let mut writer = Writer::new(guide, "help");
    let intro = writer
        .line("p", &help.intro)
        .attr("data-clinic", "help_intro");
    let lines: Vec<_> = help
        .lines
        .iter()
        .map(|line| writer.line("li", line))
        .collect();
    let content = html::section()
        .class("help")
        .attr("id", "help")
        .attr("aria-labelledby", "help-heading")
        .attr("tabindex", "-1")
        .child(intro)
        .child(html::ul().attr("data-clinic", "help_lines").children(lines))
        .children(writer.sources());
    step(true, heading, content)
}

fn heading(guide: &Guide) -> Markup {
    html::h2()
        .attr("id", "help-heading")
        .text(&guide.help.heading)
}
