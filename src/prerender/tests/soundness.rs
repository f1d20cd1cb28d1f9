//! Each page holds together: what it points at is there, and nothing is lost on the way.

use std::collections::HashSet;

use contract::inline::{self, Inline};

use super::*;
use crate::tests::mdma;

/// Every page of each guide, in every state that can be rendered, by name.
fn pages() -> Vec<(String, Page)> {
    let mut pages = Vec::new();
    for guide in [mdma(), small()] {
        let open = config(&[("endpoint", ENDPOINT), ("deep-links", "")]);
        let hydrated = render(&guide, || {
            let state = State {
                hydrated: true,
                ..State::new(0)
            };
            app(Outline::of(&guide, &open), &open, state)
        });
        for (name, html) in [
            ("prerendered", fragment(&guide, &open)),
            ("without an endpoint", fragment(&guide, &config(&[]))),
            ("hydrated", hydrated),
            (
                "form again",
                form_again(
                    &guide,
                    endpoint(),
                    typed(),
                    &ValidationError::ALL,
                    &guide.consultation.failed.refused,
                ),
            ),
            ("arrived", arrived(&guide, REFERENCE, "/")),
            ("not taken", not_taken(&guide, "No.")),
        ] {
            pages.push((format!("{}, {name}", guide.name), Page::read(&html)));
        }
    }
    pages
}

fn ids(page: &Page) -> HashSet<&str> {
    page.all().filter_map(|element| element.get("id")).collect()
}

#[test]
fn each_id_is_its_own() {
    for (name, page) in pages() {
        let mut seen = HashSet::new();
        for id in page.all().filter_map(|element| element.get("id")) {
            assert!(seen.insert(id), "{name}: #{id} is there twice");
            assert!(
                !id.contains(char::is_whitespace) && !id.is_empty(),
                "{name}: {id:?}"
            );
        }
    }
}

#[test]
fn each_link_inside_the_page_leads_somewhere() {
    for (name, page) in pages() {
        let ids = ids(&page);
        for link in page.tags("a").filter_map(|link| link.get("href")) {
            if let Some(id) = link.strip_prefix('#') {
                assert!(ids.contains(id), "{name}: {link}");
            }
        }
    }
}

#[test]
fn each_link_out_of_the_page_has_an_allowed_scheme() {
    let schemes = [
        "https://", "http://", "mailto:", "tel:", "sms:", "#", "/privacy",
    ];
    for (name, page) in pages() {
        for element in page.all() {
            assert!(
                !element.has("src") && !element.has("style"),
                "{name}: {element:?}"
            );
            if let Some(link) = element.get("href") {
                let back = link == "/" && name.ends_with("arrived");
                assert!(
                    back || schemes.iter().any(|s| link.starts_with(s)),
                    "{name}: {link}"
                );
                assert!(!link.contains(char::is_whitespace), "{name}: {link}");
            }
        }
    }
}

#[test]
fn what_names_or_describes_an_element_is_there() {
    let pointers = [
        "for",
        "aria-labelledby",
        "aria-describedby",
        "aria-controls",
    ];
    for (name, page) in pages() {
        let ids = ids(&page);
        for element in page.all() {
            for pointer in pointers {
                for id in element.get(pointer).unwrap_or_default().split(' ') {
                    assert!(id.is_empty() || ids.contains(id), "{name}: {pointer}={id}");
                }
            }
        }
    }
}

#[test]
fn each_control_has_a_name() {
    for (name, page) in pages() {
        let labels: HashSet<_> = page
            .tags("label")
            .filter_map(|label| label.get("for"))
            .collect();
        for control in page
            .all()
            .filter(|e| ["input", "textarea"].contains(&e.tag.as_str()))
        {
            let kind = control.get("type").unwrap_or_default();
            let wrapped = ["radio", "checkbox", "hidden"].contains(&kind)
                || control.get("name") == Some("website");
            let labelled = control.get("id").is_some_and(|id| labels.contains(id));
            assert!(wrapped || labelled, "{name}: {control:?}");
        }
        for tag in ["a", "button", "label", "legend", "caption", "th"] {
            for element in page.tags(tag) {
                // A summary's links are empty where there is nothing to mend.
                let named =
                    !element.text.trim().is_empty() || element.has("aria-label") || !element.shown;
                assert!(named, "{name}: {element:?}");
            }
        }
    }
}

#[test]
fn no_heading_is_empty_and_no_level_is_skipped() {
    for (name, page) in pages() {
        let mut before = 0;
        for heading in page.all() {
            let level = match heading.tag.as_str() {
                "h1" => 1,
                "h2" => 2,
                "h3" => 3,
                "h4" | "h5" | "h6" => panic!("{name}: the guide has three levels"),
                _ => continue,
            };
            assert!(!heading.text.trim().is_empty(), "{name}: {heading:?}");
            assert!(
                level <= before + 1,
                "{name}: h{before} is followed by {heading:?}"
            );
            assert!(level > 1 || before == 0, "{name}: one h1");
            before = level;
        }
        assert!(before > 0, "{name}: there are headings");
    }
}

#[test]
fn a_citation_leads_to_its_source_and_back() {
    for (name, page) in pages() {
        for item in page
            .all()
            .filter(|e| e.get("id").is_some_and(|id| id.contains("-source-")))
        {
            let id = item.get("id").unwrap_or_default();
            let cited = page.with("href", &format!("#{id}")).count();
            assert!(cited > 0, "{name}: {id} is cited");
            let back = id.replace("-source-", "-cite-");
            assert_eq!(
                page.with("href", &format!("#{back}")).count(),
                1,
                "{name}: {id}"
            );
            // The number that eyes see is the one the list gives.
            let link = page.id(&back);
            let number = id.rsplit('-').next().unwrap_or_default();
            assert_eq!(link.text, format!("Source {number}"), "{name}: {id}");
            assert_eq!(link.get("aria-label"), None);
        }
    }
}

#[test]
fn no_word_of_a_section_is_lost() {
    for guide in [mdma(), small()] {
        let page = Page::read(&fragment(&guide, &config(&[])));
        for section in &guide.sections {
            let panel = page.id(&section.id);
            assert!(panel.text.contains(&section.label), "{}", section.label);
            assert_eq!(page.id(&format!("tab-{}", section.id)).text, section.label);
            for (_, text) in section.blocks.iter().flat_map(|block| block.marked()) {
                for piece in inline::parse(text).expect("the text can be read") {
                    let (Inline::Plain(words)
                    | Inline::Strong(words)
                    | Inline::Link { label: words, .. }) = piece
                    else {
                        continue;
                    };
                    assert!(panel.text.contains(&words), "{words}");
                }
            }
        }
        let clinic = guide.clinic.as_ref().expect("a clinic");
        for word in [&guide.title, &guide.about.written_by, &clinic.name] {
            assert!(
                page.class("care-guide").text.contains(word.as_str()),
                "{word}"
            );
        }
    }
}

#[test]
fn tabs_once_alive_are_one_tab_stop_and_show_one_panel() {
    for (name, page) in pages()
        .into_iter()
        .filter(|(name, _)| name.ends_with(", hydrated"))
    {
        let tabs: Vec<_> = page.with("role", "tab").collect();
        let panels: Vec<_> = page.with("role", "tabpanel").collect();
        assert_eq!(tabs.len(), panels.len(), "{name}");
        for (index, (tab, panel)) in tabs.into_iter().zip(panels).enumerate() {
            let first = index == 0;
            assert_eq!(
                tab.get("aria-selected"),
                Some(if first { "true" } else { "false" })
            );
            assert_eq!(tab.get("tabindex"), Some(if first { "0" } else { "-1" }));
            assert_eq!(tab.get("aria-controls"), panel.get("id"));
            assert_eq!(panel.get("aria-labelledby"), tab.get("id"));
            assert_eq!(panel.get("hidden"), (!first).then_some("until-found"));
        }
    }
}

#[test]
fn before_that_the_tabs_are_links_and_every_panel_is_there() {
    for (name, page) in pages()
        .into_iter()
        .filter(|(name, _)| name.ends_with(", prerendered"))
    {
        assert_eq!(page.with("role", "tab").count(), 0, "{name}");
        assert!(
            page.with("part", "panel").all(|panel| !panel.has("hidden")),
            "{name}"
        );
        assert_eq!(
            page.with("part", "tab").count(),
            page.with("part", "panel").count(),
            "{name}"
        );
    }
}
