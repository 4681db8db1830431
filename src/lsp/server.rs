//! The main loop: from `initialize` to `exit`.
//!
//! It alone reads what the client says and writes what the client reads. It never works: documents
//! are checked by one thread, requests answered by others, and their results come back as events.
//! What the client has said is always taken in before any result is sent, so that none is stale.

use std::io::{self, BufReader, Read, Write};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use lsp_server::{ErrorCode, Message, Notification, Request, RequestId};
use serde_json::Value;

use super::capabilities::initialize_result;
use super::client::Client;
use super::documents::Snapshot;
use super::lint::Findings;
use super::plans::Trouble;
use super::session::Session;
use super::transport::{Incoming, Json, Outlet, Refusal, json, read};

/// What the main loop hears of.
pub(super) enum Event {
    /// The client says something.
    Client(Incoming),
    /// The client has gone.
    Ended,
    /// A document was checked.
    Checked { snapshot: Arc<Snapshot>, findings: Arc<Findings> },
    /// Documents other than the one that was asked for were checked, too, with another result.
    OthersChanged,
    /// Other settings hold, and every document that had been checked was checked again.
    Reloaded,
    /// The files that something was read of, or would have been.
    Files(std::collections::BTreeSet<std::path::PathBuf>),
    /// The files that cannot be used.
    Trouble(Trouble),
    /// The answer to a request.
    Answer { id: RequestId, result: Result<Json, Refusal> },
    /// The page of a rule is to be shown.
    Show(gen_lsp_types::Uri),
}

/// Serves one client until it leaves; `true` if it took its leave as the protocol wants it.
///
/// # Errors
/// Nothing more can be written.
pub fn serve(input: impl Read + Send + 'static, output: &mut dyn Write) -> io::Result<bool> {
    let (sender, events) = channel();
    let reader = sender.clone();
    std::thread::Builder::new().name("reader".to_owned()).spawn(move || {
        let mut input = BufReader::with_capacity(64 * 1024, input);
        while let Ok(Some(incoming)) = read(&mut input) {
            if reader.send(Event::Client(incoming)).is_err() {
                return;
            }
        }
        let _ = reader.send(Event::Ended);
    })?;
    Server { outlet: Outlet::new(output), sender, phase: Phase::Waiting }.run(&events)
}

/// Waits for a lock, whatever became of the one that held it.
pub(super) fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

enum Phase {
    /// For `initialize`.
    Waiting,
    Running(Box<Session>),
    /// For `exit`.
    ShutDown,
}

struct Server<'o> {
    outlet: Outlet<'o>,
    sender: Sender<Event>,
    phase: Phase,
}

impl Server<'_> {
    fn run(mut self, events: &Receiver<Event>) -> io::Result<bool> {
        while let Ok(first) = events.recv() {
            let mut waiting = vec![first];
            waiting.extend(events.try_iter());
            let (said, results): (Vec<Event>, Vec<Event>) =
                waiting.into_iter().partition(|event| matches!(event, Event::Client(_) | Event::Ended));
            for event in said {
                let left = match event {
                    Event::Client(Incoming::Message(Message::Notification(note)))
                        if note.method == "exit" =>
                    {
                        true
                    }
                    Event::Ended => true,
                    Event::Client(incoming) => {
                        self.hear(incoming)?;
                        false
                    }
                    _ => false,
                };
                if left {
                    return Ok(matches!(self.phase, Phase::ShutDown));
                }
            }
            if let Phase::Running(session) = &mut self.phase {
                for event in results {
                    session.event(event, &mut self.outlet)?;
                }
            }
        }
        Ok(false)
    }

    fn hear(&mut self, incoming: Incoming) -> io::Result<()> {
        match incoming {
            Incoming::Malformed { answer: Some((id, code)), reason } => {
                self.outlet.refuse(&id, &Refusal::new(code, reason))
            }
            Incoming::Malformed { answer: None, .. } => Ok(()),
            Incoming::Message(Message::Request(request)) => self.request(request),
            Incoming::Message(Message::Notification(note)) => self.notification(note),
            Incoming::Message(Message::Response(response)) => match &mut self.phase {
                Phase::Running(session) => session.response(response, &mut self.outlet),
                _ => Ok(()),
            },
        }
    }

    fn request(&mut self, request: Request) -> io::Result<()> {
        match (&mut self.phase, request.method.as_str()) {
            (Phase::Waiting, "initialize") => self.initialize(&request.id, &request.params),
            (Phase::Waiting, _) => {
                let refusal = Refusal::new(ErrorCode::ServerNotInitialized, "`initialize` comes first");
                self.outlet.refuse(&request.id, &refusal)
            }
            (Phase::Running(session), "shutdown") => {
                session.refuse_pending(&mut self.outlet)?;
                self.phase = Phase::ShutDown;
                self.outlet.answer(&request.id, b"null")
            }
            (Phase::Running(_), "initialize") | (Phase::ShutDown, _) => {
                let reason = match self.phase {
                    Phase::ShutDown => "the server was shut down",
                    _ => "the server is initialized already",
                };
                self.outlet.refuse(&request.id, &Refusal::new(ErrorCode::InvalidRequest, reason))
            }
            (Phase::Running(session), _) => session.request(request, &mut self.outlet),
        }
    }

    fn notification(&mut self, note: Notification) -> io::Result<()> {
        match &mut self.phase {
            Phase::Running(session) => session.notification(note, &mut self.outlet),
            Phase::Waiting | Phase::ShutDown => Ok(()),
        }
    }

    fn initialize(&mut self, id: &RequestId, params: &Value) -> io::Result<()> {
        let client = Client::new(params);
        self.outlet.answer(id, &json(&initialize_result(&client)))?;
        let session = Session::new(client, params, self.sender.clone(), &mut self.outlet)?;
        self.phase = Phase::Running(Box::new(session));
        Ok(())
    }
}
