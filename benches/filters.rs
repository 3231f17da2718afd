//! Every filter of the registry, at its defaults, on one thread, at both depths; a plain copy stands beside them.

#![allow(clippy::expect_used, reason = "a benchmark that cannot be set up has nothing to say")]

use divan::counter::ItemsCount;
use divan::{AllocProfiler, Bencher};
use pixloom::engine::Workspace;
use pixloom::filters::{self, Alpha};
use pixloom::job::Recipe;
use pixloom::raster::{Layout, Raster, Samples};

#[global_allocator]
static ALLOC: AllocProfiler = AllocProfiler::system();

/// Two megapixels of RGB: more than any cache holds.
const SIZE: (usize, usize) = (1920, 1080);

fn main() {
    divan::main();
}

fn noise(bits: u32) -> Raster {
    let mut random = fastrand::Rng::with_seed(1);
    let n = SIZE.0 * SIZE.1 * 3;
    let samples = match bits {
        8 => Samples::U8((0..n).map(|_| random.u8(..)).collect()),
        _ => Samples::U16((0..n).map(|_| random.u16(..)).collect()),
    };
    Raster::new(SIZE.0, SIZE.1, Layout::Rgb, samples).expect("the size agrees with the samples")
}

#[divan::bench(args = filters::ALL.iter().map(|filter| filter.id), consts = [8, 16])]
fn filter<const BITS: u32>(bencher: Bencher<'_, '_>, id: &str) {
    let picture = noise(BITS);
    let recipe = Recipe::of(filters::find(id).expect("the id comes from the registry"));
    let mut space = Workspace::default();
    bencher.counter(ItemsCount::new(picture.pixels())).bench_local(|| {
        let filtered = space.filter(&picture, &recipe, Alpha::Keep, &|| true).expect("nobody stops it");
        space.give_back(filtered);
    });
}

#[divan::bench]
fn copy(bencher: Bencher<'_, '_>) {
    let picture = noise(8);
    let Samples::U8(from) = picture.samples() else { unreachable!("made with 8 bits") };
    let mut to = from.clone();
    bencher.counter(ItemsCount::new(picture.pixels())).bench_local(|| {
        divan::black_box(&mut to).copy_from_slice(divan::black_box(from));
    });
}
