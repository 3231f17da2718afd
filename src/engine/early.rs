//! Strips of outputs that are made while their picture is still being decoded, from the rows that are there by then.
//!
//! Where all workers wait for one picture, one of them decodes it, and the others would be idle. They make as many strips
//! meanwhile as they get to; each works on a copy of the few rows that it takes, so the one that decodes waits for nobody.
//! What is not made early is made afterwards, as ever, and outputs are the same to the byte. If in the end the picture
//! cannot be read, what was made of it is in the ledger as work, and nowhere else. Knows no strategy.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use super::by_strips::{Last, PlannedStrips};
use super::run::Shared;
use super::span::Task;
use super::together::Hands;
use super::workspace::halo_rows;
use crate::files::{Metadata, Strip, Upper, Watch};
use crate::job::Recipe;
use crate::raster::{Layout, Raster, Samples};

/// The strips of one output that are there already, by their place in it.
pub(super) type StripsByPlace = BTreeMap<usize, Strip>;

/// What was made of a picture before it was open: the strips of each recipe.
#[derive(Debug, Default)]
pub(super) struct EarlyStrips(Mutex<BTreeMap<usize, StripsByPlace>>);

impl EarlyStrips {
    /// Takes what there is of a recipe.
    pub(super) fn take(&self, recipe_idx: usize) -> StripsByPlace {
        self.lock().remove(&recipe_idx).unwrap_or_default()
    }

    fn put(&self, recipe_idx: usize, place: usize, strip: Strip) {
        self.lock().entry(recipe_idx).or_default().insert(place, strip);
    }

    // Changed only whole, so a lock whose holder panicked is as good as any.
    fn lock(&self) -> MutexGuard<'_, BTreeMap<usize, StripsByPlace>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Workers that make strips of a picture which another one decodes.
struct Helpers<'run> {
    shared: &'run Shared,
    picture_idx: usize,
    made: EarlyStrips,
    made_bytes: AtomicUsize,
    /// Strips that are being made or wait for it.
    n_unfinished: AtomicUsize,
}

/// What can be made early of a picture.
struct Plan {
    /// The recipes whose outputs are made in strips.
    recipes: Vec<usize>,
    /// The rows of the picture that are needed for the strips at each place.
    windows: Vec<Range<usize>>,
}

/// Rows of a picture that is not whole yet.
struct Window {
    rows: Raster,
    /// The row of the picture that they begin with.
    top: usize,
    /// The whole picture.
    size: (usize, usize),
    place: usize,
}

impl Shared {
    /// Has a picture read by the calling worker, while those that are idle make strips of its outputs. `read` is given
    /// somebody to show rows to.
    pub(super) fn read_with_strips<T>(
        &self,
        picture_idx: usize,
        read: impl FnOnce(Watch<'_>) -> T,
    ) -> (T, EarlyStrips) {
        let (made_bytes, n_unfinished) = (AtomicUsize::new(0), AtomicUsize::new(0));
        let helpers = Helpers { shared: self, picture_idx, made: EarlyStrips::default(), made_bytes, n_unfinished };
        let done = rayon::in_place_scope(|scope| {
            let (mut plan, mut next) = (None, 0);
            read(&mut |upper| {
                let plan = plan.get_or_insert_with(|| helpers.plan(&upper));
                // A place whose last row has come is taken now or not at all.
                let Some(rows) = plan.windows.get(next).filter(|rows| rows.end <= upper.rows()) else { return };
                let place = next;
                next += 1;
                // The first begins with metadata, which may stand behind the pixels.
                if place > 0 && helpers.has_hands_free(plan, &upper) {
                    helpers.begin(scope, plan, Window::of(&upper, rows, place));
                }
            })
        });
        (done, helpers.made)
    }
}

impl Window {
    /// A copy of some rows.
    fn of(upper: &Upper<'_>, rows: &Range<usize>, place: usize) -> Option<Self> {
        let samples = upper.samples.get(rows.start * upper.row_len()..rows.end * upper.row_len())?;
        let copy = Raster::new(upper.width, rows.len(), upper.layout, Samples::U8(samples.to_vec())).ok()?;
        Some(Self { rows: copy, top: rows.start, size: (upper.width, upper.height), place })
    }
}

impl Helpers<'_> {
    /// Outputs in formats that are written in strips, by filters that read few rows beyond those that they make.
    fn plan(&self, upper: &Upper<'_>) -> Plan {
        let (n_recipes, nothing) = (self.shared.work.job.recipes.len(), Metadata::default());
        let (mut recipes, mut most_halo, mut first) = (Vec::new(), 0, None::<PlannedStrips<'_, '_>>);
        for recipe_idx in (0..n_recipes).filter(|idx| self.shared.planned(self.picture_idx, *idx).is_made()) {
            let Some((recipe, planned)) = self.planned((upper.width, upper.height), upper.layout, recipe_idx, &nothing)
            else {
                continue;
            };
            // Strips of other formats are cut otherwise.
            let format = planned.output.format;
            if first.get_or_insert(planned).output.format == format {
                recipes.push(recipe_idx);
                most_halo = most_halo.max(halo_rows(recipe.last()));
            }
        }
        let with_halo = |rows: Range<usize>| {
            rows.start.saturating_sub(most_halo)..rows.end.saturating_add(most_halo).min(upper.height)
        };
        let strips = first.iter().map(|planned| &planned.strips);
        let windows = strips.flat_map(|strips| (0..strips.n()).map(|place| with_halo(strips.rows(place))));
        Plan { recipes, windows: windows.collect() }
    }

    fn planned<'a>(
        &self,
        size: (usize, usize),
        layout: Layout,
        recipe_idx: usize,
        metadata: &'a Metadata,
    ) -> Option<(&Recipe, PlannedStrips<'_, 'a>)> {
        let recipe = self.shared.work.job.recipes.get(recipe_idx)?;
        let task = self.task(recipe_idx);
        Some((recipe, self.shared.planned_strips(task, size, layout, metadata, recipe, Hands::All)?))
    }

    /// Whether there is a worker that would soon be idle, and room for what it makes: in the memory budget, and no more
    /// than the picture takes.
    fn has_hands_free(&self, plan: &Plan, upper: &Upper<'_>) -> bool {
        let others = rayon::current_num_threads() - 1;
        let most_bytes = (upper.height * upper.row_len()).min(self.shared.budget.free_bytes() as usize);
        let is_room = self.made_bytes.load(Ordering::Relaxed) <= most_bytes;
        is_room && self.n_unfinished.load(Ordering::Relaxed) < others * (plan.recipes.len() + 1)
    }

    fn begin<'scope>(&'scope self, scope: &rayon::Scope<'scope>, plan: &Plan, window: Option<Window>) {
        let Some(window) = window.map(Arc::new) else { return };
        // Of this worker, because it is the one that gets them back when the outputs are written.
        let mut space = self.shared.borrow_workspace();
        let buffers = space.take_buffers(plan.recipes.len());
        self.shared.return_workspace(space);
        for (recipe_idx, buffer) in plan.recipes.iter().copied().zip(buffers) {
            self.n_unfinished.fetch_add(1, Ordering::Relaxed);
            let window = Arc::clone(&window);
            scope.spawn(move |_| {
                if let Some(strip) = self.make(&window, recipe_idx, buffer) {
                    self.made_bytes.fetch_add(strip.capacity_bytes(), Ordering::Relaxed);
                    self.made.put(recipe_idx, window.place, strip);
                }
                self.n_unfinished.fetch_sub(1, Ordering::Relaxed);
            });
        }
    }

    /// A strip; none when it cannot be made, which will be told when it is tried again.
    fn make(&self, window: &Window, recipe_idx: usize, buffer: Vec<u8>) -> Option<Strip> {
        if !self.shared.gate.pass() {
            return None;
        }
        let (shared, nothing) = (self.shared, Metadata::default());
        let (recipe, planned) = self.planned(window.size, window.rows.layout(), recipe_idx, &nothing)?;
        let Window { rows: source, top, .. } = window;
        let (task, strips) = (self.task(recipe_idx), &planned.strips);
        let last = Last { task, source, top: *top, step: recipe.last(), strips };
        let mut space = shared.borrow_workspace();
        let made = shared.take_turns(&last, vec![(window.place, buffer)], &mut space);
        shared.return_workspace(space);
        made.ok()?.pop()
    }

    fn task(&self, recipe_idx: usize) -> Task {
        Task { picture_idx: self.picture_idx, recipe_idx: Some(recipe_idx) }
    }
}
