//! The attributes of `<care-guide>`.

use careguide::config::{ATTRIBUTES, Backend, Config, PageContext};
use careguide::prerender;
use url::{Host, Url};

use crate::{Page, sample, text};

/// The page that the element is on.
const PAGE: &str = "http://clinic.example:8080";

/// The value of each attribute, in the order of the documentation, then the language around the
/// element and its own JSON, a line each. An empty line is no attribute.
pub fn read(bytes: &[u8]) {
    let Some(text) = text(bytes) else { return };
    let lines: Vec<_> = text.split('\n').collect();
    let line = |index: usize| {
        let found = lines.get(index).filter(|line| !line.is_empty());
        found.map(|line| (*line).to_owned())
    };
    let attribute = |name: &str| line(ATTRIBUTES.iter().position(|known| *known == name)?);
    let context = PageContext {
        language: line(ATTRIBUTES.len()),
        origin: Some(PAGE.to_owned()),
        profile: line(ATTRIBUTES.len() + 1),
    };
    let (config, warnings) = Config::read(attribute, context);
    for warning in &warnings {
        assert!(ATTRIBUTES.contains(&warning.attribute), "{warning}");
    }
    if let Backend::Profile { own: Some(own), .. } = &config.backend
        && !backend::is_inline(own)
    {
        may_be_sent_to(own);
    }
    if let Some(endpoint) = &config.endpoint {
        may_be_sent_to(endpoint.as_str());
    } else {
        assert!(
            !warnings.is_empty(),
            "a warning says that nothing can be sent"
        );
    }
    // Without a clinic the form would be closed.
    let html = prerender::fragment(&sample::guide().of_clinic(&sample::clinic()), &config);
    let page = Page::part(&html);
    page.leads_nowhere_else();
    let action = page.select("form")[0].attr("action").map(str::to_owned);
    let allowed = config.endpoint.as_ref().map(|endpoint| endpoint.as_str());
    assert_eq!(
        action.as_deref(),
        allowed,
        "the form posts where requests may go"
    );
}

/// The rule for addresses, by a parser that reads them as browsers do (URL Standard). A malformed
/// address leads nowhere.
fn may_be_sent_to(endpoint: &str) {
    let page = Url::parse(PAGE).expect("an address");
    let Ok(address) = page.join(endpoint) else {
        return;
    };
    assert!(
        address.username().is_empty(),
        "{endpoint:?} has a user name"
    );
    assert_eq!(address.password(), None, "{endpoint:?} has a password");
    let loopback = match address.host() {
        Some(Host::Domain(name)) => name == "localhost",
        Some(Host::Ipv4(four)) => four.is_loopback(),
        Some(Host::Ipv6(six)) => six.is_loopback(),
        None => false,
    };
    let own = address.origin() == page.origin();
    match address.scheme() {
        "https" => assert!(address.has_host(), "{endpoint:?}"),
        "http" => assert!(loopback || own, "{endpoint:?} is http: to another machine"),
        scheme => panic!("{endpoint:?} is {scheme}:"),
    }
}
