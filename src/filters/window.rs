//! Square windows of neighbours, for the filters that put neighbours in order. Knows no order.

use super::{Param, Values};

/// The side of the window, an odd number of pixels, so that it has a middle.
pub(super) const SIZE: Param = Param {
    id: "size",
    label: "Size",
    korean: "크기",
    unit: "px",
    range: 1.0..=99.0,
    slider: 1.0..=15.0,
    default: &[3.0],
    step: 2.0,
    ..Param::NUMBER
};

/// Neighbours in a window.
pub(super) fn area(values: &Values) -> usize {
    let size = values.get(&SIZE) as usize;
    size * size
}

/// Neighbours on each side of the middle: the rows above and below a band that it depends on, too.
pub(super) fn reach(values: &Values) -> usize {
    values.get(&SIZE) as usize / 2
}
