//! What people choose and the window remembers: recipes, outputs, sharing, theme, language.
//!
//! Knows no widgets. [`Remembered`] is what is kept between starts; whatever in it is no longer known is passed over.

use std::num::NonZeroUsize;
use std::path::PathBuf;

use serde::{Deserialize, Serialize};

use super::pictures_view::{Layout, SortBy};
use crate::compare::{Mode, Rounds, sweep};
use crate::engine::Strategy;
use crate::files::{Effort, EncodeOptions, Format};
use crate::filters::{self, Alpha};
use crate::job::{Existing, Recipe};
use crate::machine;
use crate::strategies;
use crate::words::Language;

/// The folder for outputs, inside that of the pictures, when no other is chosen.
pub(super) const OUTPUT_FOLDER: &str = "pixloom";

/// The folder for comparisons, inside that of the outputs, when no other can be chosen.
pub(super) const EXPORT_FOLDER: &str = "comparison";

/// What a file of recipes is called when nothing else is said.
pub(super) const RECIPES_FILE: &str = "recipes.txt";

/// How many folders the recent list holds.
pub(super) const N_RECENT: usize = 8;

/// The most rounds that can be asked for.
pub(crate) const MAX_ROUNDS: usize = 50;

/// Light, dark, or as the system has it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum ThemeChoice {
    /// As the system has it.
    #[default]
    System,
    /// Dark text on light ground.
    Light,
    /// Light text on dark ground.
    Dark,
}

/// What the window speaks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum LanguageChoice {
    /// What the system speaks.
    #[default]
    System,
    /// English.
    English,
    /// Korean.
    Korean,
}

/// How large everything is, in percent of the usual: one of [`UiScale::STEPS`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub(crate) struct UiScale(u16);

/// A panel beside the middle.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Side {
    /// The pictures, at the left.
    Pictures,
    /// The recipes and outputs, at the right.
    Recipes,
}

/// Which panels beside the middle are folded away.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Folds {
    pictures: bool,
    recipes: bool,
}

/// One recipe, ticked or not. First comes each filter of the registry alone, in its order, then chains of one's own.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct RecipeChoice {
    /// What is done.
    pub recipe: Recipe,
    /// Whether it is ticked.
    pub is_on: bool,
}

/// How outputs are named and written.
#[derive(Clone, Debug)]
pub(crate) struct Outputs {
    /// The folder as typed; empty for the default.
    pub folder_text: String,
    /// The format of every output; each picture's own when none.
    pub format: Option<Format>,
    /// Quality of lossy formats, and effort for lossless ones.
    pub coding: EncodeOptions,
    /// What happens to alpha.
    pub alpha: Alpha,
    /// What happens to outputs that are there already.
    pub existing: Existing,
}

/// How the work is shared out.
#[derive(Clone, Debug)]
pub(crate) struct Sharing {
    /// For each strategy of the registry, whether it is compared.
    pub compared: Vec<bool>,
    /// The strategy of a run.
    pub run_with: &'static Strategy,
    /// Workers, at most [`Sharing::max_workers`].
    pub workers: NonZeroUsize,
    /// Logical cores of the machine.
    pub cores: NonZeroUsize,
    /// Whether a comparison is made on every worker count up to that one.
    pub is_sweep: bool,
    /// Counted rounds of a comparison, at most [`MAX_ROUNDS`].
    pub rounds: NonZeroUsize,
    /// Whether a comparison goes on until it is precise enough, however many rounds that takes.
    pub is_auto: bool,
    /// What a comparison measures.
    pub mode: Mode,
}

/// What is kept between starts.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Remembered {
    theme: ThemeChoice,
    language: LanguageChoice,
    scale: UiScale,
    folds: Folds,
    recent: Vec<PathBuf>,
    is_recursive: bool,
    /// How pictures are laid out, by what they are sorted, and whether that is turned around.
    pictures: (Layout, SortBy, bool),
    /// Every recipe with its values, and whether it is ticked.
    recipes: Vec<(String, bool)>,
    run_with: String,
    /// Ids of strategies that are compared.
    compared: Option<Vec<String>>,
    workers: Option<NonZeroUsize>,
    is_sweep: bool,
    rounds: Option<NonZeroUsize>,
    is_auto: bool,
    mode: Mode,
    /// How outputs are written, by ids. Where to, and whether they replace others, is asked anew every time, so that
    /// nothing is written over because of what was wanted another day.
    format: Option<String>,
    quality: Option<u8>,
    effort: String,
    alpha: String,
}

impl ThemeChoice {
    /// The one after it, in turn.
    pub(crate) fn next(self) -> Self {
        match self {
            Self::System => Self::Light,
            Self::Light => Self::Dark,
            Self::Dark => Self::System,
        }
    }
}

impl LanguageChoice {
    /// Every one, in the order in which they are shown, with the language that it is if it is one.
    pub(crate) const ALL: [(Self, Option<Language>); 3] =
        [(Self::System, None), (Self::English, Some(Language::English)), (Self::Korean, Some(Language::Korean))];
}

impl Default for UiScale {
    fn default() -> Self {
        Self(100)
    }
}

impl UiScale {
    const STEPS: [u16; 9] = [70, 80, 90, 100, 110, 125, 150, 175, 200];

    /// In percent of the usual.
    pub(crate) fn percent(self) -> u16 {
        self.0
    }

    /// The next larger one; the same at the end.
    pub(crate) fn larger(self) -> Self {
        Self(Self::STEPS.into_iter().find(|step| *step > self.0).unwrap_or(self.0))
    }

    /// The next smaller one; the same at the end.
    pub(crate) fn smaller(self) -> Self {
        Self(Self::STEPS.into_iter().rev().find(|step| *step < self.0).unwrap_or(self.0))
    }

    /// The same, if it is one that can be chosen.
    fn known(self) -> Self {
        if Self::STEPS.contains(&self.0) { self } else { Self::default() }
    }
}

impl Folds {
    /// Whether this panel is folded away.
    pub(crate) fn has(self, side: Side) -> bool {
        match side {
            Side::Pictures => self.pictures,
            Side::Recipes => self.recipes,
        }
    }

    /// The same with this panel folded away, or not.
    pub(crate) fn with(self, side: Side, is_folded: bool) -> Self {
        match side {
            Side::Pictures => Self { pictures: is_folded, ..self },
            Side::Recipes => Self { recipes: is_folded, ..self },
        }
    }
}

impl Default for Outputs {
    fn default() -> Self {
        let coding = EncodeOptions::default();
        Self { folder_text: String::new(), format: None, coding, alpha: Alpha::Keep, existing: Existing::Keep }
    }
}

impl Default for Sharing {
    fn default() -> Self {
        let cores = machine::logical_cores();
        Self {
            compared: ticked(|strategy| strategies::tutorial().contains(&strategy)),
            run_with: strategies::DEFAULT,
            workers: cores,
            cores,
            is_sweep: false,
            rounds: Rounds::DEFAULT.planned().unwrap_or(NonZeroUsize::MIN),
            is_auto: false,
            mode: Mode::default(),
        }
    }
}

impl Sharing {
    /// The worker counts of a comparison.
    pub(crate) fn worker_counts(&self) -> Vec<NonZeroUsize> {
        if self.is_sweep { sweep(self.workers) } else { vec![self.workers] }
    }

    /// How many rounds a comparison counts.
    pub(crate) fn counted_rounds(&self) -> Rounds {
        if self.is_auto { Rounds::Auto { budget: Rounds::DEFAULT_BUDGET } } else { Rounds::Fixed(self.rounds) }
    }

    /// The most workers that can be asked for: more than there are cores, because that is worth seeing, too.
    pub(crate) fn max_workers(&self) -> NonZeroUsize {
        self.cores.saturating_mul(NonZeroUsize::MIN.saturating_add(1)).max(NonZeroUsize::MIN.saturating_add(7))
    }
}

/// For each strategy of the registry, whether it is among some.
fn ticked(is_on: impl Fn(&'static Strategy) -> bool) -> Vec<bool> {
    strategies::ALL.iter().map(|strategy| is_on(strategy)).collect()
}

impl RecipeChoice {
    /// Every filter of the registry, those of the tutorial ticked.
    pub(super) fn all() -> Vec<Self> {
        let tutorial = filters::tutorial();
        let is_on = |filter: &filters::Filter| tutorial.iter().any(|known| known.id == filter.id);
        filters::ALL.iter().map(|filter| Self { recipe: Recipe::of(filter), is_on: is_on(filter) }).collect()
    }

    /// Every filter of the registry, none ticked.
    pub(super) fn none() -> Vec<Self> {
        Self::all().into_iter().map(|choice| Self { is_on: false, ..choice }).collect()
    }

    /// Whether the recipe at this place is a chain of one's own, which may have any steps.
    pub(crate) fn is_chain(idx: usize) -> bool {
        idx >= filters::ALL.len()
    }

    /// These choices with recipes put where they belong: the first that is a filter alone takes the filter's place,
    /// every other one is a chain.
    pub(super) fn arranged(mut choices: Vec<Self>, recipes: impl IntoIterator<Item = (Recipe, bool)>) -> Vec<Self> {
        let mut is_taken = vec![false; choices.len()];
        for (recipe, is_on) in recipes {
            let is_same = |choice: &Self| choice.recipe.first().filter.id == recipe.first().filter.id;
            let mut places = choices.iter_mut().zip(&mut is_taken);
            let place = places.find(|(choice, is_taken)| !**is_taken && is_same(choice));
            match place.filter(|_| recipe.then().is_empty()) {
                Some((choice, is_taken)) => (*choice, *is_taken) = (Self { recipe, is_on }, true),
                None => choices.push(Self { recipe, is_on }),
            }
        }
        choices
    }
}

impl Remembered {
    pub(super) fn of(state: &super::state::State) -> Self {
        let compared = strategies::ALL.iter().zip(&state.sharing.compared).filter(|(_, is_on)| **is_on);
        Self {
            theme: state.theme,
            language: state.speech.choice,
            scale: state.scale,
            folds: state.folds,
            // JSON holds no other names, and one such folder must not cost all settings.
            recent: state.recent.iter().filter(|folder| folder.to_str().is_some()).cloned().collect(),
            is_recursive: state.is_recursive,
            pictures: (state.list.layout, state.list.arrangement.by, state.list.is_reversed),
            recipes: state.recipes.iter().map(|choice| (choice.recipe.word(), choice.is_on)).collect(),
            run_with: state.sharing.run_with.id.to_owned(),
            compared: Some(compared.map(|(strategy, _)| strategy.id.to_owned()).collect()),
            workers: Some(state.sharing.workers),
            is_sweep: state.sharing.is_sweep,
            rounds: Some(state.sharing.rounds),
            is_auto: state.sharing.is_auto,
            mode: state.sharing.mode,
            format: state.outputs.format.map(|format| format.id().to_owned()),
            quality: Some(state.outputs.coding.quality),
            effort: state.outputs.coding.effort.id().to_owned(),
            alpha: state.outputs.alpha.id().to_owned(),
        }
    }

    pub(super) fn restore(self, state: &mut super::state::State) {
        state.theme = self.theme;
        state.speech.choice = self.language;
        state.scale = self.scale.known();
        state.folds = self.folds;
        state.recent = self.recent.into_iter().take(N_RECENT).collect();
        state.is_recursive = self.is_recursive;
        (state.list.layout, state.list.arrangement.by, state.list.is_reversed) = self.pictures;
        let known = self.recipes.iter().filter_map(|(word, is_on)| Some((Recipe::parse(word).ok()?, *is_on)));
        state.recipes = RecipeChoice::arranged(std::mem::take(&mut state.recipes), known);
        let sharing = &mut state.sharing;
        sharing.run_with = strategies::find(&self.run_with).unwrap_or(sharing.run_with);
        if let Some(ids) = &self.compared {
            sharing.compared = ticked(|strategy| ids.iter().any(|id| id == strategy.id));
        }
        sharing.workers = self.workers.unwrap_or(sharing.workers).min(sharing.max_workers());
        sharing.rounds =
            self.rounds.unwrap_or(sharing.rounds).min(NonZeroUsize::new(MAX_ROUNDS).unwrap_or(sharing.rounds));
        sharing.mode = self.mode;
        sharing.is_sweep = self.is_sweep;
        sharing.is_auto = self.is_auto;
        let outputs = &mut state.outputs;
        let is_format = |format: &Format| format.holds().is_some() && Some(format.id()) == self.format.as_deref();
        outputs.format = Format::ALL.into_iter().find(is_format);
        let coding = &mut outputs.coding;
        coding.quality = self.quality.unwrap_or(coding.quality).clamp(1, 100);
        let effort = Effort::ALL.into_iter().find(|effort| effort.id() == self.effort);
        coding.effort = effort.unwrap_or(coding.effort);
        let alpha = [Alpha::Keep, Alpha::Filter].into_iter().find(|alpha| alpha.id() == self.alpha);
        outputs.alpha = alpha.unwrap_or(outputs.alpha);
    }
}
