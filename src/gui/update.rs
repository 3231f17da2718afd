//! The only place that changes the state: what happened goes in, what is to be done in the world comes out.
//!
//! It knows no widgets, threads or files, so that everything the window does can be tested without any of them.

mod history;
mod language;
mod let_go;
mod pictures;
mod plan;
mod preview;
mod recipes;
#[cfg(test)]
mod tests;
mod timeline;
mod told;

use std::collections::HashSet;
use std::path::PathBuf;
use std::sync::Arc;

use let_go::Held;
#[cfg(test)]
pub(super) use tests::busy;

use super::action::{Action, Draft, Effect};
use super::choices::{Folds, MAX_ROUNDS, N_RECENT, Outputs, RecipeChoice, Remembered, Sharing, ThemeChoice, UiScale};
use super::command;
use super::history_view::HistoryView;
use super::language::Speech;
use super::past::Past;
use super::pictures_view::PicturesView;
use super::plan_view::PlanView;
use super::preview_view::PreviewView;
use super::scaling_view::ScalingView;
use super::state::{Activity, Dialog, Flow, Folder, Latest, Notice, NoticeKind, Origin, Pick, RunView, State, View};
use super::timeline::Choice;
use super::unseen::Unseen;
use crate::compare::Comparison;
use crate::engine::{Strategy, Way};
use crate::job::OutputOptions;
use crate::strategies;
use crate::words::{Language, Word};

impl State {
    /// The window as it first opens.
    pub(crate) fn new(remembered: Remembered) -> Self {
        let mut state = Self {
            theme: ThemeChoice::default(),
            speech: Speech::default(),
            scale: UiScale::default(),
            folds: Folds::default(),
            is_sheet_shown: false,
            view: View::Preview,
            folder: Folder::None,
            path_text: String::new(),
            is_recursive: false,
            list: PicturesView::default(),
            dialog: Dialog::Ready,
            recent: Vec::new(),
            recipes: RecipeChoice::all(),
            past: Past::default(),
            outputs: Outputs::default(),
            sharing: Sharing::default(),
            activity: Activity::Idle,
            notice: None,
            plan: PlanView::None,
            plan_search: String::new(),
            preview: PreviewView::default(),
            run: None,
            latest: Latest::default(),
            live: Vec::new(),
            comparison: None,
            scaling: ScalingView::default(),
            history: HistoryView::default(),
            timeline: Default::default(),
            problems: Vec::new(),
            unseen: Unseen::default(),
            failed: Default::default(),
            enlarged: None,
            generation: 0,
        };
        remembered.restore(&mut state);
        state
    }

    fn next_generation(&mut self) -> u64 {
        self.generation += 1;
        self.generation
    }

    /// How a run shares out its work.
    fn way(&self) -> Way {
        Way::new(self.sharing.run_with, self.sharing.workers)
    }

    /// Tells something, in English, which is what the log has; it is drawn in the window's language.
    fn tell(&mut self, kind: NoticeKind, text: impl Into<String>) {
        self.notice = Some(Notice { kind, text: text.into() });
    }

    /// Tells why something cannot be done.
    fn refuse(&mut self, why: Word) {
        self.tell(NoticeKind::Error, why(Language::English));
    }
}

/// Changes the state by what happened, and says what is to be done.
pub(crate) fn update(state: &mut State, action: Action) -> Vec<Effect> {
    let held = Held::of(state);
    let mut effects = act(state, action);
    effects.extend(pictures::follow(state));
    effects.extend(plan::follow(state));
    effects.extend(preview::follow(state));
    effects.extend(timeline::follow(state));
    effects.extend(held.gone());
    effects
}

fn act(state: &mut State, action: Action) -> Vec<Effect> {
    match action {
        Action::Told(news) => return told::update(state, news),
        Action::OpenFolder(path) => return open_folder(state, path),
        Action::EditPath(text) => state.path_text = text,
        Action::PickFolder(pick) => return pick_folder(state, pick),
        Action::TrySamples => return vec![Effect::MakeSamples],
        Action::SetRecursive(is_recursive) => return set_recursive(state, is_recursive),
        Action::SetTheme(theme) => {
            state.theme = theme;
            return vec![Effect::SetTheme(theme)];
        }
        Action::SetLanguage(choice) => return language::choose(state, choice),
        Action::FoundLetters(are_there) => return language::found_letters(state, are_there),
        Action::SetScale(scale) => {
            state.scale = scale;
            return vec![Effect::SetScale(scale)];
        }
        Action::Fold(side, is_folded) => state.folds = state.folds.with(side, is_folded),
        Action::ShowSheet(is_shown) => state.is_sheet_shown = is_shown,
        Action::Quit => return vec![Effect::Quit],
        Action::SetView(view) => set_view(state, view),
        Action::Pictures(ask) => pictures::ask(state, ask),
        Action::Preview(ask) => preview::ask(state, ask),
        Action::Timeline(look) => timeline::look(state, look),
        Action::ShowComparison(comparison) => return show_comparison(state, Some(comparison)),
        Action::FindInPlan(letters) => state.plan_search = letters,
        Action::Recipes(change) => recipes::change(state, change),
        Action::CopyCommand => return copy_command(state),
        Action::SetFormat(format) => state.outputs.format = format,
        Action::SetQuality(quality) => state.outputs.coding.quality = quality.clamp(1, 100),
        Action::SetEffort(effort) => state.outputs.coding.effort = effort,
        Action::SetAlpha(alpha) => state.outputs.alpha = alpha,
        Action::SetExisting(existing) => state.outputs.existing = existing,
        Action::SetOutputFolder(text) => {
            state.outputs.folder_text = text;
            // It may have been about the folder before.
            state.notice.take_if(|notice| notice.kind == NoticeKind::Error);
        }
        Action::TickStrategy(idx, is_on) => state.sharing.compared.get_mut(idx).into_iter().for_each(|on| *on = is_on),
        Action::RunWith(strategy) => state.sharing.run_with = strategy,
        Action::SetWorkers(workers) => state.sharing.workers = workers.min(state.sharing.max_workers()),
        Action::SetRounds(rounds) if rounds.get() <= MAX_ROUNDS => state.sharing.rounds = rounds,
        Action::SetRounds(_) => {}
        Action::SetSweep(is_sweep) => state.sharing.is_sweep = is_sweep,
        Action::SetAuto(is_auto) => state.sharing.is_auto = is_auto,
        Action::SetMode(mode) => state.sharing.mode = mode,
        Action::SetCurve(curve) => state.scaling.curve = curve,
        Action::ShowHistory(is_shown) => return history::show(state, is_shown),
        Action::OpenKept(id) => return history::open(state, id),
        Action::LayBeside(id) => return history::lay_beside(state, id),
        Action::CloseBeside => state.history.beside = None,
        Action::Run => return run(state, None),
        Action::RetryFailed => {
            let failed = std::mem::take(&mut state.failed);
            return run(state, Some(failed));
        }
        Action::Compare => return compare(state),
        Action::TogglePause => return toggle_pause(state),
        Action::Stop => return stop(state),
        Action::Enlarge(what) => state.enlarged = Some(what),
        Action::EnlargeNext(by) => enlarge_next(state, by),
        Action::Shrink => state.enlarged = None,
        Action::ShowInSystem(path) => return vec![Effect::ShowInSystem(path)],
        Action::Copy(text) => return vec![Effect::Copy(text)],
        Action::DismissNotice => state.notice = None,
    }
    Vec::new()
}

fn set_view(state: &mut State, view: View) {
    state.view = view;
    if view == View::Plan {
        // Whoever asks for the plan gets it as things are now: other programs may have changed the disk.
        state.plan = PlanView::None;
    }
}

/// Shows another comparison than before, or none; its timeline begins with the way that took least time, clearly or not.
fn show_comparison(state: &mut State, comparison: Option<Arc<Comparison>>) -> Vec<Effect> {
    let generation = state.next_generation();
    state.scaling = ScalingView { generation, curve: state.scaling.curve, shown: None };
    state.history.shown_from = None;
    state.history.beside = None;
    if let Some(quickest) = comparison.as_deref().and_then(quickest) {
        state.timeline.choice = Choice::Way(quickest);
    }
    state.comparison = comparison.map(|comparison| told(comparison, state.words()));
    let shown = state.comparison.clone();
    shown.map(|comparison| Effect::WorkOutScaling(generation, comparison)).into_iter().collect()
}

/// A comparison in the language of the window.
fn told(comparison: Arc<Comparison>, words: Language) -> Arc<Comparison> {
    if comparison.words == words { comparison } else { Arc::new(comparison.told_in(words)) }
}

/// The way with the least median, by its place.
fn quickest(comparison: &Comparison) -> Option<usize> {
    let ways = comparison.ways.iter().enumerate();
    ways.min_by(|(_, a), (_, b)| a.estimate.median.total_cmp(&b.estimate.median)).map(|(idx, _)| idx)
}

fn open_folder(state: &mut State, path: PathBuf) -> Vec<Effect> {
    if path.as_os_str().is_empty() {
        state.tell(NoticeKind::Error, "No path is given: type one, or choose a folder");
        return Vec::new();
    }
    if recipes::is_list(&path) {
        return vec![Effect::ReadRecipes(path)];
    }
    let effects = stop(state);
    state.activity = Activity::Idle;
    state.notice = None;
    state.enlarged = None;
    state.plan_search.clear();
    let before = Some(Box::new(std::mem::replace(&mut state.folder, Folder::None)));
    effects.into_iter().chain(scan(state, path, before)).collect()
}

/// Lists a folder: another one than before, or the same once more.
fn scan(state: &mut State, path: PathBuf, before: Option<Box<Folder>>) -> Vec<Effect> {
    let generation = state.next_generation();
    state.path_text = path.display().to_string();
    state.folder = Folder::Scanning { path: path.clone(), generation, before, so_far: Arc::default() };
    let (is_recursive, leave_out) = (state.is_recursive, Some(state.output_folder()));
    vec![Effect::Scan { generation, path, is_recursive, leave_out }]
}

fn set_recursive(state: &mut State, is_recursive: bool) -> Vec<Effect> {
    state.is_recursive = is_recursive;
    match state.folder_path().map(PathBuf::from) {
        Some(folder) => scan(state, folder, None),
        None => Vec::new(),
    }
}

fn pick_folder(state: &mut State, pick: Pick) -> Vec<Effect> {
    if matches!(state.dialog, Dialog::Open(_)) {
        return Vec::new();
    }
    if let Some(why) = state.save_obstacle().filter(|_| pick == Pick::SaveRecipes) {
        state.refuse(why);
        return Vec::new();
    }
    state.dialog = Dialog::Open(pick);
    let at = match pick {
        Pick::Pictures | Pick::Outputs => state.folder_path().map(PathBuf::from),
        Pick::SaveRecipes | Pick::OpenRecipes => None,
        // The last part of the path is often not there yet.
        Pick::Export => state.output_folder().parent().map(PathBuf::from),
    };
    vec![Effect::PickFolder(pick, at)]
}

/// Copies the command line that makes the same outputs.
fn copy_command(state: &mut State) -> Vec<Effect> {
    if let Some(why) = state.job_obstacle() {
        state.refuse(why);
        return Vec::new();
    }
    let Some(draft) = chosen(state) else { return Vec::new() };
    match command::line(&draft, state.way(), state.is_recursive) {
        Ok(line) => {
            state.tell(NoticeKind::Note, "The command is in the clipboard: paste it into a terminal");
            vec![Effect::Copy(line)]
        }
        Err(error) => {
            state.tell(NoticeKind::Error, told::sentence(&error.to_string()));
            Vec::new()
        }
    }
}

fn run(state: &mut State, only: Option<HashSet<PathBuf>>) -> Vec<Effect> {
    let Some(draft) = draft(state) else { return Vec::new() };
    let draft = Draft { only, ..draft };
    let generation = begin(state, View::Results);
    vec![Effect::StartRun(generation, draft, state.way())]
}

fn compare(state: &mut State) -> Vec<Effect> {
    if let Some(why) = state.compare_obstacle() {
        state.refuse(why);
        return Vec::new();
    }
    let Some(draft) = draft(state) else { return Vec::new() };
    let generation = begin(state, View::Comparison);
    let sharing = &state.sharing;
    let compared = strategies::ALL.iter().zip(&sharing.compared).filter(|(_, is_on)| **is_on);
    let compared: Vec<&'static Strategy> = compared.map(|(strategy, _)| *strategy).collect();
    let ways = crate::compare::ways(&compared, &sharing.worker_counts());
    vec![Effect::StartComparison(generation, draft, ways, sharing.counted_rounds(), sharing.mode)]
}

/// The job as chosen, or a notice that says why there is none.
fn draft(state: &mut State) -> Option<Draft> {
    if let Some(why) = state.run_obstacle() {
        state.refuse(why);
        return None;
    }
    chosen(state)
}

/// The job as chosen, if a folder is open.
fn chosen(state: &State) -> Option<Draft> {
    let Folder::Open { path, pictures, .. } = &state.folder else { return None };
    let Outputs { format, coding, alpha, existing, .. } = state.outputs;
    let output = OutputOptions { format, coding, existing, ..OutputOptions::into_folder(state.output_folder()) };
    let recipes = state.ticked().into_iter().cloned().collect();
    let ticks = state.list.ticks.clone();
    Some(Draft { folder: path.clone(), pictures: Arc::clone(pictures), ticks, recipes, alpha, output, only: None })
}

/// What every start of work has in common.
fn begin(state: &mut State, view: View) -> u64 {
    let generation = state.next_generation();
    state.activity = Activity::Starting { generation };
    state.latest = Latest::Nothing;
    state.live.clear();
    state.view = view;
    state.notice = None;
    state.enlarged = None;
    state.problems.retain(|problem| problem.origin == Origin::Folder);
    state.failed.clear();
    generation
}

fn toggle_pause(state: &mut State) -> Vec<Effect> {
    let (Activity::Running { flow, .. } | Activity::Comparing { flow, .. }) = &mut state.activity else {
        return Vec::new();
    };
    match flow {
        Flow::Going => {
            *flow = Flow::Paused;
            vec![Effect::Pause]
        }
        Flow::Paused => {
            *flow = Flow::Going;
            vec![Effect::Resume]
        }
        Flow::Stopping => Vec::new(),
    }
}

fn stop(state: &mut State) -> Vec<Effect> {
    match &mut state.activity {
        Activity::Idle => Vec::new(),
        Activity::Starting { .. } => {
            state.activity = Activity::Idle;
            vec![Effect::Stop]
        }
        Activity::Running { flow, .. } | Activity::Comparing { flow, .. } => {
            *flow = Flow::Stopping;
            vec![Effect::Stop]
        }
    }
}

/// Moves on among the outputs; stays at the ends.
fn enlarge_next(state: &mut State, by: isize) {
    let n_outputs = state.run.as_ref().map_or(0, RunView::n_shown);
    state.enlarged = state.enlarged.map(|idx| idx.saturating_add_signed(by).min(n_outputs.saturating_sub(1)));
}

/// Puts a folder at the top of the recent list.
fn remember(state: &mut State, folder: PathBuf) {
    state.recent.retain(|known| *known != folder);
    state.recent.insert(0, folder);
    state.recent.truncate(N_RECENT);
}
