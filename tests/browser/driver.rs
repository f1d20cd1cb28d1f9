//! The driver programs.

use std::ffi::OsStr;
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::path::Path;
use std::sync::LazyLock;
use std::sync::atomic::{AtomicU16, Ordering};

use super::recording_proxy::RecordingProxy;
use crate::program::Program;
use crate::{environment, waiting};

/// A running driver.
pub struct Driver {
    pub address: String,
    /// The port of the inspector, in WebKit.
    pub inspector_port: Option<u16>,
    /// The programs that end with this; none for a shared driver.
    programs: Vec<Program>,
}

impl Driver {
    /// ChromeDriver, one for the whole run: it has any number of sessions.
    pub fn for_chromium() -> Self {
        static SHARED: LazyLock<Driver> = LazyLock::new(chromedriver);
        Self {
            address: SHARED.address.clone(),
            inspector_port: None,
            programs: Vec::new(),
        }
    }

    /// Starts geckodriver for one session, with privileged scripts for what WebDriver lacks.
    pub fn for_firefox() -> Self {
        // Firefox writes about the missing screen.
        let driver = environment::geckodriver();
        let arguments = ["--port=0", "--websocket-port=0", "--allow-system-access"];
        // "1795542229114 geckodriver INFO Listening on 127.0.0.1:41321"
        let announcement = "Listening on ";
        let (program, address) = Program::start(
            "sh".as_ref(),
            without_stderr(&driver, &arguments),
            announcement,
        );
        Self {
            address: format!("http://{address}"),
            inspector_port: None,
            programs: vec![program],
        }
    }

    /// Starts WebKitWebDriver and the browser, whose requests to other machines go to the proxy.
    pub fn for_webkit(proxy: &RecordingProxy) -> Self {
        webkitwebdriver(proxy)
    }

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
        inspector_port: None,
        programs: vec![program],
    }
}

/// Starts the browser itself, since the driver does not say at which port its browser wait_for_port for
/// inspector_port. This engine needs a screen, so it gets one in memory.
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
    let (screen, display) = Program::start("sh".as_ref(), without_stderr(&xvfb, &screen), "");
    let [port, inspector_port] = [free_port(), free_port()];
    let minibrowser = environment::minibrowser();
    let variables = [
        format!("DISPLAY=:{display}"),
        format!("WEBKIT_INSPECTOR_SERVER=127.0.0.1:{inspector_port}"),
        // As root, as in a container, it starts only so.
        "WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS=1".to_owned(),
        "GDK_BACKEND=x11".to_owned(),
        format!(
            "XDG_CONFIG_HOME={}",
            environment::here().join("browser").display()
        ),
        minibrowser.display().to_string(),
        "--automation".to_owned(),
        // Not as a capability: WebKit reads past the end of its list of exceptions and sometimes
        // crashes.
        format!("--proxy=http://{}", proxy.address),
        "--ignore-host=127.0.0.1".to_owned(),
    ];
    let variables = variables.each_ref().map(String::as_str);
    // Standard error goes into the report of a failed journey.
    let shell = [
        "-c",
        r#""$0" "$@" 2>&1; echo "MiniBrowser ended: $?""#,
        "env",
    ];
    let browser = Program::start_silent("sh".as_ref(), shell.into_iter().chain(variables));
    wait_for_port("MiniBrowser", inspector_port);
    let arguments = [
        format!("--port={port}"),
        format!("--target=127.0.0.1:{inspector_port}"),
    ];
    let program = Program::start_silent(&environment::webkitwebdriver(), arguments);
    wait_for_port("WebKitWebDriver", port);
    Driver {
        address: format!("http://127.0.0.1:{port}"),
        inspector_port: Some(inspector_port),
        programs: vec![program, browser, screen],
    }
}

/// The arguments of a shell that runs the program without its standard error.
fn without_stderr<'a>(program: &'a Path, arguments: &'a [&str]) -> impl Iterator<Item = &'a OsStr> {
    let shell = ["-c", r#"exec "$0" "$@" 2>/dev/null"#].map(OsStr::new);
    let arguments = arguments.iter().copied().map(OsStr::new);
    let program = [program.as_os_str()];
    shell.into_iter().chain(program).chain(arguments)
}

fn wait_for_port(program: &str, port: u16) {
    waiting::until(waiting::TIMEOUT, || {
        let connected = TcpStream::connect((Ipv4Addr::LOCALHOST, port));
        connected.map_err(|error| format!("{program} does not listen: {error}"))
    });
}

/// A free port below the ephemeral ones, so that no other program gets it first. These two programs
/// cannot report a port of their own choice.
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
