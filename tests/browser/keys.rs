//! Keys and key combinations.

use fantoccini::actions::{ActionSequence, InputSource as _, KeyAction, KeyActions};
use fantoccini::key::Key;

/// A key with its modifiers: `ArrowRight`, `Control+Home`, `a`.
pub struct Chord {
    names: String,
    held: Vec<char>,
    key: char,
}

impl Chord {
    /// Parses names of the UI Events standard joined by `+`.
    pub fn named(names: &str) -> Self {
        let mut keys: Vec<char> = names.split('+').map(key).collect();
        let key = keys.pop().expect("splitting gives one at least");
        Self {
            names: names.to_owned(),
            held: keys,
            key,
        }
    }

    pub fn name(&self) -> &str {
        &self.names
    }

    /// Presses and releases.
    pub fn actions(&self) -> ActionSequence {
        let down = self.held.iter().chain([&self.key]);
        let up = [&self.key].into_iter().chain(self.held.iter().rev());
        let down = down.map(|key| KeyAction::Down { value: *key });
        let up = up.map(|key| KeyAction::Up { value: *key });
        let keyboard = KeyActions::new("keyboard".to_owned());
        down.chain(up).fold(keyboard, KeyActions::then).into()
    }
}

fn key(name: &str) -> char {
    let key = match name {
        "ArrowLeft" => Key::Left,
        "ArrowRight" => Key::Right,
        "ArrowUp" => Key::Up,
        "ArrowDown" => Key::Down,
        "Home" => Key::Home,
        "End" => Key::End,
        "Enter" => Key::Enter,
        "Tab" => Key::Tab,
        "Shift" => Key::Shift,
        "Control" => Key::Control,
        "Alt" => Key::Alt,
        "Space" => return ' ',
        one if one.chars().count() == 1 => return one.chars().next().unwrap_or_default(),
        other => panic!("no key is named {other}"),
    };
    char::from(key)
}
