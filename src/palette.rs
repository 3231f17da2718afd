//! The colours that the window and the charts of reports share, as plain numbers, so that a bar means the same in both.
//!
//! Phases have the palette of Okabe and Ito, a shade darker where it is too pale for white paper; it holds for
//! colour-blind eyes. Knows neither widgets nor files.

/// Colours on a light ground, each as `0xRRGGBB`.
#[derive(Debug)]
pub struct Palette {
    /// The ground.
    pub ground: u32,
    /// Text.
    pub text: u32,
    /// Text that matters most.
    pub strong: u32,
    /// Text that matters less.
    pub weak: u32,
    /// Lines behind and around things.
    pub line: u32,
    /// Dots and whiskers.
    pub mark: u32,
    /// Bars that are not divided.
    pub accent: u32,
    /// The ground of what is not at work.
    pub track: u32,
    /// Opening pictures.
    pub open: u32,
    /// Filtering.
    pub filter: u32,
    /// Encoding outputs.
    pub encode: u32,
    /// Writing them.
    pub write: u32,
}

/// The light theme of the window, and the paper of charts.
pub const LIGHT: Palette = Palette {
    ground: 0xffffff,
    text: 0x2b333a,
    strong: 0x0f1418,
    weak: 0x5b6670,
    line: 0xd5dbe1,
    mark: 0x0f1418,
    accent: 0x1d59c8,
    track: 0xdde3e8,
    open: 0x0072b2,
    filter: 0xd98200,
    encode: 0x008c66,
    write: 0xb85f92,
};
