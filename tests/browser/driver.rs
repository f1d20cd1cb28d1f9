//! The one ChromeDriver of a run.

use std::sync::LazyLock;

use crate::environment;
use crate::program::Program;

/// Where the driver listens. The first to ask starts it; it ends with this process.
pub fn address() -> &'static str {
    static DRIVER: LazyLock<(Program, String)> = LazyLock::new(|| {
        let arguments = ["--port=0", "--log-level=SEVERE"];
        // "ChromeDriver was started successfully on port 41321."
        let announcement = "successfully on port ";
        let driver = environment::chromedriver();
        let (program, port) = Program::start(&driver, arguments, announcement);
        let port = port.trim_end_matches('.');
        (program, format!("http://127.0.0.1:{port}"))
    });
    &DRIVER.1
}
