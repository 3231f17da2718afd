//! A job: pictures x recipes, and how outputs are named and written. *What* is to be done.
//!
//! It never says how the work is shared out: no threads, no strategies, no clocks.

mod inputs;
mod name;
mod plan;
mod provenance;
mod recipe;
mod recipe_list;

use std::path::PathBuf;

pub use inputs::Inputs;
pub use name::{NameError, NameParts, NameTemplate};
pub use plan::{Action, Doubt, Plan, PlanError, PlannedOutput, Remark};
pub use provenance::Provenance;
pub use recipe::{Recipe, RecipeError, Step};
pub use recipe_list::{RecipeListError, parse_recipes, recipes_text};

use crate::files::{EncodeOptions, Format, PictureFile};
use crate::filters::Alpha;

/// Pictures x recipes, and where the outputs go.
#[derive(Clone, Debug)]
pub struct Job {
    /// The folder that the pictures came from.
    pub folder: PathBuf,
    /// The pictures, in order.
    pub pictures: Vec<PictureFile>,
    /// The recipes, in order, each different.
    pub recipes: Vec<Recipe>,
    /// What happens to alpha.
    pub alpha: Alpha,
    /// How outputs are named and written.
    pub output: OutputOptions,
}

/// How outputs are named and written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OutputOptions {
    /// The folder that outputs go to; made if it is not there.
    pub folder: PathBuf,
    /// The format of every output; each picture's own when not said.
    pub format: Option<Format>,
    /// Quality of lossy formats, and effort for lossless ones.
    pub coding: EncodeOptions,
    /// How outputs are named.
    pub name: NameTemplate,
    /// What happens to outputs that are there already.
    pub existing: Existing,
    /// Whether an output is dated as its picture.
    pub keeps_times: bool,
}

/// What happens to outputs that are there already.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Existing {
    /// They are kept, and not made again.
    #[default]
    Keep,
    /// They are kept unless the journal of the output folder says that their picture, their recipe or how they are
    /// written has changed, or that they are not whole any more. What it does not know is kept unless older than its
    /// picture, and what somebody has worked on since is kept. The journal begins with the first run that resumes.
    Resume,
    /// They are replaced.
    Overwrite,
}

impl OutputOptions {
    /// Outputs into this folder, everything else as when nothing is said.
    pub fn into_folder(folder: PathBuf) -> Self {
        Self {
            folder,
            format: None,
            coding: EncodeOptions::default(),
            name: NameTemplate::default(),
            existing: Existing::default(),
            keeps_times: false,
        }
    }
}

impl Job {
    /// How many outputs the job asks for.
    pub fn n_outputs(&self) -> usize {
        self.pictures.len() * self.recipes.len()
    }

    /// Whether alpha is kept as it is.
    pub fn keeps_alpha(&self) -> bool {
        self.alpha == Alpha::Keep
    }
}
