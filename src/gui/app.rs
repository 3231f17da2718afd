//! The workbench: state, world and panels put together; and the window around it.
//!
//! [`Workbench`] needs no window of its own, so that tests can drive it.

use std::path::PathBuf;
use std::sync::Arc;

use egui::{CentralPanel, Context, Frame, IconData, Margin, Panel, Ui, ViewportBuilder, vec2};

use super::action::{Action, News};
use super::choices::{Remembered, Side};
use super::effects::World;
use super::effects::settings::Settings;
use super::panels::{
    comparison, enlarged, fold, folder_bar, outputs, pictures, plan, preview, problems, recipes, results, run_bar,
    scaling, sheet, timeline, welcome,
};
use super::reading::{Edge, LaterPanel, called, edge_called};
use super::sides::{LEAST_WIDTH, Widths};
use super::state::{Folder, State, View};
use super::theme::{self, GAP, MARGIN, tokens};
use super::widgets::tabs::tabs;
use super::{APP_ID, GuiError, chronicle, focus, language, shortcuts, update};
use crate::compare::Comparison;
use crate::report::history::History;
use crate::words::Language;

/// What taskbars show; made from `assets/icon.svg` by `tests/desktop.rs`.
const ICON: &[u8] = include_bytes!("../../assets/icon.png");

/// The height within which the bars and something between them have room, in points.
const LEAST_HEIGHT: f32 = 480.0;

/// Everything inside the window.
pub struct Workbench {
    state: State,
    world: World,
}

impl Workbench {
    /// A workbench that begins with this folder, or with the first screen. It has no history.
    pub fn new(ctx: &Context, folder: Option<PathBuf>) -> Self {
        Self::with_memory(ctx, folder, Remembered::default())
    }

    /// The same, with comparisons kept in this history.
    pub fn with_history(mut self, history: History) -> Self {
        self.world.history = Some(history);
        self
    }

    /// The same, speaking this language, whether or not a font has its letters.
    pub fn in_language(mut self, language: Language) -> Self {
        (self.state.speech.system, self.state.speech.is_trusted) = (language, true);
        self
    }

    fn with_memory(ctx: &Context, folder: Option<PathBuf>, remembered: Remembered) -> Self {
        theme::dress(ctx);
        // Panels begin at their beginning: what they were scrolled to another day would be looked for in vain.
        ctx.data_mut(|data| data.remove_by_type::<egui::scroll_area::State>());
        let mut workbench = Self { state: State::new(remembered), world: World::new(ctx.clone()) };
        theme::choose(ctx, workbench.state.theme);
        theme::scale(ctx, workbench.state.scale);
        workbench.happen(folder.map(Action::OpenFolder));
        workbench
    }

    /// Takes in what other threads bring. Works while nothing is drawn, too.
    pub fn logic(&mut self, ctx: &Context) {
        if ctx.cumulative_frame_nr() == 0 {
            // The window is seen before decoders take the processor from what paints it.
            ctx.request_repaint();
            return;
        }
        let dropped = ctx.input(|input| input.raw.dropped_files.first().map(|file| file.path().to_owned()));
        self.happen(dropped.map(Action::OpenFolder));
        let news = self.world.pull();
        self.happen(news.into_iter().map(Action::Told));
    }

    /// Shows a comparison that was made elsewhere.
    pub fn show(&mut self, comparison: Arc<Comparison>) {
        self.happen([Action::ShowComparison(comparison)]);
    }

    /// Draws everything.
    pub fn ui(&mut self, ui: &mut Ui) {
        log::trace!("drawn");
        self.choose_words(ui.ctx());
        let mut actions = Vec::new();
        shortcuts::pressed(ui.ctx(), &self.state, &mut actions);
        focus::go_on(ui.ctx());
        focus::whole(ui, vec2(LEAST_WIDTH, LEAST_HEIGHT), |ui| match self.state.folder {
            Folder::None | Folder::Failed { .. } => self.welcome_ui(ui, &mut actions),
            Folder::Scanning { .. } | Folder::Open { .. } => self.work_ui(ui, &mut actions),
        });
        enlarged::ui(ui, &self.state, &self.world.thumbnails, &mut actions);
        sheet::ui(ui, &self.state, &mut actions);
        focus::keep(ui, self.state.is_sheet_shown || self.state.enlarged.is_some());
        focus::ring(ui);
        self.world.thumbnails.serve();
        self.world.sizes.serve();
        if !actions.is_empty() {
            // What they change is seen in the next frame.
            ui.ctx().request_repaint();
        }
        self.happen(actions);
    }

    fn happen(&mut self, actions: impl IntoIterator<Item = Action>) {
        for action in actions {
            chronicle::before(&action);
            let notice = self.state.notice.clone();
            for effect in update::update(&mut self.state, action) {
                self.world.act(effect);
            }
            chronicle::after(notice.as_ref(), &self.state);
        }
    }

    /// What is drawn speaks the language that is wanted, unless no font has its letters.
    fn choose_words(&mut self, ctx: &Context) {
        let speech = self.state.speech;
        let can_write = speech.can_write(ctx, speech.wanted());
        if can_write == speech.lacks_letters {
            self.happen([Action::FoundLetters(can_write)]);
        }
        language::speak(ctx, self.state.words());
    }

    fn welcome_ui(&self, ui: &mut Ui, actions: &mut Vec<Action>) {
        let frame = Frame::NONE.fill(tokens(ui).ground);
        CentralPanel::default().frame(frame).show(ui, |ui| welcome::ui(ui, &self.state, actions));
    }

    fn work_ui(&self, ui: &mut Ui, actions: &mut Vec<Action>) {
        let state = &self.state;
        let bar = Frame::NONE.fill(tokens(ui).panel).inner_margin(Margin::symmetric(MARGIN as i8, GAP as i8));
        Panel::top("folder").frame(bar).show(ui, |ui| {
            part(ui, state.words().part_folder());
            folder_bar::ui(ui, state, actions);
        });
        let run = LaterPanel::at(ui, Edge::Lower, "run");
        run.rest(ui, |ui| self.between_bars_ui(ui, actions));
        run.show(ui, Panel::bottom("run").frame(bar), |ui| {
            part(ui, state.words().part_run());
            run_bar::ui(ui, state, actions);
        });
    }

    fn between_bars_ui(&self, ui: &mut Ui, actions: &mut Vec<Action>) {
        let (state, words, colours) = (&self.state, self.state.words(), tokens(ui));
        let middle = Frame::NONE.fill(colours.ground).inner_margin(Margin { top: 4, ..Margin::same(MARGIN as i8) });
        let widths = Widths::of(ui.available_width(), state.folds);
        widths.pictures(colours).show(ui, |ui| {
            part(ui, words.part_pictures());
            self.pictures_ui(ui, actions);
        });
        let right = widths.recipes(ui.available_width(), colours);
        let recipes = LaterPanel::at(ui, Edge::Right, widths.name(Side::Recipes));
        recipes.rest(ui, |ui| CentralPanel::default().frame(middle).show(ui, |ui| self.view_ui(ui, actions)));
        recipes.show(ui, right, |ui| {
            part(ui, words.part_recipes());
            self.recipes_ui(ui, actions);
        });
        edge_called(ui, widths.name(Side::Pictures), words.edge_of_pictures());
        edge_called(ui, widths.name(Side::Recipes), words.edge_of_recipes());
    }

    fn pictures_ui(&self, ui: &mut Ui, actions: &mut Vec<Action>) {
        let known = pictures::Known { thumbnails: &self.world.thumbnails, sizes: &self.world.sizes };
        match self.state.folds.has(Side::Pictures) {
            true => fold::strip_ui(ui, &self.state, Side::Pictures, actions),
            false => pictures::ui(ui, &self.state, &known, actions),
        }
    }

    fn recipes_ui(&self, ui: &mut Ui, actions: &mut Vec<Action>) {
        let state = &self.state;
        if state.folds.has(Side::Recipes) {
            fold::strip_ui(ui, state, Side::Recipes, actions);
            return;
        }
        focus::scrolled(ui, "recipes", |ui| {
            recipes::ui(ui, state, actions);
            ui.add_space(MARGIN);
            outputs::ui(ui, state, actions);
        });
    }

    fn view_ui(&self, ui: &mut Ui, actions: &mut Vec<Action>) {
        let (state, words) = (&self.state, self.state.words());
        part(ui, words.part_view());
        let counted = |title: &str, n: usize| if n == 0 { title.to_owned() } else { format!("{title} ({n})") };
        let n_made = state.run.as_ref().map_or(0, |run| run.made.len());
        let views = [
            (View::Preview, words.preview().to_owned()),
            (View::Plan, words.plan().to_owned()),
            (View::Results, counted(words.results(), n_made)),
            (View::Comparison, words.comparison().to_owned()),
            (View::Scaling, words.scaling().to_owned()),
            (View::Timeline, words.timeline().to_owned()),
            (View::Problems, counted(words.problems(), state.problem_lines().count())),
        ];
        let keyed = views.into_iter().zip(&shortcuts::VIEWS);
        let views: Vec<_> = keyed.map(|((view, title), key)| (view, title, key.hover(""))).collect();
        if let Some(view) = tabs(ui, state.view, &views) {
            actions.push(Action::SetView(view));
        }
        ui.add_space(GAP);
        match state.view {
            View::Preview => preview::ui(ui, state, &self.world.previewer, actions),
            View::Plan => plan::ui(ui, state, actions),
            View::Results => results::ui(ui, state, &self.world.thumbnails, actions),
            View::Comparison => comparison::ui(ui, state, actions),
            View::Scaling => scaling::ui(ui, state, actions),
            View::Timeline => timeline::ui(ui, state, actions),
            View::Problems => problems::ui(ui, state, actions),
        }
    }
}

/// Names the panel that is around, and makes it a part that keys go to.
fn part(ui: &Ui, name: &str) {
    called(ui, name);
    focus::part(ui, name);
}

/// The window around the workbench, and where it keeps what it remembers.
struct Window(Workbench, Settings);

impl eframe::App for Window {
    fn logic(&mut self, ctx: &Context, _frame: &mut eframe::Frame) {
        self.0.logic(ctx);
    }

    fn ui(&mut self, ui: &mut Ui, _frame: &mut eframe::Frame) {
        self.0.ui(ui);
    }

    fn save(&mut self, _storage: &mut dyn eframe::Storage) {
        self.1.keep(&Remembered::of(&self.0.state));
    }
}

/// The icon; the window has none if it cannot be decoded. Cost: under a millisecond, and in its place `eframe` would
/// decode one of its own.
fn icon() -> IconData {
    eframe::icon_data::from_png_bytes(ICON).unwrap_or_default()
}

/// Opens the window and returns when it is closed.
pub(super) fn run(folder: Option<PathBuf>) -> Result<(), GuiError> {
    let viewport = ViewportBuilder::default()
        .with_app_id(APP_ID)
        .with_title("Pixloom")
        .with_icon(icon())
        .with_inner_size([1280.0, 800.0])
        .with_min_inner_size([LEAST_WIDTH, 560.0]);
    let options = eframe::NativeOptions { viewport, ..Default::default() };
    let create: eframe::AppCreator<'_> = Box::new(|creation| {
        let mut settings = Settings::of_user();
        let (remembered, said) = settings.read();
        let mut workbench = Workbench::with_memory(&creation.egui_ctx, folder, remembered);
        workbench.state.speech.system = language::of_system();
        workbench.happen(said.map(|said| Action::Told(News::Refused(said))));
        // Without a place for it, comparisons are not kept; asking for earlier ones says so.
        let workbench = match History::of_user() {
            Ok(history) => workbench.with_history(history),
            Err(_) => workbench,
        };
        Ok(Box::new(Window(workbench, settings)))
    });
    eframe::run_native(APP_ID, options, create).map_err(|error| match error {
        // The display that is named does not answer.
        eframe::Error::WinitEventLoop(_) => GuiError::NoDisplay,
        error => GuiError::NotOpened(error.to_string()),
    })
}
