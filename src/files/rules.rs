//! How pictures of every kind become grey or RGB, with or without alpha, of 8 or 16 bits.
//!
//! Only what the codecs leave undone is done here; the rules that they follow are told as well, so that they stand in
//! one place. What an output cannot hold is the matter of `convert.rs`. It knows no codecs.

use crate::raster::Sample;

/// What becomes of each kind of picture when it is read: the kind, then the rule. For help and documentation.
pub const COLOUR_RULES: &[(&str, &str)] = &[
    ("grey, grey with alpha, RGB, RGBA", "stay as they are, with 8 or 16 bits"),
    ("palettes", "become RGB of 8 bits, or RGBA when one of the colours is transparent"),
    ("1, 2 and 4 bits", "become 8: black stays black, white stays white"),
    ("CMYK and YCCK", "become RGB as Pillow has it: (1 - ink) x (1 - black); a CMYK profile is dropped, with a note"),
    ("32-bit whole numbers", "become 16: the high half is kept; those with a sign are refused"),
    ("floating point", "becomes 16 bits: 0 is black, 1 is white, what lies beyond is cut off"),
    ("Radiance HDR", "becomes 16 bits as an sRGB screen shows it: 1 is white, what is brighter is cut off"),
    (
        "animations, pages, icons",
        "give their first frame or page, with a note for GIF, PNG, TIFF and WebP, and the largest icon",
    ),
    ("profiles", "are carried, and pixels are never converted from one colour space to another"),
];

/// 0 is black and 1 is white.
pub(super) fn from_float(value: f32) -> u16 {
    // No number at all becomes black.
    (value.clamp(0.0, 1.0) * 65_535.0).round() as u16
}

/// Light, of which 1 is white, as sRGB encodes it (IEC 61966-2-1).
pub(super) fn from_light(light: f32) -> u16 {
    let light = light.clamp(0.0, 1.0);
    from_float(if light <= 0.003_130_8 { 12.92 * light } else { 1.055 * light.powf(1.0 / 2.4) - 0.055 })
}

/// Four inks to three colours, to the nearest level.
pub(super) fn from_cmyk<S: Sample>(samples: &[S]) -> Vec<S> {
    let white = u64::from(Into::<u32>::into(S::from_f32(S::MAX_F32)));
    let bare = |ink: S| white - u64::from(Into::<u32>::into(ink));
    let mut colours = Vec::with_capacity(samples.len() / 4 * 3);
    for [c, m, y, k] in samples.as_chunks::<4>().0 {
        colours.extend([c, m, y].map(|ink| S::from_u32(((bare(*ink) * bare(*k) + white / 2) / white) as u32)));
    }
    colours
}

/// Brightness and two differences to three colours, as JPEG has it (ITU-R BT.601, full range).
pub(super) fn from_ycbcr(samples: &[u8]) -> Vec<u8> {
    let mut colours = Vec::with_capacity(samples.len());
    for [y, cb, cr] in samples.as_chunks::<3>().0 {
        let (y, cb, cr) = (f32::from(*y), f32::from(*cb) - 128.0, f32::from(*cr) - 128.0);
        let rgb = [y + 1.402 * cr, y - 0.344_136 * cb - 0.714_136 * cr, y + 1.772 * cb];
        colours.extend(rgb.map(|level| level.round().clamp(0.0, 255.0) as u8));
    }
    colours
}

/// Samples of 1, 2 or 4 bits, of which each row begins with a new byte.
pub(super) fn unpacked(packed: &[u8], width: usize, bits: u8) -> Vec<u8> {
    let per_byte = usize::from(8 / bits.clamp(1, 8));
    let mut samples = Vec::with_capacity(packed.len() * per_byte);
    for row in packed.chunks_exact(width.div_ceil(per_byte).max(1)) {
        let of_byte = |byte: &u8| {
            let byte = *byte;
            (1..=per_byte as u8).map(move |n| byte >> (8 - n * bits) & ((1 << bits) - 1))
        };
        samples.extend(row.iter().flat_map(of_byte).take(width));
    }
    samples
}

/// Divides colours by alpha, which they have been multiplied by.
pub(super) fn unpremultiplied<S: Sample>(samples: &mut [S], channels: usize) {
    let white = u64::from(Into::<u32>::into(S::from_f32(S::MAX_F32)));
    for pixel in samples.chunks_exact_mut(channels) {
        if let [colours @ .., alpha] = pixel {
            let alpha = u64::from(Into::<u32>::into(*alpha)).max(1);
            for colour in colours {
                let level = u64::from(Into::<u32>::into(*colour));
                *colour = S::from_u32((level * white / alpha).min(white) as u32);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn inks_take_light_away() {
        let samples: [u8; 12] = [0, 0, 0, 0, 255, 0, 0, 0, 100, 50, 20, 30];
        assert_eq!(from_cmyk(&samples), [255, 255, 255, 0, 255, 255, 137, 181, 207]);
        assert_eq!(from_cmyk(&[0_u16, 65_535, 0, 32_768]), [32_767, 0, 32_767]);
    }

    #[test]
    fn bits_are_taken_from_the_top_and_rows_begin_anew() {
        assert_eq!(unpacked(&[0b1010_0000, 0b0100_0000], 3, 1), [1, 0, 1, 0, 1, 0]);
        assert_eq!(unpacked(&[0x1B], 4, 2), [0, 1, 2, 3]);
        assert_eq!(unpacked(&[0x12, 0x30], 3, 4), [1, 2, 3]);
    }

    #[test]
    fn light_and_floating_point_are_cut_off() {
        assert_eq!([f32::NAN, -1.0, 0.0, 0.5, 1.0, f32::INFINITY].map(from_float), [0, 0, 0, 32_768, 65_535, 65_535]);
        assert_eq!([0.0, 0.214_041, 1.0, 9.0].map(from_light).map(|level| level >> 8), [0, 127, 255, 255]);
    }

    #[test]
    fn multiplied_colours_are_divided() {
        let mut samples = [50_u8, 100, 128, 9, 0, 0];
        unpremultiplied(&mut samples, 3);
        assert_eq!(samples, [99, 199, 128, 255, 0, 0]);
        assert_eq!(from_ycbcr(&[100, 128, 128, 76, 85, 255]), [100, 100, 100, 254, 0, 0]);
    }
}
