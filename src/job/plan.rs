//! The output plan: every path, clash and kept file known before the first pixel.
//!
//! Looks at the disk only to see what is there already; writes nothing.

mod decide;
mod names;
#[cfg(test)]
mod tests;

use std::collections::HashSet;
use std::path::{Path, PathBuf};

use self::decide::Decider;
pub use self::decide::{Doubt, Remark};
use super::Job;
use super::inputs::Inputs;
use crate::files::{self, Format, Stamp};

/// What will be written where. Outputs stand in the order of pictures, then recipes.
#[derive(Clone, Debug)]
pub struct Plan {
    outputs: Vec<PlannedOutput>,
    n_recipes: usize,
    of_journal: Vec<Remark>,
}

/// One output of the plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlannedOutput {
    /// Its final path.
    pub path: PathBuf,
    /// The format it is written in.
    pub format: Format,
    /// Whether it is made.
    pub action: Action,
    /// Whether it has another name than the template gives, because another output would have that one, too.
    pub is_renamed: bool,
    /// Whether its name may be another picture's when pictures are added or taken away.
    pub may_move: bool,
    /// What is there already, when it is to be replaced.
    pub there: Option<Stamp>,
    /// Why a person may not expect that it is kept.
    pub doubt: Option<Doubt>,
}

/// What happens to one output.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action {
    /// It is made; nothing is there yet.
    Make,
    /// It is made and replaces what is there.
    Replace,
    /// It is there already and kept.
    Keep,
    /// It is not asked for this time.
    LeaveOut,
}

impl Action {
    /// Whether the output is made.
    pub fn is_made(self) -> bool {
        matches!(self, Self::Make | Self::Replace)
    }
}

/// A job that cannot be started; nothing was made.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
pub enum PlanError {
    /// No pictures.
    #[error(
        "there are no pictures to filter: choose a folder that holds some, or look into its folders with --recursive"
    )]
    NoPictures,
    /// No recipes.
    #[error("no filter is chosen: choose at least one")]
    NoRecipes,
    /// One recipe stands twice.
    #[error("the recipe {0} is given twice: leave one of them out")]
    SameRecipeTwice(String),
    /// An output would fall onto an input.
    #[error("an output would fall onto a picture of the job: choose another output folder or name: {}", .0.display())]
    OntoInput(PathBuf),
    /// Outputs among the pictures would be pictures of the next run.
    #[error("the output folder is that of the pictures, where outputs would be filtered again: choose another, such as a folder inside it: {}", .0.display())]
    FolderOfPictures(PathBuf),
    /// The output folder is a file.
    #[error("the output folder is a file: choose another: {}", .0.display())]
    FolderIsFile(PathBuf),
    /// A link leads out of the output folder.
    #[error("a link in the output folder leads elsewhere, and outputs would follow it: remove it, or choose another output folder: {}", .0.display())]
    ThroughLink(PathBuf),
    /// The system has no paths that long.
    #[error("the path of an output is longer than the {} bytes that the system allows: choose an output folder nearer to the root, or a shorter name: {}", LONGEST_PATH, .0.display())]
    PathTooLong(PathBuf),
    /// `is_stopped` said yes.
    #[error("stopped")]
    Stopped,
}

/// Bytes of the longest path that the system takes.
const LONGEST_PATH: usize = if cfg!(windows) {
    // Longer ones only with a prefix that few programs can read.
    259
} else if cfg!(target_vendor = "apple") {
    1023
} else {
    4095
};

impl Job {
    /// Plans every output.
    ///
    /// # Errors
    /// When there is nothing to do or an output would fall onto an input.
    pub fn plan(&self) -> Result<Plan, PlanError> {
        self.plan_unless(&|| false)
    }

    /// Plans every output, unless that is no longer wanted. Cost: two looks at the disk for each output, so that
    /// hundreds of thousands take seconds; what resuming would replace is read besides.
    ///
    /// # Errors
    /// As [`Job::plan`], and when stopped.
    pub fn plan_unless(&self, is_stopped: &dyn Fn() -> bool) -> Result<Plan, PlanError> {
        self.plan_of(&|_| true, is_stopped)
    }

    /// Plans the outputs of some pictures, told by their places; those of the others are left out, and cost no look at
    /// the disk. Names stay those of the whole job, so that they do not depend on which pictures are done when, and no
    /// output falls onto any picture.
    ///
    /// # Errors
    /// As [`Job::plan_unless`].
    pub fn plan_of(&self, is_wanted: &dyn Fn(usize) -> bool, is_stopped: &dyn Fn() -> bool) -> Result<Plan, PlanError> {
        self.check()?;
        let mut outputs = self.named();
        go_on(is_stopped)?;
        names::tell_apart(&mut outputs, &self.pictures, self.recipes.len());
        let mut plan = Plan { outputs, n_recipes: self.recipes.len(), of_journal: Vec::new() };
        plan.restrict_to(|picture_idx, _| is_wanted(picture_idx));
        if let Some(output) = plan.asked().find(|output| output.path.as_os_str().len() > LONGEST_PATH) {
            return Err(PlanError::PathTooLong(output.path.clone()));
        }
        if let Some(link) = plan.link_below(&self.output.folder) {
            return Err(PlanError::ThroughLink(link));
        }
        let paths = plan.asked().map(|output| output.path.as_path());
        match Inputs::of(&self.pictures).first_among(paths.take_while(|_| !is_stopped())) {
            Some(path) => Err(PlanError::OntoInput(path.to_owned())),
            None => plan.with_actions(self, is_stopped),
        }
    }

    fn check(&self) -> Result<(), PlanError> {
        if self.pictures.is_empty() {
            return Err(PlanError::NoPictures);
        }
        if self.recipes.is_empty() {
            return Err(PlanError::NoRecipes);
        }
        let mut words = HashSet::new();
        if let Some(twice) = self.recipes.iter().map(|recipe| recipe.word()).find(|word| !words.insert(word.clone())) {
            return Err(PlanError::SameRecipeTwice(twice));
        }
        if self.output.folder.is_file() {
            return Err(PlanError::FolderIsFile(self.output.folder.clone()));
        }
        let real = |path: &Path| path.canonicalize().ok();
        if real(&self.output.folder).is_some_and(|out| real(&self.folder) == Some(out)) {
            return Err(PlanError::FolderOfPictures(self.output.folder.clone()));
        }
        Ok(())
    }
}

impl Plan {
    /// One output.
    pub fn output(&self, picture_idx: usize, recipe_idx: usize) -> Option<&PlannedOutput> {
        self.outputs.get(picture_idx * self.n_recipes + recipe_idx)
    }

    /// Every output, in the order of pictures, then recipes.
    pub fn outputs(&self) -> &[PlannedOutput] {
        &self.outputs
    }

    /// How many this happens to.
    pub fn n_with(&self, action: Action) -> usize {
        self.outputs.iter().filter(|output| output.action == action).count()
    }

    /// How many pictures have outputs that are asked for.
    pub fn n_pictures(&self) -> usize {
        let of_pictures = self.outputs.chunks(self.n_recipes.max(1));
        of_pictures.filter(|outputs| outputs.iter().any(|output| output.action != Action::LeaveOut)).count()
    }

    /// Those that are asked for: made or kept.
    fn asked(&self) -> impl Iterator<Item = &PlannedOutput> {
        self.outputs.iter().filter(|output| output.action != Action::LeaveOut)
    }

    /// How many are asked for: made or kept.
    pub fn n_asked(&self) -> usize {
        self.asked().count()
    }

    /// How many are made.
    pub fn n_to_make(&self) -> usize {
        self.outputs.iter().filter(|output| output.action.is_made()).count()
    }

    /// Whether any output of this picture is made.
    pub fn makes_any(&self, picture_idx: usize) -> bool {
        (0..self.n_recipes).any(|r| self.output(picture_idx, r).is_some_and(|output| output.action.is_made()))
    }

    /// Leaves out what is not wanted, by the picture's place and the output. Names stay those of the whole job.
    pub fn restrict_to(&mut self, is_wanted: impl Fn(usize, &PlannedOutput) -> bool) {
        for (place, output) in self.outputs.iter_mut().enumerate() {
            if !is_wanted(place / self.n_recipes.max(1), output) {
                output.action = Action::LeaveOut;
                output.doubt = None;
            }
        }
    }

    /// What a person should know of outputs that are kept.
    pub fn remarks(&self) -> Vec<Remark> {
        let mut remarks = self.of_journal.clone();
        for doubt in Doubt::ALL {
            let n = self.outputs.iter().filter(|output| output.doubt == Some(doubt)).count();
            remarks.extend((n > 0).then_some(Remark::Doubted(doubt, n)));
        }
        remarks
    }

    /// Every folder that outputs are made in, each once.
    pub fn folders(&self) -> impl Iterator<Item = &Path> {
        let made = self.outputs.iter().filter(|output| output.action.is_made());
        made.filter_map(|output| output.path.parent()).collect::<HashSet<_>>().into_iter()
    }

    /// A folder below the output folder that is a link. Cost: a look at the disk for each folder.
    fn link_below(&self, top: &Path) -> Option<PathBuf> {
        let folders: HashSet<&Path> = self.asked().filter_map(|output| output.path.parent()).collect();
        let within = |folder: &&Path| *folder != top && folder.starts_with(top);
        let below: HashSet<&Path> =
            folders.into_iter().flat_map(|folder| folder.ancestors().take_while(within)).collect();
        below.into_iter().find(|folder| folder.is_symlink()).map(Path::to_owned)
    }

    fn with_actions(mut self, job: &Job, is_stopped: &dyn Fn() -> bool) -> Result<Self, PlanError> {
        let decider = Decider::new(job, is_stopped);
        let words: Vec<String> = job.recipes.iter().map(|recipe| recipe.word()).collect();
        let tasks = job.pictures.iter().flat_map(|picture| words.iter().map(move |word| (picture, word)));
        for (output, (picture, word)) in self.outputs.iter_mut().zip(tasks) {
            go_on(is_stopped)?;
            if output.action == Action::LeaveOut {
                continue;
            }
            let there = files::stamp(&output.path);
            (output.action, output.doubt) =
                there.map_or((Action::Make, None), |there| decider.decide(picture, word, output, there));
            output.there = there.filter(|_| output.action == Action::Replace);
        }
        self.of_journal = decider.remarks();
        Ok(self)
    }
}

fn go_on(is_stopped: &dyn Fn() -> bool) -> Result<(), PlanError> {
    if is_stopped() { Err(PlanError::Stopped) } else { Ok(()) }
}
