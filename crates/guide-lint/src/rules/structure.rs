//! What the page cannot be built with: the checks that a guide brings itself, and the file's name.

use std::path::Path;

use super::Desk;
use crate::Finding;

pub fn check(desk: &Desk<'_>, found: &mut Vec<Finding>) {
    let guide = desk.guide();
    let wrong = guide.check().into_iter();
    found.extend(wrong.map(|wrong| Finding::error(wrong.place, wrong.what, "")));
    let wanted = format!("{}.{}.json", guide.name, guide.language);
    let file = Path::new(desk.manuscript.file()).file_name();
    if file.is_none_or(|file| file != wanted.as_str()) {
        found.push(Finding::error(
            "name, language",
            format!("they say that the file is called {wanted}, and it is not"),
            "Rename the file, or change them.",
        ));
    }
}
