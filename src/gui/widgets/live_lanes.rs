//! What workers do now and did in the last seconds: a small lane for each, the newest at the right.
//!
//! Drawn in one piece, as small for a hundred workers as for two. Knows no state.

use egui::{Color32, Mesh, Rect, Role, Sense, Ui, Vec2, WidgetInfo, pos2, vec2};

use super::super::language::words;
use super::super::live::{LiveLane, SLOTS};
use super::super::theme::{self, Tokens, tokens};
use crate::compare::Cause;
use crate::engine::Doing;
use crate::words::Language;

/// So many lanes stand above each other; more of them stand beside those.
const IN_COLUMN: usize = 4;

/// How wide a lane is, how narrow it may become, and how wide all of them are at most, in points.
const WIDTH: f32 = 120.0;
const LEAST_WIDTH: f32 = 12.0;
const MOST: f32 = 240.0;

/// Between two lanes.
const APART: f32 = 2.0;

/// Shows every lane; nothing without any.
pub(crate) fn live_lanes(ui: &mut Ui, lanes: &[LiveLane]) {
    let n_columns = lanes.len().div_ceil(IN_COLUMN);
    if n_columns == 0 {
        return;
    }
    let width = (MOST / n_columns as f32).clamp(LEAST_WIDTH, WIDTH);
    let (place, response) = ui.allocate_exact_size(vec2(width * n_columns as f32, theme::ROW), Sense::hover());
    let height = place.height() / lanes.len().min(IN_COLUMN) as f32;
    let lane_place = |idx: usize| {
        let at = vec2((idx / IN_COLUMN) as f32 * width, (idx % IN_COLUMN) as f32 * height);
        Rect::from_min_size(place.min + at, vec2(width, height) - Vec2::splat(APART))
    };
    let mut mesh = Mesh::default();
    for (idx, lane) in lanes.iter().enumerate() {
        lane_ui(&mut mesh, tokens(ui), lane_place(idx), lane);
    }
    ui.painter().add(mesh);
    let words = words(ui);
    response.widget_info(|| WidgetInfo {
        current_text_value: Some(all_in_words(lanes, words)),
        ..WidgetInfo::labeled(Role::Canvas, true, words.workers_now())
    });
    let pointed = response.hover_pos().and_then(|at| (0..lanes.len()).find(|idx| lane_place(*idx).contains(at)));
    let said = pointed.and_then(|idx| Some(in_words(idx, lanes.get(idx)?, words)));
    let hint = words.workers_now_hint();
    response.on_hover_text_at_pointer(said.map_or_else(|| hint.to_owned(), |said| format!("{said}\n\n{hint}")));
}

fn lane_ui(mesh: &mut Mesh, colours: &Tokens, place: Rect, lane: &LiveLane) {
    mesh.add_colored_rect(place, colours.track);
    let slot = place.width() / SLOTS as f32;
    let first = SLOTS.saturating_sub(lane.slots.len());
    for (number, doing) in (first..).zip(&lane.slots) {
        let Some(doing) = doing else { continue };
        let left = place.left() + number as f32 * slot;
        // What waits for memory is low, so that it is not told from work by its colour alone.
        let top = if *doing == Doing::MemoryWait { place.bottom() - place.height() * 0.3 } else { place.top() };
        let bar = Rect::from_min_max(pos2(left, top), pos2(left + slot, place.bottom()));
        mesh.add_colored_rect(bar, colour(colours, *doing));
    }
}

fn colour(colours: &Tokens, doing: Doing) -> Color32 {
    match doing {
        Doing::Phase(phase) => *colours.phases.of(phase),
        Doing::Upkeep | Doing::MemoryWait => colours.weak,
    }
}

fn all_in_words(lanes: &[LiveLane], words: Language) -> String {
    lanes.iter().enumerate().map(|(idx, lane)| in_words(idx, lane, words)).collect::<Vec<_>>().join(", ")
}

/// "Worker 2: Encode".
fn in_words(idx: usize, lane: &LiveLane, words: Language) -> String {
    let doing = match lane.now {
        Some(Doing::Phase(phase)) => phase.title_in(words),
        Some(Doing::Upkeep) => words.upkeep(),
        Some(Doing::MemoryWait) => Cause::Memory.title_in(words),
        None => words.waiting(),
    };
    words.worker_now(words.worker_number(idx + 1), doing)
}
