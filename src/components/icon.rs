use leptos::prelude::*;

/// The icons there are: a grid of 24, a stroke of 1.75, the colour of the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum IconName {
    /// A pass with a code on it.
    Pass,
    /// A key: activation.
    Key,
    /// Two arrows in a circle: again.
    Refresh,
    /// Two sheets.
    Copy,
    /// A tick.
    Tick,
    /// A tick in a circle: good.
    Good,
    /// A clock: soon.
    Soon,
    /// A cross in a circle: over.
    Over,
    /// A triangle with a mark: trouble.
    Trouble,
    /// An i in a circle.
    Note,
    /// A padlock.
    Lock,
    /// An open eye.
    Eye,
    /// A plus.
    Plus,
    /// An arrow onward.
    Onward,
    /// An arrow back.
    Back,
    /// Four corners: as large as can be.
    Large,
    /// A cross: away with it.
    Close,
    /// An arrow out of a tray: share.
    Share,
    /// An arrow into a tray: save.
    Save,
    /// A printer.
    Print,
    /// Two sliders: settings.
    Settings,
    /// An arrow up.
    Up,
    /// A tick in a box: select.
    Select,
}

impl IconName {
    fn path(self) -> &'static str {
        match self {
            Self::Pass => {
                "M6 4h12a2 2 0 0 1 2 2v12a2 2 0 0 1-2 2H6a2 2 0 0 1-2-2V6a2 2 0 0 1 2-2zM8 8h3v3H8zM14 9h2M8 15h2M14 13v3h2"
            }
            Self::Key => "M8 16a4 4 0 1 1 0-8 4 4 0 0 1 0 8zM12 12h9M17 12v4M21 12v3",
            Self::Refresh => "M20 12a8 8 0 1 1-2.4-5.7L20 8.5M20 4v4.5h-4.5",
            Self::Copy => "M9 9h11v11H9zM5 15H4V4h11v1",
            Self::Tick => "M5 12.5l4.5 4.5L19 7.5",
            Self::Good => "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM8 12.3l2.8 2.8L16 9.5",
            Self::Soon => "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM12 7v5l3.2 2",
            Self::Over => "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM9 9l6 6M15 9l-6 6",
            Self::Trouble => "M12 4l9.2 16H2.8zM12 10v4.5M12 17.2v.3",
            Self::Note => "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM12 11v5.5M12 7.7v.3",
            Self::Eye => {
                "M2.5 12S6 5.5 12 5.5 21.5 12 21.5 12 18 18.5 12 18.5 2.5 12 2.5 12zM12 9.3a2.7 2.7 0 1 0 0 5.4 2.7 2.7 0 0 0 0-5.4z"
            }
            Self::Lock => "M6 11h12v9H6zM8.5 11V7.5a3.5 3.5 0 0 1 7 0V11M12 14.5v2",
            Self::Plus => "M12 5v14M5 12h14",
            Self::Onward => "M9 5l7 7-7 7",
            Self::Back => "M15 5l-7 7 7 7",
            Self::Large => "M4 9V4h5M15 4h5v5M20 15v5h-5M9 20H4v-5",
            Self::Close => "M6 6l12 12M18 6L6 18",
            Self::Share => "M12 14.5V3.5M8 7l4-3.5L16 7M5 12v8h14v-8",
            Self::Save => "M12 3.5v11M8 11l4 3.5 4-3.5M5 15v5h14v-5",
            Self::Print => "M7.5 9V4h9v5M7.5 17H4V9h16v8h-3.5M7.5 14h9v6h-9z",
            Self::Select => "M5 5h14v14H5zM8.5 12.2l2.6 2.6 4.6-5.4",
            Self::Settings => "M4 7h10M18 7h2M16 5v4M4 17h2M10 17h10M8 15v4",
            Self::Up => "M12 20V5M6 11l6-6 6 6",
        }
    }
}

/// An icon. It is hidden from assistive technology, because the text beside it has the same meaning.
#[component]
pub fn Icon(
    /// Which one.
    name: IconName,
) -> impl IntoView {
    view! {
        <svg class="icon" viewBox="0 0 24 24" aria-hidden="true">
            <path d=name.path() />
        </svg>
    }
}
