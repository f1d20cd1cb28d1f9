//! A native form post, which a browser sends without scripts.

use contract::consultation::RequestId;
use fuzz_targets::Page;

use crate::support::*;

/// What the visitor reads of the request with this id.
fn reference(id: &str) -> String {
    RequestId::try_from(id.to_owned())
        .expect("an id")
        .reference()
}

/// The form with one value changed.
fn form_with(name: &'static str, value: &'static str) -> Vec<(&'static str, &'static str)> {
    let mut pairs = form();
    pairs.retain(|(known, _)| *known != name);
    pairs.push((name, value));
    pairs
}

#[test]
fn a_valid_post_leads_to_a_confirmation() {
    let receiver = TestServer::start();
    let response = receiver.post_form(&form());
    assert_eq!(response.status, 303);
    assert_eq!(response.header("cache-control"), "no-store, no-transform");
    assert_eq!(response.header("cross-origin-opener-policy"), "same-origin");
    let rows = receiver.rows();
    let id = rows[0]["id"].as_str().expect("an id");
    assert_eq!(
        response.header("location"),
        format!(
            "/api/consultations/{}?guide=mdma&language=en",
            reference(id)
        )
    );
    let page = receiver.get(response.header("location"));
    page.assert_page(200);
    assert!(page.body.contains(&guide().consultation.sent.heading));
    assert!(page.body.contains(&reference(id)));
    assert!(!page.body.contains("Ana"));
    assert_eq!(rows[0]["channel"], "native");
    assert_eq!(rows[0]["message"], "One line\nand another.");
    assert_eq!(rows[0]["consent_wording"], "Contact me.");
}

#[test]
fn the_confirmation_holds_no_id_and_does_not_reveal_whether_one_exists() {
    let receiver = TestServer::start();
    let response = receiver.post_form(&form());
    let rows = receiver.rows();
    let id = rows[0]["id"].as_str().expect("an id");
    let known = reference(id);
    let (address, query) = response
        .header("location")
        .split_once('?')
        .expect("a query");
    assert!(address.ends_with(&known));
    let page = |reference: &str| {
        let page = receiver.get(&format!("{CONSULTATIONS}/{reference}?{query}"));
        page.assert_page(200);
        page.body.replace(reference, "the reference")
    };
    assert_eq!(page(&known), page("0123-CDEF"));
    // The rest of the id stands nowhere.
    let rest = &id[9..];
    assert!(!page(&known).contains(rest) && !response.header("location").contains(rest));
    for other in ["7", id, "0123-CDEG", "0123-cdef", "0123CDEF"] {
        let path = format!("{CONSULTATIONS}/{other}");
        receiver.get(&path).assert_problem(404);
    }
}

#[test]
fn errors_bring_the_form_back_with_everything_that_was_typed() {
    let receiver = TestServer::start();
    let wording = wording();
    let response = receiver.post_form(&[
        ("name", "Ana \"Nena\" <Núñez>"),
        ("email", "ana@"),
        ("phone", "617 555 0123"),
        ("contact_by", "text"),
        ("best_time", "evening"),
        ("for_whom", "someone_else"),
        ("topics", "risks"),
        (
            "message",
            "\nOne line\r\n</textarea><script>alert(1)</script>",
        ),
        ("consent_wording", &wording),
        ("page", "https://clinic.example/care"),
        ("utm_source", "letter"),
        ("guide", "mdma"),
        ("language", "en"),
    ]);
    response.assert_page(422);
    let words = guide().consultation.errors;
    for part in [
        "value=\"Ana &quot;Nena&quot; &lt;Núñez&gt;\"",
        "value=\"ana&#64;\"",
        "value=\"617 555 0123\"",
        "value=\"text\" checked",
        "value=\"evening\" checked",
        "value=\"someone_else\" checked",
        "One line\n&lt;/textarea&gt;&lt;script&gt;alert(1)&lt;/script&gt;",
        "value=\"https://clinic.example/care\"",
        "value=\"letter\"",
        &words.email_shape.replace('@', "&#64;"),
        &words.consent_missing,
        &words.consent_text_missing,
    ] {
        assert!(
            response.body.contains(part),
            "{part} is not in {}",
            response.body
        );
    }
    assert_eq!(receiver.rows().len(), 0);
}

/// The words of both consents, as the form posts them.
fn wording() -> String {
    let words = guide().consultation.consent;
    format!("{}\r\n{}", words.contact, words.text)
}

/// As after a deployment that changed the words: a visitor who agreed to the old ones has not agreed to
/// the new ones.
#[test]
fn the_form_comes_back_without_a_consent_to_other_words() {
    let receiver = TestServer::start();
    for (wording, is_ticked) in [(wording().as_str(), true), ("Contact me.", false)] {
        let response = receiver.post_form(&[
            ("name", "Ana"),
            ("email", "ana@"),
            ("contact_by", "email"),
            ("consent_contact", "yes"),
            ("consent_wording", wording),
            ("guide", "mdma"),
            ("language", "en"),
        ]);
        response.assert_page(422);
        let again = Page::whole(&response.body).pairs();
        let ticked = again.iter().any(|(name, _)| name == "consent_contact");
        assert_eq!(ticked, is_ticked, "{wording}: {again:?}");
    }
}

#[test]
fn a_name_or_choice_the_form_does_not_have_is_a_bad_request() {
    let receiver = TestServer::start();
    for (name, value) in [("contact_by", "fax"), ("replaces", "7")] {
        receiver.post_form(&form_with(name, value)).assert_page(400);
    }
}

#[test]
fn the_same_content_within_ten_minutes_is_one_request() {
    let receiver = TestServer::start();
    let first = receiver.post_form(&form());
    let second = receiver.post_form(&form());
    assert_eq!(second.header("location"), first.header("location"));
    assert_eq!(receiver.rows().len(), 1);
}

#[test]
fn the_same_content_after_ten_minutes_is_another_request() {
    let receiver = TestServer::start();
    receiver.post_form(&form());
    receiver.sql("UPDATE consultation SET received_at = strftime('%Y-%m-%dT%H:%M:%fZ', 'now', '-601 seconds')");
    receiver.post_form(&form());
    assert_eq!(receiver.rows().len(), 2);
}

#[test]
fn other_content_is_another_request() {
    let receiver = TestServer::start();
    receiver.post_form(&form());
    receiver.post_form(&form_with("message", "Something else."));
    assert_eq!(receiver.rows().len(), 2);
}

#[test]
fn a_filled_honeypot_is_rejected_and_the_form_comes_back_without_it() {
    let receiver = TestServer::start();
    let wording = wording();
    let mut pairs: Vec<(&str, &str)> = form_with("website", "https://spam.example");
    pairs.retain(|(name, _)| *name != "consent_wording");
    pairs.push(("consent_wording", &wording));
    let response = receiver.post_form(&pairs);
    response.assert_page(422);
    let text = &guide().consultation.failed.refused;
    assert!(response.body.contains(text.as_str()), "{}", response.body);
    assert!(!response.body.contains("spam.example"), "{}", response.body);
    assert_eq!(receiver.rows().len(), 0);
    // A person whose password manager had filled it can submit again.
    let page = Page::whole(&response.body);
    let again = page.pairs();
    let again: Vec<_> = again
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_str()))
        .collect();
    assert_eq!(receiver.post_form(&again).status, 303);
    assert_eq!(receiver.rows()[0]["name"], "Ana Núñez");
}

#[test]
fn pages_are_in_the_language_of_the_form() {
    let site = tempfile::tempdir().expect("a folder");
    let mut spanish = guide();
    spanish.language = "es".into();
    spanish.consultation.errors.email_shape = "Escriba una dirección de correo".into();
    spanish.consultation.sent.heading = "Su solicitud ha llegado".into();
    let folder = site.path().join("guides");
    std::fs::create_dir(&folder).expect("a folder");
    std::fs::write(site.path().join("index.html"), "<p>").expect("a page");
    let text = serde_json::to_string(&spanish).expect("JSON");
    std::fs::write(folder.join("mdma.es-0123456789abcdef.json"), text).expect("a guide");
    let receiver = TestServer::with_args(&["--site", &site.path().display().to_string()]);

    let mut pairs = form_with("language", "es-MX");
    pairs.retain(|(name, _)| *name != "guide");
    pairs.push(("guide", Box::leak(spanish.name.clone().into_boxed_str())));
    let response = receiver.post_form(&pairs);
    let page = receiver.get(response.header("location"));
    assert!(
        page.body.contains("Su solicitud ha llegado"),
        "{}",
        page.body
    );
    assert!(page.body.contains("lang=\"es\""));

    let mut faulty = request(A);
    (faulty["language"], faulty["guide"]) = ("es".into(), spanish.name.into());
    faulty["email"] = "ana@".into();
    assert_eq!(
        receiver.post(&faulty).json()["errors"][0]["detail"],
        "Escriba una dirección de correo"
    );
}

#[test]
fn a_form_of_another_sites_page_is_refused_unless_the_site_is_named() {
    let receiver = TestServer::with_args(&["--origin", "https://clinic.example"]);
    let post = |site: &str, origin: &str| {
        let headers = [
            ("content-type", FORM),
            ("sec-fetch-site", site),
            ("origin", origin),
        ];
        receiver.send("POST", CONSULTATIONS, &headers, &encode(&form()))
    };
    let refused = post("cross-site", "https://evil.example");
    refused.assert_page(403);
    assert!(refused.body.contains(&guide().consultation.failed.refused));
    assert!(receiver.log().contains("--origin"), "{}", receiver.log());
    assert_eq!(receiver.rows().len(), 0);
    assert_eq!(post("cross-site", "https://clinic.example").status, 303);
    assert_eq!(receiver.rows().len(), 1);
}

/// The words are the guide's: the form of its page sends them along.
#[test]
fn it_is_stored_whether_the_words_of_consent_are_the_guides() {
    let receiver = TestServer::start();
    let guide = guide();
    let words = &guide.consultation.consent;
    let shown = format!("{}\r\n{}", words.contact, words.text);
    let mut right = form();
    right.retain(|(name, _)| *name != "consent_wording");
    right.push(("consent_wording", &shown));
    right.push(("guide_revision", &guide.revision));
    for pairs in [right, form()] {
        assert_eq!(receiver.post_form(&pairs).status, 303);
    }
    let known: Vec<_> = receiver
        .rows()
        .iter()
        .map(|row| row["consent_known"].clone())
        .collect();
    assert_eq!(known, [true, false]);
}
