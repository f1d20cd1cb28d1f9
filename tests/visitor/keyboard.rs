//! The keyboard and the focus.

use serde_json::json;

use super::{Role, Visitor};
use crate::browser::Chord;

impl Visitor {
    /// A key, perhaps with modifiers: `ArrowRight`, `Control+Home`.
    #[track_caller]
    pub fn presses(&self, keys: &str) -> &Self {
        self.must(self.browser.press(&Chord::named(keys)))
    }

    /// With key repeat.
    #[track_caller]
    pub fn holds_enter_down(&self) -> &Self {
        let key = |kind: &str, repeats| {
            let key = json!({
                "type": kind,
                "key": "Enter",
                "code": "Enter",
                "windowsVirtualKeyCode": 13,
                "text": "\r",
                "autoRepeat": repeats,
            });
            self.cdp("Input.dispatchKeyEvent", key);
        };
        key("keyDown", false);
        for _ in 0..20 {
            key("keyDown", true);
        }
        key("keyUp", false);
        self
    }

    #[track_caller]
    pub fn has_focus_on(&self, role: Role, name: &str) -> &Self {
        self.sees(|| {
            let focused = self.browser.focused()?;
            let found = (self.browser.role(&focused)?, self.browser.name(&focused)?);
            if found.0 == role.to_string() && found.1 == name {
                Ok(())
            } else {
                Err(format!(
                    "the focus is on {found:?} rather than on {role} {name:?}"
                ))
            }
        })
    }

    /// As on a page that has just loaded.
    #[track_caller]
    pub fn has_focus_on_nothing(&self) -> &Self {
        let focused = self.runs("return document.activeElement?.localName");
        assert_eq!(focused, "body", "the focused element");
        self
    }

    /// Moves the focus as assistive technology does, without key or click.
    #[track_caller]
    pub fn moves_focus_to(&self, role: Role, name: &str) -> &Self {
        let element = match role {
            Role::Link => self.finds(role, name),
            _ => self.finds_control(role, name),
        };
        let element = json!(element);
        self.runs_with("arguments[0].focus({ preventScroll: true })", vec![element]);
        self
    }
}
