//! How many copies of the pixels each filter takes, on one thread.

use pixloom::engine::Workspace;
use pixloom::filters::{self, Alpha};
use pixloom::job::Recipe;
use pixloom::raster::{Raster, Samples};
use pixloom::samples::Kind;

use super::{SIZE, photograph, rival};

/// Prints a table of every filter of the registry, at its defaults.
pub(super) fn tables() {
    println!("\n## Filters");
    println!("Time as a multiple of copying the pixels of {} x {}, one thread.\n", SIZE.0, SIZE.1);
    println!("| filter | 8 bits | 16 bits |\n|---|---|---|");
    let eight = photograph(Kind::Mountains);
    let Samples::U8(samples) = eight.samples() else { unreachable!("made with 8 bits") };
    let wide = samples.iter().map(|&sample| u16::from(sample) * 257).collect();
    let sixteen = Raster::new(eight.width(), eight.height(), eight.layout(), Samples::U16(wide)).expect("as before");
    for filter in filters::ALL {
        let recipe = Recipe::of(filter);
        println!("| {} | {:.1} | {:.1} |", filter.title, copies(&eight, &recipe), copies(&sixteen, &recipe));
    }
}

fn copies(picture: &Raster, recipe: &Recipe) -> f64 {
    let mut space = Workspace::default();
    let mut room = picture.samples().clone();
    let filter = rival("filter", || {
        let filtered = space.filter(picture, recipe, Alpha::Keep, &|| true).expect("nobody stops it");
        space.give_back(filtered);
        0
    });
    let copy = rival("copy", || {
        match (&mut room, picture.samples()) {
            (Samples::U8(room), Samples::U8(samples)) => room.copy_from_slice(samples),
            (Samples::U16(room), Samples::U16(samples)) => room.copy_from_slice(samples),
            _ => unreachable!("one is a clone of the other"),
        }
        std::hint::black_box(&room);
        0
    });
    match &super::in_turns(vec![filter, copy])[..] {
        [filter, copy] => super::ratio(filter.time, copy.time),
        _ => unreachable!("there are two"),
    }
}
