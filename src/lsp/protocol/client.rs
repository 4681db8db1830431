//! Writes messages to the client.
//!
//! Results and parameters are passed as JSON text, because diagnostics are serialised by the thread
//! that lints and may be sent several times.

use std::io;

use gen_lsp_types::Uri;
use lsp_server::{Message, Request, RequestId, ResponseError};
use serde::Serialize;
use serde_json::json;

/// Serialised JSON.
pub(crate) type JsonBytes = Vec<u8>;

pub(crate) fn to_json(value: &impl Serialize) -> JsonBytes {
    serde_json::to_vec(value).unwrap_or_else(|_| b"null".to_vec())
}

/// Severity of a message in `window/showMessage`.
#[derive(Debug, Clone, Copy)]
pub(crate) enum MessageType {
    Error = 1,
    Warning = 2,
}

pub(crate) struct ClientWriter<'o> {
    output: &'o mut dyn io::Write,
    buffer: Vec<u8>,
}

impl<'o> ClientWriter<'o> {
    pub(crate) fn new(output: &'o mut dyn io::Write) -> Self {
        Self { output, buffer: Vec::new() }
    }

    pub(crate) fn notify(&mut self, method: &str, params: &[u8]) -> io::Result<()> {
        self.write_message(&[b"\"method\":", &to_json(&method), b",\"params\":", params])
    }

    pub(crate) fn request(&mut self, request: Request) -> io::Result<()> {
        Message::Request(request).write(&mut self.output)
    }

    pub(crate) fn respond(&mut self, id: &RequestId, result: &[u8]) -> io::Result<()> {
        self.write_message(&[b"\"id\":", &to_json(id), b",\"result\":", result])
    }

    /// `id` is null if the id of the request could not be read.
    pub(crate) fn respond_err(&mut self, id: &impl Serialize, error: &ResponseError) -> io::Result<()> {
        self.write_message(&[b"\"id\":", &to_json(id), b",\"error\":", &to_json(error)])
    }

    /// Shows a message to the user.
    pub(crate) fn show_message(&mut self, kind: MessageType, message: &str) -> io::Result<()> {
        let params = json!({"type": kind as i32, "message": format!("joblint: {message}")});
        self.notify("window/showMessage", &to_json(&params))
    }

    /// Replaces the diagnostics that the client shows for a document or file.
    pub(crate) fn publish_diagnostics(
        &mut self,
        uri: &Uri,
        version: Option<i32>,
        items: &[u8],
    ) -> io::Result<()> {
        let mut params = b"{\"uri\":".to_vec();
        params.extend(to_json(uri));
        if let Some(version) = version {
            params.extend(format!(",\"version\":{version}").as_bytes());
        }
        params.extend(b",\"diagnostics\":");
        params.extend(items);
        params.push(b'}');
        self.notify("textDocument/publishDiagnostics", &params)
    }

    fn write_message(&mut self, parts: &[&[u8]]) -> io::Result<()> {
        const START: &[u8] = b"{\"jsonrpc\":\"2.0\",";
        let length = START.len() + parts.iter().map(|part| part.len()).sum::<usize>() + 1;
        self.buffer.clear();
        self.buffer.extend_from_slice(format!("Content-Length: {length}\r\n\r\n").as_bytes());
        self.buffer.extend_from_slice(START);
        parts.iter().for_each(|part| self.buffer.extend_from_slice(part));
        self.buffer.push(b'}');
        self.output.write_all(&self.buffer)?;
        self.output.flush()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lsp::protocol::response_error::response_error;
    use lsp_server::ErrorCode;
    use serde_json::Value;

    #[test]
    fn frames_messages() {
        let mut output = Vec::new();
        let mut writer = ClientWriter::new(&mut output);
        writer.request(Request::new(1.into(), "ask".to_owned(), Value::Null)).unwrap();
        writer.request(Request::new(2.into(), "ask".to_owned(), json!({}))).unwrap();
        writer.respond(&RequestId::from(1), b"[]").unwrap();
        writer.respond_err(&Value::Null, &response_error(ErrorCode::ParseError, "no")).unwrap();
        let text = String::from_utf8(output).unwrap();
        assert_eq!(
            text,
            "Content-Length: 39\r\n\r\n{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ask\"}\
             Content-Length: 51\r\n\r\n{\"jsonrpc\":\"2.0\",\"id\":2,\"method\":\"ask\",\"params\":{}}\
             Content-Length: 36\r\n\r\n{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":[]}\
             Content-Length: 66\r\n\r\n{\"jsonrpc\":\"2.0\",\"id\":null,\"error\":{\"code\":-32700,\"message\":\"no\"}}"
        );
    }
}
