//! One number of one channel, and how numbers become one. Knows no rasters.

mod sealed {
    pub trait Sealed {}
    impl Sealed for u8 {}
    impl Sealed for u16 {}
}

/// One number of one channel: `u8` or `u16`.
pub trait Sample:
    sealed::Sealed + Copy + Default + Ord + Send + Sync + std::fmt::Debug + Into<f32> + Into<u32> + Into<i32> + 'static
{
    /// Bits in a sample.
    const BITS: u32;
    /// The largest sample as a single-precision number, exactly.
    const MAX_F32: f32;

    /// Truncates towards zero. The number must lie in `0..=MAX_F32`; others are clamped.
    fn from_f32(value: f32) -> Self;

    /// The same for numbers that are known to be small, in fewer instructions: they are clamped after they were
    /// truncated.
    ///
    /// # Safety
    ///
    /// The number, truncated, must be one of `i32`.
    #[allow(unsafe_code, reason = "one instruction for many numbers at a time, which no safe function comes down to")]
    unsafe fn from_small_f32(value: f32) -> Self;

    /// The low bits of a number that is known to fit.
    fn from_u32(value: u32) -> Self;

    /// The same samples as bytes, if each is one.
    fn as_bytes<const N: usize>(samples: &[Self; N]) -> Option<&[u8; N]>;

    /// The same to write to.
    fn as_bytes_mut<const N: usize>(samples: &mut [Self; N]) -> Option<&mut [u8; N]>;
}

impl Sample for u8 {
    const BITS: u32 = 8;
    const MAX_F32: f32 = 255.0;

    #[inline(always)]
    fn from_f32(value: f32) -> Self {
        truncated(value, Self::MAX_F32) as Self
    }

    #[inline(always)]
    #[allow(unsafe_code, reason = "the caller vouches for the number")]
    unsafe fn from_small_f32(value: f32) -> Self {
        // SAFETY: so the caller says.
        let whole = unsafe { whole_within(value, Self::MAX.into()) };
        whole as Self
    }

    #[inline(always)]
    fn from_u32(value: u32) -> Self {
        value as Self
    }

    #[inline(always)]
    fn as_bytes<const N: usize>(samples: &[Self; N]) -> Option<&[u8; N]> {
        Some(samples)
    }

    #[inline(always)]
    fn as_bytes_mut<const N: usize>(samples: &mut [Self; N]) -> Option<&mut [u8; N]> {
        Some(samples)
    }
}

impl Sample for u16 {
    const BITS: u32 = 16;
    const MAX_F32: f32 = 65535.0;

    #[inline(always)]
    fn from_f32(value: f32) -> Self {
        truncated(value, Self::MAX_F32) as Self
    }

    #[inline(always)]
    #[allow(unsafe_code, reason = "the caller vouches for the number")]
    unsafe fn from_small_f32(value: f32) -> Self {
        // SAFETY: so the caller says.
        let whole = unsafe { whole_within(value, Self::MAX.into()) };
        whole as Self
    }

    #[inline(always)]
    fn from_u32(value: u32) -> Self {
        value as Self
    }

    #[inline(always)]
    fn as_bytes<const N: usize>(_: &[Self; N]) -> Option<&[u8; N]> {
        None
    }

    #[inline(always)]
    fn as_bytes_mut<const N: usize>(_: &mut [Self; N]) -> Option<&mut [u8; N]> {
        None
    }
}

/// A number rounded towards zero and clamped to `0..=max`, which is below `2^31`. What is no number becomes zero.
///
/// `as` says the same of numbers of any size, and is five times as slow in a loop over samples: it does not see that
/// the number fits, and checks each once more.
#[inline(always)]
#[allow(unsafe_code, reason = "one instruction for many numbers at a time, which no safe function comes down to")]
fn truncated(value: f32, max: f32) -> i32 {
    // `max` and `min` give their other operand for what is no number.
    let within = value.max(0.0).min(max);
    // SAFETY: the number is finite and within the range of `i32`, whatever `value` was.
    unsafe { within.to_int_unchecked() }
}

/// A number rounded towards zero, and clamped to `0..=max` as a whole number.
///
/// # Safety
///
/// The number, truncated, must be one of `i32`.
#[inline(always)]
#[allow(unsafe_code, reason = "the caller vouches for the number")]
unsafe fn whole_within(value: f32, max: i32) -> i32 {
    // SAFETY: so the caller says.
    let whole: i32 = unsafe { value.to_int_unchecked() };
    whole.max(0).min(max)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    #[allow(unsafe_code, reason = "what is unsafe is tested against what is safe")]
    fn numbers_are_truncated_and_clamped() {
        for n in 0..65536_u32 {
            for part in [0.0, 0.00390625, 0.5, 0.99609375] {
                let value = n as f32 + part;
                assert_eq!(u16::from_f32(value), value as u16);
                assert_eq!(u8::from_f32(value - 300.0), (value - 300.0) as u8);
                for value in [value, value - 300.0, -value, value * 32767.0, value * -32767.0] {
                    // SAFETY: all of them are within plus and minus `2^31 - 1`.
                    let small = unsafe { (u8::from_small_f32(value), u16::from_small_f32(value)) };
                    assert_eq!(small, (u8::from_f32(value), u16::from_f32(value)));
                }
            }
        }
        assert_eq!([f32::INFINITY, f32::NEG_INFINITY, f32::NAN, f32::MAX].map(u8::from_f32), [255, 0, 0, 255]);
        assert_eq!([u16::from_f32(0.99999994), u16::from_f32(f32::MIN_POSITIVE)], [0, 0]);
    }
}
