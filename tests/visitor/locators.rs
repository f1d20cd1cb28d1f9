//! Elements, found as assistive technology finds them: by role and name.

use std::fmt;

use fantoccini::elements::Element;
use serde_json::{Value, json};

use super::Visitor;
use crate::{steps, waiting};

/// A role (WAI-ARIA).
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
    /// The role as WebDriver names it, and the elements that may have it.
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

/// The elements of the guide that a selector matches, that a person can see, and whose words or
/// attributes hold the name. A name may come from other elements: labels, legends, those of `aria-labelledby`.
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
    /// The first element with this role and name that a person can see.
    #[track_caller]
    pub fn finds(&self, role: Role, name: &str) -> Element {
        let found = waiting::until(waiting::TIMEOUT, || {
            let found = self.all_named(role, name, None)?;
            let first = found.into_iter().next();
            first.ok_or_else(|| format!("there is no {role} named {name:?} to be seen"))
        });
        steps::name_element(&found, format!("the {role} {name:?}"));
        found
    }

    /// The first such element inside of another one.
    #[track_caller]
    pub fn finds_within(&self, around: &Element, role: Role, name: &str) -> Element {
        let found = waiting::until(waiting::TIMEOUT, || {
            let found = self.all_named(role, name, Some(around))?;
            let first = found.into_iter().next();
            first.ok_or_else(|| format!("there is no {role} named {name:?} in there"))
        });
        steps::name_element(&found, format!("the {role} {name:?}"));
        found
    }

    /// There is one, and a person can see it.
    #[track_caller]
    pub fn sees_a(&self, role: Role, name: &str) -> &Self {
        self.finds(role, name);
        self
    }

    /// There is none that a person could see.
    #[track_caller]
    pub fn sees_no(&self, role: Role, name: &str) -> &Self {
        self.sees(|| match self.all_named(role, name, None)?.len() {
            0 => Ok(()),
            count => Err(format!("there are {count} of {role} {name:?} to be seen")),
        })
    }

    /// Clicks on the first element with this role and name.
    #[track_caller]
    pub fn clicks(&self, role: Role, name: &str) -> &Self {
        let element = self.finds(role, name);
        self.must(self.browser.click(&element))
    }

    /// Clicks on it twice, as fast as people do.
    #[track_caller]
    pub fn double_clicks(&self, role: Role, name: &str) -> &Self {
        let element = self.finds(role, name);
        self.must(self.browser.double_click(&element))
    }

    /// PageState a double click there whose first half was somewhere else; nothing comes of it.
    #[track_caller]
    pub fn ends_a_double_click_on(&self, role: Role, name: &str) -> &Self {
        // Drivers count by the clock, and it has gone on.
        let script = "
            const how = { bubbles: true, cancelable: true, composed: true, detail: 2 };
            const goes = (type) => arguments[0].dispatchEvent(new MouseEvent(type, how));
            return ['mousedown', 'mouseup', 'click'].filter(goes)";
        let element = json!(self.finds(role, name));
        let done = self.runs_with(script, vec![element]);
        assert_eq!(done, json!(["mouseup"]), "what {role} {name:?} got");
        self
    }

    /// The first element with this role and name says that it can do nothing right now.
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

    /// The names of all elements with this role that a person can see.
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

    /// All that can be seen. The browser's own computation has the last word on role and name; an
    /// empty name stands for any.
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
