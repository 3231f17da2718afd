//! Text that is too long for its place, shortened in the middle: beginnings and endings of names tell most.

use egui::{Align2, Color32, FontId, Painter, Response, Role, Sense, TextStyle, Ui, WidgetInfo, vec2};

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

/// The text, or as much of its beginning as fits into this width: what sentences lose least by.
pub(crate) fn end(ui: &Ui, text: &str, font: &FontId, max_width: f32) -> String {
    if fits(ui, text, font, max_width) {
        return text.to_owned();
    }
    let letters: Vec<char> = text.chars().collect();
    let short = |keep: usize| letters.iter().take(keep).chain(&['…']).collect::<String>();
    let keep = (0..letters.len()).collect::<Vec<_>>().partition_point(|keep| fits(ui, &short(*keep), font, max_width));
    short(keep.saturating_sub(1))
}

/// Whether all of the text fits into this width.
pub(crate) fn fits(ui: &Ui, text: &str, font: &FontId, max_width: f32) -> bool {
    width(ui.painter(), text, font) <= max_width
}

/// A line of text in the rest of the row; all of it when hovered, and for those who cannot see it.
pub(crate) fn label(ui: &mut Ui, text: &str, colour: Color32) -> Response {
    let font = TextStyle::Body.resolve(ui.style());
    let short = middle(ui, text, &font, ui.available_width());
    shown(ui, text, short, font, colour)
}

/// A line of text in what is left of a row that may be broken, shortened at its end; all of it when hovered, and for those
/// who cannot see it.
pub(crate) fn rest_of_row(ui: &mut Ui, text: &str, colour: Color32) -> Response {
    let font = TextStyle::Body.resolve(ui.style());
    let short = end(ui, text, &font, ui.available_size_before_wrap().x);
    shown(ui, text, short, font, colour)
}

fn shown(ui: &mut Ui, text: &str, short: String, font: FontId, colour: Color32) -> Response {
    let size = vec2(width(ui.painter(), &short, &font), ui.spacing().interact_size.y);
    let (place, response) = ui.allocate_exact_size(size, Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, text));
    ui.painter().text(place.left_center(), Align2::LEFT_CENTER, short, font, colour);
    response.on_hover_text(text)
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
