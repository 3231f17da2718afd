//! A filter's parameters: what they are called, their unit, range and default, and a set of values for them.
//!
//! Declared beside the pixels, read by everything that sets or explains them. Knows no widgets and no pixels.

use std::ops::RangeInclusive;

use crate::words::Language;

/// One number that a filter takes, or a list of numbers that belong together.
#[derive(Debug)]
pub struct Param {
    /// What the command line and files call it: lower case, no spaces.
    pub id: &'static str,
    /// What people call it, in sentence case.
    pub label: &'static str,
    /// The same in Korean.
    pub korean: &'static str,
    /// Its unit, as written after a number (`px`, `%`), or empty.
    pub unit: &'static str,
    /// Every value that is allowed.
    pub range: RangeInclusive<f64>,
    /// The part of the range that is useful, for a slider.
    pub slider: RangeInclusive<f64>,
    /// The numbers when nothing is said.
    pub default: &'static [f64],
    /// How many numbers it may be; more than one are a square, row by row.
    pub counts: &'static [usize],
    /// How far apart the allowed values are, from the start of the range on; zero if they are not apart.
    pub step: f64,
    /// Decimal places that make a visible difference.
    pub decimals: usize,
    /// Whether its numbers, each of which is allowed, agree with the other values of the filter. Of values that do not
    /// agree, a filter may make any pixels, but no panic.
    pub agrees: fn(&Values) -> Result<(), ValueError>,
}

/// A value that a parameter does not take.
#[derive(Debug, thiserror::Error, PartialEq)]
pub enum ValueError {
    /// Outside the range.
    #[error("{id}={value} is out of range: {id} goes from {min} to {max}{unit}")]
    OutOfRange {
        /// The parameter.
        id: &'static str,
        /// What was asked for.
        value: f64,
        /// The least that is allowed.
        min: f64,
        /// The most that is allowed.
        max: f64,
        /// The unit with a space before it, or nothing.
        unit: String,
    },
    /// Between two values that are allowed.
    #[error("{id}={value} is none of its values: write {id}={below} or {id}={above}")]
    OffStep {
        /// The parameter.
        id: &'static str,
        /// What was asked for.
        value: f64,
        /// The next smaller value.
        below: f64,
        /// The next larger value.
        above: f64,
    },
    /// Too few numbers, or too many.
    #[error("{id} is {wanted} and not {given}: write them with a / between")]
    Count {
        /// The parameter.
        id: &'static str,
        /// How many it may be, in words.
        wanted: String,
        /// How many were given.
        given: usize,
    },
    /// A rank that a window of this size does not have.
    #[error("rank={rank} is out of range: a window of size={size} has the ranks 0 to {max}")]
    Rank {
        /// What was asked for.
        rank: f64,
        /// The size of the window.
        size: f64,
        /// The largest rank.
        max: f64,
    },
    /// Weights that add up to zero, to be divided by their sum.
    #[error(
        "the weights add up to zero, by which nothing can be divided: set the divisor (scale) to 1 for their plain sum"
    )]
    ZeroSum,
    /// The filter has no such parameter.
    #[error("there is no parameter \"{given}\": {known}")]
    Unknown {
        /// What was asked for.
        given: String,
        /// What there is, in words.
        known: String,
    },
}

/// A value for every parameter of one filter, each within its range.
#[derive(Clone, Debug, PartialEq)]
pub struct Values {
    params: &'static [Param],
    numbers: Vec<Vec<f64>>,
}

impl PartialEq for Param {
    fn eq(&self, other: &Self) -> bool {
        self.id == other.id
    }
}

impl Param {
    /// Any number, to be described by the fields that differ.
    pub const NUMBER: Self = Self {
        id: "",
        label: "",
        korean: "",
        unit: "",
        range: 0.0..=0.0,
        slider: 0.0..=0.0,
        default: &[0.0],
        counts: &[1],
        step: 0.0,
        decimals: 0,
        agrees: |_| Ok(()),
    };

    /// What people call it in this language.
    pub fn label_in(&self, words: Language) -> &'static str {
        words.pick(self.label, self.korean)
    }

    /// Whether it is a list of numbers.
    pub fn is_list(&self) -> bool {
        self.counts != [1]
    }

    /// The allowed value that is nearest to a number.
    pub fn nearest(&self, number: f64) -> f64 {
        let (start, end) = (*self.range.start(), *self.range.end());
        let within = number.clamp(start, end);
        if self.step == 0.0 { within } else { (start + ((within - start) / self.step).round() * self.step).min(end) }
    }

    /// Numbers as people write them for it: `3`, `0/-1/0`.
    pub fn text(&self, numbers: &[f64]) -> String {
        numbers.iter().map(f64::to_string).collect::<Vec<_>>().join("/")
    }

    fn check(&self, numbers: &[f64]) -> Result<(), ValueError> {
        if !self.counts.contains(&numbers.len()) {
            let counts = self.counts.iter().map(usize::to_string).collect::<Vec<_>>().join(" or ");
            let wanted = if self.is_list() { format!("{counts} numbers") } else { "one number".to_owned() };
            return Err(ValueError::Count { id: self.id, wanted, given: numbers.len() });
        }
        numbers.iter().try_for_each(|&number| self.check_one(number))
    }

    fn check_one(&self, value: f64) -> Result<(), ValueError> {
        let (min, max) = (*self.range.start(), *self.range.end());
        if !self.range.contains(&value) {
            let unit = if self.unit.is_empty() { String::new() } else { format!(" {}", self.unit) };
            return Err(ValueError::OutOfRange { id: self.id, value, min, max, unit });
        }
        if self.nearest(value) != value {
            let below = min + ((value - min) / self.step).floor() * self.step;
            return Err(ValueError::OffStep { id: self.id, value, below, above: below + self.step });
        }
        Ok(())
    }
}

impl Values {
    /// The defaults of these parameters.
    pub fn defaults(params: &'static [Param]) -> Self {
        Self { params, numbers: params.iter().map(|param| param.default.to_vec()).collect() }
    }

    /// The value of a parameter; its default if the filter was described without it.
    pub fn get(&self, param: &Param) -> f64 {
        self.list(param).first().or(param.default.first()).copied().unwrap_or_default()
    }

    /// All numbers of a parameter, a list; nothing if the filter was described without it.
    pub fn list(&self, param: &Param) -> &[f64] {
        self.iter().find(|(known, _)| known.id == param.id).map_or(&[], |(_, numbers)| numbers)
    }

    /// Sets a parameter by its id to one number, or to a list of them.
    ///
    /// # Errors
    /// When there is no such parameter, or a value is not allowed or no number.
    pub fn set(&mut self, id: &str, numbers: &[f64]) -> Result<(), ValueError> {
        let place = self.params.iter().zip(&mut self.numbers).find(|(param, _)| param.id == id);
        let Some((param, place)) = place else {
            return Err(ValueError::Unknown { given: id.to_owned(), known: self.known() });
        };
        param.check(numbers)?;
        *place = numbers.to_vec();
        Ok(())
    }

    /// Looks whether the values agree with each other.
    ///
    /// # Errors
    /// When two values are allowed each alone, but not together.
    pub fn check(&self) -> Result<(), ValueError> {
        self.params.iter().try_for_each(|param| (param.agrees)(self))
    }

    /// Each parameter with its numbers.
    pub fn iter(&self) -> impl Iterator<Item = (&'static Param, &[f64])> {
        self.params.iter().zip(self.numbers.iter().map(Vec::as_slice))
    }

    /// Those that differ from their defaults.
    pub fn changed(&self) -> impl Iterator<Item = (&'static Param, &[f64])> {
        self.iter().filter(|(param, numbers)| *numbers != param.default)
    }

    fn known(&self) -> String {
        if self.params.is_empty() {
            return "this filter takes none".to_owned();
        }
        let ids: Vec<&str> = self.params.iter().map(|param| param.id).collect();
        format!("this filter takes {}", ids.join(", "))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    static PARAMS: [Param; 3] = [
        Param {
            id: "radius",
            label: "Radius",
            unit: "px",
            range: 0.0..=10.0,
            slider: 0.0..=5.0,
            default: &[2.0],
            decimals: 1,
            ..Param::NUMBER
        },
        Param { id: "size", label: "Size", range: 1.0..=9.0, default: &[3.0], step: 2.0, ..Param::NUMBER },
        Param {
            id: "weights",
            label: "Weights",
            range: -9.0..=9.0,
            default: &[0.0; 4],
            counts: &[4, 9],
            ..Param::NUMBER
        },
    ];

    #[test]
    fn values_keep_to_the_range() {
        let mut values = Values::defaults(&PARAMS);
        assert_eq!(values.get(&PARAMS[0]), 2.0);
        assert_eq!(values.changed().count(), 0);
        values.set("radius", &[7.5]).unwrap();
        assert_eq!(values.get(&PARAMS[0]), 7.5);
        assert!(values.set("radius", &[f64::NAN]).is_err());
        assert!(values.set("radius", &[-1.0]).unwrap_err().to_string().contains("from 0 to 10 px"));
        assert!(values.set("speed", &[3.0]).unwrap_err().to_string().contains("takes radius, size"));
        assert_eq!(values.get(&PARAMS[0]), 7.5);
    }

    #[test]
    fn values_keep_to_the_step() {
        let mut values = Values::defaults(&PARAMS);
        values.set("size", &[7.0]).unwrap();
        assert!(values.set("size", &[4.0]).unwrap_err().to_string().ends_with("write size=3 or size=5"));
        assert_eq!([-3.0, 4.2, 5.9, 100.0].map(|number| PARAMS[1].nearest(number)), [1.0, 5.0, 5.0, 9.0]);
    }

    #[test]
    fn lists_have_the_right_length() {
        let mut values = Values::defaults(&PARAMS);
        values.set("weights", &[1.0, 2.0, -3.0, 0.5]).unwrap();
        assert_eq!(PARAMS[2].text(values.list(&PARAMS[2])), "1/2/-3/0.5");
        let said = values.set("weights", &[1.0]).unwrap_err().to_string();
        assert_eq!(said, "weights is 4 or 9 numbers and not 1: write them with a / between");
        assert!(values.set("radius", &[1.0, 2.0]).unwrap_err().to_string().contains("one number"));
        assert!(values.set("weights", &[1.0, 2.0, 3.0, 10.0]).unwrap_err().to_string().contains("out of range"));
    }
}
