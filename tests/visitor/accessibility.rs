//! What assistive technology gets to know.

use std::fs;
use std::sync::LazyLock;

use serde_json::{Value, json};

use super::{Role, Visitor};
use crate::environment;

/// Rules of axe-core that do not apply here, each with the reason.
const EXCEPTIONS: [(&str, &str); 0] = [];

/// What axe-core cannot tell about a contrast and need not: of shapes that stand beside words, of
/// a footnote's one digit, and of a table that scrolls by itself.
const UNDECIDED: [&str; 4] = [
    "nonBmp",
    "shortTextContent",
    "elmPartiallyObscured",
    "elmPartiallyObscuring",
];

/// Runs every rule, those of WCAG AAA, of best practice and the experimental ones included. Another
/// contrast that axe-core cannot tell counts too, but for those in the visitor's own colours.
const CHECK: &str = "
    const [exceptions, undecided] = arguments;
    const rules = Object.fromEntries(window.axe.getRules().map(({ ruleId }) =>
        [ruleId, { enabled: !exceptions.includes(ruleId) }]));
    const contrast = ({ id }) =>
        id.startsWith('color-contrast') && !matchMedia('(forced-colors: active)').matches;
    const fine = ({ any }) => any.every(({ data }) => undecided.includes(data?.messageKey));
    const told = ({ id, help, nodes }) => ({ id, help,
        nodes: nodes.map(({ html, any, failureSummary }) =>
            [html.slice(0, 200), failureSummary ?? any.map(({ message }) => message)]),
    });
    return window.axe.run(document, { rules }).then(({ violations, incomplete }) => [
        ...violations,
        ...incomplete
            .filter(contrast)
            .map((found) => ({ ...found, nodes: found.nodes.filter((node) => !fine(node)) }))
            .filter(({ nodes }) => nodes.length > 0),
    ].map(told));
";

impl Visitor {
    /// What a screen reader says about an element after its role and name.
    #[track_caller]
    pub fn hears_description(&self, role: Role, name: &str) -> String {
        let tree = self
            .browser
            .devtools("Accessibility.getFullAXTree", json!({}));
        let tree = tree.unwrap_or_else(|why| panic!("{why}"));
        let role = role.to_string();
        let found =
            tree["nodes"].as_array().into_iter().flatten().find(|node| {
                node["role"]["value"] == role.as_str() && node["name"]["value"] == name
            });
        let node = found.unwrap_or_else(|| panic!("a screen reader knows no {role} {name:?}"));
        node["description"]["value"]
            .as_str()
            .unwrap_or_default()
            .to_owned()
    }

    /// axe-core finds nothing wrong with the page as it is.
    #[track_caller]
    pub fn is_barred_by_nothing(&self) -> &Self {
        static AXE: LazyLock<String> =
            LazyLock::new(|| fs::read_to_string(environment::axe()).expect("axe-core"));
        if self.runs("return !!window.axe") == json!(false) {
            self.runs(&AXE);
        }
        let exceptions = EXCEPTIONS.map(|(rule, _)| rule);
        let violations = self.runs_with(CHECK, vec![json!(exceptions), json!(UNDECIDED)]);
        let none = violations == Value::Array(Vec::new());
        let told = serde_json::to_string_pretty(&violations).unwrap_or_default();
        assert!(none, "axe-core finds: {told}");
        self
    }
}
