//! The scripts of `src/loader`: the step `javascript` reads them, the step `loader` runs them.

use std::path::Path;
use std::process::Command;

use anyhow::Result;
use site::npm::Packages;
use site::process;
use site::project::Project;

use super::Engine;

/// Checks format and lint (`biome.json`), types (`tsconfig.json`), the names that the scripts share
/// with Rust and CSS, and that no old name is in the code.
pub fn check(project: &Project) -> Result<()> {
    let modules = Packages::JavaScript.find_or_install(project)?;
    let tool = |name: &str| node(project, &modules, &modules.join(name));
    process::run(tool("@biomejs/biome/bin/biome").args(["check", "--error-on-warnings"]))?;
    process::run(tool("typescript/bin/tsc").args(["--project", "src/loader"]))?;
    for name in ["shared.test.mjs", "old.test.mjs", "check.mjs"] {
        let script = Path::new("crates/xtask/names").join(name);
        process::run(&mut node(project, &modules, &script))?;
    }
    Ok(())
}

/// Runs the unit tests in Chromium.
pub fn test(project: &Project) -> Result<()> {
    let modules = Packages::JavaScript.find_or_install(project)?;
    let browser = Engine::Chromium.find_or_install()?;
    let tests = Path::new("src/loader/tests/all.test.mjs");
    process::run(node(project, &modules, tests).envs(browser))?;
    Ok(())
}

/// Node with a script. The variable tells our own scripts where the packages are.
fn node(project: &Project, modules: &Path, script: &Path) -> Command {
    let mut node = Command::new("node");
    node.current_dir(project.root())
        .env("CAREGUIDE_NODE_MODULES", modules)
        .arg("--test-reporter=spec")
        .arg(script);
    node
}
