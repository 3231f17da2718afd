//! Turns rows into columns and back, so that loops across samples become loops across rows.
//!
//! As many rows are turned at once as a square has sides. Dealing a deck of 1024 cards into halves and riffling them
//! moves card `n` to place `2 n` (less 1023 in the lower half), which rotates the ten bits of its place by one. Five
//! riffles swap the upper five bits with the lower: row with column. A riffle is what vector instructions do best,
//! where a loop that copies single samples would take several times as long. Knows nothing but slices.

use super::dispatch::{self, Work};

/// Rows that are turned at once: the samples in a column. A power of two.
pub(super) const SIDE: usize = 32;

const SQUARE: usize = SIDE * SIDE;

/// The samples that the columns of rows of this length take.
pub(super) fn columns_len(row_len: usize) -> usize {
    row_len.next_multiple_of(SIDE) * SIDE
}

/// Turns up to [`SIDE`] rows into columns of as many samples each; rows that are missing keep what was there.
pub(super) fn to_columns<S: Copy + Default>(rows: &[S], row_len: usize, columns: &mut [S]) {
    dispatch::widest(ToColumns { rows, row_len, columns });
}

/// Turns columns of [`SIDE`] samples each back into up to as many rows.
pub(super) fn to_rows<S: Copy + Default>(columns: &[S], row_len: usize, rows: &mut [S]) {
    dispatch::widest(ToRows { columns, row_len, rows });
}

struct ToColumns<'a, S> {
    rows: &'a [S],
    row_len: usize,
    columns: &'a mut [S],
}

impl<S: Copy + Default> Work for ToColumns<'_, S> {
    #[inline(always)]
    #[allow(clippy::indexing_slicing, reason = "the place in a row is below its length, and so are squares of columns")]
    fn run(self) {
        let mut square = [S::default(); SQUARE];
        for (x, columns) in (0..self.row_len).step_by(SIDE).zip(self.columns.as_chunks_mut().0) {
            for (row, out) in self.rows.chunks_exact(self.row_len).zip(square.as_chunks_mut::<SIDE>().0) {
                copy_up_to_a_side(&row[x..], out);
            }
            transpose(&mut square, columns);
        }
    }
}

struct ToRows<'a, S> {
    columns: &'a [S],
    row_len: usize,
    rows: &'a mut [S],
}

impl<S: Copy + Default> Work for ToRows<'_, S> {
    #[inline(always)]
    #[allow(clippy::indexing_slicing, reason = "the place in a row is below its length")]
    fn run(self) {
        let (mut square, mut turned) = ([S::default(); SQUARE], [S::default(); SQUARE]);
        for (x, columns) in (0..self.row_len).step_by(SIDE).zip(self.columns.as_chunks::<SQUARE>().0) {
            square.copy_from_slice(columns);
            transpose(&mut square, &mut turned);
            for (row, from) in self.rows.chunks_exact_mut(self.row_len).zip(turned.as_chunks::<SIDE>().0) {
                copy_up_to_a_side(from, &mut row[x..]);
            }
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

/// Copies what both have, at most a side of samples. Nearly always it is a side, a constant for the compiler.
#[inline(always)]
#[allow(clippy::indexing_slicing, reason = "both slices have `n` samples")]
fn copy_up_to_a_side<S: Copy>(from: &[S], to: &mut [S]) {
    if let (Some(from), Some(to)) = (from.first_chunk::<SIDE>(), to.first_chunk_mut::<SIDE>()) {
        *to = *from;
    } else {
        let n = from.len().min(to.len()).min(SIDE);
        to[..n].copy_from_slice(&from[..n]);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_become_columns_and_rows_again() {
        for (row_len, n_rows) in [(1, 1), (15, 16), (16, 16), (17, 3), (40, 16)] {
            let rows: Vec<u16> = (0..row_len * n_rows).map(|n| n as u16 + 1).collect();
            let mut columns = vec![0; columns_len(row_len)];
            to_columns(&rows, row_len, &mut columns);
            for (n, &sample) in rows.iter().enumerate() {
                assert_eq!(columns[n % row_len * SIDE + n / row_len], sample);
            }
            let mut back = vec![0; rows.len()];
            to_rows(&columns, row_len, &mut back);
            assert_eq!(back, rows);
        }
    }
}
