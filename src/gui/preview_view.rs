//! What is seen of one picture before and after a recipe, as the window knows it: plain data, changed by `update` alone.

use std::path::PathBuf;

use super::sight::{Sight, Zoom};
use crate::filters::Alpha;
use crate::job::Recipe;
use crate::raster::Layout;
use crate::words::Language;

/// What is seen of one picture.
#[derive(Clone, Debug)]
pub(crate) struct PreviewView {
    /// The picture, by its place in the folder.
    pub picture_idx: usize,
    /// The recipe that was chosen last, by its place.
    pub filter_idx: Option<usize>,
    /// How before and after are laid out.
    pub beside: Beside,
    /// Whether the one that is seen is the one before, where only one is.
    pub is_before: bool,
    /// Where the divider stands, from 0 at the left to 1.
    pub divider: f32,
    /// How near it is.
    pub zoom: Zoom,
    /// The point of the picture in the middle; its own middle if none.
    pub centre: Option<[f64; 2]>,
    /// Pixels of the place that a picture is seen in, across and down; none before the first frame.
    pub place: Option<[usize; 2]>,
    /// The newest request.
    pub asked: Option<Asked>,
}

/// What was asked for, and what has come of it.
#[derive(Clone, Debug)]
pub(crate) struct Asked {
    /// The request.
    pub generation: u64,
    /// What is to be seen.
    pub wanted: Wanted,
    /// What is known of the picture, or why it cannot be seen; none while it is being decoded.
    pub picture: Option<Result<PictureFacts, String>>,
    /// Whether all that is to be seen is there, or why it is not; none while it is being worked out.
    pub made: Option<Result<(), String>>,
}

/// What is to be seen.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Wanted {
    /// The picture.
    pub picture: Source,
    /// What is applied to it; nothing is when there is none.
    pub recipe: Option<Recipe>,
    /// What happens to alpha.
    pub alpha: Alpha,
    /// How near it is.
    pub zoom: Zoom,
    /// The point of the picture in the middle; its own middle if none.
    pub centre: Option<[f64; 2]>,
    /// Pixels of the place, across and down.
    pub place: [usize; 2],
}

/// A picture's file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Source {
    /// Where it is.
    pub path: PathBuf,
    /// Changes when the file may have changed.
    pub stamp: u64,
}

/// What is known of a picture once it is decoded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct PictureFacts {
    /// Pixels across and down.
    pub size: [usize; 2],
    /// Its channels.
    pub layout: Layout,
    /// Bits of a sample.
    pub bits: u32,
}

/// How before and after are laid out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Beside {
    /// In one place, with a divider between them.
    Divider,
    /// In two places.
    SideBySide,
    /// In one place, one at a time.
    Toggle,
}

/// To see something else of it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Ask {
    /// This picture, by its place in the folder.
    Picture(usize),
    /// The picture so many places further on.
    Next(isize),
    /// This recipe, by its place.
    Filter(usize),
    /// Before and after laid out like this.
    Beside(Beside),
    /// The other one of before and after.
    Flip,
    /// The divider here, from 0 to 1.
    Divider(f32),
    /// As near as this.
    Zoom(Zoom),
    /// So many steps nearer, or farther, around a point of the place; around its middle if none.
    Nearer(i32, Option<[f64; 2]>),
    /// The picture moved by so many pixels of the screen.
    Move([f64; 2]),
    /// It all in a place of so many pixels.
    Place([usize; 2]),
}

/// What has come of a request.
#[derive(Clone, Debug)]
pub(crate) enum Told {
    /// The picture is decoded, or why it cannot be.
    Opened(Result<PictureFacts, String>),
    /// All that is to be seen can be, or why not.
    Made(Result<(), String>),
}

impl Default for PreviewView {
    fn default() -> Self {
        Self {
            picture_idx: 0,
            filter_idx: None,
            beside: Beside::Divider,
            is_before: false,
            divider: 0.5,
            zoom: Zoom::Fit,
            centre: None,
            place: None,
            asked: None,
        }
    }
}

impl PreviewView {
    /// What is known of the picture, if it can be seen.
    pub(crate) fn facts(&self) -> Option<PictureFacts> {
        self.asked.as_ref()?.picture.as_ref()?.as_ref().ok().copied()
    }

    /// How the picture lies in its place, once both are known.
    pub(crate) fn sight(&self) -> Option<Sight> {
        Some(Sight::new(self.facts()?.size, self.place?, self.zoom, self.centre))
    }
}

impl PictureFacts {
    /// "6000 × 4000, RGB, 8 bits".
    pub(crate) fn in_words(&self, words: Language) -> String {
        let [width, height] = self.size;
        let channels = match self.layout {
            Layout::Grey => words.grey(),
            Layout::GreyAlpha => words.grey_alpha(),
            Layout::Rgb => words.rgb(),
            Layout::Rgba => words.rgb_alpha(),
        };
        words.picture_facts(width, height, channels, self.bits)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_seen_is_said_in_words() {
        let facts = PictureFacts { size: [6000, 4000], layout: Layout::GreyAlpha, bits: 16 };
        assert_eq!(facts.in_words(Language::English), "6000 × 4000, grey with alpha, 16 bits");
    }
}
