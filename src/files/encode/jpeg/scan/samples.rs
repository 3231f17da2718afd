//! Lays out samples in tiles of two blocks, and repeats the last column and row of a picture as far as the blocks go.
//! Knows no colours, no cosines and no codes.

/// A row of two blocks that lie side by side.
pub(super) type Row = [u8; TILE_COLUMNS];
/// Two blocks, side by side.
pub(super) type Tile = [Row; TILE_ROWS];
/// Bytes of 32 pixels.
pub(super) type Chunk = [[u8; 16]; 6];

/// Pixels in a [`Chunk`].
pub(super) const CHUNK_PIXELS: usize = 32;
/// Bytes of a pixel in colour.
pub(super) const RGB: usize = 3;
/// Pixels in a [`Row`].
pub(super) const TILE_COLUMNS: usize = 16;
/// Rows of a [`Tile`].
pub(super) const TILE_ROWS: usize = 8;
/// Rows of pixels in an [`Mcu`].
pub(super) const MCU_ROWS: usize = 16;

/// A square of 16 by 16 pixels: JPEG's minimum coded unit.
#[derive(Clone, Copy, Default)]
pub(super) struct Mcu {
    /// The upper and the lower half.
    pub(super) luma: [Tile; 2],
    /// Cb and Cr.
    pub(super) chroma: Tile,
}

/// What two chunks, one above the other, become in two units, one beside the other.
#[cfg_attr(test, derive(Debug, PartialEq))]
pub(super) struct Converted {
    /// The upper row of both units, then the lower one.
    pub(super) luma: [[Row; 2]; 2],
    pub(super) chroma: [Row; 2],
}

/// Fills units from up to 16 rows.
#[inline(always)]
pub(super) fn fill(units: &mut [Mcu], rows: &[u8], stride: usize, convert: impl Fn([&Chunk; 2]) -> Converted) {
    let mut filled = 0;
    for (pair, both) in rows.chunks(2 * stride).enumerate() {
        let upper = both.get(..stride).unwrap_or_default();
        let lower = both.get(stride..).filter(|row| !row.is_empty()).unwrap_or(upper);
        fill_rows(units, pair, [upper, lower], &convert);
        filled = pair + 1;
    }
    let luma_rows = rows.len() / stride;
    if luma_rows < MCU_ROWS {
        for unit in units {
            repeat_last(unit.luma.as_flattened_mut(), luma_rows);
            repeat_last(&mut unit.chroma, filled);
        }
    }
}

/// Fills two rows of luma and one of chroma.
#[inline(always)]
fn fill_rows(units: &mut [Mcu], pair: usize, rows: [&[u8]; 2], convert: impl Fn([&Chunk; 2]) -> Converted) {
    let [(upper, upper_rest), (lower, lower_rest)] = rows.map(chunks);
    let (twos, _) = units.as_chunks_mut::<2>();
    let mut twos = twos.iter_mut();
    // Units last: what is asked first loses one when the other has come to its end.
    for ((upper, lower), two) in upper.iter().zip(lower).zip(twos.by_ref()) {
        put(two, pair, convert([upper, lower]));
    }
    if let (Some(two), false) = (twos.next(), upper_rest.is_empty()) {
        put(two, pair, convert([&padded(upper_rest), &padded(lower_rest)]));
    }
}

/// Whole chunks of a row, and what is left of it.
fn chunks(row: &[u8]) -> (&[Chunk], &[u8]) {
    let whole = row.len() - row.len() % (CHUNK_PIXELS * RGB);
    let (chunks, rest) = row.split_at(whole);
    (chunks.as_chunks::<16>().0.as_chunks::<6>().0, rest)
}

/// A chunk that begins with what is left of a row and goes on with its last pixel.
#[cold]
fn padded(rest: &[u8]) -> Chunk {
    let mut chunk = Chunk::default();
    let (pixels, _) = rest.as_chunks::<RGB>();
    let last = pixels.last().copied().unwrap_or_default();
    let all = pixels.iter().copied().chain(std::iter::repeat(last));
    for (to, pixel) in chunk.as_flattened_mut().as_chunks_mut::<RGB>().0.iter_mut().zip(all) {
        *to = pixel;
    }
    chunk
}

/// Puts what was converted to its rows of luma and its row of chroma.
#[inline(always)]
fn put(two: &mut [Mcu; 2], pair: usize, converted: Converted) {
    let [upper, lower] = converted.luma;
    for (unit, ((upper, lower), chroma)) in two.iter_mut().zip(upper.into_iter().zip(lower).zip(converted.chroma)) {
        if let Some(rows) = unit.luma.as_flattened_mut().as_chunks_mut::<2>().0.get_mut(pair) {
            *rows = [upper, lower];
        }
        if let Some(row) = unit.chroma.get_mut(pair) {
            *row = chroma;
        }
    }
}

/// Repeats the last of the rows that are known in those below.
fn repeat_last(rows: &mut [Row], known: usize) {
    if let Some((known, below)) = rows.split_at_mut_checked(known)
        && let Some(last) = known.last()
    {
        below.fill(*last);
    }
}

/// A tile of up to 8 rows of grey, from a column on.
pub(super) fn grey_tile(rows: &[u8], stride: usize, column: usize) -> Tile {
    let mut tile = Tile::default();
    for (to, row) in tile.iter_mut().zip(rows.chunks_exact(stride)) {
        let row = row.get(column..).unwrap_or_default();
        match row.first_chunk() {
            Some(whole) => *to = *whole,
            None => {
                *to = [row.last().copied().unwrap_or_default(); TILE_COLUMNS];
                to.iter_mut().zip(row).for_each(|(to, sample)| *to = *sample);
            }
        }
    }
    repeat_last(&mut tile, rows.len() / stride);
    tile
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Takes red for luma, and the mean of the upper and the lower one for chroma.
    fn of_red([upper, lower]: [&Chunk; 2]) -> Converted {
        let red = |chunk: &Chunk| -> [Row; 2] {
            let (pixels, _) = chunk.as_flattened().as_chunks::<RGB>();
            std::array::from_fn(|unit| std::array::from_fn(|x| pixels[TILE_COLUMNS * unit + x][0]))
        };
        let luma = [red(upper), red(lower)];
        let mean = |unit: usize| std::array::from_fn(|x| luma[0][unit][x] / 2 + luma[1][unit][x] / 2);
        Converted { luma, chroma: [mean(0), mean(1)] }
    }

    #[test]
    fn edges_are_repeated_as_far_as_the_unit_goes() {
        // One row of 17 pixels, of which the last one is white.
        let mut row = [0; 17 * RGB];
        row[16 * RGB..].fill(255);
        let mut units = [Mcu::default(); 2];
        fill(&mut units, &row, row.len(), of_red);
        let [first, second] = units;
        assert_eq!(first.luma, [[[0; 16]; 8]; 2]);
        assert_eq!(second.luma, [[[255; 16]; 8]; 2]);
        assert_eq!(second.chroma, [[254; 16]; 8]);
    }

    #[test]
    fn chroma_below_the_picture_is_the_last_row_of_chroma() {
        // Red above blue: chroma is their mean, luma below is that of the lower one.
        let rows = [[255, 0, 0].repeat(32), [0, 0, 255].repeat(32)].concat();
        let mut units = [Mcu::default(); 2];
        fill(&mut units, &rows, 32 * RGB, of_red);
        assert_eq!([units[0].luma[0][0][0], units[0].luma[0][1][0], units[0].luma[1][7][0]], [255, 0, 0]);
        assert!(units[0].chroma.iter().all(|row| *row == units[0].chroma[0]));
        assert_eq!(units[0].chroma[0], [127; 16]);
    }

    #[test]
    fn grey_beyond_the_picture_is_its_last_column_and_row() {
        let tile = grey_tile(&[1, 2, 3, 4, 5, 6], 3, 0);
        assert_eq!(tile[0], [1, 2, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3]);
        assert_eq!(tile[1][..3], [4, 5, 6]);
        assert_eq!(tile[7], tile[1]);
    }
}
