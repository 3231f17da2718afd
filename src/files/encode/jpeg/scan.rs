//! The scan of a baseline JPEG, for processors with AVX2: what stands between the header of the scan and the end of the
//! file. Knows no headers, no files and no metadata.
//!
//! The bytes are those of libjpeg-turbo at its defaults, which tests hold it to. [`samples`] lays out pixels in tiles of
//! blocks, of which [`colour`] separates luma from chroma; [`transform`] makes quantised coefficients from tiles,
//! [`huffman`] makes bytes from coefficients.
//!
//! What a processor has to have stands in [`append`], and at each function that is compiled for it: in both, or it would
//! be undefined what happens.

mod colour;
mod divisors;
mod huffman;
mod samples;
mod tables;
mod transform;
mod vectors;

use divisors::Divisors;
use huffman::{CHROMA, Coder, Codes, LUMA};
use samples::{MCU_ROWS, Mcu, RGB, TILE_COLUMNS, TILE_ROWS};
use transform::transform;

/// What is to be coded.
#[derive(Clone, Copy)]
pub(super) struct Pixels<'a> {
    /// Whole rows, as many as there are.
    pub(super) samples: &'a [u8],
    /// In pixels.
    pub(super) width: usize,
    pub(super) colours: Colours,
    /// 1 to 100.
    pub(super) quality: u8,
}

/// What pixels are made of.
#[derive(Clone, Copy)]
pub(super) enum Colours {
    Grey,
    /// Coded as YCbCr, with averaged chroma at half the resolution.
    Rgb,
}

/// Appends the scan, without restart markers; or does nothing and says so if the processor cannot.
pub(super) fn append(pixels: Pixels<'_>, out: &mut Vec<u8>) -> bool {
    let is_able = is_x86_feature_detected!("avx2")
        && is_x86_feature_detected!("bmi1")
        && is_x86_feature_detected!("bmi2")
        && is_x86_feature_detected!("lzcnt");
    debug_assert!(pixels.width > 0, "a raster has pixels");
    if is_able {
        // SAFETY: the processor has all that the function is compiled for, as was just found out.
        #[allow(unsafe_code, reason = "two thirds of the time of the library")]
        unsafe {
            append_here(pixels, out);
        }
    }
    is_able
}

impl<'a> Pixels<'a> {
    /// Samples of a row.
    fn stride(self) -> usize {
        match self.colours {
            Colours::Grey => self.width,
            Colours::Rgb => self.width * RGB,
        }
    }

    /// The rows of each row of blocks, one behind the other.
    fn strips(self, rows: usize) -> impl Iterator<Item = &'a [u8]> {
        self.samples.chunks(rows * self.stride())
    }

    /// The left columns of what is as wide as a tile.
    fn columns(self) -> impl Iterator<Item = usize> {
        (0..self.width).step_by(TILE_COLUMNS)
    }
}

#[target_feature(enable = "avx2,bmi1,bmi2,lzcnt")]
fn append_here(pixels: Pixels<'_>, out: &mut Vec<u8>) {
    let mut coder = Coder::new(out);
    match pixels.colours {
        Colours::Grey => append_grey(pixels, &mut coder),
        Colours::Rgb => append_colour(pixels, &mut coder),
    }
    coder.finish();
}

#[target_feature(enable = "avx2,bmi1,bmi2,lzcnt")]
#[inline]
fn append_grey(pixels: Pixels<'_>, coder: &mut Coder<'_>) {
    let divisors = Divisors::new(&tables::LUMA_STEPS, pixels.quality);
    let mut dc = 0;
    for rows in pixels.strips(TILE_ROWS) {
        for column in pixels.columns() {
            let [left, right] = transform(&samples::grey_tile(rows, pixels.stride(), column), &divisors);
            coder.block(&left, &mut dc, &LUMA);
            if column + TILE_COLUMNS / 2 < pixels.width {
                coder.block(&right, &mut dc, &LUMA);
            }
        }
    }
}

#[target_feature(enable = "avx2,bmi1,bmi2,lzcnt")]
#[inline]
fn append_colour(pixels: Pixels<'_>, coder: &mut Coder<'_>) {
    let mut components = Components {
        luma: Divisors::new(&tables::LUMA_STEPS, pixels.quality),
        chroma: Divisors::new(&tables::CHROMA_STEPS, pixels.quality),
        codes_and_dcs: [(&LUMA, 0), (&CHROMA, 0), (&CHROMA, 0)],
    };
    // Two at a time are filled.
    let mut units = vec![Mcu::default(); pixels.width.div_ceil(2 * TILE_COLUMNS) * 2];
    for rows in pixels.strips(MCU_ROWS) {
        samples::fill(&mut units, rows, pixels.stride(), |chunks| colour::convert(chunks));
        let has_lower = rows.len() > TILE_ROWS * pixels.stride();
        for (unit, column) in units.iter().zip(pixels.columns()) {
            let has_right = column + TILE_COLUMNS / 2 < pixels.width;
            append_unit(unit, [has_right, has_lower], &mut components, coder);
        }
    }
}

/// What belongs to Y, Cb and Cr.
struct Components {
    luma: Divisors,
    chroma: Divisors,
    /// Of each the codes, and the first coefficient of the block before.
    codes_and_dcs: [(&'static Codes, i16); 3],
}

/// Codes a unit, of which the right half and the lower half may lie beyond the picture.
#[target_feature(enable = "avx2,bmi1,bmi2,lzcnt")]
#[inline]
fn append_unit(unit: &Mcu, has: [bool; 2], components: &mut Components, coder: &mut Coder<'_>) {
    let ([upper, lower], [has_right, has_lower]) = (&unit.luma, has);
    let [upper_left, upper_right] = transform(upper, &components.luma);
    let [lower_left, lower_right] = transform(lower, &components.luma);
    let [cb, cr] = transform(&unit.chroma, &components.chroma);
    for (block, component, is_there) in [
        (&upper_left, 0, true),
        (&upper_right, 0, has_right),
        (&lower_left, 0, has_lower),
        (&lower_right, 0, has_lower && has_right),
        (&cb, 1, true),
        (&cr, 2, true),
    ] {
        #[expect(clippy::indexing_slicing, reason = "there are three of them")]
        let (codes, dc) = &mut components.codes_and_dcs[component];
        if is_there {
            coder.block(block, dc, codes);
        } else {
            coder.dummy(codes);
        }
    }
}
