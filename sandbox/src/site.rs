//! The folder of built files, served as a plain web server would.

use std::io;
use std::path::{Component, Path, PathBuf};

use axum::http::{Method, StatusCode, Uri, header};
use axum::response::Response;
use percent_encoding::percent_decode_str;
use tokio::task::spawn_blocking;

use crate::responses;

/// An existing folder whose path has no symbolic links.
#[derive(Clone, Debug)]
pub struct SiteFolder(PathBuf);

impl SiteFolder {
    /// Opens the folder.
    ///
    /// # Errors
    ///
    /// Fails if there is no such folder.
    pub fn open(path: &Path) -> io::Result<Self> {
        let resolved = path.canonicalize()?;
        if resolved.is_dir() { Ok(Self(resolved)) } else { Err(io::ErrorKind::NotADirectory.into()) }
    }

    /// Returns the file at this address, or 404.
    ///
    /// Unknown paths are not rewritten to the start page, since the app's routes are in the fragment.
    pub async fn serve(self, method: Method, uri: Uri) -> Response {
        if method != Method::GET && method != Method::HEAD {
            let response = responses::empty(StatusCode::METHOD_NOT_ALLOWED);
            return responses::with_header(response, header::ALLOW, "GET, HEAD");
        }
        let reading = spawn_blocking(move || {
            let file = self.find(uri.path())?;
            let body = std::fs::read(&file).ok()?;
            Some((content_type_of(&file), body))
        });
        match reading.await {
            Ok(Some((content_type, body))) => {
                let response = responses::with_type(StatusCode::OK, content_type, body);
                responses::with_header(response, header::CACHE_CONTROL, cache_control(content_type))
            }
            Ok(None) | Err(_) => responses::not_found_page(),
        }
    }

    /// Returns the file of a URL path. Every part must be a plain name, and the file must be inside the
    /// folder after links are resolved.
    fn find(&self, path: &str) -> Option<PathBuf> {
        let relative = match path.strip_prefix('/')? {
            "" => "index.html".to_owned(),
            rest => percent_decode_str(rest).decode_utf8().ok()?.into_owned(),
        };
        let has_plain_parts =
            Path::new(&relative).components().all(|part| matches!(part, Component::Normal(_)));
        if !has_plain_parts || relative.contains(['\\', '\0']) {
            return None;
        }
        let file = self.0.join(&relative).canonicalize().ok()?;
        (file.starts_with(&self.0) && file.is_file()).then_some(file)
    }
}

fn content_type_of(file: &Path) -> &'static str {
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

/// Returns the `Cache-Control` of a file. Pages and JSON are not stored; other files are stored but
/// revalidated, since a rebuild can change them.
fn cache_control(content_type: &str) -> &'static str {
    if content_type.starts_with("text/html") || content_type == "application/json" {
        "no-store"
    } else {
        "no-cache"
    }
}
