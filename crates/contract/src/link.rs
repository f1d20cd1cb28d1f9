//! Which links a guide may contain.

/// The schemes a link in a guide may have, as an error message lists them.
pub const ALLOWED: &str = "http:, https:, mailto:, tel:, sms: or #section";

const SCHEMES: [&str; 5] = ["http", "https", "mailto", "tel", "sms"];

/// Whether `target` may stand in an `href`: one of the five schemes and something behind it, or `#`
/// and a section's id. Everything else is rejected, such as `javascript:` and relative paths.
pub fn is_allowed(target: &str) -> bool {
    if target.chars().any(|c| c.is_whitespace() || c.is_control()) {
        return false;
    }
    if let Some(section) = target.strip_prefix('#') {
        return !section.is_empty();
    }
    let Some((scheme, rest)) = target.split_once(':') else {
        return false;
    };
    let web = scheme.eq_ignore_ascii_case("http") || scheme.eq_ignore_ascii_case("https");
    let host = rest.trim_start_matches('/');
    SCHEMES.iter().any(|s| scheme.eq_ignore_ascii_case(s))
        && !host.is_empty()
        && (!web || rest.starts_with("//"))
}

#[cfg(test)]
mod tests {
    use super::is_allowed;

    #[test]
    fn the_five_schemes_and_section_links_are_allowed() {
        for target in [
            "https://doi.org/10.1038/s41591-021-01336-3",
            "http://example.org",
            "mailto:care@example.org",
            "tel:988",
            "sms:988",
            "#risks",
        ] {
            assert!(is_allowed(target), "{target}");
        }
    }

    #[test]
    fn scripts_relative_paths_and_empty_targets_are_rejected() {
        for target in [
            "javascript:alert(1)",
            "JaVaScRiPt:alert(1)",
            "data:text/html,x",
            "/path",
            "page.html",
            "",
            "#",
            "https:",
            "https:///",
            "https:example.org",
            "java\nscript:alert(1)",
            " https://example.org",
        ] {
            assert!(!is_allowed(target), "{target:?}");
        }
    }
}
