//! Messages on a byte stream: the base protocol of the Language Server Protocol.
//!
//! The reader never gives up on what it does not understand: a message that cannot be read is handed
//! on as such, and the next one is looked for.

use std::io::{self, BufRead, Read};

use gen_lsp_types::Uri;
use lsp_server::{ErrorCode, Message, Notification, Request, RequestId, Response};
use serde::Serialize;
use serde_json::Value;

/// Longest line of a header.
const MAX_HEADER_LEN: u64 = 8 * 1024;

/// Largest message. Files of more than a gigabyte cannot be checked, and their text may be escaped.
const MAX_MESSAGE_LEN: u64 = 2 << 30;

/// What was read.
#[derive(Debug)]
pub(super) enum Incoming {
    /// A message.
    Message(Message),
    /// Something else.
    Malformed {
        /// The answer that it should get, if any: the id and why.
        error_reply: Option<(Value, ErrorCode)>,
        /// What is wrong with it.
        reason: String,
    },
}

impl Incoming {
    fn parse_error(reason: impl Into<String>) -> Self {
        Self::Malformed { error_reply: Some((Value::Null, ErrorCode::ParseError)), reason: reason.into() }
    }
}

/// Reads the next message; `None` at the end of the stream.
pub(super) fn read_message(input: &mut impl BufRead) -> io::Result<Option<Incoming>> {
    let mut length = None;
    let mut line = Vec::new();
    loop {
        line.clear();
        if input.by_ref().take(MAX_HEADER_LEN).read_until(b'\n', &mut line)? == 0 {
            return Ok(None);
        }
        let header = line.trim_ascii();
        if header.is_empty() {
            break;
        }
        let header = String::from_utf8_lossy(header);
        if let Some((name, value)) = header.split_once(':')
            && name.trim().eq_ignore_ascii_case("content-length")
        {
            length = value.trim().parse::<u64>().ok();
        }
    }
    let Some(length) = length else {
        return Ok(Some(Incoming::parse_error("a message needs the header `Content-Length: N`")));
    };
    if length > MAX_MESSAGE_LEN {
        io::copy(&mut input.by_ref().take(length), &mut io::sink())?;
        return Ok(Some(Incoming::parse_error("the message is too large")));
    }
    let mut body = Vec::new();
    let read = input.by_ref().take(length).read_to_end(&mut body)?;
    if u64::try_from(read).unwrap_or(u64::MAX) < length {
        return Ok(None);
    }
    Ok(Some(parse_message(&body)))
}

fn parse_message(body: &[u8]) -> Incoming {
    let mut members = match serde_json::from_slice(body) {
        Ok(Value::Object(members)) => members,
        Ok(_) => return invalid_request(Some(Value::Null)),
        Err(error) => return Incoming::parse_error(format!("the message is not JSON: {error}")),
    };
    let id = members.remove("id").filter(|id| !id.is_null());
    let known = id.clone().and_then(|id| serde_json::from_value::<RequestId>(id).ok());
    let params = members.remove("params").unwrap_or_default();
    let message = match (members.remove("method"), id, known) {
        (Some(Value::String(method)), _, Some(id)) => Request { id, method, params }.into(),
        (Some(Value::String(method)), None, _) => Notification { method, params }.into(),
        (None, _, Some(id)) if members.contains_key("result") => {
            let response_result = Ok(members.remove("result").unwrap_or_default());
            Response { id, response_result }.into()
        }
        (None, _, Some(id)) if members.contains_key("error") => {
            let error = members.remove("error").unwrap_or_default();
            match serde_json::from_value(error) {
                Ok(error) => Response { id, response_result: Err(error) }.into(),
                Err(_) => return invalid_request(None),
            }
        }
        // Neither a notification nor an answer is answered.
        (Some(_), None, _) => return invalid_request(None),
        (None, None, _) if members.contains_key("result") || members.contains_key("error") => {
            return invalid_request(None);
        }
        (_, id, _) => {
            let id = id.filter(|id| id.is_string() || id.is_number());
            return invalid_request(Some(id.unwrap_or_default()));
        }
    };
    Incoming::Message(message)
}

fn invalid_request(answer: Option<Value>) -> Incoming {
    Incoming::Malformed {
        error_reply: answer.map(|id| (id, ErrorCode::InvalidRequest)),
        reason: "this is neither a request nor a notification nor a response".to_owned(),
    }
}

/// JSON text, as it is sent.
pub(super) type JsonBytes = Vec<u8>;

/// A value as JSON text.
pub(super) fn to_json(value: &impl Serialize) -> JsonBytes {
    serde_json::to_vec(value).unwrap_or_else(|_| b"null".to_vec())
}

/// Where messages go to.
pub(super) struct ClientWriter<'o> {
    output: &'o mut dyn io::Write,
    buffer: Vec<u8>,
}

impl<'o> ClientWriter<'o> {
    pub(super) fn new(output: &'o mut dyn io::Write) -> Self {
        Self { output, buffer: Vec::new() }
    }

    pub(super) fn notify(&mut self, method: &str, params: &[u8]) -> io::Result<()> {
        self.write_message(&[b"\"method\":", &to_json(&method), b",\"params\":", params])
    }

    pub(super) fn request(&mut self, id: i32, method: &str, params: &[u8]) -> io::Result<()> {
        let (id, method) = (to_json(&id), to_json(&method));
        let start: [&[u8]; 4] = [b"\"id\":", &id, b",\"method\":", &method];
        // Parameters are an object or a list, or left out.
        let end: &[&[u8]] = if params == b"null" { &[] } else { &[b",\"params\":", params] };
        self.write_message(&[&start, end].concat())
    }

    pub(super) fn respond(&mut self, id: &RequestId, result: &[u8]) -> io::Result<()> {
        self.write_message(&[b"\"id\":", &to_json(id), b",\"result\":", result])
    }

    /// `id` is anything that serialises as one, or null where it could not be read.
    pub(super) fn respond_err(&mut self, id: &impl Serialize, refusal: &ResponseError) -> io::Result<()> {
        self.write_message(&[b"\"id\":", &to_json(id), b",\"error\":", &to_json(refusal)])
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

/// Sends the findings of a document or a file.
pub(super) fn publish_diagnostics(
    uri: &Uri,
    version: Option<i32>,
    items: &[u8],
    writer: &mut ClientWriter<'_>,
) -> io::Result<()> {
    let mut params = b"{\"uri\":".to_vec();
    params.extend(to_json(uri));
    if let Some(version) = version {
        params.extend(format!(",\"version\":{version}").as_bytes());
    }
    params.extend(b",\"diagnostics\":");
    params.extend(items);
    params.push(b'}');
    writer.notify("textDocument/publishDiagnostics", &params)
}

/// Why a request is not answered.
#[derive(Debug, Clone, Serialize)]
pub(super) struct ResponseError {
    code: i32,
    message: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    data: Option<Value>,
}

impl ResponseError {
    pub(super) fn new(code: ErrorCode, message: impl Into<String>) -> Self {
        Self { code: code as i32, message: message.into(), data: None }
    }

    /// Something that must not happen has happened.
    pub(super) fn internal_error() -> Self {
        let message = "joblint failed on this request; this is a mistake in joblint: please report it";
        Self::new(ErrorCode::InternalError, message)
    }

    pub(super) fn with_data(self, data: Value) -> Self {
        Self { data: Some(data), ..self }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read_all(stream: &[u8]) -> Vec<String> {
        let mut input = stream;
        let mut found = Vec::new();
        while let Some(incoming) = read_message(&mut input).unwrap() {
            found.push(match incoming {
                Incoming::Message(Message::Request(request)) => format!("request {}", request.method),
                Incoming::Message(Message::Notification(note)) => format!("note {}", note.method),
                Incoming::Message(Message::Response(response)) => format!("response {}", response.id),
                Incoming::Malformed { error_reply: Some((id, code)), .. } => format!("{id} {}", code as i32),
                Incoming::Malformed { error_reply: None, .. } => "ignored".to_owned(),
            });
        }
        found
    }

    fn framed(body: &str) -> String {
        format!("Content-Length: {}\r\n\r\n{body}", body.len())
    }

    #[test]
    fn every_message_is_read_or_answered() {
        for (body, expected) in [
            (r#"{"jsonrpc":"2.0","id":1,"method":"a","params":{}}"#, "request a"),
            (r#"{"jsonrpc":"2.0","id":"x","method":"a"}"#, "request a"),
            (r#"{"jsonrpc":"2.0","method":"b"}"#, "note b"),
            (r#"{"jsonrpc":"2.0","id":7,"result":null}"#, "response 7"),
            (r#"{"id":7,"error":{"code":1,"message":""}}"#, "response 7"),
            (r#"{"id":9,"method":7}"#, "9 -32600"),
            (r#"{"id":99999999999,"method":"a"}"#, "99999999999 -32600"),
            (r#"{"id":null,"error":{"code":1,"message":""}}"#, "ignored"),
            (r#"{"method":7}"#, "ignored"),
            (r#"{"id":7,"error":7}"#, "ignored"),
            ("{}", "null -32600"),
            ("[]", "null -32600"),
            ("{", "null -32700"),
            ("", "null -32700"),
        ] {
            assert_eq!(read_all(framed(body).as_bytes()), [expected], "{body}");
        }
    }

    #[test]
    fn recovers_after_malformed_message() {
        let good = framed(r#"{"method":"ok"}"#);
        for bad in [
            framed("{{{"),
            "nonsense\r\n\r\n".to_owned(),
            "Content-Length: many\r\n\r\n".to_owned(),
            "\r\n".to_owned(),
            "Content-Type: x\r\n\r\n".to_owned(),
        ] {
            let found = read_all(format!("{bad}{good}").as_bytes());
            assert_eq!(found, ["null -32700", "note ok"], "{bad}");
        }
        let spaced = "content-length :15\nContent-Type: x\n\n{\"method\":\"ok\"}";
        assert_eq!(read_all(spaced.as_bytes()), ["note ok"]);
        assert_eq!(read_all(b"Content-Length: 2\r\n\r\n\xff\xff"), ["null -32700"]);
        assert_eq!(read_all(b"Content-Length: 20\r\n\r\n{}"), [""; 0], "the stream ends");
    }

    #[test]
    fn messages_are_framed() {
        let mut output = Vec::new();
        let mut writer = ClientWriter::new(&mut output);
        writer.request(1, "ask", b"null").unwrap();
        writer.request(2, "ask", b"{}").unwrap();
        writer.respond(&RequestId::from(1), b"[]").unwrap();
        writer.respond_err(&Value::Null, &ResponseError::new(ErrorCode::ParseError, "no")).unwrap();
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
