//! Parts of a picture, filtered as a run filters all of it: the same pixels, for the cost of what is looked at.
//!
//! What a filter makes of a pixel depends on nothing that is farther from it than its halo, in columns as in rows. So a
//! part is cut out of the source with its halo around it, goes through the recipe as a run would put a whole picture
//! through, and what lies in the halo is left aside. Filling the part's rows in their full width would need no halo in
//! columns, but costs ten times as much where a tenth of the width is seen. A test holds every filter to it.
//!
//! It records nothing and knows no files and no strategy.

use std::num::NonZeroUsize;
use std::ops::Range;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};
use std::thread;

use super::OWN_THREAD;
use super::workspace::{BAND_BYTES, Stopped, Workspace};
use crate::filters::Alpha;
use crate::job::Recipe;
use crate::raster::Raster;

/// A part is at least this many times as high as its halo, where it need not be shared between cores: with 4, the blur of
/// a large picture took half as long again.
const HALO_SHARE: usize = 16;

/// A rectangle of pixels.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// From left to right.
    pub columns: Range<usize>,
    /// From top to bottom.
    pub rows: Range<usize>,
}

/// A filtered part, with what is around it.
#[derive(Debug)]
pub struct FilteredPart<'a> {
    /// Its pixels and those of its halo; the latter mean nothing.
    pub raster: &'a Raster,
    /// The place in the picture of the raster's first pixel: column, row.
    pub at: [usize; 2],
}

impl Part {
    /// All of a picture.
    pub fn whole(source: &Raster) -> Self {
        Self { columns: 0..source.width(), rows: 0..source.height() }
    }

    /// With so much around it, as far as there is a picture.
    fn grown(&self, by: usize, source: &Raster) -> Self {
        let grow = |range: &Range<usize>, end: usize| range.start.saturating_sub(by)..(range.end + by).min(end);
        Self { columns: grow(&self.columns, source.width()), rows: grow(&self.rows, source.height()) }
    }
}

/// How high the parts of a stretch of this width and height best are: small enough for a cache and for all threads to
/// have something to do, and not mostly halo.
pub fn rows_of_part(source: &Raster, recipe: Option<&Recipe>, size: [usize; 2], n_threads: NonZeroUsize) -> usize {
    let [width, height] = size;
    let row_bytes = source.bytes() / source.height() * width / source.width();
    let usual = (BAND_BYTES / row_bytes.max(1)).max(HALO_SHARE * recipe.map_or(0, halo));
    usual.min(height.div_ceil(n_threads.get())).max(1)
}

/// Applies a recipe to parts of a picture, on several threads. `each` takes every part with its place in the list; what
/// it makes of them is given in their order. `goes_on` is asked before each band.
///
/// # Errors
/// When `goes_on` says no.
///
/// # Panics
/// When a filter does.
pub fn filter_parts<R: Send>(
    source: &Raster,
    (recipe, alpha): (&Recipe, Alpha),
    parts: &[Part],
    n_threads: NonZeroUsize,
    goes_on: &(dyn Fn() -> bool + Sync),
    each: impl Fn(usize, FilteredPart<'_>) -> R + Sync,
) -> Result<Vec<R>, Stopped> {
    let halo = halo(recipe);
    on_threads(parts.len(), n_threads, Workspace::default, |space, idx| {
        let Some(part) = parts.get(idx).filter(|_| goes_on()) else { return Err(Stopped) };
        let grown = part.grown(halo, source);
        let at = [grown.columns.start, grown.rows.start];
        let cut = if grown == Part::whole(source) { None } else { source.crop(grown.columns, grown.rows) };
        let raster = space.filter(cut.as_ref().unwrap_or(source), recipe, alpha, &|| goes_on())?;
        let result = each(idx, FilteredPart { raster: &raster, at });
        space.give_back(raster);
        Ok(result)
    })
}

/// Does something for every number below `n`, on several threads with something of their own, and gives what comes of
/// it in order, or the first failure. After a failure nothing more is begun.
///
/// # Errors
/// When something fails.
///
/// # Panics
/// When something does.
pub fn on_threads<T, R: Send, E: Send>(
    n: usize,
    n_threads: NonZeroUsize,
    own: impl Fn() -> T + Sync,
    each: impl Fn(&mut T, usize) -> Result<R, E> + Sync,
) -> Result<Vec<R>, E> {
    let next = AtomicUsize::new(0);
    let done = Mutex::new(Vec::with_capacity(n));
    let work = || {
        let mut own = own();
        loop {
            let idx = next.fetch_add(1, Ordering::Relaxed);
            if idx >= n {
                break;
            }
            let result = each(&mut own, idx);
            if result.is_err() {
                next.store(n, Ordering::Relaxed);
            }
            done.lock().unwrap_or_else(PoisonError::into_inner).push((idx, result));
        }
    };
    thread::scope(|scope| {
        for _ in 1..n_threads.get().min(n) {
            // Without another thread to be had, those that there are do it.
            let _ = thread::Builder::new().name(format!("{OWN_THREAD}part")).spawn_scoped(scope, work);
        }
        work();
    });
    let mut done = done.into_inner().unwrap_or_else(PoisonError::into_inner);
    done.sort_unstable_by_key(|(idx, _)| *idx);
    done.into_iter().map(|(_, result)| result).collect()
}

/// How far away the pixels are that a recipe's output depends on.
fn halo(recipe: &Recipe) -> usize {
    recipe.steps().map(|step| (step.filter.halo_rows)(&step.values)).sum()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::filters;
    use crate::raster::{Layout, Samples};

    const TWO: NonZeroUsize = NonZeroUsize::new(2).unwrap();

    fn picture(width: usize, height: usize, layout: Layout, is_deep: bool) -> Raster {
        let n = width * height * layout.channels();
        let mut random = fastrand::Rng::with_seed(n as u64);
        let samples = if is_deep {
            Samples::U16((0..n).map(|_| random.u16(..)).collect())
        } else {
            Samples::U8((0..n).map(|_| random.u8(..)).collect())
        };
        Raster::new(width, height, layout, samples).unwrap()
    }

    fn recipes() -> Vec<Recipe> {
        let mut words: Vec<String> = filters::ALL.iter().map(|filter| filter.id.to_owned()).collect();
        words.extend(["blur:radius=0.3", "blur:radius=2.5", "boxblur:radius=3.5", "median:size=7"].map(str::to_owned));
        words.extend(["rank:size=5,rank=3", "smooth+edges+blur:radius=1", "unsharp:radius=4"].map(str::to_owned));
        words.iter().map(|word| Recipe::parse(word).unwrap()).collect()
    }

    /// The part of the whole, and the part alone.
    fn both(source: &Raster, recipe: &Recipe, alpha: Alpha, part: &Part) -> (Raster, Raster) {
        let whole = Workspace::default().filter(source, recipe, alpha, &|| true).unwrap();
        let alone = filter_parts(source, (recipe, alpha), std::slice::from_ref(part), TWO, &|| true, |_, made| {
            let [left, top] = [part.columns.start - made.at[0], part.rows.start - made.at[1]];
            made.raster.crop(left..left + part.columns.len(), top..top + part.rows.len()).unwrap()
        });
        (whole.crop(part.columns.clone(), part.rows.clone()).unwrap(), alone.unwrap().remove(0))
    }

    #[test]
    fn a_part_has_the_pixels_of_the_whole_under_every_filter() {
        let mut random = fastrand::Rng::with_seed(7);
        let mut some = |end: usize| {
            let start = random.usize(..end);
            start..random.usize(start..end) + 1
        };
        for recipe in recipes() {
            for (n, (width, height)) in [(90, 80), (61, 33), (7, 40), (3, 3), (2, 5), (1, 1)].into_iter().enumerate() {
                let source = picture(width, height, Layout::ALL[n % 4], n % 3 == 1);
                for alpha in [Alpha::Keep, Alpha::Filter] {
                    let part = Part { columns: some(width), rows: some(height) };
                    let (of_whole, alone) = both(&source, &recipe, alpha, &part);
                    assert_eq!(of_whole, alone, "{} {part:?} of {width} x {height}", recipe.word());
                }
            }
        }
    }

    #[test]
    fn parts_come_in_order_from_every_number_of_threads() {
        for n_threads in [1, 2, 7] {
            let n_threads = NonZeroUsize::new(n_threads).unwrap();
            let squares = on_threads(100, n_threads, || (), |(), idx| Ok::<_, Stopped>(idx * idx));
            assert_eq!(squares.unwrap(), (0..100).map(|idx| idx * idx).collect::<Vec<_>>());
        }
    }

    #[test]
    fn nothing_is_begun_once_it_is_no_longer_wanted() {
        let source = picture(40, 40, Layout::Rgb, false);
        let recipe = Recipe::tutorial().remove(0);
        let parts = vec![Part::whole(&source); 10];
        let made = filter_parts(&source, (&recipe, Alpha::Keep), &parts, TWO, &|| false, |_, _| ());
        assert_eq!(made, Err(Stopped));
    }

    #[test]
    fn parts_fit_a_cache_unless_they_would_be_mostly_halo() {
        let source = picture(1000, 1000, Layout::Rgb, false);
        let rows = |word: Option<&str>, height| {
            let recipe = word.map(|word| Recipe::parse(word).unwrap());
            rows_of_part(&source, recipe.as_ref(), [500, height], TWO)
        };
        assert_eq!(rows(None, 1000), 349);
        assert_eq!(rows(Some("edges"), 1000), 349);
        assert_eq!(rows(Some("median:size=7"), 100), 50, "both threads have something to do");
        let halo = halo(&Recipe::parse("blur:radius=100").unwrap());
        assert_eq!(rows(Some("blur:radius=100"), 100_000), HALO_SHARE * halo);
    }
}
