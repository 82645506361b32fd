use super::{as_language_tags, as_list, parse_draft};
use crate::{
    answer::Answer,
    connection::Connection,
    ids::ConnectionId,
    pasted,
    wire::{Members, Value},
};

/// Finds the connection with this id in the answer for `latchkey.json`, if it is one for access codes through
/// a gateway. Returns it with the languages offered, as in [`Config::languages`]. `None` also means that the
/// id is not unique, which the app reports.
///
/// It agrees with [`from_answer`] but is much smaller, for stage one.
///
/// [`Config::languages`]: super::Config::languages
/// [`from_answer`]: super::from_answer
#[must_use]
pub fn find_gateway_connection(answer: &Answer, id: &ConnectionId) -> Option<(Connection, Vec<String>)> {
    let text = str::from_utf8(&answer.body).ok().filter(|_| answer.status == 200)?;
    let members = Members::parse(text.trim_start_matches('\u{feff}'))?;
    let (mut languages, mut found) = (Vec::new(), None);
    for (key, raw) in members.iter() {
        match key {
            "languages" => languages = as_language_tags(raw).unwrap_or(languages),
            "connections" => {
                for raw in as_list(raw).unwrap_or_default() {
                    let Value::Object(members) = Value::of(raw) else { continue };
                    let draft = parse_draft(&members, |_, _, _| {});
                    if draft.id.as_deref().map(pasted::trim) == Some(id.as_str())
                        && found.replace(draft).is_some()
                    {
                        return None;
                    }
                }
            }
            _ => {}
        }
    }
    Some((found?.to_gateway_connection()?, languages))
}
