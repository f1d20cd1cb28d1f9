//! What assistive technology gets to know.

use std::collections::BTreeMap;
use std::fs;
use std::io::Write as _;
use std::sync::LazyLock;
use std::sync::atomic::{AtomicUsize, Ordering};

use fantoccini::elements::Element;
use serde_json::{Value, json};

use super::{Role, Setting, Visitor};
use crate::browser::Engine;
use crate::{Tier, environment};

/// Rules of axe-core that do not apply: their names begin so, and where (a media query), and why.
const EXCEPTIONS: [[&str; 3]; 1] = [[
    "color-contrast",
    "(forced-colors: active)",
    "the visitor's own colours; axe-core reads `-webkit-text-fill-color`, where they are not told",
]];

/// What axe-core cannot tell about a contrast and need not: of shapes that stand beside words, of
/// a footnote's one digit, and of a table that scrolls by itself.
const UNDECIDED: [&str; 4] = [
    "nonBmp",
    "shortTextContent",
    "elmPartiallyObscured",
    "elmPartiallyObscuring",
];

/// Rules that the default tier leaves out. The contrast of WCAG AAA implies that of AA, once its rule
/// is told to report what fails both: by itself it passes all below 4.5:1 and leaves it to the other rule. `hidden-content`
/// reports nothing that fails.
const IMPLIED: [&str; 2] = ["color-contrast", "hidden-content"];

/// Which rules of axe-core are run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rules {
    /// All of them, those of WCAG AAA, of best practice and the experimental ones included.
    Every,
    /// Those that other colours can make fail, and those of the layout.
    Colours,
    /// Those that another size of the window or of the text can make fail.
    Layout,
}

impl Rules {
    /// The names of those to run; `None` for all of them.
    fn only(self) -> Option<&'static [&'static str]> {
        match self {
            Self::Every => None,
            Self::Colours => Some(&[
                "color-contrast-enhanced",
                "link-in-text-block",
                "target-size",
                "scrollable-region-focusable",
            ]),
            Self::Layout => Some(&["target-size", "scrollable-region-focusable"]),
        }
    }
}

/// Runs the rules of these names, or else every rule but those that are implied. Another contrast that
/// axe-core cannot tell counts too.
const CHECK: &str = "
    const [exceptions, undecided, only, implied] = arguments;
    const excepted = (rule) => exceptions.some(([start, where]) =>
        rule.startsWith(start) && matchMedia(where).matches);
    const wanted = (rule) => only ? only.includes(rule) : !implied.includes(rule);
    const rules = Object.fromEntries(window.axe.getRules().map(({ ruleId }) =>
        [ruleId, { enabled: wanted(ruleId) && !excepted(ruleId) }]));
    const enhanced = 'color-contrast-enhanced';
    const { options } = window.axe._audit.checks[enhanced];
    const { normal, large } = options.contrastRatio;
    const contrastRatio = {
        normal: { ...normal, minThreshold: 0 },
        large: { ...large, minThreshold: 0 },
    };
    const checks = implied.includes('color-contrast')
        ? { [enhanced]: { options: { ...options, contrastRatio } } } : {};
    const contrast = ({ id }) => id.startsWith('color-contrast');
    const fine = ({ any }) => any.every(({ data }) => undecided.includes(data?.messageKey));
    const told = ({ id, help, nodes }) => [id, { help,
        nodes: nodes.map(({ html, any, failureSummary }) =>
            [html.slice(0, 200), failureSummary ?? any.map(({ message }) => message)]),
    }];
    const how = { rules, checks, resultTypes: ['violations', 'incomplete'] };
    return window.axe.run(document, how).then(({ violations, incomplete }) => {
        const unsure = incomplete
            .filter(contrast)
            .map((found) => ({ ...found, nodes: found.nodes.filter((node) => !fine(node)) }))
            .filter(({ nodes }) => nodes.length > 0);
        return Object.fromEntries([...unsure, ...violations].map(told));
    });
";

/// The default tier has axe-core look at one of so many settings, after the first one.
const SPREAD: usize = 3;

/// Whether axe-core looks at this state in the setting of this index. Their sum decides, so that a
/// state is looked at in the same settings in every run.
fn is_due(state: &str, index: usize) -> bool {
    let name: usize = state.bytes().map(usize::from).sum();
    Tier::current() == Tier::All || (name + index).is_multiple_of(SPREAD)
}

impl Visitor {
    /// What a screen reader says about an element after its role and name.
    #[track_caller]
    pub fn hears_description(&self, role: Role, name: &str) -> String {
        let element = self.finds(role, name);
        let description = self.description(&element, role, name);
        description.unwrap_or_else(|why| panic!("{why}"))
    }

    /// What a screen reader says about this element after its role and name.
    pub(super) fn description(
        &self,
        element: &Element,
        role: Role,
        name: &str,
    ) -> Result<String, String> {
        let engine_commands = self.browser.engine_commands();
        engine_commands.description(element, &role.to_string(), name)
    }

    /// The page as it is bars nobody in any [`Setting`]: axe-core finds nothing, every word
    /// can be read, everything can be hit. Says how many combinations of state and setting that
    /// makes so far, and what the engine has no way to show.
    ///
    /// axe-core takes the most time by far. The whole proof runs every rule of it in each setting. The
    /// default tier runs every rule in the first setting, and in a third of the others the rules that
    /// the setting can make fail. Which third depends on the state's name, so that every setting is
    /// met in about ten of the states. What axe-core looks at is much the same in all engines: other
    /// engines than Chromium have it look at the first setting alone.
    #[track_caller]
    pub fn is_accessible(&self, state: &str) -> &Self {
        static LOOKED_AT: AtomicUsize = AtomicUsize::new(0);
        let (settings, untold): (Vec<&Setting>, Vec<&Setting>) = Setting::ALL
            .iter()
            .partition(|setting| self.supports(setting));
        for (index, setting) in settings.iter().enumerate() {
            // Shown if what follows fails.
            println!("{state}, {}", setting.name);
            self.uses(setting)
                .can_read_every_word()
                .needs_no_sideways_scroll()
                .can_hit_everything();
            match (index, Engine::chosen()) {
                (0, _) => self.has_no_violations(),
                (_, Engine::Chromium) if is_due(state, index) => self.passes(setting.rules()),
                _ => self,
            };
        }
        self.uses(&Setting::PLAIN);
        let before = LOOKED_AT.fetch_add(settings.len(), Ordering::Relaxed);
        let so_far = before + settings.len();
        // Past what the tests' harness keeps to itself.
        let mut line = format!("{state}: open to all, {so_far} combinations so far");
        for setting in untold {
            line += &format!("; not shown: {}", setting.name);
        }
        line.push('\n');
        let told = std::io::stderr().write_all(line.as_bytes());
        told.expect("standard error can be written to");
        self
    }

    /// axe-core finds nothing wrong with the page as it is.
    #[track_caller]
    pub fn has_no_violations(&self) -> &Self {
        self.passes(Rules::Every)
    }

    /// By these rules axe-core finds nothing wrong with the page as it is. The whole proof runs every
    /// rule.
    #[track_caller]
    pub fn passes(&self, rules: Rules) -> &Self {
        let violations = self.violations(rules);
        let told = serde_json::to_string_pretty(&violations).unwrap_or_default();
        assert!(violations.is_empty(), "axe-core finds: {told}");
        self
    }

    /// What axe-core finds wrong with the page as it is, under the names of its rules.
    #[track_caller]
    pub fn violations(&self, rules: Rules) -> BTreeMap<String, Value> {
        static AXE: LazyLock<String> =
            LazyLock::new(|| fs::read_to_string(environment::axe()).expect("axe-core"));
        if self.runs("return !!window.axe") == json!(false) {
            self.runs(&AXE);
        }
        let (only, implied) = match Tier::current() {
            Tier::All => (None, &[][..]),
            Tier::Default => (rules.only(), &IMPLIED[..]),
        };
        let given = [
            json!(EXCEPTIONS),
            json!(UNDECIDED),
            json!(only),
            json!(implied),
        ];
        let found = self.runs_with(CHECK, given.to_vec());
        serde_json::from_value(found).expect("an object")
    }
}
