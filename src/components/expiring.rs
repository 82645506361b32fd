use latchkey_core::{clock::Now, countdown::animation_delay_ms, time::End};

/// Returns the delay after which the stylesheet hides an element of class `expires`, even if no script runs
/// by then; `None` for a code without an end.
///
/// Use it with `class:expires` and `style:animation-delay` on a new element: the animation starts when the
/// element is inserted.
#[must_use]
pub fn expiry_delay(end: End, now: Now) -> Option<String> {
    match end {
        End::At(end) => {
            let left_ms = end.millis_since(now.time).saturating_sub(now.error_ms);
            Some(format!("{}ms", animation_delay_ms(left_ms)))
        }
        End::NotStated | End::Unknown => None,
    }
}
