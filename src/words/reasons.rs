//! What errors and messages say in Korean.
//!
//! What went wrong is told in English where it happens, and kept so: in the log, in reports, and among the problems of a
//! run. The window says it in its own language when it is drawn, so that a change of language changes what stands there
//! already. It knows each sentence by its shape, in which what varies is in braces, just as the source writes it; a test
//! reads the sources and finds every shape here. What varies is looked for here in turn, because one error often holds
//! another; names, numbers, and what the system and its libraries say stay as they are.
//!
//! The obvious alternative, errors that can say themselves in every language, would carry the languages of the window
//! into every room below it, and could not say what earlier versions have kept.

mod pairs;

pub(super) use self::pairs::PAIRS;
use super::{FILES, Language};

/// What stands between a sentence and a name.
const COLON: &str = ": ";

/// A known sentence has fewer of them than this.
const MOST_ENDS: usize = 8;

impl Language {
    /// An error or a message that is kept in English, in this language.
    pub(crate) fn reason(self, english: &str) -> String {
        match self {
            Self::English => english.to_owned(),
            Self::Korean => in_korean(english).unwrap_or_else(|| english.to_owned()),
        }
    }
}

fn in_korean(english: &str) -> Option<String> {
    as_a_whole(english).or_else(|| in_parts(english))
}

fn as_a_whole(english: &str) -> Option<String> {
    let is_word = |(_, [known, _]): &&(&str, [&str; 2])| *known == english;
    let word = || FILES.iter().copied().flatten().find(is_word).map(|(_, [_, korean])| (*korean).to_owned());
    let known = PAIRS.iter().find_map(|(shape, korean)| Some(filled(korean, &values(shape, english)?)));
    known.or_else(word)
}

/// A sentence before or behind a name: "{reason}: {path}", "{filter}: {reason}". As much as is known from the beginning
/// on, or else a name, and what follows. Cost: names may hold any number of colons, so each part is looked at once, and
/// no more than some ends of it.
fn in_parts(english: &str) -> Option<String> {
    let ends = english.match_indices(COLON).take(MOST_ENDS);
    let parts = ends.filter_map(|(at, _)| Some((english.get(..at)?, english.get(at + COLON.len()..)?)));
    let parts: Vec<(&str, &str)> = parts.collect();
    let known = parts.iter().rev().find_map(|(head, tail)| Some((as_a_whole(head)?, *tail)));
    let (head, tail) = match known {
        Some((head, tail)) => (head, in_korean(tail).unwrap_or_else(|| tail.to_owned())),
        None => parts.first().and_then(|(name, tail)| Some(((*name).to_owned(), in_korean(tail)?)))?,
    };
    Some(head + COLON + &tail)
}

/// What stands in the braces of a shape, by their names, where a sentence has that shape. The first letter of a sentence
/// may be large.
fn values<'a>(shape: &'a str, sentence: &'a str) -> Option<Vec<(&'a str, &'a str)>> {
    let mut pieces = shape.split('{');
    let start = pieces.next().unwrap_or_default();
    let mut rest = after_start(start, sentence)?;
    let mut values = Vec::new();
    let mut pieces = pieces.peekable();
    while let Some((name, text)) = pieces.next().and_then(|piece| piece.split_once('}')) {
        let is_last = pieces.peek().is_none();
        let end = match (is_last, text) {
            (true, text) => rest.strip_suffix(text)?.len(),
            // Two in a row: the second one has it all.
            (false, "") => 0,
            (false, text) => rest.find(text)?,
        };
        let (value, after) = rest.split_at_checked(end)?;
        values.push((name, value));
        rest = after.get(text.len()..)?;
    }
    rest.is_empty().then_some(values)
}

fn after_start<'a>(start: &str, sentence: &'a str) -> Option<&'a str> {
    let mut letters = start.chars();
    let large: String = letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect();
    sentence.strip_prefix(start).or_else(|| sentence.strip_prefix(&*large))
}

/// A sentence with its values, each of which may be one that is known, too.
fn filled(korean: &str, values: &[(&str, &str)]) -> String {
    let mut pieces = korean.split('{');
    let mut text = pieces.next().unwrap_or_default().to_owned();
    for (place, (name, after)) in pieces.filter_map(|piece| piece.split_once('}')).enumerate() {
        let named = values.iter().find(|(known, _)| *known == name && !name.is_empty());
        let value = named.or_else(|| values.get(place)).map_or("", |(_, value)| *value);
        text.push_str(&in_korean(value).unwrap_or_else(|| value.to_owned()));
        text.push_str(after);
    }
    text
}
