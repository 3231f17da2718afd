//! The list of pictures as the window knows it: how it is laid out, which pictures stand in it in which order, and which
//! are ticked. Plain data, changed by `update` alone.
//!
//! Nothing here costs more in a frame for a hundred thousand pictures than for ten. What does, finding and sorting, is
//! done elsewhere once and kept; an order that is turned around is the same order, read from its end.

mod ticks;

use std::sync::Arc;

use serde::{Deserialize, Serialize};

pub(crate) use self::ticks::Ticks;

/// What is seen of the pictures of the folder, and which of them are ticked.
#[derive(Clone, Debug, Default)]
pub(crate) struct PicturesView {
    /// How they are laid out.
    pub layout: Layout,
    /// Which are to stand there, in which order.
    pub arrangement: Arrangement,
    /// Whether the order is turned around.
    pub is_reversed: bool,
    /// What was asked for last.
    pub asked: Option<Asked>,
    /// Which picture stands where.
    pub places: Places,
    /// Which are ticked.
    pub ticks: Ticks,
    /// How many of those that stand there are ticked.
    pub n_ticked_there: usize,
    /// The picture that was ticked last, or not any more: where a stretch of them begins.
    pub ticked_last: Option<usize>,
    /// How often somebody wanted to type what to find.
    pub n_finds: usize,
}

/// How pictures are laid out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub(crate) enum Layout {
    /// As many beside each other as fit.
    #[default]
    Grid,
    /// One a row, with what is known of it.
    List,
}

/// By what pictures are sorted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub(crate) enum SortBy {
    /// By name, as they were listed.
    #[default]
    Name,
    /// By when they were last written.
    Date,
    /// By the size of their files.
    Bytes,
    /// By how many pixels they have.
    Pixels,
    /// By format.
    Format,
}

/// Which pictures stand in the list, and in which order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Arrangement {
    /// By what they are sorted; where that is the same, by name.
    pub by: SortBy,
    /// Letters that their names have, in any case; any when empty.
    pub sought: String,
}

/// An arrangement that was asked for.
#[derive(Clone, Debug)]
pub(crate) struct Asked {
    /// The request.
    pub generation: u64,
    /// The listing of the folder that it is of.
    pub folder: u64,
    /// What was asked for.
    pub arrangement: Arrangement,
    /// Whether it is still being worked out.
    pub is_waited_for: bool,
}

/// Which picture stands at which place.
#[derive(Clone, Debug, Default)]
pub(crate) struct Places {
    /// How many pictures the folder has.
    n_pictures: usize,
    /// The pictures that stand there, by their places in the folder; all of them as they were listed if none.
    found: Option<Arc<Vec<usize>>>,
    /// Whether they are read from the end.
    is_reversed: bool,
    /// Changes when other pictures stand there, or in another order.
    version: u64,
    /// The picture that is looked at, and where it stands, if it does.
    current: Option<(usize, Option<usize>)>,
}

/// To have something else in the list. Pictures are told by their places in the folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Ask {
    /// To have them laid out like this.
    Layout(Layout),
    /// To see those that have these letters in their names.
    Find(String),
    /// To type them.
    BeginFind,
    /// To have them sorted by this.
    SortBy(SortBy),
    /// To have the order turned around, or not.
    Reverse(bool),
    /// To look at this one, in whatever view shows it.
    LookAt(usize),
    /// To tick this one if it is not, and not if it is.
    Toggle(usize),
    /// To have all from the one that was ticked last up to this one be as that one.
    TickUpTo(usize),
    /// To tick all that stand in the list, or none of them.
    TickAll(bool),
    /// To tick those in the list that are not ticked, and no others of them.
    Invert,
    /// To tick those in the list, and nothing else.
    TickOnlyThese,
}

/// What keys ask of the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Step {
    /// The picture so many further on.
    Along(isize),
    /// The picture so many rows below.
    Rows(isize),
    /// The picture so many pages further on.
    Pages(isize),
    /// The first picture.
    First,
    /// The last picture.
    Last,
    /// This picture ticked, or not.
    Toggle,
    /// All from the picture that was ticked last up to this one as that one.
    TickUpTo,
    /// This picture in the preview.
    Show,
}

impl Layout {
    /// The other one.
    pub(crate) fn other(self) -> Self {
        match self {
            Self::Grid => Self::List,
            Self::List => Self::Grid,
        }
    }
}

impl SortBy {
    /// Everything that pictures can be sorted by.
    pub(crate) const ALL: [Self; 5] = [Self::Name, Self::Date, Self::Bytes, Self::Pixels, Self::Format];
}

impl Arrangement {
    /// Whether it is all pictures as they were listed, so that nothing has to be worked out.
    pub(crate) fn is_plain(&self) -> bool {
        self.by == SortBy::Name && self.sought.is_empty()
    }
}

impl PicturesView {
    /// Whether the pictures that are seen are not yet those that were asked for.
    pub(crate) fn is_waited_for(&self) -> bool {
        self.asked.as_ref().is_some_and(|asked| asked.is_waited_for)
    }
}

impl Places {
    /// All of so many pictures as they were listed, or these.
    pub(super) fn new(n_pictures: usize, found: Option<Arc<Vec<usize>>>, version: u64) -> Self {
        Self { n_pictures, found, is_reversed: false, version, current: None }
    }

    /// Turns the order around, or back.
    pub(super) fn reverse(&mut self, is_reversed: bool) {
        if self.is_reversed != is_reversed {
            self.is_reversed = is_reversed;
            self.current = None;
        }
    }

    /// Notes which picture is looked at. Cost: a search for its place if it is another one than before.
    pub(super) fn look_at(&mut self, picture: usize) {
        if self.current.is_none_or(|(current, _)| current != picture) {
            self.current = Some((picture, self.place_of(picture)));
        }
    }

    /// How many pictures stand there.
    pub(crate) fn len(&self) -> usize {
        self.found.as_ref().map_or(self.n_pictures, |found| found.len())
    }

    /// Whether some pictures of the folder do not stand there.
    pub(crate) fn is_part(&self) -> bool {
        self.len() < self.n_pictures
    }

    /// The picture at this place.
    pub(crate) fn picture(&self, place: usize) -> Option<usize> {
        let place = if place < self.len() { self.turned(place) } else { return None };
        self.found.as_ref().map_or(Some(place), |found| found.get(place).copied())
    }

    /// Where this picture stands. Cost: a look at every place, where not all pictures stand as they were listed.
    pub(crate) fn place_of(&self, picture: usize) -> Option<usize> {
        let place = match &self.found {
            Some(found) => found.iter().position(|found| *found == picture)?,
            None => Some(picture).filter(|picture| *picture < self.n_pictures)?,
        };
        Some(self.turned(place))
    }

    /// The place of the picture that is looked at, if it stands there.
    pub(crate) fn current(&self) -> Option<usize> {
        self.current.and_then(|(_, place)| place)
    }

    /// Changes when other pictures stand there, or in another order.
    pub(crate) fn version(&self) -> (u64, bool) {
        (self.version, self.is_reversed)
    }

    /// Every picture that stands there, in the order of the folder or not.
    pub(super) fn pictures(&self) -> Box<dyn Iterator<Item = usize> + '_> {
        match &self.found {
            Some(found) => Box::new(found.iter().copied()),
            None => Box::new(0..self.n_pictures),
        }
    }

    fn turned(&self, place: usize) -> usize {
        if self.is_reversed { self.len() - 1 - place } else { place }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_order_turned_around_is_read_from_its_end() {
        let mut all = Places::new(4, None, 1);
        let mut some = Places::new(9, Some(Arc::new(vec![5, 2, 7])), 2);
        let pictures = |places: &Places| (0..9).map_while(|place| places.picture(place)).collect::<Vec<_>>();
        assert_eq!((pictures(&all), pictures(&some)), (vec![0, 1, 2, 3], vec![5, 2, 7]));
        assert!(!all.is_part() && some.is_part());
        assert_eq!([5, 7, 3].map(|picture| some.place_of(picture)), [Some(0), Some(2), None]);
        all.reverse(true);
        some.reverse(true);
        assert_eq!((pictures(&all), pictures(&some)), (vec![3, 2, 1, 0], vec![7, 2, 5]));
        assert_eq!([0, 3, 4].map(|picture| all.place_of(picture)), [Some(3), Some(0), None]);
        some.look_at(5);
        assert_eq!(some.current(), Some(2));
        some.look_at(3);
        assert_eq!(some.current(), None);
    }
}
