//! What a compiler says about how far it is, told apart from what somebody has to read.

/// What a line means.
#[derive(Debug, PartialEq, Eq)]
pub enum Line<'a> {
    /// How far the program is. The next one takes its place.
    Status(&'a str),
    /// A warning, an error, or anything else that stays on the screen.
    Message(&'a str),
}

/// What cargo puts in front of the lines that say how far it is.
const STATUS: [&str; 18] = [
    "Adding",
    "Blocking",
    "Building",
    "Checking",
    "Compiling",
    "Downloaded",
    "Downloading",
    "Finished",
    "Fresh",
    "Ignored",
    "Installed",
    "Installing",
    "Locking",
    "Removing",
    "Replacing",
    "Running",
    "Updating",
    "Warning",
];

/// Reads a line. Cargo sets the first word of a status line flush right, so it begins with spaces.
pub fn read(line: &str) -> Line<'_> {
    let text = line.trim_start();
    let word = text.split_whitespace().next().unwrap_or_default();
    let indented = text.len() < line.len();
    if text.is_empty() || (indented && STATUS.contains(&word)) {
        Line::Status(text.trim_end())
    } else {
        Line::Message(line)
    }
}

/// The status as it is shown: cargo's bar gives its count and what is compiled, without the bar.
pub fn shown(status: &str) -> String {
    let bar = status
        .strip_prefix("Building [")
        .and_then(|rest| rest.split_once("] "));
    match bar.and_then(|(_, rest)| rest.split_once(": ")) {
        Some((count, names)) => format!("{}  {names}", drawn(count)),
        None => status.to_owned(),
    }
}

/// A bar of 20 characters before a count such as `123/320`.
fn drawn(count: &str) -> String {
    let numbers = count.split_once('/');
    let numbers: Option<(usize, usize)> =
        numbers.and_then(|(done, all)| Some((done.parse().ok()?, all.parse().ok()?)));
    match numbers {
        Some((done, all)) if all > 0 => {
            let full = (done * 20 / all).min(20);
            let bar = format!("{}{}", "#".repeat(full), ".".repeat(20 - full));
            format!("{bar} {count}")
        }
        _ => count.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_progress_of_cargo_is_a_status_and_an_error_is_a_message() {
        assert_eq!(
            read("   Compiling serde v1.0.228"),
            Line::Status("Compiling serde v1.0.228")
        );
        let error = "error[E0308]: mismatched types";
        assert_eq!(read(error), Line::Message(error));
        let part = "   --> src/main.rs:3:5";
        assert_eq!(read(part), Line::Message(part));
    }

    #[test]
    fn the_bar_shows_how_many_units_are_compiled() {
        let status = "Building [=====>          ] 160/320: leptos, serde";
        assert_eq!(shown(status), "##########.......... 160/320  leptos, serde");
        assert_eq!(shown("Compiling serde v1"), "Compiling serde v1");
    }
}
