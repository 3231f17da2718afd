//! Weighted means of a box, to the last bit, in the smallest integers that hold them: the smaller, the more at a time.
//!
//! Each way is given the sum of the neighbours of full weight, and that of the two neighbours beyond. Knows no lines
//! and no passes.

use std::ops::{Add, Mul, Sub};

use super::extended_box::ExtendedBox;

/// The integer in which samples are summed.
pub(super) trait Sum<S>:
    Copy + Default + From<S> + Add<Output = Self> + Sub<Output = Self> + Mul<Output = Self>
{
    /// A small number of neighbours.
    fn count(neighbours: usize) -> Self;
    /// A mean as a sample, which it fits.
    fn sample(self) -> S;
}

/// A way to work out the means of a box.
pub(super) trait Mean<S>: Copy {
    type Sum: Sum<S>;

    /// Factors to be read from memory again for each mean. They are 16-bit numbers to the compiler then, of which it
    /// multiplies many at a time; numbers that are kept in registers it takes to be of 32 bits.
    fn factors(&self) -> [Self::Sum; 2];
    /// The mean of two sums, rounded to the nearest sample.
    fn mean(&self, factors: [Self::Sum; 2], full: Self::Sum, edges: Self::Sum) -> Self::Sum;
}

/// The bits of a weight behind the point.
const WEIGHT_BITS: u32 = 24;

/// Half a sample, weighted.
const HALF: u32 = 1 << (WEIGHT_BITS - 1);

/// Of 8 bits.
const LARGEST_SAMPLE: u64 = u8::MAX as u64;

/// Boxes of 8-bit samples whose edges weigh one part of `p + 2`, and whose `n` full neighbours share the other `p`: the
/// mean is `(p * full + n * edges) / d` with `d = n * (p + 2)`, worked out in 16 bits.
///
/// Pillow's full weight is less than that by a small `e / d` units of `2^-24`, and both edges weigh as much more as all
/// full neighbours weigh less. Its mean is therefore
///
/// `floor((p * full + n * edges + d / 2 - e * (2 * full - n * edges) / 2^25) / d)`.
///
/// For an even `d`, what `e` takes away or adds is less than one and the rest a whole number, so it shows only where it
/// takes something away, and then as much as one would. It does if the mean of the full neighbours is above that of
/// the edges.
///
/// Gaussians whose standard deviation is a whole number from 2 to 5 have such boxes.
#[derive(Clone, Copy, Debug)]
pub(super) struct Fraction {
    /// `p`
    full_weight: u16,
    /// `n`
    edge_weight: u16,
    /// `d / 2`
    half: u16,
    /// `d / 2 - 1`
    nearly_half: u16,
    /// Dividing by `d` is multiplying by this, of which the upper 16 bits are kept, and shifting.
    reciprocal: u16,
    shift: u32,
}

impl Fraction {
    /// None if the weights of the box are no such fractions.
    pub(super) fn of(boxed: ExtendedBox) -> Option<Self> {
        let (full, edge) = (u64::from(boxed.full_weight), u64::from(boxed.edge_weight));
        let n = 2 * boxed.full_radius as u64 + 1;
        let p = ((1 << WEIGHT_BITS) + edge / 2).checked_div(edge)?.checked_sub(2)?;
        let d = n * (p + 2);
        let e = (p << WEIGHT_BITS).checked_sub(full * d)?;
        let is_balanced = n * full + 2 * edge == 1 << WEIGHT_BITS;
        let is_small = e > 0 && e * n * LARGEST_SAMPLE < 1 << WEIGHT_BITS;

        let largest = LARGEST_SAMPLE * d + d / 2;
        let shift = d.ilog2();
        let one = 1_u64 << (u16::BITS + shift);
        let reciprocal = one.div_ceil(d);
        // What rounding up adds to the quotient has to be less than what is missing from the next whole number.
        let is_division = largest * (reciprocal * d - one) < one;
        let fits = [largest, reciprocal].into_iter().all(|number| number <= u64::from(u16::MAX));
        (is_balanced && is_small && d.is_multiple_of(2) && is_division && fits).then(|| Self {
            full_weight: p as u16,
            edge_weight: n as u16,
            half: (d / 2) as u16,
            nearly_half: (d / 2 - 1) as u16,
            reciprocal: reciprocal as u16,
            shift,
        })
    }
}

impl Mean<u8> for Fraction {
    type Sum = u16;

    #[inline(always)]
    fn factors(&self) -> [u16; 2] {
        [self.reciprocal, 0]
    }

    #[inline(always)]
    fn mean(&self, [reciprocal, _]: [u16; 2], full: u16, edges: u16) -> u16 {
        let edges = edges * self.edge_weight;
        let rounding = if 2 * full > edges { self.nearly_half } else { self.half };
        let sum = full * self.full_weight + edges + rounding;
        ((u32::from(sum) * u32::from(reciprocal)) >> 16) as u16 >> self.shift
    }
}

/// 8-bit samples in 16 bits, up to a radius: long multiplication, of which the upper 16 bits are kept.
#[derive(Clone, Copy, Debug)]
pub(super) struct LongProduct {
    full_upper: u16,
    edge_upper: u16,
    full_lower: u16,
    edge_lower: u16,
}

impl LongProduct {
    /// None if the sums of the box do not fit.
    pub(super) fn of(boxed: ExtendedBox) -> Option<Self> {
        (boxed.full_radius <= 127).then_some(Self {
            full_upper: (boxed.full_weight >> 16) as u16,
            edge_upper: (boxed.edge_weight >> 16) as u16,
            full_lower: boxed.full_weight as u16,
            edge_lower: boxed.edge_weight as u16,
        })
    }
}

impl Mean<u8> for LongProduct {
    type Sum = u16;

    #[inline(always)]
    fn factors(&self) -> [u16; 2] {
        [self.full_lower, self.edge_lower]
    }

    /// The weights make at most one, so that 255 times as much and a half fit 32 bits.
    #[inline(always)]
    fn mean(&self, [full_lower, edge_lower]: [u16; 2], full: u16, edges: u16) -> u16 {
        let full = product((self.full_upper, full_lower), full);
        let edges = product((self.edge_upper, edge_lower), edges);
        let carry = u16::from(full.1.overflowing_add(edges.1).1);
        let upper = full.0.wrapping_add(edges.0).wrapping_add((HALF >> 16) as u16).wrapping_add(carry);
        upper >> (WEIGHT_BITS - 16)
    }
}

/// The upper and lower 16 bits of a product that fits 32.
#[inline(always)]
fn product((upper, lower): (u16, u16), factor: u16) -> (u16, u16) {
    let carried = ((u32::from(lower) * u32::from(factor)) >> 16) as u16;
    (upper.wrapping_mul(factor).wrapping_add(carried), lower.wrapping_mul(factor))
}

/// Sums in 32 bits, for all samples and radii.
#[derive(Clone, Copy, Debug)]
pub(super) struct Wide(pub(super) ExtendedBox);

impl Mean<u8> for Wide {
    type Sum = u32;

    #[inline(always)]
    fn factors(&self) -> [u32; 2] {
        [self.0.full_weight, self.0.edge_weight]
    }

    /// The weights make at most one, so that 255 times as much and a half fit 32 bits.
    #[inline(always)]
    fn mean(&self, [full_weight, edge_weight]: [u32; 2], full: u32, edges: u32) -> u32 {
        (full_weight * full + edge_weight * edges + HALF) >> WEIGHT_BITS
    }
}

impl Mean<u16> for Wide {
    type Sum = u32;

    #[inline(always)]
    fn factors(&self) -> [u32; 2] {
        [self.0.full_weight, self.0.edge_weight]
    }

    #[inline(always)]
    fn mean(&self, [full_weight, edge_weight]: [u32; 2], full: u32, edges: u32) -> u32 {
        let product = |weight: u32, sum: u32| u64::from(weight) * u64::from(sum);
        let sum = product(full_weight, full) + product(edge_weight, edges) + u64::from(HALF);
        (sum >> WEIGHT_BITS) as u32
    }
}

/// Integers in which samples are summed.
macro_rules! sums {
    ($($sum:ty: $sample:ty,)*) => {$(
        impl Sum<$sample> for $sum {
            #[inline(always)]
            fn count(neighbours: usize) -> Self {
                neighbours as Self
            }

            #[inline(always)]
            fn sample(self) -> $sample {
                self as $sample
            }
        }
    )*};
}

sums! {
    u16: u8,
    u32: u8,
    u32: u16,
}

#[cfg(test)]
mod tests {
    use super::super::gaussian;
    use super::*;

    /// Whether all sums have the same mean in both ways.
    fn agree(boxed: ExtendedBox, narrow: &impl Mean<u8, Sum = u16>) -> bool {
        let wide = Wide(boxed);
        let factors = Mean::<u8>::factors(&wide);
        let largest_full = (2 * boxed.full_radius as u16 + 1) * 255;
        (0..=largest_full).all(|full| {
            (0..=510).all(|edges| {
                u32::from(narrow.mean(narrow.factors(), full, edges))
                    == Mean::<u8>::mean(&wide, factors, full.into(), edges.into())
            })
        })
    }

    #[test]
    fn fractions_are_pillows_means() {
        for deviation in 2..=5 {
            let boxed = gaussian::box_of(f64::from(deviation)).unwrap();
            assert!(agree(boxed, &Fraction::of(boxed).unwrap()), "deviation {deviation}");
        }
    }

    #[test]
    fn whatever_is_taken_for_a_fraction_is_one() {
        let boxes = (1..=120).map(|n| ExtendedBox::new(n as f32 / 8.0));
        let gaussians = (1..=60).filter_map(|n| gaussian::box_of(f64::from(n) / 10.0));
        for boxed in boxes.chain(gaussians) {
            if let Some(fraction) = Fraction::of(boxed) {
                assert!(agree(boxed, &fraction), "{boxed:?}");
            }
        }
    }

    #[test]
    fn long_products_are_pillows_means() {
        for radius in [0.3, 1.375, 4.45, 9.475] {
            let boxed = ExtendedBox::new(radius);
            assert!(agree(boxed, &LongProduct::of(boxed).unwrap()), "radius {radius}");
        }
    }

    #[test]
    fn wide_boxes_have_no_narrow_means() {
        assert!(LongProduct::of(ExtendedBox::new(127.9)).is_some());
        assert!(LongProduct::of(ExtendedBox::new(128.0)).is_none());
    }
}
