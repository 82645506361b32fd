//! What may be asked for before the app is there.

use latchkey_core::{
    answer::Exchange,
    clock::{ServerClock, TimeSource},
    config, language,
    pass::Pass,
    request::Request,
    route::Route,
};

/// The languages there are catalogs for.
const LANGUAGES: &[&str] = include!(concat!(env!("OUT_DIR"), "/languages.rs"));

/// A pass whose code can be asked for, and what is known before its answer.
#[derive(Clone, Debug)]
pub struct Plan {
    pass: Pass,
    language: &'static str,
    /// Name of the connection, for people.
    pub name: String,
    /// Whose pass it is, where the address says so.
    pub customer: Option<String>,
    /// What the server of the page has told of the time.
    pub clock: ServerClock,
}

impl Plan {
    /// The plan for the address's fragment, by what the answer for `latchkey.json` says. `wished` are the
    /// tags of the languages the person wants, separated by commas, the most wanted first. Nothing where the
    /// address is no pass behind a gateway, or says nothing of whose it is.
    #[must_use]
    pub fn of(fragment: &str, settings: &Exchange, wished: &str) -> Option<Self> {
        let (id, customer) = Route::parse_pass(fragment)?;
        let (connection, languages) = config::find_gateway_connection(&settings.answer, &id)?;
        let name = connection.name.clone();
        let pass = Pass::new(connection, customer)?;
        let mut clock = ServerClock::new(settings.received);
        clock.add_sample_from(TimeSource::Site, settings);
        Some(Self {
            pass,
            language: language::negotiate(
                wished.split(','),
                &language::filter_available(&languages, LANGUAGES),
            ),
            name,
            customer: customer.map(|customer| customer.to_string()),
            clock,
        })
    }

    /// The request for the code: the app's, letter for letter.
    #[must_use]
    pub fn request(&self) -> Request {
        self.pass.request(None, self.language)
    }
}

#[cfg(test)]
mod tests;
