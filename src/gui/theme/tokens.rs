//! The colours of the window, light and dark, by what they are for.

use egui::Color32;

use crate::compare::Part;
use crate::engine::PerPhase;
use crate::palette;

/// The colours of one theme.
#[derive(Debug)]
pub(crate) struct Tokens {
    /// Ground of the middle.
    pub ground: Color32,
    /// Ground of panels.
    pub panel: Color32,
    /// Ground of fields and of pictures that are not there yet.
    pub field: Color32,
    /// Ground of buttons.
    pub raised: Color32,
    /// Ground of what the pointer is on.
    pub hovered: Color32,
    /// Lines between panels and around fields.
    pub line: Color32,
    /// Text.
    pub text: Color32,
    /// Text that matters most.
    pub strong: Color32,
    /// Text that matters less.
    pub weak: Color32,
    /// Text, lines and marks of the accent.
    pub accent: Color32,
    /// Ground of the accent.
    pub accent_fill: Color32,
    /// Text on the ground of the accent.
    pub on_accent: Color32,
    /// Something went wrong.
    pub error: Color32,
    /// Something is good.
    pub good: Color32,
    /// The ground of a bar.
    pub track: Color32,
    /// Dots and whiskers of a chart.
    pub mark: Color32,
    /// What lines of a chart look like, in order.
    pub series: [Color32; 6],
    /// What phases look like.
    pub phases: PerPhase<Color32>,
}

impl Tokens {
    /// What a part of the workers' time looks like.
    pub(crate) fn part(&self, part: Part) -> Color32 {
        match part {
            Part::Phase(phase) => *self.phases.of(phase),
            Part::Upkeep => self.weak,
            Part::Waiting => self.track,
        }
    }
}

pub(super) const DARK: Tokens = Tokens {
    ground: rgb(0x111417),
    panel: rgb(0x181c20),
    field: rgb(0x0d1012),
    raised: rgb(0x262c32),
    hovered: rgb(0x313941),
    line: rgb(0x2a3036),
    text: rgb(0xd3d9de),
    strong: rgb(0xf3f6f8),
    weak: rgb(0x98a3ad),
    accent: rgb(0x6ca9ff),
    accent_fill: rgb(0x2b66d9),
    on_accent: rgb(0xffffff),
    error: rgb(0xff8f80),
    good: rgb(0x5ccf9b),
    track: rgb(0x2a3036),
    mark: rgb(0xf3f6f8),
    series: [rgb(0xb4bec7), rgb(0x56b4e9), rgb(0xe69f00), rgb(0x2bbd8f), rgb(0xd98cb8), rgb(0xe0d84a)],
    phases: PerPhase { open: rgb(0x56b4e9), filter: rgb(0xe69f00), encode: rgb(0x009e73), write: rgb(0xcc79a7) },
};

pub(super) const LIGHT: Tokens = Tokens {
    ground: rgb(palette::LIGHT.ground),
    panel: rgb(0xf5f7f9),
    field: rgb(0xffffff),
    raised: rgb(0xe6eaee),
    hovered: rgb(0xd8dee4),
    line: rgb(palette::LIGHT.line),
    text: rgb(palette::LIGHT.text),
    strong: rgb(palette::LIGHT.strong),
    weak: rgb(palette::LIGHT.weak),
    accent: rgb(palette::LIGHT.accent),
    accent_fill: rgb(palette::LIGHT.accent),
    on_accent: rgb(0xffffff),
    error: rgb(0xb3261e),
    good: rgb(0x0b704a),
    track: rgb(palette::LIGHT.track),
    mark: rgb(palette::LIGHT.mark),
    series: [rgb(0x66717b), rgb(0x0072b2), rgb(0xc77700), rgb(0x008c66), rgb(0xa8487f), rgb(0x857a00)],
    phases: PerPhase {
        open: rgb(palette::LIGHT.open),
        filter: rgb(palette::LIGHT.filter),
        encode: rgb(palette::LIGHT.encode),
        write: rgb(palette::LIGHT.write),
    },
};

const fn rgb(hex: u32) -> Color32 {
    let [_, r, g, b] = hex.to_be_bytes();
    Color32::from_rgb(r, g, b)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::Phase;

    fn luminance(colour: Color32) -> f64 {
        let linear = |c: u8| match f64::from(c) / 255.0 {
            c if c <= 0.04045 => c / 12.92,
            c => ((c + 0.055) / 1.055).powf(2.4),
        };
        0.2126 * linear(colour.r()) + 0.7152 * linear(colour.g()) + 0.0722 * linear(colour.b())
    }

    fn contrast(a: Color32, b: Color32) -> f64 {
        let (a, b) = (luminance(a), luminance(b));
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    #[test]
    fn text_stands_out_from_every_ground() {
        for tokens in [&DARK, &LIGHT] {
            for ground in [tokens.ground, tokens.panel, tokens.field] {
                for text in [tokens.text, tokens.strong, tokens.weak, tokens.accent, tokens.error, tokens.good] {
                    assert!(contrast(text, ground) >= 4.5, "{text:?} on {ground:?}: {:.2}", contrast(text, ground));
                }
            }
            for ground in [tokens.raised, tokens.hovered] {
                assert!(contrast(tokens.text, ground) >= 4.5, "{ground:?}");
            }
            assert!(contrast(tokens.on_accent, tokens.accent_fill) >= 4.5);
        }
    }

    #[test]
    fn bars_stand_out_from_their_ground() {
        for tokens in [&DARK, &LIGHT] {
            for phase in Phase::ALL {
                let seen = contrast(*tokens.phases.of(phase), tokens.ground);
                assert!(seen >= 2.9, "{phase:?}: {seen:.2}");
            }
        }
    }

    #[test]
    fn lines_stand_out_from_their_ground() {
        for tokens in [&DARK, &LIGHT] {
            for colour in tokens.series {
                let seen = contrast(colour, tokens.ground);
                assert!(seen >= 3.0, "{colour:?}: {seen:.2}");
            }
        }
    }
}
