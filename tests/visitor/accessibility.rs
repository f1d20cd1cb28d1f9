//! What assistive technology perceives.

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

/// Rules of axe-core that do not apply: a prefix of their names, a media query, and the reason.
const EXCEPTIONS: [[&str; 3]; 1] = [[
    "color-contrast",
    "(forced-colors: active)",
    "the visitor's own colours; `-webkit-text-fill-color`, which axe-core reads, does not report them",
]];

/// Undecided contrasts that need no decision: of icons beside words, of the one digit of a
/// footnote, of a table that scrolls.
const UNDECIDED: [&str; 4] = [
    "nonBmp",
    "shortTextContent",
    "elmPartiallyObscured",
    "elmPartiallyObscuring",
];

/// Rules that the default tier skips. The enhanced contrast implies the minimum one, after its
/// threshold for reporting is removed: by default it ignores everything below 4.5:1.
/// `hidden-content` reports no failures.
const IMPLIED: [&str; 2] = ["color-contrast", "hidden-content"];

/// Rules of axe-core.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rules {
    /// All, also those of WCAG AAA, best practice and experiments.
    Every,
    /// Those that depend on colours, and those of the layout.
    Colours,
    /// Those that depend on the size of the window or the text.
    Layout,
}

impl Rules {
    /// The names; `None` for all.
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

/// Runs the rules of these names, or all but the implied ones. Undecided contrasts count, with
/// exceptions.
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
    const reported = ({ id, help, nodes }) => [id, { help,
        nodes: nodes.map(({ html, any, failureSummary }) =>
            [html.slice(0, 200), failureSummary ?? any.map(({ message }) => message)]),
    }];
    // What sticks to an edge of the window lies on whatever is scrolled there.
    const tree = document.querySelector('care-guide')?.shadowRoot ?? document;
    const stuck = [...tree.querySelectorAll('.foot, .comparison th, .comparison thead')]
        .filter((one) => getComputedStyle(one).position === 'sticky');
    for (const one of stuck) one.style.position = 'static';
    const how = { rules, checks, resultTypes: ['violations', 'incomplete'] };
    return window.axe.run(document, how).then(({ violations, incomplete }) => {
        const unsure = incomplete
            .filter(contrast)
            .map((found) => ({ ...found, nodes: found.nodes.filter((node) => !fine(node)) }))
            .filter(({ nodes }) => nodes.length > 0);
        return Object.fromEntries([...unsure, ...violations].map(reported));
    }).finally(() => stuck.forEach((one) => one.style.removeProperty('position')));
";

/// After the first setting, the default tier runs axe-core in one of three.
const SPREAD: usize = 3;

/// Whether axe-core checks this state in the setting of this index: the same ones in every run.
fn is_due(state: &str, index: usize) -> bool {
    let name: usize = state.bytes().map(usize::from).sum();
    Tier::current() == Tier::All || (name + index).is_multiple_of(SPREAD)
}

impl Visitor {
    /// The accessible description of an element.
    #[track_caller]
    pub fn hears_description(&self, role: Role, name: &str) -> String {
        let element = self.finds(role, name);
        let description = self.description(&element, role, name);
        description.unwrap_or_else(|why| panic!("{why}"))
    }

    pub(super) fn description(
        &self,
        element: &Element,
        role: Role,
        name: &str,
    ) -> Result<String, String> {
        let engine_commands = self.browser.engine_commands();
        engine_commands.description(element, &role.to_string(), name)
    }

    /// The page is accessible in every [`Setting`]: every word can be read, every target can be
    /// hit, nothing scrolls sideways, and axe-core finds nothing. Prints the number of combinations
    /// so far, and the settings that the engine lacks.
    ///
    /// axe-core takes most of the time. With `--all` it runs every rule in each setting. The
    /// default tier runs every rule in the first setting, and in a third of the others the rules
    /// that the setting can affect. The name of the state decides which third, so that each setting
    /// is checked in about ten states. Engines other than Chromium run axe-core in the first
    /// setting only, since it sees much the same in all.
    #[track_caller]
    pub fn is_accessible(&self, state: &str) -> &Self {
        static CHECKED: AtomicUsize = AtomicUsize::new(0);
        let (settings, unsupported): (Vec<&Setting>, Vec<&Setting>) = Setting::ALL
            .iter()
            .partition(|setting| self.supports(setting));
        for (index, setting) in settings.iter().enumerate() {
            // Visible if the rest fails.
            println!("{state}, {}", setting.name);
            self.uses(setting)
                .can_read_every_word()
                .needs_no_sideways_scroll()
                .can_hit_everything();
            match (index, Engine::chosen()) {
                (0, _) => self.has_no_violations(),
                (_, Engine::Chromium) if is_due(state, index) => self.passes(setting.rules),
                _ => self,
            };
        }
        self.uses(&Setting::PLAIN);
        let before = CHECKED.fetch_add(settings.len(), Ordering::Relaxed);
        let so_far = before + settings.len();
        // Not by a macro, whose output the test harness captures.
        let mut line = format!("{state}: accessible, {so_far} combinations so far");
        for setting in unsupported {
            line += &format!("; not supported: {}", setting.name);
        }
        line.push('\n');
        let result = std::io::stderr().write_all(line.as_bytes());
        result.expect("standard error can be written to");
        self
    }

    #[track_caller]
    pub fn has_no_violations(&self) -> &Self {
        self.passes(Rules::Every)
    }

    /// axe-core finds no violation of these rules, or of any rule with `--all`.
    #[track_caller]
    pub fn passes(&self, rules: Rules) -> &Self {
        let violations = self.violations(rules);
        let report = serde_json::to_string_pretty(&violations).unwrap_or_default();
        assert!(violations.is_empty(), "axe-core finds: {report}");
        self
    }

    /// The violations that axe-core finds, by rule.
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
