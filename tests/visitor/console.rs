//! The console.

use super::{Role, Visitor};
use crate::browser::{Engine, Message};

/// Expected messages.
#[derive(Clone)]
pub struct Expected {
    /// `None` for any number.
    pub count: Option<usize>,
    /// A part of them.
    pub text: &'static str,
}

impl Visitor {
    /// A message contains this text.
    #[track_caller]
    pub fn sees_in_console(&self, text: &str) -> &Self {
        let words = Engine::chosen().messages_for(text);
        self.sees(|| {
            let messages = self.messages()?;
            let mut texts = messages.iter().map(|message| &message.text);
            let found = texts.any(|text| words.iter().any(|words| text.contains(words)));
            if found {
                Ok(())
            } else {
                Err(format!("no message contains {text:?}: {messages:#?}"))
            }
        })
    }

    /// Exactly `count` messages contain this text.
    #[track_caller]
    pub fn sees_count_in_console(&self, count: usize, text: &str) -> &Self {
        self.sees(|| match self.count_in_console(text) {
            found if found == count => Ok(()),
            found => Err(format!(
                "{found} messages contain {text:?} rather than {count}"
            )),
        })
    }

    /// The number of messages with this text.
    #[track_caller]
    pub fn count_in_console(&self, text: &str) -> usize {
        let messages = self.messages().unwrap_or_else(|why| panic!("{why}"));
        let words = Engine::chosen().messages_for(text);
        let texts = messages.iter().map(|message| &message.text);
        texts
            .filter(|text| words.iter().any(|words| text.contains(words)))
            .count()
    }

    /// More than `before` messages contain this text, if the engine logs it at all.
    #[track_caller]
    pub fn sees_more_in_console(&self, text: &str, before: usize) -> &Self {
        if Engine::chosen().messages_for(text).is_empty() {
            return self;
        }
        self.sees(|| match self.count_in_console(text) {
            count if count > before => Ok(()),
            _ => Err(format!("no further message contains {text:?}")),
        })
    }

    /// All messages so far.
    pub(super) fn messages(&self) -> Result<Vec<Message>, String> {
        let mut messages = self.console.borrow_mut();
        messages.extend(self.browser.engine_commands().console()?);
        Ok(messages.clone())
    }

    /// The console has these warnings and errors, and no others.
    #[track_caller]
    pub fn leaves_console_with(&self, expected: &[Expected]) {
        let messages = self.messages().unwrap_or_else(|why| panic!("{why}"));
        let engine = Engine::chosen();
        let mut serious: Vec<_> = messages
            .into_iter()
            .filter(|message| matches!(message.level.as_str(), "WARNING" | "SEVERE"))
            .filter(|message| !engine.is_noise(&message.text))
            .collect();
        for Expected { count, text } in expected {
            let count = count.filter(|_| !engine.has_other_messages_than(text));
            let words = engine.messages_for(text);
            let before = serious.len();
            serious.retain(|message| !words.iter().any(|words| message.text.contains(words)));
            let found = before - serious.len();
            assert_eq!(found, count.unwrap_or(found), "messages with {text:?}");
        }
        assert!(serious.is_empty(), "unexpected messages: {serious:#?}");
    }

    /// Leaves the page by a link; the browser does not ask first.
    #[track_caller]
    pub fn leaves_unasked_by(&self, link: &str) -> &Self {
        self.must(self.browser.engine_commands().observe_prompts());
        self.drains_events();
        self.clicks(Role::Link, link);
        assert!(!self.drains_events(), "the browser asks before leaving");
        self
    }

    /// Leaves the page; the browser asks first or not, as expected. The driver accepts the prompt.
    #[track_caller]
    pub fn leaves_and_is_asked(&self, expected: bool) -> &Self {
        self.must(self.browser.engine_commands().observe_prompts());
        self.drains_events();
        self.must(self.browser.goto("about:blank"));
        let asked = self.drains_events();
        assert_eq!(asked, expected, "whether the browser asks before leaving");
        self
    }
}
