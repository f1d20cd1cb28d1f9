//! Each payload in every text of a guide: the page stays the page, with other words.

use contract::Guide;
use fuzz_targets::payloads::{ADDRESSES, TEXTS};
use fuzz_targets::{Page, Texts, holds};

/// The page without its words.
fn skeleton(guide: &Guide) -> Vec<String> {
    Page::part(&renderer::render_html(guide)).skeleton()
}

#[test]
fn a_payload_in_every_text_of_a_guide_leaves_the_page_as_it_is() {
    let wanted = skeleton(&Texts::filled_with("Nothing but words"));
    let all = TEXTS.join(" ");
    for payload in TEXTS.into_iter().chain([all.as_str()]) {
        let guide = Texts::filled_with(payload);
        holds(&guide);
        let printed = skeleton(&guide);
        let differs = printed
            .iter()
            .zip(&wanted)
            .find(|(one, other)| one != other);
        assert_eq!(differs, None, "{payload:?}");
        assert_eq!(printed.len(), wanted.len(), "{payload:?}");
    }
}

#[test]
fn a_payload_in_every_text_is_on_the_page_as_it_was_written() {
    for payload in TEXTS {
        let guide = Texts::filled_with(payload);
        let page = Page::part(&renderer::render_html(&guide));
        // What a parser of HTML makes of line breaks.
        let words = payload.replace("\r\n", "\n");
        assert_eq!(page.text("h1"), words);
        let stated = page.text("div").matches(&words).count();
        assert!(stated > 100, "{payload:?} is there {stated} times");
    }
}

#[test]
fn an_address_that_leads_elsewhere_is_rejected_wherever_one_may_stand() {
    let mut rejected = 0;
    for payload in ADDRESSES {
        let places = Texts::small().all().len();
        for index in 0..places {
            let mut one = Texts::small();
            let mut all = one.all();
            if !all[index].starts_with("https://") {
                continue;
            }
            payload.clone_into(all[index]);
            let guide = one.guide().expect("an address is a text");
            match guide.check()[..] {
                // A browser reads it as we do, or it leads nowhere.
                [] => holds(&guide),
                _ => rejected += 1,
            }
        }
        let marked = format!("Read [this]({payload}).");
        let mut guide = Texts::small().guide().expect("the small guide");
        guide.consultation.sent.next = vec![marked.into()];
        match guide.check()[..] {
            [] => holds(&guide),
            _ => rejected += 1,
        }
    }
    assert!(rejected > 60, "{rejected} were rejected");
}
