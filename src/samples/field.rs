//! Smooth random fields, a row at a time: value noise and sums of its octaves.
//!
//! Along a row the corners of the grid change seldom, so that a pixel costs a few multiplications and no hashing. It
//! knows no colours.

/// Where a row of a field lies: the place of its first pixel, the step to the next, and the row, in units of the
/// coarsest grid.
#[derive(Clone, Copy, Debug)]
pub(super) struct Line {
    pub(super) x: f32,
    pub(super) step: f32,
    pub(super) y: f32,
}

/// Fills a row with values around 0.5, within 0 to 1: each octave has twice the detail of the one before and half its
/// height. Detail finer than pixels is left out.
pub(super) fn fill(row: &mut [f32], seed: u32, octaves: u32, line: Line) {
    row.fill(0.0);
    let (mut line, mut height, mut sum) = (line, 0.5, 0.0);
    for octave in 0..octaves {
        if octave > 0 && line.step > 0.7 {
            break;
        }
        add_octave(row, seed.wrapping_add(octave.wrapping_mul(0x9E37)), line, height);
        sum += height;
        line = Line { x: line.x * 2.0, step: line.step * 2.0, y: line.y * 2.0 };
        height *= 0.5;
    }
    row.iter_mut().for_each(|value| *value /= sum);
}

fn add_octave(row: &mut [f32], seed: u32, line: Line, height: f32) {
    let corner_y = line.y.floor();
    let down = smooth(line.y - corner_y);
    let corner = |x: f32| {
        let above = random(x as i32, corner_y as i32, seed);
        let below = random(x as i32, corner_y as i32 + 1, seed);
        height * (above + (below - above) * down)
    };
    let (mut rest, mut x) = (row, line.x);
    while !rest.is_empty() {
        let left = x.floor();
        let n = (((left + 1.0 - x) / line.step).ceil().max(1.0) as usize).min(rest.len());
        let (from, to) = (corner(left), corner(left + 1.0));
        let (cell, after) = rest.split_at_mut(n);
        for (i, value) in (0_u16..).zip(cell) {
            *value += from + (to - from) * smooth((x - left + f32::from(i) * line.step).min(1.0));
        }
        x += n as f32 * line.step;
        rest = after;
    }
}

/// From 0 to 1 without corners, for numbers from 0 to 1.
pub(super) fn smooth(t: f32) -> f32 {
    t * t * (3.0 - 2.0 * t)
}

/// A number from 0 to 1 that belongs to this corner of the grid.
fn random(x: i32, y: i32, seed: u32) -> f32 {
    let mut h =
        (x as u32).wrapping_mul(0x8DA6_B343) ^ (y as u32).wrapping_mul(0xD816_3841) ^ seed.wrapping_mul(0xCB1A_B31F);
    h = (h ^ (h >> 15)).wrapping_mul(0x2C1B_3C6D);
    h = (h ^ (h >> 12)).wrapping_mul(0x297A_2D39);
    (h ^ (h >> 15)) as f32 / u32::MAX as f32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_are_smooth_and_within_bounds() {
        let mut rows = [vec![0.0; 500], vec![0.0; 500]];
        for (row, y) in rows.iter_mut().zip([3.50, 3.51]) {
            fill(row, 1, 4, Line { x: -2.0, step: 0.01, y });
        }
        assert!(rows.iter().flatten().all(|value| (0.0..=1.0).contains(value)));
        assert!(rows[0].windows(2).all(|pair| (pair[0] - pair[1]).abs() < 0.1));
        assert!(rows[0].iter().zip(&rows[1]).all(|(above, below)| (above - below).abs() < 0.1));
        assert!(rows[0].iter().any(|value| *value > 0.55) && rows[0].iter().any(|value| *value < 0.45));
    }
}
