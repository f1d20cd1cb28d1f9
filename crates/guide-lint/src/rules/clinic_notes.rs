//! What only the clinic can settle before it publishes.

use super::LintContext;
use crate::{Diagnostic, Severity};

pub fn check(context: &LintContext<'_>, found: &mut Vec<Diagnostic>) {
    let notes = context.guide().clinic_notes().into_iter();
    found.extend(notes.map(|note| {
        let message = note.text.to_owned();
        Diagnostic::new(Severity::Note, note.path, message, "")
    }));
}
