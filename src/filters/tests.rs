//! What every filter of the registry has to keep: names, ranges, and the pixels of the reference however cut.

use std::collections::HashSet;

use proptest::prelude::*;

use super::dispatch::forced;
use super::{ALL, Alpha, Filter, Values, find, reference, tutorial};
use crate::raster::{Layout, Raster, Samples, View};

/// Row 3 of what a filter makes of a known picture of 7 x 7 grey pixels.
pub(super) fn middle_row_of_seven(filter: &Filter) -> Vec<u8> {
    middle_row(filter, &Values::defaults(filter.params))
}

/// The same with one value set.
pub(super) fn middle_row_of_seven_with(filter: &Filter, id: &str, value: f64) -> Vec<u8> {
    let mut values = Values::defaults(filter.params);
    values.set(id, &[value]).unwrap();
    middle_row(filter, &values)
}

fn middle_row(filter: &Filter, values: &Values) -> Vec<u8> {
    let samples = (0..49).map(|n| (n % 7, n / 7)).map(|(x, y)| (37 * x + 101 * y + 13 * (x * y % 7)) as u8);
    let source = Raster::new(7, 7, Layout::Grey, Samples::U8(samples.collect())).unwrap();
    let out = filtered(filter, values, Alpha::Keep, &source, 7);
    let View::U8(pixels) = out.view() else { panic!("a filter keeps the depth") };
    pixels.row(3).to_vec()
}

fn filtered(filter: &Filter, values: &Values, alpha: Alpha, source: &Raster, band_rows: usize) -> Raster {
    let mut out = source.blank_like();
    for band in out.bands_mut(band_rows) {
        filter.fill_band(values, alpha, source, band);
    }
    out
}

/// Noise with both ends of the range in plenty, where clamping shows.
fn noise(width: usize, height: usize, layout: Layout, bits: u32, seed: u64) -> Raster {
    let mut state = seed;
    let mut next = || {
        state = state.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
        match state >> 60 {
            0 => 0,
            1 => u16::MAX,
            _ => (state >> 40) as u16,
        }
    };
    let n = width * height * layout.channels();
    let samples = match bits {
        8 => Samples::U8((0..n).map(|_| (next() >> 8) as u8).collect()),
        _ => Samples::U16((0..n).map(|_| next()).collect()),
    };
    Raster::new(width, height, layout, samples).unwrap()
}

/// The alpha samples of a raster.
fn alpha_of(raster: &Raster) -> Vec<u32> {
    let (channels, mut samples): (_, Vec<u32>) = (
        raster.layout().channels(),
        match raster.samples() {
            Samples::U8(samples) => samples.iter().map(|&sample| sample.into()).collect(),
            Samples::U16(samples) => samples.iter().map(|&sample| sample.into()).collect(),
        },
    );
    let mut place = 0..;
    samples
        .retain(|_| place.next().is_some_and(|n: usize| raster.layout().has_alpha() && n % channels == channels - 1));
    samples
}

/// Defaults, then each parameter at some places of its slider and at both ends of its range; lists of each length.
fn settings(filter: &Filter) -> Vec<Values> {
    let mut settings = vec![Values::defaults(filter.params)];
    for param in filter.params {
        let at = |part: f64| param.nearest(param.slider.start() + part * (param.slider.end() - param.slider.start()));
        for value in [*param.range.start(), *param.range.end(), at(0.017), at(0.1), at(0.58), at(1.0)] {
            for &count in param.counts {
                let mut values = Values::defaults(filter.params);
                let part = |n: usize| if param.is_list() { value * (n % 3) as f64 } else { value };
                let numbers: Vec<f64> = (0..count).map(|n| param.nearest(part(n))).collect();
                values.set(param.id, &numbers).unwrap();
                settings.push(values);
            }
        }
    }
    settings
}

fn assert_reference(filter: &Filter, values: &Values, source: &Raster, band_rows: usize) {
    let Some(expected) = reference::filtered(filter.id, values, source) else { return };
    let (width, height, layout) = (source.width(), source.height(), source.layout());
    forced::each(|target| {
        let out = filtered(filter, values, Alpha::Filter, source, band_rows);
        let context = || format!("{} {values:?} {width}x{height} {layout:?} in bands of {band_rows}", filter.id);
        assert!(out == expected, "{} on {target:?}", context());
    });
}

/// Filters of one's own are held to the contract by the tests below; the tutorial's are held to the reference too.
#[test]
fn the_tutorials_filters_have_a_reference() {
    let source = noise(4, 4, Layout::Grey, 8, 1);
    for filter in tutorial() {
        assert!(reference::filtered(filter.id, &Values::defaults(filter.params), &source).is_some(), "{}", filter.id);
    }
}

#[test]
fn ids_are_unique_lower_case_words() {
    let ids: HashSet<_> = ALL.iter().map(|filter| filter.id).collect();
    assert_eq!(ids.len(), ALL.len());
    for filter in ALL {
        assert!(!filter.id.is_empty() && filter.id.chars().all(|c| c.is_ascii_lowercase()), "{}", filter.id);
        assert!(find(filter.id).is_some_and(|found| found.id == filter.id));
    }
    assert!(find("nothing").is_none());
}

#[test]
fn every_filter_and_parameter_is_described() {
    for filter in ALL {
        assert!(!filter.title.is_empty() && filter.summary.ends_with('.'), "{}", filter.id);
        let ids: HashSet<_> = filter.params.iter().map(|param| param.id).collect();
        assert_eq!(ids.len(), filter.params.len(), "{}", filter.id);
        assert_eq!(Values::defaults(filter.params).check(), Ok(()), "{}", filter.id);
        for param in filter.params {
            assert!(!param.id.is_empty() && !param.label.is_empty(), "{}", filter.id);
            assert!(param.default.iter().all(|number| param.slider.contains(number)), "{} {}", filter.id, param.id);
            assert!(param.counts.contains(&param.default.len()), "{} {}", filter.id, param.id);
            let (start, end) = (param.slider.start(), param.slider.end());
            assert!(param.range.contains(start) && param.range.contains(end), "{} {}", filter.id, param.id);
        }
    }
}

#[test]
fn small_pictures_of_every_size_equal_the_reference() {
    for filter in ALL {
        for size in 0..64 {
            let layout = Layout::ALL[(size + size / 8) % 4];
            let (width, height) = (size % 8 + 1, size / 8 + 1);
            for bits in [8, 16] {
                for values in &settings(filter) {
                    assert_reference(filter, values, &noise(width, height, layout, bits, size as u64), 3);
                }
            }
        }
    }
}

#[test]
fn larger_pictures_of_every_layout_equal_the_reference() {
    for filter in ALL {
        for (width, height) in [(1, 9), (9, 1), (33, 17), (64, 65), (301, 9), (1500, 6)] {
            for layout in Layout::ALL {
                for bits in [8, 16] {
                    let values = &Values::defaults(filter.params);
                    assert_reference(filter, values, &noise(width, height, layout, bits, 7), height);
                }
            }
        }
    }
}

/// Sums of bright samples are the largest, and those whose rounding is the likeliest to differ from exact sums.
#[test]
fn bright_pictures_of_16_bits_equal_the_reference() {
    for filter in ALL {
        for seed in 0..20 {
            let Samples::U16(mut samples) = noise(61, 40, Layout::Rgb, 16, seed).into_samples() else {
                panic!("noise of 16 bits is of 16 bits")
            };
            for sample in &mut samples {
                *sample |= 0xFF00;
            }
            let source = Raster::new(61, 40, Layout::Rgb, Samples::U16(samples)).unwrap();
            assert_reference(filter, &Values::defaults(filter.params), &source, 40);
        }
    }
}

#[test]
fn alpha_is_kept_and_colours_are_filtered_without_it() {
    for filter in ALL {
        for (layout, opaque) in [(Layout::GreyAlpha, Layout::Grey), (Layout::Rgba, Layout::Rgb)] {
            for bits in [8, 16] {
                let source = noise(12, 9, layout, bits, 3);
                let values = Values::defaults(filter.params);
                let kept = filtered(filter, &values, Alpha::Keep, &source, 4);
                assert_eq!(alpha_of(&kept), alpha_of(&source), "{}", filter.id);
                let colours = filtered(filter, &values, Alpha::Filter, &without_alpha(&source, opaque), 4);
                assert_eq!(without_alpha(&kept, opaque), colours, "{}", filter.id);
            }
        }
    }
}

fn without_alpha(raster: &Raster, layout: Layout) -> Raster {
    fn colours<S: Copy>(samples: &[S], channels: usize) -> Vec<S> {
        samples.chunks(channels).flat_map(|pixel| &pixel[..channels - 1]).copied().collect()
    }
    let samples = match raster.samples() {
        Samples::U8(samples) => Samples::U8(colours(samples, raster.layout().channels())),
        Samples::U16(samples) => Samples::U16(colours(samples, raster.layout().channels())),
    };
    Raster::new(raster.width(), raster.height(), layout, samples).unwrap()
}

/// Pixels beyond the stated halo have no say in a band.
#[test]
fn halos_are_as_wide_as_stated() {
    for filter in ALL {
        for values in &settings(filter) {
            let (band, halo) = (6..12, (filter.halo_rows)(values));
            let one = noise(5, 24, Layout::Grey, 8, 1);
            let Samples::U8(mut samples) = one.samples().clone() else { panic!("noise of 8 bits is of 8 bits") };
            for (n, sample) in samples.iter_mut().enumerate() {
                let y = n / 5;
                if y + halo < band.start || y >= band.end + halo {
                    *sample ^= 0xFF;
                }
            }
            let other = Raster::new(5, 24, Layout::Grey, Samples::U8(samples)).unwrap();
            let second_band = |source: &Raster| {
                let out = filtered(filter, values, Alpha::Keep, source, 6);
                let View::U8(pixels) = out.view() else { panic!("a filter keeps the depth") };
                pixels.rows(band.clone()).to_vec()
            };
            assert_eq!(second_band(&one), second_band(&other), "{} {values:?}", filter.id);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, ..ProptestConfig::default() })]

    #[test]
    fn any_cut_into_bands_gives_the_same_pixels(
        (width, height) in (1_usize..40, 1_usize..70),
        band_rows in 1_usize..70,
        (filter, layout, setting) in (0..ALL.len(), 0_usize..4, any::<prop::sample::Index>()),
        (is_deep, keeps_alpha) in any::<(bool, bool)>(),
        seed: u64,
    ) {
        let (filter, layout) = (ALL[filter], Layout::ALL[layout]);
        let alpha = if keeps_alpha { Alpha::Keep } else { Alpha::Filter };
        let settings = settings(filter);
        let values = setting.get(&settings);
        let source = noise(width, height, layout, if is_deep { 16 } else { 8 }, seed);
        let whole = filtered(filter, values, alpha, &source, height);
        prop_assert!(filtered(filter, values, alpha, &source, band_rows) == whole, "{} {:?}", filter.id, values);
    }
}
