//! The driver's program.

use std::ffi::OsStr;
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::path::Path;
use std::sync::LazyLock;
use std::sync::atomic::{AtomicU16, Ordering};

use super::recording_proxy::RecordingProxy;
use crate::program::Program;
use crate::{environment, waiting};

/// A driver that listens.
pub struct Driver {
    /// Where.
    pub address: String,
    /// The port at which the browser itself listens for inspectors, where it does.
    pub inspectors: Option<u16>,
    /// What ends with this; nothing where the driver is shared.
    programs: Vec<Program>,
}

impl Driver {
    /// ChromeDriver. It has any number of sessions, so there is one for all of a run.
    pub fn for_chromium() -> Self {
        static SHARED: LazyLock<Driver> = LazyLock::new(chromedriver);
        Self {
            address: SHARED.address.clone(),
            inspectors: None,
            programs: Vec::new(),
        }
    }

    /// Starts geckodriver, which has one session. It gives access to the browser's own scripts, for
    /// what WebDriver has no command for.
    pub fn for_firefox() -> Self {
        // Firefox complains of the screen that it does without.
        let driver = environment::geckodriver();
        let arguments = ["--port=0", "--websocket-port=0", "--allow-system-access"];
        // "1795542229114 geckodriver INFO Listening on 127.0.0.1:41321"
        let announcement = "Listening on ";
        let (program, address) =
            Program::start("sh".as_ref(), quietly(&driver, &arguments), announcement);
        Self {
            address: format!("http://{address}"),
            inspectors: None,
            programs: vec![program],
        }
    }

    /// Starts WebKitWebDriver, and the browser. All that the browser asks of others than this
    /// machine goes to the proxy.
    pub fn for_webkit(proxy: &RecordingProxy) -> Self {
        webkitwebdriver(proxy)
    }

    /// What its programs have said, where they are its own.
    pub fn output(&self) -> String {
        self.programs.iter().map(Program::output).collect()
    }
}

fn chromedriver() -> Driver {
    let arguments = ["--port=0", "--log-level=SEVERE"];
    // "ChromeDriver was started successfully on port 41321."
    let announcement = "successfully on port ";
    let (program, port) = Program::start(&environment::chromedriver(), arguments, announcement);
    let port = port.trim_end_matches('.');
    Driver {
        address: format!("http://127.0.0.1:{port}"),
        inspectors: None,
        programs: vec![program],
    }
}

/// On a screen of its own, in memory: this engine opens no browser without one. The browser is
/// started here rather than by the driver, which tells nobody where it listens for inspectors.
fn webkitwebdriver(proxy: &RecordingProxy) -> Driver {
    let screen = [
        "-displayfd",
        "1",
        "-screen",
        "0",
        "1400x1000x24",
        "-nolisten",
        "tcp",
    ];
    let xvfb = environment::xvfb();
    let (screen, display) = Program::start("sh".as_ref(), quietly(&xvfb, &screen), "");
    let [port, inspectors] = [free_port(), free_port()];
    let minibrowser = environment::minibrowser();
    let variables = [
        format!("DISPLAY=:{display}"),
        format!("WEBKIT_INSPECTOR_SERVER=127.0.0.1:{inspectors}"),
        // It has no other way to run as root, as in a container.
        "WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS=1".to_owned(),
        "GDK_BACKEND=x11".to_owned(),
        format!(
            "XDG_CONFIG_HOME={}",
            environment::here().join("browser").display()
        ),
        minibrowser.display().to_string(),
        "--automation".to_owned(),
        // Not by a capability: its list of exceptions has no end in this engine, which then reads
        // on and now and then falls over what comes.
        format!("--proxy=http://{}", proxy.address),
        "--ignore-host=127.0.0.1".to_owned(),
    ];
    let variables = variables.each_ref().map(String::as_str);
    // What it says is told where a journey fails: it is the browser that tells of a page's end.
    let shell = [
        "-c",
        r#""$0" "$@" 2>&1; echo "MiniBrowser ended: $?""#,
        "env",
    ];
    let browser = Program::start_silent("sh".as_ref(), shell.into_iter().chain(variables));
    listens("MiniBrowser", inspectors);
    let arguments = [
        format!("--port={port}"),
        format!("--target=127.0.0.1:{inspectors}"),
    ];
    let program = Program::start_silent(&environment::webkitwebdriver(), arguments);
    listens("WebKitWebDriver", port);
    Driver {
        address: format!("http://127.0.0.1:{port}"),
        inspectors: Some(inspectors),
        programs: vec![program, browser, screen],
    }
}

/// The arguments by which a shell becomes this program, without what it says of the screen and the
/// machine.
fn quietly<'a>(program: &'a Path, arguments: &'a [&str]) -> impl Iterator<Item = &'a OsStr> {
    let shell = ["-c", r#"exec "$0" "$@" 2>/dev/null"#].map(OsStr::new);
    let arguments = arguments.iter().copied().map(OsStr::new);
    let program = [program.as_os_str()];
    shell.into_iter().chain(program).chain(arguments)
}

fn listens(program: &str, port: u16) {
    waiting::until(waiting::TIMEOUT, || {
        let listens = TcpStream::connect((Ipv4Addr::LOCALHOST, port));
        listens.map_err(|error| format!("{program} does not listen: {error}"))
    });
}

/// A port that nobody listens at: these two cannot be asked which one they took. Below those that a
/// system gives to whoever asks for any, so that nobody gets it before they do.
fn free_port() -> u16 {
    static NEXT: AtomicU16 = AtomicU16::new(20_000);
    loop {
        let port = NEXT.fetch_add(1, Ordering::Relaxed);
        assert!(port < 32_768, "there is a free port");
        if TcpListener::bind((Ipv4Addr::LOCALHOST, port)).is_ok() {
            return port;
        }
    }
}
