//! All colours and sizes, light and dark. Nothing else in the window names one.
//!
//! Distances are multiples of 4 points. One accent colour; text stands out from its ground by 4.5:1 or more, and the
//! colours of phases come from the palette of Okabe and Ito, which holds for colour-blind eyes.

mod tokens;

use egui::style::{HandleShape, ScrollStyle, Selection, WidgetVisuals, Widgets};
use egui::{
    Color32, Context, CornerRadius, FontDefinitions, FontFamily, FontId, Margin, Shadow, Stroke, Style, TextStyle,
    Theme, ThemePreference, Ui, Vec2, Visuals, vec2,
};

use super::choices::{ThemeChoice, UiScale};
pub(crate) use tokens::Tokens;
use tokens::{DARK, LIGHT};

/// Between things that belong together.
pub(crate) const GAP: f32 = 8.0;
/// Between groups, and from the edge of a panel.
pub(crate) const MARGIN: f32 = 16.0;
/// Height of buttons, fields and rows.
pub(crate) const ROW: f32 = 28.0;
/// Width of a slider with its number.
pub(crate) const SLIDER: f32 = 160.0;
/// Height of sliders.
pub(crate) const SLIM: f32 = 20.0;
/// Corners of buttons, fields and pictures.
pub(crate) const RADIUS: u8 = 4;
/// Height of a progress bar.
pub(crate) const BAR: f32 = 8.0;

/// The colours of this theme.
pub(crate) fn tokens(ui: &Ui) -> &'static Tokens {
    if ui.visuals().dark_mode { &DARK } else { &LIGHT }
}

/// Text style for what a comparison comes to.
pub(crate) fn title() -> TextStyle {
    TextStyle::Name("title".into())
}

/// The font that has arrows, which comes with the window.
const ARROWS: &str = "Hack";

/// Dresses the window in both themes, with its fonts.
pub(crate) fn dress(ctx: &Context) {
    for theme in [Theme::Dark, Theme::Light] {
        ctx.set_style_of(theme, style(theme));
    }
    ctx.set_fonts(fonts());
    // The size of everything is chosen like all else, and remembered with it.
    ctx.options_mut(|options| options.zoom_with_keyboard = false);
}

/// The fonts that come with the window. Their arrows stand before those of whatever font the system has for Korean, in
/// which they are hardly to be seen.
fn fonts() -> FontDefinitions {
    let mut fonts = FontDefinitions::default();
    if fonts.font_data.contains_key(ARROWS) {
        fonts.families.entry(FontFamily::Proportional).or_default().push(ARROWS.to_owned());
    }
    fonts
}

/// How large everything is.
pub(crate) fn scale(ctx: &Context, scale: UiScale) {
    ctx.set_zoom_factor(f32::from(scale.percent()) / 100.0);
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
    spacing.scroll = ScrollStyle {
        bar_width: 8.0,
        foreground_color: true,
        dormant_handle_opacity: 0.5,
        active_handle_opacity: 0.6,
        interact_handle_opacity: 0.8,
        ..ScrollStyle::thin()
    };
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
