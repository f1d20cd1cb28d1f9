//! `<care-guide … />`: HTML knows no such end, so the element takes in what follows.

use journeys::{Site, host_page};

const SAYS: &str = "ends only with </care-guide>";

const OPEN: &str = host_page!(
    r#"<care-guide endpoint="/api/consultations" />
<footer>1 Harbor Street</footer>"#
);
const OPEN_WITH_A_SCRIPT: &str = host_page!(
    r#"<div><care-guide endpoint="/api/consultations"/>
<p>We are here.</p><script>window.ours = true</script></div>"#
);
const OPEN_TWICE: &str = host_page!(
    r#"<main><care-guide endpoint="/api/consultations" /><p>We are here.</p><care-guide guide="insomnia" endpoint="/send" /></main>"#
);

const HONEST: &str = host_page!(
    r#"<main><care-guide endpoint="/api/consultations"><h2>Call us</h2><section><p>617-555-0100</p>
<ul><li><a href="tel:988">988</a></li></ul></section><noscript>Scripts</noscript></care-guide></main>"#
);
const WITH_A_PROFILE: &str = host_page!(
    r#"<main><care-guide endpoint="/api/consultations" backend="custom"><script type="application/json">{}</script>
<p>617-555-0100</p></care-guide></main>"#
);
const WITH_A_NAVIGATION: &str = host_page!(
    r#"<main><care-guide endpoint="/api/consultations"><nav><a href="/call">Call us</a></nav></care-guide>
</main>"#
);

#[test]
fn an_element_that_takes_in_the_rest_of_the_page_says_so() {
    for page in [OPEN, OPEN_WITH_A_SCRIPT, OPEN_TWICE] {
        Site::with_receiver()
            .embedded_in(page)
            .expecting(1, SAYS)
            .visit(|visitor| {
                visitor.opens("/").sees_in_console(SAYS);
            });
    }
}

#[test]
fn an_element_with_a_fallback_of_its_own_says_nothing() {
    for page in [HONEST, WITH_A_PROFILE, WITH_A_NAVIGATION] {
        Site::with_receiver().embedded_in(page).visit(|visitor| {
            visitor
                .opens("/")
                .clicks_tab("Risks")
                .sees_tab_selected("Risks");
        });
    }
}
