//! The median of a square of neighbours.
//!
//! Pillow's `MedianFilter`, to the last bit. Beyond the edges, the outermost pixels repeat.

use super::histogram::{self, Beyond, Ranked};
use super::{Fill, Filter, Param, Values, window};
use crate::raster::{Band, Pixels, Sample};
use crate::words::InKorean;

pub(super) static FILTER: Filter = Filter {
    id: "median",
    title: "Median",
    summary: "Removes specks and keeps edges, by the median of a square of neighbours.",
    korean: InKorean {
        title: "중앙값",
        summary: "정사각형 안 이웃의 중앙값으로 점 모양 잡티를 없애고 가장자리는 남깁니다.",
    },
    params: &PARAMS,
    halo_rows: window::reach,
    fill: Fill { u8: fill::<u8>, u16: fill::<u16> },
};

static PARAMS: [Param; 1] = [window::SIZE];

fn fill<S: Sample>(values: &Values, source: Pixels<'_, S>, band: Band<'_, S>) {
    let ranked = Ranked::new::<S>(window::area(values) / 2);
    histogram::fill(window::reach(values), Beyond::Outermost, ranked, source, band);
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
