//! What can happen in the window: asked by people, or reported by effects. Data only.

use std::collections::HashSet;
use std::num::NonZeroUsize;
use std::path::PathBuf;
use std::sync::Arc;

use super::choices::{LanguageChoice, Side, ThemeChoice, UiScale};
use super::history_view::{BesideShown, HistoryLines};
use super::live::LiveLane;
use super::pictures_view::{self, Arrangement, Ticks};
use super::plan_view::PlannedJob;
use super::preview_view::{Ask, Told, Wanted};
use super::recipe_change::Change;
use super::scaling_view::{Curve, ScalingShown};
use super::state::{Pick, RunNumbers, View};
use super::timeline::{Look, RunRecording, Source, Timeline};
use crate::compare::{CompareError, Comparison, Mode, Progress, Rounds};
use crate::engine::{Finished, Problem, Strategy, Way};
use crate::files::{Effort, Format, Note, PictureFile, Replace, Scan};
use crate::filters::Alpha;
use crate::job::{Existing, Job, OutputOptions, Plan, Recipe};
use crate::report::history::EntryId;
use crate::words::Language;

/// Something that happened: a wish of a person, or news from an effect.
#[derive(Clone, Debug)]
pub(crate) enum Action {
    /// An effect has something to tell.
    Told(News),
    /// To open this folder, or the folder of this file; or the recipes of this file, when it is a text.
    OpenFolder(PathBuf),
    /// To show these letters in the path field.
    EditPath(String),
    /// To choose a folder or a file in a dialog.
    PickFolder(Pick),
    /// To open sample pictures.
    TrySamples,
    /// To search folders in the folder, too, or not.
    SetRecursive(bool),
    /// To look light or dark.
    SetTheme(ThemeChoice),
    /// To speak this language.
    SetLanguage(LanguageChoice),
    /// Whether there are letters for the language that is wanted was looked at.
    FoundLetters(bool),
    /// To have everything in this size.
    SetScale(UiScale),
    /// To have a panel folded away, or not.
    Fold(Side, bool),
    /// To see the sheet of keys, or not.
    ShowSheet(bool),
    /// To close the window.
    Quit,
    /// To see this in the middle.
    SetView(View),
    /// To have something else in the list of pictures.
    Pictures(pictures_view::Ask),
    /// To see something else of one picture.
    Preview(Ask),
    /// To see something else of the timeline.
    Timeline(Look),
    /// To see a comparison that was made elsewhere.
    ShowComparison(Arc<Comparison>),
    /// To see the outputs of the plan that have these letters in their names.
    FindInPlan(String),
    /// To have other recipes.
    Recipes(Change),
    /// To have the command line that does the same in the clipboard.
    CopyCommand,
    /// To write this format; each picture's own when none.
    SetFormat(Option<Format>),
    /// To write lossy formats in this quality.
    SetQuality(u8),
    /// To write lossless formats with this effort.
    SetEffort(Effort),
    /// To treat alpha like this.
    SetAlpha(Alpha),
    /// To treat outputs that are there already like this.
    SetExisting(Existing),
    /// To write to this folder; empty for the default.
    SetOutputFolder(String),
    /// To compare a strategy, by its place, or not.
    TickStrategy(usize, bool),
    /// To run with this strategy.
    RunWith(&'static Strategy),
    /// To use so many workers.
    SetWorkers(NonZeroUsize),
    /// To compare on every worker count up to the chosen one, or not.
    SetSweep(bool),
    /// To compare until times are precise enough, or not.
    SetAuto(bool),
    /// To compare in so many counted rounds.
    SetRounds(NonZeroUsize),
    /// To measure this.
    SetMode(Mode),
    /// To see this curve of how strategies take more workers.
    SetCurve(Curve),
    /// To see the list of earlier comparisons, or not.
    ShowHistory(bool),
    /// To see an earlier comparison.
    OpenKept(EntryId),
    /// To see an earlier comparison beside the one that is shown.
    LayBeside(EntryId),
    /// To be rid of the one beside.
    CloseBeside,
    /// To make outputs.
    Run,
    /// To make what has failed.
    RetryFailed,
    /// To compare strategies.
    Compare,
    /// To wait, or to go on.
    TogglePause,
    /// To end what is on.
    Stop,
    /// To see this output large, by its place among those that are shown.
    Enlarge(usize),
    /// To see the one so many places further on large.
    EnlargeNext(isize),
    /// To see nothing large.
    Shrink,
    /// To open this folder in the system's file manager.
    ShowInSystem(PathBuf),
    /// To have this text in the clipboard.
    Copy(String),
    /// To be rid of the notice.
    DismissNotice,
}

/// What effects tell. Answers to requests carry their generation.
#[derive(Clone, Debug)]
pub(crate) enum News {
    /// A folder is still being listed; these pictures were found so far, in order.
    Found(u64, Arc<Vec<PictureFile>>),
    /// Pictures were found and sorted: their places in the folder.
    Arranged(u64, Arc<Vec<usize>>),
    /// A folder was listed, or why it could not be.
    Scanned(u64, PathBuf, Result<Scan, String>),
    /// A picture or an output cannot be shown, with its stamp and why.
    Unseen(PathBuf, u64, Arc<str>),
    /// A dialog is closed.
    Picked(Pick, Picked),
    /// Sample pictures are in this folder, or why they are not.
    SamplesMade(Result<PathBuf, String>),
    /// A job was planned, or why it cannot be done.
    Planned(u64, Result<PlanAnswer, String>),
    /// What has come of a request to see one picture.
    Previewed(u64, Told),
    /// A run has begun, or why it has not.
    RunStarted(u64, Result<Started, String>),
    /// A run has gone on.
    RunAdvanced(u64, Box<RunStep>),
    /// What every worker did in a run that is over, and the outputs that it made and kept, in the order of the pictures.
    RunRecorded(u64, RunRecording, [Vec<(usize, usize)>; 2]),
    /// A comparison has begun, or why it has not.
    ComparisonStarted(u64, Result<Progress, String>),
    /// A comparison has gone on; what workers do in its run.
    ComparisonAdvanced(u64, Progress, Vec<LiveLane>),
    /// A comparison is over.
    ComparisonEnded(u64, Result<Arc<Comparison>, Arc<CompareError>>),
    /// How strategies take more workers is worked out.
    ScalingKnown(u64, Arc<ScalingShown>),
    /// Earlier comparisons were listed, or why not.
    HistoryRead(u64, Result<Arc<HistoryLines>, String>),
    /// An earlier comparison was opened, with the time at which it was begun, or why not.
    KeptOpened(u64, Result<(String, Arc<Comparison>), String>),
    /// An earlier comparison was laid beside the one that is shown, or why not.
    LaidBeside(u64, Result<Arc<BesideShown>, String>),
    /// The comparison was written into this folder as these files, or why not.
    Exported(PathBuf, Result<Vec<PathBuf>, String>),
    /// The recipes are in this file, or why not.
    RecipesSaved(PathBuf, Result<(), String>),
    /// Recipes were read from this file, or why not.
    RecipesRead(PathBuf, Result<Vec<Recipe>, String>),
    /// A timeline can be drawn; none where there is no recording.
    TimelineReady(u64, Option<Arc<Timeline>>),
    /// The system did not do what it was asked for.
    Refused(String),
}

/// What came out of a dialog.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Picked {
    /// A folder, or a file where one was to be chosen.
    Path(PathBuf),
    /// Nothing: it was closed.
    Cancelled,
    /// Nothing: this desktop has no dialogs.
    NoDialog,
}

/// A job that was planned.
#[derive(Clone, Debug)]
pub(crate) struct PlanAnswer {
    /// What it comes to.
    pub planned: Arc<PlannedJob>,
    /// The places of the outputs that are asked for and have the sought letters in their names; all places if none.
    pub found: Option<Arc<Vec<usize>>>,
}

/// A run that has begun.
#[derive(Clone, Debug)]
pub(crate) struct Started {
    /// What is done.
    pub job: Arc<Job>,
    /// What is written where.
    pub plan: Arc<Plan>,
    /// How it is shared out.
    pub strategy: &'static Strategy,
    /// The outputs that it is to account for.
    pub n_asked: usize,
}

/// What is new of a run.
#[derive(Clone, Debug)]
pub(crate) struct RunStep {
    /// Its numbers so far.
    pub numbers: RunNumbers,
    /// Outputs made since the last step.
    pub made: Vec<(usize, usize)>,
    /// Outputs kept as they were since the last step.
    pub kept: Vec<(usize, usize)>,
    /// Problems since the last step.
    pub problems: Vec<Problem>,
    /// What formats could not hold so far, and of how many outputs.
    pub notes: Vec<(Note, usize)>,
    /// What its workers do.
    pub lanes: Vec<LiveLane>,
    /// How it ended, once it has.
    pub finished: Option<Finished>,
}

/// What is to be done in the world.
#[derive(Clone, Debug)]
pub(crate) enum Effect {
    /// List the pictures of a folder; leave out the second one.
    Scan {
        /// The request.
        generation: u64,
        /// The folder as typed or chosen, or a file in it.
        path: PathBuf,
        /// Whether folders in it are searched, too.
        is_recursive: bool,
        /// The folder of the outputs.
        leave_out: Option<PathBuf>,
    },
    /// Find and sort pictures, instead of what was asked for before.
    Arrange(u64, Arc<Vec<PictureFile>>, Arrangement),
    /// No order is waited for.
    ForgetOrder,
    /// Open the dialog, at this folder.
    PickFolder(Pick, Option<PathBuf>),
    /// Make sample pictures.
    MakeSamples,
    /// Plan a job and look for letters in the names of its outputs, instead of what was asked for before.
    Plan {
        /// The request.
        generation: u64,
        /// The job.
        source: PlanSource,
        /// The letters; none when all outputs are to be seen.
        sought: String,
    },
    /// Work out what is to be seen of one picture, instead of what was asked for before.
    Preview(u64, Box<Wanted>),
    /// Nothing is to be seen of pictures.
    ForgetPreview,
    /// Make a recording ready to be drawn, in this language.
    PrepareTimeline(u64, Source, Language),
    /// The plan is no longer wanted.
    ForgetPlan,
    /// Start a run.
    StartRun(u64, Draft, Way),
    /// Start a comparison.
    StartComparison(u64, Draft, Vec<Way>, Rounds, Mode),
    /// Work out how the strategies of a comparison take more workers.
    WorkOutScaling(u64, Arc<Comparison>),
    /// List earlier comparisons, in this language.
    ReadHistory(u64, Language),
    /// Open an earlier comparison.
    OpenKept(u64, EntryId),
    /// Lay an earlier comparison beside this one.
    LayBeside(u64, EntryId, Arc<Comparison>),
    /// Write a comparison into a folder, in every format there is.
    Export(Arc<Comparison>, PathBuf),
    /// Write this list of recipes into this file; whether it may replace what is there, or takes another name.
    SaveRecipes(PathBuf, String, Replace),
    /// Read the recipes of this file.
    ReadRecipes(PathBuf),
    /// Let what is on wait.
    Pause,
    /// Let it go on.
    Resume,
    /// End it.
    Stop,
    /// Open this folder in the system's file manager.
    ShowInSystem(PathBuf),
    /// Put this text into the clipboard.
    Copy(String),
    /// Look light or dark.
    SetTheme(ThemeChoice),
    /// Draw everything in this size.
    SetScale(UiScale),
    /// Close the window.
    Quit,
    /// Nothing else holds this any more.
    LetGo(Gone),
}

/// What nothing else holds any more: long lists, whose memory takes a while to be given back.
#[derive(Clone, Debug)]
pub(crate) struct Gone {
    /// Pictures of a folder.
    pub pictures: Vec<Arc<Vec<PictureFile>>>,
    /// What a run did.
    pub run: Option<(Arc<Job>, Arc<Plan>)>,
    /// A plan that was looked at.
    pub planned: Option<Arc<PlannedJob>>,
}

/// Where a plan comes from.
#[derive(Clone, Debug)]
pub(crate) enum PlanSource {
    /// It is to be worked out.
    Draft(Box<Draft>),
    /// It is known.
    Known(Arc<PlannedJob>),
}

/// A job that is still to be put together, because the list of pictures can be long.
#[derive(Clone, Debug)]
pub(crate) struct Draft {
    /// The folder that the pictures came from.
    pub folder: PathBuf,
    /// The pictures.
    pub pictures: Arc<Vec<PictureFile>>,
    /// Those of which outputs are made. The others count for the names alone.
    pub ticks: Ticks,
    /// The recipes.
    pub recipes: Vec<Recipe>,
    /// What happens to alpha.
    pub alpha: Alpha,
    /// How outputs are named and written.
    pub output: OutputOptions,
    /// Of the ticked ones, those of which outputs are made; all of them when not said.
    pub only: Option<HashSet<PathBuf>>,
}

impl Draft {
    /// Whether it is the same job. Cost: as many steps as there are recipes; lists of pictures are the same when they
    /// come from the same listing.
    pub(crate) fn is_same(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.pictures, &other.pictures)
            && (&self.folder, &self.recipes, self.alpha) == (&other.folder, &other.recipes, other.alpha)
            && (&self.output, &self.ticks, &self.only) == (&other.output, &other.ticks, &other.only)
    }

    /// Whether outputs are made of the picture at this place.
    pub(crate) fn makes(&self, idx: usize) -> bool {
        let is_among =
            |only: &HashSet<PathBuf>| self.pictures.get(idx).is_some_and(|picture| only.contains(&picture.path));
        self.ticks.is_on(idx) && self.only.as_ref().is_none_or(is_among)
    }

    /// The job with all pictures, so that names do not depend on what is ticked. Cost: a copy of the list of pictures.
    pub(crate) fn job(&self) -> Job {
        self.job_on(self.pictures.to_vec())
    }

    /// The job with the ticked pictures alone, for outputs that nobody keeps. Cost: a copy of their list.
    pub(crate) fn job_of_ticked(&self) -> Job {
        let pictures = self.pictures.iter().enumerate().filter(|(idx, _)| self.makes(*idx));
        self.job_on(pictures.map(|(_, picture)| picture.clone()).collect())
    }

    fn job_on(&self, pictures: Vec<PictureFile>) -> Job {
        let Self { folder, recipes, alpha, output, .. } = self;
        Job { folder: folder.clone(), pictures, recipes: recipes.clone(), alpha: *alpha, output: output.clone() }
    }
}
