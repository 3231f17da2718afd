//! The command line that makes the same outputs as the window would, in words that sh and PowerShell read alike.
//!
//! It does not know how the command line reads them; its tests do.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use super::action::Draft;
use crate::engine::Way;
use crate::files::{EncodeOptions, PictureFile};
use crate::filters::Alpha;
use crate::job::{Existing, NameTemplate, OutputOptions};

/// More names would be longer than some systems take.
const MOST_NAMED: usize = 200;

/// Why there is no such command line.
#[derive(Debug, thiserror::Error)]
pub(super) enum CommandError {
    /// A path is not written in letters.
    #[error("no command line can name a path with letters that are none: rename it: {}", .0.display())]
    NoText(PathBuf),
    /// Too many pictures would have to be named.
    #[error("no command line is long enough to name {0} pictures: tick fewer than {MOST_NAMED}, or all but so many")]
    TooMany(usize),
    /// A relative path, of a folder that is gone.
    #[error("the folder that the program was started in is gone ({0}): open the pictures by their whole path")]
    NoFolder(#[from] std::io::Error),
}

/// The command line for a job that is done in this way.
pub(super) fn line(draft: &Draft, way: Way, is_recursive: bool) -> Result<String, CommandError> {
    let mut line = "pixloom".to_owned();
    for word in words(draft, way, is_recursive)? {
        let _ = write!(line, " {}", quoted(&word));
    }
    Ok(line)
}

/// Its words behind the program's name. What is said anyway is left out, but for how the work is shared out, which
/// depends on the machine.
fn words(draft: &Draft, way: Way, is_recursive: bool) -> Result<Vec<String>, CommandError> {
    let OutputOptions { folder, format, coding, name, existing, keeps_times } = &draft.output;
    let mut words = vec!["run".to_owned(), path(&draft.folder)?];
    let mut say = |option: &str, value: &str| words.extend([option.to_owned(), value.to_owned()]);
    say("-o", &path(folder)?);
    draft.recipes.iter().for_each(|recipe| say("-f", &recipe.word()));
    say("--strategy", way.strategy.id);
    say("--workers", &way.workers.to_string());
    format.iter().for_each(|format| say("--format", format.id()));
    let usual = EncodeOptions::default();
    if coding.quality != usual.quality {
        say("--quality", &coding.quality.to_string());
    }
    if coding.effort != usual.effort {
        say("--effort", coding.effort.id());
    }
    if draft.alpha != Alpha::default() {
        say("--alpha", draft.alpha.id());
    }
    if *name != NameTemplate::default() {
        say("--name", name.as_str());
    }
    let existing = match existing {
        Existing::Keep => None,
        Existing::Resume => Some("--resume"),
        Existing::Overwrite => Some("--overwrite"),
    };
    words.extend(chosen(draft)?);
    let flags = [existing, is_recursive.then_some("--recursive"), keeps_times.then_some("--keep-times")];
    words.extend(flags.into_iter().flatten().map(str::to_owned));
    Ok(words)
}

/// Which pictures are done, or which are not, whichever are fewer. The `=` keeps names from being taken for options.
fn chosen(draft: &Draft) -> Result<Vec<String>, CommandError> {
    let n_on = draft.ticks.n_on();
    let n_off = draft.pictures.len() - n_on;
    let (option, is_on) = if n_on < n_off { ("--only", true) } else { ("--except", false) };
    if n_on.min(n_off) > MOST_NAMED {
        return Err(CommandError::TooMany(n_on.min(n_off)));
    }
    let named = draft.pictures.iter().enumerate().filter(|(idx, _)| draft.ticks.is_on(*idx) == is_on);
    let name = |picture: &PictureFile| picture.relative.to_str().map(|name| format!("{option}={name}"));
    named.map(|(_, picture)| name(picture).ok_or_else(|| CommandError::NoText(picture.path.clone()))).collect()
}

/// A path that means the same in every folder, and is never taken for an option.
fn path(path: &Path) -> Result<String, CommandError> {
    let whole = std::path::absolute(path)?;
    whole.to_str().map(str::to_owned).ok_or_else(|| CommandError::NoText(path.to_owned()))
}

/// What PowerShell takes for a quote, single or double, besides the plain ones.
const SINGLE: [char; 5] = ['\'', '‘', '’', '‚', '‛'];
const DOUBLE: [char; 4] = ['"', '“', '”', '„'];

/// A word as both kinds of shell read it. A word in which only quotes of different kinds could do it, which they
/// write in different ways, is written as this system's shell reads it.
fn quoted(word: &str) -> String {
    let is_plain = |letter: char| letter.is_ascii_alphanumeric() || "-_./:=+".contains(letter);
    if !word.is_empty() && word.chars().all(is_plain) {
        return word.to_owned();
    }
    if !word.contains(SINGLE) {
        return format!("'{word}'");
    }
    // Within these, both fill in variables and the results of commands.
    if !word.contains(DOUBLE) && !word.contains(['$', '`', '\\', '!']) {
        return format!("\"{word}\"");
    }
    if cfg!(windows) { for_powershell(word) } else { for_sh(word) }
}

fn for_sh(word: &str) -> String {
    format!("'{}'", word.replace('\'', r"'\''"))
}

fn for_powershell(word: &str) -> String {
    let twice = |letter: char| if SINGLE.contains(&letter) { 2 } else { 1 };
    let letters = word.chars().flat_map(|letter| std::iter::repeat_n(letter, twice(letter)));
    format!("'{}'", letters.collect::<String>())
}

#[cfg(test)]
mod tests {
    use std::num::NonZeroUsize;
    use std::sync::Arc;

    use super::*;
    use crate::cli;
    use crate::files::{self, Effort, Format};
    use crate::gui::pictures_view::Ticks;
    use crate::job::Recipe;
    use crate::strategies;

    /// Words that shells are known to misread.
    const NASTY: [&str; 12] = [
        "plain",
        "two words",
        "여행 사진",
        "it's",
        "say \"so\"",
        "$HOME `ls` $(ls)",
        "a\\b!",
        "{filter}_{stem}",
        "a,b;c&d|e",
        "l’été ‘24’",
        "",
        "~ # * ? [x] <y>",
    ];

    /// Words in which quotes of both kinds are needed.
    const WORST: [&str; 3] = ["it's $5", "'\"'", "‘“’"];

    fn draft(folder: &Path, recipes: &[&str], output: OutputOptions, alpha: Alpha) -> Draft {
        let recipes = recipes.iter().map(|word| Recipe::parse(word).unwrap()).collect();
        let scan = files::scan(folder, files::Scope { is_recursive: true, leave_out: None }, &|| false).unwrap();
        let ticks = Ticks::all(scan.pictures.len());
        Draft {
            folder: folder.to_owned(),
            pictures: Arc::new(scan.pictures),
            ticks,
            recipes,
            alpha,
            output,
            only: None,
        }
    }

    /// What the program's own command line makes of the words is the same job.
    fn assert_is_understood(draft: &Draft, way: Way) {
        let (job, understood, is_chosen) = cli::understood(&words(draft, way, true).unwrap());
        assert_eq!((job.folder, job.recipes, job.alpha), (draft.folder.clone(), draft.recipes.clone(), draft.alpha));
        assert_eq!(job.output, draft.output);
        assert_eq!(job.pictures, *draft.pictures);
        assert_eq!(is_chosen, (0..job.pictures.len()).map(|idx| draft.makes(idx)).collect::<Vec<_>>());
        assert_eq!((understood.strategy.id, understood.workers), (way.strategy.id, way.workers));
    }

    #[test]
    fn the_command_line_understands_the_same_job() {
        let top = tempfile::tempdir().unwrap();
        let folder = top.path().join("여행 'it's \"$5\"");
        std::fs::create_dir_all(folder.join("in")).unwrap();
        std::fs::write(folder.join("in/a.png"), "").unwrap();
        let output = OutputOptions::into_folder(top.path().join("out of it"));
        for (strategy, workers) in strategies::ALL.iter().zip(1..) {
            let way = Way::new(strategy, NonZeroUsize::new(workers).unwrap());
            assert_is_understood(
                &draft(&folder, &["edges", "smooth+blur:radius=2.5"], output.clone(), Alpha::Keep),
                way,
            );
        }
        let way = Way::new(strategies::DEFAULT, NonZeroUsize::MIN);
        for existing in [Existing::Keep, Existing::Overwrite, Existing::Resume] {
            let output = OutputOptions {
                format: Some(Format::Jpeg),
                coding: EncodeOptions { quality: 75, effort: Effort::ALL[2] },
                name: NameTemplate::parse("{stem} {filter}.{ext}").unwrap(),
                existing,
                keeps_times: true,
                ..output.clone()
            };
            let kernel = "kernel:weights=0/-1/0/-1/5/-1/0/-1/0,offset=0.5";
            assert_is_understood(&draft(&folder, &["rank:size=5,rank=9", kernel], output, Alpha::Filter), way);
        }
    }

    #[test]
    fn ticked_pictures_are_named_or_those_that_are_not_whichever_are_fewer() {
        let top = tempfile::tempdir().unwrap();
        for name in ["-a.png", "b c.png", "it's.png", "가을.png", "e.png"] {
            std::fs::write(top.path().join(name), "").unwrap();
        }
        let output = OutputOptions::into_folder(top.path().join("out"));
        let way = Way::new(strategies::DEFAULT, NonZeroUsize::MIN);
        let mut draft = draft(top.path(), &["edges"], output, Alpha::Keep);
        let options =
            |draft: &Draft| words(draft, way, false).unwrap().iter().filter(|word| word.contains("=")).count();
        for (toggled, n_named) in [(0, 1), (1, 2), (2, 2), (3, 1)] {
            draft.ticks.set([toggled], |was| !was);
            assert_is_understood(&draft, way);
            assert_eq!(options(&draft), n_named, "after {toggled}");
        }
        let many = (0..500).map(|n| PictureFile { relative: format!("{n}.png").into(), ..draft.pictures[0].clone() });
        draft.pictures = Arc::new(many.collect());
        draft.ticks = Ticks::all(500);
        draft.ticks.set(0..250, |_| false);
        assert!(words(&draft, way, false).unwrap_err().to_string().contains("tick fewer than 200"));
    }

    #[cfg(unix)]
    #[test]
    fn sh_reads_every_word_as_it_was() {
        for word in NASTY.into_iter().chain(WORST) {
            let script = format!("printf %s {}", quoted(word));
            let output = std::process::Command::new("sh").args(["-c", &script]).output().unwrap();
            assert_eq!(String::from_utf8(output.stdout).unwrap(), word);
        }
    }

    #[test]
    fn powershell_reads_every_word_as_it_was() {
        for word in NASTY {
            assert_eq!(read_as_powershell(&quoted(word)), word);
        }
        for word in WORST {
            assert_eq!(read_as_powershell(&for_powershell(word)), word);
        }
    }

    /// A word by the rules of PowerShell: any single quote ends a text that one begins, but for two of them.
    fn read_as_powershell(quoted: &str) -> String {
        let is = |kinds: &[char]| quoted.starts_with(kinds) && quoted.ends_with(kinds) && quoted.chars().count() > 1;
        let inner = || quoted.chars().skip(1).take(quoted.chars().count() - 2).collect::<String>();
        if is(&SINGLE) {
            let (mut read, inner) = (String::new(), inner());
            let mut letters = inner.chars();
            while let Some(letter) = letters.next() {
                read.push(letter);
                assert!(!SINGLE.contains(&letter) || letters.next() == Some(letter), "{quoted} ends too early");
            }
            read
        } else if is(&DOUBLE) {
            assert!(!inner().contains(DOUBLE) && !inner().contains(['$', '`']), "{quoted}");
            inner()
        } else {
            assert!(!quoted.contains([' ', ',', ';', '$', '(', '{', '@', '#', '&', '|', '<', '>', '~']), "{quoted}");
            quoted.to_owned()
        }
    }
}
