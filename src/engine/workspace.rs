//! A worker's buffers, used again for every task, and filtering in bands with them.
//!
//! Fresh memory for every output costs more than the filter itself on large pictures: the system hands it over page
//! by page. Knows no files and no strategy.

use std::ops::Range;

use crate::filters::Alpha;
use crate::job::{Recipe, Step};
use crate::raster::{BandMut, Raster, View};

/// Bytes of output in a band: small enough to stop quickly and stay in a cache, large enough to cost nothing.
pub(super) const BAND_BYTES: usize = 512 * 1024;

/// The most rows above and below that are read for each few dozen rows: those of kernels.
const MOST_HALO_OF_FEW: usize = 2;

/// How many times as high as what it reads beyond itself, above and below, a band is at least: a filter with a wide halo
/// works on that too, and sets up for each band.
#[derive(Clone, Copy, Debug)]
pub(super) enum HaloShare {
    /// For a worker that fills all bands itself, and only has to stop between them.
    Alone = 128,
    /// For bands that all workers share.
    Shared = 32,
}

/// A worker's buffers.
#[derive(Debug, Default)]
pub struct Workspace {
    spare: Vec<Raster>,
    /// A few rows of a result that is never there as a whole.
    window: Option<Raster>,
    buffers: Vec<Vec<u8>>,
}

/// Fills one band.
pub(super) type Fill<'a> = dyn Fn(BandMut<'_>) + Sync + 'a;

/// Has every band filled, by a function that fills one.
pub(super) type FillBands<'a, E> = dyn Fn(Vec<BandMut<'_>>, &Fill<'_>) -> Result<(), E> + 'a;

/// The work was stopped in the middle.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stopped;

impl Workspace {
    /// Applies a recipe, band by band. `goes_on` is asked before each band.
    ///
    /// # Errors
    /// When `goes_on` says no.
    pub fn filter(
        &mut self,
        source: &Raster,
        recipe: &Recipe,
        alpha: Alpha,
        goes_on: &dyn Fn() -> bool,
    ) -> Result<Raster, Stopped> {
        self.filter_by(source, recipe, alpha, HaloShare::Alone, &one_by_one(goes_on))
    }

    /// Applies all steps of a recipe but the last, band by band; none when there are no others.
    ///
    /// # Errors
    /// When `goes_on` says no.
    pub(super) fn filter_before_last(
        &mut self,
        source: &Raster,
        recipe: &Recipe,
        alpha: Alpha,
        goes_on: &dyn Fn() -> bool,
    ) -> Result<Option<Raster>, Stopped> {
        self.before_last_by(source, recipe, alpha, HaloShare::Alone, &one_by_one(goes_on))
    }

    /// Applies a recipe, with somebody who has the bands of each step filled.
    pub(super) fn filter_by<E>(
        &mut self,
        source: &Raster,
        recipe: &Recipe,
        alpha: Alpha,
        share: HaloShare,
        fill_bands: &FillBands<'_, E>,
    ) -> Result<Raster, E> {
        let before = self.before_last_by(source, recipe, alpha, share, fill_bands)?;
        let result = self.apply(before.as_ref().unwrap_or(source), recipe.last(), alpha, share, fill_bands)?;
        before.into_iter().for_each(|raster| self.give_back(raster));
        Ok(result)
    }

    /// Some rows of what a step makes, in memory that the next ones take; none when there are no rows.
    pub(super) fn rows_of(
        &mut self,
        source: &Raster,
        step: &Step,
        alpha: Alpha,
        rows: Range<usize>,
    ) -> Option<View<'_>> {
        let n = rows.len();
        let window = self.window.take().filter(|window| window.same_rows(source) && window.height() >= n);
        let window = self.window.insert(window.unwrap_or_else(|| source.blank_rows(n)));
        step.filter.fill_band(&step.values, alpha, source, window.band_of(rows)?);
        Some(window.view().of_rows(0..n))
    }

    /// Takes back a raster that is no longer needed.
    pub fn give_back(&mut self, raster: Raster) {
        self.spare.push(raster);
    }

    /// So many buffers for encoded bytes, with whatever is in them.
    pub(super) fn take_buffers(&mut self, n: usize) -> Vec<Vec<u8>> {
        let mut taken = self.buffers.split_off(self.buffers.len().saturating_sub(n));
        taken.resize_with(n, Vec::new);
        taken
    }

    /// Takes back buffers that are no longer needed.
    pub(super) fn give_back_buffers(&mut self, buffers: Vec<Vec<u8>>) {
        self.buffers.extend(buffers);
    }

    #[cfg(test)]
    pub(super) fn n_buffers(&self) -> usize {
        self.buffers.len()
    }

    fn before_last_by<E>(
        &mut self,
        source: &Raster,
        recipe: &Recipe,
        alpha: Alpha,
        share: HaloShare,
        fill_bands: &FillBands<'_, E>,
    ) -> Result<Option<Raster>, E> {
        let mut current = None;
        for step in recipe.steps().take(recipe.then().len()) {
            let next = self.apply(current.as_ref().unwrap_or(source), step, alpha, share, fill_bands)?;
            current.replace(next).into_iter().for_each(|raster| self.give_back(raster));
        }
        Ok(current)
    }

    fn apply<E>(
        &mut self,
        source: &Raster,
        step: &Step,
        alpha: Alpha,
        share: HaloShare,
        fill_bands: &FillBands<'_, E>,
    ) -> Result<Raster, E> {
        let mut out = self.take_like(source);
        let fill = |band: BandMut<'_>| step.filter.fill_band(&step.values, alpha, source, band);
        fill_bands(out.bands_mut(band_rows(source, step, share)), &fill)?;
        Ok(out)
    }

    /// A raster of this shape whose samples mean nothing yet. Spare rasters of other shapes are let go.
    fn take_like(&mut self, shape: &Raster) -> Raster {
        self.spare.retain(|spare| spare.same_shape(shape));
        self.spare.pop().unwrap_or_else(|| shape.blank_like())
    }
}

/// Fills bands one after the other, for as long as it may.
fn one_by_one(goes_on: &dyn Fn() -> bool) -> impl Fn(Vec<BandMut<'_>>, &Fill<'_>) -> Result<(), Stopped> {
    move |bands, fill| bands.into_iter().try_for_each(|band| goes_on().then(|| fill(band)).ok_or(Stopped))
}

/// Whether a recipe has more than one band to fill in its first step.
pub(super) fn has_bands(source: &Raster, recipe: &Recipe) -> bool {
    band_rows(source, recipe.first(), HaloShare::Shared) < source.height()
}

/// Whether the rows of a recipe's last step can be made a few at a time without much being done twice.
pub(super) fn is_narrow(recipe: &Recipe) -> bool {
    halo_rows(recipe.last()) <= MOST_HALO_OF_FEW
}

/// The rows above and below a row that a step reads to make it.
pub(super) fn halo_rows(step: &Step) -> usize {
    (step.filter.halo_rows)(&step.values)
}

/// Rows of a band, of which the last is hardly lower than the others.
fn band_rows(source: &Raster, step: &Step, share: HaloShare) -> usize {
    let row_bytes = source.bytes() / source.height();
    let halo = halo_rows(step);
    let fewest = (BAND_BYTES / row_bytes.max(1)).max(share as usize * halo).max(1);
    let n_bands = source.height().div_ceil(fewest);
    source.height().div_ceil(n_bands)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::raster::{Layout, Samples};

    #[test]
    fn a_few_rows_are_those_of_the_whole() {
        let samples = (0..9 * 40 * 3_u32).map(|n| (n * 7919 / 13) as u8).collect();
        let source = Raster::new(9, 40, Layout::Rgb, Samples::U8(samples)).unwrap();
        let narrow: Vec<Recipe> =
            ["edges", "smoothmore", "median", "smooth+detail"].map(|word| Recipe::parse(word).unwrap()).into();
        let mut space = Workspace::default();
        for recipe in narrow {
            assert!(is_narrow(&recipe));
            let whole = space.filter(&source, &recipe, Alpha::Keep, &|| true).unwrap();
            let before = space.filter_before_last(&source, &recipe, Alpha::Keep, &|| true).unwrap();
            let last_source = before.as_ref().unwrap_or(&source);
            for rows in [0..17, 16..33, 32..40] {
                let few = space.rows_of(last_source, recipe.last(), Alpha::Keep, rows.clone()).unwrap();
                let (View::U8(few), View::U8(expected)) = (few, whole.view().of_rows(rows)) else { panic!("8 bits") };
                assert_eq!(few.samples(), expected.samples());
            }
        }
        assert!(!is_narrow(&Recipe::parse("edges+blur").unwrap()));
        let stopped = space.filter(&source, &Recipe::parse("edges").unwrap(), Alpha::Keep, &|| false);
        assert_eq!(stopped, Err(Stopped));
    }
}
