//! Pictures that Pillow made, which the filters have to equal to the last bit. `make.py` makes them anew and says how
//! they are named. Nothing is known here of any filter: what there is to check is read from the registry and the
//! folder.

use std::fs;
use std::path::{Path, PathBuf};

use image::DynamicImage;
use pixloom::filters::{self, Alpha, Filter, Values};
use pixloom::raster::{Layout, Raster, Samples};

#[test]
fn every_filter_equals_pillow_to_the_last_bit() {
    for filter in filters::ALL {
        for golden in goldens_of(filter) {
            let source = open(&folder().join(format!("{}.png", golden.source)));
            let mut out = source.blank_like();
            for band in out.bands_mut(5) {
                filter.fill_band(&golden.values, Alpha::Filter, &source, band);
            }
            assert!(out == open(&golden.path), "{} differs", golden.path.display());
        }
    }
}

#[test]
fn the_tutorials_filters_have_pictures_of_every_layout() {
    for filter in filters::tutorial() {
        assert!(goldens_of(filter).len() >= 4, "{}: add it to tests/golden/make.py and run that", filter.id);
    }
}

/// A picture that Pillow made by a filter with these values from the picture with this stem.
struct Golden {
    path: PathBuf,
    source: String,
    values: Values,
}

fn goldens_of(filter: &Filter) -> Vec<Golden> {
    fs::read_dir(folder()).unwrap().filter_map(|entry| golden(filter, entry.unwrap().path())).collect()
}

/// Takes a name like `blur-17.3_rgb.png` or `kernel-0~-1~…_rgb.png` apart; nothing if that is not by this filter.
fn golden(filter: &Filter, path: PathBuf) -> Option<Golden> {
    let (recipe, source) = path.file_name()?.to_str()?.strip_suffix(".png")?.split_once('_')?;
    let (id, value) = recipe.split_once('-').map_or((recipe, None), |(id, value)| (id, Some(value)));
    let mut values = Values::defaults(filter.params);
    if id == filter.id
        && let Some(value) = value
    {
        let numbers: Vec<f64> = value.split('~').map(|number| number.parse().unwrap()).collect();
        values.set(filter.params[0].id, &numbers).unwrap();
    }
    let source = source.to_owned();
    (id == filter.id).then_some(Golden { path, source, values })
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden")
}

fn open(path: &Path) -> Raster {
    let picture = image::open(path).unwrap();
    let (width, height) = (picture.width() as usize, picture.height() as usize);
    let (layout, samples) = match picture {
        DynamicImage::ImageLuma8(pixels) => (Layout::Grey, Samples::U8(pixels.into_raw())),
        DynamicImage::ImageLumaA8(pixels) => (Layout::GreyAlpha, Samples::U8(pixels.into_raw())),
        DynamicImage::ImageRgb8(pixels) => (Layout::Rgb, Samples::U8(pixels.into_raw())),
        DynamicImage::ImageRgba8(pixels) => (Layout::Rgba, Samples::U8(pixels.into_raw())),
        DynamicImage::ImageLuma16(pixels) => (Layout::Grey, Samples::U16(pixels.into_raw())),
        other => panic!("{} has unexpected pixels: {:?}", path.display(), other.color()),
    };
    Raster::new(width, height, layout, samples).unwrap()
}
