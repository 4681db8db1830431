//! From `initialize` to `exit`, malformed messages and cancellation.

use serde_json::{Value, json};

use super::client::{TestClient, format_range, full_capabilities};

const JOB: &str = "{\"fieldsMap\": [{\"destinationField\": \"é😀\", \"iskey\": true}]}";

#[test]
fn rejects_requests_before_initialize_and_after_shutdown() {
    let mut client = TestClient::start("lifecycle");
    assert_eq!(client.call_err("textDocument/hover", json!({}))["code"], -32002);
    client.open("a.json", JOB);
    client.initialize(full_capabilities(), Value::Null);
    assert_eq!(client.call_err("initialize", json!({"capabilities": {}}))["code"], -32600);
    assert_eq!(client.call("shutdown", Value::Null), Value::Null);
    assert_eq!(client.call_err("textDocument/hover", json!({}))["code"], -32600);
    assert!(
        !client.has_received("textDocument/publishDiagnostics"),
        "documents opened before `initialize` are ignored"
    );
    client.notify("exit", Value::Null);
    assert_eq!(client.wait_for_exit_code(), Some(0));
}

#[test]
fn exit_without_shutdown_returns_one() {
    let mut client = TestClient::start_initialized("exit", full_capabilities());
    client.notify("exit", Value::Null);
    assert_eq!(client.wait_for_exit_code(), Some(1));
    assert_eq!(
        TestClient::start_initialized("gone", full_capabilities()).wait_for_exit_code(),
        Some(1),
        "the input stream ends"
    );
    let mut client = TestClient::start("exit-at-once");
    client.notify("exit", Value::Null);
    assert_eq!(client.wait_for_exit_code(), Some(1));
}

#[test]
fn supports_every_position_encoding() {
    for (offered, negotiated, columns) in [
        (json!(["utf-8"]), "utf-8", "0:46-0:53"),
        (json!(["utf-16", "utf-8"]), "utf-16", "0:43-0:50"),
        (json!(["utf-32"]), "utf-32", "0:42-0:49"),
        (json!(["utf-7"]), "utf-16", "0:43-0:50"),
        (Value::Null, "utf-16", "0:43-0:50"),
    ] {
        let capabilities = json!({"general": {"positionEncodings": offered}});
        let mut client = TestClient::start_initialized(
            &format!("encoding-{negotiated}-{}", offered.is_null()),
            capabilities,
        );
        assert_eq!(client.capabilities["positionEncoding"], negotiated);
        let found = client.open_and_lint("a.json", JOB);
        let found: Vec<&Value> = found.iter().filter(|item| item["code"] == "member-case").collect();
        assert_eq!(found.len(), 1);
        assert_eq!(format_range(&found[0]["range"]), columns, "{negotiated}");
        client.shutdown();
    }
}

#[test]
fn answers_malformed_messages() {
    let mut client = TestClient::start_initialized("malformed", full_capabilities());
    assert_eq!(client.call_err("textDocument/unknown", json!({}))["code"], -32601);
    assert_eq!(client.call_err("$/unknown", Value::Null)["code"], -32601);
    assert_eq!(client.call_err("textDocument/hover", json!({"position": 7}))["code"], -32602);
    assert_eq!(
        client.call_err("textDocument/hover", client.position_params("not-open.json", 0, 0))["code"],
        -32602
    );
    for (body, code) in [
        ("{nonsense", -32700),
        ("[]", -32600),
        ("{\"id\": 1.5, \"method\": \"a\"}", -32600),
        ("\u{0}", -32700),
    ] {
        client.send_body(body);
        assert_eq!(client.wait_for_error()["error"]["code"], code, "{body}");
    }
    client.send(b"Content-Length: nothing\r\n\r\n");
    assert_eq!(client.wait_for_error()["error"]["code"], -32700);
    client.send(b"\xff\xfe\r\n\r\n");
    assert_eq!(client.wait_for_error()["error"]["code"], -32700);
    // Notifications and responses are not answered.
    client.notify("$/unknown", json!({}));
    client.notify("textDocument/didChange", json!({"nonsense": true}));
    client.change("not-open.json", 2, json!([{"text": "{}"}]));
    client.close("not-open.json");
    client.send_body("{\"id\": 999, \"result\": null}");
    client.send_body("{\"id\": null, \"error\": {\"code\": 1, \"message\": \"\"}}");
    assert!(!client.open_and_lint("a.json", JOB).is_empty());
    client.shutdown();
}

#[test]
fn responds_once_to_cancelled_request() {
    let mut client = TestClient::start_initialized("cancel", full_capabilities());
    client.open_and_lint("a.json", JOB);
    let ids: Vec<i32> = (0..20)
        .map(|_| {
            let id = client.send_request("textDocument/hover", client.position_params("a.json", 0, 43));
            client.notify("$/cancelRequest", json!({"id": id}));
            id
        })
        .collect();
    for id in ids {
        if let Err(error) = client.wait_for_response(id) {
            assert_eq!(error["code"], -32800);
        }
    }
    client.notify("$/cancelRequest", json!({"id": "unknown"}));
    client.shutdown();
}
