//! One picture before and after a recipe, from near and far.

mod bar;
mod words;

use egui::emath::GuiRounding as _;
use egui::{Align2, Rect, Role, Sense, Stroke, StrokeKind, TextStyle, Ui, UiBuilder, WidgetInfo, pos2, vec2};

use super::super::action::Action;
use super::super::effects::preview::{Layer, Previewer, Side};
use super::super::preview_view::{Ask, Asked, Beside};
use super::super::sight::Sight;
use super::super::state::{Activity, Folder, State};
use super::super::theme::{self, GAP, tokens};
use super::super::widgets::basics::{caption, empty};
use super::super::widgets::divider::divider;
use super::super::widgets::elide;
use super::super::widgets::zoomable::{GRID_FROM, grid, in_place, mark, paint, zoomable};

/// Height of the line below the picture.
const LINE: f32 = 20.0;

/// What is drawn of the picture that is seen.
struct Scene<'a> {
    state: &'a State,
    sight: Sight,
    before: Option<&'a Layer>,
    after: Option<&'a Layer>,
    /// What goes below what is see-through.
    squares: Option<(egui::TextureId, usize)>,
}

/// Shows the picture, or why there is none.
pub(crate) fn ui(ui: &mut Ui, state: &State, previewer: &Previewer, actions: &mut Vec<Action>) {
    match &state.folder {
        Folder::Open { pictures, .. } if pictures.is_empty() => {
            empty(ui, state.words().no_picture(), state.words().no_picture_hint());
        }
        Folder::Open { .. } => {
            bar::ui(ui, state, actions);
            picture_ui(ui, state, previewer, actions);
        }
        _ => drop(caption(ui, state.words().shown_once_listed())),
    }
}

/// The picture with the line below it.
fn picture_ui(ui: &mut Ui, state: &State, previewer: &Previewer, actions: &mut Vec<Action>) {
    let size = (ui.available_size() - vec2(0.0, LINE + GAP)).max(vec2(32.0, 32.0));
    let (rect, _) = ui.allocate_exact_size(size, Sense::hover());
    let rect = rect.round_to_pixels(ui.pixels_per_point());
    let places = places(rect, state.preview.beside);
    ask_for_place(ui, state, places, actions);
    for place in places {
        ui.painter().rect_filled(place, theme::RADIUS, tokens(ui).panel);
        let edge = Stroke::new(1.0, tokens(ui).line);
        ui.painter().rect_stroke(place, theme::RADIUS, edge, StrokeKind::Outside);
    }
    let scene = state.preview.asked.as_ref().and_then(|asked| scene(ui, state, asked, previewer));
    let pixel = input_ui(ui, state, scene.as_ref(), places, actions);
    match &scene {
        Some(scene) => scene_ui(ui, scene, places, pixel, actions),
        None => {
            let mut middle = ui.new_child(UiBuilder::new().max_rect(rect.shrink(GAP)));
            middle.centered_and_justified(|ui| caption(ui, words::why_nothing(state)));
        }
    }
    ui.horizontal(|ui| {
        ui.set_height(LINE);
        ui.style_mut().override_text_style = Some(TextStyle::Small);
        elide::label(ui, &words::line(state, layers(scene.as_ref()), pixel), tokens(ui).weak);
    });
}

fn layers<'a>(scene: Option<&Scene<'a>>) -> words::Layers<'a> {
    scene.map_or((None, None), |scene| (scene.before, scene.after))
}

/// Where pictures are seen: before and after have places of the same size, or one place.
fn places(rect: Rect, beside: Beside) -> [Rect; 2] {
    match beside {
        Beside::Divider | Beside::Toggle => [rect, rect],
        Beside::SideBySide => {
            let width = ((rect.width() - GAP) / 2.0).floor();
            [rect.with_max_x(rect.left() + width), rect.with_min_x(rect.right() - width)]
        }
    }
}

/// What is seen depends on how large the place is.
fn ask_for_place(ui: &Ui, state: &State, [place, _]: [Rect; 2], actions: &mut Vec<Action>) {
    let most = ui.input(|input| input.max_texture_side);
    let size = place.size() * ui.pixels_per_point();
    let pixels = [size.x, size.y].map(|length| (length.round() as usize).clamp(1, most));
    if state.preview.place != Some(pixels) {
        actions.push(Action::Preview(Ask::Place(pixels)));
    }
}

/// What can be drawn, once something can be.
fn scene<'a>(ui: &Ui, state: &'a State, asked: &Asked, previewer: &'a Previewer) -> Option<Scene<'a>> {
    let (facts, sight) = (state.preview.facts()?, state.preview.sight()?);
    let wanted = &asked.wanted;
    let before = previewer.layer(Side::Before, &wanted.picture);
    // What another filter has made is not this one's.
    let filter = |recipe: &crate::job::Recipe| recipe.first().filter.id;
    let is_of_filter = |layer: &&Layer| layer.recipe.as_ref().map(filter) == wanted.recipe.as_ref().map(filter);
    let is_refused = matches!(asked.made, Some(Err(_)));
    let after = previewer.layer(Side::After, &wanted.picture).filter(is_of_filter).filter(|_| !is_refused);
    let squares = facts.layout.has_alpha().then(|| previewer.squares(ui.visuals().dark_mode));
    Some(Scene { state, sight, before, after, squares })
}

/// Takes in what is asked for in the places; says which pixel is looked at. The places are there while nothing is to be
/// seen in them, too, so that keys go on working.
fn input_ui(
    ui: &Ui,
    state: &State,
    scene: Option<&Scene<'_>>,
    [left, right]: [Rect; 2],
    actions: &mut Vec<Action>,
) -> Option<[usize; 2]> {
    let names = words::names(state);
    let mut one = |id: &str, place: Rect, name: &str| place_ui(ui, state, scene, (id, place, name), actions);
    match state.preview.beside {
        Beside::SideBySide => {
            let [before, after] = [one("before", left, &names[0]), one("after", right, &names[1])];
            before.or(after)
        }
        Beside::Toggle if state.preview.is_before => one("before", left, &names[0]),
        Beside::Toggle => one("before", left, &names[1]),
        Beside::Divider => one("before", left, &words::both(&names, state.words())),
    }
}

/// Takes in what is asked for in one place. The pixel that is looked at is the one under the pointer, or from where
/// pixels are set apart the one in the middle, for those who use keys.
fn place_ui(
    ui: &Ui,
    state: &State,
    scene: Option<&Scene<'_>>,
    (id, place, name): (&str, Rect, &str),
    actions: &mut Vec<Action>,
) -> Option<[usize; 2]> {
    let sight = scene.map(|scene| scene.sight);
    let is_near = sight.is_some_and(|sight| sight.zoom >= GRID_FROM);
    let pixel = |at: egui::Pos2| sight?.pixel(in_place(ui, place, at));
    let middle = pixel(place.center()).filter(|_| is_near);
    let (before, after) = layers(scene);
    let spoken = words::line(state, (before, after), middle);
    let (response, asks) = zoomable(ui, id, place, (name, &spoken));
    actions.extend(asks.into_iter().map(Action::Preview));
    let Some(at) = response.hover_pos() else { return middle.filter(|_| response.has_focus()) };
    let hovered = pixel(at);
    if let Some(pixel) = hovered.filter(|_| is_near && !response.dragged()) {
        let lines = words::pixel(before, after, pixel, state.words());
        response.on_hover_ui_at_pointer(|ui| lines.iter().for_each(|line| drop(ui.label(line))));
    }
    hovered
}

/// Draws before and after.
fn scene_ui(ui: &Ui, scene: &Scene<'_>, places: [Rect; 2], pixel: Option<[usize; 2]>, actions: &mut Vec<Action>) {
    let view = &scene.state.preview;
    let [left, right] = places;
    let [before, after] = &words::names(scene.state);
    match view.beside {
        Beside::SideBySide => {
            side_ui(ui, scene, Side::Before, (left, left), before, pixel);
            side_ui(ui, scene, Side::After, (right, right), after, pixel);
        }
        Beside::Toggle if view.is_before => side_ui(ui, scene, Side::Before, (left, left), before, pixel),
        Beside::Toggle => side_ui(ui, scene, Side::After, (left, left), after, pixel),
        Beside::Divider => {
            let at = left.left() + (view.divider * left.width()).round();
            side_ui(ui, scene, Side::Before, (left, left.with_max_x(at)), before, pixel);
            side_ui(ui, scene, Side::After, (left, left.with_min_x(at)), after, pixel);
        }
    }
    if view.beside == Beside::Divider {
        let moved = divider(ui, scene.state.words().divider(), left, view.divider);
        actions.extend(moved.map(|at| Action::Preview(Ask::Divider(at))));
    }
}

/// One side, within a part of its place, with its name.
fn side_ui(ui: &Ui, scene: &Scene<'_>, side: Side, (place, clip): (Rect, Rect), name: &str, pixel: Option<[usize; 2]>) {
    let layer = match side {
        Side::Before => scene.before,
        // Until there is something after, or when there is nothing, there is what was before.
        Side::After => scene.after.or(scene.before),
    };
    if let Some(layer) = layer {
        paint(ui, (place, clip), &scene.sight, (&layer.cells, layer.texture.id()), scene.squares);
    }
    pixels_ui(ui, scene, (place, clip), pixel);
    let is_right = side == Side::After && scene.state.preview.beside == Beside::Divider;
    name_ui(ui, place, clip, name, is_right);
}

/// A name in an upper corner.
fn name_ui(ui: &Ui, place: Rect, clip: Rect, name: &str, is_right: bool) {
    let font = TextStyle::Small.resolve(ui.style());
    let is_shared = is_right || place != clip;
    let most = place.width() / if is_shared { 2.0 } else { 1.0 } - 4.0 * GAP;
    let short = elide::middle(ui, name, &font, most);
    let text = ui.painter().layout_no_wrap(short, font, tokens(ui).strong);
    let size = text.size() + vec2(2.0 * GAP, GAP);
    let corner = if is_right { Align2::RIGHT_TOP } else { Align2::LEFT_TOP };
    let at = if is_right { place.right_top() + vec2(-GAP, GAP) } else { place.left_top() + vec2(GAP, GAP) };
    let label = corner.anchor_size(at, size);
    let response = ui.interact(label, ui.scope_id().with(("name", name)), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, name));
    let painter = ui.painter().with_clip_rect(clip.intersect(ui.clip_rect()));
    painter.rect_filled(label, theme::RADIUS, tokens(ui).panel.gamma_multiply(0.9));
    painter.rect_stroke(label, theme::RADIUS, Stroke::new(1.0, tokens(ui).line), StrokeKind::Inside);
    painter.galley(pos2(label.left() + GAP, label.center().y - text.size().y / 2.0), text, tokens(ui).strong);
}

/// The edges of pixels, and the one that is looked at.
fn pixels_ui(ui: &Ui, scene: &Scene<'_>, places: (Rect, Rect), pixel: Option<[usize; 2]>) {
    if scene.sight.zoom < GRID_FROM || scene.before.is_none() {
        return;
    }
    grid(ui, places, &scene.sight, &scene.sight.cells());
    pixel.iter().for_each(|pixel| mark(ui, places, &scene.sight, *pixel));
}

/// Whether nothing is decoded or filtered here now.
fn is_held(state: &State) -> bool {
    matches!(state.activity, Activity::Comparing { .. })
}
