//! The serial share that a speed-up implies. Knows one number of workers at a time.

/// The share of the work that seems to be serial, from how many times as fast `workers` workers were as one (Karp and
/// Flatt 1990, "Measuring parallel processor performance"). 0 for a perfect speed-up, 1 for none; below 0 when more
/// than the workers explain, above 1 when they made it slower. Growing with the number of workers it tells of overhead,
/// staying level of work that is serial. None for fewer than two workers, or without a speed-up.
pub fn karp_flatt(speedup: f64, workers: usize) -> Option<f64> {
    let is_told = workers > 1 && speedup.is_finite() && speedup > 0.0;
    let per_worker = 1.0 / workers as f64;
    is_told.then(|| (1.0 / speedup - per_worker) / (1.0 - per_worker))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_of_made_speedups() {
        assert_eq!(karp_flatt(2.0, 2), Some(0.0));
        assert_eq!(karp_flatt(1.0, 8), Some(1.0));
        assert_eq!(karp_flatt(1.6, 2), Some(0.25));
        assert!(karp_flatt(4.0, 2).unwrap() < 0.0 && karp_flatt(0.5, 2).unwrap() > 1.0);
        assert_eq!([karp_flatt(1.0, 1), karp_flatt(0.0, 2), karp_flatt(f64::NAN, 2)], [None; 3]);
    }

    #[test]
    fn the_share_is_that_of_amdahl_at_every_number_of_workers() {
        for workers in [2, 3, 8, 64] {
            let speedup = 1.0 / (0.1 + 0.9 / workers as f64);
            assert!((karp_flatt(speedup, workers).unwrap() - 0.1).abs() < 1e-12);
        }
    }
}
