//! The matrix of faults while the page loads: files and memory.

use journeys::{Asset, Channel, FileFault, Role, Site, Visitor};

use super::matrix::{self, run_all};
use crate::embedded::pages;
use crate::tables;

const HEADS: [&str; 3] = [
    "What goes wrong",
    "The guide's own page",
    "A page that embeds the guide",
];

/// The path of a guide file at the other origin, for the host page.
const EMBEDDING: &str = "/our-clinic.html";

/// Messages of the console.
const NOT_AS_BUILT: &str = "is missing, or is not what was built";
const NOT_LOADED: &str = "Failed to load resource";

/// The resulting state of a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum PageState {
    Hydrated,
    /// The page can be read and its tabs are links. The own page has a form that the browser posts,
    /// a host page the contact details.
    Idle,
    /// The fallback inside the element shows.
    Fallback,
}

/// A change of the page before its scripts run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Before {
    Nothing,
    /// Wasm gets no memory.
    NoMemory,
    /// Wasm gets no more than its initial memory.
    NoMoreMemory,
    /// The same after hydration.
    NoMoreMemoryLater,
    /// An extension removes an element.
    Tampers,
}

impl Before {
    /// The query that [`BEFORE`] reads.
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

/// The query of the address chooses the change. Memory grows to the limit of the engine, which
/// costs nothing until it is used; then it cannot grow.
const BEFORE: &str = "
    const word = new URLSearchParams(location.search).get('before') ?? '';
    if (word === 'no-memory') {
        WebAssembly.instantiate = WebAssembly.instantiateStreaming =
            () => Promise.reject(new RangeError('Out of memory: cannot allocate Wasm memory'));
    }
    if (word.startsWith('no-more-memory')) {
        const { instantiate, instantiateStreaming } = WebAssembly;
        const wrap = (before) => async (...given) => {
            // The build shortens the names of exports. The caller is the glue, which passes the
            // allocator's functions on.
            const glue = /https?:[^\\s()@]+careguide-\\w+\\.js/.exec(new Error().stack)?.[0];
            const made = await before.apply(WebAssembly, given);
            const { exports } = made.instance ?? made;
            const parts = Object.values(exports);
            const memory = parts.find((part) => part instanceof WebAssembly.Memory);
            const all = (take, size, least) => {
                for (; size >= least; size >>= 1) {
                    try { for (;;) take(size) } catch (error) {
                        if (error instanceof TypeError) throw error;
                    }
                }
            };
            const functions = /\\([\\w$]+,[\\w$]+\\.([\\w$]+),[\\w$]+\\.[\\w$]+\\)/;
            const malloc = glue && functions.exec(await (await fetch(glue)).text())[1];
            const grow = () => all((pages) => memory.grow(pages), 65536, 1);
            // Takes the free memory of the allocator, too.
            window.exhaust = () => {
                grow();
                all((size) => exports[malloc](size, 1), 1 << 20, 16);
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

struct LoadingFault {
    what: &'static str,
    file_fault: Option<(Asset, FileFault)>,
    /// A part of the URLs that an extension blocks.
    blocks: Option<&'static str>,
    before: Before,
    /// The path of a guide file at the other origin, for the host page.
    guide: Option<&'static str>,
    own: PageState,
    embedded: PageState,
    /// The message if the page is not hydrated.
    says: &'static str,
    runs_in_default_tier: bool,
}

impl LoadingFault {
    fn new(what: &'static str, own: PageState, embedded: PageState) -> Self {
        Self {
            what,
            file_fault: None,
            blocks: None,
            before: Before::Nothing,
            guide: None,
            own,
            embedded,
            says: NOT_AS_BUILT,
            runs_in_default_tier: false,
        }
    }

    fn file_fault(
        what: &'static str,
        part: Asset,
        how: FileFault,
        own: PageState,
        embedded: PageState,
    ) -> Self {
        Self {
            file_fault: Some((part, how)),
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

    /// Represents its kind in the default tier.
    fn in_default_tier(mut self) -> Self {
        self.runs_in_default_tier = true;
        self
    }

    fn loads(&self, visitor: &Visitor, path: &str, ends: PageState) -> &'static str {
        let before = visitor.count_in_console(self.says);
        visitor.opens(&format!("{path}{}", self.before.query()));
        if let Some(guide) = self.guide {
            visitor.asks_for_a_cross_origin_guide(guide);
        }
        if ends == PageState::Idle && path != "/" {
            // An embedded guide waits for a touch.
            visitor.clicks_tab("Compare");
        }
        if ends != PageState::Hydrated {
            visitor.sees_more_in_console(self.says, before);
        }
        match (ends, path) {
            (PageState::Hydrated, _) => is_hydrated(visitor, self.before),
            (PageState::Idle, "/") => browser_posts_form(visitor),
            (PageState::Idle, _) => {
                visitor
                    .sees_panel("Compare")
                    .sees_contact_details_in_place_of_the_form()
                    .clicks_tab("Risks")
                    .sees_panel("Risks");
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

impl matrix::Row for LoadingFault {
    fn what(&self) -> &'static str {
        self.what
    }

    fn runs_in_default_tier(&self) -> bool {
        self.runs_in_default_tier
    }

    fn run(&self, visitor: &Visitor) -> Vec<String> {
        visitor.server().set_file_fault(self.file_fault);
        visitor.blocks(self.blocks);
        let own = match self.guide {
            // The own page shows the built guide.
            Some(_) => "–",
            None => self.loads(visitor, "/", self.own),
        };
        let embedded = self.loads(visitor, EMBEDDING, self.embedded);
        [self.what, own, embedded].map(str::to_owned).to_vec()
    }
}

fn is_hydrated(visitor: &Visitor, before: Before) -> &'static str {
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

fn browser_posts_form(visitor: &Visitor) -> &'static str {
    visitor
        .sees_panel("Compare")
        .clicks_tab("Risks")
        .sees_panel("Risks")
        .fills_in_the_form();
    arrives(visitor, Channel::Native);
    "as without scripts"
}

/// The request arrives once, by this channel.
fn arrives(visitor: &Visitor, channel: Channel) {
    let server = visitor.server();
    let before = server.rows().len();
    // Different names: the receiver deduplicates equal posts of a form.
    let name = format!("Visitor {before}");
    visitor
        .fills("Full name", &name)
        .asks_for_a_consultation()
        .sees_a(Role::Heading, "We have your request")
        .waits_for_stored(before + 1);
    let row = server.rows().pop().expect("one is there");
    assert_eq!((row.channel, row.request.name), (channel, name));
}

/// The default tier keeps one fault of each kind: a missing file, a truncated one, memory that runs
/// out before and after hydration, a deploy in between, the HTML of the guide, an extension, a
/// guide file at another origin.
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
            // Messages of Chromium about rejected files.
            .expecting_any("valid digest in the 'integrity' attribute")
            .expecting_any("integrity checks failed")
            .expecting_any("MIME type")
            .expecting_any("WebAssembly.instantiateStreaming")
            // Wasm without memory.
            .expecting_any("RuntimeError")
            .expecting_any("blocked by CORS policy")
    };
    let prepare = |visitor: &Visitor| {
        visitor.disables_the_cache().runs_before_each_page(BEFORE);
    };
    if let Some(rows) = run_all(site, prepare, &faults()) {
        tables::check("reliability.md", "loading", &HEADS, &rows);
    }
}

fn faults() -> Vec<LoadingFault> {
    use FileFault::{Huge, Missing, Truncated, WrongType};
    use PageState::{Fallback, Hydrated, Idle};
    let file_fault = LoadingFault::file_fault;
    vec![
        file_fault(
            "The loader is not there",
            Asset::Loader,
            Missing,
            Idle,
            Fallback,
        )
        .saying(NOT_LOADED)
        .in_default_tier(),
        file_fault("The glue is not there", Asset::Glue, Missing, Idle, Idle),
        file_fault(
            "The glue comes as text/plain",
            Asset::Glue,
            WrongType,
            Idle,
            Idle,
        ),
        file_fault("The Wasm is not there", Asset::Wasm, Missing, Idle, Idle),
        file_fault("The Wasm is cut off", Asset::Wasm, Truncated, Idle, Idle).in_default_tier(),
        file_fault(
            "The Wasm comes as text/plain",
            Asset::Wasm,
            WrongType,
            Hydrated,
            Hydrated,
        ),
        file_fault(
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
        LoadingFault::new("Memory runs out during hydration", Idle, Idle)
            .before(Before::NoMoreMemory)
            .saying("RuntimeError")
            .in_default_tier(),
        LoadingFault::new("Memory runs out after hydration", Hydrated, Hydrated)
            .before(Before::NoMoreMemoryLater)
            .in_default_tier(),
        file_fault(
            "A deploy in between: every file named by its hash is gone",
            Asset::Hashed,
            Missing,
            Idle,
            Fallback,
        )
        .saying(NOT_LOADED)
        .in_default_tier(),
        file_fault(
            "The style sheet is not there",
            Asset::Style,
            Missing,
            Hydrated,
            Fallback,
        ),
        file_fault(
            "The printed guide is not there",
            Asset::GuideHtml,
            Missing,
            Hydrated,
            Fallback,
        ),
        file_fault(
            "The printed guide is cut off",
            Asset::GuideHtml,
            Truncated,
            Hydrated,
            Fallback,
        )
        .in_default_tier(),
        file_fault(
            "Megabytes of another page come in place of the printed guide",
            Asset::GuideHtml,
            Huge,
            Hydrated,
            Fallback,
        ),
        file_fault(
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
