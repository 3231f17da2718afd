//! Pictures of every kind through the public door of `files`: colours, depths, orientation, metadata, damage.

use std::path::PathBuf;

use pixloom::engine::{self, Workspace};
use pixloom::files::{
    self, DecodeError, Decoded, Density, DensityUnit, EncodeOptions, Format, Limits, Metadata, Note, Part,
};
use pixloom::filters::Alpha;
use pixloom::job::Recipe;
use pixloom::raster::{Layout, Raster, Samples};

/// Far more than the small pictures here need, far less than their damaged sizes can claim.
const LIMITS: Limits = Limits { max_bytes: 4 << 20 };

/// The formats that can hold EXIF.
const WITH_EXIF: [Format; 4] = [Format::Jpeg, Format::Png, Format::WebP, Format::Tiff];

fn writable() -> impl Iterator<Item = Format> {
    Format::ALL.into_iter().filter(|format| format.is_writable())
}

fn encoded(raster: &Raster, metadata: &Metadata, format: Format) -> (Vec<u8>, Vec<Note>) {
    let mut out = Vec::new();
    let notes = files::encode(raster, metadata, format, EncodeOptions::of_quality(95), &mut out, &|| false).unwrap();
    (out, notes)
}

/// A folder and one place in it.
struct File(tempfile::TempDir);

impl File {
    fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    fn path(&self, format: Format) -> PathBuf {
        self.0.path().join(format!("1.{}", format.extensions()[0]))
    }

    fn decode(&self, format: Format, bytes: &[u8]) -> Result<Decoded, DecodeError> {
        let path = self.path(format);
        std::fs::write(&path, bytes).unwrap();
        files::decode(&path, LIMITS, &|| false)
    }
}

fn decoded(format: Format, bytes: &[u8]) -> Decoded {
    File::new().decode(format, bytes).unwrap()
}

/// Soft colours, so that JPEG stays near, and not the same in any two corners.
fn soft(layout: Layout, bits: u32, width: usize, height: usize) -> Raster {
    let channels = layout.channels();
    let level = |i: usize| {
        let (x, y, channel) = (i / channels % width, i / channels / width, i % channels);
        let is_alpha = layout.has_alpha() && channel + 1 == channels;
        if is_alpha { 65_535 } else { (x * 40_000 / width + y * 20_000 / height + channel * 1000) as u16 }
    };
    let n = width * height * channels;
    let samples = match bits {
        8 => Samples::U8((0..n).map(|i| (level(i) >> 8) as u8).collect()),
        _ => Samples::U16((0..n).map(level).collect()),
    };
    Raster::new(width, height, layout, samples).unwrap()
}

/// Levels of 0 to 1, as RGBA, so that rasters of all kinds can be compared.
fn levels(raster: &Raster) -> Vec<[f32; 4]> {
    let levels: Vec<f32> = match raster.samples() {
        Samples::U8(samples) => samples.iter().map(|level| f32::from(*level) / 255.0).collect(),
        Samples::U16(samples) => samples.iter().map(|level| f32::from(*level) / 65_535.0).collect(),
    };
    levels
        .chunks_exact(raster.layout().channels())
        .map(|pixel| match *pixel {
            [grey] => [grey, grey, grey, 1.0],
            [grey, alpha] => [grey, grey, grey, alpha],
            [r, g, b] => [r, g, b, 1.0],
            [r, g, b, alpha] => [r, g, b, alpha],
            _ => panic!("1 to 4 channels"),
        })
        .collect()
}

fn furthest(a: &Raster, b: &Raster) -> f32 {
    assert_eq!((a.width(), a.height()), (b.width(), b.height()));
    let pairs = levels(a).into_iter().flatten().zip(levels(b).into_iter().flatten());
    pairs.map(|(a, b)| (a - b).abs()).fold(0.0, f32::max)
}

#[test]
fn every_layout_and_depth_goes_into_every_format_with_a_note_where_it_must_change() {
    for format in writable() {
        let holds = format.holds().unwrap();
        for (layout, bits) in Layout::ALL.into_iter().flat_map(|layout| [(layout, 8), (layout, 16)]) {
            let raster = soft(layout, bits, 24, 18);
            let (bytes, notes) = encoded(&raster, &Metadata::default(), format);
            let back = decoded(format, &bytes).raster;
            let what = format!("{format} {layout:?} {bits}");
            let allowed = match format {
                Format::Jpeg => 0.05,
                // A palette of 256 colours.
                Format::Gif => 0.1,
                _ if bits == 16 && !holds.sixteen_bits => 0.5 / 255.0 + 1e-5,
                _ => 1e-5,
            };
            assert!(furthest(&raster, &back) <= allowed, "{what}: {}", furthest(&raster, &back));
            assert_eq!(notes.contains(&Note::EightBits(format)), bits == 16 && !holds.sixteen_bits, "{what}");
            assert_eq!(back.bits(), if holds.sixteen_bits { bits } else { 8 }, "{what}");
            // All alpha here is opaque, so that leaving it out loses nothing.
            assert!(!notes.contains(&Note::AlphaOnWhite(format)), "{what}");
        }
    }
}

/// An EXIF block as a camera writes it: a maker, an orientation, a table below, and a thumbnail.
fn exif(orientation: u16, is_big: bool) -> Vec<u8> {
    let u16_of = |n: u16| if is_big { n.to_be_bytes() } else { n.to_le_bytes() };
    let u32_of = |n: u32| if is_big { n.to_be_bytes() } else { n.to_le_bytes() };
    let line = |tag, kind, count, field: [u8; 4]| [&u16_of(tag)[..], &u16_of(kind), &u32_of(count), &field].concat();
    let [high, low] = u16_of(orientation);
    [
        if is_big { b"MM".to_vec() } else { b"II".to_vec() },
        u16_of(42).to_vec(),
        u32_of(8).to_vec(),
        // At 8: the first table, of three lines.
        u16_of(3).to_vec(),
        line(0x10F, 2, 6, u32_of(50)),
        line(0x112, 3, 1, [high, low, 0, 0]),
        line(0x8769, 4, 1, u32_of(56)),
        u32_of(86).to_vec(),
        // At 50: the maker. At 56: the table below, of one line with a value at 74.
        b"Maker\0".to_vec(),
        u16_of(1).to_vec(),
        line(0x927C, 7, 12, u32_of(74)),
        u32_of(0).to_vec(),
        b"maker's note".to_vec(),
        // At 86: the thumbnail's table, its pixels at 116.
        u16_of(2).to_vec(),
        line(0x201, 4, 1, u32_of(116)),
        line(0x202, 4, 1, u32_of(8)),
        u32_of(0).to_vec(),
        b"\xFF\xD8tiny\xFF\xD9".to_vec(),
    ]
    .concat()
}

/// The same block, upright and without its thumbnail.
fn upright_exif(is_big: bool) -> Vec<u8> {
    let mut block = exif(1, is_big);
    block.truncate(86);
    block[46..50].fill(0);
    block
}

fn put_on_its_side(raster: &Raster, orientation: u16) -> Raster {
    let (width, height, channels) = (raster.width(), raster.height(), raster.layout().channels());
    let (stored_width, stored_height) = if orientation > 4 { (height, width) } else { (width, height) };
    let Samples::U8(samples) = raster.samples() else { panic!("8 bits") };
    let mut stored = Vec::new();
    for (y, x) in (0..stored_height).flat_map(|y| (0..stored_width).map(move |x| (y, x))) {
        let (right, down) = (width - 1, height - 1);
        // Where the standard says that the stored pixel is to be shown.
        let (seen_x, seen_y) = match orientation {
            1 => (x, y),
            2 => (right - x, y),
            3 => (right - x, down - y),
            4 => (x, down - y),
            5 => (y, x),
            6 => (right - y, x),
            7 => (right - y, down - x),
            _ => (y, down - x),
        };
        stored.extend_from_slice(&samples[(seen_y * width + seen_x) * channels..][..channels]);
    }
    Raster::new(stored_width, stored_height, raster.layout(), Samples::U8(stored)).unwrap()
}

#[test]
fn all_orientations_come_out_upright_and_say_so_in_all_formats_that_have_them() {
    let seen = soft(Layout::Rgb, 8, 32, 16);
    for format in WITH_EXIF {
        for (orientation, is_big) in (1..=8).flat_map(|orientation| [(orientation, false), (orientation, true)]) {
            let metadata = Metadata { exif: Some(exif(orientation, is_big)), ..Metadata::default() };
            let (bytes, _) = encoded(&put_on_its_side(&seen, orientation), &metadata, format);
            let what = format!("{format} {orientation}");
            let file = File::new();
            let decoded = file.decode(format, &bytes).unwrap();
            assert!(furthest(&seen, &decoded.raster) < 0.06, "{what}");
            assert_eq!(files::dimensions(&file.path(format)).unwrap(), (32, 16), "{what}");
            let again = encoded(&decoded.raster, &decoded.metadata, format).0;
            let again = file.decode(format, &again).unwrap();
            assert!(furthest(&seen, &again.raster) < 0.06, "{what}: turned twice");
            assert_eq!(decoded.metadata.exif, again.metadata.exif, "{what}");
            // A TIFF keeps its tags in a table of its own, so that the block is put together anew.
            if format != Format::Tiff {
                assert_eq!(decoded.metadata.exif, Some(upright_exif(is_big)), "{what}");
            }
        }
    }
}

/// A profile of no use but for its header.
fn profile(space: &[u8; 4], len: usize) -> Vec<u8> {
    let mut icc = vec![7; len];
    icc[16..20].copy_from_slice(space);
    icc[36..40].copy_from_slice(b"acsp");
    icc
}

fn rich(n: usize) -> Metadata {
    Metadata {
        // Long enough for several segments of JPEG.
        icc: Some(profile(b"RGB ", 400 + n * 5000)),
        exif: Some(upright_exif(n.is_multiple_of(2))),
        xmp: Some(format!("<x:xmpmeta>{}ä 한</x:xmpmeta>", "x".repeat(n * 97)).into_bytes()),
        density: Density::new((72 + n as u32, 1), (300, 1), DensityUnit::Inch),
        lost: Vec::new(),
    }
}

#[test]
fn metadata_come_back_byte_for_byte() {
    for (format, n) in WITH_EXIF.into_iter().flat_map(|format| (0..40).map(move |n| (format, n))) {
        let metadata = rich(n);
        let (bytes, notes) = encoded(&soft(Layout::Rgb, 8, 9, 7), &metadata, format);
        assert_eq!(notes, [], "{format} {n}");
        let back = decoded(format, &bytes).metadata;
        assert!(back.icc == metadata.icc && back.xmp == metadata.xmp && back.lost.is_empty(), "{format} {n}");
        if format != Format::Tiff {
            assert_eq!(back.exif, metadata.exif, "{format} {n}");
        }
        let wanted = metadata.density.map(|density| density.whole(DensityUnit::Inch));
        let density = back.density.map(|density| density.whole(DensityUnit::Inch));
        assert!(density == wanted || format == Format::WebP, "{format} {n}: {density:?}");
    }
}

#[test]
fn what_cannot_be_carried_is_noted_and_only_when_there_was_any() {
    let raster = soft(Layout::Rgb, 8, 9, 7);
    for format in writable() {
        let no_notes = |notes: &[Note]| notes.iter().all(|note| !matches!(note, Note::LeftOut(..)));
        assert!(no_notes(&encoded(&raster, &Metadata::default(), format).1), "{format}");
        let notes = encoded(&raster, &rich(1), format).1;
        for part in [Part::Icc, Part::Exif, Part::Xmp] {
            assert_eq!(notes.contains(&Note::LeftOut(part, format)), !format.carries(part), "{format} {part}");
        }
    }
    let long = Metadata { xmp: Some(vec![b' '; 70_000]), exif: Some(vec![0; 70_000]), ..Metadata::default() };
    let notes = encoded(&raster, &long, Format::Jpeg).1;
    assert_eq!(notes, [Note::TooLong(Part::Exif, Format::Jpeg), Note::TooLong(Part::Xmp, Format::Jpeg)]);
    assert_eq!(notes[0].to_string(), "EXIF was left out: JPEG has no room for so much of it");
}

#[test]
fn a_profile_goes_when_grey_becomes_colour_and_stays_otherwise() {
    let grey = soft(Layout::Grey, 8, 9, 7);
    for (space, format, stays) in [
        (b"GRAY", Format::Png, true),
        (b"GRAY", Format::WebP, false),
        (b"RGB ", Format::WebP, true),
        // It did not fit before, which is not for Pixloom to judge.
        (b"RGB ", Format::Png, true),
    ] {
        let metadata = Metadata { icc: Some(profile(space, 200)), ..Metadata::default() };
        let (bytes, notes) = encoded(&grey, &metadata, format);
        assert_eq!(decoded(format, &bytes).metadata.icc.is_some(), stays, "{format}");
        assert_eq!(notes.contains(&Note::ProfileOfOther), !stays, "{format}");
    }
}

#[test]
fn inked_jpegs_become_rgb_and_lose_their_profile() {
    // The encoder turns inks round, as Adobe stores them.
    let inks: Vec<u8> = (0..64 * 64).flat_map(|_| [100, 50, 20, 30]).collect();
    for color in [jpeg_encoder::ColorType::Cmyk, jpeg_encoder::ColorType::CmykAsYcck] {
        let mut bytes = Vec::new();
        let mut encoder = jpeg_encoder::Encoder::new(&mut bytes, 100);
        encoder.add_icc_profile(&profile(b"CMYK", 200)).unwrap();
        encoder.encode(&inks, 64, 64, color).unwrap();
        let decoded = decoded(Format::Jpeg, &bytes);
        let Samples::U8(samples) = decoded.raster.samples() else { panic!("8 bits") };
        let is_near = |pixel: &[u8]| pixel.iter().zip([137_u8, 181, 207]).all(|(a, b)| a.abs_diff(b) <= 3);
        assert!(samples.chunks_exact(3).all(is_near), "{color:?}: {:?}", &samples[..3]);
        assert_eq!((decoded.metadata.icc, decoded.metadata.lost), (None, vec![Note::ProfileOfOther]));
    }
}

#[test]
fn damaged_exif_costs_a_note_and_never_the_picture() {
    let raster = soft(Layout::Rgb, 8, 16, 16);
    for format in [Format::Jpeg, Format::Png, Format::WebP] {
        for block in [b"junk".to_vec(), b"II*\0\xFF\xFF\xFF\x7F".to_vec(), exif(1, true)[..30].to_vec()] {
            let metadata = Metadata { exif: Some(block), ..Metadata::default() };
            let decoded = decoded(format, &encoded(&raster, &metadata, format).0);
            assert!(furthest(&raster, &decoded.raster) < 0.06);
            assert_eq!((decoded.metadata.exif, decoded.metadata.lost), (None, vec![Note::Damaged(Part::Exif)]));
        }
    }
}

#[test]
fn a_turned_picture_is_turned_in_xmp_too() {
    let xmp = br#"<a tiff:Orientation="6" b="6"><tiff:Orientation>8</tiff:Orientation>"#.to_vec();
    let metadata = Metadata { exif: Some(exif(6, false)), xmp: Some(xmp), ..Metadata::default() };
    let back = decoded(Format::Png, &encoded(&soft(Layout::Rgb, 8, 8, 4), &metadata, Format::Png).0);
    let upright = br#"<a tiff:Orientation="1" b="6"><tiff:Orientation>1</tiff:Orientation>"#;
    assert_eq!(back.metadata.xmp.as_deref(), Some(upright.as_slice()));
}

/// A TIFF of 4 x 2 pixels in one strip; all its values are short enough to stand in the table.
fn tiff(bits: u32, photometric: u32, samples: &[u8], palette: &[u16]) -> Vec<u8> {
    let map: Vec<u8> = palette.iter().flat_map(|level| level.to_le_bytes()).collect();
    let lines = [(256, 4), (257, 2), (258, bits), (259, 1), (262, photometric), (273, 200), (277, 1), (278, 2)];
    let mut lines: Vec<(u16, u16, u32, u32)> = lines.iter().map(|(tag, value)| (*tag, 3, 1, *value)).collect();
    lines.push((279, 3, 1, samples.len() as u32));
    if !palette.is_empty() {
        lines.push((320, 3, palette.len() as u32, 200 + samples.len() as u32));
    }
    if bits == 32 {
        lines.push((339, 3, 1, 3));
    }
    let mut bytes = b"II*\0\x08\0\0\0".to_vec();
    bytes.extend((lines.len() as u16).to_le_bytes());
    for (tag, kind, count, value) in lines {
        bytes
            .extend([&tag.to_le_bytes()[..], &kind.to_le_bytes(), &count.to_le_bytes(), &value.to_le_bytes()].concat());
    }
    bytes.resize(200, 0);
    [&bytes[..], samples, &map].concat()
}

#[test]
fn tiffs_of_few_bits_palettes_and_floating_point_are_read() {
    let grey = |samples: &[u8]| Samples::U8(samples.to_vec());
    let palette: Vec<u16> = [0x10, 0x20, 0x30, 0x40].iter().cycle().take(12).map(|level| level << 8).collect();
    let colours = grey(&[0x10, 0x20, 0x30, 0x40, 0x40, 0x30, 0x20, 0x10].map(|level| [level; 3]).concat());
    let halves: Vec<u8> =
        [0.0_f32, 0.5, 1.0, 2.0, -1.0, f32::NAN, 0.25, 0.75].iter().flat_map(|v| v.to_le_bytes()).collect();
    for (bytes, expected) in [
        (tiff(1, 1, &[0b1010_0000, 0b0101_0000], &[]), grey(&[255, 0, 255, 0, 0, 255, 0, 255])),
        (tiff(1, 0, &[0b1010_0000, 0b0101_0000], &[]), grey(&[0, 255, 0, 255, 255, 0, 255, 0])),
        (tiff(4, 1, &[0x01, 0x2F, 0xF2, 0x10], &[]), grey(&[0, 17, 34, 255, 255, 34, 17, 0])),
        (tiff(2, 3, &[0b0001_1011, 0b1110_0100], &palette), colours),
        (tiff(32, 1, &halves, &[]), Samples::U16(vec![0, 32_768, 65_535, 65_535, 0, 0, 16_384, 49_151])),
    ] {
        assert_eq!(*decoded(Format::Tiff, &bytes).raster.samples(), expected);
    }
}

#[test]
fn tiff_claims_are_refused_before_memory_is_taken() {
    let mut huge = tiff(8, 1, &[0; 8], &[]);
    for line in 0..2 {
        let at = 10 + line * 12;
        huge[at + 2..at + 4].copy_from_slice(&4_u16.to_le_bytes());
        huge[at + 8..at + 12].copy_from_slice(&1_000_000_000_u32.to_le_bytes());
    }
    let error = File::new().decode(Format::Tiff, &huge).unwrap_err();
    assert!(
        matches!(error, DecodeError::TooLarge { .. } | DecodeError::TooCostly(_) | DecodeError::Damaged(_)),
        "{error}"
    );
}

#[test]
fn metadata_that_unpack_to_far_too_much_are_left_out() {
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, 1, 1);
    encoder.set_color(png::ColorType::Grayscale);
    let mut xmp = png::text_metadata::ITXtChunk::new("XML:com.adobe.xmp", "x".repeat(70 << 20));
    xmp.compressed = true;
    xmp.compress_text().unwrap();
    let mut writer = encoder.write_header().unwrap();
    writer.write_text_chunk(&xmp).unwrap();
    writer.write_image_data(&[9]).unwrap();
    writer.finish().unwrap();
    let metadata = decoded(Format::Png, &bytes).metadata;
    assert_eq!((metadata.xmp, metadata.lost), (None, vec![Note::Damaged(Part::Xmp)]));
}

#[test]
fn what_stands_behind_the_pixels_of_a_png_counts() {
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, 2, 1);
    encoder.set_color(png::ColorType::Grayscale);
    let mut writer = encoder.write_header().unwrap();
    writer.write_image_data(&[0, 255]).unwrap();
    writer.write_chunk(png::chunk::eXIf, &exif(3, true)).unwrap();
    writer.finish().unwrap();
    let decoded = decoded(Format::Png, &bytes);
    assert_eq!(*decoded.raster.samples(), Samples::U8(vec![255, 0]));
    assert_eq!(decoded.metadata.exif, Some(upright_exif(true)));
}

#[test]
fn a_jpeg_made_to_be_gone_over_for_ever_is_refused() {
    let mut bytes = Vec::new();
    let mut encoder = jpeg_encoder::Encoder::new(&mut bytes, 90);
    encoder.set_progressive(true);
    encoder.encode(&[9; 64 * 64], 64, 64, jpeg_encoder::ColorType::Luma).unwrap();
    assert!(File::new().decode(Format::Jpeg, &bytes).is_ok());
    let end = bytes.len() - 2;
    let scan = bytes.windows(2).rposition(|pair| pair == [0xFF, 0xDA]).unwrap();
    let last = bytes[scan..end].to_vec();
    let endless = [&bytes[..end], &last.repeat(600), &bytes[end..]].concat();
    assert!(matches!(File::new().decode(Format::Jpeg, &endless), Err(DecodeError::Unsupported(_))));
}

/// Small whole files of every format that can be written, with all the metadata that they hold.
fn whole_files() -> Vec<(Format, Vec<u8>)> {
    let kinds = [(Layout::Rgb, 8), (Layout::Rgba, 16), (Layout::Grey, 8)];
    let of = |format| kinds.map(|(layout, bits)| (format, encoded(&soft(layout, bits, 24, 17), &rich(0), format).0));
    let mut files: Vec<_> = writable().flat_map(of).collect();
    let palette: Vec<u16> = (0..768).map(|level| level << 6).collect();
    files.push((Format::Tiff, tiff(8, 3, &[1, 2, 3, 4, 5, 6, 7, 8], &palette)));
    files.push((Format::Tiff, tiff(4, 0, &[1, 2, 3, 4], &[])));
    files
}

#[test]
fn damaged_files_give_a_picture_or_a_reason() {
    let mut rng = fastrand::Rng::with_seed(2026);
    let recipe = Recipe::parse("smooth").unwrap();
    let (file, mut space, mut n_decoded) = (File::new(), Workspace::default(), 0);
    for (format, whole) in whole_files() {
        for n in 0..24 {
            let mut bytes = whole.clone();
            for _ in 0..rng.usize(1..12) {
                let (at, byte) = (rng.usize(..bytes.len()), rng.u8(..));
                // Headers matter more than pixels.
                let at = if rng.bool() { at % 128.min(bytes.len()) } else { at };
                bytes[at] = byte;
            }
            if n % 4 == 0 {
                bytes.truncate(rng.usize(1..bytes.len()));
            }
            let path = file.path(format);
            std::fs::write(&path, &bytes).unwrap();
            // Only codecs may break over a damaged file.
            let Ok(Ok(decoded)) = engine::catch(|| files::decode(&path, LIMITS, &|| false)) else { continue };
            assert!(decoded.raster.bytes() as u64 <= LIMITS.max_bytes, "{format}: more than the limit");
            let filtered = space.filter(&decoded.raster, &recipe, Alpha::Keep, &|| true).unwrap();
            encoded(&filtered, &decoded.metadata, decoded.format.written());
            n_decoded += 1;
        }
    }
    assert!(n_decoded > 100, "the damage is too great to test anything: {n_decoded}");
}
