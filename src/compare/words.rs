//! Numbers and names as sentences have them.

use crate::engine::Choice;
use crate::words::Language;
pub(crate) use crate::words::grouped;

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

/// Times from here on are told in minutes.
const LONG_S: f64 = 99.95;

/// A time in three digits that matter, and in minutes when it is long.
pub(crate) fn seconds(s: f64) -> String {
    Language::English.time(s)
}

impl Language {
    /// The least and the most of several shares: "14 to 26 %".
    pub(crate) fn percents(self, shares: &[f64]) -> String {
        let least = percent(shares.iter().copied().fold(f64::INFINITY, f64::min));
        let most = percent(shares.iter().copied().fold(0.0, f64::max));
        if least == most { most } else { self.range(least.trim_end_matches(" %"), most) }
    }

    /// A time in three digits that matter, and in minutes when it is long.
    pub(crate) fn time(self, s: f64) -> String {
        match s {
            s if s >= LONG_S => {
                let whole = s.round() as u64;
                self.minutes(whole / 60, format!("{:02}", whole % 60))
            }
            s if s >= 9.995 => format!("{s:.1} s"),
            s if s >= 0.9995 => format!("{s:.2} s"),
            s if s >= 0.09995 => format!("{:.0} ms", s * 1e3),
            s => format!("{:.1} ms", s * 1e3),
        }
    }

    /// Names in a sentence, the first as it is: up to three by name, of more the first two and how many others.
    pub(crate) fn names(self, titles: &[String]) -> String {
        match titles {
            [one, rest @ .., last] if rest.len() < 2 => {
                let before: String = rest.iter().map(|title| format!(", {}", in_sentence(title))).collect();
                self.last_name(format!("{one}{before}"), in_sentence(last))
            }
            [one, other, rest @ ..] => {
                self.other_ways(format!("{one}, {}", in_sentence(other)), self.n_other_ways(rest.len()))
            }
            [one] => one.clone(),
            [] => String::new(),
        }
    }

    /// A ratio in as many places as make a difference: "1.9x", but "1.04x".
    pub(crate) fn times_as(self, ratio: f64) -> String {
        self.times(if ratio < 1.1 { format!("{ratio:.2}") } else { format!("{ratio:.1}") })
    }

    /// What a strategy of this title chose, and why, in a sentence.
    pub(crate) fn choice(self, title: &str, choice: &Choice) -> String {
        self.chose_because(title, in_sentence(choice.chosen.title_in(self)), choice.why_in(self))
    }
}

/// A probability: "0.012", and "< 0.001" below that.
pub(crate) fn probability(p: f64) -> String {
    if p < 0.001 { "< 0.001".to_owned() } else { format!("{p:.3}") }
}

/// A number of things: "1 round", "24 pictures", "1,200 pictures".
pub(crate) fn count(n: usize, thing: &str) -> String {
    let s = if n == 1 { "" } else { "s" };
    format!("{} {thing}{s}", grouped(n))
}

/// What a strategy of this title chose, and why, in a sentence.
pub(crate) fn chose(title: &str, choice: &Choice) -> String {
    Language::English.choice(title, choice)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_have_the_digits_that_matter() {
        assert_eq!([0.004, 0.14, 1.0].map(percent), ["0.4 %", "14 %", "100 %"]);
        let (english, korean) = (Language::English, Language::Korean);
        assert_eq!([english.percents(&[0.26, 0.14, 0.2]), english.percents(&[0.141, 0.139])], ["14 to 26 %", "14 %"]);
        assert_eq!(
            [korean.percents(&[0.26, 0.14]), korean.time(200.4), korean.times_as(1.9)],
            ["14~26 %", "3분 20초", "1.9배"]
        );
        let times = [0.0123, 0.5, 0.9999, 12.34, 99.96, 200.4];
        assert_eq!(times.map(seconds), ["12.3 ms", "500 ms", "1.00 s", "12.3 s", "1 min 40 s", "3 min 20 s"]);
        let titles = ["One", "Two", "Three", "Four"].map(str::to_owned);
        let said = [1, 2, 3, 4].map(|n| english.names(&titles[..n]));
        assert_eq!(said, ["One", "One and two", "One, two and three", "One, two and 2 other ways"]);
        assert_eq!([0.0004, 0.0123, 1.0].map(probability), ["< 0.001", "0.012", "1.000"]);
        assert_eq!([1.04, 1.95].map(|ratio| english.times_as(ratio)), ["1.04x", "1.9x"]);
        assert_eq!([1, 7, 1_234_567].map(|n| count(n, "round")), ["1 round", "7 rounds", "1,234,567 rounds"]);
        assert_eq!([0, 999, 1000].map(grouped), ["0", "999", "1,000"]);
    }
}
