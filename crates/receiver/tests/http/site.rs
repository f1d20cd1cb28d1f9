//! The built site, as production serves it.

use crate::support::*;

const STYLED: &str = "<!doctype html><style>a{}</style><p>Hello</p>";

/// A receiver with a small site; `more` adds files.
fn served(more: &[(&str, &str)]) -> (tempfile::TempDir, TestServer) {
    let folder = tempfile::tempdir().expect("a folder");
    let site = folder.path().join("site");
    let files = [
        ("index.html", STYLED),
        ("pages/other.html", "<style>b{}</style>"),
        ("care-guide.js", "export {}"),
        ("app-0123456789abcdef.wasm", "\0asm"),
        ("app-0123456789abcdef.wasm.br", "brotli"),
        ("app-0123456789abcdef.wasm.gz", "gzip"),
        ("care-guide.d.ts", "export {}"),
        ("guides/other-0123456789abcdef.json", "{}"),
        ("v/1-a/care-guide.js", "export {}"),
        ("v/1-a/guides/other-0123456789abcdef.html", "<div>"),
    ];
    for (path, text) in files.iter().chain(more) {
        let path = site.join(path);
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        std::fs::write(path, text).expect("a file");
    }
    std::fs::write(folder.path().join("secret"), "secret").expect("a file");
    let receiver = TestServer::with_args(&["--site", &site.display().to_string()]);
    (folder, receiver)
}

#[test]
fn no_path_redirects_to_another_host() {
    let (_site, receiver) = served(&[]);
    let response = receiver.get("/pages?x=//evil.example");
    assert_eq!(response.status, 307);
    assert_eq!(response.header("location"), "/pages/?x=//evil.example");
    for path in [
        "//pages",
        "///pages",
        "//pages/../pages",
        "/%2Fpages",
        "/%5Cpages",
    ] {
        let response = receiver.get(path);
        assert_eq!(response.status, 404, "{path}: {response:?}");
        assert_eq!(response.header("location"), "", "{path}");
    }
}

#[test]
fn pages_have_the_headers_that_protect_them() {
    let (_site, receiver) = served(&[]);
    for path in ["/", "/index.html", "/pages/other.html"] {
        let response = receiver.get(path);
        assert_eq!(response.status, 200);
        assert_eq!(
            response.header("content-security-policy"),
            "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self' \
             'sha256-7yqHVAesot11p6HczDsgKRipvI5UPgs97z80zNXlans=' \
             'sha256-X1RutGBrXCt9KkSaXMK7tHftWiRscFHOhxsS8tv8hBk='; \
             img-src 'self' data:; connect-src 'self'; form-action 'self'; base-uri 'none'; \
             frame-ancestors 'self'; manifest-src 'self'; require-trusted-types-for 'script'; \
             trusted-types care-guide"
        );
        assert_eq!(response.header("x-content-type-options"), "nosniff");
        assert_eq!(response.header("referrer-policy"), "same-origin");
        assert_eq!(response.header("cross-origin-opener-policy"), "same-origin");
        assert_eq!(
            response.header("permissions-policy"),
            "camera=(), microphone=(), geolocation=(), payment=(), browsing-topics=(), \
             interest-cohort=()"
        );
        assert_eq!(response.header("cache-control"), "no-cache, no-transform");
        assert_eq!(response.header("access-control-allow-origin"), "");
    }
}

#[test]
fn every_site_may_load_the_files() {
    let (_site, receiver) = served(&[]);
    for (path, kind, lifetime) in [
        (
            "/care-guide.js",
            "text/javascript; charset=utf-8",
            "no-cache, no-transform",
        ),
        (
            "/care-guide.d.ts",
            "text/plain; charset=utf-8",
            "no-cache, no-transform",
        ),
        (
            "/app-0123456789abcdef.wasm",
            "application/wasm",
            "public, max-age=31536000, immutable, no-transform",
        ),
        (
            "/guides/other-0123456789abcdef.json",
            "application/json",
            "public, max-age=31536000, immutable, no-transform",
        ),
        (
            "/v/1-a/care-guide.js",
            "text/javascript; charset=utf-8",
            "public, max-age=31536000, immutable, no-transform",
        ),
        (
            "/v/1-a/guides/other-0123456789abcdef.html",
            "text/html; charset=utf-8",
            "public, max-age=31536000, immutable, no-transform",
        ),
    ] {
        let response = receiver.get(path);
        assert_eq!(response.header("content-type"), kind);
        assert_eq!(response.header("cache-control"), lifetime);
        assert_eq!(response.header("access-control-allow-origin"), "*");
        assert_eq!(
            response.header("cross-origin-resource-policy"),
            "cross-origin"
        );
        assert_eq!(response.header("x-content-type-options"), "nosniff");
        assert_eq!(response.header("content-security-policy"), "");
    }
}

#[test]
fn every_site_may_load_the_files_with_any_header() {
    let (_site, receiver) = served(&[("backends/form.json", "{}")]);
    let preflight = |path: &str, method: &str| {
        let headers = [
            ("origin", "https://clinic.example"),
            ("access-control-request-method", method),
            (
                "access-control-request-headers",
                "authorization,baggage,traceparent",
            ),
            ("accept-encoding", "br"),
        ];
        receiver.send("OPTIONS", path, &headers, "")
    };
    for path in [
        "/care-guide.js",
        "/care-guide.d.ts",
        "/app-0123456789abcdef.wasm",
        "/backends/form.json",
        "/guides/other-0123456789abcdef.json",
        "/v/1-a/care-guide.js",
        "/v/1-a/guides/other-0123456789abcdef.html",
    ] {
        let response = preflight(path, "GET");
        assert_eq!(
            (response.status, response.body.as_str()),
            (204, ""),
            "{path}"
        );
        assert_eq!(response.header("access-control-allow-origin"), "*");
        assert_eq!(
            response.header("access-control-allow-headers"),
            "authorization,baggage,traceparent"
        );
        assert_eq!(response.header("access-control-allow-methods"), "GET,HEAD");
        assert_eq!(response.header("access-control-max-age"), "7200");
        assert_eq!(response.header("access-control-allow-credentials"), "");
    }
    for path in ["/", "/index.html", "/pages/other.html"] {
        let response = preflight(path, "GET");
        assert_eq!(response.status, 405, "{path}");
        assert_eq!(response.header("access-control-allow-origin"), "");
    }
    assert_eq!(preflight("/nothing.js", "GET").status, 404);
    // No preflight.
    assert_eq!(
        receiver.send("OPTIONS", "/care-guide.js", &[], "").status,
        405
    );
}

#[test]
fn files_compressed_at_build_time_are_sent_to_browsers_that_take_them() {
    let (_site, receiver) = served(&[]);
    for (accepted, coding) in [
        ("gzip, deflate, br", "br"),
        ("gzip", "gzip"),
        ("identity", ""),
    ] {
        let headers = [("accept-encoding", accepted)];
        let response = receiver.send("HEAD", "/app-0123456789abcdef.wasm", &headers, "");
        assert_eq!(response.header("content-encoding"), coding, "{accepted}");
        assert_eq!(response.header("content-type"), "application/wasm");
        assert_eq!(response.header("vary"), "accept-encoding");
    }
}

#[test]
fn a_page_that_has_not_changed_is_not_sent_again() {
    let (_site, receiver) = served(&[]);
    let first = receiver.get("/");
    let headers = [
        ("if-none-match", first.header("etag")),
        ("if-modified-since", first.header("last-modified")),
    ];
    let second = receiver.send("GET", "/", &headers, "");
    assert_eq!(second.status, 304);
    assert_eq!(
        second.header("content-security-policy"),
        first.header("content-security-policy")
    );
}

/// As images of containers have them.
#[test]
fn a_file_that_changed_is_sent_whatever_its_size_and_time() {
    let (site, receiver) = served(&[]);
    let path = site.path().join("site/care-guide.js");
    let time = std::time::SystemTime::UNIX_EPOCH;
    let write = |text: &str| {
        std::fs::write(&path, text).expect("written");
        let file = std::fs::File::options().write(true).open(&path);
        file.expect("a file").set_modified(time).expect("a time");
    };
    write("export 1");
    let first = receiver.get("/care-guide.js");
    let since = "Fri, 01 Jan 2100 00:00:00 GMT";
    let again = |tag: &str| {
        let headers = [("if-none-match", tag), ("if-modified-since", since)];
        receiver.send("GET", "/care-guide.js", &headers, "")
    };
    assert_eq!(again(first.header("etag")).status, 304);
    write("export 2");
    let second = again(first.header("etag"));
    assert_eq!((second.status, second.body.as_str()), (200, "export 2"));
    let headers = [("if-modified-since", since)];
    let third = receiver.send("GET", "/care-guide.js", &headers, "");
    assert_eq!(third.status, 200, "{third:?}");
    // The same content after a new deployment is the same file.
    write("export 1");
    assert_eq!(again(first.header("etag")).status, 304);
}

#[test]
fn each_coding_of_a_file_has_a_tag_of_its_own() {
    let (_site, receiver) = served(&[]);
    let tag = |accepted: &str| {
        let headers = [("accept-encoding", accepted)];
        let response = receiver.send("HEAD", "/app-0123456789abcdef.wasm", &headers, "");
        response.header("etag").to_owned()
    };
    let tags = ["br", "gzip", "identity"].map(tag);
    assert!(tags.iter().all(|tag| tag.len() > 20), "{tags:?}");
    assert_ne!(tags[0], tags[1]);
    assert_ne!(tags[1], tags[2]);
    let headers = [("accept-encoding", "gzip"), ("if-none-match", &tags[0])];
    let response = receiver.send("HEAD", "/app-0123456789abcdef.wasm", &headers, "");
    assert_eq!(response.status, 200);
}

/// RFC 9110, sections 13.1.5 and 14.2.
#[test]
fn a_part_is_sent_only_where_it_is_a_part_of_what_the_client_has() {
    let (_site, receiver) = served(&[]);
    let get = |headers: &[(&str, &str)]| receiver.send("GET", "/care-guide.js", headers, "");
    let part = get(&[("range", "bytes=0-5")]);
    assert_eq!((part.status, part.body.as_str()), (206, "export"));
    for headers in [
        [("range", "bytes=0-5"), ("if-range", "\"other\"")],
        [("range", "lines=1"), ("accept", "*/*")],
    ] {
        let whole = get(&headers);
        assert_eq!((whole.status, whole.body.as_str()), (200, "export {}"));
    }
    assert_eq!(get(&[("if-match", "\"other\"")]).status, 412);
}

#[test]
fn a_path_that_no_file_can_have_is_not_found() {
    let (_site, receiver) = served(&[]);
    for path in ["x".repeat(256), "x".repeat(4000), "x/".repeat(2000)] {
        let response = receiver.get(&format!("/{path}"));
        assert_eq!(response.status, 404, "{path}");
    }
}

#[test]
fn a_missing_file_is_not_found() {
    let (_site, receiver) = served(&[]);
    let old = receiver.get("/v/0-b/care-guide.js");
    assert_eq!(
        (old.status, old.header("cache-control")),
        (404, "no-cache, no-transform")
    );
    let response = receiver.get("/app-fedcba9876543210.js");
    assert_eq!(response.status, 404);
    assert_eq!(response.header("cache-control"), "no-cache, no-transform");
    assert!(response.header("content-type").starts_with("text/plain"));
}

#[test]
fn a_site_can_have_its_own_404_page() {
    let (_site, receiver) = served(&[("404.html", "<h1>Not here</h1>")]);
    let response = receiver.get("/nothing");
    assert_eq!(
        (response.status, response.body.as_str()),
        (404, "<h1>Not here</h1>")
    );
    assert!(response.header("content-type").starts_with("text/html"));
    assert!(!response.header("content-security-policy").is_empty());
}

#[test]
fn a_folder_can_have_its_own_404_page() {
    let (_site, receiver) = served(&[
        ("404.html", "<h1>Not here</h1>"),
        ("es/404.html", "<h1>No está aquí</h1>"),
    ]);
    for (path, text) in [
        ("/es/nada", "<h1>No está aquí</h1>"),
        ("/es/nada/nada", "<h1>No está aquí</h1>"),
        ("/especially", "<h1>Not here</h1>"),
    ] {
        let response = receiver.get(path);
        assert_eq!(
            (response.status, response.body.as_str()),
            (404, text),
            "{path}"
        );
    }
}

#[test]
fn nothing_outside_the_site_can_be_reached() {
    let (_site, receiver) = served(&[]);
    for path in [
        "/../secret",
        "/%2e%2e/secret",
        "/..%2fsecret",
        "/pages/../../secret",
        "/%2fetc/passwd",
    ] {
        let mut stream = receiver.connect();
        write(
            &mut stream,
            &format!("GET {path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"),
        );
        let response = read_to_end(stream);
        assert!(response.starts_with("HTTP/1.1 404"), "{path}: {response}");
        assert!(!response.contains("secret\n") && !response.ends_with("secret"));
    }
}

#[test]
fn the_receivers_own_pages_have_the_same_headers() {
    let (_site, receiver) = served(&[]);
    let page = receiver.get(&format!("{CONSULTATIONS}/AAAA-AAAA"));
    page.assert_page(200);
    let policy = page.header("content-security-policy");
    assert!(policy.contains("style-src 'self' 'sha256-"), "{policy}");
    assert_eq!(page.header("cross-origin-opener-policy"), "same-origin");
}
