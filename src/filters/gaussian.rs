//! The box that comes close to a Gaussian when it blurs three times. Knows no pixels.

use super::extended_box::{ExtendedBox, Times};

/// The box for a Gaussian of this standard deviation; none if it changes nothing.
pub(super) fn box_of(deviation: f64) -> Option<ExtendedBox> {
    let radius = box_radius(deviation as f32);
    (radius > 0.0).then(|| ExtendedBox::new(radius))
}

/// How far a Gaussian of this standard deviation reaches, in rows.
pub(super) fn reach(deviation: f64) -> usize {
    box_of(deviation).map_or(0, |boxed| Times::Thrice.reach(boxed))
}

/// The radius of the box of which three have the variance of the Gaussian. Single and double precision take turns as
/// in Pillow, on which the last bit of the radius depends.
fn box_radius(deviation: f32) -> f32 {
    let variance = deviation * deviation / 3.0;
    let length = (12.0 * f64::from(variance) + 1.0).sqrt() as f32;
    let whole = ((f64::from(length) - 1.0) / 2.0).floor() as f32;
    let rest = (2.0 * whole + 1.0) * (whole * (whole + 1.0) - 3.0 * variance);
    whole + rest / (6.0 * (variance - (whole + 1.0) * (whole + 1.0)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn box_radii_are_those_of_pillow() {
        let known = [(0.5, 0.0454545), (1.0, 0.25), (2.0, 1.375), (3.0, 2.4166667), (5.0, 4.45), (10.0, 9.475)];
        for (deviation, radius) in known {
            assert!((box_radius(deviation) - radius).abs() < 1e-6, "{deviation}: {}", box_radius(deviation));
        }
        assert_eq!(box_radius(0.0), 0.0);
    }
}
