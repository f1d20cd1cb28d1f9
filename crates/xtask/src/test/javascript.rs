//! The step `javascript`: the scripts of `src/loader`.

use std::error::Error;
use std::path::Path;
use std::process::Command;

use site::npm::Packages;
use site::process;
use site::project::Project;

/// Checks format and lint (`biome.json`), types (`tsconfig.json`), and the names that the scripts
/// share with Rust and CSS.
pub fn check(project: &Project) -> Result<(), Box<dyn Error>> {
    let modules = Packages::JavaScript.find_or_install(project)?;
    for arguments in [
        ["@biomejs/biome/bin/biome", "check", "--error-on-warnings"],
        ["typescript/bin/tsc", "--project", "src/loader"],
    ] {
        let [tool, arguments @ ..] = arguments;
        process::run(
            node(project, &modules)
                .arg(modules.join(tool))
                .args(arguments),
        )?;
    }
    for script in ["names.test.mjs", "check.mjs"] {
        let script = format!("crates/xtask/shared-names/{script}");
        process::run(node(project, &modules).args(["--test-reporter=dot", &script]))?;
    }
    Ok(())
}

/// Node in the project's folder. The variable names the packages for our own scripts.
fn node(project: &Project, modules: &Path) -> Command {
    let mut node = Command::new("node");
    node.current_dir(project.root())
        .env("CAREGUIDE_NODE_MODULES", modules);
    node
}
