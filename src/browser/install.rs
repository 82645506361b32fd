//! What the browser needs to install the page.

use leptos::prelude::*;

/// The files that are linked, and how.
const LINKS: [(&str, &str); 2] =
    [("manifest", "manifest.webmanifest"), ("apple-touch-icon", "install/apple-touch-icon.png")];

/// Links the page to its manifest and to the icon for Apple's systems. Not in `index.html`, so that the first
/// view waits for neither.
pub fn link_files() {
    let Some(head) = document().head() else { return };
    for (relation, file) in LINKS {
        if let Ok(link) = document().create_element("link") {
            // These fail only for invalid names, and all names are constants.
            let _ = link.set_attribute("rel", relation);
            let _ = link.set_attribute("href", file);
            let _ = head.append_child(&link);
        }
    }
}
