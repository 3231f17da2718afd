//! A draft of what a slow recipe makes, from the colours of the screen: they are far fewer than the pixels of the picture
//! that lie under them.
//!
//! Lengths become as much smaller as the picture is seen. That is near to what a run writes, and no more: a draft is
//! shown as one, and only until the exact colours are there. Knows no picture but the one on the screen.

use std::num::NonZeroUsize;
use std::time::Duration;

use egui::{Color32, ColorImage};

use super::sample::colours;
use crate::engine::{FilteredPart, Part, Stopped, filter_parts};
use crate::filters::Alpha;
use crate::job::{Recipe, Step};
use crate::raster::{Layout, Raster, Samples};

/// What takes longer has a draft. Whoever moves a slider should see something within 50 ms, some of which go by before
/// and after this.
const PATIENCE: Duration = Duration::from_millis(40);

/// A draft that takes this long leaves time to draw it.
const HASTE: Duration = Duration::from_millis(25);

/// Pixels below a point of a draft, along one side, at the least: with fewer it would take as long as all of them.
const FEWEST_PIXELS: f64 = 2.0;

/// With fewer pixels in view, what was never timed is worked out at once.
const MANY_PIXELS: usize = 1_000_000;

/// How long recipes take for a pixel, as far as they were timed.
#[derive(Default)]
pub(super) struct Paces(Vec<(String, Duration)>);

impl Paces {
    /// How many colours along one side a point of a draft should stand for, if what is seen is worked out so slowly that
    /// a draft should come first. What was never timed is taken to be slow wherever a draft is near to the truth.
    pub(super) fn coarseness(&self, recipe: &Recipe, n_pixels: usize, pixels_per_colour: f64) -> Option<usize> {
        let known = self.0.iter().find(|(kind, _)| *kind == kind_of(recipe)).map(|(_, pace)| pace.as_secs_f64());
        let coarseness = match known {
            Some(pace) if pace * n_pixels as f64 > PATIENCE.as_secs_f64() => {
                let n_colours = n_pixels as f64 / (pixels_per_colour * pixels_per_colour);
                let quick = (pace * n_colours / HASTE.as_secs_f64()).sqrt();
                quick.max(FEWEST_PIXELS / pixels_per_colour).ceil()
            }
            None if pixels_per_colour >= FEWEST_PIXELS && n_pixels > MANY_PIXELS => 1.0,
            _ => return None,
        };
        has_values(recipe).then_some(coarseness.max(1.0) as usize)
    }

    /// Keeps how long a recipe took, as what recipes of the same filters will take.
    pub(super) fn keep(&mut self, recipe: &Recipe, n_pixels: usize, took: Duration) {
        let kind = kind_of(recipe);
        let pace = took.div_f64(n_pixels.max(1) as f64);
        self.0.retain(|(known, _)| *known != kind);
        self.0.push((kind, pace));
    }
}

/// What a draft is made from.
pub(super) struct Draft<'a> {
    /// The picture as it is seen.
    pub seen: &'a ColorImage,
    pub has_alpha: bool,
    /// Pixels along one side for which each of its colours stands.
    pub pixels_per_colour: f64,
    /// Colours along one side for which each point of the draft stands.
    pub coarseness: usize,
}

impl Draft<'_> {
    /// Makes it: colours in the place of those that are seen.
    ///
    /// # Errors
    /// When `goes_on` says no.
    pub(super) fn make(
        &self,
        (recipe, alpha): (&Recipe, Alpha),
        n_threads: NonZeroUsize,
        goes_on: &(dyn Fn() -> bool + Sync),
    ) -> Result<Option<ColorImage>, Stopped> {
        let points = self.points();
        let Some(raster) = raster_of(&points, self.has_alpha) else { return Ok(None) };
        let recipe = smaller(recipe, self.pixels_per_colour * self.coarseness as f64);
        let [width, height] = points.size;
        let part_rows = height.div_ceil(n_threads.get()).max(1);
        let part = |top: usize| Part { columns: 0..width, rows: top..(top + part_rows).min(height) };
        let parts: Vec<Part> = (0..height).step_by(part_rows).map(part).collect();
        let finish = |idx: usize, made: FilteredPart<'_>| {
            let rows = parts.get(idx).map_or(0..0, |part| part.rows.clone());
            let [_, top] = made.at;
            let cut = made.raster.crop(0..width, rows.start - top..rows.end - top);
            cut.map(|cut| colours(&cut)).unwrap_or_default()
        };
        let made = filter_parts(&raster, (&recipe, alpha), &parts, n_threads, goes_on, finish)?.concat();
        Ok(Some(self.spread(&ColorImage::new(points.size, made))))
    }

    /// One of the colours below each point.
    fn points(&self) -> ColorImage {
        let size = self.seen.size.map(|len| len.div_ceil(self.coarseness));
        let middle = |n: usize, len: usize| (n * self.coarseness + self.coarseness / 2).min(len - 1);
        let [width, height] = self.seen.size;
        let row = |y: usize| (0..size[0]).map(move |x| (middle(x, width), middle(y, height)));
        ColorImage::new(size, (0..size[1]).flat_map(row).map(|place| self.seen[place]).collect())
    }

    /// The colour of its point for each of the colours.
    fn spread(&self, points: &ColorImage) -> ColorImage {
        let [width, height] = self.seen.size;
        let row = |y: usize| (0..width).map(move |x| (x / self.coarseness, y / self.coarseness));
        ColorImage::new(self.seen.size, (0..height).flat_map(row).map(|place| points[place]).collect())
    }
}

/// The filters of a recipe, whatever their values.
fn kind_of(recipe: &Recipe) -> String {
    recipe.steps().map(|step| step.filter.id).collect::<Vec<_>>().join("+")
}

/// Whether there is a slider to be moved.
fn has_values(recipe: &Recipe) -> bool {
    recipe.steps().any(|step| !step.filter.params.is_empty())
}

/// The recipe for a picture that is so many times smaller. Values that would not agree with each other stay.
fn smaller(recipe: &Recipe, times: f64) -> Recipe {
    let mut smaller = recipe.clone();
    smaller.change(|steps| steps.iter_mut().for_each(|step| shrink(step, times)));
    smaller
}

fn shrink(step: &mut Step, times: f64) {
    let mut values = step.values.clone();
    for (param, numbers) in step.values.iter().filter(|(param, _)| param.unit == "px") {
        let fewer: Vec<f64> = numbers.iter().map(|number| param.nearest(number / times)).collect();
        if values.set(param.id, &fewer).is_err() {
            return;
        }
    }
    if values.check().is_ok() {
        step.values = values;
    }
}

fn raster_of(image: &ColorImage, has_alpha: bool) -> Option<Raster> {
    let samples = if has_alpha {
        image.pixels.iter().flat_map(Color32::to_srgba_unmultiplied).collect()
    } else {
        image.pixels.iter().flat_map(|colour| [colour.r(), colour.g(), colour.b()]).collect()
    };
    let layout = if has_alpha { Layout::Rgba } else { Layout::Rgb };
    Raster::new(image.width(), image.height(), layout, Samples::U8(samples)).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::Workspace;

    const TWO: NonZeroUsize = NonZeroUsize::MIN.saturating_add(1);

    fn recipe(word: &str) -> Recipe {
        Recipe::parse(word).unwrap()
    }

    fn seen() -> ColorImage {
        let mut random = fastrand::Rng::with_seed(3);
        let mut colour = || Color32::from_rgb(random.u8(..), random.u8(..), random.u8(..));
        ColorImage::new([40, 31], (0..40 * 31).map(|_| colour()).collect())
    }

    #[test]
    fn a_draft_is_the_recipe_on_the_colours_with_smaller_lengths() {
        let seen = seen();
        let make = |word, coarseness| {
            let draft = Draft { seen: &seen, has_alpha: false, pixels_per_colour: 4.0, coarseness };
            draft.make((&recipe(word), Alpha::Keep), TWO, &|| true).unwrap().unwrap()
        };
        let whole = raster_of(&seen, false).unwrap();
        let exact = recipe("blur:radius=2+edges");
        let exact = Workspace::default().filter(&whole, &exact, Alpha::Keep, &|| true).unwrap();
        assert_eq!(make("blur:radius=8+edges", 1), ColorImage::new(seen.size, colours(&exact)));
        assert_eq!(make("median:size=3", 1), seen, "a window that is smaller than a colour");
        let coarse = make("median:size=3", 3);
        assert_eq!(coarse.size, seen.size);
        assert_eq!((coarse[(0, 0)], coarse[(5, 2)], coarse[(39, 30)]), (seen[(1, 1)], seen[(4, 1)], seen[(39, 30)]));
    }

    #[test]
    fn a_draft_can_be_stopped() {
        let draft = Draft { seen: &seen(), has_alpha: true, pixels_per_colour: 2.0, coarseness: 1 };
        assert!(draft.make((&recipe("mode"), Alpha::Keep), TWO, &|| false).is_err());
    }

    #[test]
    fn values_that_need_each_other_stay() {
        assert_eq!(smaller(&recipe("rank:size=9,rank=40"), 4.0).word(), recipe("rank:size=9,rank=40").word());
        assert_eq!(smaller(&recipe("median:size=9"), 3.0).word(), recipe("median:size=3").word());
    }

    #[test]
    fn what_was_slow_wants_a_draft() {
        let mut paces = Paces::default();
        let (slow, fast, fixed) = (recipe("median:size=9"), recipe("blur:radius=1"), recipe("edges"));
        let far = |paces: &Paces, recipe: &Recipe| paces.coarseness(recipe, 24_000_000, 5.0);
        let near = |paces: &Paces, recipe: &Recipe| paces.coarseness(recipe, 2_000_000, 1.0);
        assert_eq!((far(&paces, &slow), far(&paces, &fixed)), (Some(1), None), "what has no slider needs none");
        assert_eq!(near(&paces, &slow), None, "nothing is known");
        paces.keep(&fast, 24_000_000, Duration::from_millis(30));
        paces.keep(&slow, 24_000_000, Duration::from_millis(2400));
        assert_eq!(far(&paces, &recipe("blur:radius=9")), None);
        assert_eq!(far(&paces, &recipe("median:size=3")), Some(2), "a million colours take 96 ms");
        assert_eq!(near(&paces, &slow), Some(3), "two million take 200 ms");
    }
}
