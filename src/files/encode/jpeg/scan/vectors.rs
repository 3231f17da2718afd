//! Arrays as the vectors of AVX2 and back, so that nothing else here needs pointers. Knows no JPEG.

use std::arch::x86_64::{__m128i, __m256i};

/// Numbers that a vector can be made of: all of them are valid as bits, and so are all vectors as them.
pub(super) trait Numbers: Copy {
    /// The vector of as many bytes.
    type Vector: Copy;
    /// The bits as a vector.
    fn vector(self) -> Self::Vector;
    /// A vector's bits.
    fn of(vector: Self::Vector) -> Self;
}

macro_rules! numbers {
    ($($array:ty => $vector:ty),*) => {$(
        #[allow(unsafe_code, reason = "there is no safe way from an array to a vector")]
        impl Numbers for $array {
            type Vector = $vector;
            #[inline(always)]
            fn vector(self) -> $vector {
                // SAFETY: both are plain bits of the same size, which the compiler checks, and any bits are valid.
                unsafe { std::mem::transmute(self) }
            }
            #[inline(always)]
            fn of(vector: $vector) -> Self {
                // SAFETY: as above.
                unsafe { std::mem::transmute(vector) }
            }
        }
    )*};
}

numbers!([u16; 8] => __m128i, [[u8; 16]; 2] => __m256i, [i16; 8] => __m128i, [i8; 32] => __m256i);
