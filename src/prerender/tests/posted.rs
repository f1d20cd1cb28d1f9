//! What a form that the browser posts by itself holds: `docs/privacy.md` and `docs/backends.md`.

use std::collections::BTreeSet;

use contract::consultation::Source;

use super::*;

#[test]
fn a_form_that_the_browser_posts_holds_what_the_documents_say_and_no_more() {
    let html = fragment(&small(), &config(&[("endpoint", ENDPOINT)]));
    let (_, form) = html.split_once("<form").expect("a form");
    let (form, _) = form.split_once("</form>").expect("its end");
    let page = Page::read(&format!("<form{form}</form>"));
    let controls = ["input", "textarea", "select", "button"];
    let controls = controls.iter().flat_map(|tag| page.tags(tag));
    let posted: BTreeSet<_> = controls.filter_map(|control| control.get("name")).collect();
    let scripted = |source| matches!(source, Source::Script | Source::Campaign);
    let table = ConsultationRequest::FIELDS.iter();
    let stated = table.filter(|field| !scripted(field.source));
    let stated: BTreeSet<_> = stated.map(|field| field.name).collect();
    assert_eq!(posted, stated);
    let honeypot = page.with("name", "website").next().expect("it is there");
    assert_eq!(honeypot.get("value"), None, "empty");
}
