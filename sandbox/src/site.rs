//! The site listener: a folder of built files, as a plain web server would serve it.

use std::io;
use std::path::{Component, Path, PathBuf};

use axum::http::{Method, StatusCode, Uri, header};
use axum::response::Response;
use percent_encoding::percent_decode_str;
use tokio::task::spawn_blocking;

use crate::answer;

/// What may run in the page: the build's own files and WebAssembly, and nothing inline. The page has to start
/// under it.
const SCRIPT_POLICY: &str =
    "script-src 'self' 'wasm-unsafe-eval'; require-trusted-types-for 'script'; trusted-types latchkey";

/// A folder that exists, with links resolved.
#[derive(Clone, Debug)]
pub struct Folder(PathBuf);

impl Folder {
    /// Opens the folder.
    ///
    /// # Errors
    ///
    /// When there is no such folder.
    pub fn open(path: &Path) -> io::Result<Self> {
        let resolved = path.canonicalize()?;
        if resolved.is_dir() { Ok(Self(resolved)) } else { Err(io::ErrorKind::NotADirectory.into()) }
    }

    /// The file at this address, or a real 404: the app's routes live in the fragment, so none needs a
    /// rewrite.
    pub async fn serve(self, method: Method, uri: Uri) -> Response {
        if method != Method::GET && method != Method::HEAD {
            let response = answer::bare(StatusCode::METHOD_NOT_ALLOWED);
            return answer::with_header(response, header::ALLOW, "GET, HEAD");
        }
        let found = spawn_blocking(move || {
            let file = self.find(uri.path())?;
            let body = std::fs::read(&file).ok()?;
            Some((content_type(&file), body))
        });
        match found.await {
            Ok(Some((kind, body))) => {
                let response = answer::typed(StatusCode::OK, kind, body);
                let response = answer::with_header(response, header::CACHE_CONTROL, cache_control(kind));
                if kind.starts_with("text/html") {
                    answer::with_header(response, header::CONTENT_SECURITY_POLICY, SCRIPT_POLICY)
                } else {
                    response
                }
            }
            Ok(None) | Err(_) => answer::no_such_path(),
        }
    }

    /// The file of a path. Every part must be a plain name, and the file must lie inside also after links are
    /// resolved.
    fn find(&self, path: &str) -> Option<PathBuf> {
        let relative = match path.strip_prefix('/')? {
            "" => "index.html".to_owned(),
            rest => percent_decode_str(rest).decode_utf8().ok()?.into_owned(),
        };
        let plain = Path::new(&relative).components().all(|part| matches!(part, Component::Normal(_)));
        if !plain || relative.contains(['\\', '\0']) {
            return None;
        }
        let file = self.0.join(&relative).canonicalize().ok()?;
        (file.starts_with(&self.0) && file.is_file()).then_some(file)
    }
}

fn content_type(file: &Path) -> &'static str {
    match file.extension().and_then(|extension| extension.to_str()) {
        Some("html") => "text/html; charset=utf-8",
        Some("js" | "mjs") => "text/javascript; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("wasm") => "application/wasm",
        Some("json" | "map") => "application/json",
        Some("webmanifest") => "application/manifest+json",
        Some("svg") => "image/svg+xml",
        Some("png") => "image/png",
        Some("ico") => "image/x-icon",
        Some("woff2") => "font/woff2",
        Some("txt") => "text/plain; charset=utf-8",
        Some(_) | None => "application/octet-stream",
    }
}

/// Pages and JSON are never stored; the rest may be, but is asked for again, since a rebuild can change it.
fn cache_control(content_type: &str) -> &'static str {
    if content_type.starts_with("text/html") || content_type == "application/json" {
        "no-store"
    } else {
        "no-cache"
    }
}
