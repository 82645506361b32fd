use super::{draft_of, list_of, tags_of};
use crate::{
    answer::Answer,
    connection::Connection,
    ids::ConnectionId,
    wire::{Members, Value},
};

/// The connection of this id, where `latchkey.json` was read and it is one for access codes behind a gateway;
/// and the languages offered, as in [`Config::languages`]. It says what [`of_answer`] says, in a fraction of
/// its code, for the first stage of the start. Nothing where two connections have the id: the app says so.
#[must_use]
pub fn gateway_pass(answer: &Answer, id: &ConnectionId) -> Option<(Connection, Vec<String>)> {
    let text = str::from_utf8(&answer.body).ok().filter(|_| answer.status == 200)?;
    let members = Members::parse(text)?;
    let (mut languages, mut found) = (Vec::new(), None);
    for (key, raw) in members.iter() {
        match key {
            "languages" => languages = tags_of(raw).unwrap_or(languages),
            "connections" => {
                for raw in list_of(raw).unwrap_or_default() {
                    let Value::Object(members) = Value::of(raw) else { continue };
                    let draft = draft_of(&members, |_, _, _| {});
                    if draft.id.as_deref().map(str::trim) == Some(id.as_str())
                        && found.replace(draft).is_some()
                    {
                        return None;
                    }
                }
            }
            _ => {}
        }
    }
    Some((found?.gateway_pass()?, languages))
}
