//! Any rank of a square of neighbours, from the smallest to the largest.
//!
//! Pillow's `RankFilter`, to the last bit. Beyond the edges, the outermost pixels repeat.

use super::histogram::{self, Beyond, Ranked};
use super::{Fill, Filter, Param, ValueError, Values, window};
use crate::raster::{Band, Pixels, Sample};
use crate::words::InKorean;

pub(super) static FILTER: Filter = Filter {
    id: "rank",
    title: "Rank",
    summary: "Takes the neighbour of a given rank, from the darkest of a square, 0, to the brightest.",
    korean: InKorean {
        title: "순위", summary: "정사각형 안에서 정한 순위의 이웃을 고릅니다. 0이 가장 어둡습니다."
    },
    params: &PARAMS,
    halo_rows: window::reach,
    fill: Fill { u8: fill::<u8>, u16: fill::<u16> },
};

static PARAMS: [Param; 2] = [window::SIZE, RANK];

/// The ranks of the largest window.
const MAX_RANK: f64 = 99.0 * 99.0 - 1.0;

/// How many neighbours are smaller, if no two are the same.
const RANK: Param = Param {
    id: "rank",
    label: "Rank",
    korean: "순위",
    range: 0.0..=MAX_RANK,
    slider: 0.0..=8.0,
    default: &[4.0],
    step: 1.0,
    agrees: check,
    ..Param::NUMBER
};

fn check(values: &Values) -> Result<(), ValueError> {
    let (rank, size, max) = (values.get(&RANK), values.get(&window::SIZE), max_rank(values) as f64);
    if rank > max { Err(ValueError::Rank { rank, size, max }) } else { Ok(()) }
}

fn max_rank(values: &Values) -> usize {
    window::area(values).saturating_sub(1)
}

fn fill<S: Sample>(values: &Values, source: Pixels<'_, S>, band: Band<'_, S>) {
    let rank = (values.get(&RANK) as usize).min(max_rank(values));
    histogram::fill(window::reach(values), Beyond::Outermost, Ranked::new::<S>(rank), source, band);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::filters::tests::middle_row_of_seven;

    #[test]
    fn the_middle_row_of_a_small_picture() {
        assert_eq!(middle_row_of_seven(&FILTER), [148, 148, 135, 107, 135, 153, 155]);
    }
}
