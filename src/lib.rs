//! Careguide: a treatment-comparison guide with a consultation request form.
//!
//! One tree of components, run twice: the build renders it natively ([`prerender`], feature `ssr`),
//! and the browser hydrates that HTML (feature `hydrate`).

mod app;
mod browser;
mod clinic;
pub mod config;
mod consultation;
mod decision;
mod guide;
mod host;
#[cfg(feature = "hydrate")]
pub mod hydrate;
mod outline;
#[cfg(feature = "ssr")]
pub mod prerender;
mod prose;
mod step;

pub use config::Config;
pub use guide::View;

macro_rules! style {
    ($($file:literal),+ $(,)?) => {
        /// The style sheet of the guide, for the page and for a shadow root alike.
        pub const STYLE: &str = concat!($(include_str!(concat!("style/", $file))),+);

        /// The files of the style sheet in `src/style`, in their order.
        pub const STYLE_FILES: &[&str] = &[$($file),+];
    };
}

style![
    "tokens.css",
    "text.css",
    "tabs.css",
    "comparison.css",
    "figures.css",
    "decision.css",
    "form.css",
    "print.css",
    "leave.css",
    "webkit.css",
];

#[cfg(all(test, feature = "ssr"))]
mod tests;
