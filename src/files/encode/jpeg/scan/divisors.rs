//! The steps of a quality, as what divides coefficients by them without a division. Knows no samples and no instructions.

/// How many times too large coefficients are after the transform, which divides by so much more in turn.
const SCALE: u32 = 8;

/// What it takes to divide coefficients by their steps: times `reciprocal` and then times `scale`, of which products only
/// what is above 16 bits is kept.
pub(super) struct Divisors {
    /// Of each divisor, which is even.
    pub(super) half: [[u16; 8]; 8],
    pub(super) reciprocal: [[u16; 8]; 8],
    pub(super) scale: [[u16; 8]; 8],
}

impl Divisors {
    /// For the steps at quality 50 and a quality of 1 to 100.
    pub(super) fn new(steps: &[[u8; 8]; 8], quality: u8) -> Self {
        let quality = u32::from(quality.clamp(1, 100));
        let percent = if quality < 50 { 5000 / quality } else { 200 - 2 * quality };
        let divisors = steps.map(|row| row.map(|step| SCALE * ((u32::from(step) * percent + 50) / 100).clamp(1, 255)));
        let each = |f: fn(u32) -> u32| divisors.map(|row| row.map(|divisor| f(divisor) as u16));
        Self {
            half: each(|divisor| divisor / 2),
            reciprocal: each(|divisor| (1_u32 << (16 + shift(divisor))).div_ceil(divisor)),
            scale: each(|divisor| 1 << (16 - shift(divisor))),
        }
    }
}

/// The most by which a reciprocal can be scaled and still fit into 16 bits. It is less than one too large, times a
/// divisor that is at most twice 2 to this power: exact for all numbers below 2 to the 15th.
fn shift(divisor: u32) -> u32 {
    (divisor - 1).ilog2()
}

#[cfg(test)]
mod tests {
    use super::super::tables::{CHROMA_STEPS, LUMA_STEPS};
    use super::*;

    /// As the instructions of AVX2 do it: rounded, halves away from zero.
    fn divide(divisors: &Divisors, n: i16, y: usize, x: usize) -> i16 {
        let n_and_half = u32::from(n.unsigned_abs() + divisors.half[y][x]);
        let scaled = (n_and_half * u32::from(divisors.reciprocal[y][x])) >> 16;
        let quotient = ((scaled * u32::from(divisors.scale[y][x])) >> 16) as i16;
        if n < 0 { -quotient } else { quotient }
    }

    #[test]
    fn reciprocals_divide_exactly() {
        for step in 1..=255_u8 {
            let divisors = Divisors::new(&[[step; 8]; 8], 50);
            let divisor = i32::from(step) * 8;
            for n in -15_000..=15_000_i32 {
                let expected = (n.abs() + divisor / 2) / divisor * n.signum();
                assert_eq!(i32::from(divide(&divisors, n as i16, 0, 0)), expected, "{n} / {divisor}");
            }
        }
    }

    #[test]
    fn steps_are_those_of_the_quality() {
        let halves = |quality| Divisors::new(&LUMA_STEPS, quality).half[0];
        assert_eq!(halves(50), [64, 44, 40, 64, 96, 160, 204, 244]);
        assert_eq!(halves(100), [4; 8]);
        // At most 255.
        assert_eq!(halves(1), [4 * 255; 8]);
        assert_eq!(Divisors::new(&CHROMA_STEPS, 75).half[7], [4 * 50; 8]);
    }
}
