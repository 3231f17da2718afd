//! What a plan has to keep: names, clashes, what happens to what is there, and what is refused.

use std::time::SystemTime;

use super::super::{Existing, NameTemplate, OutputOptions, Provenance, Recipe};
use super::*;
use crate::files::{self, PictureFile};
use crate::filters::Alpha;

fn picture(folder: &Path, name: &str) -> PictureFile {
    PictureFile { path: folder.join(name), relative: name.into(), bytes: 1, modified: SystemTime::now() }
}

fn job(folder: &Path, names: &[&str], recipes: &[&str]) -> Job {
    Job {
        folder: folder.to_owned(),
        pictures: names.iter().map(|name| picture(folder, name)).collect(),
        recipes: recipes.iter().map(|word| Recipe::parse(word).unwrap()).collect(),
        alpha: Alpha::Keep,
        output: OutputOptions::into_folder(folder.join("out")),
    }
}

fn names(plan: &Plan, out: &Path) -> Vec<String> {
    plan.outputs().iter().map(|o| o.path.strip_prefix(out).unwrap().to_string_lossy().into_owned()).collect()
}

#[cfg(unix)]
#[test]
fn no_output_falls_onto_what_an_input_is_a_link_to() {
    let top = tempfile::tempdir().unwrap();
    let real = top.path().join("real");
    std::fs::create_dir(&real).unwrap();
    std::fs::write(real.join("a.png"), b"precious").unwrap();
    std::os::unix::fs::symlink(real.join("a.png"), top.path().join("a.png")).unwrap();
    let mut job = job(top.path(), &["a.png"], &["edges"]);
    job.output.folder = real;
    job.output.existing = Existing::Overwrite;
    for name in ["{stem}.{ext}", "A.{ext}"] {
        job.output.name = NameTemplate::parse(name).unwrap();
        assert!(matches!(job.plan(), Err(PlanError::OntoInput(_))), "{name}");
    }
}

#[test]
fn no_output_falls_onto_an_input() {
    let top = tempfile::tempdir().unwrap();
    let mut job = job(top.path(), &["a.png"], &["edges"]);
    job.output.folder = top.path().join("x").join("..");
    std::fs::create_dir(top.path().join("x")).unwrap();
    assert!(matches!(job.plan(), Err(PlanError::FolderOfPictures(_))));
    // The same pictures, by the name of a folder above theirs.
    job.folder = top.path().parent().unwrap().to_owned();
    job.output.name = NameTemplate::parse("{stem}.{ext}").unwrap();
    assert!(matches!(job.plan(), Err(PlanError::OntoInput(_))));
}

#[test]
fn planning_can_be_stopped_anywhere() {
    let top = tempfile::tempdir().unwrap();
    let job = job(top.path(), &["a.png", "b.png"], &["edges", "blur"]);
    let asked = std::cell::Cell::new(0);
    let stopped_at = |n: usize| {
        asked.set(0);
        job.plan_unless(&|| asked.replace(asked.get() + 1) >= n).map(|plan| plan.outputs().len())
    };
    assert_eq!(stopped_at(usize::MAX), Ok(4));
    for n in 0..asked.get() {
        assert_eq!(stopped_at(n), Err(PlanError::Stopped), "{n}");
    }
}

#[test]
fn paths_that_no_system_takes_are_refused() {
    let top = tempfile::tempdir().unwrap();
    let mut job = job(top.path(), &["a.png"], &["edges"]);
    job.output.folder = std::iter::repeat_n("deep", LONGEST_PATH / 5).fold(top.path().to_owned(), |at, d| at.join(d));
    assert!(matches!(job.plan(), Err(PlanError::PathTooLong(_))));
}

#[test]
fn nothing_to_do_is_an_error() {
    let top = tempfile::tempdir().unwrap();
    assert_eq!(job(top.path(), &[], &["edges"]).plan().unwrap_err(), PlanError::NoPictures);
    assert_eq!(job(top.path(), &["a.png"], &[]).plan().unwrap_err(), PlanError::NoRecipes);
    let twice = job(top.path(), &["a.png"], &["edges", "edges"]).plan().unwrap_err();
    assert_eq!(twice, PlanError::SameRecipeTwice("edges".to_owned()));
}

#[test]
fn the_tree_and_the_format_are_kept() {
    let top = tempfile::tempdir().unwrap();
    let plan = job(top.path(), &["a.jpeg", "sub/b.PNG", "c.ico"], &["edges"]).plan().unwrap();
    assert_eq!(names(&plan, &top.path().join("out")), ["edges_a.jpg", "sub/edges_b.png", "edges_c.png"]);
}

#[test]
fn clashes_are_told_apart() {
    let top = tempfile::tempdir().unwrap();
    let mut job = job(top.path(), &["a.png", "a.jpg", "A.png", "b.png"], &["edges"]);
    job.output.format = Some(Format::Png);
    let plan = job.plan().unwrap();
    let found = names(&plan, &top.path().join("out"));
    assert_eq!(found, ["edges_a-png.png", "edges_a-jpg.png", "edges_A-png-2.png", "edges_b.png"]);
    let renamed: Vec<bool> = plan.outputs().iter().map(|output| output.is_renamed).collect();
    assert_eq!(renamed, [true, true, true, false]);
    let may_move: Vec<bool> = plan.outputs().iter().map(|output| output.may_move).collect();
    assert_eq!(may_move, [true, false, true, false], "the names of a.png and A.png hang on which comes first");
}

#[test]
fn many_clashes_are_told_apart_quickly() {
    let top = tempfile::tempdir().unwrap();
    let names: Vec<String> = (0..20_000).map(|n| format!("{n}.png")).collect();
    let mut job = job(top.path(), &names.iter().map(String::as_str).collect::<Vec<_>>(), &["edges"]);
    job.output.name = NameTemplate::parse("{filter}.{ext}").unwrap();
    let plan = job.plan().unwrap();
    let paths: HashSet<_> = plan.outputs().iter().map(|output| &output.path).collect();
    assert_eq!(paths.len(), names.len());
}

#[test]
fn existing_outputs_follow_the_policy() {
    let top = tempfile::tempdir().unwrap();
    let mut job = job(top.path(), &["a.png"], &["edges"]);
    std::fs::create_dir(top.path().join("out")).unwrap();
    std::fs::write(top.path().join("out/edges_a.png"), b"").unwrap();
    assert_eq!(job.plan().unwrap().outputs()[0].action, Action::Keep);
    assert_eq!(job.plan().unwrap().n_to_make(), 0);
    job.output.existing = Existing::Overwrite;
    assert_eq!(job.plan().unwrap().outputs()[0].action, Action::Replace);
    job.output.existing = Existing::Resume;
    job.pictures[0].modified = SystemTime::UNIX_EPOCH;
    assert_eq!(job.plan().unwrap().outputs()[0].action, Action::Keep);
    job.pictures[0].modified = SystemTime::now() + std::time::Duration::from_secs(60);
    assert_eq!(job.plan().unwrap().outputs()[0].action, Action::Replace);
}

#[test]
fn resuming_makes_anew_what_has_changed() {
    let top = tempfile::tempdir().unwrap();
    let mut job = job(top.path(), &["a.png"], &["blur"]);
    job.output.existing = Existing::Resume;
    let out = top.path().join("out");
    std::fs::create_dir(&out).unwrap();
    std::fs::write(out.join("blur_a.png"), b"12345").unwrap();
    let output = job.plan().unwrap().outputs()[0].clone();
    let line = Provenance::of(&job, &job.pictures[0], "blur", &output).line(
        &job,
        &output.path,
        files::stamp(&output.path).unwrap(),
        files::digest(b"12345"),
    );
    crate::files::Journal::open(&out).unwrap().append(&line).unwrap();
    let action = |job: &Job| job.plan().unwrap().outputs()[0].action;
    assert_eq!(action(&job), Action::Keep);
    let mut touched = job.clone();
    touched.pictures[0].modified = SystemTime::UNIX_EPOCH;
    assert_eq!(action(&touched), Action::Replace);
    let mut other = job.clone();
    other.alpha = Alpha::Filter;
    assert_eq!(action(&other), Action::Replace);
    std::fs::write(out.join("blur_a.png"), b"").unwrap();
    assert_eq!(action(&job), Action::Replace);
}

/// Makes the outputs of a plan, each of these bytes, and writes the journal.
fn make(job: &Job, bytes: &[u8]) {
    std::fs::create_dir_all(&job.output.folder).unwrap();
    let journal = files::Journal::open(&job.output.folder).unwrap();
    for (output, picture) in job.plan().unwrap().outputs().iter().zip(&job.pictures) {
        std::fs::write(&output.path, bytes).unwrap();
        let (stamp, digest) = (files::stamp(&output.path).unwrap(), files::digest(bytes));
        let made_from = Provenance::of(job, picture, &job.recipes[0].word(), output);
        journal.append(&made_from.line(job, &output.path, stamp, digest)).unwrap();
    }
}

fn decided(job: &Job) -> Vec<(Action, Option<Doubt>)> {
    job.plan().unwrap().outputs().iter().map(|output| (output.action, output.doubt)).collect()
}

/// The bytes of a picture of this width.
fn png_of(width: u32) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, width, 1);
    encoder.set_color(png::ColorType::Grayscale);
    encoder.write_header().unwrap().write_image_data(&vec![0; width as usize]).unwrap();
    bytes
}

#[test]
fn what_somebody_has_worked_on_is_kept_when_resuming() {
    let top = tempfile::tempdir().unwrap();
    let mut job = job(top.path(), &["a.png", "b.png", "c.png", "d.png"], &["edges"]);
    job.output.existing = Existing::Resume;
    make(&job, &png_of(5));
    let change = |name: &str, bytes: &[u8]| {
        let path = job.output.folder.join(name);
        let before = std::fs::metadata(&path).unwrap().modified().unwrap();
        std::fs::write(&path, bytes).unwrap();
        // Programs that write tags can keep the time.
        std::fs::File::options().write(true).open(&path).unwrap().set_modified(before).unwrap();
    };
    change("edges_a.png", &png_of(900));
    change("edges_b.png", b"");
    change("edges_c.png", &png_of(5)[..20]);
    let expected = |untouched: Action| {
        let [retouched, torn] = [(Action::Keep, Some(Doubt::Retouched)), (Action::Replace, None)];
        [retouched, torn, torn, (untouched, None)]
    };
    assert_eq!(decided(&job), expected(Action::Keep));
    assert_eq!(job.plan().unwrap().remarks(), [Remark::Doubted(Doubt::Retouched, 1)]);
    let other = Job { alpha: Alpha::Filter, ..job.clone() };
    assert_eq!(decided(&other), expected(Action::Replace));
    // A copy of the folder has other times, and the same bytes.
    let untouched = std::fs::File::options().write(true).open(job.output.folder.join("edges_d.png")).unwrap();
    untouched.set_modified(SystemTime::UNIX_EPOCH).unwrap();
    assert_eq!(decided(&other), expected(Action::Replace));
    job.output.existing = Existing::Overwrite;
    assert!(decided(&job).iter().all(|decided| *decided == (Action::Replace, None)));
}

#[test]
fn what_was_made_from_another_folder_is_kept_and_said() {
    let top = tempfile::tempdir().unwrap();
    let mut job = job(top.path(), &["a.png"], &["edges"]);
    make(&job, &png_of(5));
    job.folder = top.path().join("other");
    job.pictures[0].bytes = 2;
    for existing in [Existing::Keep, Existing::Resume] {
        job.output.existing = existing;
        assert_eq!(decided(&job), [(Action::Keep, Some(Doubt::OfAnother))], "{existing:?}");
    }
}

#[test]
fn a_kept_output_of_another_picture_is_said() {
    let top = tempfile::tempdir().unwrap();
    let mut job = job(top.path(), &["b.png", "c.png"], &["edges"]);
    job.output.name = NameTemplate::parse("{index}.{ext}").unwrap();
    make(&job, b"12345");
    assert_eq!(decided(&job), [(Action::Keep, None); 2]);
    job.pictures.insert(0, picture(top.path(), "a.png"));
    let other = (Action::Keep, Some(Doubt::OfAnother));
    assert_eq!(decided(&job), [other, other, (Action::Make, None)]);
    job.output.existing = Existing::Resume;
    assert_eq!(decided(&job), [(Action::Replace, None), (Action::Replace, None), (Action::Make, None)]);
    std::fs::remove_file(job.output.folder.join(files::JOURNAL_NAME)).unwrap();
    job.pictures.iter_mut().for_each(|picture| picture.modified = SystemTime::UNIX_EPOCH);
    let may_be = (Action::Keep, Some(Doubt::MayBeOfAnother));
    assert_eq!(decided(&job), [may_be, may_be, (Action::Make, None)]);
}

#[test]
fn a_journal_that_cannot_be_understood_is_said() {
    let top = tempfile::tempdir().unwrap();
    let mut job = job(top.path(), &["a.png"], &["edges"]);
    job.output.existing = Existing::Resume;
    make(&job, b"12345");
    files::Journal::open(&job.output.folder).unwrap().append("what is this").unwrap();
    assert_eq!(job.plan().unwrap().remarks(), [Remark::Garbled(1)]);
    std::fs::remove_file(job.output.folder.join(files::JOURNAL_NAME)).unwrap();
    std::fs::create_dir(job.output.folder.join(files::JOURNAL_NAME)).unwrap();
    assert!(matches!(job.plan().unwrap().remarks()[0], Remark::Unreadable(_)));
}

#[test]
fn what_is_left_out_is_neither_made_nor_kept() {
    let top = tempfile::tempdir().unwrap();
    let mut plan = job(top.path(), &["a.png", "b.png"], &["edges", "blur"]).plan().unwrap();
    plan.restrict_to(|picture_idx, _| picture_idx == 1);
    assert_eq!((plan.n_to_make(), plan.n_with(Action::LeaveOut), plan.n_with(Action::Keep)), (2, 2, 0));
    assert!(plan.makes_any(1) && !plan.makes_any(0));
}

#[test]
fn outputs_of_some_pictures_have_the_names_that_all_would_have() {
    let folder = tempfile::tempdir().unwrap();
    let job = job(folder.path(), &["a.png", "a.jpg", "b.png"], &["edges", "emboss"]);
    let job = Job { output: OutputOptions { format: Some(Format::Png), ..job.output.clone() }, ..job };
    let whole = job.plan().unwrap();
    let part = job.plan_of(&|idx| idx == 1, &|| false).unwrap();
    assert_eq!((part.n_pictures(), part.n_asked(), part.n_to_make()), (1, 2, 2));
    let paths = |plan: &Plan| plan.outputs().iter().map(|output| output.path.clone()).collect::<Vec<_>>();
    assert_eq!(paths(&whole), paths(&part));
    assert!(!part.makes_any(0) && part.makes_any(1) && !part.makes_any(2));
}
