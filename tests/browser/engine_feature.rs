//! Features that some journeys feature and some engines lack.

use std::any::Any;
use std::fmt;
use std::io::Write as _;
use std::panic::resume_unwind;
use std::thread;

use super::Engine;
use crate::environment;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EngineFeature {
    /// Brotli from a server without TLS.
    Brotli,
    /// The Chrome DevTools Protocol.
    DevTools,
    /// Computed roles and names in a page that is still loading.
    HalfPages,
    /// The back/forward cache.
    KeptPages,
    /// The Layout Instability API.
    LayoutShifts,
    /// Going offline.
    Offline,
    /// Media features that change at run time.
    Preferences,
    /// A driver that works on pages with extended or replaced built-ins.
    PlainObjects,
    /// Printing, and emulation of the print medium.
    Print,
    /// Events of `beforeunload` prompts.
    PromptEvents,
    /// A second native form post while the first is pending.
    Resubmission,
    TrustedTypes,
}

/// The panic payload of a skipped journey.
struct Skip(EngineFeature);

impl EngineFeature {
    /// Ends the journey as skipped; [`skipped`] recognizes that.
    pub fn skip(self) -> ! {
        resume_unwind(Box::new(Skip(self)))
    }

    /// Whether the engine is known to lack it. A journey that is skipped for another feature fails.
    fn is_known_to_be_missing_in(self, engine: Engine) -> bool {
        match engine {
            Engine::Chromium => false,
            Engine::Firefox => matches!(
                self,
                Self::DevTools
                    | Self::HalfPages
                    | Self::KeptPages
                    | Self::LayoutShifts
                    | Self::Resubmission
                    | Self::TrustedTypes
            ),
            Engine::WebKit => matches!(
                self,
                Self::Brotli
                    | Self::DevTools
                    | Self::KeptPages
                    | Self::LayoutShifts
                    | Self::Offline
                    | Self::PlainObjects
                    | Self::Preferences
                    | Self::Print
                    | Self::PromptEvents
                    | Self::Resubmission
            ),
        }
    }
}

impl fmt::Display for EngineFeature {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Brotli => "brotli without TLS",
            Self::DevTools => "the DevTools protocol",
            Self::HalfPages => "roles and names in half a page",
            Self::KeptPages => "keeping a page for the way back",
            Self::LayoutShifts => "telling of layout shifts",
            Self::Offline => "losing the connection",
            Self::Preferences => "preferences of the device",
            Self::PlainObjects => "a driver for pages that change built-in objects",
            Self::Print => "printing",
            Self::PromptEvents => "telling what it asks before it leaves a page",
            Self::Resubmission => "posting a form again while it is under way",
            Self::TrustedTypes => "Trusted Types",
        })
    }
}

/// Whether a journey ended as skipped. Reports it on the terminal and in the file that counts
/// skipped journeys.
pub fn skipped(ending: &(dyn Any + Send)) -> bool {
    let Some(Skip(feature)) = ending.downcast_ref() else {
        return false;
    };
    let thread = thread::current();
    let journey = thread.name().unwrap_or_default();
    let engine = Engine::chosen();
    if !feature.is_known_to_be_missing_in(engine) {
        eprintln!(
            "{engine} is not known to lack {feature}: add it to `EngineFeature::is_known_to_be_missing_in`"
        );
        return false;
    }
    // The test harness captures the output of macros.
    let result = writeln!(
        std::io::stderr(),
        "skipped in {engine}: {journey} needs {feature}"
    );
    result.expect("standard error can be written");
    if let Some(mut list) = environment::skipped() {
        writeln!(list, "{feature}\t{journey}").expect("the list can be written");
    }
    true
}
