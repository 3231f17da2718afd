//! Turns two rows of 32 pixels of RGB into luma, and the means of four pixels each into chroma, in libjpeg's whole
//! numbers. Knows no blocks and no edges.
//!
//! Words are of 16 bits. Products of words are summed in pairs: red with green, and blue with -1, by which the weights add
//! what rounds. Weights that are too large for a word are subtracted in negative.

#[allow(clippy::wildcard_imports, reason = "the names of instructions cannot be mistaken for others")]
use std::arch::x86_64::*;

use super::samples::{Chunk, Converted};
use super::vectors::Numbers as _;

/// Two words as they lie in a vector.
const fn words(low: i32, high: i32) -> i32 {
    low & 0xFFFF | high << 16
}

/// Converts two rows, one above the other.
#[target_feature(enable = "avx2")]
#[inline]
pub(super) fn convert(chunks: [&Chunk; 2]) -> Converted {
    let [upper, lower] = chunks.map(|chunk| colours(chunk));
    let luma = [upper.y, lower.y].map(|y| <[[u8; 16]; 2]>::of(luma(y)));
    let cb = means([upper.cb, lower.cb]);
    let cr = means([upper.cr, lower.cr]);
    let chroma = <[[u8; 16]; 2]>::of(_mm256_packus_epi16(cb, cr));
    Converted { luma, chroma }
}

/// Words of 32 pixels each. The lower half of a vector is of the first 16 pixels, the upper half of the others. Those of
/// the first vector are pixels 0, 4, 1, 5, 2, 6, 3 and 7, those of the second vector the next eight.
struct Colours {
    y: [__m256i; 2],
    cb: [__m256i; 2],
    cr: [__m256i; 2],
}

#[target_feature(enable = "avx2")]
#[inline]
fn colours(chunk: &Chunk) -> Colours {
    let [a, b, c, d, e, f] = *chunk;
    let [first, second, third] = [[a, d], [b, e], [c, f]].map(|halves| halves.vector());
    // Four pixels in each half: 0 to 3, 4 to 7, 8 to 11 and, from byte 4 on, 12 to 15.
    let fours = [first, _mm256_alignr_epi8(second, first, 12), _mm256_alignr_epi8(third, second, 8)];
    let [p0, p1, p2] = fours.map(|pixels| pairs::<0>(pixels));
    let p3 = pairs::<4>(third);
    Colours {
        y: [y([&p0, &p1]), y([&p2, &p3])],
        cb: [cb([&p0, &p1]), cb([&p2, &p3])],
        cr: [cr([&p0, &p1]), cr([&p2, &p3])],
    }
}

/// Words of eight pixels: four in each half.
struct Pairs {
    red_green: __m256i,
    blue_minus_one: __m256i,
}

/// Spreads the four pixels of each half that begin at a byte.
#[target_feature(enable = "avx2")]
#[inline]
fn pairs<const AT: i8>(pixels: __m256i) -> Pairs {
    let red_green = const { spread([AT, AT + 1]) }.vector();
    let blue = const { spread([AT + 2, -1]) }.vector();
    let minus_one = _mm256_set1_epi32(words(0, -1));
    Pairs {
        red_green: _mm256_shuffle_epi8(pixels, red_green),
        blue_minus_one: _mm256_or_si256(_mm256_shuffle_epi8(pixels, blue), minus_one),
    }
}

/// What makes words of two bytes of each of four pixels, or zero of a negative place.
#[expect(clippy::indexing_slicing, reason = "runs in the compiler, which would refuse")]
const fn spread(places: [i8; 2]) -> [i8; 32] {
    let mut mask = [-1; 32];
    let mut i = 0;
    while i < 16 {
        let place = places[i % 2];
        if place >= 0 {
            mask[2 * i] = place + 3 * (i as i8 / 2 % 4);
        }
        i += 1;
    }
    mask
}

/// The weight of green is 65536 too small to fit into a word, that of red is one too small: adding both as they lie makes
/// up for it.
#[target_feature(enable = "avx2")]
#[inline]
fn y(pairs: [&Pairs; 2]) -> __m256i {
    upper_words(pairs.map(|p| {
        let red_green = _mm256_add_epi32(weighted(p.red_green, words(19595 - 1, 38470 - 65536)), p.red_green);
        _mm256_add_epi32(red_green, weighted(p.blue_minus_one, words(7471, -32768)))
    }))
}

/// Less 128.
#[target_feature(enable = "avx2")]
#[inline]
fn cb(pairs: [&Pairs; 2]) -> __m256i {
    upper_words(pairs.map(|p| {
        let red_green = weighted(p.red_green, words(-11059, -21709));
        _mm256_sub_epi32(red_green, weighted(p.blue_minus_one, words(-32768, 32767)))
    }))
}

/// Less 128.
#[target_feature(enable = "avx2")]
#[inline]
fn cr(pairs: [&Pairs; 2]) -> __m256i {
    upper_words(pairs.map(|p| {
        let blue = weighted(p.blue_minus_one, words(-5329, -32767));
        _mm256_sub_epi32(blue, weighted(p.red_green, words(-32768, 27439)))
    }))
}

/// Sums of both words of each pair, times their weights.
#[target_feature(enable = "avx2")]
#[inline]
fn weighted(pairs: __m256i, weights: i32) -> __m256i {
    _mm256_madd_epi16(pairs, _mm256_set1_epi32(weights))
}

/// The upper halves of 32 bits, of both vectors by turns.
#[target_feature(enable = "avx2")]
#[inline]
fn upper_words([even, odd]: [__m256i; 2]) -> __m256i {
    _mm256_blend_epi16(_mm256_srli_epi32(even, 16), odd, 0b1010_1010)
}

/// Bytes in the order of the pixels.
#[target_feature(enable = "avx2")]
#[inline]
fn luma([first, second]: [__m256i; 2]) -> __m256i {
    #[rustfmt::skip]
    let order = _mm256_setr_epi8(
        0, 2, 4, 6, 1, 3, 5, 7, 8, 10, 12, 14, 9, 11, 13, 15,
        0, 2, 4, 6, 1, 3, 5, 7, 8, 10, 12, 14, 9, 11, 13, 15,
    );
    _mm256_shuffle_epi8(_mm256_packus_epi16(first, second), order)
}

/// Means of four pixels each, in words.
#[target_feature(enable = "avx2")]
#[inline]
fn means([upper, lower]: [[__m256i; 2]; 2]) -> __m256i {
    #[rustfmt::skip]
    let order = _mm256_setr_epi8(
        0, 1, 4, 5, 8, 9, 12, 13, 2, 3, 6, 7, 10, 11, 14, 15,
        0, 1, 4, 5, 8, 9, 12, 13, 2, 3, 6, 7, 10, 11, 14, 15,
    );
    let ([upper0, upper1], [lower0, lower1]) = (upper, lower);
    let [first, second] = [_mm256_add_epi16(upper0, lower0), _mm256_add_epi16(upper1, lower1)]
        .map(|sums| _mm256_madd_epi16(_mm256_shuffle_epi8(sums, order), _mm256_set1_epi16(1)));
    // Four times 128, and what rounds: 1 and 2 by turns.
    let round = _mm256_set1_epi32(words(4 * 128 + 1, 4 * 128 + 2));
    _mm256_srai_epi16(_mm256_add_epi16(_mm256_packs_epi32(first, second), round), 2)
}

#[cfg(test)]
mod tests {
    use super::super::samples::{CHUNK_PIXELS, RGB};
    use super::*;

    /// What the instructions of AVX2 are held to.
    fn plain(chunks: [&Chunk; 2]) -> Converted {
        let mut converted = Converted { luma: [[[0; 16]; 2]; 2], chroma: [[0; 16]; 2] };
        let mut sums = [[0_u16; 2]; CHUNK_PIXELS / 2];
        for (chunk, luma) in chunks.into_iter().zip(&mut converted.luma) {
            let (pixels, luma) = (chunk.as_flattened().as_chunks::<RGB>().0, luma.as_flattened_mut());
            for (x, (pixel, luma)) in pixels.iter().zip(luma).enumerate() {
                let [y, cb, cr] = colours(*pixel);
                *luma = y;
                sums[x / 2][0] += u16::from(cb);
                sums[x / 2][1] += u16::from(cr);
            }
        }
        for (x, [cb, cr]) in sums.into_iter().enumerate() {
            // Halves go down and up by turns, so that they cancel out.
            let round = 1 + x as u16 % 2;
            converted.chroma[x / 8][x % 8] = ((cb + round) / 4) as u8;
            converted.chroma[x / 8][8 + x % 8] = ((cr + round) / 4) as u8;
        }
        converted
    }

    /// Luma, Cb and Cr, in libjpeg's whole numbers.
    fn colours([r, g, b]: [u8; RGB]) -> [u8; 3] {
        let [r, g, b] = [r, g, b].map(i32::from);
        let y = 19595 * r + 38470 * g + 7471 * b + 32768;
        let cb = 32768 * b - 11059 * r - 21709 * g + (128 << 16) + 32767;
        let cr = 32768 * r - 27439 * g - 5329 * b + (128 << 16) + 32767;
        [y, cb, cr].map(|n| (n >> 16) as u8)
    }

    #[test]
    #[allow(unsafe_code, reason = "what AVX2 is compiled for can be called in no other way")]
    fn colours_are_those_of_the_plain_version() {
        if !is_x86_feature_detected!("avx2") {
            return;
        }
        let values = || (0..=255_u8).step_by(5);
        let colours: Vec<u8> =
            values().flat_map(|r| values().flat_map(move |g| (0..=255).map(move |b| [r, g, b]))).flatten().collect();
        let chunks = colours.as_chunks::<16>().0.as_chunks::<6>().0;
        for two in chunks.windows(2) {
            let two = [&two[0], &two[1]];
            // SAFETY: the processor has AVX2, as was just found out.
            assert_eq!(unsafe { convert(two) }, plain(two));
        }
    }
}
