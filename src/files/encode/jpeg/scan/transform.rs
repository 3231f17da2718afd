//! From samples to quantised coefficients: the discrete cosine transform of whole numbers that libjpeg calls "islow",
//! and the division by the steps of a quality. Knows no colours and no codes.
//!
//! Two blocks are done at a time, because that many fit into the registers of AVX2.

#![expect(clippy::indexing_slicing, reason = "all are arrays of known lengths, and all places are known, too")]

#[allow(clippy::wildcard_imports, reason = "the names of instructions cannot be mistaken for others")]
use std::arch::x86_64::*;

use super::divisors::Divisors;
use super::samples::Tile;
use super::tables::ZIGZAG;
use super::vectors::Numbers;

/// Bits behind the point of the constants of the transform.
const FRACTION_BITS: u32 = 13;
/// Bits that the results of the first pass keep behind the point.
const BETWEEN_BITS: u32 = 2;
/// What the first pass cuts off.
const FIRST_CUT: i32 = (FRACTION_BITS - BETWEEN_BITS) as i32;
/// What the second pass cuts off.
const SECOND_CUT: i32 = (FRACTION_BITS + BETWEEN_BITS) as i32;

/// What the sums of mirrored samples count in the coefficients 0, 2, 4 and 6. Each number is a sum of libjpeg's rounded
/// constants, so that the results are its results.
const EVEN: [[i16; 4]; 4] =
    [[8192, 8192, 8192, 8192], [10703, 4433, -4433, -10703], [8192, -8192, -8192, 8192], [4433, -10704, 10704, -4433]];
/// What the differences of mirrored samples count in the coefficients 1, 3, 5 and 7.
const ODD: [[i16; 4]; 4] =
    [[11363, 9633, 6437, 2260], [9633, -2259, -11362, -6436], [6437, -11362, 2261, 9633], [2260, -6436, 9633, -11363]];

/// The quantised coefficients of a block.
#[cfg_attr(test, derive(Debug, PartialEq))]
pub(super) struct Block {
    /// Row by row.
    pub(super) rows: [[i16; 8]; 8],
    /// A bit for each coefficient that is not zero, the lowest for the first one of the scan.
    pub(super) nonzero: u64,
}

/// Transforms and quantises both blocks of a tile. The lower half of each vector belongs to the left one, the upper half to
/// the right one.
#[target_feature(enable = "avx2")]
#[inline]
pub(super) fn transform(tile: &Tile, divisors: &Divisors) -> [Block; 2] {
    let rows = quantised(second_pass(first_pass(tile)), divisors);
    let [left, right] = nonzero(&rows);
    [
        Block { rows: rows.map(|row| Numbers::of(_mm256_castsi256_si128(row))), nonzero: left },
        Block { rows: rows.map(|row| Numbers::of(_mm256_extracti128_si256(row, 1))), nonzero: right },
    ]
}

/// Sums and differences of mirrored numbers, outermost first.
struct Butterfly {
    sums: [__m256i; 4],
    differences: [__m256i; 4],
}

/// Transforms rows: the results are rows of coefficients.
#[target_feature(enable = "avx2")]
#[inline]
fn first_pass(tile: &Tile) -> [__m256i; 8] {
    let Butterfly { sums, differences } = mirrored_columns(tile);
    let (outer, inner) = (_mm256_add_epi16(sums[0], sums[3]), _mm256_add_epi16(sums[1], sums[2]));
    // Eight samples are 128 too large.
    let inner_shifted = _mm256_sub_epi16(inner, _mm256_set1_epi16(8 * 128));
    let c0 = _mm256_slli_epi16(_mm256_add_epi16(outer, inner_shifted), BETWEEN_BITS as i32);
    let c4 = _mm256_slli_epi16(_mm256_sub_epi16(outer, inner), BETWEEN_BITS as i32);
    let even = |i: usize| even(&sums, i);
    let odd = |i: usize| odd(&differences, i);
    let woven = [
        [_mm256_unpacklo_epi16(c0, c4), _mm256_unpackhi_epi16(c0, c4)],
        woven(odd(0), odd(2)),
        woven(even(1), even(3)),
        woven(odd(1), odd(3)),
    ];
    transposed(woven)
}

/// For each row, as words: what the samples of one column and of its mirror image give.
#[target_feature(enable = "avx2")]
#[inline]
fn mirrored_columns(tile: &Tile) -> Butterfly {
    #[rustfmt::skip]
    let order = _mm256_setr_epi8(
        0, 7, 8, 15, 1, 6, 9, 14, 2, 5, 10, 13, 3, 4, 11, 12,
        0, 7, 8, 15, 1, 6, 9, 14, 2, 5, 10, 13, 3, 4, 11, 12,
    );
    let [r0, r1, r2, r3, r4, r5, r6, r7] = *tile;
    let [a, b, c, d] = [[r0, r1], [r2, r3], [r4, r5], [r6, r7]].map(|two| {
        let blocks = _mm256_permute4x64_epi64(two.vector(), 0b11_01_10_00);
        _mm256_shuffle_epi8(blocks, order)
    });
    let (ab, cd) = (_mm256_unpacklo_epi32(a, b), _mm256_unpacklo_epi32(c, d));
    let (ab_inner, cd_inner) = (_mm256_unpackhi_epi32(a, b), _mm256_unpackhi_epi32(c, d));
    let columns = [
        _mm256_unpacklo_epi64(ab, cd),
        _mm256_unpackhi_epi64(ab, cd),
        _mm256_unpacklo_epi64(ab_inner, cd_inner),
        _mm256_unpackhi_epi64(ab_inner, cd_inner),
    ];
    Butterfly {
        sums: columns.map(|both| _mm256_maddubs_epi16(both, _mm256_set1_epi8(1))),
        differences: columns.map(|both| _mm256_maddubs_epi16(both, _mm256_set1_epi16(-0xFF))),
    }
}

/// Transforms columns: the results are rows again.
#[target_feature(enable = "avx2")]
#[inline]
fn second_pass(rows: [__m256i; 8]) -> [__m256i; 8] {
    let [r0, r1, r2, r3, r4, r5, r6, r7] = rows;
    let mirrored = [(r0, r7), (r1, r6), (r2, r5), (r3, r4)];
    let sums = mirrored.map(|(a, b)| _mm256_add_epi16(a, b));
    let differences = mirrored.map(|(a, b)| _mm256_sub_epi16(a, b));
    let (outer, inner) = (_mm256_add_epi16(sums[0], sums[3]), _mm256_add_epi16(sums[1], sums[2]));
    let cut =
        |n| _mm256_srai_epi16(_mm256_add_epi16(n, _mm256_set1_epi16(1 << (BETWEEN_BITS - 1))), BETWEEN_BITS as i32);
    let even = |i: usize| packed(even(&sums, i));
    let odd = |i: usize| packed(odd(&differences, i));
    [
        cut(_mm256_add_epi16(outer, inner)),
        odd(0),
        even(1),
        odd(1),
        cut(_mm256_sub_epi16(outer, inner)),
        odd(2),
        even(3),
        odd(3),
    ]
}

/// Sums of 32 bits, of the first and of the last four words of each half.
type Wide = [__m256i; 2];

/// Of the coefficients 2 and 6, for `i` of 1 and 3.
#[target_feature(enable = "avx2")]
#[inline]
fn even(sums: &[__m256i; 4], i: usize) -> Wide {
    let [outer, inner, ..] = EVEN[i];
    weighted([_mm256_sub_epi16(sums[0], sums[3]), _mm256_sub_epi16(sums[1], sums[2])], [outer, inner])
}

/// Of the coefficients 1, 3, 5 and 7.
#[target_feature(enable = "avx2")]
#[inline]
fn odd(differences: &[__m256i; 4], i: usize) -> Wide {
    let ([a, b, c, d], [wa, wb, wc, wd]) = (*differences, ODD[i]);
    let (outer, inner) = (weighted([a, b], [wa, wb]), weighted([c, d], [wc, wd]));
    [_mm256_add_epi32(outer[0], inner[0]), _mm256_add_epi32(outer[1], inner[1])]
}

/// Sums of `a` and `b`, times their weights.
#[target_feature(enable = "avx2")]
#[inline]
fn weighted([a, b]: [__m256i; 2], [weight_a, weight_b]: [i16; 2]) -> Wide {
    let weights = _mm256_set1_epi32(i32::from(weight_a) & 0xFFFF | i32::from(weight_b) << 16);
    [_mm256_unpacklo_epi16(a, b), _mm256_unpackhi_epi16(a, b)].map(|both| _mm256_madd_epi16(both, weights))
}

/// Rounds, and lays words of `a` and `b` by turns: the first step of turning columns to rows.
#[target_feature(enable = "avx2")]
#[inline]
fn woven(a: Wide, b: Wide) -> [__m256i; 2] {
    let round = _mm256_set1_epi32(1 << (FIRST_CUT - 1));
    [0, 1].map(|i| {
        let low = _mm256_srli_epi32(_mm256_add_epi32(a[i], round), FIRST_CUT);
        let high = _mm256_slli_epi32(_mm256_add_epi32(b[i], round), 16 - FIRST_CUT);
        _mm256_blend_epi16(low, high, 0b1010_1010)
    })
}

/// Makes rows of what is woven: columns 0 and 4, 1 and 5, 2 and 6, 3 and 7.
#[target_feature(enable = "avx2")]
#[inline]
fn transposed([w04, w15, w26, w37]: [[__m256i; 2]; 4]) -> [__m256i; 8] {
    let [[r0, r1, r2, r3], [r4, r5, r6, r7]] = [0, 1].map(|i| {
        let (even, odd) = (_mm256_unpacklo_epi16(w04[i], w26[i]), _mm256_unpacklo_epi16(w15[i], w37[i]));
        let (even2, odd2) = (_mm256_unpackhi_epi16(w04[i], w26[i]), _mm256_unpackhi_epi16(w15[i], w37[i]));
        [
            _mm256_unpacklo_epi16(even, odd),
            _mm256_unpackhi_epi16(even, odd),
            _mm256_unpacklo_epi16(even2, odd2),
            _mm256_unpackhi_epi16(even2, odd2),
        ]
    });
    [r0, r1, r2, r3, r4, r5, r6, r7]
}

/// Rounds to words.
#[target_feature(enable = "avx2")]
#[inline]
fn packed(wide: Wide) -> __m256i {
    let round = _mm256_set1_epi32(1 << (SECOND_CUT - 1));
    let [low, high] = wide.map(|n| _mm256_srai_epi32(_mm256_add_epi32(n, round), SECOND_CUT));
    _mm256_packs_epi32(low, high)
}

/// Divides, halves away from zero.
#[target_feature(enable = "avx2")]
#[inline]
fn quantised(rows: [__m256i; 8], divisors: &Divisors) -> [__m256i; 8] {
    let both = |row: [u16; 8]| _mm256_broadcastsi128_si256(row.vector());
    std::array::from_fn(|y| {
        let n = rows[y];
        let n_and_half = _mm256_add_epi16(_mm256_abs_epi16(n), both(divisors.half[y]));
        let scaled = _mm256_mulhi_epu16(n_and_half, both(divisors.reciprocal[y]));
        // Both are below 2 to the 15th. Two unsigned products behind each other would be compiled to wider ones.
        let quotient = _mm256_mulhi_epi16(scaled, both(divisors.scale[y]));
        _mm256_sign_epi16(quotient, n)
    })
}

/// A bit for each coefficient that is not zero, in the order of the scan.
#[target_feature(enable = "avx2")]
#[inline]
fn nonzero(rows: &[__m256i; 8]) -> [u64; 2] {
    let [r0, r1, r2, r3, r4, r5, r6, r7] = *rows;
    // Numbers that are too large for a byte become its largest or smallest, which are not zero either.
    let twos = [(r0, r1), (r2, r3), (r4, r5), (r6, r7)].map(|(a, b)| _mm256_packs_epi16(a, b));
    let quarters: [_; 4] = std::array::from_fn(|quarter| {
        let gathered: [_; 4] = std::array::from_fn(|two| _mm256_shuffle_epi8(twos[two], GATHER[quarter][two].vector()));
        let any = gathered.into_iter().reduce(|a, b| _mm256_or_si256(a, b)).unwrap_or(twos[0]);
        !_mm256_movemask_epi8(_mm256_cmpeq_epi8(any, _mm256_setzero_si256())) as u32
    });
    let joined =
        |shift: u32| quarters.iter().rev().fold(0, |bits, quarter| bits << 16 | u64::from(quarter >> shift & 0xFFFF));
    [joined(0), joined(16)]
}

/// For each quarter of the scan and each two rows: what brings coefficients of these rows to their places in it.
static GATHER: [[[i8; 32]; 4]; 4] = {
    let mut masks = [[[-1; 32]; 4]; 4];
    let mut i = 0;
    while i < 64 {
        let place = ZIGZAG[i] as usize;
        let mask = &mut masks[i / 16][place / 16];
        mask[i % 16] = place as i8 % 16;
        mask[16 + i % 16] = place as i8 % 16;
        i += 1;
    }
    masks
};

#[cfg(test)]
mod tests {
    use super::super::tables::{CHROMA_STEPS, LUMA_STEPS};
    use super::*;

    /// What the instructions of AVX2 are held to.
    fn plain(tile: &Tile, divisors: &Divisors) -> [Block; 2] {
        [0, 8].map(|left| {
            let rows = quantised(tile, left, divisors);
            Block { nonzero: nonzero(&rows), rows }
        })
    }

    /// One block, from a column of the tile on.
    fn quantised(tile: &Tile, left: usize, divisors: &Divisors) -> [[i16; 8]; 8] {
        let mut numbers = [[0; 8]; 8];
        for (x, column) in numbers.iter_mut().enumerate() {
            for (y, n) in column.iter_mut().enumerate() {
                *n = i16::from(tile[y][left + x]) - 128;
            }
        }
        let numbers =
            cosines(&transposed(&cosines(&numbers, FRACTION_BITS - BETWEEN_BITS)), FRACTION_BITS + BETWEEN_BITS);
        let mut quotients = [[0; 8]; 8];
        for y in 0..8 {
            for x in 0..8 {
                quotients[y][x] = divided(numbers[y][x], divisors.half[y][x]);
            }
        }
        quotients
    }

    /// By twice the half of a divisor, which is even; rounded, halves away from zero.
    fn divided(n: i16, half: u16) -> i16 {
        let (n, half) = (i32::from(n), i32::from(half));
        ((n.abs() + half) / (2 * half) * n.signum()) as i16
    }

    /// Transforms what is at the same place of all rows, and rounds that many bits away.
    fn cosines(rows: &[[i16; 8]; 8], cut_bits: u32) -> [[i16; 8]; 8] {
        let mut coefficients = [[0; 8]; 8];
        for x in 0..8 {
            let mirrored = [0, 1, 2, 3].map(|i| (rows[i][x], rows[7 - i][x]));
            let (sums, differences) = (mirrored.map(|(a, b)| a + b), mirrored.map(|(a, b)| a - b));
            let weighted = |n: [i16; 4], weights: [i16; 4]| {
                let ([a, b, c, d], [wa, wb, wc, wd]) = (n.map(i32::from), weights.map(i32::from));
                ((a * wa + b * wb + c * wc + d * wd + (1 << (cut_bits - 1))) >> cut_bits) as i16
            };
            for i in 0..4 {
                coefficients[2 * i][x] = weighted(sums, EVEN[i]);
                coefficients[2 * i + 1][x] = weighted(differences, ODD[i]);
            }
        }
        coefficients
    }

    fn transposed(rows: &[[i16; 8]; 8]) -> [[i16; 8]; 8] {
        let mut columns = [[0; 8]; 8];
        for (y, row) in rows.iter().enumerate() {
            for (x, n) in row.iter().enumerate() {
                columns[x][y] = *n;
            }
        }
        columns
    }

    /// The bits of [`Block::nonzero`].
    fn nonzero(block: &[[i16; 8]; 8]) -> u64 {
        let numbers = block.as_flattened();
        ZIGZAG.iter().rev().fold(0, |bits, place| bits << 1 | u64::from(numbers[usize::from(*place)] != 0))
    }

    #[allow(unsafe_code, reason = "what AVX2 is compiled for can be called in no other way")]
    fn by_avx2(tile: &Tile, divisors: &Divisors) -> Option<[Block; 2]> {
        // SAFETY: the processor has AVX2, as is found out before.
        is_x86_feature_detected!("avx2").then(|| unsafe { transform(tile, divisors) })
    }

    #[test]
    fn a_flat_block_has_one_coefficient() {
        let divisors = Divisors::new(&LUMA_STEPS, 100);
        let [left, right] = plain(&[[255; 16]; 8], &divisors);
        assert_eq!((left.rows[0][0], left.nonzero), (1016, 1));
        assert_eq!(left, right);
        let [left, _] = plain(&[[0; 16]; 8], &divisors);
        assert_eq!((left.rows[0][0], left.nonzero), (-1024, 1));
    }

    #[test]
    fn every_coefficient_is_that_of_the_plain_version() {
        for turn in 0..20_000_u32 {
            let divisors = Divisors::new(if turn % 2 == 0 { &LUMA_STEPS } else { &CHROMA_STEPS }, (turn % 101) as u8);
            let mut random = fastrand::Rng::with_seed(turn.into());
            let mut tile: Tile = std::array::from_fn(|_| std::array::from_fn(|_| random.u8(..)));
            if turn % 3 == 0 {
                tile = tile.map(|row| row.map(|n| if n < turn as u8 { 0 } else { 255 }));
            }
            if let Some(blocks) = by_avx2(&tile, &divisors) {
                assert_eq!(blocks, plain(&tile, &divisors), "in turn {turn}");
            }
        }
    }
}
