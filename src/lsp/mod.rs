//! The language server: the same linter over open buffers.
//!
//! | module | what it is for |
//! |---|---|
//! | `server`, `transport` | the main loop; messages on a byte stream |
//! | `session`, `client`, `capabilities`, `settings` | one client: what it and the server can do, what the user sets |
//! | `pending`, `watch`, `trouble` | what is under way, watched and shown in a session |
//! | `documents` | open documents, and how their text follows the editor's |
//! | `plans` | what holds for each document: `joblint.toml`, inventory, baseline, read again when they change |
//! | `lint`, `beside`, `diagnostics` | the thread that checks documents; what they claim beside one another; findings in the protocol's words |
//! | `pool`, `requests` | the threads that answer requests; what can be asked |
//! | `actions`, `suppress`, `explain` | code actions, and what stands behind them |
//! | `convert`, `location` | results and positions in the protocol's words |
//! | `parsed` | one version of an open document: text, tree, what kind of document it is |
//! | `cursor` | what stands under a byte offset |
//! | `features` | hover, completion, symbols …: functions from a job to plain data, in byte offsets |
//!
//! Features know nothing of the protocol, and the protocol's words and positions appear in one place
//! only, where results are handed to the client.

mod actions;
mod client_capabilities;
mod client_settings;
mod config_diagnostics;
mod cross_file;
mod cursor;
mod diagnostics;
mod documents;
mod features;
mod file_watcher;
mod from_proto;
mod handlers;
mod lint;
mod parsed;
mod pool;
mod request_queue;
mod rule_docs;
mod server;
mod server_capabilities;
mod session;
mod settings_store;
mod suppress;
mod to_proto;
mod transport;

#[doc(hidden)]
pub use features::internals;
pub use server::serve;
