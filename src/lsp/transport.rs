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
const LONGEST_HEADER: u64 = 8 * 1024;

/// Largest message. Files of more than a gigabyte cannot be checked, and their text may be escaped.
const LARGEST_MESSAGE: u64 = 2 << 30;

/// What was read.
#[derive(Debug)]
pub(super) enum Incoming {
    /// A message.
    Message(Message),
    /// Something else.
    Malformed {
        /// The answer that it should get, if any: the id and why.
        answer: Option<(Value, ErrorCode)>,
        /// What is wrong with it.
        reason: String,
    },
}

impl Incoming {
    fn unreadable(reason: impl Into<String>) -> Self {
        Self::Malformed { answer: Some((Value::Null, ErrorCode::ParseError)), reason: reason.into() }
    }
}

/// Reads the next message; `None` at the end of the stream.
pub(super) fn read(input: &mut impl BufRead) -> io::Result<Option<Incoming>> {
    let mut length = None;
    let mut line = Vec::new();
    loop {
        line.clear();
        if input.by_ref().take(LONGEST_HEADER).read_until(b'\n', &mut line)? == 0 {
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
        return Ok(Some(Incoming::unreadable("a message needs the header `Content-Length: N`")));
    };
    if length > LARGEST_MESSAGE {
        io::copy(&mut input.by_ref().take(length), &mut io::sink())?;
        return Ok(Some(Incoming::unreadable("the message is too large")));
    }
    let mut body = Vec::new();
    let read = input.by_ref().take(length).read_to_end(&mut body)?;
    if u64::try_from(read).unwrap_or(u64::MAX) < length {
        return Ok(None);
    }
    Ok(Some(message(&body)))
}

fn message(body: &[u8]) -> Incoming {
    let mut members = match serde_json::from_slice(body) {
        Ok(Value::Object(members)) => members,
        Ok(_) => return not_a_message(Some(Value::Null)),
        Err(error) => return Incoming::unreadable(format!("the message is not JSON: {error}")),
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
                Err(_) => return not_a_message(None),
            }
        }
        // Neither a notification nor an answer is answered.
        (Some(_), None, _) => return not_a_message(None),
        (None, None, _) if members.contains_key("result") || members.contains_key("error") => {
            return not_a_message(None);
        }
        (_, id, _) => {
            let id = id.filter(|id| id.is_string() || id.is_number());
            return not_a_message(Some(id.unwrap_or_default()));
        }
    };
    Incoming::Message(message)
}

fn not_a_message(answer: Option<Value>) -> Incoming {
    Incoming::Malformed {
        answer: answer.map(|id| (id, ErrorCode::InvalidRequest)),
        reason: "this is neither a request nor a notification nor a response".to_owned(),
    }
}

/// JSON text, as it is sent.
pub(super) type Json = Vec<u8>;

/// A value as JSON text.
pub(super) fn json(value: &impl Serialize) -> Json {
    serde_json::to_vec(value).unwrap_or_else(|_| b"null".to_vec())
}

/// Where messages go to.
pub(super) struct Outlet<'o> {
    output: &'o mut dyn io::Write,
    buffer: Vec<u8>,
}

impl<'o> Outlet<'o> {
    pub(super) fn new(output: &'o mut dyn io::Write) -> Self {
        Self { output, buffer: Vec::new() }
    }

    pub(super) fn notify(&mut self, method: &str, params: &[u8]) -> io::Result<()> {
        self.send(&[b"\"method\":", &json(&method), b",\"params\":", params])
    }

    pub(super) fn request(&mut self, id: i32, method: &str, params: &[u8]) -> io::Result<()> {
        let (id, method) = (json(&id), json(&method));
        let start: [&[u8]; 4] = [b"\"id\":", &id, b",\"method\":", &method];
        // Parameters are an object or a list, or left out.
        let end: &[&[u8]] = if params == b"null" { &[] } else { &[b",\"params\":", params] };
        self.send(&[&start, end].concat())
    }

    pub(super) fn answer(&mut self, id: &RequestId, result: &[u8]) -> io::Result<()> {
        self.send(&[b"\"id\":", &json(id), b",\"result\":", result])
    }

    /// `id` is anything that serialises as one, or null where it could not be read.
    pub(super) fn refuse(&mut self, id: &impl Serialize, refusal: &Refusal) -> io::Result<()> {
        self.send(&[b"\"id\":", &json(id), b",\"error\":", &json(refusal)])
    }

    fn send(&mut self, parts: &[&[u8]]) -> io::Result<()> {
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
pub(super) fn publish(
    uri: &Uri,
    version: Option<i32>,
    items: &[u8],
    outlet: &mut Outlet<'_>,
) -> io::Result<()> {
    let mut params = b"{\"uri\":".to_vec();
    params.extend(json(uri));
    if let Some(version) = version {
        params.extend(format!(",\"version\":{version}").as_bytes());
    }
    params.extend(b",\"diagnostics\":");
    params.extend(items);
    params.push(b'}');
    outlet.notify("textDocument/publishDiagnostics", &params)
}

/// Why a request is not answered.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Refusal {
    code: i32,
    message: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    data: Option<Value>,
}

impl Refusal {
    pub(super) fn new(code: ErrorCode, message: impl Into<String>) -> Self {
        Self { code: code as i32, message: message.into(), data: None }
    }

    /// Something that must not happen has happened.
    pub(super) fn own_mistake() -> Self {
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

    fn all(stream: &[u8]) -> Vec<String> {
        let mut input = stream;
        let mut found = Vec::new();
        while let Some(incoming) = read(&mut input).unwrap() {
            found.push(match incoming {
                Incoming::Message(Message::Request(request)) => format!("request {}", request.method),
                Incoming::Message(Message::Notification(note)) => format!("note {}", note.method),
                Incoming::Message(Message::Response(response)) => format!("response {}", response.id),
                Incoming::Malformed { answer: Some((id, code)), .. } => format!("{id} {}", code as i32),
                Incoming::Malformed { answer: None, .. } => "ignored".to_owned(),
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
            assert_eq!(all(framed(body).as_bytes()), [expected], "{body}");
        }
    }

    #[test]
    fn the_next_message_is_found_behind_a_bad_one() {
        let good = framed(r#"{"method":"ok"}"#);
        for bad in [
            framed("{{{"),
            "nonsense\r\n\r\n".to_owned(),
            "Content-Length: many\r\n\r\n".to_owned(),
            "\r\n".to_owned(),
            "Content-Type: x\r\n\r\n".to_owned(),
        ] {
            let found = all(format!("{bad}{good}").as_bytes());
            assert_eq!(found, ["null -32700", "note ok"], "{bad}");
        }
        let spaced = "content-length :15\nContent-Type: x\n\n{\"method\":\"ok\"}";
        assert_eq!(all(spaced.as_bytes()), ["note ok"]);
        assert_eq!(all(b"Content-Length: 2\r\n\r\n\xff\xff"), ["null -32700"]);
        assert_eq!(all(b"Content-Length: 20\r\n\r\n{}"), [""; 0], "the stream ends");
    }

    #[test]
    fn messages_are_framed() {
        let mut output = Vec::new();
        let mut outlet = Outlet::new(&mut output);
        outlet.request(1, "ask", b"null").unwrap();
        outlet.request(2, "ask", b"{}").unwrap();
        outlet.answer(&RequestId::from(1), b"[]").unwrap();
        outlet.refuse(&Value::Null, &Refusal::new(ErrorCode::ParseError, "no")).unwrap();
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
