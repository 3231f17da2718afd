//! A box of fractional radius, which weighs its two outermost neighbours less than the others (Gwosdek et al.,
//! "Theoretical Foundations of Gaussian Convolution by Extended Box Filtering", 2011).
//!
//! The weights are 24-bit fixed-point numbers, Pillow's. Knows no pixels.

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
