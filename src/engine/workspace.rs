//! A worker's buffers, used again for every task, and filtering in bands with them.
//!
//! Fresh memory for every output costs more than the filter itself on large pictures: the system hands it over page
//! by page. Knows no files and no strategy.

use crate::filters::Alpha;
use crate::job::{Recipe, Step};
use crate::raster::{BandMut, Raster};

/// Bytes of output in a band: small enough to stop quickly and stay in a cache, large enough to cost nothing.
pub(super) const BAND_BYTES: usize = 512 * 1024;

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
    buffers: Vec<Vec<u8>>,
}

/// Has every band filled, by a function that fills one.
pub(super) type FillBands<'a, E> = dyn Fn(Vec<BandMut<'_>>, &(dyn Fn(BandMut<'_>) + Sync)) -> Result<(), E> + 'a;

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
        self.filter_by(source, recipe, alpha, HaloShare::Alone, &|bands, fill| {
            for band in bands {
                if !goes_on() {
                    return Err(Stopped);
                }
                fill(band);
            }
            Ok(())
        })
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
        let mut current = self.apply(source, recipe.first(), alpha, share, fill_bands)?;
        for step in recipe.then() {
            let next = self.apply(&current, step, alpha, share, fill_bands)?;
            self.give_back(std::mem::replace(&mut current, next));
        }
        Ok(current)
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

/// Whether a recipe has more than one band to fill in its first step.
pub(super) fn has_bands(source: &Raster, recipe: &Recipe) -> bool {
    band_rows(source, recipe.first(), HaloShare::Shared) < source.height()
}

/// Rows of a band, of which the last is hardly lower than the others.
fn band_rows(source: &Raster, step: &Step, share: HaloShare) -> usize {
    let row_bytes = source.bytes() / source.height();
    let halo = (step.filter.halo_rows)(&step.values);
    let fewest = (BAND_BYTES / row_bytes.max(1)).max(share as usize * halo).max(1);
    let n_bands = source.height().div_ceil(fewest);
    source.height().div_ceil(n_bands)
}
