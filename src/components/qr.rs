use latchkey_core::qr::{Modules, QUIET_ZONE, path};
use leptos::prelude::*;

/// A QR symbol: black on white in every theme, with its quiet zone, one path on one square.
#[component]
pub fn Qr(
    /// The symbol.
    modules: Modules,
    /// What the symbol is, for people who do not see it; never the code.
    label: &'static str,
) -> impl IntoView {
    let side = modules.side() + 2 * QUIET_ZONE;
    view! {
        <svg
            class=if modules.is_large() { "qr large" } else { "qr" }
            role="img"
            aria-label=label
            viewBox=format!("0 0 {side} {side}")
            style=("--modules", side.to_string())
        >
            <title>{label}</title>
            <rect width=side height=side fill="#fff" />
            <path d=path(&modules) stroke="#000" />
        </svg>
    }
}

/// In the place of a symbol: why there is none.
#[component]
pub fn NoSymbol(
    /// The reason, in words.
    #[prop(into)]
    reason: String,
) -> impl IntoView {
    view! { <p class="no-symbol">{reason}</p> }
}
