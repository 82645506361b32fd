use latchkey_core::qr::{Modules, QUIET_ZONE, path};
use leptos::prelude::*;

/// A QR symbol: black on white in every theme, with its quiet zone, one path on one square.
#[component]
pub fn Qr(
    /// The symbol.
    modules: Modules,
    /// What it is, for people who do not see it. Never the code.
    label: &'static str,
) -> AnyView {
    let side = modules.side() + 2 * QUIET_ZONE;
    let square = side.to_string();
    let view_box = ["0 0 ", &square, " ", &square].concat();
    view! {
        <svg class="qr" role="img" aria-label=label viewBox=view_box style=("--modules", square.clone())>
            <title>{label}</title>
            <rect width="100%" height="100%" fill="#fff" />
            <path d=path(&modules) stroke="#000" />
        </svg>
    }
    .into_any()
}
