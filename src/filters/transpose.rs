//! Turns rows into columns and back, so that loops across samples become loops across rows.
//!
//! Sixteen rows are turned at once, in squares of 16 x 16 samples. Dealing a deck of 256 cards into halves and riffling
//! them moves card `n` to place `2 n` (less 255 in the lower half), which rotates the eight bits of its place by one.
//! Four riffles swap the upper four bits with the lower: row with column. A riffle is what vector instructions do best,
//! where a loop that copies single samples would take several times as long. Knows nothing but slices.

use multiversion::multiversion;

/// Rows that are turned at once: the samples in a column.
pub(super) const SIDE: usize = 16;

const SQUARE: usize = SIDE * SIDE;

/// The samples that the columns of rows of this length take.
pub(super) fn columns_len(row_len: usize) -> usize {
    row_len.next_multiple_of(SIDE) * SIDE
}

/// Turns up to 16 rows into columns of 16 samples each; rows that are missing are zero.
#[multiversion(targets("x86_64+avx2"))]
#[allow(clippy::indexing_slicing, reason = "the place in a row is below its length, and a square has 16 rows of 16")]
pub(super) fn to_columns<S: Copy + Default>(rows: &[S], row_len: usize, columns: &mut [S]) {
    for (x, columns) in (0..row_len).step_by(SIDE).zip(columns.as_chunks_mut::<SQUARE>().0) {
        let mut square = [S::default(); SQUARE];
        for (row, out) in rows.chunks_exact(row_len).zip(square.as_chunks_mut::<SIDE>().0) {
            copy_up_to_16(&row[x..], out);
        }
        *columns = transposed(square);
    }
}

/// Turns columns of 16 samples each back into up to 16 rows.
#[multiversion(targets("x86_64+avx2"))]
#[allow(clippy::indexing_slicing, reason = "the place in a row is below its length")]
pub(super) fn to_rows<S: Copy + Default>(columns: &[S], row_len: usize, rows: &mut [S]) {
    for (x, columns) in (0..row_len).step_by(SIDE).zip(columns.as_chunks::<SQUARE>().0) {
        let square = transposed(*columns);
        for (row, from) in rows.chunks_exact_mut(row_len).zip(square.as_chunks::<SIDE>().0) {
            copy_up_to_16(from, &mut row[x..]);
        }
    }
}

#[inline(always)]
fn transposed<S: Copy + Default>(square: [S; SQUARE]) -> [S; SQUARE] {
    riffled(riffled(riffled(riffled(square))))
}

#[inline(always)]
#[allow(clippy::indexing_slicing, reason = "both halves have half of the places")]
fn riffled<S: Copy + Default>(deck: [S; SQUARE]) -> [S; SQUARE] {
    let mut riffled = [S::default(); SQUARE];
    for n in 0..SQUARE / 2 {
        riffled[2 * n] = deck[n];
        riffled[2 * n + 1] = deck[n + SQUARE / 2];
    }
    riffled
}

/// Copies what both have, at most 16 samples. Nearly always it is 16, a constant for the compiler.
#[inline(always)]
#[allow(clippy::indexing_slicing, reason = "both slices have `n` samples")]
fn copy_up_to_16<S: Copy>(from: &[S], to: &mut [S]) {
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
