//! What the page cannot be built with: the checks that a guide brings itself, and the file's name.

use std::path::Path;

use super::LintContext;
use crate::Diagnostic;

pub fn check(context: &LintContext<'_>, found: &mut Vec<Diagnostic>) {
    let guide = context.guide();
    let wrong = guide.check().into_iter();
    found.extend(wrong.map(|wrong| Diagnostic::error(wrong.path, wrong.message, "")));
    let wanted = format!("{}.{}.json", guide.name, guide.language);
    let file = Path::new(context.file.name()).file_name();
    if file.is_none_or(|file| file != wanted.as_str()) {
        found.push(Diagnostic::error(
            "name, language",
            format!("they say that the file is called {wanted}, and it is not"),
            "Rename the file, or change them.",
        ));
    }
}
