use leptos::prelude::*;

use crate::{
    browser::intl,
    i18n::{Key, texts},
    world::World,
};

/// Version, clock, and what is stored where.
#[component]
pub fn About(
    /// What it may reach.
    world: World,
) -> AnyView {
    let t = texts();
    let clock = move || {
        let off = world.clock.device_off_by();
        match off {
            Some(ahead) => t.fill(
                if ahead > 0 { Key::ClockAhead } else { Key::ClockBehind },
                &[("time", &intl::duration(t.language, ahead.saturating_abs()))],
            ),
            None if world.clock.verified() => t.say(Key::ClockVerified).to_owned(),
            None => t.say(Key::ClockNotVerified).to_owned(),
        }
    };
    view! {
        <article class="card prose">
            <h1 tabindex="-1">{t.say(Key::AboutTitle)}</h1>
            <p>{t.say(Key::AboutWhat)}</p>
            <dl class="details">
                <div>
                    <dt>{t.say(Key::AboutVersion)}</dt>
                    <dd>{env!("CARGO_PKG_VERSION")}</dd>
                </div>
                <div>
                    <dt>{t.say(Key::AboutCommit)}</dt>
                    <dd translate="no">{env!("LATCHKEY_COMMIT")}</dd>
                </div>
                <div>
                    <dt>{t.say(Key::AboutClock)}</dt>
                    <dd>{clock}</dd>
                </div>
                <div>
                    <dt>{t.say(Key::AboutLicence)}</dt>
                    <dd translate="no">"MIT OR Apache-2.0"</dd>
                </div>
            </dl>
            <h2>{t.say(Key::AboutStoredTitle)}</h2>
            <p>{t.say(Key::AboutStored)}</p>
            <p>{t.say(Key::AboutNotStored)}</p>
            <h2>{t.say(Key::AboutSourcesTitle)}</h2>
            <p>{t.say(Key::AboutSources)}</p>
            <p class="quiet">{t.say(Key::AboutDeprecated)}</p>
        </article>
    }
    .into_any()
}
