//! A box of fractional radius, which weighs its two outermost neighbours less than the others (Gwosdek et al.,
//! "Theoretical Foundations of Gaussian Convolution by Extended Box Filtering", 2011).
//!
//! The weights are 24-bit fixed-point numbers, Pillow's. Knows no pixels, only in which integers their sums fit.

use std::ops::{Add, Mul, Sub};

use crate::raster::Sample;

/// The weights of a box, in units of `2^-24`. All of them together make one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct ExtendedBox {
    /// Neighbours of full weight on each side.
    pub(super) full_radius: usize,
    pub(super) full_weight: u32,
    /// The weight of the two neighbours just beyond.
    pub(super) edge_weight: u32,
}

impl ExtendedBox {
    /// The box of this radius, 0 or more.
    pub(super) fn new(radius: f32) -> Self {
        let full_radius = radius as u32;
        let full_weight = ((1 << 24) as f32 / (radius * 2.0 + 1.0)) as u32;
        // Never below zero: the box is at least as wide as its neighbours of full weight.
        let edge_weight = ((1 << 24) - (2 * full_radius + 1) * full_weight) / 2;
        Self { full_radius: full_radius as usize, full_weight, edge_weight }
    }

    /// Whether sums of these integers hold the neighbours of full weight.
    pub(super) fn fits<S, T: Sum<S>>(self) -> bool {
        self.full_radius <= T::MAX_RADIUS
    }

    /// The neighbours on each side that have a weight.
    pub(super) fn reach(self) -> usize {
        self.full_radius + 1
    }
}

/// How many times in a row a box blurs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Times {
    Once,
    /// Which comes close to a Gaussian blur.
    Thrice,
}

impl Times {
    pub(super) fn count(self) -> usize {
        match self {
            Self::Once => 1,
            Self::Thrice => 3,
        }
    }

    /// The neighbours on each side that have a say in the end.
    pub(super) fn reach(self, weights: ExtendedBox) -> usize {
        self.count() * weights.reach()
    }
}

/// The integer in which samples are summed: the smaller, the more at a time.
pub(super) trait Sum<S>:
    Copy + Default + From<S> + Add<Output = Self> + Sub<Output = Self> + Mul<Output = Self>
{
    /// The largest radius at which no sum is too large.
    const MAX_RADIUS: usize;

    /// A small number of neighbours.
    fn count(neighbours: usize) -> Self;
    /// The bits of a weight that this integer has no room for, and the others.
    fn split(weight: u32) -> (Self, Self);
    /// Two sums with their weights, added up and rounded to the nearest sample.
    fn mean(full_weight: (Self, Self), full: Self, edge_weight: (Self, Self), edges: Self) -> Self;
    /// A mean as a sample, which it fits.
    fn sample(self) -> S;
}

const HALF: u32 = 1 << 23;

impl Sum<u8> for u16 {
    const MAX_RADIUS: usize = 127;

    #[inline(always)]
    fn count(neighbours: usize) -> Self {
        neighbours as Self
    }

    #[inline(always)]
    fn split(weight: u32) -> (Self, Self) {
        ((weight >> 16) as Self, weight as Self)
    }

    /// Long multiplication, of which the upper 16 bits and whether the lower overflow are needed. The weights make at
    /// most one, so that 255 times as much and a half fit 32 bits.
    #[inline(always)]
    fn mean(full_weight: (Self, Self), full: Self, edge_weight: (Self, Self), edges: Self) -> Self {
        let (full, edges) = (product(full_weight, full), product(edge_weight, edges));
        let carry = Self::from(full.1.overflowing_add(edges.1).1);
        let upper = full.0.wrapping_add(edges.0).wrapping_add((HALF >> 16) as Self).wrapping_add(carry);
        upper >> 8
    }

    #[inline(always)]
    fn sample(self) -> u8 {
        self as u8
    }
}

/// The upper and lower 16 bits of a product that fits 32.
#[inline(always)]
fn product((upper, lower): (u16, u16), factor: u16) -> (u16, u16) {
    let carried = ((u32::from(lower) * u32::from(factor)) >> 16) as u16;
    (upper.wrapping_mul(factor).wrapping_add(carried), lower.wrapping_mul(factor))
}

impl Sum<u8> for u32 {
    const MAX_RADIUS: usize = usize::MAX;

    #[inline(always)]
    fn count(neighbours: usize) -> Self {
        neighbours as Self
    }

    #[inline(always)]
    fn split(weight: u32) -> (Self, Self) {
        (0, weight)
    }

    /// The weights make at most one, so that 255 times as much and a half fit 32 bits.
    #[inline(always)]
    fn mean(full_weight: (Self, Self), full: Self, edge_weight: (Self, Self), edges: Self) -> Self {
        (full_weight.1 * full + edge_weight.1 * edges + HALF) >> 24
    }

    #[inline(always)]
    fn sample(self) -> u8 {
        self as u8
    }
}

impl Sum<u16> for u32 {
    const MAX_RADIUS: usize = usize::MAX;

    #[inline(always)]
    fn count(neighbours: usize) -> Self {
        neighbours as Self
    }

    #[inline(always)]
    fn split(weight: u32) -> (Self, Self) {
        (0, weight)
    }

    #[inline(always)]
    fn mean(full_weight: (Self, Self), full: Self, edge_weight: (Self, Self), edges: Self) -> Self {
        let product = |(_, weight): (u32, u32), sum: u32| u64::from(weight) * u64::from(sum);
        ((product(full_weight, full) + product(edge_weight, edges) + u64::from(HALF)) >> 24) as Self
    }

    #[inline(always)]
    fn sample(self) -> u16 {
        self as u16
    }
}

/// Samples that boxes blur, with the integers in which they are summed.
pub(super) trait Blurred: Sample {
    /// Of the fewest bits, for small radii.
    type Narrow: Sum<Self>;
    /// For all radii.
    type Wide: Sum<Self>;
}

impl Blurred for u8 {
    type Narrow = u16;
    type Wide = u32;
}

impl Blurred for u16 {
    type Narrow = u32;
    type Wide = u32;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weights_are_those_of_pillow() {
        let weights = |radius| {
            let ExtendedBox { full_radius, full_weight, edge_weight } = ExtendedBox::new(radius);
            (full_radius, full_weight, edge_weight)
        };
        assert_eq!(weights(1.375), (1, 4473924, 1677722));
        assert_eq!(weights(4.45), (4, 1694668, 762602));
    }

    #[test]
    fn weights_make_at_most_one() {
        for radius in (1..5000).map(|n| n as f32 * 0.125) {
            let ExtendedBox { full_radius, full_weight, edge_weight } = ExtendedBox::new(radius);
            let sum = (2 * full_radius as u32 + 1) * full_weight + 2 * edge_weight;
            assert!(((1 << 24) - 1..=1 << 24).contains(&sum), "radius {radius}: {sum}");
        }
    }
}
