//! Requests of the client that are not answered yet. Each is answered exactly once.

use std::collections::HashMap;
use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use gen_lsp_types::Uri;
use lsp_server::{ErrorCode, RequestId};
use serde_json::{Value, json};

use super::transport::{Json, Outlet, Refusal};

/// The requests that are under way.
#[derive(Default)]
pub(super) struct Pending {
    requests: HashMap<RequestId, Request>,
}

struct Request {
    cancelled: Arc<AtomicBool>,
    /// The document whose findings were asked for.
    pulls: Option<Uri>,
}

impl Pending {
    /// Notes a request; whoever works on it looks at what this gives, and stops when it is set.
    pub(super) fn begin(&mut self, id: &RequestId, pulls: Option<Uri>) -> Arc<AtomicBool> {
        let cancelled = Arc::new(AtomicBool::new(false));
        self.requests.insert(id.clone(), Request { cancelled: Arc::clone(&cancelled), pulls });
        cancelled
    }

    /// Sends an answer, unless the request was cancelled, which was its answer.
    pub(super) fn finish(
        &mut self,
        id: &RequestId,
        result: Result<Json, Refusal>,
        outlet: &mut Outlet<'_>,
    ) -> io::Result<()> {
        match (self.requests.remove(id), result) {
            (None, _) => Ok(()),
            (Some(_), Ok(result)) => outlet.answer(id, &result),
            (Some(_), Err(refusal)) => outlet.refuse(id, &refusal),
        }
    }

    /// The client no longer wants an answer.
    pub(super) fn cancel(&mut self, id: &RequestId, outlet: &mut Outlet<'_>) -> io::Result<()> {
        self.drop_request(id, ErrorCode::RequestCanceled, None, outlet)
    }

    /// Nobody will answer any more.
    pub(super) fn cancel_all(&mut self, outlet: &mut Outlet<'_>) -> io::Result<()> {
        let ids: Vec<RequestId> = self.requests.keys().cloned().collect();
        ids.iter().try_for_each(|id| self.cancel(id, outlet))
    }

    /// Findings of a version that is gone are not sent; the client is told to ask again.
    pub(super) fn cancel_pulls(&mut self, uri: &Uri, outlet: &mut Outlet<'_>) -> io::Result<()> {
        let stale = self.requests.iter().filter(|(_, request)| request.pulls.as_ref() == Some(uri));
        let ids: Vec<RequestId> = stale.map(|(id, _)| id.clone()).collect();
        ids.iter().try_for_each(|id| {
            let again = json!({"retriggerRequest": true});
            self.drop_request(id, ErrorCode::ServerCancelled, Some(again), outlet)
        })
    }

    fn drop_request(
        &mut self,
        id: &RequestId,
        code: ErrorCode,
        data: Option<Value>,
        outlet: &mut Outlet<'_>,
    ) -> io::Result<()> {
        let Some(request) = self.requests.remove(id) else { return Ok(()) };
        request.cancelled.store(true, Ordering::Relaxed);
        let refusal = Refusal::new(code, "the request was cancelled");
        outlet.refuse(id, &data.into_iter().fold(refusal, Refusal::with_data))
    }
}
