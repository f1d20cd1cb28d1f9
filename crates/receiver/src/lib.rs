//! A small backend for consultation requests: one program, one SQLite file. It also serves the
//! built site with the headers a production server should send.
//!
//! [`app::router`] is the whole of it; [`site::router`] is the site alone, without a database;
//! [`server::serve`] serves either on a socket. The program's commands are in [`commands`].
//!
//! ```no_run
//! # async fn example() -> Result<(), Box<dyn std::error::Error>> {
//! let site = receiver::site::router("dist".as_ref())?;
//! let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await?;
//! println!("http://{}", listener.local_addr()?);
//! receiver::server::serve(listener, site, std::future::pending()).await;
//! # Ok(())
//! # }
//! ```

#![warn(missing_docs)]

pub mod app;
pub mod arguments;
pub mod commands;
pub mod current;
pub mod guides;
pub mod pages;
pub mod parse;
pub mod server;
pub mod settings;
pub mod site;
pub mod store;

mod access_log;
mod api;
mod client;
mod cors;
mod folder;
mod health;
mod rate;

pub use settings::{Origin, Settings};
