//! Parts that panels are put together from. They know no state and no actions.

pub(super) mod bar_chart;
pub(super) mod basics;
pub(super) mod divider;
pub(super) mod elide;
pub(super) mod icons;
pub(super) mod lanes;
pub(super) mod line_chart;
pub(super) mod live_lanes;
pub(super) mod phase_legend;
pub(super) mod picture_list;
pub(super) mod rows;
pub(super) mod search;
pub(super) mod segments;
pub(super) mod square;
mod still_plot;
pub(super) mod tabs;
mod thumbnail;
pub(super) mod thumbnail_grid;
pub(super) mod tick;
pub(super) mod zoomable;
