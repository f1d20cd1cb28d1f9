//! Settings in which people see pages: screen, colours, text, motion, paper.

use serde_json::json;

use super::{Rules, Visitor};

/// A setting of a device or browser.
#[derive(Debug, Clone, Copy)]
pub struct Setting {
    /// For messages.
    pub name: &'static str,
    /// Media features (Media Queries 5).
    features: &'static [(&'static str, &'static str)],
    /// `print`, or empty for the screen.
    medium: &'static str,
    /// In CSS pixels.
    width: u32,
    height: u32,
    /// The default font size in CSS pixels.
    text: u32,
    /// Whether text is spaced as in WCAG 1.4.12.
    spaced: bool,
    /// The rules of axe-core that it can affect.
    pub rules: Rules,
}

const IN_LIGHT: (&str, &str) = ("prefers-color-scheme", "light");
const IN_THE_DARK: (&str, &str) = ("prefers-color-scheme", "dark");

impl Setting {
    /// A desktop window.
    pub const PLAIN: Self = Self {
        name: "as it comes",
        features: &[],
        medium: "",
        width: 1280,
        height: 900,
        text: 16,
        spaced: false,
        rules: Rules::Layout,
    };

    pub const LIGHT: Self = Self {
        name: "light",
        features: &[IN_LIGHT],
        rules: Rules::Colours,
        ..Self::PLAIN
    };

    pub const DARK: Self = Self {
        name: "dark",
        features: &[IN_THE_DARK],
        rules: Rules::Colours,
        ..Self::PLAIN
    };

    /// The settings that each state of the page is checked in. axe-core runs every rule in the
    /// first.
    pub const ALL: &[Self] = &[
        Self::LIGHT,
        Self::DARK,
        Self {
            name: "light, 320 px wide",
            width: 320,
            rules: Rules::Layout,
            ..Self::LIGHT
        },
        Self {
            name: "dark, 320 px wide",
            width: 320,
            rules: Rules::Layout,
            ..Self::DARK
        },
        Self {
            name: "more contrast",
            features: &[IN_LIGHT, ("prefers-contrast", "more")],
            rules: Rules::Colours,
            ..Self::PLAIN
        },
        Self {
            name: "more contrast, dark",
            features: &[IN_THE_DARK, ("prefers-contrast", "more")],
            rules: Rules::Colours,
            ..Self::PLAIN
        },
        Self {
            name: "forced colours",
            features: &[IN_LIGHT, ("forced-colors", "active")],
            ..Self::PLAIN
        },
        Self {
            name: "forced colours, dark",
            features: &[IN_THE_DARK, ("forced-colors", "active")],
            ..Self::PLAIN
        },
        // A window of 1280 by 1024 px at 400 % (WCAG 1.4.10).
        Self {
            name: "256 px high",
            height: 256,
            ..Self::PLAIN
        },
        Self {
            name: "text of 200 %",
            text: 32,
            ..Self::PLAIN
        },
        Self {
            name: "text of 200 % on a phone",
            width: 360,
            text: 32,
            ..Self::PLAIN
        },
        Self {
            name: "spaced text",
            spaced: true,
            ..Self::PLAIN
        },
        Self {
            name: "spaced text, 320 px wide",
            width: 320,
            spaced: true,
            ..Self::PLAIN
        },
        Self {
            name: "reduced motion",
            features: &[("prefers-reduced-motion", "reduce")],
            ..Self::PLAIN
        },
        Self {
            name: "print",
            medium: "print",
            rules: Rules::Colours,
            ..Self::PLAIN
        },
    ];
}

/// The spacing of WCAG 1.4.12 in the page and in every shadow root. Policies allow style sheets
/// that a script makes.
const SPACE: &str = "
    const spacing = '* { line-height: 1.5 !important; letter-spacing: 0.12em !important;'
        + ' word-spacing: 0.16em !important } p { margin-bottom: 2em !important }';
    window.spacing ??= new CSSStyleSheet();
    window.spacing.replaceSync(arguments[0] ? spacing : '');
    const shadows = [...document.querySelectorAll('care-guide')].map((host) => host.shadowRoot);
    for (const tree of [document, ...shadows]) {
        if (tree && !tree.adoptedStyleSheets.includes(window.spacing)) {
            tree.adoptedStyleSheets.push(window.spacing);
        }
    }
";

impl Visitor {
    /// Shows the page in this setting from now on.
    #[track_caller]
    pub fn uses(&self, setting: &Setting) -> &Self {
        let Setting {
            features,
            medium,
            text,
            ..
        } = setting;
        let shown = self
            .browser
            .engine_commands()
            .emulate(features, medium, *text);
        self.has_a_screen_of(setting.width, setting.height)
            .must(shown);
        self.runs_with(SPACE, vec![json!(setting.spaced)]);
        let media = features
            .iter()
            .map(|(name, value)| format!("({name}: {value})"));
        let medium = (!medium.is_empty()).then(|| (*medium).to_owned());
        for query in media.chain(medium) {
            let query = json!(query);
            let applies = format!("return matchMedia({query}).matches");
            self.sees_that(&format!("{query} applies"), &applies);
        }
        let size = "return getComputedStyle(document.documentElement).fontSize";
        self.sees_of_the_page(size, json!(format!("{text}px")))
    }

    pub fn supports(&self, setting: &Setting) -> bool {
        let engine_commands = self.browser.engine_commands();
        engine_commands.can_emulate(setting.features, setting.text)
    }
}
