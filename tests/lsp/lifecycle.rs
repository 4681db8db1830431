//! From the first message to the last one.

use serde_json::{Value, json};

use crate::client::{Client, able, place};

const JOB: &str = "{\"fieldsMap\": [{\"destinationField\": \"é😀\", \"iskey\": true}]}";

#[test]
fn nothing_is_done_before_the_beginning_and_nothing_after_the_end() {
    let mut client = Client::start("lifecycle");
    assert_eq!(client.fail("textDocument/hover", json!({}))["code"], -32002);
    client.open("a.json", JOB);
    client.initialize(able(), Value::Null);
    assert_eq!(client.fail("initialize", json!({"capabilities": {}}))["code"], -32600);
    assert_eq!(client.ask("shutdown", Value::Null), Value::Null);
    assert_eq!(client.fail("textDocument/hover", json!({}))["code"], -32600);
    assert!(!client.has_heard("textDocument/publishDiagnostics"), "it was not open yet");
    client.notify("exit", Value::Null);
    assert_eq!(client.code(), Some(0));
}

#[test]
fn leaving_without_a_word_is_told_by_the_exit_code() {
    let mut client = Client::ready("exit", able());
    client.notify("exit", Value::Null);
    assert_eq!(client.code(), Some(1));
    assert_eq!(Client::ready("gone", able()).code(), Some(1), "the stream ends");
    let mut client = Client::start("exit-at-once");
    client.notify("exit", Value::Null);
    assert_eq!(client.code(), Some(1));
}

#[test]
fn every_encoding_is_spoken() {
    for (offered, spoken, columns) in [
        (json!(["utf-8"]), "utf-8", "0:46-0:53"),
        (json!(["utf-16", "utf-8"]), "utf-16", "0:43-0:50"),
        (json!(["utf-32"]), "utf-32", "0:42-0:49"),
        (json!(["utf-7"]), "utf-16", "0:43-0:50"),
        (Value::Null, "utf-16", "0:43-0:50"),
    ] {
        let capabilities = json!({"general": {"positionEncodings": offered}});
        let mut client = Client::ready(&format!("encoding-{spoken}-{}", offered.is_null()), capabilities);
        assert_eq!(client.capabilities["positionEncoding"], spoken);
        let found = client.found("a.json", JOB);
        let found: Vec<&Value> = found.iter().filter(|item| item["code"] == "member-case").collect();
        assert_eq!(found.len(), 1);
        assert_eq!(place(&found[0]["range"]), columns, "{spoken}");
        client.leave();
    }
}

#[test]
fn what_is_not_understood_is_answered_and_survived() {
    let mut client = Client::ready("malformed", able());
    assert_eq!(client.fail("textDocument/unheardOf", json!({}))["code"], -32601);
    assert_eq!(client.fail("$/unheardOf", Value::Null)["code"], -32601);
    assert_eq!(client.fail("textDocument/hover", json!({"position": 7}))["code"], -32602);
    assert_eq!(client.fail("textDocument/hover", client.at("not-open.json", 0, 0))["code"], -32602);
    for (body, code) in [
        ("{nonsense", -32700),
        ("[]", -32600),
        ("{\"id\": 1.5, \"method\": \"a\"}", -32600),
        ("\u{0}", -32700),
    ] {
        client.send_body(body);
        assert_eq!(client.hear_refusal()["error"]["code"], code, "{body}");
    }
    client.send(b"Content-Length: nothing\r\n\r\n");
    assert_eq!(client.hear_refusal()["error"]["code"], -32700);
    client.send(b"\xff\xfe\r\n\r\n");
    assert_eq!(client.hear_refusal()["error"]["code"], -32700);
    // Nobody answers to notifications and answers.
    client.notify("$/unheardOf", json!({}));
    client.notify("textDocument/didChange", json!({"nonsense": true}));
    client.change("not-open.json", 2, json!([{"text": "{}"}]));
    client.close("not-open.json");
    client.send_body("{\"id\": 999, \"result\": null}");
    client.send_body("{\"id\": null, \"error\": {\"code\": 1, \"message\": \"\"}}");
    assert!(!client.found("a.json", JOB).is_empty());
    client.leave();
}

#[test]
fn a_cancelled_request_is_answered_once() {
    let mut client = Client::ready("cancel", able());
    client.found("a.json", JOB);
    let ids: Vec<i32> = (0..20)
        .map(|_| {
            let id = client.request("textDocument/hover", client.at("a.json", 0, 43));
            client.notify("$/cancelRequest", json!({"id": id}));
            id
        })
        .collect();
    for id in ids {
        if let Err(error) = client.answer(id) {
            assert_eq!(error["code"], -32800);
        }
    }
    client.notify("$/cancelRequest", json!({"id": "never asked"}));
    client.leave();
}
