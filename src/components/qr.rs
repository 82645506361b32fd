use latchkey_core::qr::{Modules, QUIET_ZONE, path};

use crate::dom::{El, el, svg};

/// A QR symbol: black on white in every theme, with its quiet zone, one path on one square. `label` says what it
/// is to people who do not see it, and never the code.
#[must_use]
pub fn qr(modules: &Modules, label: &str) -> El {
    let side = (modules.side() + 2 * QUIET_ZONE).to_string();
    svg("svg")
        .class(if modules.is_large() { "qr large" } else { "qr" })
        .attr("role", "img")
        .attr("aria-label", label)
        .attr("viewBox", &["0 0 ", &side, " ", &side].concat())
        .style("--modules", &side)
        .child(svg("title").text(label))
        .child(svg("rect").attr("width", &side).attr("height", &side).attr("fill", "#fff"))
        .child(svg("path").attr("d", &path(modules)).attr("stroke", "#000"))
}

/// In the place of a symbol: why there is none.
#[must_use]
pub fn no_symbol(words: &str) -> El {
    el("p").class("no-symbol").text(words)
}
