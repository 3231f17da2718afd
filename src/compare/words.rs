//! Numbers and names as sentences have them.

/// A title inside a sentence: "per image".
pub(crate) fn in_sentence(title: &str) -> String {
    let mut letters = title.chars();
    letters.next().map(|first| first.to_lowercase().chain(letters).collect()).unwrap_or_default()
}

/// A share: "14 %", and "0.4 %" where it is small.
pub(crate) fn percent(share: f64) -> String {
    let percent = share * 100.0;
    if percent < 0.95 { format!("{percent:.1} %") } else { format!("{percent:.0} %") }
}

/// A time in three digits that matter, and in minutes when it is long.
pub(crate) fn seconds(s: f64) -> String {
    match s {
        s if s >= 99.95 => format!("{:.0} min {:02.0} s", (s / 60.0).floor(), (s % 60.0).floor()),
        s if s >= 9.995 => format!("{s:.1} s"),
        s if s >= 0.9995 => format!("{s:.2} s"),
        s if s >= 0.09995 => format!("{:.0} ms", s * 1e3),
        s => format!("{:.1} ms", s * 1e3),
    }
}

/// A ratio in as many places as make a difference: "1.9x", but "1.04x".
pub(crate) fn times_as(ratio: f64) -> String {
    if ratio < 1.1 { format!("{ratio:.2}x") } else { format!("{ratio:.1}x") }
}

/// "1 round", "7 rounds".
pub(crate) fn count(n: usize, what: &str) -> String {
    if n == 1 { format!("1 {what}") } else { format!("{n} {what}s") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_have_the_digits_that_matter() {
        assert_eq!([0.004, 0.14, 1.0].map(percent), ["0.4 %", "14 %", "100 %"]);
        let times = [0.0123, 0.5, 0.9999, 12.34, 200.4];
        assert_eq!(times.map(seconds), ["12.3 ms", "500 ms", "1.00 s", "12.3 s", "3 min 20 s"]);
        assert_eq!([1.04, 1.95].map(times_as), ["1.04x", "1.9x"]);
        assert_eq!([count(1, "round"), count(7, "round")], ["1 round", "7 rounds"]);
    }
}
