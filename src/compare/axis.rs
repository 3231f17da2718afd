//! How far an axis of times reaches, so that one round that took ages does not make all bars short. Draws nothing.

/// Rounds farther out than this many times the longest bar are marked at the axis' end.
const MOST: f64 = 1.5;

/// Where an axis ends that begins at zero, in seconds: beyond every bar and interval, and beyond every round that lies
/// within one and a half times of these. Zero without any of them.
pub fn axis_end_s(bars_s: impl IntoIterator<Item = f64>, rounds_s: impl IntoIterator<Item = f64>) -> f64 {
    let longest_bar_s = bars_s.into_iter().fold(0.0, f64::max);
    let longest_round_s = rounds_s.into_iter().fold(0.0, f64::max);
    if longest_bar_s > 0.0 { longest_round_s.clamp(longest_bar_s, MOST * longest_bar_s) } else { longest_round_s }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rounds_far_out_are_left_outside() {
        let end = |bars: &[f64], rounds: &[f64]| axis_end_s(bars.iter().copied(), rounds.iter().copied());
        assert_eq!(end(&[2.0, 4.0], &[1.0, 3.0]), 4.0);
        assert_eq!(end(&[2.0, 4.0], &[5.0]), 5.0);
        assert_eq!(end(&[2.0, 4.0], &[5.0, 60.0]), 6.0);
        assert_eq!((end(&[], &[3.0]), end(&[], &[])), (3.0, 0.0));
    }
}
