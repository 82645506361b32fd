use latchkey_core::{clock::Now, time::End};

use crate::dom::El;

/// A second lock on a code: the stylesheet hides the element at its end, even if nothing here runs any more.
#[must_use]
pub fn expires(element: El, end: End, now: Now) -> El {
    match end {
        End::At(end) => {
            let left = end.millis_since(now.time).saturating_sub(now.bound).max(0);
            element.add_class("expires").style("animation-delay", &[&left.to_string(), "ms"].concat())
        }
        End::NotStated | End::Unknown => element,
    }
}
