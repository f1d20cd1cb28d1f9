//! Tells a compiler's progress from the messages that the user has to read.

/// What a line means.
#[derive(Debug, PartialEq, Eq)]
pub enum Line<'a> {
    /// How far the program is, without colours. The next one takes its place.
    Status(String),
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
    let plain = without_colours(line);
    let text = plain.trim();
    let word = text.split_whitespace().next().unwrap_or_default();
    if text.is_empty() || (plain.starts_with(' ') && STATUS.contains(&word)) {
        Line::Status(text.to_owned())
    } else {
        Line::Message(line)
    }
}

/// The text without the sequences that colour it: from `ESC [` to `m` (ECMA-48, section 8.3.117).
fn without_colours(line: &str) -> String {
    let mut parts = line.split("\x1b[");
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |plain, part| {
        plain + part.split_once('m').map_or(part, |(_, text)| text)
    })
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
            Line::Status("Compiling serde v1.0.228".to_owned())
        );
        assert_eq!(
            read("\x1b[1m\x1b[92m   Compiling\x1b[0m serde v1"),
            Line::Status("Compiling serde v1".to_owned())
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
