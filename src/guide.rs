//! The half of the app that a visitor reads: the opening, the sections as tabs, the help lines,
//! the part about the guide, the bar at the foot, and the way out.

mod about;
mod foot;
mod help;
mod languages;
mod leave;
mod opening;
mod panel;
mod sections;
mod tabs;
mod tabs_state;

pub use about::about;
pub use foot::foot;
pub use help::help;
#[cfg(feature = "ssr")]
pub use languages::{Language, provide as provide_languages};
pub use leave::leave;
pub use opening::opening;
pub use sections::sections;
pub use tabs::View;
pub use tabs_state::TabsState;
