use latchkey_qr::Symbol;
use leptos::prelude::*;

use super::{Icon, IconName};
use crate::{
    browser::download,
    i18n::{Key, texts},
};

/// The kinds of files that a symbol can be saved as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ImageFormat {
    /// A drawing.
    Svg,
    /// Pixels.
    Png,
}

/// Two buttons that save a symbol, one for each kind of file.
#[component]
pub fn SaveButtons(
    /// Called with the kind that was chosen.
    #[prop(into)]
    on_save: Callback<ImageFormat>,
) -> impl IntoView {
    let t = texts();
    [(ImageFormat::Svg, Key::DetailSvg), (ImageFormat::Png, Key::DetailPng)]
        .map(|(format, label)| {
            view! {
                <button type="button" class="quiet-button" on:click=move |_| on_save.run(format)>
                    <Icon name=IconName::Save />
                    {t.say(label)}
                </button>
            }
        })
        .collect_view()
}

/// Saves a symbol as a file called `name` and the ending of its kind, and returns that name; `None` if the
/// browser cannot save files. The name must not reveal a person.
#[must_use]
pub fn download_symbol(symbol: &Symbol, name: &str, format: ImageFormat) -> Option<String> {
    let (ending, media_type, bytes) = match format {
        ImageFormat::Svg => ("svg", "image/svg+xml", symbol.to_svg().into_bytes()),
        ImageFormat::Png => ("png", "image/png", symbol.to_png()),
    };
    let name = format!("{name}.{ending}");
    download::save(&name, media_type, &bytes).then_some(name)
}
