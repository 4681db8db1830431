//! The threads that answer requests.

use std::io;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Sender, channel};
use std::sync::{Arc, Mutex};

use lsp_server::RequestId;

use crate::linter::catch_panic;

use super::server::{Event, lock};
use super::transport::{JsonBytes, ResponseError};

type RequestFn = Box<dyn FnOnce() -> Result<JsonBytes, ResponseError> + Send>;

struct QueuedRequest {
    id: RequestId,
    cancelled: Arc<AtomicBool>,
    work: RequestFn,
}

/// Takes requests and sends their answers as events.
pub(super) struct ThreadPool {
    queue: Sender<QueuedRequest>,
}

impl ThreadPool {
    pub(super) fn new(threads: usize, events: &Sender<Event>) -> io::Result<Self> {
        let (jobs, waiting) = channel::<QueuedRequest>();
        let waiting = Arc::new(Mutex::new(waiting));
        for number in 0..threads {
            let (waiting, events) = (Arc::clone(&waiting), events.clone());
            std::thread::Builder::new().name(format!("answer-{number}")).spawn(move || {
                loop {
                    let next = lock(&waiting).recv();
                    let Ok(QueuedRequest { id, cancelled, work }) = next else { return };
                    if cancelled.load(Ordering::Relaxed) {
                        continue;
                    }
                    let result = catch_panic(work).unwrap_or_else(|| Err(ResponseError::internal_error()));
                    if events.send(Event::Response { id, result }).is_err() {
                        return;
                    }
                }
            })?;
        }
        Ok(Self { queue: jobs })
    }

    pub(super) fn spawn(
        &self,
        id: RequestId,
        cancelled: Arc<AtomicBool>,
        work: impl FnOnce() -> Result<JsonBytes, ResponseError> + Send + 'static,
    ) {
        // The threads end with the pool only.
        let _ = self.queue.send(QueuedRequest { id, cancelled, work: Box::new(work) });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::mpsc::Receiver;

    fn next_response(events: &Receiver<Event>) -> (String, Result<JsonBytes, ResponseError>) {
        match events.recv() {
            Ok(Event::Response { id, result }) => (id.to_string(), result),
            _ => panic!("no answer"),
        }
    }

    #[test]
    fn slow_and_panicking_requests_do_not_block_others() {
        let (sender, events) = channel();
        let pool = ThreadPool::new(2, &sender).unwrap();
        let (release, wait) = channel::<()>();
        let live = || Arc::new(AtomicBool::new(false));
        pool.spawn(1.into(), live(), move || {
            let _ = wait.recv();
            Ok(b"slow".to_vec())
        });
        for id in 2..5 {
            pool.spawn(id.into(), live(), || panic!("a mistake"));
            let (answered, result) = next_response(&events);
            assert_eq!((answered, result.is_err()), (id.to_string(), true));
        }
        let cancelled = Arc::new(AtomicBool::new(true));
        pool.spawn(5.into(), cancelled, || panic!("it was cancelled"));
        pool.spawn(6.into(), live(), || Ok(b"quick".to_vec()));
        assert_eq!(next_response(&events).1.unwrap(), b"quick");
        release.send(()).unwrap();
        assert_eq!(next_response(&events).1.unwrap(), b"slow");
    }
}
