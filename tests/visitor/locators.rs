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
    ColumnHeader,
    Group,
    Heading,
    Image,
    Link,
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
            Self::ColumnHeader => ("columnheader", "th"),
            Self::Group => ("group", "fieldset, [role=group]"),
            Self::Heading => ("heading", "h1, h2, h3, h4"),
            Self::Image => ("image", "[role=img]"),
            Self::Link => ("link", "a[href]"),
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
        let element = self.finds(role, name);
        self.must(self.browser.click(&element))
    }

    #[track_caller]
    pub fn double_clicks(&self, role: Role, name: &str) -> &Self {
        let element = self.finds(role, name);
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
