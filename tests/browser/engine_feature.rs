//! What a journey needs and not every engine has.

use std::any::Any;
use std::fmt;
use std::io::Write as _;
use std::panic::resume_unwind;
use std::thread;

use super::Engine;
use crate::environment;

/// Something that a journey needs of the engine that it runs in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EngineFeature {
    /// Taking brotli from a server without TLS.
    Brotli,
    /// The DevTools protocol, such as for counting what a page holds.
    DevTools,
    /// Telling roles and names in a page that has not come as a whole.
    HalfPages,
    /// Keeping a page for the way back to it.
    KeptPages,
    /// Telling of layout shifts (Layout Instability API).
    LayoutShifts,
    /// Losing the connection.
    Offline,
    /// Other preferences of the device while it is on: colours, motion.
    Preferences,
    /// A driver that gets along with pages that extend what every object has.
    PlainObjects,
    /// Printing, and showing what will be printed.
    Print,
    /// Telling whether the browser asks before it leaves a page.
    PromptEvents,
    /// Posting a form by itself a second time while it is under way.
    Resubmission,
    /// Holding pages to Trusted Types.
    TrustedTypes,
}

/// Why a journey was given up.
struct Skip(EngineFeature);

impl EngineFeature {
    /// Gives the journey up: the engine lacks this. [`skipped`] tells that from a failure.
    pub fn skip(self) -> ! {
        resume_unwind(Box::new(Skip(self)))
    }

    /// Whether the engine is known to lack it. Where it is not, a journey that is given up has
    /// failed: none is left out unseen.
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
            Self::PlainObjects => "a driver for pages that extend every object",
            Self::Print => "printing",
            Self::PromptEvents => "telling what it asks before it leaves a page",
            Self::Resubmission => "posting a form again while it is under way",
            Self::TrustedTypes => "Trusted Types",
        })
    }
}

/// Whether a journey that ended so was given up. Then it is told to whoever runs the tests, on the
/// terminal and in the file that counts them.
pub fn skipped(ending: &(dyn Any + Send)) -> bool {
    let Some(Skip(need)) = ending.downcast_ref() else {
        return false;
    };
    let thread = thread::current();
    let journey = thread.name().unwrap_or_default();
    let engine = Engine::chosen();
    if !need.is_known_to_be_missing_in(engine) {
        eprintln!(
            "{engine} is not known to lack {need}: `EngineFeature::is_known_to_be_missing_in` has what is"
        );
        return false;
    }
    // Not by a macro: what those print of a test that passes is not shown.
    let told = writeln!(
        std::io::stderr(),
        "left out of {engine}: {journey} needs {need}"
    );
    told.expect("standard error can be written");
    if let Some(mut list) = environment::skipped() {
        writeln!(list, "{need}\t{journey}").expect("the list can be written");
    }
    true
}
