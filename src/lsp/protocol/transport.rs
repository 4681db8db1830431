//! Reads messages from a byte stream: the base protocol of the Language Server Protocol.
//!
//! Unlike `lsp_server`, the reader continues after a malformed message: it reports the message as
//! malformed and reads the next one.

use std::io::{self, BufRead, Read};

use lsp_server::{ErrorCode, Message, Notification, Request, RequestId, Response};
use serde_json::Value;

const MAX_HEADER_LEN: u64 = 8 * 1024;

/// Maximum length of a message. Files of more than a gigabyte are not linted, and their text may
/// be escaped.
const MAX_MESSAGE_LEN: u64 = 2 << 30;

#[derive(Debug)]
pub(crate) enum Incoming {
    Message(Message),
    Malformed {
        /// The id and the code of the error response; `None` if no response is sent.
        error_reply: Option<(Value, ErrorCode)>,
        reason: String,
    },
}

impl Incoming {
    fn parse_error(reason: impl Into<String>) -> Self {
        Self::Malformed { error_reply: Some((Value::Null, ErrorCode::ParseError)), reason: reason.into() }
    }
}

/// Reads the next message; `None` at the end of the stream.
pub(crate) fn read_message(input: &mut impl BufRead) -> io::Result<Option<Incoming>> {
    let length = match read_headers(input)? {
        Headers::End => return Ok(None),
        Headers::ContentLength(Some(length)) => length,
        Headers::ContentLength(None) => {
            return Ok(Some(Incoming::parse_error("missing or invalid header `Content-Length`")));
        }
    };
    if length > MAX_MESSAGE_LEN {
        io::copy(&mut input.by_ref().take(length), &mut io::sink())?;
        return Ok(Some(Incoming::parse_error("message too large")));
    }
    let mut body = Vec::new();
    let read = input.by_ref().take(length).read_to_end(&mut body)?;
    if u64::try_from(read).unwrap_or(u64::MAX) < length {
        return Ok(None);
    }
    Ok(Some(parse_message(&body)))
}

enum Headers {
    /// The stream has ended.
    End,
    /// `None` if the header is missing or invalid.
    ContentLength(Option<u64>),
}

/// Reads the headers of a message and the empty line after them.
fn read_headers(input: &mut impl BufRead) -> io::Result<Headers> {
    let mut length = None;
    let mut line = Vec::new();
    loop {
        line.clear();
        if input.by_ref().take(MAX_HEADER_LEN).read_until(b'\n', &mut line)? == 0 {
            return Ok(Headers::End);
        }
        let header = line.trim_ascii();
        if header.is_empty() {
            return Ok(Headers::ContentLength(length));
        }
        let header = String::from_utf8_lossy(header);
        if let Some((name, value)) = header.split_once(':')
            && name.trim().eq_ignore_ascii_case("content-length")
        {
            length = value.trim().parse::<u64>().ok();
        }
    }
}

fn parse_message(body: &[u8]) -> Incoming {
    let mut members = match serde_json::from_slice(body) {
        Ok(Value::Object(members)) => members,
        Ok(_) => return invalid_request(Some(Value::Null)),
        Err(error) => return Incoming::parse_error(format!("invalid JSON: {error}")),
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
        // Notifications and responses are not answered, even if they are malformed.
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

/// `id` is the id of the error response; `None` if no response is sent.
fn invalid_request(id: Option<Value>) -> Incoming {
    Incoming::Malformed {
        error_reply: id.map(|id| (id, ErrorCode::InvalidRequest)),
        reason: "the message is not a request, notification or response".to_owned(),
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
                Incoming::Message(Message::Notification(notification)) => {
                    format!("notification {}", notification.method)
                }
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
    fn reads_every_message() {
        for (body, expected) in [
            (r#"{"jsonrpc":"2.0","id":1,"method":"a","params":{}}"#, "request a"),
            (r#"{"jsonrpc":"2.0","id":"x","method":"a"}"#, "request a"),
            (r#"{"jsonrpc":"2.0","method":"b"}"#, "notification b"),
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
            assert_eq!(found, ["null -32700", "notification ok"], "{bad}");
        }
        let spaced = "content-length :15\nContent-Type: x\n\n{\"method\":\"ok\"}";
        assert_eq!(read_all(spaced.as_bytes()), ["notification ok"]);
        assert_eq!(read_all(b"Content-Length: 2\r\n\r\n\xff\xff"), ["null -32700"]);
        assert_eq!(read_all(b"Content-Length: 20\r\n\r\n{}"), [""; 0], "the stream ends");
    }
}
