//! Reading: tabs, panels, the switch between one part and all of them.

use serde_json::json;

use super::{Role, Visitor};

/// The tabs in their order.
pub const TABS: [&str; 6] = [
    "At a glance",
    "Therapy",
    "Microdosing",
    "Research",
    "Risks",
    "Our view",
];

/// Which panels a person can see, by the heading that repeats the tab's label. `checkVisibility`
/// also knows what `hidden=until-found` hides.
const PANELS_SEEN: &str = "
    return [...document.querySelectorAll('[part=panel]')]
        .map((panel) => panel.querySelector('h2'))
        .filter((heading) => heading.checkVisibility({ contentVisibilityAuto: true }))
        .map((heading) => heading.textContent);
";

impl Visitor {
    /// The tabs in their order.
    pub const TABS: [&str; 6] = TABS;

    /// Clicks on a tab, or on the link that it is before the page wakes.
    #[track_caller]
    pub fn clicks_tab(&self, name: &str) -> &Self {
        let role = if self.has_tabs() {
            Role::Tab
        } else {
            Role::Link
        };
        self.clicks(role, name)
    }

    #[track_caller]
    fn has_tabs(&self) -> bool {
        self.runs("return !!document.querySelector('[role=tab]')") == json!(true)
    }

    /// This panel is there to be read, and no other.
    #[track_caller]
    pub fn sees_panel(&self, name: &str) -> &Self {
        self.sees_panels(&[name])
    }

    /// These panels are there to be read, and no others.
    #[track_caller]
    pub fn sees_panels(&self, names: &[&str]) -> &Self {
        self.sees(|| {
            let seen = self.browser.run(PANELS_SEEN, Vec::new())?;
            if seen == json!(names) {
                Ok(())
            } else {
                Err(format!(
                    "the panels to be seen are {seen} rather than {names:?}"
                ))
            }
        })
    }

    /// This tab is selected and no other, it is the one that the Tab key reaches, and its panel is
    /// there to be read.
    #[track_caller]
    pub fn sees_tab_selected(&self, name: &str) -> &Self {
        self.sees(|| {
            for (tab, label) in self.browser.elements("[role=tab]")?.iter().zip(TABS) {
                let selected = self.browser.attribute(tab, "aria-selected")?;
                let reached = self.browser.attribute(tab, "tabindex")?;
                let wanted = if label == name {
                    ("true", "0")
                } else {
                    ("false", "-1")
                };
                if (selected.as_deref(), reached.as_deref()) != (Some(wanted.0), Some(wanted.1)) {
                    return Err(format!(
                        "the tab {label:?} has aria-selected {selected:?} and tabindex {reached:?}"
                    ));
                }
            }
            Ok(())
        });
        self.sees_a(Role::Tab, name)
            .sees_a(Role::TabPanel, name)
            .sees_panel(name)
    }

    /// Every panel is there to be read.
    #[track_caller]
    pub fn sees_everything(&self) -> &Self {
        self.sees_panels(&TABS)
    }

    /// Asks for everything on one page.
    #[track_caller]
    pub fn shows_everything(&self) -> &Self {
        self.clicks(Role::Link, "Show all parts on one page")
    }

    /// Asks for one part at a time again.
    #[track_caller]
    pub fn shows_one_part(&self) -> &Self {
        self.clicks(Role::Link, "Show one part at a time")
    }

    /// The element with this id is on the screen, as after following a link to it.
    #[track_caller]
    pub fn sees_on_screen(&self, id: &str) -> &Self {
        self.sees_that(
            &format!("#{id} is on the screen"),
            &format!(
                "const box = document.getElementById('{id}').getBoundingClientRect();
                 return box.height > 0 && box.top >= 0 && box.top < innerHeight"
            ),
        )
    }

    /// How far the page is scrolled, in pixels.
    #[track_caller]
    pub fn scroll_position(&self) -> f64 {
        self.runs("return scrollY").as_f64().expect("a number")
    }

    /// Nothing is wider than the window.
    #[track_caller]
    pub fn needs_no_sideways_scroll(&self) -> &Self {
        let widest = self.runs(
            "const page = document.documentElement;
             return [page.scrollWidth, page.clientWidth, innerWidth]",
        );
        assert_eq!(
            widest[0], widest[1],
            "the page is as wide as the window: {widest}"
        );
        self
    }
}
