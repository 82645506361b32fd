use latchkey_core::symbol_size::is_larger_than_card;
use latchkey_qr::{QUIET_ZONE, Symbol};
use leptos::prelude::*;

/// A QR symbol: black on white in every theme, with its quiet zone, one path on one square.
#[component]
pub fn Qr(
    /// The symbol.
    symbol: Symbol,
    /// What the symbol is, for people who do not see it; never the code.
    label: &'static str,
    /// Another class than that of a code's symbol, which the layout of a pass depends on.
    #[prop(optional)]
    class: Option<&'static str>,
) -> impl IntoView {
    let of_code = if is_larger_than_card(symbol.side()) { "qr large" } else { "qr" };
    let side = symbol.side() + 2 * QUIET_ZONE;
    view! {
        <svg
            class=class.unwrap_or(of_code)
            role="img"
            aria-label=label
            viewBox=format!("0 0 {side} {side}")
            style=("--modules", side.to_string())
        >
            <title>{label}</title>
            <rect width=side height=side fill="#fff" />
            <path d=symbol.to_svg_path() stroke="#000" />
        </svg>
    }
}

/// In place of a symbol: why there is none.
#[component]
pub fn NoSymbol(
    /// The reason, in words.
    #[prop(into)]
    reason: String,
) -> impl IntoView {
    view! { <p class="no-symbol">{reason}</p> }
}
