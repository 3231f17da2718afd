//! The thread behind the preview: decodes a picture once, and works out what is to be seen of it.
//!
//! What it shows after a recipe goes through [`filter_parts`], which puts the pixels in view through the recipe as a
//! run puts all of them. Knows no textures.

use std::num::NonZeroUsize;
use std::ops::Range;
use std::sync::Arc;
use std::time::{Duration, Instant};

use egui::{Color32, ColorImage};

use super::super::{Arrival, Mail};
use super::desk::{Desk, Order, Request};
use super::draft::{Draft, Paces};
use super::sample::sample;
use super::{Painted, Side};
use crate::engine::{FilteredPart, Part, Stopped, catch, filter_parts, on_threads, rows_of_part};
use crate::files::{self, DecodeError, Limits};
use crate::gui::action::News;
use crate::gui::preview_view::{PictureFacts, Source, Told};
use crate::gui::sight::{Cells, Sight};
use crate::job::Recipe;
use crate::machine;
use crate::raster::Raster;

/// Decoded pictures beside the one that is seen may take this much memory.
const KEPT_BYTES: usize = 192 << 20;

/// What takes no longer than this is brought to its end although something newer is wanted: else nothing would be seen
/// of a slider until it rests. After a draft something is seen, and what is newer comes first.
const GRACE: Duration = Duration::from_millis(100);

/// Works until it is all over.
pub(super) fn work(desk: &Desk, mail: &Mail) {
    let mut studio = Studio::new(machine::logical_cores());
    while let Some(order) = desk.next() {
        match order {
            Order::LetGo => studio.kept.clear(),
            Order::Work(request) => {
                if studio.work(&request, desk, mail) == Err(Stopped) {
                    desk.put_back(*request);
                }
            }
        }
    }
}

struct Studio {
    /// Decoded pictures, the last one last.
    kept: Vec<(Source, Arc<Raster>)>,
    /// What is seen of the picture as it is.
    before: Option<Seen>,
    paces: Paces,
    n_threads: NonZeroUsize,
}

/// A picture as it is seen.
struct Seen {
    source: Source,
    cells: Cells,
    image: ColorImage,
}

impl Studio {
    fn new(n_threads: NonZeroUsize) -> Self {
        Self { kept: Vec::new(), before: None, paces: Paces::default(), n_threads }
    }

    fn work(&mut self, request: &Request, desk: &Desk, mail: &Mail) -> Result<(), Stopped> {
        let tell = |told| mail.tell(News::Previewed(request.generation, told));
        let source = match self.open(request, desk)? {
            Ok(source) => source,
            Err(reason) => {
                tell(Told::Opened(Err(reason)));
                return Ok(());
            }
        };
        let facts =
            PictureFacts { size: [source.width(), source.height()], layout: source.layout(), bits: source.bits() };
        tell(Told::Opened(Ok(facts)));
        let wanted = &request.wanted;
        let cells = Sight::new(facts.size, wanted.place, wanted.zoom, wanted.centre).cells();
        let bring = |painted| mail.bring(Arrival::Painted(Box::new(painted)));
        if self.before.as_ref().is_none_or(|seen| seen.source != wanted.picture || seen.cells != cells) {
            let painted = self.paint(request, &source, &cells, (Side::Before, GRACE), desk)?;
            let image = painted.image.clone();
            self.before = Some(Seen { source: wanted.picture.clone(), cells: cells.clone(), image });
            bring(painted);
        }
        let after = wanted.recipe.as_ref().map(|recipe| {
            catch(|| {
                let draft = self.draft(request, &source, recipe, desk)?;
                let grace = if draft.is_some() { Duration::ZERO } else { GRACE };
                draft.map(bring);
                self.paint(request, &source, &cells, (Side::After, grace), desk)
            })
        });
        tell(Told::Made(match after {
            None => Ok(()),
            Some(Ok(painted)) => {
                bring(painted?);
                Ok(())
            }
            Some(Err(said)) => Err(format!("the filter gave up: {said}")),
        }));
        Ok(())
    }

    /// The picture, or why there is none.
    fn open(&mut self, request: &Request, desk: &Desk) -> Result<Result<Arc<Raster>, String>, Stopped> {
        let wanted = &request.wanted.picture;
        let found = self.kept.iter().position(|(source, _)| source == wanted);
        let raster = match found.map(|idx| self.kept.remove(idx).1) {
            Some(raster) => raster,
            None => {
                let is_stopped = || !desk.is_wanted(request);
                match catch(|| files::decode(&wanted.path, Limits::default(), &is_stopped)) {
                    Ok(Ok(decoded)) => Arc::new(decoded.raster),
                    Ok(Err(DecodeError::Stopped)) => return Err(Stopped),
                    Ok(Err(error)) => return Ok(Err(error.to_string())),
                    Err(_) => return Ok(Err("the file is damaged: copy it again from where it came".to_owned())),
                }
            }
        };
        self.keep(wanted.clone(), Arc::clone(&raster));
        Ok(Ok(raster))
    }

    /// Keeps the newest picture whatever it takes, and of those before it as many as there is room for.
    fn keep(&mut self, source: Source, raster: Arc<Raster>) {
        let mut bytes = 0;
        let n_kept = self.kept.iter().rev().take_while(|(_, kept)| {
            bytes += kept.bytes();
            bytes <= KEPT_BYTES
        });
        let n_dropped = self.kept.len() - n_kept.count();
        self.kept.drain(..n_dropped);
        self.kept.push((source, raster));
    }

    /// A draft, if the recipe takes long.
    fn draft(
        &self,
        request: &Request,
        source: &Raster,
        recipe: &Recipe,
        desk: &Desk,
    ) -> Result<Option<Painted>, Stopped> {
        let Some(Seen { cells, image, .. }) = &self.before else { return Ok(None) };
        let Some(coarseness) = self.paces.coarseness(recipe, n_pixels(cells), cells.step) else { return Ok(None) };
        let has_alpha = source.layout().has_alpha();
        let draft = Draft { seen: image, has_alpha, pixels_per_colour: cells.step, coarseness };
        // As little as this is not left for something newer.
        let goes_on = || desk.is_wanted(request);
        let image = draft.make((recipe, request.wanted.alpha), self.n_threads, &goes_on)?;
        Ok(image.map(|image| Painted {
            side: Side::After,
            source: request.wanted.picture.clone(),
            recipe: Some(recipe.clone()),
            is_draft: true,
            cells: cells.clone(),
            image,
            samples: None,
        }))
    }

    fn paint(
        &mut self,
        request: &Request,
        source: &Raster,
        cells: &Cells,
        (side, grace): (Side, Duration),
        desk: &Desk,
    ) -> Result<Painted, Stopped> {
        let recipe = request.wanted.recipe.as_ref().filter(|_| side == Side::After);
        let cut = Cut::new(source, recipe, cells, self.n_threads);
        let since = Instant::now();
        let goes_on = || desk.is_newest() || (since.elapsed() < grace && desk.is_wanted(request));
        let made = match recipe {
            Some(recipe) => {
                let what = (recipe, request.wanted.alpha);
                let finish = |idx, made: FilteredPart<'_>| cut.finish(idx, made.raster, made.at);
                filter_parts(source, what, &cut.parts, self.n_threads, &goes_on, finish)?
            }
            None => {
                let finish =
                    |(): &mut (), idx| if goes_on() { Ok(cut.finish(idx, source, [0, 0])) } else { Err(Stopped) };
                on_threads(cut.parts.len(), self.n_threads, || (), finish)?
            }
        };
        if let Some(recipe) = recipe {
            self.paces.keep(recipe, n_pixels(cells), since.elapsed());
        }
        let (colours, exact): (Vec<_>, Vec<_>) = made.into_iter().unzip();
        Ok(Painted {
            side,
            source: request.wanted.picture.clone(),
            recipe: recipe.cloned(),
            is_draft: false,
            image: ColorImage::new(cells.size(), colours.concat()),
            samples: exact.into_iter().collect::<Option<Vec<_>>>().and_then(Raster::stacked),
            cells: cells.clone(),
        })
    }
}

/// Pixels of the picture that lie under what is seen.
fn n_pixels(cells: &Cells) -> usize {
    cells.pixel_columns(cells.columns.clone()).len() * cells.pixel_rows(cells.rows.clone()).len()
}

/// What is in view, cut into stretches of rows that several threads work at.
struct Cut<'a> {
    cells: &'a Cells,
    /// Rows of cells.
    stretches: Vec<Range<usize>>,
    /// The pixels below each stretch.
    parts: Vec<Part>,
}

impl<'a> Cut<'a> {
    fn new(source: &Raster, recipe: Option<&Recipe>, cells: &'a Cells, n_threads: NonZeroUsize) -> Self {
        let columns = cells.pixel_columns(cells.columns.clone());
        let size = [columns.len(), cells.pixel_rows(cells.rows.clone()).len()];
        let part_rows = rows_of_part(source, recipe, size, n_threads);
        let stretches = in_stretches(&cells.rows, (part_rows as f64 / cells.step) as usize);
        let part = |rows: &Range<usize>| Part { columns: columns.clone(), rows: cells.pixel_rows(rows.clone()) };
        let parts = stretches.iter().map(part).collect();
        Self { cells, stretches, parts }
    }

    /// The colours of a stretch, and all its samples where cells are pixels. The raster holds the pixels below it; its
    /// first pixel is this one of the picture: column, row.
    fn finish(&self, idx: usize, raster: &Raster, at: [usize; 2]) -> (Vec<Color32>, Option<Raster>) {
        let rows = self.stretches.get(idx).cloned().unwrap_or_default();
        let exact = self.parts.get(idx).filter(|_| self.cells.step == 1.0).and_then(|part| {
            let within = |range: &Range<usize>, start: usize| range.start - start..range.end - start;
            raster.crop(within(&part.columns, at[0]), within(&part.rows, at[1]))
        });
        (sample(raster, at, self.cells, rows), exact)
    }
}

/// Rows in stretches of at most so many.
fn in_stretches(rows: &Range<usize>, most: usize) -> Vec<Range<usize>> {
    let most = most.max(1);
    rows.clone().step_by(most).map(|start| start..(start + most).min(rows.end)).collect()
}

#[cfg(test)]
mod tests {
    use std::path::{Path, PathBuf};
    use std::sync::mpsc::{Receiver, channel};
    use std::time::Duration;

    use super::*;
    use crate::engine::{self, Way, Work};
    use crate::files::{EncodeOptions, Format, Metadata, NewFile, Replace, Scope};
    use crate::filters::{self, Alpha};
    use crate::gui::preview_view::Wanted;
    use crate::gui::sight::Zoom;
    use crate::job::{Job, OutputOptions};
    use crate::raster::{Layout, Samples};
    use crate::strategies;

    fn picture(layout: Layout, is_deep: bool) -> Raster {
        let (width, height) = (150, 110);
        let n = width * height * layout.channels();
        let mut random = fastrand::Rng::with_seed(n as u64);
        let samples = if is_deep {
            Samples::U16((0..n).map(|_| random.u16(..)).collect())
        } else {
            Samples::U8((0..n).map(|_| random.u8(..)).collect())
        };
        Raster::new(width, height, layout, samples).unwrap()
    }

    fn save(path: &Path, raster: &Raster) {
        let mut bytes = Vec::new();
        files::encode(raster, &Metadata::default(), Format::Png, EncodeOptions::default(), &mut bytes, &|| false)
            .unwrap();
        let file = NewFile { path, parts: &[&bytes], replace: Replace::Overwrite, modified: None };
        files::save(file, &|| false).unwrap();
    }

    /// What a run makes of the only picture of a folder, recipe by recipe.
    fn run(folder: &Path, recipes: &[Recipe], alpha: Alpha) -> Vec<Raster> {
        let output = OutputOptions::into_folder(folder.join("out"));
        let pictures = files::scan(folder, Scope::default(), &|| false).unwrap().pictures;
        let job = Arc::new(Job { folder: folder.to_owned(), pictures, recipes: recipes.to_vec(), alpha, output });
        let plan = Arc::new(job.plan().unwrap());
        let way = Way::new(strategies::BASELINE, NonZeroUsize::MIN);
        let run = engine::start(Work::on_files(job, Arc::clone(&plan)), way).unwrap();
        run.wait_for(Duration::from_secs(60)).unwrap();
        let made = |idx| files::decode(&plan.output(0, idx).unwrap().path, Limits::default(), &|| false);
        (0..recipes.len()).map(|idx| made(idx).unwrap().raster).collect()
    }

    /// Every filter, and chains.
    fn recipes() -> Vec<Recipe> {
        let chains =
            ["blur:radius=2.5", "smooth+emboss", "median:size=5+edges+blur:radius=1", "unsharp:radius=4+contour"];
        let words = filters::ALL.iter().map(|filter| filter.id).chain(chains);
        words.map(|word| Recipe::parse(word).unwrap()).collect()
    }

    /// The corners and the middle, from near and far.
    fn sights() -> Vec<(Zoom, Option<[f64; 2]>)> {
        let zooms = [3.0, 1.0, 0.5, 1.0 / 3.0].map(Zoom::Times);
        let centres = [[0.0, 0.0], [75.0, 60.0], [150.0, 0.0], [150.0, 110.0]].map(Some);
        let near = zooms.into_iter().flat_map(|zoom| centres.map(|centre| (zoom, centre)));
        near.chain([(Zoom::Fit, None)]).collect()
    }

    fn wanted(path: PathBuf, recipe: Option<Recipe>, alpha: Alpha, zoom: f64) -> Wanted {
        let centre = Some([75.0, 60.0]);
        let picture = Source { path, stamp: 1 };
        Wanted { picture, recipe, alpha, zoom: Zoom::Times(zoom), centre, place: [70, 50] }
    }

    /// What comes of requests that are answered one after the other: paintings and news. Drafts are for slow machines.
    fn answers(requests: Vec<Wanted>) -> (Vec<Painted>, Vec<Told>) {
        let (mail, arrivals) = mail();
        let desk = Desk::new(false);
        let mut studio = Studio::new(NonZeroUsize::new(2).unwrap());
        for wanted in requests {
            studio.work(&Request { generation: 1, wanted }, &desk, &mail).unwrap();
        }
        drop(mail);
        let (mut paintings, mut news) = (Vec::new(), Vec::new());
        for arrival in arrivals {
            match arrival {
                Arrival::Painted(painted) if painted.is_draft => {}
                Arrival::Painted(painted) => paintings.push(*painted),
                Arrival::News(News::Previewed(1, told)) => news.push(told),
                _ => panic!("nothing else is brought"),
            }
        }
        (paintings, news)
    }

    fn mail() -> (Mail, Receiver<Arrival>) {
        let (sender, arrivals) = channel();
        (Mail { sender, ctx: egui::Context::default() }, arrivals)
    }

    #[test]
    fn what_is_seen_is_what_a_run_writes() {
        let kinds = [
            (Layout::Rgb, false, Alpha::Keep),
            (Layout::Rgba, false, Alpha::Keep),
            (Layout::Rgba, false, Alpha::Filter),
            (Layout::Grey, true, Alpha::Keep),
            (Layout::GreyAlpha, true, Alpha::Filter),
        ];
        for (layout, is_deep, alpha) in kinds {
            let folder = tempfile::tempdir().unwrap();
            let path = folder.path().join("p.png");
            let source = picture(layout, is_deep);
            save(&path, &source);
            let recipes = recipes();
            for (recipe, made) in recipes.iter().zip(run(folder.path(), &recipes, alpha)) {
                let request =
                    |(zoom, centre)| Wanted { zoom, centre, ..wanted(path.clone(), Some(recipe.clone()), alpha, 1.0) };
                let (paintings, _) = answers(sights().into_iter().map(request).collect());
                let of_after = paintings.iter().filter(|painted| painted.side == Side::After);
                assert_eq!(of_after.count(), sights().len());
                for painted in paintings {
                    assert_shows(&painted, if painted.side == Side::Before { &source } else { &made }, &recipe.word());
                }
            }
        }
    }

    /// Pixels one to one with all their samples, or from far away their average.
    fn assert_shows(painted: &Painted, whole: &Raster, word: &str) {
        let Painted { side, cells, image, samples, .. } = painted;
        let what = format!("{word}, {side:?}, {cells:?}");
        let exact = whole.crop(cells.columns.clone(), cells.rows.clone()).filter(|_| cells.step == 1.0);
        assert_eq!(samples, &exact, "{what}");
        assert_eq!(image.pixels, sample(whole, [0, 0], cells, cells.rows.clone()), "{what}");
        assert_eq!((image.size, samples.is_some()), (cells.size(), cells.step == 1.0), "{what}");
    }

    #[test]
    fn a_slider_paints_one_side_alone() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("p.png");
        save(&path, &picture(Layout::Rgb, false));
        let blurred = |radius| Recipe::parse(&format!("blur:radius={radius}")).ok();
        let (paintings, news) =
            answers((1..=3).map(|radius| wanted(path.clone(), blurred(radius), Alpha::Keep, 1.0)).collect());
        let sides: Vec<Side> = paintings.iter().map(|painted| painted.side).collect();
        assert_eq!(sides, [Side::Before, Side::After, Side::After, Side::After]);
        assert_eq!(news.iter().filter(|told| matches!(told, Told::Made(Ok(())))).count(), 3);
    }

    #[test]
    fn what_is_no_picture_is_told_with_the_reason() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("p.png");
        std::fs::write(&path, "no picture").unwrap();
        let (paintings, news) = answers(vec![wanted(path, None, Alpha::Keep, 1.0)]);
        assert!(paintings.is_empty());
        assert!(matches!(&news[..], [Told::Opened(Err(reason))] if !reason.is_empty()), "{news:?}");
    }

    #[test]
    fn the_newest_request_is_answered_last() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("p.png");
        save(&path, &picture(Layout::Rgb, false));
        let (mail, arrivals) = mail();
        let desk = Arc::new(Desk::new(true));
        for generation in 1..=20 {
            let recipe = Recipe::parse(&format!("blur:radius={generation}")).ok();
            desk.ask(Request { generation, wanted: wanted(path.clone(), recipe, Alpha::Keep, 1.0) });
        }
        let its = Arc::clone(&desk);
        let thread = std::thread::spawn(move || work(&its, &mail));
        let nothing = arrivals.recv_timeout(Duration::from_millis(50));
        assert!(nothing.is_err(), "nothing is worked out while held");
        desk.hold(false);
        let mut told = arrivals.iter().filter_map(|arrival| match arrival {
            Arrival::News(News::Previewed(generation, Told::Made(made))) => Some((generation, made)),
            _ => None,
        });
        assert_eq!(told.next(), Some((20, Ok(()))), "those before it were dropped");
        desk.close();
        thread.join().unwrap();
    }
}
