//! What benchmarks and examples work at: the tutorial's filters on sample pictures.

use std::error::Error;
use std::path::Path;

use pixloom::files::{self, Scope};
use pixloom::filters::Alpha;
use pixloom::job::{Job, OutputOptions, Recipe};
use pixloom::samples;

/// So many sample pictures of this size in a folder `in`, to be filtered into a folder `out`.
pub fn job(top: &Path, n_pictures: usize, size: (usize, usize)) -> Result<Job, Box<dyn Error>> {
    let folder = top.join("in");
    samples::write(&folder, n_pictures, size, 1, &|| false)?;
    let pictures = files::scan(&folder, Scope::default(), &|| false)?.pictures;
    let output = OutputOptions::into_folder(top.join("out"));
    Ok(Job { folder, pictures, recipes: Recipe::tutorial(), alpha: Alpha::Keep, output })
}
