//! The steps: what each proves, what it reads, and what it needs.

use std::fmt;

use anyhow::Result;
use clap::ValueEnum;
use site::build;
use site::fingerprint::SOURCES;

use super::{Context, Engine, Tier};
use super::{
    browser, clippy, examples, javascript, journeys, native, schemathesis, supply_chain, trunk,
};
use crate::{bench, fuzz, schema};

/// One step of the tests.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, ValueEnum)]
pub enum Step {
    /// Chromium, axe-core and schemathesis are there, or are installed
    Browsers,
    /// Every file is formatted
    Format,
    /// The scripts have the right format, types and names
    Javascript,
    /// The scripts do what they promise, each by itself, in Chromium
    Loader,
    /// The committed JSON Schemas and the OpenAPI document are those of the types
    Schema,
    /// Clippy warns of nothing in what runs natively
    Clippy,
    /// Clippy warns of nothing in what runs in the browser
    ClippyWasm,
    /// Every package has a licence that is allowed and comes from the registry
    SupplyChain,
    /// The native tests pass
    Native,
    /// The receiver answers as its OpenAPI document says
    Api,
    /// The release builds and is within its budget
    Build,
    /// A person's journeys succeed in Chromium
    Journeys,
    /// They succeed in Firefox: one of each part of the page's life, all with `--all`
    JourneysFirefox,
    /// They succeed in WebKit: one of each part of the page's life, all with `--all`
    JourneysWebkit,
    /// The fuzzer finds nothing within seconds, where there is a C++ compiler
    Fuzz,
    /// Trunk builds the same site
    Trunk,
    /// The examples and the packages are made, and a person can use them in a real browser
    Examples,
    /// The pages that the benchmark compares can be built, and show the same
    Bench,
    /// Whether a package has a known weakness; it warns, and never fails
    Advisories,
}

impl fmt::Display for Step {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let value = self.to_possible_value();
        f.pad(value.as_ref().map_or("", |value| value.get_name()))
    }
}

impl Step {
    /// From which tier on it runs.
    pub fn tier(self) -> Tier {
        match self {
            Self::Fuzz | Self::Trunk | Self::Examples | Self::Bench | Self::Advisories => Tier::All,
            _ => Tier::Default,
        }
    }

    /// Whether `--all` makes more of it.
    pub fn proves_more_with_all(self) -> bool {
        matches!(
            self,
            Self::Journeys | Self::JourneysFirefox | Self::JourneysWebkit
        )
    }

    /// What it proves, and how long that takes on two cores.
    pub fn about(self) -> &'static str {
        match self {
            Self::Browsers => "Chromium, axe-core and schemathesis; minutes, once",
            Self::Format => "every file is formatted; seconds",
            Self::Javascript => "format, lint, types and shared names of the scripts; seconds",
            Self::Loader => "the scripts, each by itself, in Chromium; 10 to 20 seconds",
            Self::Schema => "the schemas are those of the types; seconds",
            Self::Clippy => "no warning in native code; 2 to 3 minutes from nothing, else seconds",
            Self::ClippyWasm => "none in browser code; a minute from nothing, else seconds",
            Self::SupplyChain => "licences and origins of packages; seconds",
            Self::Native => "the rules, each by itself; 2 to 4 minutes",
            Self::Api => "the receiver answers as documented; a minute",
            Self::Build => "the release, and its budget; 3 minutes from nothing, else one",
            Self::Journeys => "what a person does, in Chromium; 5 to 8 minutes, 15 with --all",
            Self::JourneysFirefox => "the same in Firefox; a minute or two, 15 with --all",
            Self::JourneysWebkit => "the same in WebKit; a minute or two, 10 with --all",
            Self::Fuzz => "ten seconds at each target; 2 minutes, 6 from nothing",
            Self::Trunk => "Trunk builds the same files; a minute, 8 from nothing",
            Self::Examples => "pages of other people, and the packages; 2 minutes",
            Self::Bench => "the peers of the benchmark show the same; a minute",
            Self::Advisories => "known weaknesses of packages; seconds",
        }
    }

    /// What it reads: where none of it has changed, it would pass again. `None` where it is quicker
    /// to run than to compare, or where the world outside counts.
    pub fn inputs(self) -> Option<Vec<&'static str>> {
        let with = |more: &[&'static str]| [&SOURCES[..], more].concat();
        match self {
            Self::Clippy | Self::ClippyWasm => Some(with(&["tests"])),
            Self::Native => Some(with(&["tests", "docs", "fuzz/corpus", "README.md"])),
            Self::Api => Some(with(&["docs/openapi.json"])),
            Self::Journeys | Self::JourneysFirefox | Self::JourneysWebkit => {
                Some(with(&["tests", "docs"]))
            }
            Self::Fuzz => Some(with(&["fuzz"])),
            Self::Trunk => Some(with(&[])),
            Self::Examples => Some(with(&["tests", "examples", "docs"])),
            Self::Bench => Some(with(&["bench"])),
            // `build` compares its own inputs, and weighs what is there.
            _ => None,
        }
    }

    /// The programs of the machine, by their versions, that its outcome depends on.
    pub fn programs(self) -> &'static [&'static str] {
        match self {
            Self::Journeys | Self::Examples | Self::Bench => &["chromium", "chromedriver", "node"],
            Self::JourneysFirefox => &["firefox-esr", "firefox"],
            Self::JourneysWebkit => &["WebKitWebDriver"],
            _ => &[],
        }
    }

    /// What it lacks on this machine and cannot install.
    pub fn lacks(self) -> Option<String> {
        let installed = match self {
            Self::JourneysFirefox => Engine::Firefox.find_or_install().map(drop),
            Self::JourneysWebkit => Engine::WebKit.find_or_install().map(drop),
            Self::Fuzz => fuzz::find_compiler(),
            Self::Bench => bench::find_node(),
            _ => Ok(()),
        };
        installed.err().map(|error| format!("{error:#}"))
    }

    /// Runs it.
    pub fn run(self, context: &Context<'_>) -> Result<()> {
        let project = context.project;
        match self {
            // First, because a person may have to install them, and the rest takes long.
            Self::Browsers => {
                Engine::Chromium.find_or_install()?;
                browser::axe(project)?;
                schemathesis::find_or_install()?;
            }
            Self::Format => clippy::format(project)?,
            Self::Javascript => javascript::check(project)?,
            Self::Loader => javascript::test(project)?,
            Self::Schema => schema::check(project)?,
            Self::Clippy => clippy::native(project)?,
            Self::ClippyWasm => clippy::wasm(project)?,
            Self::SupplyChain => supply_chain::check(project)?,
            Self::Native => native::run(project, native::Which::All)?,
            Self::Api => schemathesis::run(project)?,
            Self::Build if context.tier == Tier::All => build::build(project)?,
            Self::Build => build::build_or_weigh(project)?,
            Self::Journeys => journeys::run(context, Engine::Chromium)?,
            Self::JourneysFirefox => journeys::run(context, Engine::Firefox)?,
            Self::JourneysWebkit => journeys::run(context, Engine::WebKit)?,
            Self::Fuzz => fuzz::run(project, None, fuzz::Length::Short)?,
            Self::Trunk => trunk::compare(project)?,
            Self::Examples => examples::run(context)?,
            Self::Bench => bench::check(project)?,
            Self::Advisories => supply_chain::advisories(project)?,
        }
        Ok(())
    }
}
