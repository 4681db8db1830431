//! Time from a keystroke to new diagnostics, measured with the real program over its standard streams.
//!
//! `cargo bench --bench language_server` prints a line for each document. Wall-clock times vary with the load of the
//! machine: compare results only within one run.

#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used, clippy::print_stdout)]

use std::io::{BufRead, BufReader, Read, Write};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::time::{Duration, Instant};

use serde_json::{Value, json};

/// Number of measured keystrokes.
const KEYSTROKES: usize = 200;
/// Number of keystrokes before the measurement.
const WARM_UP: usize = 20;

struct Server {
    child: Child,
    input: ChildStdin,
    output: BufReader<ChildStdout>,
}

impl Server {
    fn start() -> Self {
        let mut child = Command::new(env!("CARGO_BIN_EXE_joblint"))
            .args(["lsp", "--stdio"])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let (input, output) = (child.stdin.take().unwrap(), child.stdout.take().unwrap());
        let mut server = Self { child, input, output: BufReader::new(output) };
        server.send(
            &json!({"jsonrpc": "2.0", "id": 1, "method": "initialize", "params": {"capabilities": {}}}),
        );
        server.wait_for(|message| message["id"] == 1);
        server.notify("initialized", &json!({}));
        server
    }

    fn send(&mut self, message: &Value) {
        let body = message.to_string();
        self.input.write_all(format!("Content-Length: {}\r\n\r\n{body}", body.len()).as_bytes()).unwrap();
        self.input.flush().unwrap();
    }

    fn notify(&mut self, method: &str, params: &Value) {
        self.send(&json!({"jsonrpc": "2.0", "method": method, "params": params}));
    }

    /// Reads messages until one matches.
    fn wait_for(&mut self, matches: impl Fn(&Value) -> bool) -> Value {
        loop {
            let mut length = 0;
            loop {
                let mut line = String::new();
                assert!(self.output.read_line(&mut line).unwrap() > 0);
                match line.strip_prefix("Content-Length: ") {
                    Some(value) => length = value.trim().parse().unwrap(),
                    None => break,
                }
            }
            let mut body = vec![0; length];
            self.output.read_exact(&mut body).unwrap();
            let message: Value = serde_json::from_slice(&body).unwrap();
            if matches(&message) {
                return message;
            }
        }
    }

    /// Waits for the diagnostics of a document version and returns their number.
    fn wait_for_diagnostics(&mut self, version: usize) -> usize {
        let message = self.wait_for(|message| message["params"]["version"] == version);
        message["params"]["diagnostics"].as_array().unwrap().len()
    }
}

fn fixture(path: &str) -> Value {
    let root = concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures/");
    serde_json::from_str(&std::fs::read_to_string(format!("{root}{path}")).unwrap()).unwrap()
}

/// Returns a job that is padded with rows to a size.
fn job(bytes: usize) -> String {
    let mut job = fixture("jobs/excel-to-ad.json");
    let row = job["fieldsMap"][1].clone();
    let base_size = job.to_string().len();
    let row_size = serde_json::to_string_pretty(&row).unwrap().len() + 60;
    for number in 0..bytes.saturating_sub(base_size) / row_size {
        let mut row = row.clone();
        row["destinationField"] = format!("contosoAttribute{number}").into();
        job["fieldsMap"].as_array_mut().unwrap().push(row);
    }
    serde_json::to_string_pretty(&job).unwrap()
}

/// Returns a collection that is padded with jobs to a size.
fn collection(bytes: usize) -> String {
    let mut collection = fixture("collections/nightly.json");
    let job = collection["jobs"][0].clone();
    let job_size = serde_json::to_string_pretty(&job).unwrap().len();
    for number in 0..bytes / job_size {
        let mut job = job.clone();
        job["jobInfo"]["name"] = format!("Job {number}").into();
        job["jobInfo"]["runOrder"] = (number + 3).into();
        collection["jobCollectionInfo"]["jobs"].as_array_mut().unwrap().push(job["jobInfo"].clone());
        collection["jobs"].as_array_mut().unwrap().push(job);
    }
    serde_json::to_string_pretty(&collection).unwrap()
}

/// Repeatedly inserts a letter in the middle of the text and deletes it again.
fn measure(name: &str, text: &str, limit: Duration) {
    let mut server = Server::start();
    let uri = "file:///jobs/a.json";
    let start = Instant::now();
    let item = json!({"uri": uri, "languageId": "json", "version": 1, "text": text});
    server.notify("textDocument/didOpen", &json!({"textDocument": item}));
    let findings = server.wait_for_diagnostics(1);
    let open_time = start.elapsed();
    let offset =
        text[..text.len() / 2].rfind("\"destinationField\": \"").unwrap() + "\"destinationField\": \"".len();
    let line = text[..offset].matches('\n').count();
    let character = offset - text[..offset].rfind('\n').unwrap() - 1;
    let mut times = Vec::new();
    for number in 0..WARM_UP + KEYSTROKES {
        let inserts = number % 2 == 0;
        let end = if inserts { character } else { character + 1 };
        let range = json!({
            "start": {"line": line, "character": character}, "end": {"line": line, "character": end},
        });
        let params = json!({
            "textDocument": {"uri": uri, "version": number + 2},
            "contentChanges": [{"range": range, "text": if inserts { "x" } else { "" }}],
        });
        let start = Instant::now();
        server.notify("textDocument/didChange", &params);
        server.wait_for_diagnostics(number + 2);
        times.push(start.elapsed());
    }
    let mut times = times.split_off(WARM_UP);
    times.sort_unstable();
    let percentile = |percent: usize| times[(times.len() - 1) * percent / 100].as_secs_f64() * 1e3;
    let verdict = if times[times.len() * 95 / 100] < limit { "within" } else { "OVER" };
    println!(
        "{name:<16} {:>9} bytes {findings:>4} findings  open {:>7.2} ms  keystroke median {:>6.2} ms  95 % {:>6.2} ms  \
         max {:>6.2} ms  {verdict} {} ms",
        text.len(),
        open_time.as_secs_f64() * 1e3,
        percentile(50),
        percentile(95),
        percentile(100),
        limit.as_millis(),
    );
    server.send(&json!({"jsonrpc": "2.0", "id": 2, "method": "shutdown"}));
    server.notify("exit", &Value::Null);
    let _ = server.child.wait();
}

fn main() {
    // `cargo test --benches` runs this program without `--bench`, only to check that it works.
    let is_benchmark = std::env::args().any(|argument| argument == "--bench");
    let large = if is_benchmark { 1_000_000 } else { 50_000 };
    measure("job", &job(15_000), Duration::from_millis(5));
    measure("large job", &job(large), Duration::from_millis(50));
    measure("large collection", &collection(large), Duration::from_millis(50));
}
