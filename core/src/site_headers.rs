//! Which protections the page's own server sends with the page, from its response headers.
//!
//! Only an operator can correct what is missing, so the page names it in its About view and refuses nothing.

#[cfg(test)]
mod tests;

/// A protection that a response header switches on in the browser.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Protection {
    /// `Content-Security-Policy`, `script-src`: only the build's own scripts run.
    Scripts,
    /// `Content-Security-Policy`, `require-trusted-types-for`: scripts cannot turn text into markup.
    TrustedTypes,
    /// `Content-Security-Policy`, `frame-ancestors`: other sites cannot put the page into a frame.
    Framing,
    /// `Strict-Transport-Security`: the browser uses https only.
    SecureTransport,
    /// `X-Content-Type-Options`: a file is never run as another type.
    ContentTypes,
    /// `Referrer-Policy`: other sites do not learn the page's address.
    Referrer,
    /// `Cross-Origin-Opener-Policy`: windows of other sites have no hold of this one.
    Opener,
    /// `Cross-Origin-Resource-Policy`: other sites cannot load the page's files.
    Resources,
    /// `Permissions-Policy`: the page cannot use camera, microphone and location.
    Permissions,
    /// `Cache-Control` with `no-store`: an old version of the page is not shown from a cache.
    Caching,
}

/// How well a protection is switched on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Level {
    /// As it should be.
    Strong,
    /// In part, or with an exception that undoes much of it.
    Weak,
    /// Not at all.
    Missing,
}

impl Protection {
    /// All protections, in the order in which they are shown.
    pub const ALL: [Self; 10] = [
        Self::Scripts,
        Self::TrustedTypes,
        Self::Framing,
        Self::SecureTransport,
        Self::ContentTypes,
        Self::Referrer,
        Self::Opener,
        Self::Resources,
        Self::Permissions,
        Self::Caching,
    ];

    /// Returns the name of the header, with the directive for one of several.
    #[must_use]
    pub fn header_name(self) -> &'static str {
        match self {
            Self::Scripts => "Content-Security-Policy: script-src",
            Self::TrustedTypes => "Content-Security-Policy: require-trusted-types-for",
            Self::Framing => "Content-Security-Policy: frame-ancestors",
            Self::SecureTransport => "Strict-Transport-Security",
            Self::ContentTypes => "X-Content-Type-Options",
            Self::Referrer => "Referrer-Policy",
            Self::Opener => "Cross-Origin-Opener-Policy",
            Self::Resources => "Cross-Origin-Resource-Policy",
            Self::Permissions => "Permissions-Policy",
            Self::Caching => "Cache-Control: no-store",
        }
    }

    /// Returns how well this protection is switched on by `headers`, lines of `name: value` with names in
    /// lower case ([`Answer::headers`](crate::answer::Answer::headers)).
    #[must_use]
    pub fn level(self, headers: &str) -> Level {
        let value = |name| find(headers, name).to_ascii_lowercase();
        match self {
            Self::Scripts => best_policy(headers, script_level),
            Self::TrustedTypes => best_policy(headers, |policy| {
                let has_script = sources(policy, "require-trusted-types-for")
                    .is_some_and(|mut sinks| sinks.any(|sink| sink == "'script'"));
                if has_script { Level::Strong } else { Level::Missing }
            }),
            Self::Framing => match best_policy(headers, framing_level) {
                // Browsers heed the older header if there is no `frame-ancestors`.
                Level::Missing if is_one_of(&value("x-frame-options"), &["deny", "sameorigin"]) => {
                    Level::Strong
                }
                level => level,
            },
            Self::SecureTransport => transport_level(&value("strict-transport-security")),
            Self::ContentTypes => {
                let first = value("x-content-type-options");
                let is_set = first.split(',').next().is_some_and(|first| first.trim() == "nosniff");
                if is_set { Level::Strong } else { Level::Missing }
            }
            Self::Referrer => referrer_level(&value("referrer-policy")),
            Self::Opener => match without_parameters(&value("cross-origin-opener-policy")) {
                "same-origin" | "noopener-allow-popups" => Level::Strong,
                "same-origin-allow-popups" => Level::Weak,
                _ => Level::Missing,
            },
            Self::Resources => match value("cross-origin-resource-policy").trim() {
                "same-origin" => Level::Strong,
                "same-site" => Level::Weak,
                _ => Level::Missing,
            },
            Self::Permissions => permissions_level(&value("permissions-policy")),
            Self::Caching => caching_level(&value("cache-control")),
        }
    }
}

/// Returns the value of a header, empty if there is none. Values of a header that is sent several times are
/// joined by commas, as browsers do it.
fn find<'a>(headers: &'a str, name: &str) -> &'a str {
    let mut lines = headers.lines().filter_map(|line| line.split_once(':'));
    lines.find(|(other, _)| *other == name).map(|(_, value)| value.trim()).unwrap_or_default()
}

fn is_one_of(value: &str, words: &[&str]) -> bool {
    words.contains(&value.trim())
}

fn without_parameters(value: &str) -> &str {
    value.split(';').next().unwrap_or_default().trim()
}

/// Returns the best level of all policies in `Content-Security-Policy`, since each of them applies.
fn best_policy(headers: &str, level: fn(&str) -> Level) -> Level {
    let policies = find(headers, "content-security-policy").to_ascii_lowercase();
    let levels: Vec<_> = policies.split(',').map(level).collect();
    [Level::Strong, Level::Weak].into_iter().find(|best| levels.contains(best)).unwrap_or(Level::Missing)
}

/// Returns the values of a directive, the first of its name. `policy` is in lower case.
fn sources<'a>(policy: &'a str, directive: &str) -> Option<impl Iterator<Item = &'a str>> {
    policy.split(';').find_map(|part| {
        let mut words = part.split_ascii_whitespace();
        (words.next() == Some(directive)).then_some(words)
    })
}

fn script_level(policy: &str) -> Level {
    let is_weak = |source: &str| {
        is_one_of(
            source,
            &["'unsafe-inline'", "'unsafe-eval'", "*", "data:", "blob:", "filesystem:", "http:", "https:"],
        )
    };
    let directive = ["script-src", "default-src"].into_iter().find_map(|name| sources(policy, name));
    let Some(mut general) = directive else { return Level::Missing };
    // These two replace `script-src` for elements and for attributes.
    let has_exception = ["script-src-elem", "script-src-attr"]
        .into_iter()
        .any(|name| sources(policy, name).is_some_and(|mut special| special.any(is_weak)));
    if general.any(is_weak) || has_exception { Level::Weak } else { Level::Strong }
}

fn framing_level(policy: &str) -> Level {
    let Some(mut ancestors) = sources(policy, "frame-ancestors") else { return Level::Missing };
    if ancestors.any(|source| is_one_of(source, &["*", "http:", "https:"])) {
        Level::Weak
    } else {
        Level::Strong
    }
}

/// Shortest `max-age` that outlasts the breaks between visits: half a year.
const MIN_TRANSPORT_SECS: u64 = 180 * 86_400;

fn transport_level(value: &str) -> Level {
    let seconds = value.split(';').find_map(|part| {
        let (name, seconds) = part.split_once('=')?;
        (name.trim() == "max-age").then(|| seconds.trim().trim_matches('"').parse::<u64>().ok()).flatten()
    });
    match seconds {
        None | Some(0) => Level::Missing,
        Some(..MIN_TRANSPORT_SECS) => Level::Weak,
        Some(_) => Level::Strong,
    }
}

/// The last policy that a browser knows applies.
fn referrer_level(value: &str) -> Level {
    let level = |policy: &str| match policy.trim() {
        "no-referrer" | "same-origin" | "strict-origin" | "strict-origin-when-cross-origin" => {
            Some(Level::Strong)
        }
        "origin" | "origin-when-cross-origin" | "no-referrer-when-downgrade" | "unsafe-url" => {
            Some(Level::Weak)
        }
        _ => None,
    };
    value.split(',').rev().find_map(level).unwrap_or(Level::Missing)
}

fn permissions_level(value: &str) -> Level {
    let is_denied = |feature: &str| {
        value.split(',').filter_map(|part| part.split_once('=')).any(|(name, allowlist)| {
            name.trim() == feature && without_parameters(allowlist).replace(' ', "") == "()"
        })
    };
    let denied = ["camera", "microphone", "geolocation"].into_iter().filter(|name| is_denied(name)).count();
    match denied {
        0 => Level::Missing,
        1 | 2 => Level::Weak,
        _ => Level::Strong,
    }
}

fn caching_level(value: &str) -> Level {
    let has = |directives: &[&str]| value.split(',').any(|part| is_one_of(part, directives));
    if has(&["no-store"]) {
        Level::Strong
    } else if has(&["no-cache", "max-age=0"]) {
        Level::Weak
    } else {
        Level::Missing
    }
}
