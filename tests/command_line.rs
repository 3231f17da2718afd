//! The command line as its users meet it: a process with words, output and an exit status.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::time::Duration;

use pixloom::files::{self, Effort, Limits};
use pixloom::raster::Raster;
use pixloom::{filters, report, strategies};
use serde_json::Value;

use super::common::{Place, command, files_below, outputs_below};

fn pixloom<I: IntoIterator<Item = S>, S: AsRef<std::ffi::OsStr>>(words: I) -> Output {
    command().args(words).output().unwrap()
}

fn run(place: &Place, more: &[&str]) -> Output {
    let (pictures, out) = (place.pictures(), place.path("out"));
    command().arg("run").arg(pictures).arg("-o").arg(out).args(more).output().unwrap()
}

fn out(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned()
}

fn err(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

/// Help as one line, because it is wrapped to the width of the terminal.
fn help(command: &str) -> String {
    out(&pixloom([command, "--help"])).split_whitespace().collect::<Vec<_>>().join(" ")
}

fn json(path: &Path) -> Value {
    serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap()
}

#[test]
fn recipes_come_from_a_file_before_those_that_are_given() {
    let place = Place::with_pictures(1);
    let file = place.path("mine.txt");
    std::fs::write(&file, "# two\nsmooth+edges\nblur:radius=2.5 # soft\n").unwrap();
    let report = place.path("report.json");
    let words = ["--recipes", file.to_str().unwrap(), "-f", "emboss", "--report", report.to_str().unwrap()];
    let output = run(&place, &words);
    assert_eq!(output.status.code(), Some(0), "{}", err(&output));
    let recipes = json(&report)["recipes"].clone();
    assert_eq!(recipes, serde_json::json!(["smooth+edges", "blur:radius=2.5", "emboss"]));
    let pictures = place.pictures();
    let words = ["compare", pictures.to_str().unwrap(), "--recipes", file.to_str().unwrap(), "--rounds", "1"];
    let quick = ["--workers", "1", "--strategies", strategies::ALL[0].id, "--json", "-q"];
    let compared = pixloom(words.into_iter().chain(quick));
    let compared: Value = serde_json::from_slice(&compared.stdout).unwrap();
    assert_eq!(compared["job"]["recipes"], serde_json::json!(["smooth+edges", "blur:radius=2.5"]));
}

#[test]
fn single_pictures_are_chosen_or_left_out_by_name() {
    let place = Place::with_pictures(3);
    let report = place.path("report.json");
    let made = |more: &[&str]| {
        let _ = std::fs::remove_dir_all(place.path("out"));
        let usual = ["-f", "edges", "--report", report.to_str().unwrap()];
        let output = run(&place, &[&usual, more].concat());
        let names = outputs_below(&place.path("out")).iter().map(|path| path.display().to_string()).collect::<Vec<_>>();
        (output.status.code(), names, err(&output))
    };
    let (status, names, said) = made(&["--only", "p1.png", "--only=./p2.png"]);
    assert_eq!((status, names), (Some(0), vec!["edges_p1.png".to_owned(), "edges_p2.png".to_owned()]), "{said}");
    assert_eq!(json(&report)["pictures"], 2);
    let (status, names, said) = made(&["--except", place.pictures().join("p1.png").to_str().unwrap()]);
    assert_eq!((status, names), (Some(0), vec!["edges_p0.png".to_owned(), "edges_p2.png".to_owned()]), "{said}");
    let (status, names, said) = made(&["--only", "p7.png"]);
    assert!(status == Some(2) && names.is_empty() && said.contains("no such picture"), "{said}");
    let (status, _, said) = made(&["--except", "p0.png", "--except", "p1.png", "--except", "p2.png"]);
    assert!(status == Some(2) && said.contains("no picture is left"), "{said}");
    let pictures = place.pictures();
    let words = ["compare", pictures.to_str().unwrap(), "--only", "p2.png", "--rounds", "1", "-f", "edges"];
    let quick = ["--workers", "1", "--strategies", strategies::ALL[0].id, "--json", "-q"];
    let compared = pixloom(words.into_iter().chain(quick));
    let compared: Value = serde_json::from_slice(&compared.stdout).unwrap();
    assert_eq!(compared["job"]["pictures"], 1, "{compared:#}");
}

#[test]
fn a_file_of_recipes_that_is_wrong_is_said_with_its_line_and_nothing_is_made() {
    let place = Place::with_pictures(1);
    let file = place.path("mine.txt");
    let wrong = [("edges\nsparkle", "line 2: there is no filter"), ("edges\nedges", "line 2: the recipe edges")];
    for (text, said) in wrong {
        std::fs::write(&file, text).unwrap();
        let output = run(&place, &["--recipes", file.to_str().unwrap()]);
        assert_eq!(output.status.code(), Some(2));
        assert!(err(&output).contains(said) && err(&output).trim().ends_with("mine.txt"), "{}", err(&output));
    }
    let output = run(&place, &["--recipes", place.path("none.txt").to_str().unwrap()]);
    assert!(err(&output).contains("look whether the file is there"), "{}", err(&output));
    assert!(!place.path("out").exists());
}

#[test]
fn a_folder_is_filtered_and_reported() {
    let place = Place::with_pictures(3);
    let report = place.path("report.json");
    let output = run(&place, &["-f", "edges", "-f", "smooth+blur:radius=1.5", "--report", report.to_str().unwrap()]);
    assert_eq!(output.status.code(), Some(0), "{}", err(&output));
    let names: Vec<String> = outputs_below(&place.path("out")).iter().map(|p| p.display().to_string()).collect();
    assert_eq!(names.len(), 6);
    assert!(names.contains(&"smooth+blur-radius1.5_p0.png".to_owned()), "{names:?}");
    let report = json(&report);
    let number = |key: &str| report[key].as_u64().unwrap_or_else(|| panic!("{key}"));
    assert_eq!(["pictures", "outputs", "skipped", "failed"].map(number), [3, 6, 0, 0]);
    assert!(report["wall_s"].as_f64().unwrap() > 0.0 && report["phases_s"]["filter"].as_f64().unwrap() > 0.0);
    for key in ["pixloom", "command", "folder", "out", "strategy", "workers", "worker_kind", "hand_over", "recipes"] {
        assert!(!report[key].is_null(), "{key}");
    }
    for key in ["peak_rss_bytes", "bytes_in", "bytes_out", "problems", "machine"] {
        assert!(report.get(key).is_some(), "{key}");
    }
}

#[test]
fn the_second_run_does_nothing_and_says_so() {
    let place = Place::with_pictures(2);
    assert_eq!(run(&place, &["-f", "edges"]).status.code(), Some(0));
    let path = place.path("out").join("edges_p0.png");
    std::fs::write(&path, b"mine").unwrap();
    let second = run(&place, &["-f", "edges"]);
    assert!(second.status.success() && out(&second).contains("Nothing to do"), "{}", out(&second));
    assert_eq!(std::fs::read(&path).unwrap(), b"mine");
    let third = run(&place, &["-f", "edges", "--overwrite"]);
    assert!(third.status.success());
    assert_ne!(std::fs::read(&path).unwrap(), b"mine");
}

#[test]
fn resuming_makes_anew_what_has_changed_and_nothing_else() {
    let place = Place::with_pictures(3);
    run(&place, &["-f", "blur", "-f", "smooth", "--resume"]);
    let times = || -> Vec<_> {
        let out = place.path("out");
        files_below(&out).iter().map(|file| std::fs::metadata(out.join(file)).unwrap().modified().unwrap()).collect()
    };
    let before = times();
    assert!(out(&run(&place, &["-f", "blur", "-f", "smooth", "--resume"])).contains("Nothing to do"));
    assert_eq!(times(), before);
    place.add("p1.png", 77, 66);
    let output = run(&place, &["-f", "blur", "-f", "smooth", "--resume"]);
    assert!(out(&output).contains("2 outputs from"), "{}", out(&output));
    let changed = times().iter().zip(&before).filter(|(now, then)| now != then).count();
    assert_eq!(changed, 2 + 1, "two outputs and the journal");
    let output = run(&place, &["-f", "blur", "-f", "smooth", "--alpha", "filter", "--resume"]);
    assert!(out(&output).contains("6 outputs from"), "{}", out(&output));
}

#[test]
fn what_has_failed_is_tried_again() {
    let place = Place::with_pictures(2);
    let (bad, report) = (place.pictures().join("bad.png"), place.path("report.json"));
    std::fs::write(&bad, b"no picture").unwrap();
    let words = ["-f", "edges", "--name", "{index}-{filter}.{ext}", "--report", report.to_str().unwrap()];
    assert_eq!(run(&place, &words).status.code(), Some(1));
    std::fs::remove_file(place.path("out").join("2-edges.png")).unwrap();
    place.add("bad.png", 20, 20);
    let retry = ["-f", "edges", "--name", "{index}-{filter}.{ext}", "--retry", report.to_str().unwrap()];
    let output = run(&place, &retry);
    assert!(output.status.success() && out(&output).contains("1 output from"), "{}{}", out(&output), err(&output));
    assert!(place.path("out").join("1-edges.png").exists() && !place.path("out").join("2-edges.png").exists());
    let output = run(&place, &["--retry", bad.to_str().unwrap()]);
    assert_eq!(output.status.code(), Some(2), "{}", err(&output));
}

#[test]
fn outputs_are_dated_as_their_pictures_on_request() {
    let place = Place::with_pictures(1);
    let then = std::time::SystemTime::UNIX_EPOCH + std::time::Duration::from_secs(1_000_000);
    std::fs::File::options().write(true).open(place.pictures().join("p0.png")).unwrap().set_modified(then).unwrap();
    assert!(run(&place, &["-f", "edges", "--keep-times"]).status.success());
    assert_eq!(std::fs::metadata(place.path("out").join("edges_p0.png")).unwrap().modified().unwrap(), then);
}

#[test]
fn earlier_outputs_are_no_pictures_of_the_next_run() {
    let place = Place::with_pictures(1);
    let inside = |name: &str| place.pictures().join(name);
    for (name, resume) in [("out-a", None), ("out-b", Some("--resume")), ("out-c", None)] {
        let words = ["-f", "edges", "--recursive"].into_iter().chain(resume);
        let output =
            command().arg("run").arg(place.pictures()).arg("-o").arg(inside(name)).args(words).output().unwrap();
        assert!(out(&output).contains("1 output from 1 picture"), "{}", out(&output));
        assert_eq!(err(&output).contains("earlier outputs passed over"), name != "out-a", "{}", err(&output));
    }
    let mut chosen = command();
    chosen.arg("run").arg(inside("out-a")).arg("-o").arg(place.path("again")).args(["-f", "blur"]);
    assert!(out(&chosen.output().unwrap()).contains("1 output from 1 picture"));
}

#[test]
fn what_a_run_did_not_come_to_is_made_by_a_retry() {
    let place = Place::with_pictures(3);
    let report = place.path("report.json");
    let report_word = report.to_str().unwrap();
    assert!(run(&place, &["-f", "blur:radius=3", "--quality", "80", "--report", report_word]).status.success());
    // As if it had been broken off after the first picture.
    let text = std::fs::read_to_string(&report).unwrap().replace("\"complete\": true", "\"complete\": false");
    std::fs::write(&report, text).unwrap();
    for name in ["blur-radius3_p1.png", "blur-radius3_p2.png"] {
        std::fs::remove_file(place.path("out").join(name)).unwrap();
    }
    let other = run(&place, &["--retry", report_word]);
    assert!(other.status.code() == Some(2) && err(&other).contains("other filters or options"), "{}", err(&other));
    let retried = run(&place, &["--quality", "80", "--retry", report_word]);
    assert!(out(&retried).contains("2 outputs from") && !out(&retried).contains("kept"), "{}", out(&retried));
    // Nobody can tell which of the earlier outputs that run has replaced.
    let replaced = run(&place, &["--quality", "80", "--overwrite", "--retry", report_word]);
    assert!(out(&replaced).contains("3 outputs from"), "{}", out(&replaced));
    assert_eq!(outputs_below(&place.path("out")).len(), 3);
}

#[test]
fn what_an_output_lacks_is_told_with_its_pictures() {
    let place = Place::new();
    let mut pixels = Vec::new();
    let mut encoder = png::Encoder::new(&mut pixels, 1, 1);
    encoder.add_text_chunk("Title".to_owned(), "Dawn".to_owned()).unwrap();
    encoder.write_header().unwrap().write_image_data(&[7]).unwrap();
    std::fs::create_dir_all(place.pictures()).unwrap();
    std::fs::write(place.pictures().join("titled.png"), &pixels).unwrap();
    let report = place.path("report.json");
    let output = run(&place, &["-f", "edges", "--report", report.to_str().unwrap()]);
    assert!(out(&output).contains("1 output (such as of titled.png): text beside"), "{}", out(&output));
    let report: serde_json::Value = serde_json::from_slice(&std::fs::read(report).unwrap()).unwrap();
    assert!(report["notes"][0]["pictures"][0].as_str().unwrap().ends_with("titled.png"), "{report}");
}

#[test]
fn a_word_that_is_nearly_right_is_explained() {
    let place = Place::with_pictures(1);
    for (word, hint) in
        [("edges,smooth", "-f edges -f smooth"), ("blur=5", "blur:radius=5"), ("edges=2", "takes no values")]
    {
        let output = run(&place, &["-f", word]);
        assert!(output.status.code() == Some(2) && err(&output).contains(hint), "{}", err(&output));
    }
}

#[cfg(unix)]
#[test]
fn a_name_does_not_steer_the_terminal() {
    let place = Place::with_pictures(1);
    std::fs::write(place.pictures().join("\u{1b}[2Jbad\n.png"), b"no picture").unwrap();
    let output = run(&place, &["-f", "edges"]);
    assert!(err(&output).contains(r"\u{1b}[2Jbad\n.png") && !err(&output).contains('\u{1b}'), "{}", err(&output));
}

#[test]
fn a_memory_budget_holds_pictures_back_and_refuses_what_never_fits() {
    let place = Place::new();
    (0..6).for_each(|n| drop(place.add(&format!("p{n}.png"), 600, 400)));
    let output = run(&place, &["-f", "edges", "--workers", "4", "--memory", "3"]);
    assert!(output.status.success(), "{}", err(&output));
    place.add("large.png", 1500, 1000);
    let output = run(&place, &["-f", "edges", "--memory", "3"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(err(&output).contains("large.png"), "{}", err(&output));
}

#[test]
fn resuming_makes_what_is_missing() {
    let place = Place::with_pictures(2);
    run(&place, &["-f", "edges", "-f", "smooth"]);
    assert_eq!(files_below(&place.path("out")).len(), 4, "no journal unless it is asked for");
    std::fs::remove_file(place.path("out").join("edges_p1.png")).unwrap();
    let output = run(&place, &["-f", "edges", "-f", "smooth", "--resume"]);
    assert!(out(&output).contains("1 output from"), "{}", out(&output));
    assert_eq!(outputs_below(&place.path("out")).len(), 4);
}

#[test]
fn a_dry_run_prints_the_plan_and_writes_nothing() {
    let place = Place::with_pictures(2);
    let output = run(&place, &["-f", "edges", "--dry-run"]);
    assert!(output.status.success() && out(&output).lines().count() == 2, "{}", out(&output));
    assert!(out(&output).contains("edges_p0.png") && !place.path("out").exists());
}

#[test]
fn a_bad_picture_is_named_and_the_rest_is_done() {
    let place = Place::with_pictures(2);
    std::fs::write(place.pictures().join("broken.jpg"), b"\xff\xd8 no more").unwrap();
    let output = run(&place, &["-f", "edges"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(err(&output).contains("broken.jpg") && !err(&output).contains("panicked"), "{}", err(&output));
    assert_eq!(outputs_below(&place.path("out")).len(), 2);
}

#[test]
fn what_cannot_start_makes_nothing() {
    let place = Place::with_pictures(1);
    for words in [
        ["-f", "sparkle"],
        ["-f", "blur:radius=-4"],
        ["-f", "blur:radius=abc"],
        ["-f", "edges:radius=3"],
        ["--workers", "0"],
        ["--strategy", "magic"],
        ["--name", "../{stem}.{ext}"],
        ["--name", "{stem}"],
        ["--format", "heic"],
        ["--quality", "0"],
        ["--effort", "great"],
    ] {
        let output = run(&place, &words);
        assert_eq!(output.status.code(), Some(2), "{words:?}");
        assert!(!err(&output).trim().is_empty() && !place.path("out").exists(), "{words:?}");
    }
    let output = pixloom(["run", "/nowhere/at/all", "-o", "x"]);
    assert!(output.status.code() == Some(2) && err(&output).contains("/nowhere/at/all"), "{}", err(&output));
    let empty = Place::new();
    assert_eq!(run(&empty, &[]).status.code(), Some(2));
}

#[test]
fn a_report_harms_nothing_and_is_looked_at_first() {
    let place = Place::with_pictures(1);
    let picture = place.pictures().join("p0.png");
    let before = std::fs::read(&picture).unwrap();
    let output = run(&place, &["-f", "edges", "--report", picture.to_str().unwrap()]);
    assert_eq!(output.status.code(), Some(2), "{}", err(&output));
    assert!(std::fs::read(&picture).unwrap() == before && !place.path("out").exists());
    let inside_a_file = picture.join("report.json");
    let output = run(&place, &["-f", "edges", "--report", inside_a_file.to_str().unwrap()]);
    assert_eq!(output.status.code(), Some(2), "{}", err(&output));
    assert!(!place.path("out").exists());
    let notes = place.path("notes.txt");
    std::fs::write(&notes, "of somebody").unwrap();
    let output = run(&place, &["-f", "edges", "--report", notes.to_str().unwrap()]);
    assert_eq!(output.status.code(), Some(2), "{}", err(&output));
    assert_eq!(std::fs::read(&notes).unwrap(), b"of somebody");
    std::fs::create_dir(place.path("out")).unwrap();
    let onto_output = place.path("out").join("../out/EDGES_p0.png");
    let output = run(&place, &["-f", "edges", "--report", onto_output.to_str().unwrap()]);
    assert_eq!(output.status.code(), Some(2), "{}", err(&output));
    std::fs::write(&notes, "").unwrap();
    for _ in 0..2 {
        let output = run(&place, &["-f", "edges", "--overwrite", "--report", notes.to_str().unwrap()]);
        assert_eq!(output.status.code(), Some(0), "{}", err(&output));
    }
}

#[test]
fn an_output_folder_that_cannot_be_is_found_before_any_work() {
    let place = Place::with_pictures(1);
    let (pictures, inside_a_file) = (place.pictures(), place.pictures().join("p0.png").join("out"));
    let output = command().arg("run").arg(&pictures).arg("-o").arg(&inside_a_file).output().unwrap();
    assert_eq!(output.status.code(), Some(2), "{}", err(&output));
    assert_eq!(err(&output).trim().lines().count(), 1, "{}", err(&output));
}

#[cfg(target_os = "linux")]
#[test]
fn a_result_that_cannot_be_printed_is_said() {
    let full = std::fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
    let output = command().args(["filters", "--json"]).stdout(full).output().unwrap();
    assert_eq!(output.status.code(), Some(1), "{}", err(&output));
}

#[test]
fn every_filter_runs_and_stands_in_the_help() {
    let place = Place::with_pictures(1);
    let help = help("run");
    let listed: Value = serde_json::from_str(&out(&pixloom(["filters", "--json"]))).unwrap();
    for (n, filter) in filters::ALL.iter().enumerate() {
        assert!(help.contains(filter.summary), "{}", filter.id);
        assert_eq!(listed[n]["id"], filter.id);
        let output = run(&place, &["-f", filter.id]);
        assert!(output.status.success(), "{}: {}", filter.id, err(&output));
    }
}

#[test]
fn every_strategy_runs_and_stands_in_the_help() {
    let place = Place::with_pictures(2);
    let help = help("compare");
    let listed: Value = serde_json::from_str(&out(&pixloom(["strategies", "--json"]))).unwrap();
    for (n, strategy) in strategies::ALL.iter().enumerate() {
        assert!(help.contains(strategy.summary), "{}", strategy.id);
        assert_eq!(listed[n]["id"], strategy.id);
        let output = run(&place, &["--strategy", strategy.id, "--overwrite", "--workers", "3"]);
        assert!(output.status.success(), "{}: {}", strategy.id, err(&output));
    }
}

#[test]
fn every_effort_gives_the_same_pixels_in_fewer_bytes() {
    let place = Place::with_pictures(2);
    let report = place.path("report.json");
    let mut known: Option<(Vec<Raster>, u64)> = None;
    for effort in Effort::ALL {
        assert!(help("run").contains(effort.id()) && help("compare").contains(effort.id()));
        let words = ["-f", "smooth", "--effort", effort.id(), "--resume", "--report", report.to_str().unwrap()];
        // Another effort is another way of writing, so that nothing is left from the one before.
        assert!(out(&run(&place, &words)).contains("2 outputs from 2 pictures"));
        let report = json(&report);
        assert_eq!(report["options"]["effort"], effort.id());
        let bytes = report["bytes_out"].as_u64().unwrap();
        let pixels: Vec<Raster> = outputs_below(&place.path("out"))
            .iter()
            .map(|name| files::decode(&place.path("out").join(name), Limits::default(), &|| false).unwrap().raster)
            .collect();
        assert_eq!(pixels.len(), 2);
        if let Some((earlier_pixels, earlier_bytes)) = known {
            assert!(earlier_pixels == pixels && earlier_bytes >= bytes, "{effort:?}");
        }
        known = Some((pixels, bytes));
    }
}

#[test]
fn every_filter_is_measured() {
    let place = Place::new();
    let picture = place.add("p.png", 64, 48);
    let output = pixloom(["filters".as_ref(), "--json".as_ref(), "--measure".as_ref(), picture.as_os_str()]);
    let speeds: Value = serde_json::from_str(&out(&output)).unwrap();
    for (n, filter) in filters::ALL.iter().enumerate() {
        assert_eq!(speeds[n]["filter"], filter.id);
        assert!(speeds[n]["median_ms"].as_f64().unwrap() > 0.0 && speeds[n]["mpix_per_s"].as_f64().unwrap() > 0.0);
    }
}

#[test]
fn strategies_are_compared() {
    let place = Place::with_pictures(3);
    let exported = place.path("exported");
    let pictures = place.pictures();
    let words = ["-f", "edges", "-f", "blur", "--rounds", "6", "--workers", "1,2", "--export"];
    let output = command().arg("compare").arg(&pictures).args(words).arg(&exported).output().unwrap();
    assert!(output.status.success(), "{}", err(&output));
    let text = out(&output);
    assert!(strategies::ALL.iter().all(|strategy| text.contains(strategy.title)), "{text}");
    assert!(text.contains("identical, byte for byte") && text.contains("█"), "{text}");
    let result = json(&exported.join("comparison.json"));
    assert_eq!(result["identical"], true);
    let ways = result["ways"].as_array().unwrap();
    let expected: usize = strategies::ALL.iter().map(|strategy| if strategy.is_parallel { 2 } else { 1 }).sum();
    assert_eq!(ways.len(), expected);
    for way in ways {
        assert_eq!(way["samples_s"].as_array().unwrap().len(), 6);
        assert!(way["median_s"].as_f64().unwrap() > 0.0 && way["speedup"].as_f64().unwrap() > 0.0);
        assert_eq!(way["ci95_s"].as_array().unwrap().len(), 2);
        for key in ["strategy", "worker_kind", "hand_over", "workers", "efficiency", "phases_s", "peak_rss_bytes"] {
            assert!(way.get(key).is_some(), "{key}");
        }
    }
    assert_eq!(files_below(&exported), export_names());
    assert_eq!(files_below(&pictures).len(), 3, "nothing is written beside the pictures");
}

/// The names of all exports, in order.
fn export_names() -> Vec<PathBuf> {
    let mut names: Vec<PathBuf> = report::ALL.iter().map(|exporter| PathBuf::from(exporter.file)).collect();
    names.sort();
    names
}

#[test]
fn exports_are_written_after_every_round() {
    let place = Place::with_pictures(2);
    let exported = place.path("exported");
    let words = ["-f", "edges", "--rounds", "100000", "--quiet", "--export"];
    let mut compare = command();
    // What a killed comparison leaves behind is removed with the place.
    compare.arg("compare").arg(place.pictures()).arg("--scratch").arg(place.path("")).args(words).arg(&exported);
    let mut child = compare.spawn().unwrap();
    let rounds = || {
        let bytes = std::fs::read(exported.join("comparison.json")).unwrap_or_default();
        serde_json::from_slice::<Value>(&bytes).ok().and_then(|comparison| comparison["job"]["rounds"].as_u64())
    };
    // The files of a round are written one after another, so that in the third those of the second are all there.
    while rounds().is_none_or(|rounds| rounds < 3) {
        assert!(child.try_wait().unwrap().is_none(), "it is over before three rounds are exported");
        std::thread::sleep(Duration::from_millis(2));
    }
    child.kill().unwrap();
    child.wait().unwrap();
    for name in export_names() {
        assert!(std::fs::metadata(exported.join(&name)).unwrap().len() > 0, "{}", name.display());
    }
    let svg = std::fs::read_to_string(exported.join("chart.svg")).unwrap();
    assert!(svg.trim_end().ends_with("</svg>"));
    let chart = files::decode(&exported.join("chart.png"), Limits::default(), &|| false).unwrap();
    assert_eq!(chart.raster.width(), 1800);
}

#[test]
fn a_way_may_be_compared_with_itself_and_rounds_may_end_by_themselves() {
    let place = Place::with_pictures(2);
    let again = strategies::DEFAULT.id;
    let words = ["-f", "edges", "--rounds", "auto", "--budget", "1", "--json", "--strategies"];
    let output = command().arg("compare").arg(place.pictures()).args(words).arg(format!("{again},{again}")).output();
    let output = output.unwrap();
    assert!(output.status.success(), "{}", err(&output));
    let result: Value = serde_json::from_slice(&output.stdout).unwrap();
    let titles: Vec<&str> =
        result["ways"].as_array().unwrap().iter().map(|way| way["title"].as_str().unwrap()).collect();
    assert!(titles.len() == 2 && titles[0] != titles[1], "{titles:?}");
    assert!(result["job"]["rounds"].as_u64().unwrap() >= 1);
}

#[cfg(target_os = "linux")]
#[test]
fn comparisons_are_kept_and_shown_again() {
    let place = Place::with_pictures(2);
    let pixloom = |words: &[&str]| {
        let output = command().env("XDG_DATA_HOME", place.path("data")).args(words).output().unwrap();
        assert!(output.status.success(), "{}", err(&output));
        out(&output)
    };
    let pictures = place.pictures();
    let compare = ["compare", pictures.to_str().unwrap(), "-f", "edges", "--workers", "2", "--rounds"];
    let shown = pixloom(&[&compare[..], &["2"]].concat());
    pixloom(&[&compare[..], &["1", "-f", "smooth"]].concat());
    let list = pixloom(&["history"]);
    assert!(list.contains("2 pictures x 2 recipes") && list.contains("2 pictures x 1 recipe,"), "{list}");
    assert!(pixloom(&["history", "2"]).ends_with(&shown), "the same words as when it was made");
    let beside = pixloom(&["history", "1", "--against", "2"]);
    assert!(beside.contains("The recipes differ: edges before, edges smooth after."), "{beside}");
    let exported = place.path("exported");
    pixloom(&["history", "2", "--export", exported.to_str().unwrap()]);
    assert_eq!(json(&exported.join("comparison.json"))["job"]["rounds"], 2);
    let unknown = command().env("XDG_DATA_HOME", place.path("data")).args(["history", "9"]).output().unwrap();
    assert_eq!(unknown.status.code(), Some(2));
}

#[test]
fn samples_are_the_same_for_the_same_seed() {
    let place = Place::new();
    let make = |name: &str, seed: &str| {
        let folder = place.path(name);
        let words = ["--count", "7", "--size", "60x40", "--seed", seed];
        assert!(command().arg("samples").arg(&folder).args(words).status().unwrap().success());
        let files = files_below(&folder);
        assert_eq!(files.len(), 7);
        files.iter().map(|file| std::fs::read(folder.join(file)).unwrap()).collect::<Vec<_>>()
    };
    assert!(make("a", "1") == make("b", "1"));
    assert!(make("a2", "1") != make("c", "2"));
}

#[cfg(target_os = "linux")]
#[test]
fn without_a_display_the_comparison_runs_in_the_terminal() {
    let place = Place::with_pictures(2);
    let output = command().arg(place.pictures()).output().unwrap();
    assert!(output.status.success(), "{}", err(&output));
    assert!(err(&output).to_lowercase().contains("display"), "{}", err(&output));
    assert!(strategies::ALL.iter().all(|strategy| out(&output).contains(strategy.title)), "{}", out(&output));
}

#[cfg(unix)]
#[test]
fn an_interrupt_ends_the_run_with_whole_files() {
    let place = Place::new();
    place.add("large.png", 5000, 4000);
    // Minutes of work, unless it is stopped.
    let recipes: Vec<String> = (1..100).map(|radius| format!("-fblur:radius={radius}+smoothmore")).collect();
    let mut run = command();
    run.arg("run").arg(place.pictures()).arg("-o").arg(place.path("out")).args(&recipes);
    let mut child = run.stdout(std::process::Stdio::null()).stderr(std::process::Stdio::null()).spawn().unwrap();
    std::thread::sleep(std::time::Duration::from_millis(400));
    let killed = Command::new("sh").args(["-c", &format!("kill -INT {}", child.id())]).status().unwrap();
    assert!(killed.success());
    assert_eq!(child.wait().unwrap().code(), Some(130));
    let left = outputs_below(&place.path("out"));
    assert!(left.iter().all(|path| path.extension().is_some_and(|ext| ext == "png")), "{left:?}");
}

#[test]
fn a_log_tells_what_was_done_and_takes_no_other_file_for_itself() {
    let place = Place::with_pictures(2);
    std::fs::write(place.pictures().join("broken.png"), "no picture").unwrap();
    let log = place.path("pixloom.log");
    let run = |log: &std::path::Path, level: &str| {
        let mut command = command();
        command.env("PIXLOOM_LOG", level).arg("run").arg(place.pictures()).arg("-o").arg(place.path("out"));
        command.arg("--log").arg(log).output().unwrap()
    };
    run(&log, "");
    let told = std::fs::read_to_string(&log).unwrap();
    for line in ["run begun: ", "run ended: ", "broken.png", "begun: version "] {
        assert!(told.contains(line), "{line}: {told}");
    }
    let is_dated = |line: &str| line.starts_with("20") && line.get(23..24) == Some("Z");
    assert!(told.lines().skip(1).all(is_dated), "{told}");
    run(&log, "off");
    assert_eq!(std::fs::read_to_string(&log).unwrap(), told);
    let picture = place.pictures().join("broken.png");
    let refused = run(&picture, "");
    assert_eq!(refused.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&refused.stderr).contains("no log of Pixloom"));
    assert_eq!(std::fs::read_to_string(&picture).unwrap(), "no picture");
    assert_eq!(run(&log, "loud").status.code(), Some(2));
}
