//! What the encoders were chosen by: each format's encoder beside others that could take its place, on a photograph
//! like the ones that people have, after three filters; and decoders of JPEG. One thread each.

use image::ImageDecoder;
use libjpeg_turbo_rs::PixelFormat;
use pixloom::engine::Workspace;
use pixloom::files::{self, Effort, EncodeOptions, Format, Metadata};
use pixloom::filters::Alpha;
use pixloom::job::Recipe;
use pixloom::raster::{Layout, Raster, Samples};
use pixloom::samples::Kind;

use super::{Rival, photograph, ratio, rival};

const FILTERS: [&str; 3] = ["blur", "sharpen", "edges"];

/// Prints a table of time and bytes, as multiples of what Pixloom does.
pub(super) fn tables() {
    println!("\n## Codecs");
    println!("Time and bytes as multiples of Pixloom's, one thread.\n");
    println!("| what | codec | time | bytes |\n|---|---|---|---|");
    let source = photograph(Kind::Mountains);
    for filter in FILTERS {
        let recipe = Recipe::parse(filter).expect("the filter is in the registry");
        let filtered = Workspace::default().filter(&source, &recipe, Alpha::Keep, &|| true).expect("nobody stops it");
        compare(&format!("JPEG, {filter}"), jpeg_encoders(&filtered));
        compare(&format!("PNG, {filter}"), png_encoders(&filtered));
    }
    let grey = grey(&source);
    compare("JPEG, grey", jpeg_encoders(&grey).into_iter().take(2).collect());
    let noise = photograph(Kind::Noise);
    compare("PNG, noise", png_encoders(&noise).into_iter().take(2).collect());
    let jpeg = encoded(&source, Format::Jpeg, Effort::Fast);
    compare("reading JPEG", jpeg_decoders(&jpeg));
}

fn encoded(raster: &Raster, format: Format, effort: Effort) -> Vec<u8> {
    let (mut out, options) = (Vec::new(), EncodeOptions { effort, ..EncodeOptions::default() });
    files::encode(raster, &Metadata::default(), format, options, &mut out, &|| false).expect("nobody stops it");
    out
}

/// The green of a photograph.
fn grey(source: &Raster) -> Raster {
    let green = bytes_of(source).iter().skip(1).step_by(3).copied().collect();
    Raster::new(source.width(), source.height(), Layout::Grey, Samples::U8(green)).expect("as many samples as pixels")
}

fn bytes_of(raster: &Raster) -> &[u8] {
    let Samples::U8(samples) = raster.samples() else { unreachable!("made with 8 bits") };
    samples
}

fn jpeg_encoders(raster: &Raster) -> Vec<Rival<'_>> {
    let (width, height) = (raster.width() as u16, raster.height() as u16);
    let turbo = move || {
        let is_grey = raster.layout() == Layout::Grey;
        let format = if is_grey { PixelFormat::Grayscale } else { PixelFormat::Rgb };
        let encoder = libjpeg_turbo_rs::Encoder::new(bytes_of(raster), width.into(), height.into(), format);
        encoder.quality(EncodeOptions::DEFAULT_QUALITY).encode().expect("it fits").len()
    };
    let jpeg_encoder = move || {
        let mut out = Vec::new();
        let mut encoder = jpeg_encoder::Encoder::new(&mut out, EncodeOptions::DEFAULT_QUALITY);
        encoder.set_sampling_factor(jpeg_encoder::SamplingFactor::R_4_2_0);
        encoder.set_chroma_subsampling_method(jpeg_encoder::ChromaSubsamplingMethod::Average);
        encoder.encode(bytes_of(raster), width, height, jpeg_encoder::ColorType::Rgb).expect("it fits");
        out.len()
    };
    let image = move || {
        let mut out = Vec::new();
        let mut encoder = image::codecs::jpeg::JpegEncoder::new_with_quality(&mut out, EncodeOptions::DEFAULT_QUALITY);
        let color = image::ExtendedColorType::Rgb8;
        encoder.encode(bytes_of(raster), width.into(), height.into(), color).expect("it fits");
        out.len()
    };
    vec![
        rival("Pixloom", || encoded(raster, Format::Jpeg, Effort::Fast).len()),
        rival("`libjpeg-turbo-rs`", turbo),
        rival("`jpeg-encoder`, averaged 4:2:0", jpeg_encoder),
        rival("`image` (4:4:4)", image),
    ]
}

fn png_encoders(raster: &Raster) -> Vec<Rival<'_>> {
    let with = |compression: png::Compression| {
        move || {
            let mut out = Vec::new();
            let mut encoder = png::Encoder::new(&mut out, raster.width() as u32, raster.height() as u32);
            encoder.set_color(png::ColorType::Rgb);
            encoder.set_compression(compression);
            let mut writer = encoder.write_header().expect("it fits");
            writer.write_image_data(bytes_of(raster)).expect("it fits");
            writer.finish().expect("memory has room");
            out.len()
        }
    };
    vec![
        rival("Pixloom, fast", || encoded(raster, Format::Png, Effort::Fast).len()),
        rival("`png`, fast", with(png::Compression::Fast)),
        rival("Pixloom, balanced", || encoded(raster, Format::Png, Effort::Balanced).len()),
        rival("`png`, balanced", with(png::Compression::Balanced)),
        rival("Pixloom, small", || encoded(raster, Format::Png, Effort::Small).len()),
    ]
}

fn jpeg_decoders(jpeg: &[u8]) -> Vec<Rival<'_>> {
    let image = move || {
        let decoder = image::codecs::jpeg::JpegDecoder::new(std::io::Cursor::new(jpeg)).expect("it is whole");
        let mut pixels = vec![0; decoder.total_bytes() as usize];
        decoder.read_image(&mut pixels).expect("it is whole");
        pixels.len()
    };
    let turbo = move || libjpeg_turbo_rs::decompress_to(jpeg, PixelFormat::Rgb).expect("it is whole").data.len();
    vec![rival("`image`, as Pixloom does", image), rival("`libjpeg-turbo-rs`", turbo)]
}

fn compare(what: &str, rivals: Vec<Rival<'_>>) {
    let taken = super::in_turns(rivals);
    let Some(ours) = taken.first() else { return };
    for rival in &taken {
        let of_bytes = rival.bytes as f64 / ours.bytes as f64;
        println!("| {what} | {} | {:.2} | {of_bytes:.3} |", rival.name, ratio(rival.time, ours.time));
    }
}
