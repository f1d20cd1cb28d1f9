//! The real program on a free port, spoken to over HTTP: each rule of the receiver is a test that
//! reads as a sentence.

mod support;

mod command_line;
mod crowd;
mod damage;
mod disk;
mod export;
mod idempotency;
mod injection;
mod journal;
mod json;
mod limits;
mod load;
mod native;
mod origins;
mod replacing;
mod running;
mod site;
mod storage;
