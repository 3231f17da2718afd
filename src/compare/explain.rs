//! Why times are as they are, in words: what limits a way, what made a sample stand out, what to do. Arithmetic over
//! accounts alone; names no strategy.

use std::time::Duration;

use super::account::{Account, Cause};
use super::comparison::{Sample, WayResult};
use super::statistics::median;
use super::words::{in_sentence, percent, seconds};
use crate::engine::Phase;

/// Losses below this share of all workers' time explain nothing.
const WORTH_TELLING: f64 = 0.03;

/// A phase that takes more than this share of the work is what limits a way that loses nothing.
const CHIEF_PHASE: f64 = 0.5;

/// What limits the slower ways, and then the fastest one.
pub(super) fn why(ways: &[WayResult], fastest_idx: usize, n_pictures: usize) -> Vec<String> {
    let Some(fastest) = ways.get(fastest_idx) else { return Vec::new() };
    let slower = ways.iter().enumerate().filter(|(idx, _)| *idx != fastest_idx);
    let mut reasons: Vec<String> = slower.filter_map(|(_, way)| loss(way, n_pictures)).collect();
    reasons.extend(limit(fastest));
    reasons
}

/// What would help more than what was done.
pub(super) fn advice(ways: &[WayResult], fastest_idx: usize) -> Option<String> {
    let fastest = ways.get(fastest_idx)?;
    let account = fastest.account()?;
    match account.chief_cause() {
        Some((cause, share)) if share >= 0.1 => Some(remedy(cause).to_owned()),
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

/// What a way lost most time to, if it lost much.
fn loss(way: &WayResult, n_pictures: usize) -> Option<String> {
    let account = way.account()?;
    let title = &way.title;
    let without_any = way.idle_workers();
    if without_any > 0 {
        let workers = if without_any == 1 { "1 worker".to_owned() } else { format!("{without_any} workers") };
        let (title, all) = (in_sentence(title), account.workers);
        return Some(format!("With {n_pictures} pictures and {all} workers, {title} leaves {workers} without work."));
    }
    let (cause, share) = account.chief_cause().filter(|(_, share)| *share >= WORTH_TELLING)?;
    let lost = percent(share);
    Some(match cause {
        Cause::Barrier => {
            format!("{title} loses {lost} of its workers' time waiting at its barriers for tasks to end.")
        }
        Cause::NoWorkLeft => {
            format!("{title} loses {lost} of its workers' time at the end, when too few tasks are left.")
        }
        Cause::Memory => format!("{title} loses {lost} of its workers' time waiting for the memory budget."),
        Cause::Disk => format!("{title} loses {lost} of its workers' time waiting for the disk."),
        Cause::NoCore => format!("{title} has no core for {lost} of its workers' time: other work has them."),
        Cause::BetweenTasks => {
            format!("{title} loses {lost} of its workers' time fetching tasks: they are very small.")
        }
    })
}

/// What limits the fastest way: a loss, or the phase that takes most of the work.
fn limit(way: &WayResult) -> Option<String> {
    let account = way.account()?;
    let (phase, share) = chief_phase(account)?;
    let busy = percent(account.utilisation());
    let workers = if account.workers == 1 { "worker".to_owned() } else { format!("{} workers", account.workers) };
    let (title, doing, share) = (&way.title, doing(phase), percent(share));
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
        Cause::NoCore => "Fewer workers, or closing other programs, would be as fast.",
        Cause::BetweenTasks => "Larger pictures, or fewer workers, would spend less on fetching tasks.",
    }
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
