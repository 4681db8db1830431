//! Invariant of the language server: an edited document gives the same responses as a document opened with that text.

use std::io::{self, Cursor, Read, Write};
use std::sync::mpsc::{Receiver, Sender, channel};

use joblint::lsp::serve;
use serde_json::{Value, json};

use super::input::Choices;

const EDITED: &str = "untitled:edited";
const OPENED: &str = "untitled:opened";

/// The requests for both documents.
const REQUESTS: [&str; 3] =
    ["textDocument/diagnostic", "textDocument/documentSymbol", "textDocument/semanticTokens/full"];

/// Insertions that affect the surrounding text.
const FRAGMENTS: [&str; 16] =
    ["", "\n", "\r\n", "\r", "\"", ",", "}", "{", "é", "😀", "\u{2028}", "null", "[", "// x\n", "\\", "  "];

pub fn edit_document(bytes: &[u8]) {
    let mut choices = Choices(bytes);
    let utf8 = choices.boolean();
    let messages = choices.below(4) + 1;
    let mut edits = choices;
    let mut text = Choices(choices.0.get(messages * 10..).unwrap_or_default()).rest();
    let mut session = Session::default();
    let encodings = if utf8 { json!(["utf-8"]) } else { json!(["utf-16"]) };
    session.request(
        "initialize",
        &json!({
            "processId": null, "rootUri": null, "workspaceFolders": null,
            "capabilities": {
                "general": {"positionEncodings": encodings},
                "textDocument": {
                    "diagnostic": {"dynamicRegistration": false},
                    "documentSymbol": {"hierarchicalDocumentSymbolSupport": true},
                },
            },
        }),
    );
    session.notify("initialized", &json!({}));
    session.open(EDITED, &text);
    for version in 2..messages + 2 {
        let mut changes = Vec::new();
        for _ in 0..edits.below(2) + 1 {
            let (one, other) = (edits.char_boundary(&text), edits.char_boundary(&text));
            let (start, end) = (one.min(other), one.max(other).min(one.min(other) + 40));
            let end = (end..=text.len()).find(|at| text.is_char_boundary(*at)).unwrap_or(start);
            let piece = *edits.pick(&FRAGMENTS);
            let range = json!({"start": editor_position(&text, start, utf8), "end": editor_position(&text, end, utf8)});
            changes.push(json!({"range": range, "text": piece}));
            text.replace_range(clamp_to_line(&text, start)..clamp_to_line(&text, end), piece);
        }
        let params = json!({
            "textDocument": {"uri": EDITED, "version": version}, "contentChanges": changes,
        });
        session.notify("textDocument/didChange", &params);
    }
    session.open(OPENED, &text);
    let mut request_ids = Vec::new();
    for method in REQUESTS {
        request_ids.push(
            [EDITED, OPENED].map(|uri| session.request(method, &json!({"textDocument": {"uri": uri}}))),
        );
    }
    let responses = session.run();
    let response = |id: usize| {
        let found = responses.iter().find(|message| message["id"] == id && message.get("method").is_none());
        let mut found = found.unwrap_or_else(|| panic!("no response to {id}: {responses:#?}")).clone();
        found["id"] = Value::Null;
        // The identifiers of results and the URIs may differ.
        serde_json::from_str::<Value>(&found.to_string().replace(EDITED, OPENED)).unwrap()
    };
    for [edited, opened] in request_ids {
        let (mut edited, mut opened) = (response(edited), response(opened));
        for one in [&mut edited, &mut opened] {
            assert!(one.get("error").is_none(), "{one}");
            if let Some(result) = one.get_mut("result").and_then(Value::as_object_mut) {
                result.remove("resultId");
            }
        }
        assert_eq!(edited, opened, "{text:?}");
    }
}

/// Moves an offset between carriage return and line feed to the end of the line.
fn clamp_to_line(text: &str, at: usize) -> usize {
    if text[..at].ends_with('\r') && text[at..].starts_with('\n') { at - 1 } else { at }
}

/// Converts an offset to an LSP position. Line breaks are `\n`, `\r\n` and `\r`.
fn editor_position(text: &str, at: usize, utf8: bool) -> Value {
    let at = clamp_to_line(text, at);
    let before = &text[..at];
    let (mut line, mut start) = (0, 0);
    let bytes = text.as_bytes();
    for (index, byte) in before.bytes().enumerate() {
        let ends = match byte {
            b'\n' => true,
            b'\r' => bytes.get(index + 1) != Some(&b'\n'),
            _ => false,
        };
        if ends {
            line += 1;
            start = index + 1;
        }
    }
    let column = &text[start..at];
    let column = if utf8 { column.len() } else { column.encode_utf16().count() };
    json!({"line": line, "character": column})
}

/// The messages of a client.
#[derive(Default)]
struct Session {
    sent: Vec<u8>,
    last_id: usize,
}

impl Session {
    fn send(&mut self, message: &Value) {
        let body = message.to_string();
        self.sent.extend_from_slice(format!("Content-Length: {}\r\n\r\n{body}", body.len()).as_bytes());
    }

    fn request(&mut self, method: &str, params: &Value) -> usize {
        self.last_id += 1;
        let id = self.last_id;
        self.send(&json!({"jsonrpc": "2.0", "id": id, "method": method, "params": params}));
        id
    }

    fn notify(&mut self, method: &str, params: &Value) {
        self.send(&json!({"jsonrpc": "2.0", "method": method, "params": params}));
    }

    fn open(&mut self, uri: &str, text: &str) {
        let document = json!({"uri": uri, "languageId": "json", "version": 1, "text": text});
        self.notify("textDocument/didOpen", &json!({"textDocument": document}));
    }

    /// Runs the server and returns its messages. The client shuts it down after the last response.
    fn run(mut self) -> Vec<Value> {
        let pending_responses = self.last_id;
        let (client, input) = channel();
        client.send(std::mem::take(&mut self.sent)).expect("the server listens");
        self.request("shutdown", &Value::Null);
        self.notify("exit", &Value::Null);
        let mut output = ServerOutput {
            unread: Vec::new(),
            messages: Vec::new(),
            pending_responses,
            shutdown_messages: self.sent,
            client,
        };
        serve(ClientInput { input, current: Cursor::default() }, &mut output)
            .expect("writing to memory succeeds");
        output.messages
    }
}

/// The input of the server. Reading blocks until the client sends a message.
struct ClientInput {
    input: Receiver<Vec<u8>>,
    current: Cursor<Vec<u8>>,
}

impl Read for ClientInput {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.current.read(buffer)?;
        if count > 0 {
            return Ok(count);
        }
        match self.input.recv() {
            Ok(more) => self.current = Cursor::new(more),
            Err(_) => return Ok(0),
        }
        self.current.read(buffer)
    }
}

/// The output of the server. Sends the shutdown messages after the last response.
struct ServerOutput {
    unread: Vec<u8>,
    messages: Vec<Value>,
    pending_responses: usize,
    shutdown_messages: Vec<u8>,
    client: Sender<Vec<u8>>,
}

impl Write for ServerOutput {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.unread.extend_from_slice(bytes);
        while let Some(head) = self.unread.windows(4).position(|four| four == b"\r\n\r\n") {
            let header = std::str::from_utf8(&self.unread[..head]).expect("a header");
            let length = header.lines().find_map(|line| line.strip_prefix("Content-Length: "));
            let length: usize = length.expect("a length").trim().parse().expect("a number");
            let Some(body) = self.unread.get(head + 4..head + 4 + length) else { break };
            let message: Value = serde_json::from_slice(body).expect("a message is JSON");
            self.unread.drain(..head + 4 + length);
            if message.get("id").is_some() && message.get("method").is_none() {
                self.pending_responses = self.pending_responses.saturating_sub(1);
                if self.pending_responses == 0 && !self.shutdown_messages.is_empty() {
                    let _ = self.client.send(std::mem::take(&mut self.shutdown_messages));
                }
            }
            self.messages.push(message);
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
