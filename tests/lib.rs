//! What a person does with the page, in a real browser, as sentences.
//!
//! A [`Site`] says how the page is served: with the real receiver behind it or with a
//! [scripted endpoint](Answer), with a changed attribute, with Wasm refused. [`Site::visit`]
//! serves it, lets a [`Visitor`] come in a browser of their own, and looks at the console after
//! they have gone: a journey that expects messages there says so.
//!
//! ```no_run
//! journeys::Site::with_receiver().visit(|visitor| {
//!     visitor.opens("/").clicks_tab("Risks").sees_panel("Risks");
//! });
//! ```

mod browser;
mod clinic;
mod environment;
mod failure;
mod journey;
mod program;
mod site;
mod slots;
mod steps;
mod tier;
mod visitor;
mod waiting;

pub use browser::{Engine, left_out};
pub use clinic::{Answer, Clinic, Damage, Deed, Part, Post, Submission};
pub use environment::{failures, writes_tables};
pub use failure::{Failure, words_at};
pub use receiver::store::Channel;
pub use site::Site;
pub use slots::most as most_browsers;
pub use tier::Tier;
pub use visitor::{Meddler, Role, Rules, Setting, Visitor};
