//! All colours and sizes, light and dark. Nothing else in the window names one.
//!
//! Distances are multiples of 4 points. One accent colour; text stands out from its ground by 4.5:1 or more, and the
//! colours of phases come from the palette of Okabe and Ito, which holds for colour-blind eyes.

use egui::style::{HandleShape, ScrollStyle, Selection, WidgetVisuals, Widgets};
use egui::{
    Color32, Context, CornerRadius, FontId, Margin, Shadow, Stroke, Style, TextStyle, Theme, ThemePreference, Ui, Vec2,
    Visuals, vec2,
};

use super::choices::ThemeChoice;
use crate::engine::{PerPhase, Phase};

/// Between things that belong together.
pub(crate) const GAP: f32 = 8.0;
/// Between groups, and from the edge of a panel.
pub(crate) const MARGIN: f32 = 16.0;
/// Height of buttons, fields and rows.
pub(crate) const ROW: f32 = 28.0;
/// Height of sliders.
pub(crate) const SLIM: f32 = 20.0;
/// Corners of buttons, fields and pictures.
pub(crate) const RADIUS: u8 = 4;
/// Height of a progress bar.
pub(crate) const BAR: f32 = 8.0;

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
    /// What phases look like.
    pub phases: PerPhase<Color32>,
}

const DARK: Tokens = Tokens {
    ground: rgb(0x11_14_17),
    panel: rgb(0x18_1c_20),
    field: rgb(0x0d_10_12),
    raised: rgb(0x26_2c_32),
    hovered: rgb(0x31_39_41),
    line: rgb(0x2a_30_36),
    text: rgb(0xd3_d9_de),
    strong: rgb(0xf3_f6_f8),
    weak: rgb(0x98_a3_ad),
    accent: rgb(0x6c_a9_ff),
    accent_fill: rgb(0x2b_66_d9),
    on_accent: rgb(0xff_ff_ff),
    error: rgb(0xff_8f_80),
    good: rgb(0x5c_cf_9b),
    track: rgb(0x2a_30_36),
    mark: rgb(0xf3_f6_f8),
    phases: PerPhase {
        open: rgb(0x56_b4_e9),
        filter: rgb(0xe6_9f_00),
        encode: rgb(0x00_9e_73),
        write: rgb(0xcc_79_a7),
    },
};

const LIGHT: Tokens = Tokens {
    ground: rgb(0xff_ff_ff),
    panel: rgb(0xf5_f7_f9),
    field: rgb(0xff_ff_ff),
    raised: rgb(0xe6_ea_ee),
    hovered: rgb(0xd8_de_e4),
    line: rgb(0xd5_db_e1),
    text: rgb(0x2b_33_3a),
    strong: rgb(0x0f_14_18),
    weak: rgb(0x5b_66_70),
    accent: rgb(0x1d_59_c8),
    accent_fill: rgb(0x1d_59_c8),
    on_accent: rgb(0xff_ff_ff),
    error: rgb(0xb3_26_1e),
    good: rgb(0x0b_70_4a),
    track: rgb(0xdd_e3_e8),
    mark: rgb(0x0f_14_18),
    phases: PerPhase {
        open: rgb(0x00_72_b2),
        filter: rgb(0xd9_82_00),
        encode: rgb(0x00_8c_66),
        write: rgb(0xb8_5f_92),
    },
};

/// The colours of this theme.
pub(crate) fn tokens(ui: &Ui) -> &'static Tokens {
    if ui.visuals().dark_mode { &DARK } else { &LIGHT }
}

/// What a phase is called where people read.
pub(crate) const fn phase_title(phase: Phase) -> &'static str {
    match phase {
        Phase::Open => "Open",
        Phase::Filter => "Filter",
        Phase::Encode => "Encode",
        Phase::Write => "Write",
    }
}

/// Text style for what a comparison comes to.
pub(crate) fn title() -> TextStyle {
    TextStyle::Name("title".into())
}

/// Dresses the window in both themes.
pub(crate) fn dress(ctx: &Context) {
    for theme in [Theme::Dark, Theme::Light] {
        ctx.set_style_of(theme, style(theme));
    }
}

/// Light, dark, or as the system has it.
pub(crate) fn choose(ctx: &Context, choice: ThemeChoice) {
    ctx.set_theme(match choice {
        ThemeChoice::System => ThemePreference::System,
        ThemeChoice::Light => ThemePreference::Light,
        ThemeChoice::Dark => ThemePreference::Dark,
    });
}

fn of(theme: Theme) -> &'static Tokens {
    match theme {
        Theme::Dark => &DARK,
        Theme::Light => &LIGHT,
    }
}

fn style(theme: Theme) -> Style {
    let mut style = Style { visuals: visuals(theme), ..theme.default_style() };
    style.text_styles = [
        (TextStyle::Small, FontId::proportional(12.0)),
        (TextStyle::Body, FontId::proportional(14.0)),
        (TextStyle::Button, FontId::proportional(14.0)),
        (TextStyle::Monospace, FontId::monospace(13.0)),
        (TextStyle::Heading, FontId::proportional(16.0)),
        (title(), FontId::proportional(22.0)),
    ]
    .into();
    style.drag_value_text_style = TextStyle::Body;
    style.animation_time = 0.0;
    let spacing = &mut style.spacing;
    spacing.item_spacing = Vec2::splat(GAP);
    spacing.button_padding = vec2(12.0, 4.0);
    spacing.interact_size = vec2(32.0, ROW);
    spacing.icon_width = 16.0;
    spacing.icon_width_inner = 8.0;
    spacing.icon_spacing = 8.0;
    spacing.indent = 24.0;
    spacing.menu_margin = Margin::same(8);
    spacing.slider_width = 96.0;
    spacing.slider_rail_height = 4.0;
    spacing.combo_width = 96.0;
    spacing.tooltip_width = 360.0;
    spacing.scroll = ScrollStyle { bar_width: 8.0, ..ScrollStyle::thin() };
    style.interaction.tooltip_delay = 0.3;
    style.interaction.selectable_labels = false;
    style
}

fn visuals(theme: Theme) -> Visuals {
    let tokens = of(theme);
    let base = theme.default_visuals();
    let shadow = Shadow {
        offset: [0, 8],
        blur: 24,
        spread: 0,
        color: Color32::from_black_alpha(if base.dark_mode { 96 } else { 32 }),
    };
    let mut visuals = Visuals {
        widgets: widgets(tokens),
        selection: Selection { bg_fill: tokens.accent_fill, stroke: Stroke::new(1.0, tokens.on_accent) },
        weak_text_color: Some(tokens.weak),
        hyperlink_color: tokens.accent,
        faint_bg_color: tokens.panel,
        extreme_bg_color: tokens.field,
        text_edit_bg_color: Some(tokens.field),
        code_bg_color: tokens.raised,
        warn_fg_color: tokens.error,
        error_fg_color: tokens.error,
        window_corner_radius: CornerRadius::same(8),
        window_shadow: shadow,
        popup_shadow: shadow,
        window_fill: tokens.panel,
        window_stroke: Stroke::new(1.0, tokens.line),
        menu_corner_radius: CornerRadius::same(6),
        panel_fill: tokens.panel,
        indent_has_left_vline: false,
        slider_trailing_fill: true,
        handle_shape: HandleShape::Circle,
        image_loading_spinners: false,
        disabled_alpha: 0.45,
        ..base
    };
    visuals.text_cursor.stroke = Stroke::new(2.0, tokens.accent);
    // A blinking cursor would draw the whole window twice a second for nothing.
    visuals.text_cursor.blink = false;
    visuals
}

fn widgets(tokens: &Tokens) -> Widgets {
    let widget = |fill: Color32, line: Color32, text: Color32| WidgetVisuals {
        bg_fill: fill,
        weak_bg_fill: fill,
        bg_stroke: Stroke::new(1.0, line),
        corner_radius: CornerRadius::same(RADIUS),
        fg_stroke: Stroke::new(1.5, text),
        expansion: 0.0,
    };
    Widgets {
        noninteractive: widget(tokens.panel, tokens.line, tokens.text),
        inactive: widget(tokens.raised, tokens.raised, tokens.text),
        hovered: widget(tokens.hovered, tokens.hovered, tokens.strong),
        active: widget(tokens.hovered, tokens.accent, tokens.strong),
        open: widget(tokens.hovered, tokens.hovered, tokens.strong),
    }
}

const fn rgb(hex: u32) -> Color32 {
    let [_, r, g, b] = hex.to_be_bytes();
    Color32::from_rgb(r, g, b)
}

#[cfg(test)]
mod tests {
    use super::*;

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
}
