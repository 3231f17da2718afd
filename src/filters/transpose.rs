//! Turns rows into columns and back, so that loops across samples become loops across rows.
//!
//! As many rows are turned at once as a square has sides. Dealing a deck of 1024 cards into halves and riffling them
//! moves card `n` to place `2 n` (less 1023 in the lower half), which rotates the ten bits of its place by one. Five
//! riffles swap the upper five bits with the lower: row with column. A riffle is what vector instructions do best,
//! where a loop that copies single samples would take several times as long. Knows rows and lines.

use std::ops::Range;

use super::means::Sum;
use super::running_sums::{LANES, Line};

const SIDE: usize = LANES;

const SQUARE: usize = SIDE * SIDE;

/// Turns some samples of up to [`LANES`] rows into lines: those of the first channel, then those of the next, for all of
/// which there is the same room, of which some lines may be skipped. They have to start with a whole pixel.
#[inline(always)]
#[allow(clippy::indexing_slicing, reason = "there is a line for each sample of a row")]
pub(super) fn to_lines<S: Copy + Default, T: Sum<S>>(
    rows: &[S],
    row_len: usize,
    samples: Range<usize>,
    channels: usize,
    skipped: usize,
    lines: &mut [Line<T>],
) {
    let n_per_channel = lines.len() / channels;
    let (mut square, mut turned) = ([S::default(); SQUARE], [S::default(); SQUARE]);
    let mut place = Place { channel: 0, pixel: skipped };
    for x in samples.clone().step_by(SIDE) {
        let len = samples.end.min(x + SIDE) - x;
        let from = rows.chunks_exact(row_len).map(|row| &row[x..x + len]);
        fill_square(from, &mut square, len == SIDE);
        transpose(&mut square, &mut turned);
        for column in turned.as_chunks::<SIDE>().0.iter().take(len) {
            lines[place.channel * n_per_channel + place.pixel].set(column);
            place.move_on(channels);
        }
    }
}

/// Turns lines back into some samples of rows; the first lines of each channel may be skipped.
#[inline(always)]
#[allow(clippy::indexing_slicing, reason = "there is a line for each sample of a row")]
pub(super) fn to_rows<S: Copy + Default, T: Sum<S>>(
    lines: &[Line<T>],
    channels: usize,
    skipped: usize,
    rows: &mut [S],
    row_len: usize,
    samples: Range<usize>,
) {
    let n_per_channel = lines.len() / channels;
    let (mut square, mut turned) = ([S::default(); SQUARE], [S::default(); SQUARE]);
    let mut place = Place { channel: 0, pixel: skipped };
    for x in samples.clone().step_by(SIDE) {
        let len = samples.end.min(x + SIDE) - x;
        for column in square.as_chunks_mut::<SIDE>().0.iter_mut().take(len) {
            lines[place.channel * n_per_channel + place.pixel].get(column);
            place.move_on(channels);
        }
        transpose(&mut square, &mut turned);
        let to = rows.chunks_exact_mut(row_len).map(|row| &mut row[x..x + len]);
        empty_square(&turned, to, len == SIDE);
    }
}

/// Where in a row a sample is.
struct Place {
    channel: usize,
    pixel: usize,
}

impl Place {
    #[inline(always)]
    fn move_on(&mut self, channels: usize) {
        self.channel += 1;
        if self.channel == channels {
            (self.channel, self.pixel) = (0, self.pixel + 1);
        }
    }
}

/// Turns a square, which is spoilt by it.
#[inline(always)]
fn transpose<S: Copy + Default>(square: &mut [S; SQUARE], out: &mut [S; SQUARE]) {
    let mut spare = [S::default(); SQUARE];
    riffle(square, &mut spare);
    riffle(&spare, square);
    riffle(square, &mut spare);
    riffle(&spare, square);
    riffle(square, out);
}

#[inline(always)]
#[allow(clippy::indexing_slicing, reason = "both halves have half of the places")]
fn riffle<S: Copy>(deck: &[S; SQUARE], riffled: &mut [S; SQUARE]) {
    for n in 0..SQUARE / 2 {
        riffled[2 * n] = deck[n];
        riffled[2 * n + 1] = deck[n + SQUARE / 2];
    }
}

/// Copies rows into a square.
#[inline(always)]
fn fill_square<'a, S: Copy + 'a>(rows: impl Iterator<Item = &'a [S]>, square: &mut [S; SQUARE], is_whole: bool) {
    let rows = rows.zip(square.as_chunks_mut::<SIDE>().0);
    if is_whole {
        // Of a constant length, which is several times as fast.
        rows.for_each(|(row, out)| row.first_chunk().into_iter().for_each(|samples| *out = *samples));
    } else {
        rows.for_each(|(row, out)| out.iter_mut().zip(row).for_each(|(to, from)| *to = *from));
    }
}

/// Copies a square into rows.
#[inline(always)]
fn empty_square<'a, S: Copy + 'a>(square: &[S; SQUARE], rows: impl Iterator<Item = &'a mut [S]>, is_whole: bool) {
    let rows = rows.zip(square.as_chunks::<SIDE>().0);
    if is_whole {
        rows.for_each(|(row, samples)| row.first_chunk_mut().into_iter().for_each(|out| *out = *samples));
    } else {
        rows.for_each(|(row, samples)| row.iter_mut().zip(samples).for_each(|(to, from)| *to = *from));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_become_lines_and_rows_again() {
        for (width, channels, n_rows) in [(1, 1, 1), (15, 2, 16), (11, 3, 32), (17, 4, 3), (64, 1, 32)] {
            let row_len = width * channels;
            let rows: Vec<u8> = (0..row_len * n_rows).map(|n| (n as u8).wrapping_add(1)).collect();
            let mut lines: Vec<Line<u16>> = vec![Line::of(0); width * channels];
            to_lines(&rows, row_len, 0..row_len, channels, 0, &mut lines);
            for (n, &sample) in rows.iter().enumerate() {
                let (x, y) = (n % row_len, n / row_len);
                assert_eq!(lines[x % channels * width + x / channels].0[y], u16::from(sample));
            }
            let mut back = vec![0_u8; rows.len()];
            to_rows(&lines, channels, 0, &mut back, row_len, 0..row_len);
            assert_eq!(back, rows);
        }
    }
}
