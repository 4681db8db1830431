//! Main loop: from `initialize` to `exit`.
//!
//! Only this thread writes messages to the client. It does no long work: one thread lints documents,
//! others answer requests, and their results arrive as events. All waiting messages of the client are
//! processed before any result, so that outdated results are not sent.

use std::io::{self, BufReader, Read, Write};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, channel};

use lsp_server::{ErrorCode, Message, Notification, Request, RequestId};
use serde_json::Value;

use super::analysis::worker::LintWorker;
use super::event::Event;
use super::handlers::event::handle_event;
use super::handlers::handle_request;
use super::handlers::notifications::handle_notification;
use super::handlers::response::handle_response;
use super::protocol::client::{ClientWriter, to_json};
use super::protocol::client_capabilities::ClientCapabilities;
use super::protocol::response_error::response_error;
use super::protocol::server_capabilities::initialize_result;
use super::protocol::transport::{Incoming, read_message};
use super::session::Session;

/// Serves one client until it exits or disconnects. Returns whether it sent `shutdown` before `exit`.
///
/// # Errors
/// Fails if a message cannot be written.
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
    Server { writer: ClientWriter::new(output), events: sender, phase: Phase::Uninitialized }.run(&events)
}

enum Phase {
    Uninitialized,
    Running(Box<Session>),
    /// `shutdown` was answered; only `exit` is expected.
    ShutDown,
}

struct Server<'o> {
    writer: ClientWriter<'o>,
    events: Sender<Event>,
    phase: Phase,
}

impl Server<'_> {
    fn run(mut self, events: &Receiver<Event>) -> io::Result<bool> {
        while let Ok(first) = events.recv() {
            let mut waiting = vec![first];
            waiting.extend(events.try_iter());
            let (from_client, results): (Vec<Event>, Vec<Event>) = waiting
                .into_iter()
                .partition(|event| matches!(event, Event::Client(_) | Event::Disconnected));
            for event in from_client {
                match event {
                    Event::Client(incoming) if !is_exit(&incoming) => self.on_message(incoming)?,
                    _ => return Ok(matches!(self.phase, Phase::ShutDown)),
                }
            }
            if let Phase::Running(session) = &mut self.phase {
                for event in results {
                    handle_event(session, event, &mut self.writer)?;
                }
            }
        }
        Ok(false)
    }

    fn on_message(&mut self, incoming: Incoming) -> io::Result<()> {
        match incoming {
            Incoming::Malformed { error_reply: Some((id, code)), reason } => {
                self.writer.respond_err(&id, &response_error(code, reason))
            }
            Incoming::Malformed { error_reply: None, .. } => Ok(()),
            Incoming::Message(Message::Request(request)) => self.on_request(request),
            Incoming::Message(Message::Notification(notification)) => self.on_notification(notification),
            Incoming::Message(Message::Response(response)) => match &mut self.phase {
                Phase::Running(session) => handle_response(session, response, &mut self.writer),
                Phase::Uninitialized | Phase::ShutDown => Ok(()),
            },
        }
    }

    fn on_request(&mut self, request: Request) -> io::Result<()> {
        match (&mut self.phase, request.method.as_str()) {
            (Phase::Uninitialized, "initialize") => self.initialize(&request.id, &request.params),
            (Phase::Uninitialized, _) => {
                let message = "server not initialized: expected `initialize`";
                self.reject(&request.id, ErrorCode::ServerNotInitialized, message)
            }
            (Phase::Running(session), "shutdown") => {
                session.request_queue.cancel_all(&mut self.writer)?;
                self.phase = Phase::ShutDown;
                self.writer.respond(&request.id, b"null")
            }
            (Phase::Running(_), "initialize") => {
                self.reject(&request.id, ErrorCode::InvalidRequest, "the server is already initialized")
            }
            (Phase::Running(session), _) => handle_request(session, request, &mut self.writer),
            (Phase::ShutDown, _) => {
                self.reject(&request.id, ErrorCode::InvalidRequest, "the server has been shut down")
            }
        }
    }

    fn reject(&mut self, id: &RequestId, code: ErrorCode, message: &str) -> io::Result<()> {
        self.writer.respond_err(id, &response_error(code, message))
    }

    fn on_notification(&mut self, notification: Notification) -> io::Result<()> {
        match &mut self.phase {
            Phase::Running(session) => handle_notification(session, notification, &mut self.writer),
            Phase::Uninitialized | Phase::ShutDown => Ok(()),
        }
    }

    fn initialize(&mut self, id: &RequestId, params: &Value) -> io::Result<()> {
        let capabilities = ClientCapabilities::new(params);
        self.writer.respond(id, &to_json(&initialize_result(&capabilities)))?;
        let (lint_tasks, tasks) = channel();
        let session = Session::new(capabilities, params, self.events.clone(), lint_tasks, &mut self.writer)?;
        let renderer = session.diagnostics_renderer.clone();
        let settings_store = Arc::clone(&session.settings_store);
        LintWorker::new(renderer, settings_store, self.events.clone()).spawn(tasks)?;
        self.phase = Phase::Running(Box::new(session));
        Ok(())
    }
}

fn is_exit(incoming: &Incoming) -> bool {
    matches!(incoming, Incoming::Message(Message::Notification(notification)) if notification.method == "exit")
}
