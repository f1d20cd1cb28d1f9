//! Limits that no visitor meets: they keep a program from filling a backend's disk.

/// The longest telephone number, in characters.
pub const PHONE_LIMIT: usize = 100;
/// The longest text that nobody types, such as `page`, in characters.
pub const TEXT_LIMIT: usize = 2000;
/// The most topics.
pub const TOPICS_LIMIT: usize = 50;
/// The longest topic, in characters.
pub const TOPIC_LIMIT: usize = 100;
