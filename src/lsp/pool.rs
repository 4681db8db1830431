//! The threads that answer requests.

use std::io;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Sender, channel};
use std::sync::{Arc, Mutex};

use lsp_server::RequestId;

use crate::linter::catch;

use super::server::{Event, lock};
use super::transport::{Json, Refusal};

type Work = Box<dyn FnOnce() -> Result<Json, Refusal> + Send>;

struct Job {
    id: RequestId,
    cancelled: Arc<AtomicBool>,
    work: Work,
}

/// Takes requests and sends their answers as events.
pub(super) struct Pool {
    jobs: Sender<Job>,
}

impl Pool {
    pub(super) fn new(threads: usize, events: &Sender<Event>) -> io::Result<Self> {
        let (jobs, waiting) = channel::<Job>();
        let waiting = Arc::new(Mutex::new(waiting));
        for number in 0..threads {
            let (waiting, events) = (Arc::clone(&waiting), events.clone());
            std::thread::Builder::new().name(format!("answer-{number}")).spawn(move || {
                loop {
                    let next = lock(&waiting).recv();
                    let Ok(Job { id, cancelled, work }) = next else { return };
                    if cancelled.load(Ordering::Relaxed) {
                        continue;
                    }
                    let result = catch(work).unwrap_or_else(|| Err(Refusal::own_mistake()));
                    if events.send(Event::Answer { id, result }).is_err() {
                        return;
                    }
                }
            })?;
        }
        Ok(Self { jobs })
    }

    pub(super) fn give(
        &self,
        id: RequestId,
        cancelled: Arc<AtomicBool>,
        work: impl FnOnce() -> Result<Json, Refusal> + Send + 'static,
    ) {
        // The threads end with the pool only.
        let _ = self.jobs.send(Job { id, cancelled, work: Box::new(work) });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::mpsc::Receiver;

    fn answer(events: &Receiver<Event>) -> (String, Result<Json, Refusal>) {
        match events.recv() {
            Ok(Event::Answer { id, result }) => (id.to_string(), result),
            _ => panic!("no answer"),
        }
    }

    #[test]
    fn a_slow_request_holds_up_no_other_and_a_failing_one_kills_no_thread() {
        let (sender, events) = channel();
        let pool = Pool::new(2, &sender).unwrap();
        let (release, wait) = channel::<()>();
        let live = || Arc::new(AtomicBool::new(false));
        pool.give(1.into(), live(), move || {
            let _ = wait.recv();
            Ok(b"slow".to_vec())
        });
        for id in 2..5 {
            pool.give(id.into(), live(), || panic!("a mistake"));
            let (answered, result) = answer(&events);
            assert_eq!((answered, result.is_err()), (id.to_string(), true));
        }
        let cancelled = Arc::new(AtomicBool::new(true));
        pool.give(5.into(), cancelled, || panic!("it was cancelled"));
        pool.give(6.into(), live(), || Ok(b"quick".to_vec()));
        assert_eq!(answer(&events).1.unwrap(), b"quick");
        release.send(()).unwrap();
        assert_eq!(answer(&events).1.unwrap(), b"slow");
    }
}
