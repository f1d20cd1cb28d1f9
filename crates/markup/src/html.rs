//! A function for each HTML and SVG tag in use.

use crate::{Markup, element};

macro_rules! tags {
    ($($tag:ident)*) => {
        $(
            #[doc = concat!("A `<", stringify!($tag), ">`.")]
            pub fn $tag() -> Markup {
                element(stringify!($tag))
            }
        )*
    };
}

tags! {
    a bdi br button details div em fieldset figure form h1 h2 h3 header img input label legend li nav ol output p path
    section slot span strong summary sup svg table tbody td textarea th thead time tr ul wbr
}
