//! Finding and sorting pictures, on a thread of its own.

use std::cmp::Ordering;
use std::sync::Arc;
use std::time::{Duration, Instant};

use super::Mail;
use super::sizes::Board;
use crate::files::{Format, PictureFile};
use crate::gui::action::News;
use crate::gui::pictures_view::{Arrangement, SortBy};

/// How often it is seen how far reading is.
const TELL_EVERY: Duration = Duration::from_millis(100);

pub(super) fn start(
    mail: &Mail,
    generation: u64,
    (pictures, arrangement): (Arc<Vec<PictureFile>>, Arrangement),
    board: Arc<Board>,
    is_stopped: impl Fn() -> bool + Send + 'static,
) {
    // Named like a worker of the engine, because reading sizes may panic on damaged files.
    mail.elsewhere("pixloom-worker-arrange", move |mail| {
        if let Some(places) = arranged(&pictures, &arrangement, &board, &is_stopped, &|| mail.ctx.request_repaint()) {
            mail.tell(News::Arranged(generation, Arc::new(places)));
        }
    });
}

/// The places of the pictures that are found, sorted. None when stopped. `tell` is called now and then while sizes are
/// read.
fn arranged(
    pictures: &[PictureFile],
    arrangement: &Arrangement,
    board: &Board,
    is_stopped: &dyn Fn() -> bool,
    tell: &dyn Fn(),
) -> Option<Vec<usize>> {
    let mut places = found(pictures, &arrangement.sought, is_stopped)?;
    if arrangement.by == SortBy::Pixels {
        read(&places, board, is_stopped, tell)?;
    }
    let by = |compare: fn(&PictureFile, &PictureFile) -> Ordering| {
        move |a: &usize, b: &usize| match (pictures.get(*a), pictures.get(*b)) {
            (Some(a), Some(b)) => compare(a, b),
            _ => Ordering::Equal,
        }
    };
    // What is the same stays as it was listed: by name.
    match arrangement.by {
        SortBy::Name => {}
        SortBy::Date => places.sort_by(by(|a, b| a.modified.cmp(&b.modified))),
        SortBy::Bytes => places.sort_by(by(|a, b| a.bytes.cmp(&b.bytes))),
        SortBy::Pixels => places.sort_by_key(|idx| board.pixels(*idx, is_stopped)),
        SortBy::Format => places.sort_by_cached_key(|idx| {
            pictures.get(*idx).and_then(|picture| Format::of_path(&picture.path)).map(Format::title)
        }),
    }
    (!is_stopped()).then_some(places)
}

fn found(pictures: &[PictureFile], sought: &str, is_stopped: &dyn Fn() -> bool) -> Option<Vec<usize>> {
    let sought = sought.to_lowercase();
    let mut places = Vec::new();
    for (idx, picture) in pictures.iter().enumerate() {
        if is_stopped() {
            return None;
        }
        let is_found = || picture.relative.to_string_lossy().to_lowercase().contains(&sought);
        if sought.is_empty() || is_found() {
            places.push(idx);
        }
    }
    Some(places)
}

fn read(places: &[usize], board: &Board, is_stopped: &dyn Fn() -> bool, tell: &dyn Fn()) -> Option<()> {
    let mut told = Instant::now();
    for idx in places {
        if is_stopped() {
            return None;
        }
        board.pixels(*idx, is_stopped);
        if told.elapsed() >= TELL_EVERY {
            told = Instant::now();
            tell();
        }
    }
    Some(())
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;

    use super::super::sizes::Sizes;
    use super::*;
    use crate::files::{self, Scope};
    use crate::samples;

    /// Four pictures: names, formats and sizes in different orders.
    fn folder() -> (tempfile::TempDir, Arc<Vec<PictureFile>>) {
        let folder = tempfile::tempdir().unwrap();
        let made = folder.path().join("made");
        std::fs::create_dir(&made).unwrap();
        for (name, size) in [("B.png", (9, 9)), ("a.png", (40, 40)), ("c.tiff", (20, 2)), ("가을.png", (30, 30))] {
            let path = samples::write(&made, 1, size, 1, &|| false).unwrap().remove(0);
            std::fs::rename(path, folder.path().join(name)).unwrap();
        }
        let pictures = files::scan(folder.path(), Scope::default(), &|| false).unwrap().pictures;
        (folder, Arc::new(pictures))
    }

    fn names(pictures: &Arc<Vec<PictureFile>>, by: SortBy, sought: &str) -> Vec<String> {
        let board = Sizes::new(&egui::Context::default()).board(pictures);
        let arrangement = Arrangement { by, sought: sought.to_owned() };
        let places = arranged(pictures, &arrangement, &board, &|| false, &|| ()).unwrap();
        places.iter().map(|idx| pictures[*idx].relative.display().to_string()).collect()
    }

    #[test]
    fn pictures_are_sorted_by_what_is_asked_for_and_then_by_name() {
        let (_folder, pictures) = folder();
        assert_eq!(names(&pictures, SortBy::Name, ""), ["a.png", "B.png", "c.tiff", "가을.png"]);
        assert_eq!(names(&pictures, SortBy::Pixels, ""), ["c.tiff", "B.png", "가을.png", "a.png"]);
        assert_eq!(names(&pictures, SortBy::Format, ""), ["a.png", "B.png", "가을.png", "c.tiff"]);
        let mut bytes: Vec<(u64, String)> =
            pictures.iter().map(|picture| (picture.bytes, picture.relative.display().to_string())).collect();
        bytes.sort_by_key(|(bytes, _)| *bytes);
        assert_eq!(names(&pictures, SortBy::Bytes, ""), bytes.into_iter().map(|(_, name)| name).collect::<Vec<_>>());
        let dated: Vec<PictureFile> = pictures.iter().rev().cloned().collect();
        assert_eq!(names(&Arc::new(dated), SortBy::Date, "").len(), 4);
    }

    #[test]
    fn letters_are_found_in_any_case() {
        let (_folder, pictures) = folder();
        assert_eq!(names(&pictures, SortBy::Name, "b.PNG"), ["B.png"]);
        assert_eq!(names(&pictures, SortBy::Pixels, "png"), ["B.png", "가을.png", "a.png"]);
        assert_eq!(names(&pictures, SortBy::Name, "가"), ["가을.png"]);
        assert!(names(&pictures, SortBy::Name, "nowhere").is_empty());
    }

    #[test]
    fn what_is_no_longer_wanted_is_left() {
        let (_folder, pictures) = folder();
        let sizes = Sizes::new(&egui::Context::default());
        let board = sizes.board(&pictures);
        let n_asked = Cell::new(0);
        let is_stopped = || {
            n_asked.set(n_asked.get() + 1);
            n_asked.get() > 6
        };
        let arrangement = Arrangement { by: SortBy::Pixels, sought: String::new() };
        assert!(arranged(&pictures, &arrangement, &board, &is_stopped, &|| ()).is_none());
        assert!(sizes.part_known() < 1.0);
    }
}
