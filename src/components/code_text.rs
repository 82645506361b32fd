use latchkey_core::secret::Secret;
use leptos::prelude::*;

/// Codes longer than this are no longer grouped, and longer than [`LONGEST`] no longer shown whole.
const GROUPED: usize = 32;
/// Characters shown of a very long code.
const LONGEST: usize = 256;

/// A code as text, in groups by space alone: what is selected and copied is the ungrouped code.
#[component]
pub fn CodeText(
    /// The code.
    code: Secret,
) -> AnyView {
    let text = code.reveal();
    let count = text.chars().count();
    if count <= GROUPED && text.chars().all(|c| c.is_ascii_alphanumeric()) {
        let size = group_size(count);
        let characters: Vec<char> = text.chars().collect();
        let groups: Vec<_> = characters
            .chunks(size)
            .map(|group| view! { <span>{group.iter().collect::<String>()}</span> })
            .collect();
        view! { <bdi dir="ltr" translate="no" class="code grouped">{groups}</bdi> }.into_any()
    } else {
        let shown: String = text.chars().take(LONGEST).collect();
        let rest = (count > LONGEST).then_some("…");
        view! { <bdi dir="ltr" translate="no" class="code">{shown}{rest}</bdi> }.into_any()
    }
}

/// Three or four to a group, whichever leaves the fuller last one; four where both do.
fn group_size(count: usize) -> usize {
    let last = |size: usize| if count.is_multiple_of(size) { size } else { count % size };
    if 3 - last(3).min(3) < 4 - last(4) { 3 } else { 4 }
}

#[cfg(test)]
mod tests {
    use super::group_size;

    #[test]
    fn the_last_group_is_as_full_as_it_can_be() {
        for (count, size) in [(7, 4), (8, 4), (9, 3), (6, 3), (19, 4), (12, 4), (4, 4), (3, 3), (1, 3)] {
            assert_eq!(group_size(count), size, "{count}");
        }
    }
}
