//! What is said of pictures.

use crate::compare::words::grouped;
use crate::files::{Format, PictureFile};
use crate::gui::effects::sizes::Size;
use crate::gui::pictures_view::{PicturesView, SortBy};
use crate::gui::state::{Folder, State};
use crate::words::Language;

/// "JPEG", "12 MP", "3.1 MB".
pub(super) fn details(picture: &PictureFile, size: Option<Size>, words: Language) -> Vec<String> {
    let format = Format::of_path(&picture.path).map(|format| format.title().to_owned());
    let megapixels = match size {
        Some(Size::Known([width, height])) => Some(megapixels(u64::from(width) * u64::from(height), words)),
        Some(Size::Unreadable) => Some("? MP".to_owned()),
        Some(Size::Waiting) | None => None,
    };
    [format, megapixels, Some(bytes(picture.bytes, words))].into_iter().flatten().collect()
}

/// As much of it as matters: "24 MP", "1.9 MP", "0.01 MP".
fn megapixels(pixels: u64, words: Language) -> String {
    let megapixels = pixels as f64 / 1e6;
    match megapixels {
        m if m >= 9.95 => format!("{m:.0} MP"),
        m if m >= 0.095 => format!("{m:.1} MP"),
        m if m >= 0.000_95 => format!("{m:.3} MP"),
        // Fewer than a thousand, so that they fit.
        _ => words.n_pixels(pixels as usize),
    }
}

/// "812 bytes", "81 kB", "3.1 MB".
fn bytes(bytes: u64, words: Language) -> String {
    let (value, unit) = match bytes as f64 {
        b if b < 999.5 => return words.bytes(bytes),
        b if b < 999.5e3 => (b / 1e3, "kB"),
        b if b < 999.5e6 => (b / 1e6, "MB"),
        b => (b / 1e9, "GB"),
    };
    if value >= 9.95 { format!("{value:.0} {unit}") } else { format!("{value:.1} {unit}") }
}

/// "24 pictures", or how many were found so far.
pub(super) fn count(state: &State) -> String {
    let words = state.words();
    match &state.folder {
        Folder::Scanning { so_far, .. } if !so_far.is_empty() => words.so_far(grouped(so_far.len())),
        Folder::Scanning { .. } => words.looking_for_pictures().to_owned(),
        _ if state.pictures().is_empty() => words.no_pictures().to_owned(),
        _ => words.n_pictures(state.pictures().len()),
    }
}

/// How many are ticked: "All ticked", "12 ticked"; of those that were found: "34 found, 12 ticked".
pub(super) fn ticked(list: &PicturesView, words: Language) -> String {
    let (n, n_on) = (list.places.len(), list.n_ticked_there);
    if n == 0 {
        return words.none_found().to_owned();
    }
    let ticked = match n_on {
        0 => words.none_ticked().to_owned(),
        on if on == n => words.all_ticked().to_owned(),
        on => words.some_ticked(grouped(on)),
    };
    if list.arrangement.sought.is_empty() { capital(&ticked) } else { words.found_and_ticked(grouped(n), ticked) }
}

/// The text as a sentence of its own.
pub(super) fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

/// What pictures are sorted by.
pub(super) fn sorted_by(by: SortBy, words: Language) -> &'static str {
    match by {
        SortBy::Name => words.sort_name(),
        SortBy::Date => words.sort_date(),
        SortBy::Bytes => words.sort_bytes(),
        SortBy::Pixels => words.sort_pixels(),
        SortBy::Format => words.format(),
    }
}

/// What comes first, by what they are sorted by and whether that is turned around.
pub(super) fn first_comes(by: SortBy, is_reversed: bool, words: Language) -> &'static str {
    match (by, is_reversed) {
        (SortBy::Name | SortBy::Format, false) => words.a_to_z(),
        (SortBy::Name | SortBy::Format, true) => words.z_to_a(),
        (SortBy::Date, false) => words.oldest_first(),
        (SortBy::Date, true) => words.newest_first(),
        (SortBy::Bytes | SortBy::Pixels, false) => words.smallest_first(),
        (SortBy::Bytes | SortBy::Pixels, true) => words.largest_first(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_are_said_as_exactly_as_it_matters() {
        let said =
            [24_160_256, 9_960_000, 1_920_000, 96_000, 1200, 12, 1].map(|pixels| megapixels(pixels, Language::English));
        assert_eq!(said, ["24 MP", "10 MP", "1.9 MP", "0.1 MP", "0.001 MP", "12 pixels", "1 pixel"]);
        let said =
            [0, 999, 1000, 81_234, 999_600, 3_100_000, 25_000_000, 4_200_000_000].map(|n| bytes(n, Language::English));
        assert_eq!(said, ["0 bytes", "999 bytes", "1.0 kB", "81 kB", "1.0 MB", "3.1 MB", "25 MB", "4.2 GB"]);
    }
}
