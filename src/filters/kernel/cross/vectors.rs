//! A block's part of a row by the instructions of AVX2 and FMA, where the compiler, from the plain loop, makes more of them.
//!
//! Samples become products without being converted: behind the bits of `2^23`, a byte is the number `2^23 + sample`, and
//! `(2^23 + sample) * weight - 2^23 * weight`, rounded once, is the product rounded once, because `2^23 * weight` is a
//! number of single precision. The byte 0 gives a zero without sign, which no sum shows. All else is what the plain loop
//! does. Knows nothing of rows and pictures.

use std::arch::x86_64::{
    __m256, __m256i, _mm256_add_ps, _mm256_castsi256_ps, _mm256_cvttps_epi32, _mm256_fmsub_ps, _mm256_loadu_ps,
    _mm256_loadu_si256, _mm256_packs_epi32, _mm256_packus_epi16, _mm256_permutevar8x32_epi32, _mm256_set1_epi16,
    _mm256_set1_ps, _mm256_setr_epi32, _mm256_setzero_si256, _mm256_storeu_ps, _mm256_storeu_si256,
    _mm256_unpackhi_epi8, _mm256_unpackhi_epi16, _mm256_unpacklo_epi8, _mm256_unpacklo_epi16,
};

use super::super::{Kernel, float};
use super::Part;

/// Samples that are worked on together: the bytes of a vector.
const AT_ONCE: usize = 32;

/// Numbers in a vector.
const N: usize = 8;

/// Fills a part as the plain loop does. `before` is told of each vector's first sample.
#[target_feature(enable = "avx2,fma")]
pub(super) fn fill<K: Kernel<SIDE>, const SIDE: usize, const LEN: usize>(
    part: Part<'_, u8, LEN>,
    out: &mut [u8; LEN],
    before: impl Fn(usize),
) {
    const { assert!(LEN.is_multiple_of(AT_ONCE)) };
    let (side, own_weight) = (Weight::new(float::weight::<K, SIDE>(0, 1)), Weight::new(float::weight::<K, SIDE>(1, 1)));
    let start = _mm256_set1_ps(K::OFFSET as f32 + 0.5);
    let Part { below, left, right, above, own } = part;
    let lines = vectors(left).iter().zip(vectors(right)).zip(vectors_mut(above).iter_mut().zip(vectors_mut(own)));
    let bytes = below.as_chunks().0.iter().zip(out.as_chunks_mut().0);
    for (n, ((below, out), ((left, right), (above, own)))) in bytes.zip(lines).enumerate() {
        before(n * AT_ONCE);
        let numbers = above_2_23(below);
        let mut sums = [_mm256_setzero_si256(); AT_ONCE / N];
        let lines = left.iter().zip(right).zip(above.iter_mut().zip(own));
        for ((sum, number), ((left, right), (above, own))) in sums.iter_mut().zip(numbers).zip(lines) {
            let product = side.times(number);
            let beside = _mm256_add_ps(_mm256_add_ps(load(left), load(own)), load(right));
            let all = _mm256_add_ps(_mm256_add_ps(_mm256_add_ps(start, product), beside), load(above));
            store(above, product);
            store(own, own_weight.times(number));
            *sum = _mm256_cvttps_epi32(all);
        }
        store_bytes(out, saturated(sums));
    }
}

/// What goes into the vectors that are worked on together.
type Lines = [[f32; N]; AT_ONCE / N];

fn vectors(numbers: &[f32]) -> &[Lines] {
    numbers.as_chunks().0.as_chunks().0
}

fn vectors_mut(numbers: &mut [f32]) -> &mut [Lines] {
    numbers.as_chunks_mut().0.as_chunks_mut().0
}

/// A weight, and what `2^23` times it is.
struct Weight {
    weight: __m256,
    excess: __m256,
}

impl Weight {
    #[inline]
    #[target_feature(enable = "avx2,fma")]
    fn new(weight: f32) -> Self {
        Self { weight: _mm256_set1_ps(weight), excess: _mm256_set1_ps((1 << 23) as f32 * weight) }
    }

    /// The products of samples, which are given as `2^23 + sample`.
    #[inline]
    #[target_feature(enable = "avx2,fma")]
    fn times(&self, numbers: __m256) -> __m256 {
        _mm256_fmsub_ps(numbers, self.weight, self.excess)
    }
}

/// The numbers `2^23 + sample`, in order.
#[inline]
#[target_feature(enable = "avx2")]
fn above_2_23(samples: &[u8; AT_ONCE]) -> [__m256; AT_ONCE / N] {
    // Bits are interleaved within the halves of a vector, so samples are laid out for that first.
    let samples = _mm256_permutevar8x32_epi32(load_bytes(samples), _mm256_setr_epi32(0, 2, 4, 6, 1, 3, 5, 7));
    let (zero, exponent) = (_mm256_setzero_si256(), _mm256_set1_epi16(0x4B00));
    let (low, high) = (_mm256_unpacklo_epi8(samples, zero), _mm256_unpackhi_epi8(samples, zero));
    [
        _mm256_castsi256_ps(_mm256_unpacklo_epi16(low, exponent)),
        _mm256_castsi256_ps(_mm256_unpackhi_epi16(low, exponent)),
        _mm256_castsi256_ps(_mm256_unpacklo_epi16(high, exponent)),
        _mm256_castsi256_ps(_mm256_unpackhi_epi16(high, exponent)),
    ]
}

/// The nearest samples, in order.
#[inline]
#[target_feature(enable = "avx2")]
fn saturated([a, b, c, d]: [__m256i; AT_ONCE / N]) -> __m256i {
    let packed = _mm256_packus_epi16(_mm256_packs_epi32(a, b), _mm256_packs_epi32(c, d));
    _mm256_permutevar8x32_epi32(packed, _mm256_setr_epi32(0, 4, 1, 5, 2, 6, 3, 7))
}

#[inline]
#[target_feature(enable = "avx2")]
#[allow(unsafe_code, reason = "there is no safe way from an array to a vector")]
fn load(numbers: &[f32; N]) -> __m256 {
    // SAFETY: the array has as many bytes as a vector, and need not be aligned.
    unsafe { _mm256_loadu_ps(numbers.as_ptr()) }
}

#[inline]
#[target_feature(enable = "avx2")]
#[allow(unsafe_code, reason = "there is no safe way from a vector to an array")]
fn store(numbers: &mut [f32; N], vector: __m256) {
    // SAFETY: as in `load`.
    unsafe { _mm256_storeu_ps(numbers.as_mut_ptr(), vector) }
}

#[inline]
#[target_feature(enable = "avx2")]
#[allow(unsafe_code, reason = "there is no safe way from an array to a vector")]
fn load_bytes(bytes: &[u8; AT_ONCE]) -> __m256i {
    // SAFETY: as in `load`.
    unsafe { _mm256_loadu_si256(bytes.as_ptr().cast()) }
}

#[inline]
#[target_feature(enable = "avx2")]
#[allow(unsafe_code, reason = "there is no safe way from a vector to an array")]
fn store_bytes(bytes: &mut [u8; AT_ONCE], vector: __m256i) {
    // SAFETY: as in `load`.
    unsafe { _mm256_storeu_si256(bytes.as_mut_ptr().cast(), vector) }
}
