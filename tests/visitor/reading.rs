//! Tabs, panels, and the switch between one part and all.

use serde_json::{Value, json};

use super::{Role, Visitor};

pub const TABS: [&str; 6] = [
    "Compare",
    "MDMA therapy",
    "Microdosing",
    "Evidence",
    "Risks",
    "Our view",
];

/// The visible panels by their headings. `checkVisibility` also respects `hidden=until-found`.
const PANELS_SEEN: &str = in_the_guide!(
    "
    return [...tree.querySelectorAll('[part=panel]')]
        .map((panel) => panel.querySelector('h2'))
        .filter((heading) => heading.checkVisibility({ contentVisibilityAuto: true }))
        .map((heading) => heading.textContent);
"
);

/// The label, `aria-selected` and `tabindex` of each tab.
const TABS_SEEN: &str = in_the_guide!(
    "
    return [...tree.querySelectorAll('[role=tab]')].map((tab) =>
        [tab.innerText.trim(), tab.getAttribute('aria-selected'), tab.getAttribute('tabindex')]);
"
);

/// The targets that are too small, with width and height. The target of a box or radio button is
/// its label. A link is inline if its paragraph has other words than links.
const TARGETS_TOO_SMALL: &str = in_the_guide!(
    "
    const alone = (link) => link.closest('p, li').innerText.trim() === link.innerText.trim();
    return [
        ...matchMedia('print').matches ? [] : tree.querySelectorAll('summary'),
        ...tree.querySelectorAll('button, [role=tab], [type=text], [type=email], [type=tel]'),
        ...tree.querySelectorAll('textarea, label:has([type=radio], [type=checkbox])'),
        ...tree.querySelectorAll('a.button, .actions a, .foot a, .summary a'),
        ...[...tree.querySelectorAll('p a, nav a')].filter(alone),
    ].filter((target) => target.checkVisibility({ contentVisibilityAuto: true }))
        .map((target) => [target, target.getBoundingClientRect()])
        .filter(([, { width, height }]) => Math.min(width, height) < 44)
        .map(([target, { width, height }]) => [target.outerHTML.slice(0, 120), width, height]);
"
);

impl Visitor {
    pub const TABS: [&str; 6] = TABS;

    /// Clicks on a tab, or on its link without scripts.
    #[track_caller]
    pub fn clicks_tab(&self, name: &str) -> &Self {
        self.sees_that(
            "the guide has come",
            in_the_guide!("return !!tree.querySelector('.tabs a')"),
        );
        let role = if self.has_tabs() {
            Role::Tab
        } else {
            Role::Link
        };
        self.clicks(role, name)
    }

    #[track_caller]
    fn has_tabs(&self) -> bool {
        self.runs(in_the_guide!("return !!tree.querySelector('[role=tab]')")) == json!(true)
    }

    #[track_caller]
    pub fn sees_panel(&self, name: &str) -> &Self {
        self.sees_panels(&[name])
    }

    #[track_caller]
    pub fn sees_panels(&self, names: &[&str]) -> &Self {
        self.sees(|| {
            let seen = self.browser.run(PANELS_SEEN, Vec::new())?;
            if seen == json!(names) {
                Ok(())
            } else {
                Err(format!(
                    "the visible panels are {seen} rather than {names:?}"
                ))
            }
        })
    }

    /// This tab alone is selected and in the tab order, and its panel alone is visible.
    #[track_caller]
    pub fn sees_tab_selected(&self, name: &str) -> &Self {
        let wanted: Vec<_> = TABS
            .iter()
            .map(|tab| match *tab == name {
                true => [*tab, "true", "0"],
                false => [*tab, "false", "-1"],
            })
            .collect();
        self.sees(|| {
            let seen = self.browser.run(TABS_SEEN, Vec::new())?;
            if seen == json!(wanted) {
                Ok(())
            } else {
                Err(format!("the tabs are {seen} rather than {wanted:?}"))
            }
        });
        self.sees_a(Role::Tab, name)
            .sees_a(Role::TabPanel, name)
            .sees_panel(name)
    }

    #[track_caller]
    pub fn sees_everything(&self) -> &Self {
        self.sees_panels(&TABS)
    }

    #[track_caller]
    pub fn sees_no_guide(&self) -> &Self {
        let shown = "const guide = document.querySelector('care-guide');
             return !!(guide.shadowRoot ?? guide).querySelector('.care-guide, div')";
        self.sees_of_the_page(shown, json!(false))
    }

    #[track_caller]
    pub fn shows_everything(&self) -> &Self {
        self.clicks(Role::Link, "Show all parts on one page")
    }

    #[track_caller]
    pub fn shows_one_part(&self) -> &Self {
        self.clicks(Role::Link, "Show one part at a time")
    }

    /// Opens the part below the tabs with this id, unless it is open.
    #[track_caller]
    pub fn opens_part(&self, id: &str) -> &Self {
        // Parts far down show up some frames after the rest.
        let there = in_the_guide!(
            "return !!tree.getElementById('consultation')?.closest('details').checkVisibility()"
        );
        self.sees_that("the parts below the tabs are there", there);
        let opener = in_the_guide!(
            "const fold = tree.getElementById(arguments[0]).closest('details:not([open])');
             return fold ? [fold.querySelector('summary')] : []"
        );
        let opener = self.runs_with(opener, vec![json!(id)]);
        for opener in self.browser.elements_in(&opener) {
            self.clicks_on(&opener);
        }
        self
    }

    /// As after following a link to this id.
    #[track_caller]
    pub fn sees_on_screen(&self, id: &str) -> &Self {
        self.sees_that(
            &format!("#{id} is on the screen"),
            &[
                in_the_guide!("const element = tree.getElementById("),
                &format!("'{id}');"),
                "const { height, top } = element.getBoundingClientRect();
                 return element.checkVisibility() && height > 0 && top >= 0 && top < innerHeight",
            ]
            .concat(),
        )
    }

    #[track_caller]
    pub fn scroll_position(&self) -> f64 {
        let position = "return new Promise((done) => requestAnimationFrame(() =>
            requestAnimationFrame(() => done(scrollY))))";
        self.runs(position).as_f64().expect("a number")
    }

    /// Every target is at least 44 px wide and high (WCAG 2.5.5), inline links aside.
    #[track_caller]
    pub fn can_hit_everything(&self) -> &Self {
        let small = self.targets_too_small();
        assert!(
            small.is_empty(),
            "small targets with width and height: {small:?}"
        );
        self
    }

    /// The targets that are too small, with width and height.
    pub fn targets_too_small(&self) -> Vec<Value> {
        match self.runs(TARGETS_TOO_SMALL) {
            Value::Array(found) => found,
            other => panic!("the page has no targets: {other}"),
        }
    }

    #[track_caller]
    pub fn needs_no_sideways_scroll(&self) -> &Self {
        let beyond = self.sideways_scroll();
        assert!(
            beyond <= 0.0,
            "the page is {beyond} px wider than the window"
        );
        self
    }

    /// The width of the page beyond the window in CSS pixels.
    pub fn sideways_scroll(&self) -> f64 {
        let beyond = self.runs(
            "const page = document.documentElement;
             return page.scrollWidth - page.clientWidth",
        );
        beyond.as_f64().expect("a number")
    }

    /// Every element ends inside the window, except in scrolling tables and in drawings, which end
    /// themselves at their edges.
    #[track_caller]
    pub fn sees_nothing_cut_off(&self) -> &Self {
        let out = self.runs(
            "const width = document.documentElement.clientWidth;
             return [...document.querySelectorAll('.care-guide :not(.visually-hidden, .website *, svg *)')]
                 .filter((part) => !part.closest('.table-scroll, .visually-hidden, .website'))
                 .filter((part) => part.checkVisibility())
                 .filter((part) => {
                     const { left, right, width: wide } = part.getBoundingClientRect();
                     return wide > 1 && (right > width + 1 || left < -1);
                 })
                 .slice(0, 5)
                 .map((part) => `${part.localName}: ${part.textContent.slice(0, 60)}`)",
        );
        assert_eq!(out, serde_json::json!([]), "elements outside of the window");
        self
    }
}
