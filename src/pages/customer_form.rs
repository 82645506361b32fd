use leptos::prelude::*;

use super::lookup_form::LookupForm;
use crate::{
    components::{Keyboard, customer_id_problem},
    i18n::Key,
};

/// A form for a customer id.
#[component]
pub fn CustomerForm(
    /// Called with a valid id.
    #[prop(into)]
    on_found: Callback<String>,
    /// Whether another id follows, as [`LookupForm`] says.
    #[prop(optional)]
    is_repeated: bool,
) -> impl IntoView {
    view! {
        <LookupForm
            label=Key::CustomerLabel
            hint=Key::CustomerHint
            keyboard=Keyboard::Numeric
            validate=customer_id_problem
            on_found
            is_repeated
        />
    }
}
