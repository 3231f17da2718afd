//! The largest of a square of neighbours.
//!
//! Pillow's `MaxFilter`, to the last bit. Beyond the edges, the outermost pixels repeat.

use super::extremes::{self, Extreme};
use super::{Fill, Filter, Param, Values, window};
use crate::raster::{Band, Pixels, Sample};
use crate::words::InKorean;

pub(super) static FILTER: Filter = Filter {
    id: "max",
    title: "Maximum",
    summary: "Makes bright areas grow, by the brightest of a square of neighbours.",
    korean: InKorean {
        title: "최댓값", summary: "정사각형 안의 가장 밝은 이웃으로 밝은 부분을 넓힙니다."
    },
    params: &PARAMS,
    halo_rows: window::reach,
    fill: Fill { u8: fill::<u8>, u16: fill::<u16> },
};

static PARAMS: [Param; 1] = [window::SIZE];

struct Largest;

impl Extreme for Largest {
    #[inline(always)]
    fn of<S: Sample>(one: S, other: S) -> S {
        one.max(other)
    }
}

fn fill<S: Sample>(values: &Values, source: Pixels<'_, S>, band: Band<'_, S>) {
    extremes::fill::<Largest, S>(window::reach(values), source, band);
}
