//! Pages that put a header for tracing on every request, as tools that watch them do.

use journeys::{Role, Site, host_page};

/// A page whose requests have headers that need a preflight. `fetch` is called with an address or a
/// `Request`, and the headers that were there stay.
macro_rules! traced {
    ($headers:literal) => {
        host_page!(
            concat!(
                "<script>
const added = ",
                $headers,
                r#";
const asked = window.fetch;
window.fetch = (input, options = {}) => {
  const headers = new Headers(options.headers ?? (input.headers || {}));
  for (const [name, value] of Object.entries(added)) headers.set(name, value);
  return asked(input, { ...options, headers });
};
const { send } = XMLHttpRequest.prototype;
XMLHttpRequest.prototype.send = function (body) {
  for (const [name, value] of Object.entries(added)) this.setRequestHeader(name, value);
  return send.call(this, body);
};
</script>
<script type="module" src="https://guide.example/care-guide.js"></script>"#
            ),
            r#"<care-guide guide="mdma" endpoint="https://guide.example/api/consultations">
<p>Call us: 617-555-0100</p></care-guide>"#
        )
    };
}

const OPEN_TELEMETRY: &str = traced!(
    r#"{ traceparent: "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
  tracestate: "vendor=00f067aa0ba902b7", baggage: "user=none" }"#
);

const SENTRY: &str = traced!(
    r#"{ "sentry-trace": "771a43a4192642f0b136d5159a501700-7a1b3d0f0c0e4b1a-1",
  baggage: "sentry-environment=production,sentry-public_key=0" }"#
);

const DATADOG: &str = traced!(
    r#"{ "x-datadog-trace-id": "1", "x-datadog-parent-id": "2", "x-datadog-origin": "rum",
  "x-datadog-sampling-priority": "1", newrelic: "e30=", b3: "0", "request-id": "|1.2" }"#
);

/// A page that sends its own token with everything.
const AUTHORIZATION: &str = traced!(r#"{ Authorization: "Bearer of-the-page" }"#);

#[test]
fn a_header_on_every_request_does_no_harm() {
    Site::with_cross_origin_guide()
        .hosting("/open-telemetry", OPEN_TELEMETRY)
        .hosting("/sentry", SENTRY)
        .hosting("/datadog", DATADOG)
        .hosting("/authorization", AUTHORIZATION)
        .visit(|visitor| {
            for (index, path) in ["/open-telemetry", "/sentry", "/datadog", "/authorization"]
                .into_iter()
                .enumerate()
            {
                visitor
                    .opens(path)
                    .clicks(Role::Link, "Español")
                    .sees_a(Role::Tab, "Riesgos")
                    .clicks(Role::Link, "English")
                    .sees_a(Role::Tab, "Risks")
                    .fills_in_the_form()
                    .asks_for_a_consultation()
                    .sees_it_arrived();
                assert_eq!(visitor.server().rows().len(), index + 1, "{path}");
            }
        });
}
