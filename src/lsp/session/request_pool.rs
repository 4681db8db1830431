//! Threads that run request handlers.

use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::Sender;

use lsp_server::{RequestId, ResponseError};
use rayon::{ThreadPool, ThreadPoolBuilder};

use crate::linter::catch_panic;
use crate::lsp::event::Event;
use crate::lsp::protocol::client::JsonBytes;
use crate::lsp::protocol::response_error::internal_error;

/// With several threads, a slow request does not block the others.
const THREADS: usize = 2;

/// Runs requests and sends their responses as events.
pub(crate) struct RequestPool {
    threads: ThreadPool,
    events: Sender<Event>,
}

impl RequestPool {
    pub(crate) fn new(events: Sender<Event>) -> io::Result<Self> {
        let threads = ThreadPoolBuilder::new()
            .num_threads(THREADS)
            .thread_name(|index| format!("request-{index}"))
            .build()
            .map_err(io::Error::other)?;
        Ok(Self { threads, events })
    }

    /// Runs a request unless it is cancelled before it starts.
    pub(crate) fn spawn(
        &self,
        id: RequestId,
        cancelled: Arc<AtomicBool>,
        run: impl FnOnce() -> Result<JsonBytes, ResponseError> + Send + 'static,
    ) {
        let events = self.events.clone();
        self.threads.spawn(move || {
            if cancelled.load(Ordering::Relaxed) {
                return;
            }
            let result = catch_panic(run).unwrap_or_else(|| Err(internal_error()));
            let _ = events.send(Event::Response { id, result });
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::mpsc::{Receiver, channel};

    fn next_response(events: &Receiver<Event>) -> (String, Result<JsonBytes, ResponseError>) {
        match events.recv() {
            Ok(Event::Response { id, result }) => (id.to_string(), result),
            _ => panic!("no response"),
        }
    }

    #[test]
    fn slow_and_panicking_requests_do_not_block_others() {
        let (sender, events) = channel();
        let pool = RequestPool::new(sender).unwrap();
        let (release, wait) = channel::<()>();
        let not_cancelled = || Arc::new(AtomicBool::new(false));
        pool.spawn(1.into(), not_cancelled(), move || {
            let _ = wait.recv();
            Ok(b"slow".to_vec())
        });
        for id in 2..5 {
            pool.spawn(id.into(), not_cancelled(), || panic!("bug"));
            let (answered, result) = next_response(&events);
            assert_eq!((answered, result.is_err()), (id.to_string(), true));
        }
        let cancelled = Arc::new(AtomicBool::new(true));
        pool.spawn(5.into(), cancelled, || panic!("cancelled requests do not run"));
        pool.spawn(6.into(), not_cancelled(), || Ok(b"quick".to_vec()));
        assert_eq!(next_response(&events).1.unwrap(), b"quick");
        release.send(()).unwrap();
        assert_eq!(next_response(&events).1.unwrap(), b"slow");
    }
}
