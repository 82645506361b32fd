//! The view at which the page starts when it is opened from its icon or one of the icon's shortcuts.

use crate::{
    connection::{Auth, Connection, Service, Subject},
    route::{Route, Start},
};

impl Start {
    /// Returns the view to go to from the home view; `None` to stay there. `known` are the passes that the
    /// device remembers, or whose codes it keeps; one may be listed twice.
    ///
    /// The icon leads to a pass only if it is the only one that shows a code without anything being typed. A
    /// shortcut also leads to the only connection of its kind.
    #[must_use]
    pub fn first_view(self, connections: &[Connection], known: &[Route]) -> Option<Route> {
        let of_pass = |one: &Connection| Route::Access { connection: one.id.clone(), customer: None };
        let is_pass = |one: &&Connection| matches!(one.service, Service::AccessCode { .. });
        let passes = || connections.iter().filter(is_pass);
        let needs_nothing = |one: &&Connection| one.auth == Auth::Gateway && one.subject == Subject::Me;
        match self {
            Self::Page | Self::AccessCode => {
                let mut ready: Vec<Route> = passes().filter(needs_nothing).map(of_pass).collect();
                let is_known = |route: &&Route| passes().any(|one| route.connection() == Some(&one.id));
                for route in known.iter().filter(is_known) {
                    if !ready.contains(route) {
                        ready.push(route.clone());
                    }
                }
                let only_pass = || only(passes().map(of_pass)).filter(|_| self == Self::AccessCode);
                only(ready.into_iter()).or_else(only_pass)
            }
            Self::ActivationCodes => {
                let lists = connections.iter().filter(|one| !is_pass(one));
                only(lists.map(|one| Route::activation_list(one.id.clone())))
            }
        }
    }
}

/// Returns the item of an iterator that has exactly one.
fn only<T>(mut items: impl Iterator<Item = T>) -> Option<T> {
    let item = items.next()?;
    items.next().is_none().then_some(item)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config;

    const MY_PASS: &str = r#"{"id":"me","name":"Pass","service":"access-code","base":"/api/gym","auth":"gateway","subject":"me"}"#;
    const SECOND_PASS: &str = r#"{"id":"too","name":"Too","service":"access-code","base":"/api/too","auth":"gateway","subject":"me"}"#;
    const DESK: &str = r#"{"id":"desk","name":"Desk","service":"access-code","base":"/api/gym"}"#;
    const LIST: &str = r#"{"id":"list","name":"List","service":"activation-codes","base":"/api/identity","tenant":"t","installation":"ssms"}"#;

    fn first_view(start: Start, connections: &[&str], kept: &[&str]) -> Option<String> {
        let text = format!(r#"{{"connections":[{}]}}"#, connections.join(","));
        let (config, issues) = config::parse(&text);
        assert!(issues.is_empty(), "{issues:?}");
        let kept: Vec<Route> = kept.iter().map(|route| Route::parse(route)).collect();
        start.first_view(&config.connections, &kept).map(|route| route.to_string())
    }

    #[test]
    fn the_icon_leads_to_the_only_pass_that_needs_no_typing() {
        let view = |connections: &[&str], kept: &[&str]| first_view(Start::Page, connections, kept);
        assert_eq!(view(&[MY_PASS], &[]).as_deref(), Some("/access/me"));
        assert_eq!(view(&[LIST, MY_PASS, DESK], &[]).as_deref(), Some("/access/me"));
        assert_eq!(view(&[MY_PASS], &["/access/me"]).as_deref(), Some("/access/me"), "kept, but the same");
        assert_eq!(view(&[DESK], &["/access/desk/7"]).as_deref(), Some("/access/desk/7"));
    }

    #[test]
    fn the_icon_stays_at_home_otherwise() {
        let view = |connections: &[&str], kept: &[&str]| first_view(Start::Page, connections, kept);
        assert_eq!(view(&[], &[]), None);
        assert_eq!(view(&[DESK], &[]), None, "the customer has to be typed");
        assert_eq!(view(&[LIST], &[]), None);
        assert_eq!(view(&[MY_PASS, SECOND_PASS], &[]), None, "either may be meant");
        assert_eq!(view(&[MY_PASS, DESK], &["/access/desk/7"]), None, "either may be meant");
        assert_eq!(view(&[DESK], &["/access/desk/7", "/access/desk/8"]), None);
        assert_eq!(view(&[DESK], &["/access/gone/7"]), None, "its connection is gone");
    }

    #[test]
    fn a_shortcut_leads_to_the_only_connection_of_its_kind() {
        let access = |connections: &[&str], kept: &[&str]| first_view(Start::AccessCode, connections, kept);
        assert_eq!(access(&[MY_PASS, LIST], &[]).as_deref(), Some("/access/me"));
        assert_eq!(
            access(&[DESK, LIST], &[]).as_deref(),
            Some("/access/desk"),
            "which asks for the customer"
        );
        assert_eq!(access(&[DESK, MY_PASS], &[]).as_deref(), Some("/access/me"), "which asks for nothing");
        assert_eq!(access(&[MY_PASS, SECOND_PASS], &[]), None);
        assert_eq!(access(&[LIST], &[]), None);
        let lists = |connections: &[&str]| first_view(Start::ActivationCodes, connections, &["/access/me"]);
        assert_eq!(lists(&[MY_PASS, LIST]).as_deref(), Some("/activation/list"));
        assert_eq!(lists(&[MY_PASS]), None);
    }
}
