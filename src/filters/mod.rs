//! The filters, one file each, and the registry that lists them: the only list there is.
//!
//! **The contract:** fill any band of rows of the output from the whole source. A whole picture is the band
//! `0..height`. That gives parallel bands, cache-sized work, stopping in the middle of a huge picture and progress,
//! without any filter knowing. A filter knows no threads, clocks, files or widgets.
//!
//! To add one: a new file with a `static FILTER`, its `mod` line and its line in [`ALL`].

mod blur;
mod contour;
mod detail;
mod edges;
mod emboss;
mod sharpen;
mod smooth;
mod smoothmore;

mod blurkernel;
mod boxblur;
mod custom;
mod edgeenhance;
mod edgeenhancemore;
mod max;
mod means;
mod median;
mod min;
mod mode;
mod rank;
mod unsharp;

mod dispatch;
mod extended_box;
mod extremes;
mod gaussian;
mod histogram;
mod kernel;
mod param;
mod running_sums;
mod separable;
mod transpose;
mod window;

#[cfg(test)]
mod reference;
#[cfg(test)]
mod tests;

pub use param::{Param, ValueError, Values};

use crate::raster::{Band, BandMut, Pixels, Raster, Sample, View};
use crate::words::{InKorean, Language};

/// Every filter, in the order in which people see them.
pub static ALL: &[&Filter] = &[
    &blur::FILTER,
    &edges::FILTER,
    &emboss::FILTER,
    &sharpen::FILTER,
    &contour::FILTER,
    &detail::FILTER,
    &smooth::FILTER,
    &smoothmore::FILTER,
    &blurkernel::FILTER,
    &edgeenhance::FILTER,
    &edgeenhancemore::FILTER,
    &boxblur::FILTER,
    &unsharp::FILTER,
    &median::FILTER,
    &min::FILTER,
    &max::FILTER,
    &mode::FILTER,
    &rank::FILTER,
    &custom::FILTER,
];

/// An operation on pixels that describes itself.
#[derive(Debug)]
pub struct Filter {
    /// What the command line, reports and file names call it: lower case, no spaces.
    pub id: &'static str,
    /// What people call it, in sentence case.
    pub title: &'static str,
    /// What it does to a picture, in one sentence.
    pub summary: &'static str,
    /// The same two in Korean.
    pub korean: InKorean,
    /// What can be set.
    pub params: &'static [Param],
    /// How many rows above and below a band the band depends on, so that bands can be cut that are not mostly that.
    pub halo_rows: fn(&Values) -> usize,
    /// Its pixels.
    pub fill: Fill,
}

/// Fills one band of rows of the output from the whole source, for both sample types. Every channel alike.
#[derive(Debug)]
pub struct Fill {
    /// For 8 bits a sample.
    pub u8: fn(&Values, Pixels<'_, u8>, Band<'_, u8>),
    /// For 16 bits a sample.
    pub u16: fn(&Values, Pixels<'_, u16>, Band<'_, u16>),
}

/// What happens to alpha.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Alpha {
    /// Alpha is copied from the source: an opaque picture stays opaque.
    #[default]
    Keep,
    /// Alpha is filtered like a colour, as Pillow does.
    Filter,
}

impl Alpha {
    /// What reports and the command line call it.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Keep => "keep",
            Self::Filter => "filter",
        }
    }
}

/// How many filters the tutorial has.
const N_TUTORIAL: usize = 8;

/// The tutorial's filters, which stand first in the list: what is applied when nothing is said.
pub fn tutorial() -> &'static [&'static Filter] {
    ALL.get(..N_TUTORIAL).unwrap_or(ALL)
}

/// The filter with this id.
pub fn find(id: &str) -> Option<&'static Filter> {
    ALL.iter().copied().find(|filter| filter.id == id)
}

impl Filter {
    /// What people call it in this language.
    pub fn title_in(&self, words: Language) -> &'static str {
        words.pick(self.title, self.korean.title)
    }

    /// What it does, in this language.
    pub fn summary_in(&self, words: Language) -> &'static str {
        words.pick(self.summary, self.korean.summary)
    }

    /// Fills one band of the output. Source and output must have the same size, layout and depth;
    /// a band of another depth than the source is left as it is.
    pub fn fill_band(&self, values: &Values, alpha: Alpha, source: &Raster, band: BandMut<'_>) {
        match (source.view(), band) {
            (View::U8(pixels), BandMut::U8(band)) => fill_typed(self.fill.u8, values, alpha, pixels, band),
            (View::U16(pixels), BandMut::U16(band)) => fill_typed(self.fill.u16, values, alpha, pixels, band),
            _ => debug_assert!(false, "source and output differ in depth"),
        }
    }
}

fn fill_typed<S: Sample>(
    fill: fn(&Values, Pixels<'_, S>, Band<'_, S>),
    values: &Values,
    alpha: Alpha,
    source: Pixels<'_, S>,
    mut band: Band<'_, S>,
) {
    let keeps_alpha = alpha == Alpha::Keep && source.layout().has_alpha();
    fill(values, source, band.reborrow());
    if keeps_alpha {
        let n = source.channels();
        for (y, out) in band.rows_mut() {
            for (from, to) in source.row(y).chunks_exact(n).zip(out.chunks_exact_mut(n)) {
                if let (Some(from), Some(to)) = (from.last(), to.last_mut()) {
                    *to = *from;
                }
            }
        }
    }
}
