//! Guides at each limit, on a phone and on a desktop.

use contract::Guide;
use guide_lint::extremes;
use journeys::Site;

/// The guide as it is in the repository.
pub fn guide() -> Guide {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../guides/mdma.en.json");
    let json = std::fs::read_to_string(path).expect("the guide");
    serde_json::from_str(&json).expect("its shape is right")
}

#[test]
fn a_guide_at_each_limit_needs_no_sideways_scrolling() {
    for (limit, guide) in extremes::all(&guide()) {
        // The report of a failed journey does not name the limit.
        eprintln!("{limit}");
        Site::with_receiver().showing(&guide).visit(|visitor| {
            for width in [360, 768, 1280] {
                visitor
                    .has_a_screen(width)
                    .opens("/")
                    .needs_no_sideways_scroll()
                    .opens("/#everything")
                    .needs_no_sideways_scroll()
                    .sees_nothing_cut_off();
            }
        });
    }
}
