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

use super::client_capabilities::ClientCapabilities;
use super::documents::Snapshot;
use super::lint::DocumentDiagnostics;
use super::server_capabilities::initialize_result;
use super::session::Session;
use super::settings_store::ConfigErrors;
use super::transport::{ClientWriter, Incoming, JsonBytes, ResponseError, read_message, to_json};

/// What the main loop hears of.
pub(super) enum Event {
    /// The client says something.
    Client(Incoming),
    /// The client has gone.
    Disconnected,
    /// A document was checked.
    Checked { snapshot: Arc<Snapshot>, diagnostics: Arc<DocumentDiagnostics> },
    /// Documents other than the one that was asked for were checked, too, with another result.
    OtherDocumentsChanged,
    /// Other settings hold, and every document that had been checked was checked again.
    SettingsReloaded,
    /// The files that something was read of, or would have been.
    ConfigFiles(std::collections::BTreeSet<std::path::PathBuf>),
    /// The files that cannot be used.
    ConfigErrors(ConfigErrors),
    /// The answer to a request.
    Response { id: RequestId, result: Result<JsonBytes, ResponseError> },
    /// The page of a rule is to be shown.
    ShowDocument(gen_lsp_types::Uri),
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
        while let Ok(Some(incoming)) = read_message(&mut input) {
            if reader.send(Event::Client(incoming)).is_err() {
                return;
            }
        }
        let _ = reader.send(Event::Disconnected);
    })?;
    Server { client_writer: ClientWriter::new(output), events: sender, phase: Phase::Uninitialized }
        .run(&events)
}

/// Waits for a lock, whatever became of the one that held it.
pub(super) fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

enum Phase {
    /// For `initialize`.
    Uninitialized,
    Running(Box<Session>),
    /// For `exit`.
    ShutDown,
}

struct Server<'o> {
    client_writer: ClientWriter<'o>,
    events: Sender<Event>,
    phase: Phase,
}

impl Server<'_> {
    fn run(mut self, events: &Receiver<Event>) -> io::Result<bool> {
        while let Ok(first) = events.recv() {
            let mut waiting = vec![first];
            waiting.extend(events.try_iter());
            let (said, results): (Vec<Event>, Vec<Event>) = waiting
                .into_iter()
                .partition(|event| matches!(event, Event::Client(_) | Event::Disconnected));
            for event in said {
                let left = match event {
                    Event::Client(Incoming::Message(Message::Notification(note)))
                        if note.method == "exit" =>
                    {
                        true
                    }
                    Event::Disconnected => true,
                    Event::Client(incoming) => {
                        self.on_message(incoming)?;
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
                    session.on_event(event, &mut self.client_writer)?;
                }
            }
        }
        Ok(false)
    }

    fn on_message(&mut self, incoming: Incoming) -> io::Result<()> {
        match incoming {
            Incoming::Malformed { error_reply: Some((id, code)), reason } => {
                self.client_writer.respond_err(&id, &ResponseError::new(code, reason))
            }
            Incoming::Malformed { error_reply: None, .. } => Ok(()),
            Incoming::Message(Message::Request(request)) => self.on_request(request),
            Incoming::Message(Message::Notification(note)) => self.on_notification(note),
            Incoming::Message(Message::Response(response)) => match &mut self.phase {
                Phase::Running(session) => session.on_response(response, &mut self.client_writer),
                _ => Ok(()),
            },
        }
    }

    fn on_request(&mut self, request: Request) -> io::Result<()> {
        match (&mut self.phase, request.method.as_str()) {
            (Phase::Uninitialized, "initialize") => self.initialize(&request.id, &request.params),
            (Phase::Uninitialized, _) => {
                let refusal = ResponseError::new(ErrorCode::ServerNotInitialized, "`initialize` comes first");
                self.client_writer.respond_err(&request.id, &refusal)
            }
            (Phase::Running(session), "shutdown") => {
                session.cancel_pending(&mut self.client_writer)?;
                self.phase = Phase::ShutDown;
                self.client_writer.respond(&request.id, b"null")
            }
            (Phase::Running(_), "initialize") | (Phase::ShutDown, _) => {
                let reason = match self.phase {
                    Phase::ShutDown => "the server was shut down",
                    _ => "the server is initialized already",
                };
                self.client_writer
                    .respond_err(&request.id, &ResponseError::new(ErrorCode::InvalidRequest, reason))
            }
            (Phase::Running(session), _) => session.on_request(request, &mut self.client_writer),
        }
    }

    fn on_notification(&mut self, note: Notification) -> io::Result<()> {
        match &mut self.phase {
            Phase::Running(session) => session.on_notification(note, &mut self.client_writer),
            Phase::Uninitialized | Phase::ShutDown => Ok(()),
        }
    }

    fn initialize(&mut self, id: &RequestId, params: &Value) -> io::Result<()> {
        let client = ClientCapabilities::new(params);
        self.client_writer.respond(id, &to_json(&initialize_result(&client)))?;
        let session = Session::new(client, params, self.events.clone(), &mut self.client_writer)?;
        self.phase = Phase::Running(Box::new(session));
        Ok(())
    }
}
