//! What comes from outside: the program is killed, the disk is full, a folder is taken away, names lead to what is no
//! file of ours. Whatever happens, no output is half-written, nothing else is touched, and the reason is said.

use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::time::{Duration, Instant};

use pixloom::files::{self, Limits};

use super::common::{Place, command, files_below, outputs_below};

const N_PICTURES: usize = 6;
const RECIPES: [&str; 3] = ["-fblur", "-fedges", "-fsmooth"];

/// Large enough for a run of some tenths of a second.
fn place() -> Place {
    let place = Place::new();
    for n in 0..N_PICTURES {
        place.add(&format!("p{n}.png"), 700 + n, 500);
    }
    place
}

fn run(place: &Place, out: &Path) -> Command {
    let mut command = command();
    command.arg("run").arg(place.pictures()).arg("-o").arg(out).args(RECIPES).args(["--workers", "2"]);
    command
}

fn start(mut run: Command) -> Child {
    run.stdout(Stdio::null()).stderr(Stdio::piped()).spawn().unwrap()
}

fn end(child: Child) -> (ExitStatus, String) {
    let output = child.wait_with_output().unwrap();
    (output.status, String::from_utf8_lossy(&output.stderr).into_owned())
}

fn wait_for_an_output(child: &mut Child, out: &Path) {
    let since = Instant::now();
    while named_outputs(out).is_empty() {
        assert!(child.try_wait().unwrap().is_none(), "it is over before anything was made");
        assert!(since.elapsed() < Duration::from_secs(120), "no output within two minutes");
        std::thread::sleep(Duration::from_millis(2));
    }
}

/// Pictures that have their final names.
fn named_outputs(folder: &Path) -> Vec<PathBuf> {
    let mut outputs = outputs_below(folder);
    outputs.retain(|path| !path.to_string_lossy().starts_with('.'));
    outputs
}

/// The same, each of which must be whole.
fn whole_outputs(folder: &Path) -> Vec<PathBuf> {
    let outputs = named_outputs(folder);
    for output in &outputs {
        let decoded = files::decode(&folder.join(output), Limits::default(), &|| false);
        assert!(decoded.is_ok(), "{}: {}", output.display(), decoded.unwrap_err());
    }
    outputs
}

#[test]
fn killed_at_any_moment_nothing_is_torn_and_resuming_finishes() {
    let place = place();
    let whole = place.path("whole");
    let started = Instant::now();
    assert!(run(&place, &whole).output().unwrap().status.success());
    let took = started.elapsed();
    let wanted = outputs_below(&whole);
    assert_eq!(wanted.len(), N_PICTURES * RECIPES.len());
    let mut n_caught = 0;
    for n in 0..8 {
        let out = place.path(&format!("out{n}"));
        let mut child = start(run(&place, &out));
        std::thread::sleep(took.mul_f64(f64::from(n + 1) / 10.0));
        n_caught += usize::from(child.try_wait().unwrap().is_none());
        child.kill().unwrap();
        child.wait().unwrap();
        whole_outputs(&out);
        assert!(run(&place, &out).arg("--resume").output().unwrap().status.success());
        // No temporary file is left either.
        assert_eq!(outputs_below(&out), wanted);
        for output in &wanted {
            assert_eq!(std::fs::read(out.join(output)).unwrap(), std::fs::read(whole.join(output)).unwrap());
        }
    }
    assert!(n_caught > 0, "every run was over before it was killed");
}

/// A run of minutes.
fn long_run(place: &Place, out: &Path) -> Command {
    let mut run = run(place, out);
    run.args((60..460).map(|radius| format!("-fblur:radius={}", f64::from(radius) / 10.0)));
    run
}

#[test]
fn an_output_folder_that_is_taken_away_ends_the_run_and_is_not_made_again() {
    let place = place();
    let out = place.path("out");
    let mut child = start(long_run(&place, &out));
    wait_for_an_output(&mut child, &out);
    std::fs::rename(&out, place.path("elsewhere")).unwrap();
    let (status, said) = end(child);
    assert_eq!(status.code(), Some(1), "{said}");
    assert!(said.contains("the output folder is no longer there"), "{said}");
    assert!(!out.exists());
    assert!(!whole_outputs(&place.path("elsewhere")).is_empty());
}

#[test]
fn a_folder_of_pictures_that_is_taken_away_ends_the_run() {
    let place = Place::new();
    for n in 0..300 {
        place.add(&format!("p{n}.png"), 300, 200);
    }
    let out = place.path("out");
    let mut child = start(long_run(&place, &out));
    wait_for_an_output(&mut child, &out);
    std::fs::rename(place.pictures(), place.path("elsewhere")).unwrap();
    let (status, said) = end(child);
    assert_eq!(status.code(), Some(1), "{said}");
    let times = said.matches("the folder of the pictures is no longer there").count();
    assert_eq!(times, 1, "{said}");
    whole_outputs(&out);
}

/// Does a run with a disk of its own at `small`, which is copied to `kept` in the end. None where the system has no
/// such disks for this user.
#[cfg(target_os = "linux")]
fn on_a_small_disk(place: &Place, options: &str, run: &Command) -> Option<(ExitStatus, String)> {
    const NO_DISK: i32 = 99;
    let script = format!(
        "small=$1 kept=$2; shift 2; mount -t tmpfs -o {options} tmpfs \"$small\" || exit {NO_DISK}; \
         \"$@\"; status=$?; cp -a \"$small\" \"$kept\"; exit $status"
    );
    std::fs::create_dir(place.path("small")).unwrap();
    let mut command = Command::new("unshare");
    command.args(["--map-root-user", "--mount", "sh", "-c", &script, "sh"]);
    command.args([place.path("small"), place.path("kept")]).arg(run.get_program()).args(run.get_args());
    let output = command.output().ok()?;
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    let is_refused = said.starts_with("unshare:") || output.status.code() == Some(NO_DISK);
    (!is_refused).then_some((output.status, said))
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_said_and_leaves_whole_files_only() {
    let place = place();
    let run = run(&place, &place.path("small/out"));
    let Some((status, said)) = on_a_small_disk(&place, "size=1m", &run) else {
        return eprintln!("not tried: no small disks for this user");
    };
    assert_eq!(status.code(), Some(1), "{said}");
    assert_eq!(said.matches("gave up: the disk is full").count(), 1, "{said}");
    assert!(!said.contains(".pixloom-"), "names of temporary files help nobody: {said}");
    assert!(!said.contains("panicked"), "{said}");
    let kept = place.path("kept/out");
    assert!(kept.is_dir());
    assert!(whole_outputs(&kept).len() < N_PICTURES * RECIPES.len());
    assert_eq!(whole_outputs(&kept), files_below(&kept), "nothing else is left");
}

#[cfg(target_os = "linux")]
#[test]
fn a_disk_that_may_only_be_read_is_found_before_any_work() {
    let place = place();
    let run = run(&place, &place.path("small/out"));
    let Some((status, said)) = on_a_small_disk(&place, "ro", &run) else {
        return eprintln!("not tried: no small disks for this user");
    };
    assert_eq!(status.code(), Some(2), "{said}");
    assert!(said.contains("writing is not allowed"), "{said}");
    assert!(place.path("kept").is_dir());
    assert_eq!(files_below(&place.path("kept")), Vec::<PathBuf>::new());
}

/// What refuses to begin says why, with exit status 2.
fn assert_refused(mut run: Command, why: &str) {
    let output = run.output().unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(2), "{said}");
    assert!(said.contains(why), "{said}");
}

#[cfg(unix)]
fn make_pipe(path: &Path) {
    assert!(Command::new("mkfifo").arg(path).status().unwrap().success());
}

#[cfg(unix)]
#[test]
fn a_report_replaces_no_link_and_no_pipe() {
    use std::os::unix::fs::{FileTypeExt as _, symlink};
    let (place, report) = (Place::with_pictures(1), "this is a link or no ordinary file");
    let (target, link, pipe) = (place.path("target"), place.path("link"), place.path("pipe"));
    std::fs::write(&target, "mine").unwrap();
    symlink(&target, &link).unwrap();
    make_pipe(&pipe);
    for path in [&link, &pipe] {
        let mut run = run(&place, &place.path("out"));
        run.arg("--report").arg(path);
        assert_refused(run, report);
    }
    assert_eq!(std::fs::read_to_string(&target).unwrap(), "mine");
    assert!(link.is_symlink() && pipe.symlink_metadata().unwrap().file_type().is_fifo());
    assert!(!place.path("out").exists());
}

#[cfg(unix)]
#[test]
fn a_journal_that_leads_to_a_picture_is_not_written() {
    let place = Place::with_pictures(1);
    let (picture, out) = (place.pictures().join("p0.png"), place.path("out"));
    let (before, journal) = (std::fs::read(&picture).unwrap(), out.join(files::JOURNAL_NAME));
    std::fs::create_dir(&out).unwrap();
    let links: [fn(&Path, &Path) -> std::io::Result<()>; 2] =
        [|from, to| std::os::unix::fs::symlink(from, to), |from, to| std::fs::hard_link(from, to)];
    for link in links {
        link(&picture, &journal).unwrap();
        for more in [&["--resume"][..], &[]] {
            let mut run = run(&place, &out);
            run.args(more);
            assert_refused(run, "is a link or no ordinary file: remove it");
        }
        std::fs::remove_file(&journal).unwrap();
    }
    assert!(std::fs::read(&picture).unwrap() == before && files_below(&out).is_empty());
}

#[cfg(unix)]
#[test]
fn pipes_in_place_of_journal_and_report_hold_nothing_up() {
    let place = Place::with_pictures(1);
    let (out, pipe) = (place.path("out"), place.path("pipe"));
    make_pipe(&pipe);
    let mut retry = run(&place, &out);
    retry.arg("--retry").arg(&pipe);
    assert_refused(retry, "it is no ordinary file");
    std::fs::create_dir(&out).unwrap();
    make_pipe(&out.join(files::JOURNAL_NAME));
    let mut resume = run(&place, &out);
    resume.arg("--resume");
    assert_refused(resume, "is a link or no ordinary file: remove it");
}

#[cfg(unix)]
#[test]
fn no_link_leads_outputs_out_of_their_folder() {
    let place = Place::new();
    std::fs::create_dir(place.pictures().join("sub")).unwrap();
    place.add("sub/a.png", 20, 20);
    let (out, elsewhere) = (place.path("out"), place.path("elsewhere"));
    std::fs::create_dir(&out).unwrap();
    std::fs::create_dir(&elsewhere).unwrap();
    std::os::unix::fs::symlink(&elsewhere, out.join("sub")).unwrap();
    let mut run = run(&place, &out);
    run.arg("--recursive");
    assert_refused(run, "a link in the output folder leads elsewhere");
    assert!(files_below(&elsewhere).is_empty());
}

#[test]
fn a_report_of_another_folder_is_not_retried_in_silence() {
    let place = Place::with_pictures(1);
    let report = place.path("report.json");
    std::fs::write(
        &report,
        r#"{"folder": "elsewhere", "problems": [{"picture": "elsewhere/p0.png", "reason": "no"}]}"#,
    )
    .unwrap();
    let mut run = run(&place, &place.path("out"));
    run.arg("--retry").arg(&report);
    assert_refused(run, "the report is of a run on another folder");
    assert!(!place.path("out").exists());
}
