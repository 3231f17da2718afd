//! A kernel of one's own: any weights for the 3x3 or 5x5 neighbours of a pixel.
//!
//! Pillow's `Kernel`, to the last bit: single precision in its order, and the first row of weights meets the **lower**
//! row of the picture. The frame of one or two pixels, where neighbours are missing, is copied; so is all of a picture
//! that is smaller than the kernel.

use super::dispatch::{self, Work};
use super::{Fill, Filter, Param, ValueError, Values};
use crate::raster::{Band, Pixels, Sample};
use crate::words::InKorean;

pub(super) static FILTER: Filter = Filter {
    id: "kernel",
    title: "Kernel",
    summary: "Adds up neighbours by weights of your own, 3x3 or 5x5, the lowest row first.",
    korean: InKorean {
        title: "커널",
        summary: "직접 정한 3x3 또는 5x5 가중치로 이웃을 더합니다. 맨 아랫줄이 먼저입니다.",
    },
    params: &PARAMS,
    halo_rows: |values| Kernel::of(values).reach(),
    fill: Fill { u8: fill::<u8>, u16: fill::<u16> },
};

static PARAMS: [Param; 3] = [WEIGHTS, SCALE, OFFSET];

/// Row by row, each from left to right, the lowest row first.
const WEIGHTS: Param = Param {
    id: "weights",
    label: "Weights",
    korean: "가중치",
    range: -1000.0..=1000.0,
    slider: -10.0..=10.0,
    default: &[0.0, 0.0, 0.0, 0.0, 1.0, 0.0, 0.0, 0.0, 0.0],
    counts: &[9, 25],
    decimals: 2,
    ..Param::NUMBER
};

/// What the weighted sum is divided by; the sum of the weights if it is zero.
const SCALE: Param = Param {
    id: "scale",
    label: "Divisor (0: their sum)",
    korean: "나누는 수(0이면 합)",
    range: -100_000.0..=100_000.0,
    slider: 0.0..=100.0,
    decimals: 2,
    agrees: check,
    ..Param::NUMBER
};

/// What is added in the end, in samples; the same number for 8 and 16 bits.
const OFFSET: Param = Param {
    id: "offset",
    label: "Offset",
    korean: "더하는 수",
    range: -65_535.0..=65_535.0,
    slider: -255.0..=255.0,
    decimals: 1,
    ..Param::NUMBER
};

/// Samples of a row whose sums are formed at a time: few enough for the sums to stay in the nearest cache.
const STRIP_LEN: usize = 1024;

fn check(values: &Values) -> Result<(), ValueError> {
    let is_zero = values.get(&SCALE) == 0.0 && values.list(&WEIGHTS).iter().sum::<f64>() == 0.0;
    if is_zero { Err(ValueError::ZeroSum) } else { Ok(()) }
}

/// Weights that are divided already, and what the sum starts with.
struct Kernel {
    side: usize,
    weights: Vec<f32>,
    start: f32,
}

impl Kernel {
    fn of(values: &Values) -> Self {
        let weights = values.list(&WEIGHTS);
        let sum = weights.iter().sum();
        let divisor = [values.get(&SCALE), sum].into_iter().find(|&divisor| divisor != 0.0).unwrap_or(1.0) as f32;
        let weights = weights.iter().map(|&weight| weight as f32 / divisor).collect();
        let side = if values.list(&WEIGHTS).len() == 9 { 3 } else { 5 };
        // The half makes the final truncation round.
        Self { side, weights, start: values.get(&OFFSET) as f32 + 0.5 }
    }

    fn reach(&self) -> usize {
        self.side / 2
    }
}

fn fill<S: Sample>(values: &Values, source: Pixels<'_, S>, mut band: Band<'_, S>) {
    let unchanged = source.rows(band.rows());
    band.samples_mut().copy_from_slice(unchanged);
    let kernel = Kernel::of(values);
    if source.width() >= kernel.side && source.height() >= kernel.side {
        dispatch::widest(Rows { kernel, source, band });
    }
}

/// Rows of a band to be filled but for the frame.
struct Rows<'a, S> {
    kernel: Kernel,
    source: Pixels<'a, S>,
    band: Band<'a, S>,
}

impl<S: Sample> Work for Rows<'_, S> {
    #[inline(always)]
    #[allow(clippy::indexing_slicing, reason = "inner rows are longer than both ends and have neighbours")]
    fn run(self) {
        let Self { kernel, source, mut band } = self;
        let (reach, channels, row_len) = (kernel.reach(), source.channels(), source.row_len());
        let (frame, inner) = (reach * channels, reach..source.height() - reach);
        for (y, out) in band.rows_mut().filter(|(y, _)| inner.contains(y)) {
            for x in (frame..row_len - frame).step_by(STRIP_LEN) {
                let out = &mut out[x..row_len - frame];
                let len = out.len().min(STRIP_LEN);
                let mut sums = [kernel.start; STRIP_LEN];
                for (j, weights) in kernel.weights.chunks_exact(kernel.side).enumerate() {
                    let row = &source.row(y + reach - j)[x - frame..];
                    add_row(weights, row, channels, &mut sums[..len]);
                }
                for (out, &sum) in out.iter_mut().zip(&sums) {
                    *out = S::from_f32(sum);
                }
            }
        }
    }
}

/// Adds the weighted samples of one row, which are summed apart from left to right.
#[inline(always)]
#[allow(clippy::indexing_slicing, reason = "a row is longer than the sums by the width of the kernel less one pixel")]
fn add_row<S: Sample>(weights: &[f32], row: &[S], channels: usize, sums: &mut [f32]) {
    // Negative zero is the only start that changes no sum, not even the sign of a zero.
    let mut row_sums = [-0.0; STRIP_LEN];
    for (i, &weight) in weights.iter().enumerate() {
        for (row_sum, &sample) in row_sums.iter_mut().zip(&row[i * channels..][..sums.len()]) {
            let sample: f32 = sample.into();
            *row_sum += sample * weight;
        }
    }
    for (sum, row_sum) in sums.iter_mut().zip(row_sums) {
        *sum += row_sum;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn values(weights: &[f64], scale: f64) -> Values {
        let mut values = Values::defaults(&PARAMS);
        values.set("weights", weights).unwrap();
        values.set("scale", &[scale]).unwrap();
        values
    }

    #[test]
    fn weights_that_add_up_to_zero_need_a_scale() {
        let edges = [-1.0, -1.0, -1.0, -1.0, 8.0, -1.0, -1.0, -1.0, -1.0];
        assert_eq!(check(&values(&edges, 0.0)), Err(ValueError::ZeroSum));
        assert_eq!(check(&values(&edges, 1.0)), Ok(()));
        assert_eq!(check(&values(&[1.0; 25], 0.0)), Ok(()));
        assert!(ValueError::ZeroSum.to_string().ends_with("(scale) to 1 for their plain sum"));
    }
}
