//! The value that is most frequent in a square of neighbours.
//!
//! Pillow's `ModeFilter`, to the last bit. Beyond the edges, there are no neighbours. Of values that are equally
//! frequent, the smallest is taken. A pixel none of whose neighbours is there more than twice is kept.

use super::histogram::{self, Beyond, Histogram, Neighbours};
use super::{Fill, Filter, Param, Values, window};
use crate::raster::{Band, Pixels, Sample};
use crate::words::InKorean;

pub(super) static FILTER: Filter = Filter {
    id: "mode",
    title: "Mode",
    summary: "Makes patches of one colour, by the most frequent of a square of neighbours.",
    korean: InKorean {
        title: "최빈값", summary: "정사각형 안에서 가장 흔한 값으로 한 색의 덩어리를 만듭니다."
    },
    params: &PARAMS,
    halo_rows: window::reach,
    fill: Fill { u8: fill::<u8>, u16: fill::<u16> },
};

static PARAMS: [Param; 1] = [window::SIZE];

/// A value that is there no more often than this is not frequent.
const RARE: usize = 2;

fn fill<S: Sample>(values: &Values, source: Pixels<'_, S>, band: Band<'_, S>) {
    let n_with_count = vec![0; window::area(values) + 1];
    let frequencies = Frequencies { histogram: Histogram::of::<S>(), n_with_count, highest: 0 };
    histogram::fill(window::reach(values), Beyond::Nothing, frequencies, source, band);
}

/// How often each value is there, and how many values are there how often.
struct Frequencies {
    histogram: Histogram,
    n_with_count: Vec<u32>,
    /// How often the most frequent value is there.
    highest: usize,
}

impl Frequencies {
    fn n_with_count(&mut self, count: usize) -> Option<&mut u32> {
        // Values that are not there are not counted.
        self.n_with_count.get_mut(count).filter(|_| count > 0)
    }
}

impl Neighbours for Frequencies {
    fn add(&mut self, value: usize) {
        let count = self.histogram.add(value) as usize;
        self.n_with_count(count - 1).into_iter().for_each(|n| *n -= 1);
        self.n_with_count(count).into_iter().for_each(|n| *n += 1);
        self.highest = self.highest.max(count);
    }

    fn remove(&mut self, value: usize) {
        let count = self.histogram.remove(value) as usize;
        self.n_with_count(count).into_iter().for_each(|n| *n += 1);
        let left = self.n_with_count(count + 1).map_or(0, |n| {
            *n -= 1;
            *n
        });
        if left == 0 && self.highest == count + 1 {
            self.highest = count;
        }
    }

    fn chosen(&self, middle: usize) -> usize {
        if self.highest > RARE { self.histogram.first_of_count(self.highest as u32) } else { middle }
    }
}
