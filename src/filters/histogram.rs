//! How often each value is among the neighbours of a pixel, kept up to date as the window moves along a row: a column
//! of neighbours comes and one goes, so that the time grows with the side of the window and not with its area (Huang,
//! Yang and Tang, "A Fast Two-Dimensional Median Filtering Algorithm", 1979).
//!
//! Values are counted in blocks as well, so that few counts have to be looked at to find one. Knows no filter.

use crate::raster::{Band, Pixels, Sample};

/// What is known of the neighbours of a pixel, as they come and go.
pub(super) trait Neighbours {
    fn add(&mut self, value: usize);
    fn remove(&mut self, value: usize);
    /// What becomes of the pixel in the middle.
    fn chosen(&self, middle: usize) -> usize;
}

/// What lies beyond the edges of a picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Beyond {
    /// The outermost pixels, again and again.
    Outermost,
    /// No pixels.
    Nothing,
}

/// Fills a band with what is chosen of the neighbours that each pixel has on each side as far as `reach`. There are no
/// `neighbours` yet.
pub(super) fn fill<S: Sample>(
    reach: usize,
    beyond: Beyond,
    mut neighbours: impl Neighbours,
    source: Pixels<'_, S>,
    mut band: Band<'_, S>,
) {
    for (y, out) in band.rows_mut() {
        if reach == 0 {
            // Whoever has no neighbours stays.
            out.copy_from_slice(source.row(y));
            continue;
        }
        let rows: Vec<&[S]> =
            around(y, reach).filter_map(|y| beyond.place(y, source.height())).map(|y| source.row(y)).collect();
        for channel in 0..source.channels() {
            let window = Window { rows: &rows, beyond, width: source.width(), channels: source.channels(), channel };
            window.slide(reach, &mut neighbours, source.row(y), out);
        }
    }
}

/// The places as far as `reach` on each side, some of which may lie beyond the edges.
fn around(place: usize, reach: usize) -> impl Iterator<Item = isize> {
    let (place, reach) = (place as isize, reach as isize);
    place - reach..=place + reach
}

impl Beyond {
    /// Where the pixel for a place is found; none if there is none.
    fn place(self, place: isize, len: usize) -> Option<usize> {
        let last = len as isize - 1;
        match self {
            Self::Outermost => Some(place.clamp(0, last) as usize),
            Self::Nothing => (0..=last).contains(&place).then_some(place as usize),
        }
    }
}

/// The rows around a pixel, of which one channel is looked at.
struct Window<'a, S> {
    rows: &'a [&'a [S]],
    beyond: Beyond,
    width: usize,
    channels: usize,
    channel: usize,
}

impl<S: Sample> Window<'_, S> {
    /// Moves from the left to the right end of a row. In the end there are no neighbours again.
    fn slide(&self, reach: usize, neighbours: &mut impl Neighbours, row: &[S], out: &mut [S]) {
        let places = |x: usize| around(x, reach);
        places(0).for_each(|x| self.values(x).for_each(|value| neighbours.add(value)));
        let pixels = out.chunks_exact_mut(self.channels).zip(row.chunks_exact(self.channels));
        for (x, (out, from)) in pixels.enumerate() {
            if let (Some(out), Some(&from)) = (out.get_mut(self.channel), from.get(self.channel)) {
                *out = S::from_u32(neighbours.chosen(value_of(from)) as u32);
            }
            let (leaving, coming) = (x as isize - reach as isize, (x + reach) as isize + 1);
            self.values(leaving).for_each(|value| neighbours.remove(value));
            self.values(coming).for_each(|value| neighbours.add(value));
        }
        places(self.width).for_each(|x| self.values(x).for_each(|value| neighbours.remove(value)));
    }

    /// The values of a column, which may lie beyond the edges.
    fn values(&self, x: isize) -> impl Iterator<Item = usize> {
        let place = self.beyond.place(x, self.width).map(|x| x * self.channels + self.channel);
        place
            .into_iter()
            .flat_map(|place| self.rows.iter().filter_map(move |row| row.get(place).copied()).map(value_of))
    }
}

fn value_of(sample: impl Sample) -> usize {
    let value: u32 = sample.into();
    value as usize
}

/// How often each value is there.
#[derive(Debug)]
pub(super) struct Histogram {
    counts: Vec<u32>,
    /// The counts of as many values in a row as there are blocks, together.
    blocks: Vec<u32>,
}

impl Histogram {
    /// Of samples of this type, none of which are there yet.
    pub(super) fn of<S: Sample>() -> Self {
        Self { counts: vec![0; 1 << S::BITS], blocks: vec![0; 1 << (S::BITS / 2)] }
    }

    /// How often a value is there after it was counted once more.
    #[inline]
    pub(super) fn add(&mut self, value: usize) -> u32 {
        self.change(value, 1)
    }

    /// How often a value is there after it was counted once less.
    #[inline]
    pub(super) fn remove(&mut self, value: usize) -> u32 {
        self.change(value, u32::MAX)
    }

    #[inline]
    fn change(&mut self, value: usize, by: u32) -> u32 {
        let block = value / self.blocks.len();
        if let Some(count) = self.blocks.get_mut(block) {
            *count = count.wrapping_add(by);
        }
        self.counts.get_mut(value).map_or(0, |count| {
            *count = count.wrapping_add(by);
            *count
        })
    }

    /// The value that as many others as `rank` stand before.
    pub(super) fn at_rank(&self, rank: usize) -> usize {
        let mut before = rank as u32;
        let mut reaches = |counts: &[u32]| {
            let found = counts.iter().position(|&count| {
                let is_here = before < count;
                before -= if is_here { 0 } else { count };
                is_here
            });
            found.unwrap_or_default()
        };
        let block = reaches(&self.blocks);
        block * self.blocks.len() + reaches(self.block(block))
    }

    /// The smallest value that is there so often, which some value is.
    pub(super) fn first_of_count(&self, count: u32) -> usize {
        let in_block = |block: usize| self.block(block).iter().position(|&known| known == count);
        let blocks = (0..self.blocks.len()).filter(|&block| self.blocks.get(block).is_some_and(|&all| all >= count));
        let mut places = blocks.filter_map(|block| in_block(block).map(|place| block * self.blocks.len() + place));
        places.next().unwrap_or_default()
    }

    fn block(&self, block: usize) -> &[u32] {
        let len = self.blocks.len();
        self.counts.get(block * len..(block + 1) * len).unwrap_or_default()
    }
}

/// Chooses the neighbour of one rank.
#[derive(Debug)]
pub(super) struct Ranked {
    histogram: Histogram,
    rank: usize,
}

impl Ranked {
    /// By the number of smaller neighbours. There has to be one of this rank.
    pub(super) fn new<S: Sample>(rank: usize) -> Self {
        Self { histogram: Histogram::of::<S>(), rank }
    }
}

impl Neighbours for Ranked {
    fn add(&mut self, value: usize) {
        self.histogram.add(value);
    }

    fn remove(&mut self, value: usize) {
        self.histogram.remove(value);
    }

    fn chosen(&self, _: usize) -> usize {
        self.histogram.at_rank(self.rank)
    }
}
