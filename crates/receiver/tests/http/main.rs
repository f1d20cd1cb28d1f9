//! Runs the real program on a free port and talks HTTP to it. Each rule of the receiver is a test that
//! reads as a sentence.

mod support;

mod access_log;
mod command_line;
mod connections;
mod cors;
mod damaged_database;
mod disk;
mod export;
mod idempotency;
mod injection;
mod json;
mod limits;
mod load;
mod locked;
mod native;
mod replaces;
mod restart;
mod site;
mod slow_clients;
mod staff;
mod storage;
mod vanished;
