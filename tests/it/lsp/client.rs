//! A language client for tests.

use std::collections::VecDeque;
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin};
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

use serde_json::{Value, json};

use crate::common::{command, repository};

/// How long a test waits for a message before it fails.
const TIMEOUT: Duration = Duration::from_secs(120);

pub(crate) struct TestClient {
    child: Child,
    input: Option<ChildStdin>,
    messages: Receiver<Value>,
    /// Messages that arrived while the test waited for other messages.
    buffered: VecDeque<Value>,
    last_id: i32,
    pub(crate) folder: PathBuf,
    /// The section `joblint` of the client's configuration.
    pub(crate) settings: Value,
    /// The capabilities that the server has returned from `initialize`.
    pub(crate) capabilities: Value,
}

/// The capabilities of an editor that supports everything except pull diagnostics.
pub(crate) fn full_capabilities() -> Value {
    json!({
        "general": {"positionEncodings": ["utf-16"]},
        "textDocument": {
            "publishDiagnostics": {"relatedInformation": true, "tagSupport": {"valueSet": [1, 2]}},
            "codeAction": {"resolveSupport": {"properties": ["edit"]}},
            "completion": {"completionItem": {"snippetSupport": true}},
            "documentSymbol": {"hierarchicalDocumentSymbolSupport": true},
        },
        "workspace": {
            "workspaceEdit": {"documentChanges": true, "resourceOperations": ["create"]},
            "didChangeWatchedFiles": {"dynamicRegistration": true, "relativePatternSupport": true},
        },
        "window": {"showDocument": {"support": true}},
    })
}

/// The capabilities of an editor that pulls diagnostics.
pub(crate) fn pull_capabilities() -> Value {
    let mut capabilities = full_capabilities();
    capabilities["textDocument"]["diagnostic"] =
        json!({"dynamicRegistration": false, "relatedDocumentSupport": false});
    capabilities["workspace"]["diagnostics"] = json!({"refreshSupport": true});
    capabilities
}

impl TestClient {
    /// Starts a server in a new repository, without initializing it.
    pub(crate) fn start(name: &str) -> Self {
        Self::start_in(repository(&format!("lsp-{name}")))
    }

    pub(crate) fn start_in(folder: PathBuf) -> Self {
        let mut child = command(&folder, &["lsp", "--stdio"]).spawn().expect("the server starts");
        let mut output = BufReader::new(child.stdout.take().expect("stdout"));
        let (sender, messages) = channel();
        std::thread::spawn(move || {
            while let Some(message) = read_message(&mut output) {
                if sender.send(message).is_err() {
                    return;
                }
            }
        });
        Self {
            input: child.stdin.take(),
            child,
            messages,
            buffered: VecDeque::new(),
            last_id: 0,
            folder,
            settings: Value::Null,
            capabilities: Value::Null,
        }
    }

    /// Starts and initializes a server in a new repository.
    pub(crate) fn start_initialized(name: &str, capabilities: Value) -> Self {
        Self::start_initialized_in(repository(&format!("lsp-{name}")), capabilities, Value::Null)
    }

    pub(crate) fn start_initialized_in(folder: PathBuf, capabilities: Value, options: Value) -> Self {
        let mut client = Self::start_in(folder);
        client.initialize(capabilities, options);
        client
    }

    pub(crate) fn initialize(&mut self, capabilities: Value, options: Value) {
        let root = self.uri("");
        let params = json!({
            "processId": null,
            "rootUri": root,
            "workspaceFolders": [{"uri": root, "name": "jobs"}],
            "capabilities": capabilities,
            "initializationOptions": options,
        });
        let result = self.call("initialize", params);
        self.capabilities = result["capabilities"].clone();
        self.notify("initialized", json!({}));
    }

    pub(crate) fn uri(&self, path: &str) -> String {
        let whole = self.folder.join(path);
        let text = whole.to_string_lossy().replace('\\', "/");
        format!("file://{}{}", if text.starts_with('/') { "" } else { "/" }, text.trim_end_matches('/'))
    }

    pub(crate) fn send(&mut self, bytes: &[u8]) {
        let input = self.input.as_mut().expect("the input is open");
        input.write_all(bytes).expect("the server reads its input");
        input.flush().expect("the server reads its input");
    }

    pub(crate) fn send_body(&mut self, body: &str) {
        self.send(format!("Content-Length: {}\r\n\r\n{body}", body.len()).as_bytes());
    }

    pub(crate) fn notify(&mut self, method: &str, params: Value) {
        self.send_body(&json!({"jsonrpc": "2.0", "method": method, "params": params}).to_string());
    }

    /// Sends a request and returns its id.
    pub(crate) fn send_request(&mut self, method: &str, params: Value) -> i32 {
        self.last_id += 1;
        let message = json!({"jsonrpc": "2.0", "id": self.last_id, "method": method, "params": params});
        self.send_body(&message.to_string());
        self.last_id
    }

    /// The result or the error of a request.
    pub(crate) fn wait_for_response(&mut self, id: i32) -> Result<Value, Value> {
        let message = self.wait_for_message(|message| message["id"] == id && message.get("method").is_none());
        match message.get("error") {
            Some(error) => Err(error.clone()),
            None => Ok(message["result"].clone()),
        }
    }

    pub(crate) fn call(&mut self, method: &str, params: Value) -> Value {
        let id = self.send_request(method, params);
        self.wait_for_response(id).unwrap_or_else(|error| panic!("{method}: {error}"))
    }

    pub(crate) fn call_err(&mut self, method: &str, params: Value) -> Value {
        let id = self.send_request(method, params);
        self.wait_for_response(id).expect_err(method)
    }

    /// The parameters of the next notification or request with a method.
    pub(crate) fn wait_for_method(&mut self, method: &str) -> Value {
        self.wait_for_message(|message| message["method"] == method)["params"].clone()
    }

    /// Waits for a message that `matches`. Other messages are buffered, and requests of the server are
    /// answered.
    pub(crate) fn wait_for_message(&mut self, matches: impl Fn(&Value) -> bool) -> Value {
        if let Some(at) = self.buffered.iter().position(&matches) {
            return self.buffered.remove(at).expect("the index is valid");
        }
        loop {
            let message = self.messages.recv_timeout(TIMEOUT).expect("a message arrives in time");
            if message.get("method").is_some() && message.get("id").is_some() {
                let result = match message["method"].as_str() {
                    Some("workspace/configuration") => json!([self.settings]),
                    _ => Value::Null,
                };
                self.send_body(&json!({"jsonrpc": "2.0", "id": message["id"], "result": result}).to_string());
            }
            if matches(&message) {
                return message;
            }
            self.buffered.push_back(message);
        }
    }

    /// Waits for an error response, such as that to a message without an id.
    pub(crate) fn wait_for_error(&mut self) -> Value {
        self.wait_for_message(|message| message.get("error").is_some())
    }

    pub(crate) fn open(&mut self, path: &str, text: &str) {
        let language = if path.ends_with("toml") { "toml" } else { "json" };
        let item = json!({"uri": self.uri(path), "languageId": language, "version": 1, "text": text});
        self.notify("textDocument/didOpen", json!({"textDocument": item}));
    }

    pub(crate) fn change(&mut self, path: &str, version: i32, changes: Value) {
        let document = json!({"uri": self.uri(path), "version": version});
        self.notify("textDocument/didChange", json!({"textDocument": document, "contentChanges": changes}));
    }

    pub(crate) fn close(&mut self, path: &str) {
        self.notify("textDocument/didClose", self.document_params(path));
    }

    /// `{"textDocument": …}`
    pub(crate) fn document_params(&self, path: &str) -> Value {
        json!({"textDocument": {"uri": self.uri(path)}})
    }

    pub(crate) fn position_params(&self, path: &str, line: u32, character: u32) -> Value {
        json!({"textDocument": {"uri": self.uri(path)}, "position": {"line": line, "character": character}})
    }

    /// The next published diagnostics of a document.
    pub(crate) fn wait_for_diagnostics(&mut self, path: &str) -> Value {
        let uri = self.uri(path);
        let method = "textDocument/publishDiagnostics";
        self.wait_for_message(|message| message["method"] == method && message["params"]["uri"] == uri)["params"].clone()
    }

    /// The diagnostics of one version of a document.
    pub(crate) fn diagnostics_of_version(&mut self, path: &str, version: i32) -> Vec<Value> {
        loop {
            let published = self.wait_for_diagnostics(path);
            if published["version"] == version {
                return published["diagnostics"].as_array().expect("a list").clone();
            }
        }
    }

    /// Opens a document and returns its diagnostics.
    pub(crate) fn open_and_lint(&mut self, path: &str, text: &str) -> Vec<Value> {
        self.open(path, text);
        self.diagnostics_of_version(path, 1)
    }

    /// Whether a message with a method was received and not consumed yet. Only messages that were sent
    /// before the response to the last request are certain to have been received.
    pub(crate) fn has_received(&self, method: &str) -> bool {
        self.buffered.iter().any(|message| message["method"] == method)
    }

    /// Closes the input, waits for the process to exit and returns its exit code.
    pub(crate) fn wait_for_exit_code(mut self) -> Option<i32> {
        drop(self.input.take());
        self.child.wait().expect("the server ends").code()
    }

    /// Ends the session with `shutdown` and `exit`.
    pub(crate) fn shutdown(mut self) {
        assert_eq!(self.call("shutdown", Value::Null), Value::Null);
        self.notify("exit", Value::Null);
        assert_eq!(self.wait_for_exit_code(), Some(0));
    }
}

impl Drop for TestClient {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn read_message(output: &mut impl BufRead) -> Option<Value> {
    let mut length = 0;
    loop {
        let mut line = String::new();
        if output.read_line(&mut line).ok()? == 0 {
            return None;
        }
        if line == "\r\n" {
            break;
        }
        if let Some(value) = line.strip_prefix("Content-Length: ") {
            length = value.trim().parse().ok()?;
        }
    }
    let mut body = vec![0; length];
    output.read_exact(&mut body).ok()?;
    serde_json::from_slice(&body).ok()
}

pub(crate) fn rule_names(items: &[Value]) -> Vec<&str> {
    items.iter().filter_map(|item| item["code"].as_str()).collect()
}

/// Formats a range as `line:character-line:character`.
pub(crate) fn format_range(range: &Value) -> String {
    let at = |end: &str| format!("{}:{}", range[end]["line"], range[end]["character"]);
    format!("{}-{}", at("start"), at("end"))
}

/// Applies the edits of a workspace edit that are for one document, with UTF-16 columns.
pub(crate) fn apply_edits(text: &str, edit: &Value, uri: &str) -> String {
    let mut edits: Vec<Value> = Vec::new();
    for change in edit["documentChanges"].as_array().into_iter().flatten() {
        if change["textDocument"]["uri"] == uri {
            edits.extend(change["edits"].as_array().expect("edits").clone());
        }
    }
    edits.extend(edit["changes"][uri].as_array().into_iter().flatten().cloned());
    let offset = |position: &Value| {
        let (line, character) = (position["line"].as_u64().unwrap(), position["character"].as_u64().unwrap());
        let start: usize = text.split_inclusive('\n').take(line as usize).map(str::len).sum();
        let mut units = 0;
        for (at, letter) in text[start..].char_indices() {
            if units >= character {
                return start + at;
            }
            units += letter.len_utf16() as u64;
        }
        text.len()
    };
    let mut spans: Vec<(usize, usize, String)> = edits
        .iter()
        .map(|edit| {
            let new = edit["newText"].as_str().unwrap().to_owned();
            (offset(&edit["range"]["start"]), offset(&edit["range"]["end"]), new)
        })
        .collect();
    spans.sort();
    let mut result = text.to_owned();
    for (start, end, new) in spans.iter().rev() {
        result.replace_range(*start..*end, new);
    }
    result
}

pub(crate) fn write(folder: &Path, path: &str, text: &str) {
    crate::common::write(folder, path, text);
}
