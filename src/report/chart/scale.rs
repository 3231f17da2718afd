//! From numbers to places on the paper, and the round numbers that are written beside an axis. Arithmetic alone.

/// An axis from zero on.
#[derive(Clone, Copy, Debug)]
pub(super) struct Scale {
    /// Where zero lies.
    pub zero_at: f64,
    /// Where `max` lies.
    pub max_at: f64,
    /// The greatest number on it.
    pub max: f64,
}

/// The unit in which times are written beside an axis.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct TimeUnit {
    /// What it is called.
    pub name: &'static str,
    /// How many seconds it has.
    pub seconds: f64,
}

impl Scale {
    /// Where a number lies.
    pub(super) fn at(&self, number: f64) -> f64 {
        self.zero_at + (self.max_at - self.zero_at) * number / self.max
    }
}

impl TimeUnit {
    /// The one in which times up to this one are easiest to read.
    pub(super) fn for_times_up_to(seconds: f64) -> Self {
        match seconds {
            s if s < 1.0 => Self { name: "ms", seconds: 1e-3 },
            s if s < 300.0 => Self { name: "s", seconds: 1.0 },
            _ => Self { name: "min", seconds: 60.0 },
        }
    }
}

/// Round numbers from zero up to `max`, four to eight of them, each with how it is written.
pub(super) fn ticks(max: f64) -> Vec<(f64, String)> {
    let magnitude = (max / 4.0).log10().floor();
    let steps = [5.0, 2.0, 1.0].map(|n| n * 10_f64.powf(magnitude));
    let step = steps.into_iter().find(|step| max / step >= 4.0).unwrap_or(max / 4.0);
    let places = (-magnitude).max(0.0) as usize;
    let written = |n: usize| match n {
        0 => (0.0, "0".to_owned()),
        n => (n as f64 * step, format!("{:.places$}", n as f64 * step)),
    };
    // What is a whole number but for its last bits is one.
    (0..=(max / step + 1e-9) as usize).map(written).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ticks_are_round_and_begin_at_zero() {
        let written = |max| ticks(max).into_iter().map(|(_, text)| text).collect::<Vec<_>>().join(" ");
        assert_eq!(written(1.0), "0 0.2 0.4 0.6 0.8 1.0");
        assert_eq!(written(14.0), "0 2 4 6 8 10 12 14");
        assert_eq!(written(0.37), "0 0.05 0.10 0.15 0.20 0.25 0.30 0.35");
        assert_eq!(written(240.0), "0 50 100 150 200");
        for max in [1e-9, 0.003, 0.7, 4.0, 4.1, 39.0, 8e7] {
            assert!((5..=9).contains(&ticks(max).len()), "{max}: {:?}", ticks(max));
        }
    }

    #[test]
    fn scales_begin_at_zero() {
        let scale = Scale { zero_at: 100.0, max_at: 300.0, max: 4.0 };
        assert_eq!([0.0, 1.0, 4.0].map(|n| scale.at(n)), [100.0, 150.0, 300.0]);
    }

    #[test]
    fn times_have_units_that_suit_them() {
        let units = [0.2, 1.0, 299.0, 3000.0].map(|s| TimeUnit::for_times_up_to(s).name);
        assert_eq!(units, ["ms", "s", "s", "min"]);
    }
}
