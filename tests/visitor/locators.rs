//! Elements found by role and name, as assistive technology finds them.

use std::fmt;

use fantoccini::elements::Element;
use serde_json::{Value, json};

use super::Visitor;
use crate::{steps, waiting};

/// A WAI-ARIA role.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    Button,
    Checkbox,
    Cell,
    ColumnHeader,
    /// What opens and closes what is folded.
    Disclosure,
    Group,
    Heading,
    Image,
    Link,
    Navigation,
    Radio,
    RadioGroup,
    Region,
    RowHeader,
    Status,
    Tab,
    TabList,
    TabPanel,
    Table,
    Textbox,
}

impl Role {
    /// The name of the role, and a selector of the elements that may have it.
    fn name_and_selector(self) -> (&'static str, &'static str) {
        match self {
            Self::Button => ("button", "button, [role=button]"),
            Self::Checkbox => ("checkbox", "input[type=checkbox]"),
            Self::Cell => ("cell", "td"),
            Self::ColumnHeader => ("columnheader", "th"),
            Self::Disclosure => ("disclosure", "summary"),
            Self::Group => ("group", "fieldset, [role=group]"),
            Self::Heading => ("heading", "h1, h2, h3, h4"),
            Self::Image => ("image", "[role=img]"),
            Self::Link => ("link", "a[href]"),
            Self::Navigation => ("navigation", "nav"),
            Self::Radio => ("radio", "input[type=radio]"),
            Self::RadioGroup => ("radiogroup", "[role=radiogroup]"),
            Self::Region => ("region", "section, [role=region]"),
            Self::RowHeader => ("rowheader", "th"),
            Self::Status => ("status", "[role=status], output"),
            Self::Tab => ("tab", "[role=tab]"),
            Self::TabList => ("tablist", "[role=tablist]"),
            Self::TabPanel => ("tabpanel", "[role=tabpanel]"),
            Self::Table => ("table", "table"),
            Self::Textbox => ("textbox", "input, textarea"),
        }
    }
}

impl fmt::Display for Role {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name_and_selector().0)
    }
}

/// The visible elements that match a selector and whose text or attributes contain the name. The
/// name may come from other elements: labels, legends, `aria-labelledby`.
const CANDIDATES: &str = in_the_guide!(
    "
    const [selector, name, within] = arguments;
    const plain = (text) => (text ?? '').replace(/\\s+/g, ' ');
    const words = (element) => plain([
        element.textContent,
        element.getAttribute('aria-label'),
        ...[...(element.labels ?? [])].map((label) => label.textContent),
        ...(element.getAttribute('aria-labelledby') ?? '').split(' ').map(
            (id) => id && tree.getElementById(id)?.textContent),
    ].join(' '));
    // What is inert or hidden is nothing to assistive technology; not every driver knows that.
    const seen = (element) => !element.closest('[inert], [aria-hidden=true]')
        && element.checkVisibility({ contentVisibilityAuto: true, visibilityProperty: true });
    return [...(within ?? tree).querySelectorAll(selector)]
        .filter((element) => words(element).includes(name) && seen(element));
"
);

/// Scrolls to an element that is under the bar at the foot of a narrow screen, or under the way out at
/// the top, as a person does. The driver takes it for one in view.
const UNCOVER: &str = in_the_guide!(
    "
    const [element] = arguments;
    const center = () => element.scrollIntoView({ block: 'center', behavior: 'instant' });
    const top = tree.querySelector('.care-guide > .leave');
    if (top?.checkVisibility() && !top.contains(element)
        && element.getBoundingClientRect().top < top.getBoundingClientRect().bottom) center();
    const bar = tree.querySelector('.foot');
    if (!bar?.checkVisibility() || bar.contains(element)) return;
    const { bottom } = element.getBoundingClientRect();
    if (bottom > bar.getBoundingClientRect().top) center();
"
);

/// What opens the outermost fold around the first such element; nothing if one is visible already.
const OPENER: &str = in_the_guide!(
    "
    const [selector, name] = arguments;
    const words = (element) => [
        element.textContent,
        ...[...(element.labels ?? [])].map((label) => label.textContent),
    ].join(' ').replace(/\\s+/g, ' ');
    const named = [...tree.querySelectorAll(selector)]
        .filter((element) => words(element).includes(name));
    if (named.some((element) => element.checkVisibility())) return [];
    const folds = named.flatMap((element) => {
        const found = [];
        for (let one = element; one; one = one.parentElement?.closest('details')) {
            if (one.matches('details:not([open])')) found.unshift(one);
        }
        return found;
    });
    return folds.slice(0, 1).map((fold) => fold.querySelector('summary'));
"
);

impl Visitor {
    /// The first visible element with this role and name.
    #[track_caller]
    pub fn finds(&self, role: Role, name: &str) -> Element {
        let found = waiting::until(waiting::TIMEOUT, || {
            let found = self.all_named(role, name, None)?;
            let first = found.into_iter().next();
            first.ok_or_else(|| format!("no visible {role} is named {name:?}"))
        });
        steps::name_element(&found, format!("the {role} {name:?}"));
        found
    }

    /// The same of a control, after opening what is folded around it, as who looks for it does.
    #[track_caller]
    pub fn finds_control(&self, role: Role, name: &str) -> Element {
        let (_, selector) = role.name_and_selector();
        loop {
            let found = self.runs_with(OPENER, vec![json!(selector), json!(name)]);
            let Some(opener) = self.browser.elements_in(&found).into_iter().next() else {
                return self.finds(role, name);
            };
            let opener_name = format!("what opens the part with {name:?}");
            // A guide that has just come shows its parts one after the other.
            self.sees(|| {
                let shown = "return arguments[0].checkVisibility()";
                match self.browser.run(shown, vec![json!(opener)])? {
                    found if found == true => Ok(()),
                    _ => Err(format!("{opener_name} is not shown")),
                }
            });
            steps::name_element(&opener, opener_name);
            self.clicks_on(&opener);
        }
    }

    /// The same inside of another element.
    #[track_caller]
    pub fn finds_within(&self, around: &Element, role: Role, name: &str) -> Element {
        let found = waiting::until(waiting::TIMEOUT, || {
            let found = self.all_named(role, name, Some(around))?;
            let first = found.into_iter().next();
            first.ok_or_else(|| format!("no visible {role} in there is named {name:?}"))
        });
        steps::name_element(&found, format!("the {role} {name:?}"));
        found
    }

    #[track_caller]
    pub fn sees_a(&self, role: Role, name: &str) -> &Self {
        self.finds(role, name);
        self
    }

    #[track_caller]
    pub fn sees_no(&self, role: Role, name: &str) -> &Self {
        self.sees(|| match self.all_named(role, name, None)?.len() {
            0 => Ok(()),
            count => Err(format!("{count} visible {role} are named {name:?}")),
        })
    }

    #[track_caller]
    pub fn clicks(&self, role: Role, name: &str) -> &Self {
        let element = match role {
            Role::Button | Role::Checkbox | Role::Radio | Role::Textbox => {
                self.finds_control(role, name)
            }
            _ => self.finds(role, name),
        };
        self.clicks_on(&element)
    }

    #[track_caller]
    pub(super) fn clicks_on(&self, element: &Element) -> &Self {
        self.runs_with(UNCOVER, vec![json!(element)]);
        self.must(self.browser.click(element))
    }

    #[track_caller]
    pub fn double_clicks(&self, role: Role, name: &str) -> &Self {
        let element = self.finds_control(role, name);
        self.runs_with(UNCOVER, vec![json!(element)]);
        self.must(self.browser.double_click(&element))
    }

    /// Ends a double click whose first half was elsewhere; only `mouseup` passes.
    #[track_caller]
    pub fn ends_a_double_click_on(&self, role: Role, name: &str) -> &Self {
        // Drivers count by the clock, and too much time has passed.
        let script = "
            const how = { bubbles: true, cancelable: true, composed: true, detail: 2 };
            const goes = (type) => arguments[0].dispatchEvent(new MouseEvent(type, how));
            return ['mousedown', 'mouseup', 'click'].filter(goes)";
        let element = json!(self.finds(role, name));
        let done = self.runs_with(script, vec![element]);
        assert_eq!(done, json!(["mouseup"]), "events of {role} {name:?}");
        self
    }

    #[track_caller]
    pub fn sees_disabled(&self, role: Role, name: &str) -> &Self {
        let element = self.finds(role, name);
        self.sees(|| {
            let disabled = self.browser.attribute(&element, "aria-disabled")?;
            match disabled.as_deref() {
                Some("true") => Ok(()),
                _ => Err(format!("{role} {name:?} is not disabled")),
            }
        })
    }

    /// The names of all visible elements with this role.
    #[track_caller]
    pub fn names_of(&self, role: Role) -> Vec<String> {
        let elements = self
            .all_named(role, "", None)
            .unwrap_or_else(|why| panic!("{why}"));
        let name = |element| {
            self.browser
                .name(element)
                .unwrap_or_else(|why| panic!("{why}"))
        };
        elements.iter().map(name).collect()
    }

    /// All visible elements with this role and name, as the browser computes them. An empty name
    /// matches any.
    fn all_named(
        &self,
        role: Role,
        name: &str,
        within: Option<&Element>,
    ) -> Result<Vec<Element>, String> {
        let (wanted, selector) = role.name_and_selector();
        let within = within.map_or(Value::Null, |element| json!(element));
        let found = self
            .browser
            .run(CANDIDATES, vec![json!(selector), json!(name), within])?;
        let mut named = Vec::new();
        for element in self.browser.elements_in(&found) {
            let fits = self.browser.role(&element)? == wanted
                && (name.is_empty() || self.browser.name(&element)? == name);
            if fits {
                named.push(element);
            }
        }
        Ok(named)
    }
}
