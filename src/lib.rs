//! Careguide: a treatment-comparison guide with a consultation request form.
//!
//! One tree of components, rendered twice: natively at build time ([`prerender`], feature `ssr`),
//! and in the browser (feature `hydrate`), which adopts the HTML that the build left there.

mod app;
mod browser;
mod clinic;
pub mod config;
mod consultation;
mod decision;
mod guide;
mod host;
mod markup;
mod outline;
#[cfg(feature = "ssr")]
pub mod prerender;
mod prose;
#[cfg(feature = "hydrate")]
pub mod wake;

pub use config::Config;
pub use guide::View;

/// The style sheet of the guide, for the page and for a shadow root alike.
pub const STYLE: &str = concat!(
    include_str!("style/tokens.css"),
    include_str!("style/text.css"),
    include_str!("style/tabs.css"),
    include_str!("style/comparison.css"),
    include_str!("style/figures.css"),
    include_str!("style/decision.css"),
    include_str!("style/form.css"),
    include_str!("style/print.css"),
    include_str!("style/webkit.css"),
);

#[cfg(all(test, feature = "ssr"))]
mod tests;
