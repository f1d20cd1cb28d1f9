//! The driver's program.

use std::ffi::OsStr;
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::sync::LazyLock;

use super::Engine;
use crate::program::Program;
use crate::{environment, waiting};

/// A driver that listens.
pub struct Driver {
    /// Where.
    pub address: String,
    /// What ends with this; nothing where the driver is shared.
    _programs: Vec<Program>,
}

impl Driver {
    /// Starts it. ChromeDriver has any number of sessions, so there is one for all of a run. The
    /// others have one each.
    pub fn start(engine: Engine) -> Self {
        match engine {
            Engine::Chromium => {
                static SHARED: LazyLock<Driver> = LazyLock::new(chromedriver);
                Self {
                    address: SHARED.address.clone(),
                    _programs: Vec::new(),
                }
            }
            Engine::Firefox => geckodriver(),
            Engine::WebKit => webkitwebdriver(),
        }
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
        _programs: vec![program],
    }
}

/// With access to the browser's own scripts, for what WebDriver has no command for.
fn geckodriver() -> Driver {
    // Firefox complains of the screen that it does without.
    let quietly = r#"exec "$0" --port=0 --websocket-port=0 --allow-system-access 2>/dev/null"#;
    let driver = environment::geckodriver();
    let arguments = ["-c".as_ref(), quietly.as_ref(), driver.as_os_str()];
    // "1795542229114 geckodriver INFO Listening on 127.0.0.1:41321"
    let announcement = "Listening on ";
    let (program, address) = Program::start("sh".as_ref(), arguments, announcement);
    Driver {
        address: format!("http://{address}"),
        _programs: vec![program],
    }
}

/// On a screen of its own, in memory: this engine opens no browser without one.
fn webkitwebdriver() -> Driver {
    let screen = [
        "-displayfd",
        "1",
        "-screen",
        "0",
        "1400x1000x24",
        "-nolisten",
        "tcp",
    ];
    let quietly = r#"exec "$0" "$@" 2>/dev/null"#;
    let xvfb = environment::xvfb();
    let arguments = ["-c".as_ref(), quietly.as_ref(), xvfb.as_os_str()];
    let arguments = arguments.into_iter().chain(screen.map(OsStr::new));
    let (screen, display) = Program::start("sh".as_ref(), arguments, "");
    let port = free_port();
    let driver = environment::webkitwebdriver();
    let arguments = [
        format!("DISPLAY=:{display}"),
        // It has no other way to run as root, as in a container.
        "WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS=1".to_owned(),
        "GDK_BACKEND=x11".to_owned(),
        format!(
            "XDG_CONFIG_HOME={}",
            environment::here().join("browser").display()
        ),
        driver.display().to_string(),
        format!("--port={port}"),
    ];
    let program = Program::start_silent("env".as_ref(), arguments);
    waiting::until(waiting::PATIENCE, || {
        let listens = TcpStream::connect((Ipv4Addr::LOCALHOST, port));
        listens.map_err(|error| format!("WebKitWebDriver does not listen: {error}"))
    });
    Driver {
        address: format!("http://127.0.0.1:{port}"),
        _programs: vec![program, screen],
    }
}

/// A port that was free a moment ago. This driver cannot be asked which one it took.
fn free_port() -> u16 {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("a free port");
    let address = listener.local_addr().expect("it is bound");
    address.port()
}
