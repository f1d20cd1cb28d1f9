//! What only the clinic can settle before it publishes.

use super::Desk;
use crate::{Finding, Severity};

pub fn check(desk: &Desk<'_>, found: &mut Vec<Finding>) {
    let reviews = desk.guide().reviews().into_iter();
    found.extend(reviews.map(|review| {
        let what = review.note.to_owned();
        Finding::new(Severity::Note, review.place, what, "")
    }));
}
