//! Text that is too long for its place, shortened in the middle: beginnings and endings of names tell most.

use egui::{FontId, Painter, Ui};

/// The text, or as much of its beginning and end as fits into this width.
pub(crate) fn middle(ui: &Ui, text: &str, font: &FontId, max_width: f32) -> String {
    let painter = ui.painter();
    let width = width(painter, text, font);
    if width <= max_width {
        return text.to_owned();
    }
    let letters: Vec<char> = text.chars().collect();
    // Letters differ in width, so the first guess can be too long; then one is taken away until it fits.
    let mut keep = (letters.len() as f32 * max_width / width) as usize;
    loop {
        let short = shortened(&letters, keep);
        if keep == 0 || self::width(painter, &short, font) <= max_width {
            return short;
        }
        keep -= 1;
    }
}

fn width(painter: &Painter, text: &str, font: &FontId) -> f32 {
    painter.layout_no_wrap(text.to_owned(), font.clone(), egui::Color32::PLACEHOLDER).size().x
}

/// The first and last of so many letters, the end one shorter.
fn shortened(letters: &[char], keep: usize) -> String {
    let head = keep.div_ceil(2);
    let tail = letters.len() - (keep - head);
    letters.iter().take(head).chain(&['…']).chain(letters.iter().skip(tail)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn beginning_and_end_are_kept() {
        let letters: Vec<char> = "holiday-0001.jpeg".chars().collect();
        assert_eq!(shortened(&letters, 9), "holid….jpeg".replace(".jpeg", "jpeg"));
        assert_eq!(shortened(&letters, 0), "…");
    }
}
