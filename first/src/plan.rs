//! Decides which request may be sent before the app has loaded.

use latchkey_core::{
    answer::Exchange,
    clock::{ServerClock, TimeSource},
    config, language,
    pass::Pass,
    request::Request,
    route::Route,
};

/// Languages with a catalog.
const LANGUAGES: &[&str] = include!(concat!(env!("OUT_DIR"), "/languages.rs"));

/// A pass whose code can be requested, with all that is known before the answer.
#[derive(Clone, Debug)]
pub struct Plan {
    pass: Pass,
    language: &'static str,
    /// Display name of the connection.
    pub name: String,
    /// Customer, if the URL names one.
    pub customer: Option<String>,
    /// Clock with the time of the page's server.
    pub clock: ServerClock,
}

impl Plan {
    /// Creates the plan for a fragment from the answer for `latchkey.json`. `preferred` are the person's
    /// preferred language tags, separated by commas. Returns `None` if the fragment is not a pass through a
    /// gateway, or if its customer is unknown.
    #[must_use]
    pub fn new(fragment: &str, settings: &Exchange, preferred: &str) -> Option<Self> {
        let (id, customer) = Route::parse_pass(fragment)?;
        let (connection, languages) = config::find_gateway_connection(&settings.answer, &id)?;
        let name = connection.name.clone();
        let pass = Pass::new(connection, customer)?;
        let mut clock = ServerClock::new(settings.received);
        clock.add_sample_from(TimeSource::Site, settings);
        Some(Self {
            pass,
            language: language::negotiate(
                preferred.split(','),
                &language::filter_available(&languages, LANGUAGES),
            ),
            name,
            customer: customer.map(|customer| customer.to_string()),
            clock,
        })
    }

    /// Returns the request for the code, which equals the one the app would send.
    #[must_use]
    pub fn request(&self) -> Request {
        self.pass.request(None, self.language)
    }
}

#[cfg(test)]
mod tests;
