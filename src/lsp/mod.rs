//! Language server: lints open documents with the same linter as the command line.
//!
//! | module | responsibility |
//! |---|---|
//! | `server` | main loop: reads messages and events, and passes them to `handlers` |
//! | `handlers` | one file per request and notification; method tables |
//! | `analysis` | lints documents on a thread of its own, and compares them with other files |
//! | `session` | state of a client: documents, settings, pending requests, watched files |
//! | `event` | events that the main loop receives |
//! | `protocol` | messages, capabilities, URIs and positions; conversion of results to LSP types |
//! | `features` | hover, completion, symbols and so on, as functions of a parsed document |
//! | `parsed`, `cursor` | parsed version of a document; the value at a byte offset |
//!
//! `features` and `analysis` do not depend on `protocol`, and no module depends on `server`. Positions
//! are byte offsets everywhere except in `protocol`.

mod analysis;
mod cursor;
mod event;
mod features;
mod handlers;
mod protocol;
mod server;
mod session;
mod sync;

#[doc(hidden)]
pub use features::internals;
pub use server::serve;
