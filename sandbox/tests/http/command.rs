//! The command line: options, messages, exit codes.

use std::io::{BufRead, BufReader};
use std::net::TcpListener;
use std::process::{Command, Output, Stdio};
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use crate::client::Request;
use crate::process::sandbox_command;

fn run(arguments: &[&str]) -> Output {
    sandbox_command().args(arguments).output().unwrap()
}

#[test]
fn print_config_names_the_api_port_and_exits() {
    let output = run(&["--port", "9123", "--print-config"]);
    assert!(output.status.success());
    let text = String::from_utf8(output.stdout).unwrap();
    assert!(text.lines().count() > 10, "pretty-printed");
    let config: Value = serde_json::from_str(&text).unwrap();
    assert_eq!(config["title"], "Latchkey sandbox");
    assert_eq!((&config["languages"], &config["allowOwnConnections"]), (&json!(["en", "de"]), &json!(true)));
    let connections = config["connections"].as_array().unwrap();
    let ids: Vec<_> = connections.iter().map(|connection| connection["id"].as_str().unwrap()).collect();
    assert_eq!(ids, ["my-pass", "gym", "gym-direct", "identity", "identity-direct", "shift-direct"]);
    assert_eq!(
        connections[0],
        json!({ "id": "my-pass", "name": "My pass", "service": "access-code", "base": "/api/gym",
                "auth": "gateway", "subject": "me" })
    );
    assert_eq!(connections[2]["base"], "http://127.0.0.1:9123");
    assert_eq!(
        connections[5],
        json!({ "id": "shift-direct", "name": "SHIFT, direct", "service": "activation-codes",
                "host": "http://localhost:9123", "tenant": "demo", "installation": "shift", "auth": "bearer",
                "allowCreate": true })
    );
}

#[test]
fn a_port_in_use_is_reported_in_one_line() {
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = taken.local_addr().unwrap().port().to_string();
    for (arguments, option) in [
        (vec!["--port", &port], "--port"),
        (vec!["--port", "0", "--site", ".", "--site-port", &port], "--site-port"),
    ] {
        let output = run(&arguments);
        assert_eq!(output.status.code(), Some(1));
        assert!(output.stdout.is_empty());
        let message = String::from_utf8(output.stderr).unwrap();
        assert_eq!(message.lines().count(), 1, "{message}");
        assert!(message.contains(&port) && message.trim_end().ends_with(option), "{message}");
    }
}

#[test]
fn a_missing_site_folder_is_reported_in_one_line() {
    let output = run(&["--port", "0", "--site", "/no/such/folder"]);
    assert_eq!(output.status.code(), Some(1));
    let message = String::from_utf8(output.stderr).unwrap();
    assert!(
        message.lines().count() == 1 && message.contains("/no/such/folder") && message.contains("--site")
    );
}

#[test]
fn invalid_options_are_explained() {
    assert_eq!(run(&["--chaos", "101"]).status.code(), Some(2));
    assert_eq!(run(&["--clock", "stopped"]).status.code(), Some(2));
    let output = run(&["--cors", "some"]);
    assert_eq!(output.status.code(), Some(2));
    let message = String::from_utf8(output.stderr).unwrap();
    assert!(["exposed", "plain", "none"].iter().all(|value| message.contains(value)), "{message}");
}

#[test]
fn it_prints_its_addresses_and_stops_quickly_on_a_signal() {
    for signal in ["TERM", "INT"] {
        let mut child = sandbox_command()
            .args(["--port", "0", "--site", ".", "--site-port", "0"])
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
        let address = |text: &str| {
            let start = line.find(text).unwrap() + text.len();
            line[start..].split('/').next().unwrap().parse().unwrap()
        };
        let (app, api) = (address("app on http://"), address("APIs on http://"));
        assert_eq!(Request::new(app, "GET", "/time").send().status, 200);
        assert_eq!(Request::new(api, "GET", "/v1/customers/1234/access-code").with_key().send().status, 200);
        // A response that takes two minutes must not delay the exit.
        let waiting = Request::new(api, "GET", "/v1/customers/7091/access-code").with_key().open();
        let start_time = Instant::now();
        Command::new("kill").args([&format!("-{signal}"), &child.id().to_string()]).status().unwrap();
        let status = child.wait().unwrap();
        assert!(status.success(), "{signal}: {status}");
        assert!(start_time.elapsed() < Duration::from_secs(3), "{signal}");
        drop(waiting);
    }
}
