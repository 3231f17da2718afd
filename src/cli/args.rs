//! The shape of the command line: words and their types, nothing else. What they mean is worked out later.
//!
//! Filters, strategies and formats are not named here: help lists them from the registries.

use std::num::{NonZeroU64, NonZeroUsize};
use std::path::PathBuf;

use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use clap::{Args, CommandFactory, FromArgMatches, Parser, Subcommand, ValueEnum};

use crate::compare::Rounds;
use crate::files::{COLOUR_RULES, Effort, EncodeOptions, Format};
use crate::job::NameTemplate;
use crate::strategies;

/// Filters folders of pictures, and shows which way of sharing that work over processor cores is fastest.
#[derive(Debug, Parser)]
#[command(name = "pixloom", version, args_conflicts_with_subcommands = true)]
pub struct Words {
    /// A folder of pictures to open in the window
    pub folder: Option<PathBuf>,
    /// Write what the program does into this file, after what is in it; PIXLOOM_LOG says how much: error, warn, info,
    /// debug or trace
    #[arg(long, global = true, value_name = "FILE")]
    pub log: Option<PathBuf>,
    /// What to do without the window
    #[command(subcommand)]
    pub command: Option<Command>,
}

/// What can be done without the window.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Filter a folder of pictures
    Run(RunWords),
    /// Compare strategies on a folder of pictures
    Compare(CompareWords),
    /// Show earlier comparisons
    History(HistoryWords),
    /// List the filters
    Filters(FiltersWords),
    /// List the strategies
    Strategies(StrategiesWords),
    /// Make sample pictures
    Samples(SamplesWords),
}

/// Which pictures, and what is done to them.
#[derive(Debug, Args)]
pub struct JobWords {
    /// The folder of pictures
    pub folder: PathBuf,
    /// A recipe: a filter, with values, or a chain: edges, blur:radius=2.5, smooth+edges. May be given several times;
    /// the tutorial's eight filters when left out
    #[arg(short = 'f', long = "filter", value_name = "RECIPE")]
    pub recipes: Vec<String>,
    /// Recipes from this file too, before those of -f: one a line, in the words of -f; # begins a comment
    #[arg(long = "recipes", value_name = "FILE")]
    pub recipe_files: Vec<PathBuf>,
    /// Look into the folders of the folder too, and keep their tree
    #[arg(long)]
    pub recursive: bool,
    /// Only this picture, by its path within the folder; may be given several times. Names of outputs stay as they are
    /// when all pictures are done
    #[arg(long, value_name = "PICTURE")]
    pub only: Vec<PathBuf>,
    /// All pictures but this one; may be given several times
    #[arg(long, value_name = "PICTURE", conflicts_with = "only")]
    pub except: Vec<PathBuf>,
    /// Alpha: kept as it is, or filtered like a colour (as Pillow does)
    #[arg(long, value_enum, default_value_t)]
    pub alpha: AlphaWord,
    /// The format of outputs; each picture's own when left out
    #[arg(long, value_parser = format)]
    pub format: Option<Format>,
    /// Quality of lossy formats, 1 to 100
    #[arg(long, default_value_t = EncodeOptions::DEFAULT_QUALITY, value_parser = clap::value_parser!(u8).range(1..=100))]
    pub quality: u8,
    /// How hard PNG is packed
    #[arg(long, default_value = Effort::default().id(), value_parser = effort())]
    pub effort: Effort,
    /// Say nothing but results
    #[arg(long, short = 'q')]
    pub quiet: bool,
}

/// `pixloom run`.
#[derive(Debug, Args)]
pub struct RunWords {
    #[command(flatten)]
    pub job: JobWords,
    /// The folder for the outputs; made if it is not there
    #[arg(short = 'o', long = "out", value_name = "OUT")]
    pub out: PathBuf,
    /// How the work is shared out
    #[arg(long, default_value = strategies::DEFAULT.id)]
    pub strategy: String,
    /// Workers; one for each core when left out
    #[arg(long, value_parser = workers)]
    pub workers: Option<NonZeroUsize>,
    /// How outputs are named: {filter}, {stem}, {ext}, {index} and {folder} are filled in
    #[arg(long, value_name = "TEMPLATE", default_value_t = NameTemplate::default().as_str().to_owned())]
    pub name: String,
    /// Replace outputs that are there already; they are kept otherwise
    #[arg(long, conflicts_with = "resume")]
    pub overwrite: bool,
    /// Make only outputs that are missing or older than their picture, and keep a journal in the output folder, by which
    /// later runs notice changed recipes and options too. Outputs that another program has changed since are kept
    #[arg(long)]
    pub resume: bool,
    /// Make only what this report of an earlier run says has failed, or was not tried because that run was broken off;
    /// its filters count when none are given
    #[arg(long, value_name = "FILE.json")]
    pub retry: Option<PathBuf>,
    /// Date outputs as their pictures
    #[arg(long)]
    pub keep_times: bool,
    /// Memory for pictures in flight, in MiB; a quarter of the machine's when left out
    #[arg(long, value_name = "MIB", value_parser = mebibytes)]
    pub memory: Option<NonZeroU64>,
    /// Print what would be written, and write nothing
    #[arg(long)]
    pub dry_run: bool,
    /// Write what happened into this file, as JSON
    #[arg(long, value_name = "FILE.json")]
    pub report: Option<PathBuf>,
}

/// `pixloom compare`.
#[derive(Debug, Args)]
pub struct CompareWords {
    #[command(flatten)]
    pub job: JobWords,
    /// Which strategies, separated by commas, or all
    #[arg(long, default_value = "all")]
    pub strategies: String,
    /// Worker counts, separated by commas; one for each core when left out
    #[arg(long, value_delimiter = ',', value_parser = workers)]
    pub workers: Vec<NonZeroUsize>,
    /// Rounds that count, each of which runs every strategy once, after one round of warm-up; or auto: until times are
    /// known within 2 %
    #[arg(long, default_value_t, value_parser = rounds)]
    pub rounds: RoundsWord,
    /// The longest time that --rounds auto may take after the warm-up, in seconds; the round that is on then is finished
    #[arg(long, value_name = "SECONDS", default_value_t = Rounds::DEFAULT_BUDGET.as_secs(), value_parser = seconds)]
    pub budget: u64,
    /// What is measured: reading, filtering and writing, or filtering in memory alone
    #[arg(long, value_enum, default_value_t)]
    pub mode: ModeWord,
    /// Write the result into this folder, in every format there is
    #[arg(long, value_name = "DIR")]
    pub export: Option<PathBuf>,
    /// Print the result as JSON
    #[arg(long)]
    pub json: bool,
    /// Outputs go into a temporary folder inside this one; the system's place for such when left out
    #[arg(long, value_name = "DIR")]
    pub scratch: Option<PathBuf>,
}

/// `pixloom history`.
#[derive(Debug, Args)]
pub struct HistoryWords {
    /// Which comparison to show: its place in the list, or its id; the list when left out
    pub entry: Option<String>,
    /// Lay this one beside it; the earlier of the two comes first
    #[arg(long, value_name = "ENTRY", requires = "entry")]
    pub against: Option<String>,
    /// Write it, without what is laid beside it, into this folder, in every format there is
    #[arg(long, value_name = "DIR", requires = "entry")]
    pub export: Option<PathBuf>,
}

/// `pixloom filters`.
#[derive(Debug, Args)]
pub struct FiltersWords {
    /// Print them as JSON
    #[arg(long)]
    pub json: bool,
    /// Measure each filter on this picture, in memory, on one thread
    #[arg(long, value_name = "PICTURE")]
    pub measure: Option<PathBuf>,
}

/// `pixloom strategies`.
#[derive(Debug, Args)]
pub struct StrategiesWords {
    /// Print them as JSON
    #[arg(long)]
    pub json: bool,
}

/// `pixloom samples`.
#[derive(Debug, Args)]
pub struct SamplesWords {
    /// The folder for the pictures; made if it is not there
    pub folder: PathBuf,
    /// How many pictures
    #[arg(long, default_value = "12", value_parser = count)]
    pub count: NonZeroUsize,
    /// Width and height in pixels, like 1600x1200
    #[arg(long, value_name = "WxH", default_value = "1600x1200", value_parser = size)]
    pub size: (usize, usize),
    /// Another seed gives other pictures, the same one always the same
    #[arg(long, default_value_t = 1)]
    pub seed: u64,
}

/// What happens to alpha, as written.
#[derive(Clone, Copy, Debug, Default, ValueEnum)]
pub enum AlphaWord {
    /// Copied from the picture
    #[default]
    Keep,
    /// Filtered like a colour
    Filter,
}

/// What is measured, as written.
#[derive(Clone, Copy, Debug, Default, ValueEnum)]
pub enum ModeWord {
    /// Reading, filtering and writing
    #[default]
    Whole,
    /// Filtering alone, in memory
    Filters,
}

/// How many rounds, as written.
#[derive(Clone, Copy, Debug)]
pub enum RoundsWord {
    /// So many
    Fixed(NonZeroUsize),
    /// Until times are known well enough
    Auto,
}

impl Default for RoundsWord {
    fn default() -> Self {
        Rounds::DEFAULT.planned().map_or(Self::Auto, Self::Fixed)
    }
}

impl std::fmt::Display for RoundsWord {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Fixed(rounds) => rounds.fmt(f),
            Self::Auto => f.write_str("auto"),
        }
    }
}

/// Reads the command line. On a mistake, or when help is asked for, says so and ends the program.
pub fn read() -> Words {
    let matches = command().get_matches();
    Words::from_arg_matches(&matches).unwrap_or_else(|error| error.exit())
}

/// Reads these words as a command line.
#[cfg(test)]
pub(super) fn parse<'a>(words: impl Iterator<Item = &'a str>) -> Result<Words, clap::Error> {
    Words::from_arg_matches(&command().try_get_matches_from(words)?)
}

/// The command line's description, with help from the registries.
fn command() -> clap::Command {
    let filters = || format!("Filters:\n{}", super::list::filters_text());
    let strategies = || format!("Strategies:\n{}", super::list::strategies_text());
    let colours: String = COLOUR_RULES.iter().map(|(what, rule)| format!("  {what} {rule}\n")).collect();
    let rules = format!("Formats: {}\n\nColour:\n{colours}\n{POLICIES}", writable_formats());
    Words::command()
        .after_help(
            "Without a command the window opens; without a display the strategies are compared on sample pictures.\n\n\
             Exit status: 0 all well, 1 some pictures failed, 2 could not start (nothing made), 130 interrupted.",
        )
        .mut_subcommand("run", |run| run.after_help(format!("{}\n{}\n{rules}", filters(), strategies())))
        .mut_subcommand("compare", |compare| compare.after_help(format!("{}\n{}\n{rules}", filters(), strategies())))
}

/// What happens to what a filter does not touch, in words.
const POLICIES: &str = "\
Alpha is kept, not filtered, unless --alpha filter is given.
Pictures are turned upright as their orientation tag says, and filtered as seen.
Profile, EXIF, XMP and resolution are carried to formats that hold them; the orientation tag is reset, embedded
thumbnails are dropped. What a format cannot hold is said after the run and, with its pictures, in the report.
Pictures are never written to. Outputs are never onto a picture, are whole or not there, and existing ones are kept.";

/// More workers than this take longer to start than to do anything.
const MOST_WORKERS: usize = 512;

fn workers(word: &str) -> Result<NonZeroUsize, String> {
    let workers = at_least_one(word, "workers")?;
    if workers.get() > MOST_WORKERS { Err(format!("workers go from 1 to {MOST_WORKERS}")) } else { Ok(workers) }
}

fn mebibytes(word: &str) -> Result<NonZeroU64, String> {
    let number: Option<NonZeroU64> = word.trim().parse().ok();
    number.filter(|mib| mib.get() < 1 << 40).ok_or_else(|| "it is a whole number of MiB, from 1".to_owned())
}

fn rounds(word: &str) -> Result<RoundsWord, String> {
    match word.trim() {
        "auto" => Ok(RoundsWord::Auto),
        word => at_least_one(word, "rounds").map(RoundsWord::Fixed).map_err(|error| format!("{error}, or auto")),
    }
}

fn seconds(word: &str) -> Result<u64, String> {
    const MOST: u64 = 1_000_000;
    let seconds = word.trim().parse().ok().filter(|seconds| (1..=MOST).contains(seconds));
    seconds.ok_or_else(|| format!("it is a whole number of seconds, from 1 to {MOST}"))
}

fn count(word: &str) -> Result<NonZeroUsize, String> {
    at_least_one(word, "pictures")
}

fn at_least_one(word: &str, what: &str) -> Result<NonZeroUsize, String> {
    word.trim().parse().map_err(|_| format!("{what} are a whole number from 1"))
}

/// The efforts by their ids, each with what it means.
fn effort() -> impl TypedValueParser<Value = Effort> {
    let words = Effort::ALL.map(|effort| PossibleValue::new(effort.id()).help(effort.summary()));
    let of_id = |id: String| Effort::ALL.into_iter().find(|effort| effort.id() == id).unwrap_or_default();
    PossibleValuesParser::new(words).map(of_id)
}

fn format(word: &str) -> Result<Format, String> {
    let format = Format::from_id(word).filter(|format| format.is_writable());
    format.ok_or_else(|| format!("choose from {}", writable_formats()))
}

fn writable_formats() -> String {
    let ids: Vec<&str> = Format::ALL.iter().filter(|format| format.is_writable()).map(|format| format.id()).collect();
    ids.join(", ")
}

fn size(word: &str) -> Result<(usize, usize), String> {
    let side = |side: &str| side.trim().parse().ok().filter(|side| (1..=65_535).contains(side));
    let sides = word.split_once(['x', 'X']).and_then(|(width, height)| side(width).zip(side(height)));
    sides.ok_or_else(|| "write width and height in pixels, like 1600x1200, each up to 65535".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::filters;

    #[test]
    fn the_description_is_sound() {
        command().debug_assert();
    }

    #[test]
    fn help_lists_the_registries() {
        let help = command().find_subcommand_mut("run").unwrap().render_help().to_string();
        let help = help.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(filters::ALL.iter().all(|filter| help.contains(filter.summary)), "{help}");
        assert!(strategies::ALL.iter().all(|strategy| help.contains(strategy.summary)), "{help}");
    }

    #[test]
    fn sizes_are_read() {
        assert_eq!(size("1600x1200"), Ok((1600, 1200)));
        assert!(["0x5", "5", "axb", "5x70000"].iter().all(|word| size(word).is_err()));
    }
}
