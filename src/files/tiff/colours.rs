//! From what the `tiff` crate gives to the samples that Pixloom works with, by the rules in `rules.rs`.

use image::DynamicImage;
use tiff::ColorType;
use tiff::decoder::DecodingResult;

use super::super::decode_error::DecodeError;
use super::super::rasters::image_of;
use super::super::rules::{from_cmyk, from_float, from_ycbcr, unpacked, unpremultiplied};
use crate::raster::{Layout, Sample, Samples};

/// How the samples of a file are to be understood.
pub(super) struct Colours {
    pub(super) size: (u32, u32),
    pub(super) color: ColorType,
    pub(super) planes: usize,
    pub(super) palette: Option<Vec<u16>>,
    pub(super) is_premultiplied: bool,
    pub(super) has_alpha: bool,
}

impl Colours {
    /// Copies only what has to be converted.
    pub(super) fn image(&self, samples: DecodingResult) -> Result<DynamicImage, DecodeError> {
        let layout = self.layout()?;
        let samples = match samples {
            DecodingResult::U8(samples) => Samples::U8(samples),
            DecodingResult::U16(samples) => Samples::U16(samples),
            DecodingResult::U32(samples) => Samples::U16(samples.into_iter().map(|v| (v >> 16) as u16).collect()),
            DecodingResult::F16(samples) => Samples::U16(samples.into_iter().map(|v| from_float(v.to_f32())).collect()),
            DecodingResult::F32(samples) => Samples::U16(samples.into_iter().map(from_float).collect()),
            DecodingResult::F64(samples) => Samples::U16(samples.into_iter().map(|v| from_float(v as f32)).collect()),
            _ => return Err(self.unsupported()),
        };
        let samples = match samples {
            Samples::U8(samples) => self.converted(samples, Samples::U8)?,
            Samples::U16(samples) => self.converted(samples, Samples::U16)?,
        };
        image_of(self.size, layout, samples).ok_or_else(|| DecodeError::Damaged("it has too few samples".into()))
    }

    fn layout(&self) -> Result<Layout, DecodeError> {
        Ok(match self.color {
            ColorType::Gray(_) if self.palette.is_some() => Layout::Rgb,
            ColorType::Gray(_) => Layout::Grey,
            ColorType::GrayA(_) => Layout::GreyAlpha,
            ColorType::Multiband { num_samples: 2, .. } if self.has_alpha => Layout::GreyAlpha,
            ColorType::RGB(_) | ColorType::CMYK(_) | ColorType::YCbCr(8) => Layout::Rgb,
            ColorType::RGBA(_) => Layout::Rgba,
            _ => return Err(self.unsupported()),
        })
    }

    fn unsupported(&self) -> DecodeError {
        DecodeError::Unsupported(format!("{:?}", self.color))
    }

    fn converted<S: Sample>(&self, samples: Vec<S>, wrap: fn(Vec<S>) -> Samples) -> Result<Samples, DecodeError> {
        let mut samples = if self.planes > 1 { interleaved(&samples, self.planes) } else { samples };
        if self.is_premultiplied && self.layout()?.has_alpha() {
            unpremultiplied(&mut samples, self.layout()?.channels());
        }
        Ok(match (self.color, &self.palette) {
            (ColorType::Gray(bits @ (1 | 2 | 4)), _) => {
                let packed: Vec<u8> = samples.into_iter().map(low_byte).collect();
                let indices = unpacked(&packed, self.size.0 as usize, bits);
                match &self.palette {
                    Some(palette) => Samples::U8(painted(&indices, palette)),
                    None => Samples::U8(indices.into_iter().map(|index| index * (255 / ((1 << bits) - 1))).collect()),
                }
            }
            (ColorType::Gray(_), Some(palette)) => Samples::U8(painted(&samples, palette)),
            (ColorType::CMYK(_), _) => wrap(from_cmyk(&samples)),
            (ColorType::YCbCr(_), _) => Samples::U8(from_ycbcr(&samples.into_iter().map(low_byte).collect::<Vec<_>>())),
            _ => wrap(samples),
        })
    }
}

fn low_byte<S: Sample>(sample: S) -> u8 {
    let sample: u32 = sample.into();
    sample as u8
}

/// From one plane after the other to one pixel after the other.
fn interleaved<S: Sample>(samples: &[S], planes: usize) -> Vec<S> {
    let n = samples.len() / planes;
    let planes: Vec<&[S]> = samples.chunks_exact(n.max(1)).collect();
    (0..n).flat_map(|i| planes.iter().filter_map(move |plane| plane.get(i).copied())).collect()
}

/// The high bytes of the palette's colours, as programs that write 8 bits into it expect. An index without a colour is
/// black.
fn painted<S: Sample>(indices: &[S], palette: &[u16]) -> Vec<u8> {
    let n = palette.len() / 3;
    let colour = |index: usize, channel: usize| {
        let level = palette.get(channel * n + index).filter(|_| index < n);
        (level.copied().unwrap_or(0) >> 8) as u8
    };
    let mut samples = Vec::with_capacity(indices.len() * 3);
    for index in indices {
        let index: u32 = (*index).into();
        samples.extend([0, 1, 2].map(|channel| colour(index as usize, channel)));
    }
    samples
}
