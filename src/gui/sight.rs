//! How a picture lies on the screen: between its pixels and those of the place where it is seen. Arithmetic alone.
//!
//! Below 1:1 a pixel of the screen is the average of the pixels of the picture that lie under it: a cell. From 1:1 on a
//! cell is a pixel of the picture. Cells are counted from the picture's corner, not from what is seen, so that nothing
//! flickers when the picture is moved.

use std::ops::Range;

/// The steps of zooming: pixels of the screen for one of the picture. Whole numbers, or one through a whole number, so
/// that all pixels are of one size.
const STEPS: [f64; 25] = [
    1.0 / 128.0,
    1.0 / 96.0,
    1.0 / 64.0,
    1.0 / 48.0,
    1.0 / 32.0,
    1.0 / 24.0,
    1.0 / 16.0,
    1.0 / 12.0,
    1.0 / 8.0,
    1.0 / 6.0,
    1.0 / 4.0,
    1.0 / 3.0,
    1.0 / 2.0,
    1.0,
    2.0,
    3.0,
    4.0,
    6.0,
    8.0,
    12.0,
    16.0,
    24.0,
    32.0,
    48.0,
    64.0,
];

/// Small pictures are not fitted by more than this.
const MOST_FIT: f64 = 32.0;

/// A difference that is none.
const TINY: f64 = 1e-9;

/// How near a picture is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Zoom {
    /// All of it is seen, as large as the place allows.
    Fit,
    /// So many pixels of the screen for one of the picture.
    Times(f64),
}

/// How a picture lies in a place of the screen. Sizes and points are across, then down.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Sight {
    picture: [usize; 2],
    place: [usize; 2],
    /// Pixels of the screen for one of the picture.
    pub zoom: f64,
    /// Where the picture's corner lies in the place, in whole pixels.
    origin: [f64; 2],
}

/// The cells of a picture that are seen.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Cells {
    /// From left to right.
    pub columns: Range<usize>,
    /// From top to bottom.
    pub rows: Range<usize>,
    /// Pixels of the picture for one cell, across and down, at least 1.
    pub step: f64,
    picture: [usize; 2],
}

impl Sight {
    /// A picture in a place, with this point of the picture in the middle of the place as far as the edges allow;
    /// the middle of the picture if none is said.
    pub(crate) fn new(picture: [usize; 2], place: [usize; 2], zoom: Zoom, centre: Option<[f64; 2]>) -> Self {
        let zoom = match zoom {
            Zoom::Times(zoom) => zoom,
            Zoom::Fit => fit(picture, place),
        };
        let origin = [0, 1].map(|axis| {
            let (length, place) = (pick(picture, axis) as f64, pick(place, axis) as f64);
            let middle = centre.map_or(length / 2.0, |centre| pick(centre, axis));
            origin(length * zoom, place, middle * zoom)
        });
        Self { picture, place, zoom, origin }
    }

    /// Where a point of the picture lies in the place.
    pub(crate) fn on_screen(&self, at: [f64; 2]) -> [f64; 2] {
        [0, 1].map(|axis| pick(self.origin, axis) + pick(at, axis) * self.zoom)
    }

    /// Which point of the picture lies here in the place.
    pub(crate) fn in_picture(&self, at: [f64; 2]) -> [f64; 2] {
        [0, 1].map(|axis| (pick(at, axis) - pick(self.origin, axis)) / self.zoom)
    }

    /// Which pixel of the picture lies here in the place, if one does.
    pub(crate) fn pixel(&self, at: [f64; 2]) -> Option<[usize; 2]> {
        let point = self.in_picture(at);
        let is_within = |axis| (0.0..pick(self.picture, axis) as f64).contains(&pick(point, axis));
        // Within the picture, so that the numbers are small and not negative.
        (is_within(0) && is_within(1)).then(|| point.map(|length| length as usize))
    }

    /// Which point of the picture lies in the middle of the place.
    pub(crate) fn centre(&self) -> [f64; 2] {
        self.in_picture(self.place.map(|length| length as f64 / 2.0))
    }

    /// Which point lies in the middle once the picture has been moved by so many pixels of the screen.
    pub(crate) fn moved(&self, by: [f64; 2]) -> [f64; 2] {
        let centre = self.centre();
        let moved = [0, 1].map(|axis| pick(centre, axis) - pick(by, axis) / self.zoom);
        Self::new(self.picture, self.place, Zoom::Times(self.zoom), Some(moved)).centre()
    }

    /// How near it is so many steps nearer, or farther, and which point then lies in the middle, if the one that lies
    /// here in the place is to stay there.
    pub(crate) fn zoomed(&self, steps: i32, around: Option<[f64; 2]>) -> (f64, [f64; 2]) {
        let zoom = (0..steps.unsigned_abs()).fold(self.zoom, |zoom, _| next_step(zoom, steps > 0));
        let middle = self.place.map(|length| length as f64 / 2.0);
        let around = around.unwrap_or(middle);
        let point = self.in_picture(around);
        let centre = [0, 1].map(|axis| pick(point, axis) + (pick(middle, axis) - pick(around, axis)) / zoom);
        (zoom, centre)
    }

    /// The cells that are seen.
    pub(crate) fn cells(&self) -> Cells {
        let step = (1.0 / self.zoom).max(1.0);
        let of_axis = |axis| {
            let n = (pick(self.picture, axis) as f64 / step - TINY).ceil().max(1.0);
            let size = self.zoom * step;
            let (origin, place) = (pick(self.origin, axis), pick(self.place, axis) as f64);
            let start = (-origin / size + TINY).floor().clamp(0.0, n - 1.0);
            let end = ((place - origin) / size - TINY).ceil().clamp(start + 1.0, n);
            start as usize..end as usize
        };
        Cells { columns: of_axis(0), rows: of_axis(1), step, picture: self.picture }
    }
}

impl Cells {
    /// How many there are, across and down.
    pub(crate) fn size(&self) -> [usize; 2] {
        [self.columns.len(), self.rows.len()]
    }

    /// The columns of pixels under a column of cells.
    pub(crate) fn pixel_columns(&self, cells: Range<usize>) -> Range<usize> {
        self.pixels(cells, 0)
    }

    /// The rows of pixels under a row of cells.
    pub(crate) fn pixel_rows(&self, cells: Range<usize>) -> Range<usize> {
        self.pixels(cells, 1)
    }

    /// The first corner and the last, as points of the picture.
    pub(crate) fn corners(&self) -> [[f64; 2]; 2] {
        let corner = |column: usize, row: usize| [column as f64 * self.step, row as f64 * self.step];
        [corner(self.columns.start, self.rows.start), corner(self.columns.end, self.rows.end)]
    }

    /// Every pixel lies under one cell, and there is one under every cell.
    fn pixels(&self, cells: Range<usize>, axis: usize) -> Range<usize> {
        let length = pick(self.picture, axis);
        let edge = |cell: usize| ((cell as f64 * self.step + TINY) as usize).min(length);
        let start = edge(cells.start).min(length.saturating_sub(1));
        start..edge(cells.end).max(start + 1)
    }
}

/// The largest zoom at which all is seen; a whole number where pixels are larger than on the screen.
fn fit(picture: [usize; 2], place: [usize; 2]) -> f64 {
    let zoom = [0, 1].map(|axis| pick(place, axis).max(1) as f64 / pick(picture, axis).max(1) as f64);
    let zoom = pick(zoom, 0).min(pick(zoom, 1));
    if zoom >= 1.0 { zoom.floor().min(MOST_FIT) } else { zoom }
}

fn next_step(zoom: f64, is_nearer: bool) -> f64 {
    let mut steps = STEPS.into_iter();
    let found =
        if is_nearer { steps.find(|step| *step > zoom * 1.001) } else { steps.rfind(|step| *step < zoom * 0.999) };
    found.unwrap_or(zoom)
}

/// Where a picture begins that is so long on the screen: in the middle when there is room for it, else so that this
/// point of it lies in the middle and no room is left at either end.
fn origin(length: f64, place: f64, middle: f64) -> f64 {
    if length <= place {
        return ((place - length) / 2.0).floor();
    }
    (place / 2.0 - middle).round().clamp((place - length).floor(), 0.0)
}

/// What belongs to an axis: 0 across, any other down.
fn pick<T: Copy>([across, down]: [T; 2], axis: usize) -> T {
    if axis == 0 { across } else { down }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LARGE: [usize; 2] = [6000, 4000];
    const PLACE: [usize; 2] = [600, 500];

    fn near(zoom: f64, centre: [f64; 2]) -> Sight {
        Sight::new(LARGE, PLACE, Zoom::Times(zoom), Some(centre))
    }

    #[test]
    fn a_picture_fits_into_its_place() {
        let fitted = |picture, place| {
            let sight = Sight::new(picture, place, Zoom::Fit, None);
            (sight.zoom, sight.on_screen([0.0, 0.0]))
        };
        assert_eq!(fitted(LARGE, PLACE), (0.1, [0.0, 50.0]));
        assert_eq!(fitted([400, 300], PLACE), (1.0, [100.0, 100.0]));
        assert_eq!(fitted([100, 100], PLACE), (5.0, [50.0, 0.0]));
        assert_eq!(fitted([1, 1], PLACE), (32.0, [284.0, 234.0]));
        assert_eq!(fitted([1, 100_000], [100, 100]), (0.001, [49.0, 0.0]));
    }

    #[test]
    fn at_one_to_one_cells_are_pixels() {
        let sight = near(1.0, [3000.0, 2000.0]);
        let cells = sight.cells();
        assert_eq!((cells.columns.clone(), cells.rows.clone(), cells.step), (2700..3300, 1750..2250, 1.0));
        assert_eq!((cells.pixel_columns(2700..2701), cells.pixel_rows(1750..2250)), (2700..2701, 1750..2250));
        assert_eq!(cells.corners(), [[2700.0, 1750.0], [3300.0, 2250.0]]);
        assert_eq!((sight.pixel([0.0, 0.0]), sight.pixel([599.9, 499.9])), (Some([2700, 1750]), Some([3299, 2249])));
    }

    #[test]
    fn no_room_is_left_at_the_edges() {
        for (centre, expected) in [([0.0, 0.0], [300.0, 250.0]), ([6000.0, 4000.0], [5700.0, 3750.0])] {
            assert_eq!(near(1.0, centre).centre(), expected);
        }
        assert_eq!(near(1.0, [3000.0, 2000.0]).moved([100.0, -50.0]), [2900.0, 2050.0]);
        assert_eq!(near(1.0, [3000.0, 2000.0]).moved([1e9, 1e9]), [300.0, 250.0]);
        assert_eq!(near(4.0, [3000.0, 2000.0]).moved([100.0, 0.0]), [2975.0, 2000.0]);
    }

    #[test]
    fn zooming_goes_in_steps_and_keeps_a_point_in_place() {
        let sight = Sight::new(LARGE, PLACE, Zoom::Fit, None);
        assert_eq!(sight.zoomed(1, None), (0.125, [3000.0, 2000.0]));
        assert_eq!(sight.zoomed(-1, None), (1.0 / 12.0, [3000.0, 2000.0]));
        let sight = near(1.0, [3000.0, 2000.0]);
        let (zoom, centre) = sight.zoomed(3, Some([100.0, 400.0]));
        assert_eq!((zoom, sight.in_picture([100.0, 400.0])), (4.0, [2800.0, 2150.0]));
        assert_eq!(near(zoom, centre).on_screen([2800.0, 2150.0]), [100.0, 400.0]);
        assert_eq!(
            (near(64.0, [9.0, 9.0]).zoomed(5, None).0, near(1.0 / 128.0, [9.0, 9.0]).zoomed(-1, None).0),
            (64.0, 1.0 / 128.0)
        );
    }

    #[test]
    fn a_point_off_the_picture_has_no_pixel() {
        let sight = Sight::new([1, 1], PLACE, Zoom::Fit, None);
        assert_eq!(sight.pixel([284.0, 234.0]), Some([0, 0]));
        assert_eq!((sight.pixel([283.0, 234.0]), sight.pixel([284.0, 266.0])), (None, None));
    }

    #[test]
    fn every_pixel_lies_under_one_cell_however_far_the_picture_is() {
        for picture in [[6000, 4000], [1, 1], [3, 1000], [101, 57], [1999, 7]] {
            for zoom in
                [Zoom::Fit, Zoom::Times(1.0), Zoom::Times(1.0 / 3.0), Zoom::Times(0.37), Zoom::Times(1.0 / 128.0)]
            {
                let sight = Sight::new(picture, [9000, 9000], zoom, None);
                let cells = sight.cells();
                assert_eq!((cells.columns.start, cells.rows.start), (0, 0));
                let mut next = 0;
                for cell in cells.columns.clone() {
                    let pixels = cells.pixel_columns(cell..cell + 1);
                    assert!(pixels.start == next && !pixels.is_empty(), "{picture:?} {zoom:?} {cell} {pixels:?}");
                    next = pixels.end;
                }
                assert_eq!((next, cells.pixel_rows(cells.rows.clone())), (picture[0], 0..picture[1]));
            }
        }
    }

    #[test]
    fn far_away_only_what_is_seen_has_cells() {
        let cells = near(0.25, [1200.0, 1000.0]).cells();
        assert_eq!((cells.columns.clone(), cells.rows.clone(), cells.step), (0..600, 0..500, 4.0));
        assert_eq!((cells.pixel_columns(1..2), cells.size()), (4..8, [600, 500]));
        let cells = near(16.0, [100.5, 100.5]).cells();
        assert_eq!((cells.columns, cells.rows), (81..120, 84..117));
    }
}
