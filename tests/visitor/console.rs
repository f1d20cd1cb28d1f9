//! What a journey leaves behind on the console.

use super::Visitor;
use crate::browser::{Engine, Message};

/// Messages that a journey expects on the console.
#[derive(Clone)]
pub struct Expected {
    /// How many; `None` for any number.
    pub count: Option<usize>,
    /// What they hold.
    pub text: &'static str,
}

impl Visitor {
    /// The console has a message that holds this text.
    #[track_caller]
    pub fn sees_in_console(&self, text: &str) -> &Self {
        let words = Engine::chosen().messages_for(text);
        self.sees(|| {
            let messages = self.messages()?;
            let mut said = messages.iter().map(|message| &message.text);
            let found = said.any(|said| words.iter().any(|words| said.contains(words)));
            if found {
                Ok(())
            } else {
                Err(format!("no message holds {text:?}: {messages:#?}"))
            }
        })
    }

    /// So many messages of the console have come to hold this text.
    #[track_caller]
    pub fn sees_count_in_console(&self, count: usize, text: &str) -> &Self {
        self.sees(|| match self.count_in_console(text) {
            said if said == count => Ok(()),
            said => Err(format!("{said} messages hold {text:?} rather than {count}")),
        })
    }

    /// How many messages so far hold this text.
    #[track_caller]
    pub fn count_in_console(&self, text: &str) -> usize {
        let messages = self.messages().unwrap_or_else(|why| panic!("{why}"));
        let words = Engine::chosen().messages_for(text);
        let said = messages.iter().map(|message| &message.text);
        said.filter(|said| words.iter().any(|words| said.contains(words)))
            .count()
    }

    /// More messages than so many hold this text, in an engine that says anything there.
    #[track_caller]
    pub fn sees_more_in_console(&self, text: &str, before: usize) -> &Self {
        if Engine::chosen().messages_for(text).is_empty() {
            return self;
        }
        self.sees(|| match self.count_in_console(text) {
            count if count > before => Ok(()),
            _ => Err(format!("no further message holds {text:?}")),
        })
    }

    /// What the console has said so far.
    pub(super) fn messages(&self) -> Result<Vec<Message>, String> {
        let mut said = self.console.borrow_mut();
        said.extend(self.browser.engine_commands().console()?);
        Ok(said.clone())
    }

    /// The console holds these messages, each so often, and no other warning or error.
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
        assert!(serious.is_empty(), "the console has more: {serious:#?}");
    }

    /// Follows a link away from the page; whether the browser asks first is as expected. The
    /// driver answers such a question by leaving.
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
