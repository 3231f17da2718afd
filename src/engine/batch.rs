//! The narrow waist: what a strategy can ask for.
//!
//! A strategy opens pictures, applies recipes to open pictures, and says what of that may happen at the same time.
//! Nothing else: timing, stop and pause, panics, saving and the ledger are all below, from `worker.rs` on, so that a
//! strategy cannot get them wrong. The same strategy can be asked on paper (`outline.rs`), which is how it is simulated on
//! machines that are not there. This file knows no strategy.

use super::ahead::one_ahead;
use super::nest::Nest;
use super::outline::Paper;
use super::run::Shared;
use super::together::Hands;
use super::way::Strategy;
use super::worker;

/// What a strategy has to share out: the pictures and recipes of one run.
#[derive(Debug)]
pub struct Batch<'run> {
    host: Host<'run>,
}

/// Who answers a strategy.
#[derive(Clone, Copy, Debug)]
enum Host<'run> {
    /// A run, by doing what is asked for.
    Run(&'run Shared),
    /// Paper, by writing it down.
    Paper(&'run Paper),
}

/// A picture of the batch.
#[derive(Clone, Copy, Debug)]
pub struct PictureId(usize);

/// A recipe of the batch.
#[derive(Clone, Copy, Debug)]
pub struct RecipeId(usize);

/// An open picture, which any worker may read. Closed when dropped.
#[derive(Debug)]
pub struct Open<'run>(OpenIn<'run>);

#[derive(Debug)]
enum OpenIn<'run> {
    Run(worker::Decoded<'run>),
    Paper(usize),
}

impl<'run> Batch<'run> {
    pub(super) fn of_run(run: &'run Shared) -> Self {
        Self { host: Host::Run(run) }
    }

    pub(super) fn on_paper(paper: &'run Paper) -> Self {
        Self { host: Host::Paper(paper) }
    }

    /// Every picture, in order.
    pub fn pictures(&self) -> impl ExactSizeIterator<Item = PictureId> + use<> {
        let n = match self.host {
            Host::Run(run) => run.work.job.pictures.len(),
            Host::Paper(paper) => paper.n_pictures(),
        };
        (0..n).map(PictureId)
    }

    /// Every picture, the largest first, so that no large one is left for the end.
    pub fn pictures_largest_first(&self) -> impl ExactSizeIterator<Item = PictureId> + use<> {
        let order = match self.host {
            Host::Run(run) => run.largest_first(),
            Host::Paper(paper) => paper.largest_first(),
        };
        order.into_iter().map(PictureId)
    }

    /// Every recipe, in order.
    pub fn recipes(&self) -> impl ExactSizeIterator<Item = RecipeId> + use<> {
        let n = match self.host {
            Host::Run(run) => run.work.job.recipes.len(),
            Host::Paper(paper) => paper.n_recipes(),
        };
        (0..n).map(RecipeId)
    }

    /// Does something with every item, on all workers, and returns when all of it is done. Items are begun in order:
    /// first in, first out, so that results come in order and few pictures are open at once.
    ///
    /// Where pictures are opened within it, another such loop must not wait inside, with a picture open: for that there is
    /// [`Self::in_parallel_open`].
    pub fn in_parallel<T: Send>(&self, items: impl IntoIterator<Item = T> + Send, each: impl Fn(T) + Sync) {
        match self.host {
            Host::Run(_) => rayon::scope_fifo(|scope| {
                let each = &each;
                for item in items {
                    scope.spawn_fifo(move |_| each(item));
                }
            }),
            Host::Paper(paper) => paper.parallel(items, each),
        }
    }

    /// Opens pictures, and does something with each of them and each recipe, on all workers, and returns when all of it
    /// is done. A worker opens the next picture when it has no recipe left of the one that it opened before; when there
    /// is none left, or the memory has no room for it, it takes recipes of pictures that others opened.
    pub fn in_parallel_open(
        &self,
        pictures: impl IntoIterator<Item = PictureId>,
        each: impl Fn(&Open<'run>, RecipeId) + Sync,
    ) {
        match self.host {
            Host::Run(run) => {
                let nest = Nest::new(pictures, self.recipes().len());
                let open = |picture: &PictureId, may_wait| {
                    run.begin(picture.0, may_wait, Hands::Own).map(|it| Open(OpenIn::Run(it)))
                };
                rayon::broadcast(|_| nest.work(open, |open, recipe_idx| each(open, RecipeId(recipe_idx))));
            }
            Host::Paper(paper) => paper.parallel(pictures, |picture| {
                if let Some(open) = self.open(picture) {
                    paper.parallel(self.recipes(), |recipe| each(&open, recipe));
                }
            }),
        }
    }

    /// Opens pictures one after the other, and does something with each. The next one is opened meanwhile, by a worker that
    /// has nothing else to do, where the memory has room for it.
    pub fn in_turn_open(&self, pictures: impl IntoIterator<Item = PictureId>, each: impl Fn(&Open<'run>) + Sync) {
        match self.host {
            Host::Run(run) => {
                let open = |picture: &PictureId, is_alone| {
                    // The first one, or one that had no room before, is what everyone waits for.
                    let hands = if is_alone { Hands::All } else { Hands::Own };
                    run.begin(picture.0, is_alone, hands).map(|it| Open(OpenIn::Run(it)))
                };
                one_ahead(pictures, open, each);
            }
            Host::Paper(paper) => {
                paper.one_ahead(
                    pictures,
                    |PictureId(idx)| paper.open_together(*idx),
                    |PictureId(idx)| paper.open(*idx),
                    |PictureId(idx)| each(&Open(OpenIn::Paper(*idx))),
                );
            }
        }
    }

    /// Reads and decodes a picture on the calling worker. None when there is nothing to do with it: its outputs are
    /// there already, it cannot be read (the ledger says why), or the run was stopped.
    pub fn open(&self, picture: PictureId) -> Option<Open<'run>> {
        let PictureId(picture_idx) = picture;
        match self.host {
            Host::Run(run) => run.open(picture_idx).map(|decoded| Open(OpenIn::Run(decoded))),
            Host::Paper(paper) => {
                paper.open(picture_idx);
                Some(Open(OpenIn::Paper(picture_idx)))
            }
        }
    }

    /// Applies a recipe to an open picture on the calling worker, and writes the output.
    pub fn apply(&self, open: &Open<'run>, RecipeId(recipe_idx): RecipeId) {
        match (&open.0, self.host) {
            (OpenIn::Run(decoded), Host::Run(run)) => run.apply(decoded, recipe_idx),
            (OpenIn::Paper(picture_idx), Host::Paper(paper)) => paper.apply(*picture_idx, recipe_idx),
            // A picture opened in one batch and used in another: there is nothing to apply it to.
            _ => {}
        }
    }

    /// Applies recipes to an open picture one after the other, each cut into bands of rows that all workers share, and
    /// writes the outputs. While a worker writes one, the others go on with the next.
    pub fn apply_in_bands(&self, open: &Open<'run>, recipes: impl IntoIterator<Item = RecipeId>) {
        let recipes = recipes.into_iter().map(|RecipeId(recipe_idx)| recipe_idx);
        match (&open.0, self.host) {
            (OpenIn::Run(decoded), Host::Run(run)) => run.apply_together(decoded, recipes),
            (OpenIn::Paper(picture_idx), Host::Paper(paper)) => paper.apply_together(*picture_idx, recipes),
            _ => {}
        }
    }

    /// Shares the job out as the strategy does that should be fastest for it: the first of several that should be as
    /// fast. Nothing of none.
    pub fn share_as_fastest_of(&self, candidates: &[&'static Strategy]) {
        match self.host {
            Host::Run(run) => run.choose(candidates).into_iter().for_each(|chosen| (chosen.share)(self)),
            Host::Paper(paper) => paper.any_of(candidates, |candidate| (candidate.share)(self)),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::num::NonZeroUsize;
    use std::sync::Arc;
    use std::sync::atomic::{AtomicUsize, Ordering};
    use std::time::Duration;

    use super::super::{Cursor, Doing, Ended, Event, Run, Task, Way, Work, start};
    use super::*;
    use crate::files::{self, EncodeOptions, Format, Metadata, Scope};
    use crate::filters::Alpha;
    use crate::job::{Job, OutputOptions, Recipe};
    use crate::raster::{Layout, Raster, Samples};

    #[test]
    fn strips_of_narrow_filters_are_made_while_a_picture_is_opened() {
        static LOOK: Strategy = Strategy::made_up(|batch| {
            batch.in_turn_open(batch.pictures(), |Open(open)| {
                let OpenIn::Run(decoded) = open else { panic!("it is a run") };
                let [edges, blur, both] = [0, 1, 2].map(|recipe_idx| decoded.early.take(recipe_idx));
                assert!(!edges.is_empty() && !edges.contains_key(&0), "the first strip waits for metadata");
                assert!(blur.is_empty() && both.is_empty());
            });
        });
        run_on_pictures(1, &LOOK, Work::default_memory_bytes());
    }

    #[test]
    fn buffers_go_back_to_where_they_came_from() {
        static N_OPENED: AtomicUsize = AtomicUsize::new(0);
        static COUNT: Strategy = Strategy::made_up(|batch| {
            batch.in_turn_open(batch.pictures(), |open| {
                batch.apply_in_bands(open, batch.recipes());
                let Host::Run(run) = batch.host else { panic!("it is a run") };
                let space = run.borrow_workspace();
                assert!(space.n_buffers() <= 2 * N_STRIPS, "those of an output, and of the one that is being written");
                run.return_workspace(space);
                N_OPENED.fetch_add(1, Ordering::Relaxed);
            });
        });
        // Without memory for two, every picture is opened by all hands.
        run_on_pictures(12, &COUNT, 3 * 4 * 1001 * 1100);
        assert_eq!(N_OPENED.load(Ordering::Relaxed), 12);
    }

    #[test]
    fn headers_are_read_as_what_the_program_does_for_itself() {
        static ORDER: Strategy = Strategy::made_up(|batch| {
            assert_eq!(batch.pictures_largest_first().len(), 5);
        });
        let run = run_on_pictures(5, &ORDER, Work::default_memory_bytes());
        let (mut spans, mut n_others) = (Vec::new(), 0);
        run.ledger().read(&mut Cursor::default(), |event| match event {
            Event::Span(span) => spans.push((span.doing(), span.task())),
            _ => n_others += 1,
        });
        assert_eq!((spans, n_others), (vec![(Doing::Upkeep, Task::OF_NO_PICTURE); 5], 0));
    }

    /// In how many strips each output of a picture is made.
    const N_STRIPS: usize = 5;

    /// Runs a strategy to its end, on two workers and so many pictures.
    fn run_on_pictures(n: usize, strategy: &'static Strategy, memory_bytes: u64) -> Run {
        let folder = tempfile::tempdir().unwrap();
        let samples = Samples::U8((0..1001 * 1100).map(|n| (n * 31 / 7) as u8).collect());
        let (raster, mut png) = (Raster::new(1001, 1100, Layout::Grey, samples).unwrap(), Vec::new());
        files::encode(&raster, &Metadata::default(), Format::Png, EncodeOptions::default(), &mut png, &|| false)
            .unwrap();
        (0..n).for_each(|n| std::fs::write(folder.path().join(format!("{n}.png")), &png).unwrap());
        let job = Job {
            folder: folder.path().to_owned(),
            pictures: files::scan(folder.path(), Scope::default(), &|| false).unwrap().pictures,
            recipes: ["edges", "blur", "edges+emboss"].map(|word| Recipe::parse(word).unwrap()).into(),
            alpha: Alpha::Keep,
            output: OutputOptions::into_folder(folder.path().join("out")),
        };
        let plan = Arc::new(job.plan().unwrap());
        let work = Work { memory_bytes, ..Work::on_files(Arc::new(job), plan) };
        let run = start(work, Way::new(strategy, NonZeroUsize::new(2).unwrap())).unwrap();
        assert_eq!(run.wait_for(Duration::from_secs(60)).unwrap().ended, Ended::Complete);
        run
    }
}
