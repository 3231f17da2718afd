//! Why times are as they are, in words: what limits a way, what made a sample stand out, what to do. Arithmetic over
//! accounts alone; names no strategy.

use std::time::Duration;

use super::account::{Account, Cause};
use super::comparison::{Sample, WayResult};
use super::statistics::median;
use super::words::{count, in_sentence, names, percent, percents, seconds};
use crate::engine::Phase;

/// Losses below this share of all workers' time explain nothing.
const WORTH_TELLING: f64 = 0.05;

/// Where other programs had the cores for this share of the time, the times say little of the ways alone.
const BUSY: f64 = 0.1;

/// A phase that takes more than this share of the work is what limits a way that loses nothing.
const CHIEF_PHASE: f64 = 0.5;

/// What the job and the machine have to share out.
#[derive(Clone, Copy, Debug)]
pub(super) struct Shape {
    /// Pictures of the job.
    pub pictures: usize,
    /// Recipes of the job.
    pub recipes: usize,
    /// Cores of the machine.
    pub cores: usize,
}

/// What ways lose time to and what limits the fastest one; then what ways chose themselves.
pub(super) fn why(ways: &[WayResult], fastest_idx: usize, shape: Shape) -> Vec<String> {
    let Some(fastest) = ways.get(fastest_idx) else { return Vec::new() };
    let mut reasons = losses(&ways.iter().collect::<Vec<_>>(), shape);
    reasons.extend(limit(fastest));
    reasons.extend(ways.iter().filter_map(|way| way.choice.clone()));
    reasons
}

/// What would help more than what was done.
pub(super) fn advice(ways: &[WayResult], fastest_idx: usize, shape: Shape) -> Option<String> {
    let fastest = ways.get(fastest_idx)?;
    let account = fastest.account()?;
    match account.chief_cause() {
        Some((Cause::NoCore, share)) if share >= BUSY && fastest.way.workers.get() > shape.cores => {
            Some("As many workers as cores would be as fast.".to_owned())
        }
        Some((cause, share)) if share >= 0.1 => Some(remedy(cause).to_owned()),
        _ if ways.iter().any(|way| is_starved(way, shape)) => Some(remedy(Cause::NoCore).to_owned()),
        _ => {
            let (phase, share) = chief_phase(account)?;
            let wins = "another strategy";
            (share >= CHIEF_PHASE).then(|| match phase {
                Phase::Encode => {
                    format!("A format or quality that is quicker to encode would now win more than {wins}.")
                }
                Phase::Open => format!("Pictures that are quicker to decode would now win more than {wins}."),
                Phase::Filter => format!("Fewer or cheaper filters would now win more than {wins}."),
                Phase::Write => format!("A faster disk would now win more than {wins}."),
            })
        }
    }
}

/// Whether others had the cores that a way has workers for.
fn is_starved(way: &WayResult, shape: Shape) -> bool {
    let chief = way.account().and_then(Account::chief_cause);
    way.way.workers.get() <= shape.cores && matches!(chief, Some((Cause::NoCore, share)) if share >= BUSY)
}

/// What ways lost most time to, if they lost much: a sentence for each cause, however many ways share it.
fn losses(ways: &[&WayResult], shape: Shape) -> Vec<String> {
    let (idle, busy): (Vec<&WayResult>, Vec<&WayResult>) = ways.iter().partition(|way| way.idle_workers() > 0);
    let chief_loss = |way: &&WayResult| {
        let (cause, share) = way.account()?.chief_cause().filter(|(_, share)| *share >= WORTH_TELLING)?;
        Some((cause, way.title.clone(), share))
    };
    let (crowded, fitting): (Vec<&WayResult>, Vec<&WayResult>) =
        busy.iter().partition(|way| way.way.workers.get() > shape.cores);
    let of_cause = |ways: &[&WayResult], cause: Cause| {
        let lost: Vec<(Cause, String, f64)> = ways.iter().filter_map(chief_loss).collect();
        let of_cause = lost.iter().filter(|(other, ..)| *other == cause);
        let (titles, shares): (Vec<String>, Vec<f64>) =
            of_cause.map(|(_, title, share)| (title.clone(), *share)).unzip();
        (!titles.is_empty()).then(|| (titles, percents(&shares)))
    };
    let mut sentences: Vec<String> = without_work(&idle, shape).into_iter().collect();
    for cause in Cause::ALL {
        sentences.extend(of_cause(&fitting, cause).map(|(titles, share)| loss(cause, &titles, &share)));
        let lost = of_cause(&crowded, cause);
        sentences.extend(lost.map(|(titles, share)| match cause {
            Cause::NoCore => crowd(&titles, &share, shape.cores),
            cause => loss(cause, &titles, &share),
        }));
    }
    sentences
}

/// Which ways have more workers than work.
fn without_work(ways: &[&WayResult], shape: Shape) -> Option<String> {
    let idle = ways.iter().map(|way| way.idle_workers());
    let (least, most) = (idle.clone().min()?, idle.max()?);
    let job = format!("{} x {}", count(shape.pictures, "picture"), count(shape.recipes, "recipe"));
    if let [way] = ways {
        let (title, all, idle) = (in_sentence(&way.title), way.way.workers, count(most, "worker"));
        return Some(format!("With {job} and {all} workers, {title} leaves {idle} without work."));
    }
    let titles: Vec<String> = ways.iter().map(|way| way.title.clone()).collect();
    let workers = if least == most { count(most, "worker") } else { format!("{least} to {most} workers") };
    Some(format!("{} leave {workers} without work: the job is {job}.", names(&titles)))
}

/// More workers than cores wait for each other.
fn crowd(titles: &[String], share: &str, cores: usize) -> String {
    let (have, their) = if titles.len() == 1 { ("has", "its") } else { ("have", "their") };
    let cores = if cores == 1 { "is one core".to_owned() } else { format!("are {cores} cores") };
    format!("{} {have} no core for {share} of {their} workers' time: there {cores} for more workers.", names(titles))
}

fn loss(cause: Cause, titles: &[String], share: &str) -> String {
    let ways = names(titles);
    let (lose, have, their) = if titles.len() == 1 { ("loses", "has", "its") } else { ("lose", "have", "their") };
    let time = format!("{share} of {their} workers' time");
    match cause {
        Cause::Barrier => format!("{ways} {lose} {time} waiting at {their} barriers for tasks to end."),
        Cause::NoWorkLeft => format!("{ways} {lose} {time} at the end, when too few tasks are left."),
        Cause::Memory => format!("{ways} {lose} {time} waiting for the memory budget."),
        Cause::Disk => format!("{ways} {lose} {time} waiting for the disk."),
        Cause::NoCore => format!("{ways} {have} no core for {time}: other work has them."),
        Cause::BetweenTasks => format!("{ways} {lose} {time} fetching tasks: they are very small."),
    }
}

/// What limits the fastest way: how busy its workers are, and the phase that takes most of that.
fn limit(way: &WayResult) -> Option<String> {
    let account = way.account()?;
    let (phase, share) = chief_phase(account)?;
    let busy = percent(account.utilisation());
    let workers = if account.workers == 1 { "worker".to_owned() } else { format!("{} workers", account.workers) };
    let (title, doing, share) = (way.way.strategy.title, doing(phase), percent(share));
    Some(format!("{title} keeps its {workers} busy for {busy} of the time; {doing} takes {share} of that."))
}

fn chief_phase(account: &Account) -> Option<(Phase, f64)> {
    let cpu_s = account.cpu().as_secs_f64();
    let phase = Phase::ALL.into_iter().max_by_key(|phase| *account.worked.of(*phase))?;
    (cpu_s > 0.0).then(|| (phase, account.worked.of(phase).as_secs_f64() / cpu_s))
}

fn doing(phase: Phase) -> &'static str {
    match phase {
        Phase::Open => "opening",
        Phase::Filter => "filtering",
        Phase::Encode => "encoding",
        Phase::Write => "writing",
    }
}

fn remedy(cause: Cause) -> &'static str {
    match cause {
        Cause::NoWorkLeft => {
            "More pictures, fewer workers or a strategy with smaller tasks would leave fewer workers idle."
        }
        Cause::Barrier => "A strategy without barriers would keep its workers busy.",
        Cause::Memory => "A larger memory budget, or fewer workers, would end the waiting for memory.",
        Cause::Disk => "A faster disk would help more than more workers.",
        Cause::NoCore => "Other programs had the cores: closing them would help more than anything else.",
        Cause::BetweenTasks => "Larger pictures, or fewer workers, would spend less on fetching tasks.",
    }
}

/// What is to be said of a machine that had other things to do; `accounts` are those of ways with a core for each worker.
pub(super) fn busy<'a>(accounts: impl Iterator<Item = &'a Account>) -> Option<String> {
    let shares: Vec<f64> = accounts.map(|account| account.share(account.waited.of(Cause::NoCore))).collect();
    let share = median(&shares);
    (!shares.is_empty() && share >= BUSY).then(|| {
        format!(
            "Other programs had the cores for {} of the workers' time: every round runs every way, so the answer stands \
             for a machine as busy as this; the times in seconds do not stand for a quiet one.",
            percent(share)
        )
    })
}

/// Each sample that stands out, with what it had more or less of than usual.
pub(super) fn outliers(way: &WayResult) -> Vec<String> {
    let marked = way.samples.iter().zip(&way.is_outlier).enumerate();
    marked.filter(|(_, (_, is_outlier))| **is_outlier).map(|(idx, (sample, _))| outlier(way, idx, sample)).collect()
}

fn outlier(way: &WayResult, idx: usize, sample: &Sample) -> String {
    let usual_s = way.estimate.median;
    let took_s = sample.wall.as_secs_f64();
    let change = percent((took_s / usual_s - 1.0).abs());
    let (title, round) = (in_sentence(&way.title), idx + 1);
    let longer = took_s > usual_s;
    let word = if longer { "longer" } else { "shorter" };
    let cause = excess(way, sample, longer).map_or(String::new(), |words| format!(": {words}"));
    format!("Round {round} of {title} took {change} {word} than usual{cause}.")
}

/// Of what a sample had most more (or less) than the median of its way.
fn excess(way: &WayResult, sample: &Sample, longer: bool) -> Option<String> {
    let sign = if longer { 1.0 } else { -1.0 };
    let beyond_usual = |part: &dyn Fn(&Account) -> Duration| {
        let usual: Vec<f64> = way.samples.iter().map(|sample| part(&sample.account).as_secs_f64()).collect();
        sign * (part(&sample.account).as_secs_f64() - median(&usual))
    };
    let phases =
        Phase::ALL.map(|phase| (beyond_usual(&|account| *account.worked.of(phase)), format!("on {}", doing(phase))));
    let causes = Cause::ALL.map(|cause| {
        (beyond_usual(&|account| account.waited.of(cause)), format!("on waiting ({})", in_sentence(cause.title())))
    });
    let (most_s, what) = phases.into_iter().chain(causes).max_by(|(a, _), (b, _)| a.total_cmp(b))?;
    let amount = if longer { "more" } else { "less" };
    (most_s > 0.0).then(|| format!("{} {amount} worker time {what}", seconds(most_s)))
}

/// What is to be said of a machine that changed as rounds went by.
pub(super) fn drift(change: f64) -> String {
    let (direction, causes) = if change > 0.0 {
        ("slower", "it may have grown hot, or other programs were begun")
    } else {
        ("faster", "it may have had to wake up, or other programs ended")
    };
    format!(
        "The machine grew {} {direction} over the rounds: {causes}. Every round runs every way, so the comparison \
         stands; the times in seconds do less so.",
        percent(change.abs())
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn more_workers_than_cores_are_told_from_other_programs() {
        let said = crowd(&["One".to_owned(), "Two".to_owned()], "50 %", 2);
        assert_eq!(
            said,
            "One and two have no core for 50 % of their workers' time: there are 2 cores for more workers."
        );
        let second = Duration::from_secs(1);
        let mut account = Account { workers: 1, wall: second, ..Account::default() };
        account.waited.add(Cause::NoCore, second / 4);
        assert!(busy([&account].into_iter()).unwrap().starts_with("Other programs had the cores for 25 % of"));
        assert_eq!(busy([&Account::default()].into_iter()), None);
    }

    #[test]
    fn ways_that_lose_alike_share_a_sentence() {
        let said = |titles: &[&str]| {
            let titles: Vec<String> = titles.iter().map(|title| (*title).to_owned()).collect();
            loss(Cause::NoCore, &titles, &percents(&[0.26, 0.49]))
        };
        assert_eq!(said(&["One"]), "One has no core for 26 to 49 % of its workers' time: other work has them.");
        let two = "One and per two have no core for 26 to 49 % of their workers' time: other work has them.";
        assert_eq!(said(&["One", "Per two"]), two);
        assert!(said(&["One", "Per two", "Three"]).starts_with("One, per two and three have no core"));
    }
}
