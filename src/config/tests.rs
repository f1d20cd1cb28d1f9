use super::*;

fn read(attributes: &[(&str, &str)]) -> (Config, Vec<Warning>) {
    read_in(PageContext::default(), attributes)
}

fn read_in(context: PageContext, attributes: &[(&str, &str)]) -> (Config, Vec<Warning>) {
    let attribute = |name: &str| {
        let (_, value) = attributes.iter().find(|(n, _)| *n == name)?;
        Some((*value).to_owned())
    };
    Config::read(attribute, context)
}

fn with_profile(profile: &str) -> PageContext {
    PageContext {
        profile: Some(profile.to_owned()),
        ..Default::default()
    }
}

fn on_a_spanish_page() -> PageContext {
    PageContext {
        language: Some("es".to_owned()),
        ..Default::default()
    }
}

#[test]
fn an_element_without_attributes_has_the_defaults() {
    let (config, warnings) = read(&[]);
    assert_eq!(config.guide, "mdma");
    assert_eq!(config.language, "en");
    assert_eq!(config.endpoint, None);
    assert_eq!(config.section, None);
    assert!(!config.deep_links);
    assert_eq!(config.theme, Theme::Auto);
    assert_eq!(config.heading_level, 1);
    let named: Vec<_> = warnings.iter().map(|w| w.attribute).collect();
    assert_eq!(
        named,
        ["endpoint"],
        "without an endpoint nothing can be sent"
    );
}

#[test]
fn an_empty_deep_links_counts_as_present() {
    assert!(read(&[("deep-links", "")]).0.deep_links);
}

#[test]
fn a_backend_has_what_its_element_says_of_it() {
    let custom = [("endpoint", "/api"), ("backend", "custom")];
    let (config, warnings) = read_in(with_profile("{}"), &custom);
    assert_eq!(warnings, []);
    let own = Some("{}".to_owned());
    assert_eq!(config.backend, Backend::Profile { file: None, own });
    // Without a profile the backend would not understand the request.
    let (config, warnings) = read(&custom);
    assert_eq!(config.endpoint, None);
    assert_eq!(warnings.len(), 1);
}

#[test]
fn the_attribute_counts_before_the_script_and_says_so() {
    let address = "https://a.example/p";
    let attributes = [("endpoint", "/api"), ("profile", address)];
    let (config, warnings) = read_in(with_profile("{}"), &attributes);
    let own = Some(address.to_owned());
    let file = Some("careguide");
    assert_eq!(config.backend, Backend::Profile { file, own });
    let warnings: Vec<_> = warnings.iter().map(ToString::to_string).collect();
    assert_eq!(
        warnings,
        [
            "<care-guide profile=\"https://a.example/p\">: it counts, and the <script \
             type=\"application/json\"> inside the element does not"
        ]
    );
}

#[test]
fn without_a_good_profile_nothing_is_sent() {
    let wrong = "profile.json";
    let custom = [("endpoint", "/api"), ("backend", "custom")];
    let by_attribute = [custom[0], custom[1], ("profile", wrong)];
    for (config, warnings) in [read(&by_attribute), read_in(with_profile(wrong), &custom)] {
        assert_eq!(config.endpoint, None);
        let warnings: Vec<_> = warnings.iter().map(ToString::to_string).collect();
        let start = "<care-guide profile=\"profile.json\">: it is neither JSON nor an address: \
                     allowed are https://…, a path on this site";
        assert_eq!(warnings.len(), 1);
        assert!(warnings[0].starts_with(start), "{warnings:?}");
    }
}

#[test]
fn a_language_may_be_written_with_an_underscore() {
    let (config, _) = read(&[("lang", " es_MX ")]);
    assert_eq!(config.language, "es-MX");
}

#[test]
fn a_value_that_is_not_allowed_falls_back_with_one_warning() {
    let (config, warnings) = read(&[
        ("theme", "sepia"),
        ("backend", "pigeon"),
        ("endpoint", "javascript:alert(1)"),
    ]);
    assert_eq!(config.theme, Theme::Auto);
    assert_eq!(config.endpoint, None);
    let named: Vec<_> = warnings.iter().map(|w| w.attribute).collect();
    assert_eq!(named, ["endpoint", "backend", "theme"]);
    assert_eq!(
        warnings[2].to_string(),
        "<care-guide theme=\"sepia\">: allowed are auto, light and dark; auto applies now"
    );
}

#[test]
fn each_attribute_is_read() {
    let (config, warnings) = read(&[
        ("guide", "ketamine"),
        ("lang", "es"),
        ("endpoint", "/api/consultations"),
        ("backend", "hubspot"),
        ("profile", "{}"),
        ("section", "risks"),
        ("deep-links", ""),
        ("theme", "dark"),
        ("heading-level", "2"),
        ("exit", "https://www.weather.example/"),
    ]);
    assert_eq!(warnings, []);
    assert_eq!(config.guide, "ketamine");
    assert_eq!(config.language, "es");
    let endpoint = config.endpoint.as_ref().map(Endpoint::as_str);
    assert_eq!(endpoint, Some("/api/consultations"));
    let own = Some("{}".to_owned());
    let file = Some("hubspot");
    assert_eq!(config.backend, Backend::Profile { file, own });
    assert_eq!(config.section.as_deref(), Some("risks"));
    assert!(config.deep_links);
    assert_eq!(config.theme, Theme::Dark);
    assert_eq!(config.heading_level, 2);
    let exit = config.exit.as_deref();
    assert_eq!(exit, Some("https://www.weather.example/"));
}

#[test]
fn a_page_to_leave_to_that_is_none_is_reported_and_nothing_leads_away() {
    let (config, warnings) = read(&[("endpoint", "/api"), ("exit", "javascript:alert(1)")]);
    assert_eq!(config.exit, None);
    let warnings: Vec<_> = warnings.iter().map(ToString::to_string).collect();
    assert_eq!(
        warnings,
        [
            "<care-guide exit=\"javascript:alert(1)\">: allowed are https://…, http://… and a \
             path on this site such as /weather; nothing leads away now"
        ]
    );
}

#[test]
fn the_first_heading_has_a_level_from_1_to_4() {
    for (value, level) in [("1", 1), ("2", 2), ("3", 3), ("4", 4)] {
        let (config, warnings) = read(&[("endpoint", "/api"), ("heading-level", value)]);
        assert_eq!((config.heading_level, warnings), (level, Vec::new()));
    }
    for value in ["0", "5", "-1", "2.0", " 2", "two", "٢", "h2"] {
        let (config, warnings) = read(&[("endpoint", "/api"), ("heading-level", value)]);
        assert_eq!(config.heading_level, 1, "{value}");
        let warned: Vec<_> = warnings.iter().map(ToString::to_string).collect();
        let expected = format!(
            "<care-guide heading-level=\"{value}\">: allowed are 1, 2, 3 and 4; 1 applies now"
        );
        assert_eq!(warned, [expected]);
    }
}

#[test]
fn no_attribute_is_read_that_is_not_documented() {
    let asked = std::cell::RefCell::new(Vec::new());
    Config::read(
        |name| {
            asked.borrow_mut().push(name.to_owned());
            None
        },
        PageContext::default(),
    );
    let mut asked = asked.into_inner();
    // `src/loader/clinic.js` reads it. Without a name it names no clinic.
    asked.push("clinic-phone".to_owned());
    asked.sort();
    let mut documented = ATTRIBUTES;
    documented.sort_unstable();
    assert_eq!(asked, documented);
}

#[test]
fn a_blank_attribute_is_as_good_as_none() {
    let blank = [
        "guide",
        "lang",
        "endpoint",
        "backend",
        "profile",
        "section",
        "theme",
        "heading-level",
        "exit",
    ];
    let (config, warnings) = read(&blank.map(|name| (name, " ")));
    assert_eq!((config, warnings), read(&[]));
}

#[test]
fn the_element_s_own_language_counts_before_the_nearest() {
    let (config, _) = read_in(on_a_spanish_page(), &[("lang", "ar")]);
    assert_eq!(config.language, "ar");
}

#[test]
fn a_path_belongs_to_the_page_s_origin() {
    let context = PageContext {
        origin: Some("https://clinic.example".to_owned()),
        ..Default::default()
    };
    let (config, _) = read_in(context, &[("endpoint", "/api")]);
    let endpoint = config.endpoint.as_ref().map(Endpoint::as_str);
    assert_eq!(endpoint, Some("https://clinic.example/api"));
}

#[test]
fn a_theme_s_word_is_the_attribute_s() {
    for theme in [Theme::Auto, Theme::Light, Theme::Dark] {
        assert_eq!(read(&[("theme", theme.as_str())]).0.theme, theme);
    }
}

#[test]
fn a_section_that_there_is_not_is_reported_with_those_there_are() {
    let sections = ["therapy", "risks"].map(String::from);
    let first = |section| read(&[("section", section)]).0.first_section(&sections);
    assert_eq!(first("risks"), (1, None));
    assert_eq!(first(""), (0, None));
    let (index, warning) = first("prices");
    assert_eq!(index, 0);
    assert_eq!(
        warning.map(|warning| warning.to_string()).as_deref(),
        Some("<care-guide section=\"prices\">: allowed are therapy, risks; the first applies now")
    );
}
