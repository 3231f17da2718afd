//! The output plan: every path, clash and kept file known before the first pixel.
//!
//! Looks at the disk only to see what is there already; writes nothing.

use std::collections::{HashMap, HashSet};
use std::path::{Path, PathBuf};

use super::inputs::{Inputs, key};
use super::provenance::{Known, Provenance};
use super::{Existing, Job, NameParts};
use crate::files::{Format, PictureFile};

/// What will be written where. Outputs stand in the order of pictures, then recipes.
#[derive(Clone, Debug)]
pub struct Plan {
    outputs: Vec<PlannedOutput>,
    n_recipes: usize,
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
    /// hundreds of thousands take seconds.
    ///
    /// # Errors
    /// As [`Job::plan`], and when stopped.
    pub fn plan_unless(&self, is_stopped: &dyn Fn() -> bool) -> Result<Plan, PlanError> {
        self.check()?;
        let mut outputs = self.named();
        go_on(is_stopped)?;
        tell_apart(&mut outputs, &self.pictures, self.recipes.len());
        if let Some(output) = outputs.iter().find(|output| output.path.as_os_str().len() > LONGEST_PATH) {
            return Err(PlanError::PathTooLong(output.path.clone()));
        }
        let plan = Plan { outputs, n_recipes: self.recipes.len() };
        if let Some(link) = plan.link_below(&self.output.folder) {
            return Err(PlanError::ThroughLink(link));
        }
        let paths = plan.outputs().iter().map(|output| output.path.as_path());
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

    /// Every output under the name that its template gives, clashes not yet told apart.
    fn named(&self) -> Vec<PlannedOutput> {
        let slugs: Vec<String> = self.recipes.iter().map(|recipe| recipe.slug()).collect();
        let mut outputs = Vec::with_capacity(self.n_outputs());
        for (picture_idx, picture) in self.pictures.iter().enumerate() {
            let format = self.output.format.unwrap_or_else(|| kept_format(picture));
            let folder = self.output.folder.join(picture.relative.parent().unwrap_or(Path::new("")));
            let parent = folder_name(picture.path.parent().unwrap_or(Path::new("")));
            let stem = picture.path.file_stem().unwrap_or_default().to_string_lossy();
            for slug in &slugs {
                let name = self.output.name.fill(NameParts {
                    filter: slug,
                    stem: &stem,
                    ext: format.extension(),
                    index: picture_idx + 1,
                    n_pictures: self.pictures.len(),
                    folder: &parent,
                });
                outputs.push(PlannedOutput {
                    path: folder.join(name),
                    format,
                    action: Action::Make,
                    is_renamed: false,
                });
            }
        }
        outputs
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

    /// How many are made.
    pub fn n_to_make(&self) -> usize {
        self.outputs.iter().filter(|output| output.action != Action::Keep).count()
    }

    /// Whether any output of this picture is made.
    pub fn makes_any(&self, picture_idx: usize) -> bool {
        (0..self.n_recipes).any(|r| self.output(picture_idx, r).is_some_and(|output| output.action != Action::Keep))
    }

    /// Leaves alone what is not of these pictures. Names stay those of the whole job.
    pub fn restrict_to(&mut self, is_wanted: impl Fn(usize) -> bool) {
        for (place, output) in self.outputs.iter_mut().enumerate() {
            if !is_wanted(place / self.n_recipes.max(1)) {
                output.action = Action::Keep;
            }
        }
    }

    /// Every folder that outputs are made in, each once.
    pub fn folders(&self) -> impl Iterator<Item = &Path> {
        let made = self.outputs.iter().filter(|output| output.action != Action::Keep);
        made.filter_map(|output| output.path.parent()).collect::<HashSet<_>>().into_iter()
    }

    /// A folder below the output folder that is a link. Cost: a look at the disk for each folder.
    fn link_below(&self, top: &Path) -> Option<PathBuf> {
        let folders: HashSet<&Path> = self.outputs.iter().filter_map(|output| output.path.parent()).collect();
        let within = |folder: &&Path| *folder != top && folder.starts_with(top);
        let below: HashSet<&Path> =
            folders.into_iter().flat_map(|folder| folder.ancestors().take_while(within)).collect();
        below.into_iter().find(|folder| folder.is_symlink()).map(Path::to_owned)
    }

    fn with_actions(mut self, job: &Job, is_stopped: &dyn Fn() -> bool) -> Result<Self, PlanError> {
        let known =
            if job.output.existing == Existing::Resume { Known::of(&job.output.folder) } else { Known::default() };
        let words: Vec<String> = job.recipes.iter().map(|recipe| recipe.word()).collect();
        let tasks = job.pictures.iter().flat_map(|picture| words.iter().map(move |word| (picture, word)));
        for (output, (picture, word)) in self.outputs.iter_mut().zip(tasks) {
            go_on(is_stopped)?;
            output.action = action(job, &known, picture, word, output);
        }
        Ok(self)
    }
}

fn go_on(is_stopped: &dyn Fn() -> bool) -> Result<(), PlanError> {
    if is_stopped() { Err(PlanError::Stopped) } else { Ok(()) }
}

/// What a folder is called, also when it is written as `.` or `..`.
fn folder_name(folder: &Path) -> String {
    let real = || folder.canonicalize().ok().and_then(|real| real.file_name().map(|name| name.to_owned()));
    let name = folder.file_name().map(|name| name.to_owned()).or_else(real);
    name.map_or("folder".to_owned(), |name| name.to_string_lossy().into_owned())
}

/// The format a picture keeps: its own, or PNG when its own cannot be written.
fn kept_format(picture: &PictureFile) -> Format {
    Format::of_path(&picture.path).filter(|format| format.is_writable()).unwrap_or(Format::Png)
}

fn action(job: &Job, known: &Known, picture: &PictureFile, recipe_word: &str, output: &PlannedOutput) -> Action {
    let Ok(there) = output.path.symlink_metadata() else { return Action::Make };
    let wanted = || Provenance::of(job, picture, recipe_word, output);
    let is_older = || there.modified().is_ok_and(|made| made < picture.modified);
    let is_stale = || known.is_stale(&job.output.folder, &output.path, there.len(), &wanted()).unwrap_or_else(is_older);
    match job.output.existing {
        Existing::Overwrite => Action::Replace,
        Existing::Resume if is_stale() => Action::Replace,
        Existing::Keep | Existing::Resume => Action::Keep,
    }
}

/// Each picture as often as it has outputs.
fn repeated(pictures: &[PictureFile], n_recipes: usize) -> impl Iterator<Item = &PictureFile> {
    pictures.iter().flat_map(move |picture| std::iter::repeat_n(picture, n_recipes))
}

/// Gives outputs of one name different ones: first by the picture's extension, then by number. Names that differ
/// only in case are one name on some systems, so they are told apart too.
fn tell_apart(outputs: &mut [PlannedOutput], pictures: &[PictureFile], n_recipes: usize) {
    let mut counts: HashMap<String, usize> = HashMap::new();
    for output in outputs.iter() {
        *counts.entry(key(&output.path)).or_default() += 1;
    }
    let mut taken: HashSet<String> = counts.iter().filter(|(_, n)| **n == 1).map(|(name, _)| name.clone()).collect();
    // Where the numbers of a name go on, so that many clashes do not count from the start each time.
    let mut next: HashMap<String, usize> = HashMap::new();
    for (output, picture) in outputs.iter_mut().zip(repeated(pictures, n_recipes)) {
        if counts.get(&key(&output.path)).is_none_or(|n| *n == 1) {
            continue;
        }
        let source_ext = picture.path.extension().unwrap_or_default().to_string_lossy().to_lowercase();
        let first = with_suffix(&output.path, &source_ext);
        let number = next.entry(key(&first)).or_insert(1);
        loop {
            let candidate = match *number {
                1 => first.clone(),
                n => with_suffix(&output.path, &format!("{source_ext}-{n}")),
            };
            *number += 1;
            if taken.insert(key(&candidate)) {
                output.path = candidate;
                output.is_renamed = true;
                break;
            }
        }
    }
}

/// `edges_a.png` with `jpg` is `edges_a-jpg.png`.
fn with_suffix(path: &Path, suffix: &str) -> PathBuf {
    let stem = path.file_stem().unwrap_or_default().to_string_lossy();
    let ext = path.extension().unwrap_or_default().to_string_lossy();
    path.with_file_name(format!("{stem}-{suffix}.{ext}"))
}

#[cfg(test)]
mod tests {
    use std::time::SystemTime;

    use super::super::{NameTemplate, OutputOptions, Recipe};
    use super::*;
    use crate::filters::Alpha;

    fn picture(folder: &Path, name: &str) -> PictureFile {
        PictureFile { path: folder.join(name), relative: name.into(), bytes: 1, modified: SystemTime::now() }
    }

    fn job(folder: &Path, names: &[&str], recipes: &[&str]) -> Job {
        Job {
            folder: folder.to_owned(),
            pictures: names.iter().map(|name| picture(folder, name)).collect(),
            recipes: recipes.iter().map(|word| Recipe::parse(word).unwrap()).collect(),
            alpha: Alpha::Keep,
            output: OutputOptions::into_folder(folder.join("out")),
        }
    }

    fn names(plan: &Plan, out: &Path) -> Vec<String> {
        plan.outputs().iter().map(|o| o.path.strip_prefix(out).unwrap().to_string_lossy().into_owned()).collect()
    }

    #[test]
    fn the_tree_and_the_format_are_kept() {
        let top = tempfile::tempdir().unwrap();
        let plan = job(top.path(), &["a.jpeg", "sub/b.PNG", "c.ico"], &["edges"]).plan().unwrap();
        assert_eq!(names(&plan, &top.path().join("out")), ["edges_a.jpg", "sub/edges_b.png", "edges_c.png"]);
    }

    #[test]
    fn clashes_are_told_apart() {
        let top = tempfile::tempdir().unwrap();
        let mut job = job(top.path(), &["a.png", "a.jpg", "A.png", "b.png"], &["edges"]);
        job.output.format = Some(Format::Png);
        let plan = job.plan().unwrap();
        let found = names(&plan, &top.path().join("out"));
        assert_eq!(found, ["edges_a-png.png", "edges_a-jpg.png", "edges_A-png-2.png", "edges_b.png"]);
        let renamed: Vec<bool> = plan.outputs().iter().map(|output| output.is_renamed).collect();
        assert_eq!(renamed, [true, true, true, false]);
    }

    #[test]
    fn many_clashes_are_told_apart_quickly() {
        let top = tempfile::tempdir().unwrap();
        let names: Vec<String> = (0..20_000).map(|n| format!("{n}.png")).collect();
        let mut job = job(top.path(), &names.iter().map(String::as_str).collect::<Vec<_>>(), &["edges"]);
        job.output.name = NameTemplate::parse("{filter}.{ext}").unwrap();
        let plan = job.plan().unwrap();
        let paths: HashSet<_> = plan.outputs().iter().map(|output| &output.path).collect();
        assert_eq!(paths.len(), names.len());
    }

    #[cfg(unix)]
    #[test]
    fn no_output_falls_onto_what_an_input_is_a_link_to() {
        let top = tempfile::tempdir().unwrap();
        let real = top.path().join("real");
        std::fs::create_dir(&real).unwrap();
        std::fs::write(real.join("a.png"), b"precious").unwrap();
        std::os::unix::fs::symlink(real.join("a.png"), top.path().join("a.png")).unwrap();
        let mut job = job(top.path(), &["a.png"], &["edges"]);
        job.output.folder = real;
        job.output.existing = Existing::Overwrite;
        for name in ["{stem}.{ext}", "A.{ext}"] {
            job.output.name = NameTemplate::parse(name).unwrap();
            assert!(matches!(job.plan(), Err(PlanError::OntoInput(_))), "{name}");
        }
    }

    #[test]
    fn no_output_falls_onto_an_input() {
        let top = tempfile::tempdir().unwrap();
        let mut job = job(top.path(), &["a.png"], &["edges"]);
        job.output.folder = top.path().join("x").join("..");
        std::fs::create_dir(top.path().join("x")).unwrap();
        assert!(matches!(job.plan(), Err(PlanError::FolderOfPictures(_))));
        // The same pictures, by the name of a folder above theirs.
        job.folder = top.path().parent().unwrap().to_owned();
        job.output.name = NameTemplate::parse("{stem}.{ext}").unwrap();
        assert!(matches!(job.plan(), Err(PlanError::OntoInput(_))));
    }

    #[test]
    fn existing_outputs_follow_the_policy() {
        let top = tempfile::tempdir().unwrap();
        let mut job = job(top.path(), &["a.png"], &["edges"]);
        std::fs::create_dir(top.path().join("out")).unwrap();
        std::fs::write(top.path().join("out/edges_a.png"), b"").unwrap();
        assert_eq!(job.plan().unwrap().outputs()[0].action, Action::Keep);
        assert_eq!(job.plan().unwrap().n_to_make(), 0);
        job.output.existing = Existing::Overwrite;
        assert_eq!(job.plan().unwrap().outputs()[0].action, Action::Replace);
        job.output.existing = Existing::Resume;
        job.pictures[0].modified = SystemTime::UNIX_EPOCH;
        assert_eq!(job.plan().unwrap().outputs()[0].action, Action::Keep);
        job.pictures[0].modified = SystemTime::now() + std::time::Duration::from_secs(60);
        assert_eq!(job.plan().unwrap().outputs()[0].action, Action::Replace);
    }

    #[test]
    fn resuming_makes_anew_what_has_changed() {
        let top = tempfile::tempdir().unwrap();
        let mut job = job(top.path(), &["a.png"], &["blur"]);
        job.output.existing = Existing::Resume;
        let out = top.path().join("out");
        std::fs::create_dir(&out).unwrap();
        std::fs::write(out.join("blur_a.png"), b"12345").unwrap();
        let output = job.plan().unwrap().outputs()[0].clone();
        let line = Provenance::of(&job, &job.pictures[0], "blur", &output).line(&out, &output.path, 5);
        crate::files::Journal::open(&out).unwrap().append(&line).unwrap();
        let action = |job: &Job| job.plan().unwrap().outputs()[0].action;
        assert_eq!(action(&job), Action::Keep);
        let mut touched = job.clone();
        touched.pictures[0].modified = SystemTime::UNIX_EPOCH;
        assert_eq!(action(&touched), Action::Replace);
        let mut other = job.clone();
        other.alpha = Alpha::Filter;
        assert_eq!(action(&other), Action::Replace);
        std::fs::write(out.join("blur_a.png"), b"").unwrap();
        assert_eq!(action(&job), Action::Replace);
    }

    #[test]
    fn planning_can_be_stopped_anywhere() {
        let top = tempfile::tempdir().unwrap();
        let job = job(top.path(), &["a.png", "b.png"], &["edges", "blur"]);
        let asked = std::cell::Cell::new(0);
        let stopped_at = |n: usize| {
            asked.set(0);
            job.plan_unless(&|| asked.replace(asked.get() + 1) >= n).map(|plan| plan.outputs().len())
        };
        assert_eq!(stopped_at(usize::MAX), Ok(4));
        for n in 0..asked.get() {
            assert_eq!(stopped_at(n), Err(PlanError::Stopped), "{n}");
        }
    }

    #[test]
    fn paths_that_no_system_takes_are_refused() {
        let top = tempfile::tempdir().unwrap();
        let mut job = job(top.path(), &["a.png"], &["edges"]);
        job.output.folder =
            std::iter::repeat_n("deep", LONGEST_PATH / 5).fold(top.path().to_owned(), |at, d| at.join(d));
        assert!(matches!(job.plan(), Err(PlanError::PathTooLong(_))));
    }

    #[test]
    fn nothing_to_do_is_an_error() {
        let top = tempfile::tempdir().unwrap();
        assert_eq!(job(top.path(), &[], &["edges"]).plan().unwrap_err(), PlanError::NoPictures);
        assert_eq!(job(top.path(), &["a.png"], &[]).plan().unwrap_err(), PlanError::NoRecipes);
        let twice = job(top.path(), &["a.png"], &["edges", "edges"]).plan().unwrap_err();
        assert_eq!(twice, PlanError::SameRecipeTwice("edges".to_owned()));
    }
}
