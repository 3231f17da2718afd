//! Which language the window speaks: the system's or a chosen one, as long as a font has its letters.
//!
//! What is drawn asks for it as it asks for colours, by [`words`]. Knows no words.

use egui::{Context, FontId, Id, TextStyle, Ui};

use super::choices::LanguageChoice;
use crate::words::Language;

/// What is known of the language to speak.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Speech {
    /// What was chosen.
    pub choice: LanguageChoice,
    /// What the system speaks.
    pub system: Language,
    /// Whether no font has the letters of the wanted one.
    pub lacks_letters: bool,
    /// Whether letters are taken to be there without a look, for windows that nobody sees.
    pub is_trusted: bool,
}

impl Speech {
    /// The language that is wanted.
    pub(crate) fn wanted(&self) -> Language {
        match self.choice {
            LanguageChoice::System => self.system,
            LanguageChoice::English => Language::English,
            LanguageChoice::Korean => Language::Korean,
        }
    }

    /// The choice of the language after the wanted one, in turn: never one that changes nothing, as the system's may.
    pub(crate) fn next(&self) -> LanguageChoice {
        let languages = || LanguageChoice::ALL.into_iter().filter_map(|(choice, language)| Some((choice, language?)));
        let mut from_wanted = languages().chain(languages()).skip_while(|(_, language)| *language != self.wanted());
        from_wanted.nth(1).map_or(LanguageChoice::System, |(choice, _)| choice)
    }

    /// The language that is spoken: the wanted one, if it can be written.
    pub(crate) fn spoken(&self) -> Language {
        if self.lacks_letters { Language::English } else { self.wanted() }
    }

    /// Whether a language can be written. Cost: where no font of the window has its letters, the first time a search
    /// among those of the system.
    pub(crate) fn can_write(&self, ctx: &Context, language: Language) -> bool {
        let font = FontId::proportional(TextStyle::Body.resolve(&ctx.global_style()).size);
        self.is_trusted || ctx.fonts_mut(|fonts| fonts.has_glyphs(&font, language.letters()))
    }
}

/// What the system speaks.
pub(super) fn of_system() -> Language {
    sys_locale::get_locale().map(|tag| Language::of_tag(&tag)).unwrap_or_default()
}

/// From now on what is drawn speaks this language.
pub(super) fn speak(ctx: &Context, language: Language) {
    ctx.data_mut(|data| data.insert_temp(Id::NULL, language));
}

/// The words of what is drawn now.
pub(crate) fn words(ui: &Ui) -> Language {
    ui.data(|data| data.get_temp(Id::NULL)).unwrap_or_default()
}
