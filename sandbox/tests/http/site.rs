//! The site listener.

use std::fs;
use std::path::PathBuf;
use std::sync::atomic::{AtomicU32, Ordering};

use latchkey_sandbox::config;

use crate::client::Request;
use crate::server::{Server, start_with};

static FOLDERS: AtomicU32 = AtomicU32::new(0);

/// A folder with a small site, a file next to it that must not be readable, and a server for the folder.
struct Site {
    parent: PathBuf,
    server: Server,
}

impl Site {
    fn new() -> Self {
        let number = FOLDERS.fetch_add(1, Ordering::SeqCst);
        let parent = std::env::temp_dir().join(format!("latchkey-sandbox-{}-{number}", std::process::id()));
        let dist = parent.join("dist");
        fs::create_dir_all(dist.join("assets")).unwrap();
        for (name, text) in [
            ("index.html", "<!doctype html><title>start</title>"),
            ("app.js", "export {}"),
            ("app.wasm", "\0asm"),
            ("style.css", "a{}"),
            ("latchkey.json", r#"{"title":"from the folder"}"#),
            ("assets/icon.svg", "<svg/>"),
            ("assets/with blank.txt", "text"),
            ("../secret.txt", "secret"),
        ] {
            fs::write(dist.join(name), text).unwrap();
        }
        std::os::unix::fs::symlink(parent.join("secret.txt"), dist.join("link.txt")).unwrap();
        let server = start_with(|settings| settings.site = Some(dist));
        Self { parent, server }
    }

    fn get(&self, target: &str) -> Request {
        self.server.get_site(target)
    }
}

impl Drop for Site {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.parent);
    }
}

#[test]
fn files_have_their_media_types_and_cache_headers() {
    let site = Site::new();
    for (target, content_type, cache) in [
        ("/", "text/html; charset=utf-8", "no-store"),
        ("/index.html", "text/html; charset=utf-8", "no-store"),
        ("/app.js", "text/javascript; charset=utf-8", "no-cache"),
        ("/app.js?v=1", "text/javascript; charset=utf-8", "no-cache"),
        ("/app.wasm", "application/wasm", "no-cache"),
        ("/style.css", "text/css; charset=utf-8", "no-cache"),
        ("/assets/icon.svg", "image/svg+xml", "no-cache"),
        ("/assets/with%20blank.txt", "text/plain; charset=utf-8", "no-cache"),
    ] {
        let response = site.get(target).send();
        assert_eq!(response.status, 200, "{target}");
        assert_eq!(response.header("content-type"), Some(content_type), "{target}");
        assert_eq!(response.header("cache-control"), Some(cache), "{target}");
    }
    assert_eq!(site.get("/app.wasm").send().body, b"\0asm");
}

#[test]
fn every_answer_has_the_security_headers() {
    let site = Site::new();
    for target in ["/", "/app.js", "/app.wasm", "/latchkey.json", "/missing.js", "/time", "/api/none"] {
        let response = site.get(target).send();
        let policy = response.header("content-security-policy").unwrap_or_default();
        assert!(policy.starts_with("default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; "), "{target}");
        assert!(policy.ends_with("; require-trusted-types-for 'script'; trusted-types latchkey"), "{target}");
        assert_eq!(response.header("integrity-policy"), Some("blocked-destinations=(script)"), "{target}");
        assert_eq!(response.header("cross-origin-embedder-policy"), Some("require-corp"), "{target}");
    }
    // The services' own listener is another server.
    assert_eq!(site.server.customer(1234).send().header("content-security-policy"), None);
}

#[test]
fn everything_else_is_404() {
    let site = Site::new();
    for target in ["/missing.js", "/access/gym/1234", "/assets", "/assets/", "/index.htm", "/app.js/", "/log"]
    {
        let response = site.get(target).send();
        assert_eq!(response.status, 404, "{target}");
        assert!(!response.text().contains("start"));
    }
}

#[test]
fn files_outside_the_folder_cannot_be_read() {
    let site = Site::new();
    assert_eq!(fs::read_to_string(site.parent.join("secret.txt")).unwrap(), "secret");
    let absolute = site.parent.join("secret.txt").display().to_string();
    for target in [
        "/../secret.txt",
        "/%2e%2e/secret.txt",
        "/..%2fsecret.txt",
        "/%2e%2e%2fsecret.txt",
        "/assets/../../secret.txt",
        "/assets/%2e%2e/%2e%2e/secret.txt",
        "/..%5csecret.txt",
        "/link.txt",
        &format!("/{absolute}"),
        &absolute.replacen('/', "/%2f", 1),
        "/index.html%00.txt",
        "/%ff",
    ] {
        let response = site.get(target).send();
        assert!([400, 404].contains(&response.status), "{target}: {}", response.status);
        assert!(!response.text().contains("secret"), "{target}");
    }
}

#[test]
fn only_get_and_head_are_served() {
    let site = Site::new();
    let address = site.server.site.unwrap();
    let head = Request::new(address, "HEAD", "/app.js").send();
    assert_eq!((head.status, head.body.len(), head.header("content-length")), (200, 0, Some("9")));
    let post = Request::new(address, "POST", "/app.js").send();
    assert_eq!((post.status, post.header("allow")), (405, Some("GET, HEAD")));
}

#[test]
fn the_gateway_and_the_configuration_share_its_origin() {
    let site = Site::new();
    let mine = site.get("/api/gym/v1/customers/me/access-code").with_app_header().send();
    assert_eq!(mine.json(), site.server.customer(1234).send().json(), "both listeners share one sandbox");
    assert_eq!(site.get("/api/gym/v1/customers/me/access-code").send().status, 403);
    assert_eq!(site.get("/api/none").with_app_header().send().status, 404);
    assert_eq!(site.get("/time").send().text(), "{}");
    let config = site.get("/latchkey.json").send();
    assert_eq!(config.json(), config::for_port(site.server.api.port()));
    assert_eq!(config.header("cache-control"), Some("no-store"));
    assert_eq!(site.get("/v1/customers/1234/access-code").with_key().send().status, 404);
    let log = site.server.get("/log").send().json();
    assert_eq!(log[0]["path"], "/api/gym/v1/customers/me/access-code");
}
