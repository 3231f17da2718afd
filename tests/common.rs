//! What several tests need: folders of small pictures, and jobs on them.

use std::path::{Path, PathBuf};
use std::process::Command;

use pixloom::files::{self, EncodeOptions, Format, Metadata, NewFile, Replace, Scope};
use pixloom::filters::Alpha;
use pixloom::job::{Job, OutputOptions, Recipe};
use pixloom::raster::{Layout, Raster, Samples};

/// A folder that is removed in the end, with `in` for pictures.
pub struct Place(tempfile::TempDir);

impl Place {
    pub fn new() -> Self {
        let place = Self(tempfile::tempdir().unwrap());
        std::fs::create_dir(place.pictures()).unwrap();
        place
    }

    /// With this many small PNG pictures in it.
    pub fn with_pictures(n: usize) -> Self {
        let place = Self::new();
        for i in 0..n {
            place.add(&format!("p{i}.png"), 40 + i, 30);
        }
        place
    }

    pub fn pictures(&self) -> PathBuf {
        self.path("in")
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    /// Adds a picture, in the format of its name, to the folder of pictures.
    pub fn add(&self, name: &str, width: usize, height: usize) -> PathBuf {
        self.add_raster(name, &picture(width, height))
    }

    /// Adds a raster as a picture, in the format of its name, to the folder of pictures.
    pub fn add_raster(&self, name: &str, raster: &Raster) -> PathBuf {
        let path = self.pictures().join(name);
        let mut bytes = Vec::new();
        let format = Format::of_path(&path).unwrap();
        files::encode(raster, &Metadata::default(), format, EncodeOptions::default(), &mut bytes, &|| false).unwrap();
        let file = NewFile { path: &path, parts: &[&bytes], replace: Replace::Overwrite, modified: None };
        files::save(file, &|| false).unwrap();
        path
    }

    /// A job on the pictures, into `out`.
    pub fn job(&self, recipes: &[&str]) -> Job {
        Job {
            folder: self.pictures(),
            pictures: files::scan(&self.pictures(), Scope::default(), &|| false).unwrap().pictures,
            recipes: recipes.iter().map(|word| Recipe::parse(word).unwrap()).collect(),
            alpha: Alpha::Keep,
            output: OutputOptions::into_folder(self.path("out")),
        }
    }
}

/// The program, without a display, and with a history of its own: that of whoever runs the tests is none of their
/// business.
pub fn command() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_pixloom"));
    command.env_remove("DISPLAY").env_remove("WAYLAND_DISPLAY").env_remove("WAYLAND_SOCKET");
    command.env("XDG_DATA_HOME", env!("CARGO_TARGET_TMPDIR"));
    command
}

/// A picture with something in it at every place.
pub fn picture(width: usize, height: usize) -> Raster {
    let samples = (0..width * height * 3).map(|n| (n * 7 + n / 31 * 13) as u8).collect();
    Raster::new(width, height, Layout::Rgb, Samples::U8(samples)).unwrap()
}

/// Every file below a folder, relative to it, in order.
pub fn files_below(folder: &Path) -> Vec<PathBuf> {
    let mut found: Vec<PathBuf> = walkdir::WalkDir::new(folder)
        .into_iter()
        .filter_map(Result::ok)
        .filter(|entry| entry.file_type().is_file())
        .map(|entry| entry.path().strip_prefix(folder).unwrap().to_owned())
        .collect();
    found.sort();
    found
}

/// Every output below a folder: what stands there but the journal.
pub fn outputs_below(folder: &Path) -> Vec<PathBuf> {
    let mut found = files_below(folder);
    found.retain(|path| path.file_name().is_some_and(|name| name != files::JOURNAL_NAME));
    found
}
