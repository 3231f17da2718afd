//! A filter's parameters: what they are called, their unit, range and default, and a set of values for them.
//!
//! Declared beside the pixels, read by everything that sets or explains them. Knows no widgets and no pixels.

use std::ops::RangeInclusive;

/// One number that a filter takes.
#[derive(Debug)]
pub struct Param {
    /// What the command line and files call it: lower case, no spaces.
    pub id: &'static str,
    /// What people call it, in sentence case.
    pub label: &'static str,
    /// Its unit, as written after a number (`px`, `%`), or empty.
    pub unit: &'static str,
    /// Every value that is allowed.
    pub range: RangeInclusive<f64>,
    /// The part of the range that is useful, for a slider.
    pub slider: RangeInclusive<f64>,
    /// The value when nothing is said.
    pub default: f64,
    /// Decimal places that make a visible difference.
    pub decimals: usize,
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
    numbers: Vec<f64>,
}

impl PartialEq for Param {
    fn eq(&self, other: &Self) -> bool {
        self.id == other.id
    }
}

impl Values {
    /// The defaults of these parameters.
    pub fn defaults(params: &'static [Param]) -> Self {
        Self { params, numbers: params.iter().map(|param| param.default).collect() }
    }

    /// The value of a parameter; its default if the filter was described without it.
    pub fn get(&self, param: &Param) -> f64 {
        self.iter().find(|(known, _)| known.id == param.id).map_or(param.default, |(_, value)| value)
    }

    /// Sets a parameter by its id.
    ///
    /// # Errors
    /// When there is no such parameter, or the value is outside its range or no number.
    pub fn set(&mut self, id: &str, value: f64) -> Result<(), ValueError> {
        let place = self.params.iter().zip(&mut self.numbers).find(|(param, _)| param.id == id);
        let Some((param, number)) = place else {
            return Err(ValueError::Unknown { given: id.to_owned(), known: self.known() });
        };
        if !param.range.contains(&value) {
            let (min, max) = (*param.range.start(), *param.range.end());
            let unit = if param.unit.is_empty() { String::new() } else { format!(" {}", param.unit) };
            return Err(ValueError::OutOfRange { id: param.id, value, min, max, unit });
        }
        *number = value;
        Ok(())
    }

    /// Each parameter with its value.
    pub fn iter(&self) -> impl Iterator<Item = (&'static Param, f64)> {
        self.params.iter().zip(self.numbers.iter().copied())
    }

    /// Those that differ from their defaults.
    pub fn changed(&self) -> impl Iterator<Item = (&'static Param, f64)> {
        self.iter().filter(|(param, value)| *value != param.default)
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

    static PARAMS: [Param; 1] = [Param {
        id: "radius",
        label: "Radius",
        unit: "px",
        range: 0.0..=10.0,
        slider: 0.0..=5.0,
        default: 2.0,
        decimals: 1,
    }];

    #[test]
    fn values_keep_to_the_range() {
        let mut values = Values::defaults(&PARAMS);
        assert_eq!(values.get(&PARAMS[0]), 2.0);
        assert_eq!(values.changed().count(), 0);
        values.set("radius", 7.5).unwrap();
        assert_eq!(values.get(&PARAMS[0]), 7.5);
        assert!(values.set("radius", f64::NAN).is_err());
        assert!(values.set("radius", -1.0).unwrap_err().to_string().contains("from 0 to 10 px"));
        assert!(values.set("size", 3.0).unwrap_err().to_string().contains("takes radius"));
        assert_eq!(values.get(&PARAMS[0]), 7.5);
    }
}
