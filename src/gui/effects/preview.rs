//! One picture before and after a recipe: what is to be seen of it is worked out off the drawing thread, by one thread
//! that works at the newest request and leaves the one before.
//!
//! Nothing larger than the screen becomes a texture: from 1:1 on the pixels in view, below it one for each pixel of the
//! screen, averaged over those that lie under it. So a picture of a hundred megapixels costs no more than a small one,
//! and moving or zooming asks for other pixels; until they come those that are there are drawn where they belong.

mod desk;
mod draft;
mod sample;
mod studio;

use std::sync::Arc;

use egui::{Color32, ColorImage, Context, TextureHandle, TextureId, TextureOptions};

use super::Mail;
use crate::gui::preview_view::{Source, Wanted};
use crate::gui::sight::Cells;
use crate::job::Recipe;
use crate::raster::Raster;
use desk::{Desk, Request};

/// Half the side of the squares below what is see-through, in pixels.
const SQUARE: usize = 8;

/// Before or after a recipe.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Side {
    /// The picture as it is.
    Before,
    /// What a run would write.
    After,
}

/// What there is to be seen of one side.
pub(crate) struct Layer {
    /// The picture.
    pub source: Source,
    /// What was applied to it.
    pub recipe: Option<Recipe>,
    /// Whether that was done in a hurry, and the exact pixels are yet to come.
    pub is_draft: bool,
    /// The cells that it shows.
    pub cells: Cells,
    /// Its pixels, a cell each.
    pub texture: TextureHandle,
    /// Every sample of the pixels that are seen, where cells are pixels.
    pub samples: Option<Raster>,
}

/// What the thread has worked out, ready to become a texture.
pub(super) struct Painted {
    side: Side,
    source: Source,
    recipe: Option<Recipe>,
    is_draft: bool,
    cells: Cells,
    image: ColorImage,
    samples: Option<Raster>,
}

/// What is to be seen of one picture.
pub(crate) struct Previewer {
    desk: Option<Arc<Desk>>,
    is_held: bool,
    before: Option<Layer>,
    after: Option<Layer>,
    squares: [TextureHandle; 2],
}

impl Previewer {
    pub(super) fn new(ctx: &Context) -> Self {
        let squares = [false, true].map(|is_dark| {
            let name = if is_dark { "squares, dark" } else { "squares, light" };
            ctx.load_texture(name, squares(is_dark), TextureOptions::NEAREST_REPEAT)
        });
        Self { desk: None, is_held: false, before: None, after: None, squares }
    }

    /// What there is of this picture on this side.
    pub(crate) fn layer(&self, side: Side, source: &Source) -> Option<&Layer> {
        let layer = match side {
            Side::Before => self.before.as_ref(),
            Side::After => self.after.as_ref(),
        };
        layer.filter(|layer| layer.source == *source)
    }

    /// Squares to be laid below what is see-through, and how many pixels they take before they come again.
    pub(crate) fn squares(&self, is_dark: bool) -> (TextureId, usize) {
        let [light, dark] = &self.squares;
        (if is_dark { dark } else { light }.id(), 2 * SQUARE)
    }

    /// Works this out instead of what was asked for before.
    pub(super) fn ask(&mut self, mail: &Mail, generation: u64, wanted: Wanted) {
        let desk = self.desk.get_or_insert_with(|| {
            let desk = Arc::new(Desk::new(self.is_held));
            let its = Arc::clone(&desk);
            mail.elsewhere("pixloom-preview", move |mail| studio::work(&its, mail));
            desk
        });
        desk.ask(Request { generation, wanted });
    }

    /// Lets go of everything.
    pub(super) fn forget(&mut self) {
        // Its thread ends, and takes with it what it keeps.
        self.desk.take().into_iter().for_each(|desk| desk.close());
        (self.before, self.after) = (None, None);
    }

    /// While held, nothing is worked out, and no picture is kept.
    pub(super) fn hold(&mut self, is_held: bool) {
        if self.is_held != is_held {
            self.is_held = is_held;
            self.desk.iter().for_each(|desk| desk.hold(is_held));
        }
    }

    /// Takes in what was worked out.
    pub(super) fn receive(&mut self, ctx: &Context, painted: Painted) {
        let Painted { side, source, recipe, is_draft, cells, image, samples } = painted;
        let place = match side {
            Side::Before => &mut self.before,
            Side::After => &mut self.after,
        };
        // Far away every cell is a pixel of the screen; near, the edges of pixels are to be seen.
        let options = TextureOptions { minification: egui::TextureFilter::Linear, ..TextureOptions::NEAREST };
        let texture = match place.take() {
            Some(mut before) => {
                before.texture.set(image, options);
                before.texture
            }
            None => ctx.load_texture(format!("preview {side:?}"), image, options),
        };
        *place = Some(Layer { source, recipe, is_draft, cells, texture, samples });
    }
}

impl Drop for Previewer {
    fn drop(&mut self) {
        self.forget();
    }
}

/// Four squares, which are laid over and over.
fn squares(is_dark: bool) -> ColorImage {
    let greys = if is_dark { [44, 60] } else { [255, 228] };
    let side = 2 * SQUARE;
    let pixel = |n: usize| {
        let is_odd = (n % side / SQUARE + n / side / SQUARE) % 2 == 1;
        Color32::from_gray(if is_odd { greys[1] } else { greys[0] })
    };
    ColorImage::new([side, side], (0..side * side).map(pixel).collect())
}
