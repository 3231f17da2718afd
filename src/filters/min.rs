//! The smallest of a square of neighbours.
//!
//! Pillow's `MinFilter`, to the last bit. Beyond the edges, the outermost pixels repeat.

use super::extremes::{self, Extreme};
use super::{Fill, Filter, Param, Values, window};
use crate::raster::{Band, Pixels, Sample};
use crate::words::InKorean;

pub(super) static FILTER: Filter = Filter {
    id: "min",
    title: "Minimum",
    summary: "Makes dark areas grow, by the darkest of a square of neighbours.",
    korean: InKorean {
        title: "최솟값", summary: "정사각형 안의 가장 어두운 이웃으로 어두운 부분을 넓힙니다."
    },
    params: &PARAMS,
    halo_rows: window::reach,
    fill: Fill { u8: fill::<u8>, u16: fill::<u16> },
};

static PARAMS: [Param; 1] = [window::SIZE];

struct Smallest;

impl Extreme for Smallest {
    #[inline(always)]
    fn of<S: Sample>(one: S, other: S) -> S {
        one.min(other)
    }
}

fn fill<S: Sample>(values: &Values, source: Pixels<'_, S>, band: Band<'_, S>) {
    extremes::fill::<Smallest, S>(window::reach(values), source, band);
}
