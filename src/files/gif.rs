//! Writing GIF: at most 256 colours, exact where the picture has no more, chosen to fit it best where it has.
//!
//! The encoder of `image` does all of it in one piece, a quarter of a minute for 100 megapixels. Here the palette is
//! learned from a part of a large picture, colours that come again are looked up once, and `is_stopped` is asked as it
//! goes. It knows no files.

use std::borrow::Cow;
use std::collections::HashMap;
use std::io::{self, Write};

use color_quant::NeuQuant;
use weezl::{BitOrder, LzwStatus};

use super::encode::{AnyError, Picture, Slice};
use crate::raster::Layout;

/// Colours of a palette.
const MOST: usize = 256;

/// Samples of a pixel that a palette is learned from.
const RGBA: usize = 4;

/// The last place of a palette.
const LAST: u8 = u8::MAX;

/// Of so many pixels a palette is learned; more of them change nothing that can be seen.
const LEARNED_PIXELS: usize = 1 << 20;

/// One in so many pixels is learned from where there are many: the middle between the best palettes (1) and the fastest
/// (30).
const LEARNING_SPEED: usize = 10;

/// So many pixels are always learned from, as far as there are any: of fewer, a palette does not come to rest.
const FEWEST_LEARNED: usize = 1 << 16;

/// Pixels between two questions.
const PIXELS_BETWEEN_CHECKS: usize = 1 << 16;

/// Alpha below this is clear.
const HALF: u8 = 128;

/// What the palette could not hold.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Lost {
    /// Some pixels were partly clear.
    pub(super) is_half_clear: bool,
    /// There were more colours than a palette holds.
    pub(super) has_more_colours: bool,
}

/// Writes a picture of RGB or RGBA with 8 bits.
pub(super) fn write(picture: &Picture<'_>, to: impl Write, is_stopped: &dyn Fn() -> bool) -> Result<Lost, AnyError> {
    let indexed = Indexed::of(picture, is_stopped)?;
    let lost = indexed.lost;
    let (width, height) = (u16::try_from(picture.width)?, u16::try_from(picture.height)?);
    let frame = gif::Frame {
        width,
        height,
        buffer: Cow::Owned(compressed(&indexed, is_stopped)?),
        transparent: indexed.clear,
        palette: Some(indexed.palette),
        ..gif::Frame::default()
    };
    let mut encoder = gif::Encoder::new(to, width, height, &[])?;
    encoder.write_lzw_pre_encoded_frame(&frame)?;
    encoder.into_inner()?;
    Ok(lost)
}

/// A picture as places in a palette.
struct Indexed {
    places: Vec<u8>,
    /// Red, green, blue of each colour.
    palette: Vec<u8>,
    /// The place that stands for clear pixels, where there are any.
    clear: Option<u8>,
    lost: Lost,
}

/// An opaque colour, or clear.
type Colour = Option<[u8; 3]>;

impl Indexed {
    fn of(picture: &Picture<'_>, is_stopped: &dyn Fn() -> bool) -> io::Result<Self> {
        match Self::exact(picture, is_stopped)? {
            Some(indexed) => Ok(indexed),
            None => Self::learned(picture, is_stopped),
        }
    }

    /// None when there are more colours than a palette holds.
    fn exact(picture: &Picture<'_>, is_stopped: &dyn Fn() -> bool) -> io::Result<Option<Self>> {
        let mut places_of: HashMap<Colour, u8> = HashMap::new();
        let mut indexed = Self { places: Vec::new(), palette: Vec::new(), clear: None, lost: Lost::default() };
        for chunk in chunks(picture) {
            go_on(is_stopped)?;
            for pixel in chunk.chunks_exact(picture.layout.channels()) {
                let colour = indexed.look_at(pixel);
                let next = places_of.len();
                let place = match places_of.get(&colour) {
                    Some(place) => *place,
                    None if next == MOST => return Ok(None),
                    None => {
                        let place = next as u8;
                        places_of.insert(colour, place);
                        indexed.palette.extend(colour.unwrap_or_default());
                        indexed.clear = indexed.clear.or(colour.is_none().then_some(place));
                        place
                    }
                };
                indexed.places.push(place);
            }
        }
        Ok(Some(indexed))
    }

    fn learned(picture: &Picture<'_>, is_stopped: &dyn Fn() -> bool) -> io::Result<Self> {
        let sample = sample(picture);
        go_on(is_stopped)?;
        // The last place is kept for clear pixels where there can be some.
        let clear = (picture.layout == Layout::Rgba).then_some(LAST);
        let speed = (sample.len() / RGBA / FEWEST_LEARNED).clamp(1, LEARNING_SPEED);
        let learned = NeuQuant::new(speed as i32, MOST - usize::from(clear.is_some()), &sample);
        let mut palette = learned.color_map_rgb();
        palette.extend(clear.map(|_| [0; 3]).into_iter().flatten());
        let lost = Lost { has_more_colours: true, is_half_clear: false };
        let mut indexed = Self { places: Vec::new(), palette, clear, lost };
        let mut known = Known::default();
        for chunk in chunks(picture) {
            go_on(is_stopped)?;
            for pixel in chunk.chunks_exact(picture.layout.channels()) {
                let place = match indexed.look_at(pixel) {
                    Some(colour) => known.place_of(colour, &learned),
                    None => LAST,
                };
                indexed.places.push(place);
            }
        }
        Ok(indexed)
    }

    fn look_at(&mut self, pixel: &[u8]) -> Colour {
        match *pixel {
            [r, g, b] => Some([r, g, b]),
            [r, g, b, alpha] => {
                self.lost.is_half_clear |= !matches!(alpha, 0 | 255);
                (alpha >= HALF).then_some([r, g, b])
            }
            _ => None,
        }
    }
}

/// Which place of the palette is nearest to colours that came before: most come again soon.
struct Known(Vec<Option<([u8; 3], u8)>>);

impl Default for Known {
    fn default() -> Self {
        Self(vec![None; 1 << 15])
    }
}

impl Known {
    fn place_of(&mut self, colour: [u8; 3], palette: &NeuQuant) -> u8 {
        let [r, g, b] = colour;
        // Neighbouring colours differ in their low bits, so that these tell them apart.
        let slot = usize::from(r & 31) << 10 | usize::from(g & 31) << 5 | usize::from(b & 31);
        let nearest = || palette.index_of(&[r, g, b, u8::MAX]) as u8;
        match self.0.get_mut(slot) {
            Some(Some((known, place))) if *known == colour => *place,
            Some(entry) => entry.insert((colour, nearest())).1,
            None => nearest(),
        }
    }
}

/// Opaque pixels from everywhere in the picture, as RGBA.
fn sample(picture: &Picture<'_>) -> Vec<u8> {
    let every = (picture.width as usize * picture.height as usize).div_ceil(LEARNED_PIXELS).max(1);
    // Odd, so that it falls on the same columns of few widths only.
    let every = if every == 1 { 1 } else { every | 1 };
    let pixels = samples(picture).chunks_exact(picture.layout.channels()).step_by(every);
    let opaque = pixels.filter(|pixel| !matches!(pixel, [_, _, _, alpha] if *alpha < HALF));
    opaque.flat_map(|pixel| pixel.iter().copied().take(3).chain([u8::MAX])).collect()
}

/// With its code size in front, as the file has it.
fn compressed(indexed: &Indexed, is_stopped: &dyn Fn() -> bool) -> Result<Vec<u8>, AnyError> {
    let n_colours = (indexed.palette.len() / 3).max(4);
    let code_size = n_colours.next_power_of_two().trailing_zeros() as u8;
    let mut out = vec![code_size];
    let mut encoder = weezl::encode::Encoder::new(BitOrder::Lsb, code_size);
    let mut piece = vec![0; PIXELS_BETWEEN_CHECKS];
    let mut chunks = indexed.places.chunks(PIXELS_BETWEEN_CHECKS).peekable();
    while let Some(mut rest) = chunks.next() {
        let is_last = chunks.peek().is_none();
        if is_last {
            encoder.finish();
        }
        loop {
            go_on(is_stopped)?;
            let done = encoder.encode_bytes(rest, &mut piece);
            out.extend(piece.iter().take(done.consumed_out));
            rest = rest.get(done.consumed_in..).unwrap_or_default();
            if matches!(done.status?, LzwStatus::Done) || rest.is_empty() && !is_last {
                break;
            }
        }
    }
    Ok(out)
}

fn chunks<'a>(picture: &Picture<'a>) -> impl Iterator<Item = &'a [u8]> {
    samples(picture).chunks(PIXELS_BETWEEN_CHECKS * picture.layout.channels())
}

/// No samples of 16 bits come here.
fn samples<'a>(picture: &Picture<'a>) -> &'a [u8] {
    match picture.samples {
        Slice::U8(samples) => samples,
        Slice::U16(_) => &[],
    }
}

fn go_on(is_stopped: &dyn Fn() -> bool) -> io::Result<()> {
    if is_stopped() { Err(io::Error::other("stopped")) } else { Ok(()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn picture(layout: Layout, width: u32, samples: &[u8]) -> Picture<'_> {
        let height = (samples.len() / layout.channels()) as u32 / width;
        Picture { width, height, layout, samples: Slice::U8(samples) }
    }

    fn noise(n: usize) -> Vec<u8> {
        let mut samples = vec![0; n];
        fastrand::Rng::with_seed(3).fill(&mut samples);
        samples
    }

    #[test]
    fn few_colours_and_one_that_is_clear_have_places_of_their_own() {
        let samples = [1, 2, 3, 255, 9, 9, 9, 0, 1, 2, 3, 130, 7, 7, 7, 255];
        let indexed = Indexed::of(&picture(Layout::Rgba, 2, &samples), &|| false).unwrap();
        assert_eq!((indexed.places, indexed.clear), (vec![0, 1, 0, 2], Some(1)));
        assert_eq!(indexed.palette, [1, 2, 3, 0, 0, 0, 7, 7, 7]);
        assert_eq!(indexed.lost, Lost { is_half_clear: true, has_more_colours: false });
    }

    #[test]
    fn many_colours_go_to_the_nearest_of_the_palette() {
        let samples = noise(64 * 64 * 4);
        let indexed = Indexed::of(&picture(Layout::Rgba, 64, &samples), &|| false).unwrap();
        assert!(indexed.lost.has_more_colours && indexed.palette.len() == 3 * MOST);
        let distance = |place: u8, pixel: &[u8]| {
            let colour = &indexed.palette[usize::from(place) * 3..][..3];
            colour.iter().zip(pixel).map(|(a, b)| u32::from(a.abs_diff(*b))).sum::<u32>()
        };
        let (mut sum, mut n_opaque) = (0, 0);
        for (place, pixel) in indexed.places.iter().zip(samples.chunks_exact(4)) {
            assert_eq!(Some(*place) == indexed.clear, pixel[3] < HALF);
            if pixel[3] >= HALF {
                sum += distance(*place, pixel);
                n_opaque += 1;
            }
        }
        // 255 colours spread over a cube of 256 levels a side are about 40 levels apart in each of three channels.
        assert!(sum / n_opaque < 90, "{} levels off in the mean", sum / n_opaque);
    }

    #[test]
    fn it_can_be_stopped_anywhere() {
        let samples = noise(700 * 300 * 3);
        let asked = std::cell::Cell::new(0);
        let written = |n: usize| {
            asked.set(0);
            write(&picture(Layout::Rgb, 700, &samples), Vec::new(), &|| asked.replace(asked.get() + 1) >= n).is_ok()
        };
        assert!(written(usize::MAX));
        assert!((0..asked.get()).all(|n| !written(n)));
    }
}
