//! Which key press means what, wherever it happens in the page.

/// A modifier key. Shift is none, because it is part of a character.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Modifier {
    /// No modifier.
    None,
    /// Ctrl, or the Mac's Command, alone.
    Ctrl,
    /// Alt, with or without others.
    Alt,
}

/// A key press, as the browser reports it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct KeyPress<'a> {
    /// The value of `key`, such as `k` or `?`.
    pub key: &'a str,
    /// The modifier that is held.
    pub modifier: Modifier,
    /// Whether what is typed goes into a field or a list.
    pub is_typing: bool,
    /// Whether a dialog is open.
    pub is_behind_dialog: bool,
}

/// What a key press means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shortcut {
    /// Open the command palette.
    Palette,
    /// Open the list of keys.
    Help,
    /// Show the remembered pass at this place, from 0.
    Pass(usize),
    /// Do the action that the current view offers for this key.
    Action(char),
}

impl KeyPress<'_> {
    /// Returns what the key press means; `None` if it is not for the page. Without `has_single_keys` only
    /// combinations with Ctrl count, for people whose speech input or tremor presses keys that they do not
    /// mean (WCAG 2.1.4).
    #[must_use]
    pub fn shortcut(&self, has_single_keys: bool) -> Option<Shortcut> {
        let mut chars = self.key.chars();
        let (Some(char), None) = (chars.next(), chars.next()) else { return None };
        if self.is_behind_dialog {
            return None;
        }
        match (self.modifier, char) {
            (Modifier::Ctrl, 'k' | 'K') => Some(Shortcut::Palette),
            (Modifier::Ctrl | Modifier::Alt, _) => None,
            (Modifier::None, _) if self.is_typing || !has_single_keys => None,
            (Modifier::None, '?') => Some(Shortcut::Help),
            (Modifier::None, '1'..='9') => char.to_digit(10).map(|digit| Shortcut::Pass(digit as usize - 1)),
            (Modifier::None, _) => char.is_ascii_lowercase().then_some(Shortcut::Action(char)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn press(key: &str) -> KeyPress<'_> {
        KeyPress { key, modifier: Modifier::None, is_typing: false, is_behind_dialog: false }
    }

    #[test]
    fn single_keys_have_their_meaning() {
        for (key, meaning) in [
            ("?", Some(Shortcut::Help)),
            ("1", Some(Shortcut::Pass(0))),
            ("9", Some(Shortcut::Pass(8))),
            ("0", None),
            ("r", Some(Shortcut::Action('r'))),
            ("R", None),
            ("Enter", None),
            ("", None),
            ("ü", None),
        ] {
            assert_eq!(press(key).shortcut(true), meaning, "{key}");
        }
    }

    #[test]
    fn single_keys_can_be_switched_off_and_leave_fields_and_dialogs_alone() {
        assert_eq!(press("r").shortcut(false), None);
        assert_eq!(KeyPress { is_typing: true, ..press("r") }.shortcut(true), None);
        assert_eq!(KeyPress { is_behind_dialog: true, ..press("r") }.shortcut(true), None);
        assert_eq!(KeyPress { modifier: Modifier::Alt, ..press("r") }.shortcut(true), None);
        assert_eq!(KeyPress { modifier: Modifier::Ctrl, ..press("r") }.shortcut(true), None);
    }

    #[test]
    fn the_palette_opens_from_fields_too_and_without_single_keys() {
        for key in ["k", "K"] {
            let with_ctrl = KeyPress { modifier: Modifier::Ctrl, is_typing: true, ..press(key) };
            assert_eq!(with_ctrl.shortcut(false), Some(Shortcut::Palette));
        }
        let behind = KeyPress { modifier: Modifier::Ctrl, is_behind_dialog: true, ..press("k") };
        assert_eq!(behind.shortcut(true), None);
    }
}
