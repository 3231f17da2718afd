//! What the encoders were chosen by: each format's encoder beside others that could take its place, on a photograph
//! like the ones that people have, after three filters; and decoders of JPEG. One thread each.
//!
//! The table gives ratios within this run: time and bytes, as multiples of what Pixloom does. Rounds are interleaved.

#![allow(clippy::expect_used, clippy::print_stdout, reason = "a benchmark speaks, and has nothing to say if it fails")]

use std::time::{Duration, Instant};

use image::ImageDecoder;
use pixloom::engine::Workspace;
use pixloom::files::{self, Effort, EncodeOptions, Format, Metadata};
use pixloom::filters::Alpha;
use pixloom::job::Recipe;
use pixloom::raster::{Raster, Samples};
use pixloom::samples::{Kind, picture};

const SIZE: (usize, usize) = (4000, 3000);
const ROUNDS: usize = 5;
const FILTERS: [&str; 3] = ["blur", "sharpen", "edges"];

/// Something that makes bytes of pixels, or pixels of bytes.
struct Rival<'a> {
    name: &'static str,
    run: Box<dyn Fn() -> usize + 'a>,
}

fn rival<'a>(name: &'static str, run: impl Fn() -> usize + 'a) -> Rival<'a> {
    Rival { name, run: Box::new(run) }
}

fn main() {
    // As `cargo test --benches` asks for nothing but that it starts.
    if std::env::args().any(|word| word == "--test") {
        return;
    }
    println!("| what | encoder | time | bytes |\n|---|---|---|---|");
    let source = picture(Kind::Mountains, 1, SIZE.0, SIZE.1).expect("the size is sane");
    for filter in FILTERS {
        let recipe = Recipe::parse(filter).expect("the filter is in the registry");
        let filtered = Workspace::default().filter(&source, &recipe, Alpha::Keep, &|| true).expect("nobody stops it");
        compare(&format!("JPEG, {filter}"), &jpeg_encoders(&filtered));
        compare(&format!("PNG, {filter}"), &png_encoders(&filtered));
    }
    let noise = picture(Kind::Noise, 1, SIZE.0, SIZE.1).expect("the size is sane");
    compare("PNG, noise", &png_encoders(&noise).into_iter().take(2).collect::<Vec<_>>());
    let jpeg = encoded(&source, Format::Jpeg, Effort::Fast);
    compare("reading JPEG", &jpeg_decoders(&jpeg));
}

fn encoded(raster: &Raster, format: Format, effort: Effort) -> Vec<u8> {
    let (mut out, options) = (Vec::new(), EncodeOptions { effort, ..EncodeOptions::default() });
    files::encode(raster, &Metadata::default(), format, options, &mut out, &|| false).expect("nobody stops it");
    out
}

fn bytes_of(raster: &Raster) -> &[u8] {
    let Samples::U8(samples) = raster.samples() else { unreachable!("made with 8 bits") };
    samples
}

fn jpeg_encoders(raster: &Raster) -> Vec<Rival<'_>> {
    let (width, height) = (raster.width() as u16, raster.height() as u16);
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
    let turbo = move || {
        let format = libjpeg_turbo_rs::PixelFormat::Rgb;
        libjpeg_turbo_rs::decompress_to(jpeg, format).expect("it is whole").data.len()
    };
    vec![rival("`image`, as Pixloom does", image), rival("`libjpeg-turbo-rs`", turbo)]
}

fn compare(what: &str, rivals: &[Rival<'_>]) {
    let mut times = vec![Vec::new(); rivals.len()];
    let mut bytes = vec![0; rivals.len()];
    // The first round warms up.
    for round in 0..=ROUNDS {
        for ((rival, times), bytes) in rivals.iter().zip(&mut times).zip(&mut bytes) {
            let started = Instant::now();
            *bytes = std::hint::black_box((rival.run)());
            times.extend((round > 0).then(|| started.elapsed()));
        }
    }
    let medians: Vec<Duration> = times.into_iter().map(median).collect();
    let (Some(first_time), Some(first_bytes)) = (medians.first(), bytes.first()) else { return };
    for ((rival, time), bytes) in rivals.iter().zip(&medians).zip(&bytes) {
        let ratio = time.as_secs_f64() / first_time.as_secs_f64();
        let of_bytes = *bytes as f64 / *first_bytes as f64;
        println!("| {what} | {} | {ratio:.2} | {of_bytes:.3} |", rival.name);
    }
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort_unstable();
    times.get(times.len() / 2).copied().unwrap_or_default()
}
