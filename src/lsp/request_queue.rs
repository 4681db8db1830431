//! Requests of the client that are not answered yet. Each is answered exactly once.

use std::collections::HashMap;
use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use gen_lsp_types::Uri;
use lsp_server::{ErrorCode, RequestId};
use serde_json::{Value, json};

use super::transport::{ClientWriter, JsonBytes, ResponseError};

/// The requests that are under way.
#[derive(Default)]
pub(super) struct RequestQueue {
    requests: HashMap<RequestId, PendingRequest>,
}

struct PendingRequest {
    cancelled: Arc<AtomicBool>,
    /// The document whose findings were asked for.
    diagnostics_uri: Option<Uri>,
}

impl RequestQueue {
    /// Notes a request; whoever works on it looks at what this gives, and stops when it is set.
    pub(super) fn register(&mut self, id: &RequestId, pulls: Option<Uri>) -> Arc<AtomicBool> {
        let cancelled = Arc::new(AtomicBool::new(false));
        self.requests
            .insert(id.clone(), PendingRequest { cancelled: Arc::clone(&cancelled), diagnostics_uri: pulls });
        cancelled
    }

    /// Sends an answer, unless the request was cancelled, which was its answer.
    pub(super) fn complete(
        &mut self,
        id: &RequestId,
        result: Result<JsonBytes, ResponseError>,
        writer: &mut ClientWriter<'_>,
    ) -> io::Result<()> {
        match (self.requests.remove(id), result) {
            (None, _) => Ok(()),
            (Some(_), Ok(result)) => writer.respond(id, &result),
            (Some(_), Err(refusal)) => writer.respond_err(id, &refusal),
        }
    }

    /// The client no longer wants an answer.
    pub(super) fn cancel(&mut self, id: &RequestId, writer: &mut ClientWriter<'_>) -> io::Result<()> {
        self.cancel_with_error(id, ErrorCode::RequestCanceled, None, writer)
    }

    /// Nobody will answer any more.
    pub(super) fn cancel_all(&mut self, writer: &mut ClientWriter<'_>) -> io::Result<()> {
        let ids: Vec<RequestId> = self.requests.keys().cloned().collect();
        ids.iter().try_for_each(|id| self.cancel(id, writer))
    }

    /// Findings of a version that is gone are not sent; the client is told to ask again.
    pub(super) fn cancel_diagnostic_requests(
        &mut self,
        uri: &Uri,
        writer: &mut ClientWriter<'_>,
    ) -> io::Result<()> {
        let stale = self.requests.iter().filter(|(_, request)| request.diagnostics_uri.as_ref() == Some(uri));
        let ids: Vec<RequestId> = stale.map(|(id, _)| id.clone()).collect();
        ids.iter().try_for_each(|id| {
            let again = json!({"retriggerRequest": true});
            self.cancel_with_error(id, ErrorCode::ServerCancelled, Some(again), writer)
        })
    }

    fn cancel_with_error(
        &mut self,
        id: &RequestId,
        code: ErrorCode,
        data: Option<Value>,
        writer: &mut ClientWriter<'_>,
    ) -> io::Result<()> {
        let Some(request) = self.requests.remove(id) else { return Ok(()) };
        request.cancelled.store(true, Ordering::Relaxed);
        let refusal = ResponseError::new(code, "the request was cancelled");
        writer.respond_err(id, &data.into_iter().fold(refusal, ResponseError::with_data))
    }
}
