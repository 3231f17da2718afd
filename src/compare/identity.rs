//! Proof that every way gave the same outputs: the digests of all of them, compared.

use std::collections::BTreeMap;

use crate::engine::{Event, Run};
use crate::job::Job;

/// Whether all ways gave the same bytes.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Identity {
    /// There was only one run with digests, so nothing was compared.
    #[default]
    Unproven,
    /// Every output of every way has the same digest.
    Identical,
    /// They differ; the first difference, in words.
    Different(String),
}

/// The digest of every output of a run, by places of picture and recipe.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Digests(BTreeMap<(usize, usize), u128>);

impl Digests {
    /// Reads the digests of a run from its ledger.
    pub(super) fn of(run: &Run) -> Self {
        let mut digests = BTreeMap::new();
        run.ledger().read(&mut Default::default(), |event| {
            if let Event::Made(made) = event {
                digests.extend(made.digest.map(|digest| ((made.picture_idx, made.recipe_idx), digest)));
            }
        });
        Self(digests)
    }

    /// The first place at which two runs differ: in bytes, or in that only one has an output there.
    fn first_difference(&self, other: &Self) -> Option<(usize, usize)> {
        let places = self.0.keys().chain(other.0.keys());
        places.filter(|place| self.0.get(place) != other.0.get(place)).min().copied()
    }
}

/// Holds every run to the first one.
#[derive(Debug, Default)]
pub(super) struct Proof {
    first: Option<(String, Digests)>,
    identity: Identity,
}

impl Proof {
    /// Adds the outputs of one run.
    pub(super) fn add(&mut self, title: &str, digests: Digests, job: &Job) {
        let Some((first_title, first)) = &self.first else {
            self.first = Some((title.to_owned(), digests));
            return;
        };
        if matches!(self.identity, Identity::Different(_)) {
            return;
        }
        self.identity = Identity::Identical;
        if let Some((picture_idx, recipe_idx)) = first.first_difference(&digests) {
            let picture = job.pictures.get(picture_idx).map(|picture| picture.relative.display().to_string());
            let recipe = job.recipes.get(recipe_idx).map(|recipe| recipe.word());
            let (picture, recipe) = (picture.unwrap_or_default(), recipe.unwrap_or_default());
            self.identity =
                Identity::Different(format!("{title} and {first_title} do not agree on {recipe} of {picture}"));
        }
    }

    /// What is proven so far.
    pub(super) fn identity(&self) -> Identity {
        self.identity.clone()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn differences_and_lost_outputs_are_found() {
        let digests = |list: &[((usize, usize), u128)]| Digests(list.iter().copied().collect());
        let first = digests(&[((0, 0), 1), ((0, 1), 2)]);
        assert_eq!(first.first_difference(&first.clone()), None);
        assert_eq!(first.first_difference(&digests(&[((0, 0), 1), ((0, 1), 3)])), Some((0, 1)));
        assert_eq!(first.first_difference(&digests(&[((0, 1), 2)])), Some((0, 0)));
        assert_eq!(digests(&[]).first_difference(&first), Some((0, 0)));
    }
}
