//! Requests that are not answered yet, in both directions. Each request is answered exactly once.

use std::collections::HashMap;
use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use gen_lsp_types::Uri;
use lsp_server::{ErrorCode, Outgoing, ReqQueue, RequestId, ResponseError};
use serde_json::{Value, json};

use crate::lsp::protocol::client::{ClientWriter, JsonBytes};
use crate::lsp::protocol::response_error::response_error;

/// The incoming requests are a map instead of `lsp_server::Incoming`, which cannot be iterated.
pub(crate) struct RequestQueue {
    incoming: HashMap<RequestId, PendingRequest>,
    outgoing: Outgoing<OutgoingRequest>,
}

struct PendingRequest {
    cancelled: Arc<AtomicBool>,
    /// The document whose diagnostics are requested.
    diagnostics_uri: Option<Uri>,
}

/// Purpose of a request to the client.
pub(crate) enum OutgoingRequest {
    Settings,
    RegisterWatchers,
    /// The response is not used.
    Other,
}

impl Default for RequestQueue {
    fn default() -> Self {
        let queue: ReqQueue<(), OutgoingRequest> = ReqQueue::default();
        Self { incoming: HashMap::new(), outgoing: queue.outgoing }
    }
}

impl RequestQueue {
    /// Registers a request of the client and returns the flag that is set when it is cancelled.
    pub(crate) fn register(&mut self, id: &RequestId, diagnostics_uri: Option<Uri>) -> Arc<AtomicBool> {
        let cancelled = Arc::new(AtomicBool::new(false));
        let request = PendingRequest { cancelled: Arc::clone(&cancelled), diagnostics_uri };
        self.incoming.insert(id.clone(), request);
        cancelled
    }

    /// Sends a response, unless the request was cancelled and therefore answered already.
    pub(crate) fn complete(
        &mut self,
        id: &RequestId,
        result: Result<JsonBytes, ResponseError>,
        writer: &mut ClientWriter<'_>,
    ) -> io::Result<()> {
        match (self.incoming.remove(id), result) {
            (None, _) => Ok(()),
            (Some(_), Ok(result)) => writer.respond(id, &result),
            (Some(_), Err(error)) => writer.respond_err(id, &error),
        }
    }

    /// Cancels a request on behalf of the client.
    pub(crate) fn cancel(&mut self, id: &RequestId, writer: &mut ClientWriter<'_>) -> io::Result<()> {
        self.cancel_with_error(id, ErrorCode::RequestCanceled, None, writer)
    }

    pub(crate) fn cancel_all(&mut self, writer: &mut ClientWriter<'_>) -> io::Result<()> {
        let ids: Vec<RequestId> = self.incoming.keys().cloned().collect();
        ids.iter().try_for_each(|id| self.cancel(id, writer))
    }

    /// Cancels requests for the diagnostics of an outdated version, and tells the client to send them
    /// again.
    pub(crate) fn cancel_diagnostic_requests(
        &mut self,
        uri: &Uri,
        writer: &mut ClientWriter<'_>,
    ) -> io::Result<()> {
        let outdated =
            self.incoming.iter().filter(|(_, request)| request.diagnostics_uri.as_ref() == Some(uri));
        let ids: Vec<RequestId> = outdated.map(|(id, _)| id.clone()).collect();
        ids.iter().try_for_each(|id| {
            let data = json!({"retriggerRequest": true});
            self.cancel_with_error(id, ErrorCode::ServerCancelled, Some(data), writer)
        })
    }

    fn cancel_with_error(
        &mut self,
        id: &RequestId,
        code: ErrorCode,
        data: Option<Value>,
        writer: &mut ClientWriter<'_>,
    ) -> io::Result<()> {
        let Some(request) = self.incoming.remove(id) else { return Ok(()) };
        request.cancelled.store(true, Ordering::Relaxed);
        let error = ResponseError { data, ..response_error(code, "request cancelled") };
        writer.respond_err(id, &error)
    }

    /// Sends a request to the client.
    pub(crate) fn send(
        &mut self,
        method: &str,
        params: &Value,
        purpose: OutgoingRequest,
        writer: &mut ClientWriter<'_>,
    ) -> io::Result<()> {
        writer.request(self.outgoing.register(method.to_owned(), params, purpose))
    }

    /// The purpose of the request that the client has answered; `None` if the id is unknown.
    pub(crate) fn complete_outgoing(&mut self, id: RequestId) -> Option<OutgoingRequest> {
        self.outgoing.complete(id)
    }
}
