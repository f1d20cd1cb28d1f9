//! The way out of the page.

use contract::Guide;

use markup::{Markup, html};

/// Leads to `exit`, and says that the browser's history remains. The same before and after
/// hydration. The style sheet shows it only where the element has `exit`; then
/// `src/loader/hydrated.js` empties the page first.
pub fn leave(guide: &Guide, exit: Option<&str>) -> Markup {
    let history = &guide.interface.leave.history;
    html::p()
        .class("leave")
        .attr("id", PLACE)
        .child(html::span().text(history))
        .child(
            link(guide, exit)
                .class("button quiet")
                .attr("part", "button"),
        )
}

/// The link. Rendered for no page in particular it leads to the words beside it: the loader hydrates
/// the guide at a click, and clicks again.
pub fn link(guide: &Guide, exit: Option<&str>) -> Markup {
    let here = format!("#{PLACE}");
    html::a()
        .attr("href", exit.unwrap_or(&here))
        .text(&guide.interface.leave.link)
}

const PLACE: &str = "leave-page";

#[cfg(all(test, feature = "ssr"))]
mod tests {
    use super::leave;
    use crate::guide::foot;
    use crate::tests::page::Page;
    use crate::tests::{rendered, small};

    #[test]
    fn the_way_out_leads_to_the_element_s_page_or_to_the_words_beside_it() {
        let guide = small();
        for (exit, target) in [
            (
                Some("https://www.weather.example/"),
                "https://www.weather.example/",
            ),
            (None, "#leave-page"),
        ] {
            let top = Page::read(&rendered(&guide, || leave(&guide, exit)));
            let foot = Page::read(&rendered(&guide, || foot(&guide, exit)));
            assert_eq!(top.id("leave-page").text, "Clear the history.Leave");
            for page in [top, foot] {
                let link = page.tags("a").find(|link| link.text == "Leave");
                assert_eq!(link.and_then(|link| link.get("href")), Some(target));
            }
        }
    }
}
