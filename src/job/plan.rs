//! The output plan: every path, clash and kept file known before the first pixel.
//!
//! Looks at the disk only to see what is there already; writes nothing.

use std::collections::{HashMap, HashSet};
use std::path::{Path, PathBuf};

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
    /// The output folder is a file.
    #[error("the output folder is a file: choose another: {}", .0.display())]
    FolderIsFile(PathBuf),
}

impl Job {
    /// Plans every output.
    ///
    /// # Errors
    /// When there is nothing to do or an output would fall onto an input.
    pub fn plan(&self) -> Result<Plan, PlanError> {
        self.check()?;
        let mut outputs = self.named();
        tell_apart(&mut outputs, &self.pictures, self.recipes.len());
        let plan = Plan { outputs, n_recipes: self.recipes.len() };
        refuse_inputs(self, &plan)?;
        Ok(plan.with_actions(self))
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
        Ok(())
    }

    /// Every output under the name that its template gives, clashes not yet told apart.
    fn named(&self) -> Vec<PlannedOutput> {
        let slugs: Vec<String> = self.recipes.iter().map(|recipe| recipe.slug()).collect();
        let mut outputs = Vec::with_capacity(self.n_outputs());
        for (picture_idx, picture) in self.pictures.iter().enumerate() {
            let format = self.output.format.unwrap_or_else(|| kept_format(picture));
            let folder = self.output.folder.join(picture.relative.parent().unwrap_or(Path::new("")));
            let parent = picture.path.parent().and_then(Path::file_name).unwrap_or_default().to_string_lossy();
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
                outputs.push(PlannedOutput { path: folder.join(name), format, action: Action::Make });
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

    /// How many are made.
    pub fn n_to_make(&self) -> usize {
        self.outputs.iter().filter(|output| output.action != Action::Keep).count()
    }

    /// Whether any output of this picture is made.
    pub fn makes_any(&self, picture_idx: usize) -> bool {
        (0..self.n_recipes).any(|r| self.output(picture_idx, r).is_some_and(|output| output.action != Action::Keep))
    }

    fn with_actions(mut self, job: &Job) -> Self {
        for (output, picture) in self.outputs.iter_mut().zip(repeated(&job.pictures, self.n_recipes)) {
            output.action = action(&output.path, picture, job.output.existing);
        }
        self
    }
}

/// The format a picture keeps: its own, or PNG when its own cannot be written.
fn kept_format(picture: &PictureFile) -> Format {
    Format::of_path(&picture.path).filter(|format| format.is_writable()).unwrap_or(Format::Png)
}

fn action(path: &Path, picture: &PictureFile, existing: Existing) -> Action {
    let Ok(there) = path.symlink_metadata() else { return Action::Make };
    let is_stale = || there.modified().is_ok_and(|made| made < picture.modified);
    match existing {
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
    let key = |path: &Path| path.to_string_lossy().to_lowercase();
    let mut counts: HashMap<String, usize> = HashMap::new();
    for output in outputs.iter() {
        *counts.entry(key(&output.path)).or_default() += 1;
    }
    let mut taken: HashSet<String> = counts.iter().filter(|(_, n)| **n == 1).map(|(name, _)| name.clone()).collect();
    for (output, picture) in outputs.iter_mut().zip(repeated(pictures, n_recipes)) {
        if counts.get(&key(&output.path)).is_none_or(|n| *n == 1) {
            continue;
        }
        let source_ext = picture.path.extension().unwrap_or_default().to_string_lossy().to_lowercase();
        let names = std::iter::once(source_ext.clone()).chain((2..).map(|n| format!("{source_ext}-{n}")));
        for suffix in names {
            let candidate = with_suffix(&output.path, &suffix);
            if taken.insert(key(&candidate)) {
                output.path = candidate;
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

/// Refuses a plan in which an output is a picture of the job, whatever way the two folders are written.
fn refuse_inputs(job: &Job, plan: &Plan) -> Result<(), PlanError> {
    let real = |path: &Path| path.canonicalize().unwrap_or_else(|_| path.to_path_buf());
    let mut folders: HashMap<&Path, PathBuf> = HashMap::new();
    let mut inputs = HashSet::new();
    for picture in &job.pictures {
        if let (Some(parent), Some(name)) = (picture.path.parent(), picture.path.file_name()) {
            inputs.insert(folders.entry(parent).or_insert_with(|| real(parent)).join(name));
        }
    }
    let mut out_folders: HashMap<&Path, PathBuf> = HashMap::new();
    for output in plan.outputs() {
        let (Some(parent), Some(name)) = (output.path.parent(), output.path.file_name()) else { continue };
        if inputs.contains(&out_folders.entry(parent).or_insert_with(|| real(parent)).join(name)) {
            return Err(PlanError::OntoInput(output.path.clone()));
        }
    }
    Ok(())
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
    }

    #[test]
    fn no_output_falls_onto_an_input() {
        let top = tempfile::tempdir().unwrap();
        let mut job = job(top.path(), &["a.png"], &["edges"]);
        job.output.folder = top.path().join("x").join("..");
        std::fs::create_dir(top.path().join("x")).unwrap();
        job.output.name = NameTemplate::parse("{stem}.{ext}").unwrap();
        assert!(matches!(job.plan(), Err(PlanError::OntoInput(_))));
    }

    #[test]
    fn existing_outputs_follow_the_policy() {
        let top = tempfile::tempdir().unwrap();
        let mut job = job(top.path(), &["a.png"], &["edges"]);
        std::fs::create_dir(top.path().join("out")).unwrap();
        let there = std::fs::File::create(top.path().join("out/edges_a.png")).unwrap();
        assert_eq!(job.plan().unwrap().outputs()[0].action, Action::Keep);
        assert_eq!(job.plan().unwrap().n_to_make(), 0);
        job.output.existing = Existing::Overwrite;
        assert_eq!(job.plan().unwrap().outputs()[0].action, Action::Replace);
        job.output.existing = Existing::Resume;
        job.pictures[0].modified = SystemTime::UNIX_EPOCH;
        assert_eq!(job.plan().unwrap().outputs()[0].action, Action::Keep);
        there.set_modified(SystemTime::UNIX_EPOCH).unwrap();
        job.pictures[0].modified = SystemTime::now();
        assert_eq!(job.plan().unwrap().outputs()[0].action, Action::Replace);
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
