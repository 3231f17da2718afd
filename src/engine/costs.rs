//! What the tasks of a run will take, before any of them is done: so much for each pixel.
//!
//! Filters and encoders are tried on a small picture of our own, where the job is so large that this takes none of its
//! time; otherwise they are taken to cost what is usual. Knows no strategies.

use std::time::{Duration, Instant};

use super::catch;
use super::run::{Medium, Shared};
use super::schedule::TaskTime;
use super::span::Task;
use super::together::MOST_PARTS;
use super::workspace::{BAND_BYTES, Workspace, is_narrow};
use crate::files::{self, Format, Metadata, Strips};
use crate::job::Recipe;
use crate::machine;
use crate::raster::{Layout, Raster, Samples};

/// The side of the picture that is tried, in pixels.
const TRIAL_SIDE: usize = 320;
/// For each worker, a job must have this many times the pixels to be worth the trial.
const WORTH_A_TRIAL: u64 = 200;

/// Nanoseconds for each pixel, where nothing was tried; decoding is never tried.
const OPEN_NS: f64 = 4.0;
const FILTER_NS: f64 = 3.0;
const ENCODE_NS: f64 = 9.0;
/// Nanoseconds for each byte of a file that is written, into memory that the system writes back later.
const WRITE_NS: f64 = 0.5;
/// Bytes of a file for each pixel, where nothing was tried.
const FILE_BYTES: f64 = 0.5;

/// Most pictures have three samples of a byte in a pixel.
const BYTES_PER_PIXEL: f64 = 3.0;

/// What tasks will take.
#[derive(Debug)]
pub(super) struct Costs<'run> {
    run: &'run Shared,
    /// The pictures that are meant, by their places in the job.
    pictures: Vec<usize>,
    /// As many share what is shared.
    workers: usize,
    pixels_per_size: f64,
    filter_ns: Vec<f64>,
    formats: Vec<FormatCost>,
}

/// What files of a format take for each pixel.
#[derive(Clone, Copy, Debug)]
struct FormatCost {
    format: Format,
    encode_ns: f64,
    file_bytes: f64,
}

impl FormatCost {
    fn usual(format: Format) -> Self {
        Self { format, encode_ns: ENCODE_NS, file_bytes: FILE_BYTES }
    }
}

impl<'run> Costs<'run> {
    /// For so many workers, and every so manieth of these pictures of a run. Cost: some milliseconds, at most a hundredth of
    /// the job's.
    pub(super) fn of(run: &'run Shared, pictures: &[usize], step: usize, workers: usize) -> Self {
        let job = &run.work.job;
        let pixels_per_size = run.pixels_per_size();
        let sizes = pictures.iter().filter_map(|picture_idx| run.sizes().get(*picture_idx));
        let pixels = pixels_per_size * sizes.map(|size| *size as f64).sum::<f64>();
        let worth_it = (WORTH_A_TRIAL * workers as u64 * (TRIAL_SIDE * TRIAL_SIDE) as u64) as f64;
        let trial = (pixels >= worth_it).then(trial_picture).flatten();
        let (recipes, formats) = (job.recipes.iter(), run.formats());
        let (filter_ns, formats) = match &trial {
            Some(trial) => rayon::join(
                || run.look_into(recipes.collect(), |recipe| run.try_filter(trial, recipe)),
                || run.look_into(formats, |format| run.try_encode(trial, format)),
            ),
            None => (
                recipes.map(|recipe| FILTER_NS * (1 + recipe.then().len()) as f64).collect(),
                formats.into_iter().map(FormatCost::usual).collect(),
            ),
        };
        let pictures = pictures.iter().step_by(step).copied().collect();
        Self { run, pictures, workers, pixels_per_size, filter_ns, formats }
    }

    /// A task of the picture that has this place among those meant.
    pub(super) fn of_task(&self, task: Task) -> TaskTime {
        let Some(picture_idx) = self.pictures.get(task.picture_idx).copied() else { return TaskTime::default() };
        let pixels = self.pixels_per_size * self.run.sizes().get(picture_idx).map_or(0.0, |size| *size as f64);
        let time = |ns_per_pixel: f64| Duration::from_secs_f64(ns_per_pixel * pixels / 1e9);
        let is_on_files = matches!(self.run.work.medium, Medium::Files(_));
        let Some(recipe_idx) = task.recipe_idx else {
            let open = if is_on_files { time(OPEN_NS) } else { Duration::ZERO };
            // While rows come, other workers make strips of them, as if they opened the picture together: for as long as
            // there are strips to make.
            let others = (self.workers - 1) as f64;
            let filled = (self.strips_of(task).as_secs_f64() / (open.as_secs_f64() * others)).min(1.0);
            let shared = open.mul_f64(filled);
            return TaskTime {
                alone: open.saturating_sub(shared),
                shared,
                n_parts: MOST_PARTS as u32,
                ..TaskTime::default()
            };
        };
        let filter = time(self.filter_ns.get(recipe_idx).copied().unwrap_or(FILTER_NS));
        let n_parts = (pixels * BYTES_PER_PIXEL / BAND_BYTES as f64).clamp(1.0, MOST_PARTS as f64) as u32;
        let format = match &self.run.work.medium {
            Medium::Memory(_) => return TaskTime { shared: filter, n_parts, ..TaskTime::default() },
            Medium::Files(plan) => match plan.output(picture_idx, recipe_idx) {
                Some(output) if output.action.is_made() => output.format,
                _ => return TaskTime::default(),
            },
        };
        let known = self.formats.iter().find(|known| known.format == format);
        let cost = known.copied().unwrap_or_else(|| FormatCost::usual(format));
        let (encode, write) = (time(cost.encode_ns), time(cost.file_bytes * WRITE_NS));
        let side = pixels.sqrt() as usize;
        if Strips::are_for(format, side, side) {
            TaskTime { alone: Duration::ZERO, shared: filter + encode, last: write, n_parts }
        } else {
            TaskTime { alone: encode, shared: filter, last: write, n_parts }
        }
    }
}

impl Costs<'_> {
    /// How long strips take that can be made while a picture is opened, as far as its name tells that it shows its rows.
    fn strips_of(&self, opening: Task) -> Duration {
        let job = &self.run.work.job;
        let picture = self.pictures.get(opening.picture_idx).and_then(|idx| job.pictures.get(*idx));
        if picture.and_then(|picture| Format::of_path(&picture.path)) != Some(Format::Png) {
            return Duration::ZERO;
        }
        let recipes =
            job.recipes.iter().enumerate().filter(|(_, recipe)| recipe.then().is_empty() && is_narrow(recipe));
        let times = recipes.map(|(idx, _)| self.of_task(Task { recipe_idx: Some(idx), ..opening }));
        // What is not written in strips is encoded by one worker alone.
        times.filter(|time| time.alone.is_zero()).map(|time| time.shared).sum()
    }
}

impl Shared {
    /// Every format that is written, each once.
    fn formats(&self) -> Vec<Format> {
        let Medium::Files(plan) = &self.work.medium else { return Vec::new() };
        let mut formats = Vec::new();
        for output in plan.outputs().iter().filter(|output| output.action.is_made()) {
            if !formats.contains(&output.format) {
                formats.push(output.format);
            }
        }
        formats
    }

    /// Nanoseconds for each pixel. The first pass is for the memory.
    fn try_filter(&self, picture: &Raster, recipe: &Recipe) -> f64 {
        let mut space = Workspace::default();
        let mut pass = || {
            // A filter that breaks will do so again in its task, where that is told.
            let filter = || catch(|| space.filter(picture, recipe, self.work.job.alpha, &|| self.gate.pass()));
            let (filtered, took) = timed(filter);
            filtered.into_iter().flatten().for_each(|raster| space.give_back(raster));
            ns_per_pixel(took)
        };
        pass();
        pass()
    }

    fn try_encode(&self, picture: &Raster, format: Format) -> FormatCost {
        let (mut out, options) = (Vec::new(), self.work.job.output.coding);
        let mut encode =
            || files::encode(picture, &Metadata::default(), format, options, &mut out, &|| !self.gate.pass());
        // What cannot be encoded will be told in its task, too.
        let (_, took) = timed(|| catch(&mut encode));
        let encode_ns = ns_per_pixel(took);
        FormatCost { format, encode_ns, file_bytes: out.len() as f64 / picture.pixels() as f64 }
    }
}

/// How long the calling worker had a core for something, because others may try things on the same core meanwhile; how
/// long it took where the system does not tell.
fn timed<T>(work: impl FnOnce() -> T) -> (T, Duration) {
    let (started, cpu_before) = (Instant::now(), machine::thread_cpu());
    let done = work();
    (done, machine::thread_cpu_since(cpu_before).unwrap_or_else(|| started.elapsed()))
}

fn ns_per_pixel(took: Duration) -> f64 {
    took.as_secs_f64() * 1e9 / (TRIAL_SIDE * TRIAL_SIDE) as f64
}

/// Slopes with a little grain: as smooth and as rough as photographs.
fn trial_picture() -> Option<Raster> {
    let sample = |n: usize| {
        let (x, y, channel) = (n / 3 % TRIAL_SIDE, n / 3 / TRIAL_SIDE, n % 3);
        (x * (channel + 1) / 2 + y / 2 + n * 7919 % 13) as u8
    };
    let samples = Samples::U8((0..TRIAL_SIDE * TRIAL_SIDE * 3).map(sample).collect());
    Raster::new(TRIAL_SIDE, TRIAL_SIDE, Layout::Rgb, samples).ok()
}
