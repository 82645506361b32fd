//! A minimal HTTP client that sends requests unchanged.
//!
//! It neither normalizes paths nor adds headers except `Host`, `Connection` and `Content-Length`, and accepts
//! incomplete responses.

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::time::Duration;

use serde_json::Value;

/// A request to one of the sandbox's listeners.
#[must_use]
pub struct Request {
    address: SocketAddr,
    method: String,
    target: String,
    host: String,
    headers: Vec<(String, String)>,
    body: String,
}

/// A response, complete or not.
pub struct Response {
    pub status: u16,
    pub headers: Vec<(String, String)>,
    pub body: Vec<u8>,
}

impl Request {
    /// Creates a request without headers and body.
    pub fn new(address: SocketAddr, method: &str, target: &str) -> Self {
        let (method, target) = (method.to_owned(), target.to_owned());
        Self { address, method, target, host: address.to_string(), headers: Vec::new(), body: String::new() }
    }

    /// Adds a header.
    pub fn header(mut self, name: &str, value: &str) -> Self {
        self.headers.push((name.to_owned(), value.to_owned()));
        self
    }

    /// Sets the name in `Host`. The port stays that of the listener.
    pub fn host(mut self, name: &str) -> Self {
        self.host = format!("{name}:{}", self.address.port());
        self
    }

    /// Adds the API key.
    pub fn with_key(self) -> Self {
        self.header("X-API-KEY", "sandbox-key")
    }

    /// Adds the bearer token.
    pub fn with_token(self) -> Self {
        self.header("Authorization", "Bearer sandbox-token")
    }

    /// Adds the header with which the app identifies itself to the gateway.
    pub fn with_app_header(self) -> Self {
        self.header("X-Requested-By", "latchkey")
    }

    /// Sets a JSON body.
    pub fn body(mut self, value: &Value) -> Self {
        self.body = value.to_string();
        self.header("Content-Type", "application/json")
    }

    /// Sends the request and returns the connection, from which nothing has been read.
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
        let mut stream = TcpStream::connect(self.address).unwrap();
        stream.set_read_timeout(Some(Duration::from_mins(1))).unwrap();
        stream.write_all(format!("{text}\r\n{}", self.body).as_bytes()).unwrap();
        stream
    }

    /// Sends the request and reads the response until the connection ends. Panics if there are no headers.
    pub fn send(self) -> Response {
        let mut stream = self.open();
        let (mut bytes, mut piece) = (Vec::new(), [0; 16_384]);
        // A reset ends the response like the end of the stream does.
        while let Ok(length @ 1..) = stream.read(&mut piece) {
            bytes.extend_from_slice(&piece[..length]);
        }
        Response::parse(&bytes)
    }
}

impl Response {
    fn parse(bytes: &[u8]) -> Self {
        let end = bytes.windows(4).position(|four| four == b"\r\n\r\n").expect("a response with headers");
        let head = std::str::from_utf8(&bytes[..end]).unwrap();
        let mut lines = head.split("\r\n");
        let status = lines.next().unwrap().split(' ').nth(1).unwrap().parse().unwrap();
        let headers: Vec<_> = lines
            .map(|line| {
                line.split_once(": ").map(|(name, value)| (name.to_owned(), value.to_owned())).unwrap()
            })
            .collect();
        let mut response = Self { status, headers, body: bytes[end + 4..].to_vec() };
        if response.header("transfer-encoding") == Some("chunked") {
            response.body = decode_chunks(&response.body);
        }
        response
    }

    /// Returns the first value of a header.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(key, _)| key.eq_ignore_ascii_case(name)).map(|(_, value)| value.as_str())
    }

    /// Returns the body as text. Panics if it is not UTF-8.
    pub fn text(&self) -> &str {
        std::str::from_utf8(&self.body).unwrap()
    }

    /// Returns the body as JSON. Panics if it is not.
    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap_or_else(|error| panic!("{error}: {}", self.text()))
    }

    /// Whether the media type is HTML.
    pub fn is_html(&self) -> bool {
        self.header("content-type").is_some_and(|kind| kind.starts_with("text/html"))
    }

    /// Returns the codes of a list response.
    pub fn codes(&self) -> Vec<Value> {
        self.json()["data"]["activationCodes"].as_array().unwrap().clone()
    }
}

/// Decodes a chunked body.
fn decode_chunks(mut chunks: &[u8]) -> Vec<u8> {
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
