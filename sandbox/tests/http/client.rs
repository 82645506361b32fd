//! The smallest HTTP client that changes nothing on the way: no address is normalised, no header added but
//! `Connection`, and half an answer is still an answer.

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::time::Duration;

use serde_json::Value;

#[must_use]
pub struct Request {
    to: SocketAddr,
    method: String,
    target: String,
    host: String,
    headers: Vec<(String, String)>,
    body: String,
}

pub struct Answer {
    pub status: u16,
    pub headers: Vec<(String, String)>,
    pub body: Vec<u8>,
}

impl Request {
    pub fn new(to: SocketAddr, method: &str, target: &str) -> Self {
        let (method, target) = (method.to_owned(), target.to_owned());
        Self { to, method, target, host: to.to_string(), headers: Vec::new(), body: String::new() }
    }

    pub fn header(mut self, name: &str, value: &str) -> Self {
        self.headers.push((name.to_owned(), value.to_owned()));
        self
    }

    /// The name in `Host`, with the port of the listener.
    pub fn host(mut self, name: &str) -> Self {
        self.host = format!("{name}:{}", self.to.port());
        self
    }

    pub fn key(self) -> Self {
        self.header("X-API-KEY", "sandbox-key")
    }

    pub fn token(self) -> Self {
        self.header("Authorization", "Bearer sandbox-token")
    }

    pub fn ours(self) -> Self {
        self.header("X-Requested-By", "latchkey")
    }

    pub fn body(mut self, value: &Value) -> Self {
        self.body = value.to_string();
        self.header("Content-Type", "application/json")
    }

    pub fn open(&self) -> TcpStream {
        let mut text = format!(
            "{} {} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n",
            self.method, self.target, self.host
        );
        for (name, value) in &self.headers {
            text.extend([name, ": ", value, "\r\n"]);
        }
        if !self.body.is_empty() {
            text.extend(["Content-Length: ", &self.body.len().to_string(), "\r\n"]);
        }
        let mut stream = TcpStream::connect(self.to).unwrap();
        stream.set_read_timeout(Some(Duration::from_mins(1))).unwrap();
        stream.write_all(format!("{text}\r\n{}", self.body).as_bytes()).unwrap();
        stream
    }

    pub fn send(self) -> Answer {
        let mut stream = self.open();
        let (mut bytes, mut piece) = (Vec::new(), [0; 16_384]);
        // A reset after some bytes ends the answer, as the end of the stream does.
        while let Ok(length @ 1..) = stream.read(&mut piece) {
            bytes.extend_from_slice(&piece[..length]);
        }
        Answer::parse(&bytes)
    }
}

impl Answer {
    fn parse(bytes: &[u8]) -> Self {
        let end = bytes.windows(4).position(|four| four == b"\r\n\r\n").expect("an answer with headers");
        let head = std::str::from_utf8(&bytes[..end]).unwrap();
        let mut lines = head.split("\r\n");
        let status = lines.next().unwrap().split(' ').nth(1).unwrap().parse().unwrap();
        let headers: Vec<_> = lines
            .map(|line| {
                line.split_once(": ").map(|(name, value)| (name.to_owned(), value.to_owned())).unwrap()
            })
            .collect();
        let mut answer = Self { status, headers, body: bytes[end + 4..].to_vec() };
        if answer.header("transfer-encoding") == Some("chunked") {
            answer.body = joined(&answer.body);
        }
        answer
    }

    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(key, _)| key.eq_ignore_ascii_case(name)).map(|(_, value)| value.as_str())
    }

    pub fn text(&self) -> &str {
        std::str::from_utf8(&self.body).unwrap()
    }

    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap_or_else(|error| panic!("{error}: {}", self.text()))
    }

    pub fn is_html(&self) -> bool {
        self.header("content-type").is_some_and(|kind| kind.starts_with("text/html"))
    }

    /// The codes of an activation answer.
    pub fn codes(&self) -> Vec<Value> {
        self.json()["data"]["activationCodes"].as_array().unwrap().clone()
    }
}

/// The bytes of a chunked body.
fn joined(mut chunks: &[u8]) -> Vec<u8> {
    let mut body = Vec::new();
    while let Some(line) = chunks.windows(2).position(|two| two == b"\r\n") {
        let size = std::str::from_utf8(&chunks[..line]).unwrap();
        let (start, size) = (line + 2, usize::from_str_radix(size, 16).unwrap());
        if size == 0 {
            break;
        }
        body.extend_from_slice(&chunks[start..start + size]);
        chunks = &chunks[start + size + 2..];
    }
    body
}
