//! A guide names no clinic: pages of other clinics show it, too.

use contract::clinic::CLINIC;

use super::LintContext;
use crate::Diagnostic;

const ADVICE: &str =
    "Write {clinic}: clinic.json says who it is, and other clinics show their own name.";

pub fn check(context: &LintContext<'_>, found: &mut Vec<Diagnostic>) {
    let mut names = Vec::new();
    if let Some(clinic) = context.clinic {
        names.push(clinic.name.as_str());
        let translated = clinic.languages.values();
        names.extend(translated.filter_map(|own| own.name.as_deref()));
    }
    let guide = context.guide();
    for (path, text) in guide.every_text() {
        // Works that others wrote keep their titles.
        if path.starts_with("sources[") && path.ends_with("title") {
            continue;
        }
        let named = names.iter().find(|name| text.contains(*name));
        found.extend(
            named.map(|name| {
                Diagnostic::error(&path, format!("it names the clinic “{name}”"), ADVICE)
            }),
        );
    }
    let consent = &guide.consultation.consent;
    for (name, text) in [("contact", &consent.contact), ("text", &consent.text)] {
        if !text.contains(CLINIC) {
            let path = format!("consultation.consent.{name}");
            let what = "the visitor is not told whom they agree to hear from";
            found.push(Diagnostic::warning(path, what, ADVICE));
        }
    }
}
