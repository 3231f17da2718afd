//! What the window knows, as plain data. Enums where things exclude each other, so that wrong combinations cannot be
//! written.
//!
//! Changed by [`super::update`] alone. It knows no widgets, threads or files.

use std::collections::HashSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::choices::{Folds, Outputs, RecipeChoice, Sharing, ThemeChoice, UiScale};
use super::history_view::HistoryView;
use super::home::in_home;
use super::language::Speech;
use super::live::LiveLane;
use super::past::Past;
use super::pictures_view::PicturesView;
use super::plan_view::PlanView;
use super::preview_view::PreviewView;
pub(crate) use super::run_view::{RunNumbers, RunView};
use super::scaling_view::ScalingView;
use super::timeline::{Choice, Source, TimelineView};
use super::unseen::Unseen;
use crate::compare::{Comparison, Progress};
use crate::engine::Phase;
use crate::files::PictureFile;
use crate::job::Recipe;
use crate::words::{Language, Word};

/// Everything that the window shows.
#[derive(Debug)]
pub(crate) struct State {
    /// Light, dark, or as the system has it.
    pub theme: ThemeChoice,
    /// What the window speaks.
    pub speech: Speech,
    /// How large everything is.
    pub scale: UiScale,
    /// Which panels are folded away.
    pub folds: Folds,
    /// Whether the sheet of keys lies over everything else.
    pub is_sheet_shown: bool,
    /// What the middle shows.
    pub view: View,
    /// The folder of pictures.
    pub folder: Folder,
    /// What stands in the path field.
    pub path_text: String,
    /// Whether folders in the folder are searched, too.
    pub is_recursive: bool,
    /// The list of pictures, and which are ticked.
    pub list: PicturesView,
    /// The dialog for folders and files.
    pub dialog: Dialog,
    /// Folders opened before, the last one first.
    pub recent: Vec<PathBuf>,
    /// One entry for each filter of the registry, in its order, then chains of one's own.
    pub recipes: Vec<RecipeChoice>,
    /// The recipes before they were changed.
    pub past: Past,
    /// How outputs are named and written.
    pub outputs: Outputs,
    /// How the work is shared out.
    pub sharing: Sharing,
    /// What goes on now.
    pub activity: Activity,
    /// Something to be told, and not told elsewhere.
    pub notice: Option<Notice>,
    /// What the job as it stands comes to, while that is looked at.
    pub plan: PlanView,
    /// Letters that names in the plan are to have, as typed; any when empty.
    pub plan_search: String,
    /// What is seen of one picture before and after a recipe.
    pub preview: PreviewView,
    /// The run that is on, or the last one.
    pub run: Option<RunView>,
    /// What came last of what was asked for.
    pub latest: Latest,
    /// What the workers of the run that is on do.
    pub live: Vec<LiveLane>,
    /// The last comparison that has a result, or an earlier one that was opened.
    pub comparison: Option<Arc<Comparison>>,
    /// How its strategies take more workers.
    pub scaling: ScalingView,
    /// Earlier comparisons.
    pub history: HistoryView,
    /// What is seen of the timeline.
    pub timeline: TimelineView,
    /// What went wrong with single pictures, as listing and work found it.
    pub problems: Vec<ProblemLine>,
    /// Pictures that could not be shown.
    pub unseen: Unseen,
    /// Pictures that something went wrong with.
    pub failed: HashSet<PathBuf>,
    /// The output of the last run that is shown large, over everything else, by its place for
    /// [`RunView::shown`].
    pub enlarged: Option<usize>,
    /// The number of the newest request; answers to older ones are dropped.
    pub(super) generation: u64,
}

/// What the latest work has to show for itself.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Latest {
    /// Nothing: none was asked for, or it never began, or it was stopped before there was a result.
    #[default]
    Nothing,
    /// A run.
    Run,
    /// A comparison.
    Comparison,
}

/// What the middle of the window shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum View {
    /// One picture, before and after a recipe.
    Preview,
    /// Every output, before it is made.
    Plan,
    /// The outputs of the last run.
    Results,
    /// Times of strategies.
    Comparison,
    /// What more workers do for them.
    Scaling,
    /// What every worker did.
    Timeline,
    /// What went wrong.
    Problems,
}

/// The folder of pictures.
#[derive(Clone, Debug)]
pub(crate) enum Folder {
    /// None is chosen yet.
    None,
    /// Its pictures are being listed.
    Scanning {
        /// The folder.
        path: PathBuf,
        /// The request.
        generation: u64,
        /// What was open before, when another folder is being opened; it comes back when that one cannot be.
        before: Option<Box<Folder>>,
        /// The pictures that were found so far, in order.
        so_far: Arc<Vec<PictureFile>>,
    },
    /// Its pictures are known.
    Open {
        /// The folder.
        path: PathBuf,
        /// Its pictures, in order.
        pictures: Arc<Vec<PictureFile>>,
        /// The request that listed them; pictures of an older one may have changed since.
        generation: u64,
    },
    /// It could not be listed.
    Failed {
        /// Why, and what to do about it.
        reason: String,
    },
}

/// The native dialog for folders and files.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Dialog {
    /// It can be opened.
    Ready,
    /// It is open, to choose this.
    Open(Pick),
    /// The desktop has none.
    Missing,
}

/// What a folder or a file is chosen for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Pick {
    /// To take pictures from.
    Pictures,
    /// To write outputs to.
    Outputs,
    /// To write the comparison to.
    Export,
    /// To write the recipes to: a file.
    SaveRecipes,
    /// To read recipes from: a file.
    OpenRecipes,
}

/// What goes on now.
#[derive(Clone, Debug)]
pub(crate) enum Activity {
    /// Nothing.
    Idle,
    /// A job is being planned and its workers started.
    Starting {
        /// The request.
        generation: u64,
    },
    /// Outputs are being made; their numbers are in [`State::run`].
    Running {
        /// The request.
        generation: u64,
        /// Whether it goes on.
        flow: Flow,
    },
    /// Strategies are being compared.
    Comparing {
        /// The request.
        generation: u64,
        /// Whether it goes on.
        flow: Flow,
        /// How far it is.
        progress: Progress,
    },
}

/// Whether work goes on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Flow {
    /// It does.
    Going,
    /// It waits.
    Paused,
    /// It was asked to end.
    Stopping,
}

/// Something to be told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Notice {
    /// How bad it is.
    pub kind: NoticeKind,
    /// What there is to tell, with what to do about it.
    pub text: String,
}

/// How bad something is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum NoticeKind {
    /// For information.
    Note,
    /// Something that was asked for could not be done.
    Error,
}

/// One thing that went wrong with one picture.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct ProblemLine {
    /// What found it.
    pub origin: Origin,
    /// The picture or folder, as people know it.
    pub name: String,
    /// Where in the work it went wrong; none when listing the folder.
    pub phase: Option<Phase>,
    /// The recipe, where it was not the picture itself.
    pub recipe: Option<String>,
    /// Why.
    pub reason: String,
}

/// What found a problem.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Origin {
    /// Listing the folder, and showing its pictures.
    Folder,
    /// A run or a comparison.
    Work,
}

impl State {
    /// The words of the window.
    pub(crate) fn words(&self) -> Language {
        self.speech.spoken()
    }

    /// The pictures of the open folder.
    pub(crate) fn pictures(&self) -> &[PictureFile] {
        match &self.folder {
            Folder::Open { pictures, .. } => pictures,
            _ => &[],
        }
    }

    /// The pictures of the open folder that are ticked.
    pub(crate) fn n_pictures_ticked(&self) -> usize {
        if self.pictures().is_empty() { 0 } else { self.list.ticks.n_on() }
    }

    /// Everything that is known to be wrong with pictures: what could not be shown stands last, unless work has said
    /// more of it.
    pub(crate) fn problem_lines(&self) -> impl Iterator<Item = &ProblemLine> {
        let unseen = self.unseen.of(self.listing()).filter(|(path, _)| !self.failed.contains(path));
        self.problems.iter().chain(unseen.map(|(_, line)| line))
    }

    /// The request that listed the pictures, or lists them.
    pub(crate) fn listing(&self) -> Option<u64> {
        match self.folder {
            Folder::Open { generation, .. } | Folder::Scanning { generation, .. } => Some(generation),
            Folder::None | Folder::Failed { .. } => None,
        }
    }

    /// The folder that is open or being listed.
    pub(crate) fn folder_path(&self) -> Option<&Path> {
        match &self.folder {
            Folder::Open { path, .. } | Folder::Scanning { path, .. } => Some(path),
            Folder::None | Folder::Failed { .. } => None,
        }
    }

    /// Where outputs go: the folder that was chosen, else one inside the folder of pictures.
    pub(crate) fn output_folder(&self) -> PathBuf {
        let chosen = self.outputs.folder_text.trim();
        match self.folder_path() {
            Some(folder) if chosen.is_empty() => folder.join(super::choices::OUTPUT_FOLDER),
            Some(folder) => in_home(Path::new(chosen)).unwrap_or_else(|| folder.join(chosen)),
            None => PathBuf::from(chosen),
        }
    }

    /// Where the comparison is written when there is no dialog to choose a folder with.
    pub(crate) fn export_folder(&self) -> PathBuf {
        self.output_folder().join(super::choices::EXPORT_FOLDER)
    }

    /// Where recipes are written when there is no dialog to choose a file with.
    pub(crate) fn recipes_file(&self) -> PathBuf {
        self.output_folder().join(super::choices::RECIPES_FILE)
    }

    /// The recipes that are ticked. What is ticked twice, as a filter and as a chain, is done once.
    pub(crate) fn ticked(&self) -> Vec<&Recipe> {
        let mut known = HashSet::new();
        let ticked = self.recipes.iter().filter(|choice| choice.is_on).map(|choice| &choice.recipe);
        ticked.filter(|recipe| known.insert(recipe.word())).collect()
    }

    /// How many there are.
    pub(crate) fn n_ticked(&self) -> usize {
        self.ticked().len()
    }

    /// The ticked recipe that is previewed, with its place: the one that was chosen last, else the first.
    pub(crate) fn previewed(&self) -> Option<(usize, &RecipeChoice)> {
        let mut ticked = self.recipes.iter().enumerate().filter(|(_, choice)| choice.is_on);
        let chosen = ticked.clone().find(|(idx, _)| Some(*idx) == self.preview.filter_idx);
        chosen.or_else(|| ticked.next())
    }

    /// Whether there are pictures and filters for them.
    pub(crate) fn has_job(&self) -> bool {
        self.n_pictures_ticked() > 0 && self.n_ticked() > 0
    }

    /// Why a run cannot be started now, if it cannot.
    pub(crate) fn run_obstacle(&self) -> Option<Word> {
        match self.activity {
            Activity::Idle => self.job_obstacle(),
            _ => Some(Language::busy),
        }
    }

    /// Why there is nothing that could be done, if there is not.
    pub(crate) fn job_obstacle(&self) -> Option<Word> {
        match &self.folder {
            Folder::None | Folder::Failed { .. } => Some(Language::no_folder_open),
            Folder::Scanning { .. } => Some(Language::still_listing),
            Folder::Open { pictures, .. } if pictures.is_empty() => Some(Language::folder_without_pictures),
            Folder::Open { .. } if self.list.ticks.n_on() == 0 => Some(Language::no_picture_ticked),
            Folder::Open { .. } => self.save_obstacle(),
        }
    }

    /// Why the ticked recipes are none that could be saved, if they are not.
    pub(crate) fn save_obstacle(&self) -> Option<Word> {
        let ticked = self.ticked();
        match ticked.len() {
            0 => Some(Language::no_filter_ticked),
            _ if self.refused().is_some() => Some(Language::values_refused),
            _ => None,
        }
    }

    /// The first ticked recipe whose values do not go together, and why.
    pub(crate) fn refused(&self) -> Option<(&Recipe, String)> {
        let why = |recipe: &Recipe| recipe.steps().find_map(|step| step.values.check().err());
        self.ticked().into_iter().find_map(|recipe| Some((recipe, why(recipe)?.to_string())))
    }

    /// Why a comparison cannot be started now, if it cannot.
    pub(crate) fn compare_obstacle(&self) -> Option<Word> {
        let unticked = || self.sharing.compared.iter().all(|is_on| !is_on);
        self.run_obstacle().or_else(|| unticked().then_some(Language::no_strategy_ticked as Word))
    }

    /// The recordings that there are: those of the comparison, then that of the last run.
    pub(crate) fn recordings(&self) -> Vec<(Choice, Source)> {
        let comparison = self.comparison.iter();
        let ways = comparison.flat_map(|comparison| {
            (0..comparison.ways.len()).map(|idx| (Choice::Way(idx), Source::Way(Arc::clone(comparison), idx)))
        });
        let run = self.run.as_ref().and_then(|run| run.recording.clone());
        ways.chain(run.map(|run| (Choice::Run, Source::Run(run)))).collect()
    }

    /// The recording that is to be seen: the chosen one, or else the first.
    pub(crate) fn recording(&self) -> Option<Source> {
        let mut all = self.recordings();
        let chosen = all.iter().position(|(choice, _)| *choice == self.timeline.choice).unwrap_or(0);
        (chosen < all.len()).then(|| all.swap_remove(chosen).1)
    }

    /// Whether work goes on, for what is on now.
    pub(crate) fn flow(&self) -> Option<Flow> {
        match self.activity {
            Activity::Idle | Activity::Starting { .. } => None,
            Activity::Running { flow, .. } | Activity::Comparing { flow, .. } => Some(flow),
        }
    }
}
