//! While the page loads: files that do not come as they should, and too little memory.

use journeys::{Asset, Channel, FileFault, Role, Site, Visitor};

use super::matrix::{self, run_all};
use crate::embedded::pages;
use crate::tables;

const HEADS: [&str; 3] = [
    "What goes wrong",
    "The guide's own page",
    "A page that embeds the guide",
];

/// Where the embedding page is.
const EMBEDDING: &str = "/our-clinic.html";

/// The console's words.
const NOT_AS_BUILT: &str = "is missing, or is not what was built";
const NOT_LOADED: &str = "Failed to load resource";

/// How a page ends up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum PageState {
    /// Nobody notices.
    Hydrated,
    /// As it is without scripts: it can be read, its tabs are links. The guide's own page has a form
    /// that the browser posts, an embedded guide the contact details.
    Idle,
    /// What stands in the element shows.
    Fallback,
}

/// What a page does before any script of ours runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Before {
    Nothing,
    /// No Wasm gets any memory.
    NoMemory,
    /// What the Wasm has at its start is all that it gets.
    NoMoreMemory,
    /// The same, from when it is awake.
    NoMoreMemoryLater,
    /// An extension takes something away.
    Tampers,
}

impl Before {
    /// What [`BEFORE`] knows it by.
    fn query(self) -> &'static str {
        match self {
            Self::Nothing => "",
            Self::NoMemory => "?before=no-memory",
            Self::NoMoreMemory => "?before=no-more-memory",
            Self::NoMoreMemoryLater => "?before=no-more-memory-later",
            Self::Tampers => "?before=tampers",
        }
    }
}

/// The page's address says what is to be done. Memory grows up to the engine's limit,
/// which costs nothing before it is used; from then on it cannot grow.
const BEFORE: &str = "
    const word = new URLSearchParams(location.search).get('before') ?? '';
    if (word === 'no-memory') {
        WebAssembly.instantiate = WebAssembly.instantiateStreaming =
            () => Promise.reject(new RangeError('Out of memory: cannot allocate Wasm memory'));
    }
    if (word.startsWith('no-more-memory')) {
        const { instantiate, instantiateStreaming } = WebAssembly;
        const wrap = (before) => async (...given) => {
            const made = await before.apply(WebAssembly, given);
            const { exports } = made.instance ?? made;
            const parts = Object.values(exports);
            const memory = parts.find((part) => part instanceof WebAssembly.Memory);
            const all = (take, size, least) => {
                for (; size >= least; size >>= 1) {
                    try { for (;;) take(size) } catch { /* so much is not left */ }
                }
            };
            const grow = () => all((pages) => memory.grow(pages), 65536, 1);
            // What the program has kept for itself is taken, too.
            window.exhaust = () => {
                grow();
                all((size) => exports.__wbindgen_malloc(size, 1), 1 << 20, 16);
            };
            if (word === 'no-more-memory') grow();
            return made;
        };
        WebAssembly.instantiate = wrap(instantiate);
        WebAssembly.instantiateStreaming = wrap(instantiateStreaming);
    }
    if (word === 'tampers') {
        addEventListener('DOMContentLoaded', () => document.querySelector('.byline')?.remove());
    }
";

/// Something that goes wrong while a page loads.
struct LoadingFault {
    what: &'static str,
    damage: Option<(Asset, FileFault)>,
    /// What is in the addresses that an extension blocks.
    blocks: Option<&'static str>,
    before: Before,
    /// The path of a guide file on somebody else's server, which the embedding page then asks for.
    guide: Option<&'static str>,
    own: PageState,
    embedded: PageState,
    /// What the console says where a page is not awake.
    says: &'static str,
    runs_in_default_tier: bool,
}

impl LoadingFault {
    fn new(what: &'static str, own: PageState, embedded: PageState) -> Self {
        Self {
            what,
            damage: None,
            blocks: None,
            before: Before::Nothing,
            guide: None,
            own,
            embedded,
            says: NOT_AS_BUILT,
            runs_in_default_tier: false,
        }
    }

    fn damage(
        what: &'static str,
        part: Asset,
        how: FileFault,
        own: PageState,
        embedded: PageState,
    ) -> Self {
        Self {
            damage: Some((part, how)),
            ..Self::new(what, own, embedded)
        }
    }

    fn guide(what: &'static str, path: &'static str, says: &'static str) -> Self {
        Self {
            guide: Some(path),
            says,
            ..Self::new(what, PageState::Hydrated, PageState::Fallback)
        }
    }

    fn blocked(mut self, addresses: &'static str) -> Self {
        self.blocks = Some(addresses);
        self
    }

    fn before(mut self, before: Before) -> Self {
        self.before = before;
        self
    }

    fn saying(mut self, words: &'static str) -> Self {
        self.says = words;
        self
    }

    /// It stands for its kind in the default tier.
    fn in_default_tier(mut self) -> Self {
        self.runs_in_default_tier = true;
        self
    }

    fn loads(&self, visitor: &Visitor, path: &str, ends: PageState) -> &'static str {
        let said = visitor.count_in_console(self.says);
        visitor.opens(&format!("{path}{}", self.before.query()));
        if let Some(guide) = self.guide {
            visitor.asks_for_a_cross_origin_guide(guide);
        }
        if ends != PageState::Hydrated {
            visitor.sees_more_in_console(self.says, said);
        }
        match (ends, path) {
            (PageState::Hydrated, _) => is_alive(visitor, self.before),
            (PageState::Idle, "/") => posts_by_itself(visitor),
            (PageState::Idle, _) => {
                visitor
                    .sees_panel("At a glance")
                    .sees_contact_details_in_place_of_the_form()
                    .clicks(Role::Link, "Risks")
                    .sees_everything()
                    .sees_on_screen("risks");
                "not hydrated"
            }
            (PageState::Fallback, _) => {
                visitor.sees_text("Call us: 617-555-0100");
                visitor.sees_no_guide();
                "the fallback"
            }
        }
    }
}

impl matrix::Fault for LoadingFault {
    fn what(&self) -> &'static str {
        self.what
    }

    fn runs_in_default_tier(&self) -> bool {
        self.runs_in_default_tier
    }

    fn run(&self, visitor: &Visitor) -> Vec<String> {
        visitor.server().set_file_fault(self.damage);
        visitor.blocks(self.blocks);
        let own = match self.guide {
            // It shows the guide that it was built with.
            Some(_) => "–",
            None => self.loads(visitor, "/", self.own),
        };
        let embedded = self.loads(visitor, EMBEDDING, self.embedded);
        [self.what, own, embedded].map(str::to_owned).to_vec()
    }
}

fn is_alive(visitor: &Visitor, before: Before) -> &'static str {
    visitor.sees_the_page_hydrated();
    if before == Before::NoMoreMemoryLater {
        visitor.fills_in_the_form().runs("exhaust()");
        arrives(visitor, Channel::Native);
        return "as always; at the press the browser posts the form";
    }
    visitor
        .clicks_tab("Risks")
        .sees_tab_selected("Risks")
        .fills_in_the_form();
    arrives(visitor, Channel::Json);
    "as always"
}

fn posts_by_itself(visitor: &Visitor) -> &'static str {
    visitor
        .sees_panel("At a glance")
        .clicks(Role::Link, "Risks")
        .sees_panel("Risks")
        .fills_in_the_form();
    arrives(visitor, Channel::Native);
    "as without scripts"
}

/// The request arrives, once, by this channel.
fn arrives(visitor: &Visitor, channel: Channel) {
    let server = visitor.server();
    let before = server.rows().len();
    // No two of them are the same: the receiver takes equal posts of a form for one.
    let name = format!("Visitor {before}");
    visitor
        .fills("Full name", &name)
        .asks_for_a_consultation()
        .sees_a(Role::Heading, "We have your request")
        .waits_for_stored(before + 1);
    let row = server.rows().pop().expect("one is there");
    assert_eq!((row.channel, row.request.name), (channel, name));
}

/// The default tier keeps one fault of each kind: a file that is not there, one that is cut off,
/// memory that runs out before and after the page hydrates, a deploy in between, the printed guide,
/// an extension, a guide file elsewhere.
#[test]
fn a_page_whose_files_or_memory_fail_can_be_read_and_its_form_works() {
    let site = || {
        Site::with_receiver()
            .hosting(EMBEDDING, pages::PLAIN)
            .without_hydration()
            .expecting_any(NOT_AS_BUILT)
            .expecting_any(NOT_LOADED)
            .expecting_any("is not hydrated:")
            .expecting_any("shows its fallback:")
            // Chromium's own, of files that are refused.
            .expecting_any("valid digest in the 'integrity' attribute")
            .expecting_any("integrity checks failed")
            .expecting_any("MIME type")
            .expecting_any("WebAssembly.instantiateStreaming")
            // Of a Wasm that has run out of memory.
            .expecting_any("RuntimeError")
            .expecting_any("blocked by CORS policy")
    };
    let arrives = |visitor: &Visitor| {
        visitor.disables_the_cache().runs_before_each_page(BEFORE);
    };
    if let Some(rows) = run_all(site, arrives, &faults()) {
        tables::check("reliability.md", "loading", &HEADS, &rows);
    }
}

fn faults() -> Vec<LoadingFault> {
    use FileFault::{Huge, Missing, Truncated, WrongType};
    use PageState::{Fallback, Hydrated, Idle};
    let damage = LoadingFault::damage;
    vec![
        damage(
            "The loader is not there",
            Asset::Loader,
            Missing,
            Idle,
            Fallback,
        )
        .saying(NOT_LOADED)
        .in_default_tier(),
        damage("The glue is not there", Asset::Glue, Missing, Idle, Idle),
        damage(
            "The glue comes as text/plain",
            Asset::Glue,
            WrongType,
            Idle,
            Idle,
        ),
        damage("The Wasm is not there", Asset::Wasm, Missing, Idle, Idle),
        damage("The Wasm is cut off", Asset::Wasm, Truncated, Idle, Idle).in_default_tier(),
        damage(
            "The Wasm comes as text/plain",
            Asset::Wasm,
            WrongType,
            Hydrated,
            Hydrated,
        ),
        damage(
            "Another page comes in place of the Wasm",
            Asset::Wasm,
            Huge,
            Idle,
            Idle,
        ),
        LoadingFault::new("Something blocks the Wasm", Idle, Idle).blocked(".wasm"),
        LoadingFault::new("The browser has no memory for the Wasm", Idle, Idle)
            .before(Before::NoMemory)
            .saying("RangeError"),
        LoadingFault::new("Memory runs out while the guide wakes", Idle, Idle)
            .before(Before::NoMoreMemory)
            .saying("RuntimeError")
            .in_default_tier(),
        LoadingFault::new("Memory runs out once it is awake", Hydrated, Hydrated)
            .before(Before::NoMoreMemoryLater)
            .in_default_tier(),
        damage(
            "A deploy in between: every file named by its hash is gone",
            Asset::Hashed,
            Missing,
            Idle,
            Fallback,
        )
        .saying(NOT_LOADED)
        .in_default_tier(),
        damage(
            "The style sheet is not there",
            Asset::Style,
            Missing,
            Hydrated,
            Fallback,
        ),
        damage(
            "The printed guide is not there",
            Asset::GuideHtml,
            Missing,
            Hydrated,
            Fallback,
        ),
        damage(
            "The printed guide is cut off",
            Asset::GuideHtml,
            Truncated,
            Hydrated,
            Fallback,
        )
        .in_default_tier(),
        damage(
            "Megabytes of another page come in place of the printed guide",
            Asset::GuideHtml,
            Huge,
            Hydrated,
            Fallback,
        ),
        damage(
            "An extension has changed the page, and the printed guide is not there to put it back",
            Asset::GuideHtml,
            Missing,
            Idle,
            Fallback,
        )
        .before(Before::Tampers)
        .in_default_tier(),
        LoadingFault::guide(
            "A guide file elsewhere is not there",
            "/nothing.json",
            "answered 404",
        ),
        LoadingFault::guide(
            "A guide file elsewhere may not be read from here (CORS)",
            "/closed.json",
            "Access-Control-Allow-Origin)",
        )
        .in_default_tier(),
        LoadingFault::guide(
            "A guide file elsewhere is a web page",
            "/page.json",
            "/page.json:1:1: expected value",
        ),
        LoadingFault::guide(
            "A guide file elsewhere cites a source that it does not have",
            "/dangling.json",
            "S9",
        ),
        LoadingFault::guide(
            "A guide file elsewhere is larger than a megabyte",
            "/large.json",
            "larger than 1048576 bytes",
        ),
    ]
}
