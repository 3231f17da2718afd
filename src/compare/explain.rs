//! Why times are as they are, in words: what limits a way, what made a sample stand out, what to do. Arithmetic over
//! accounts alone; names no strategy.

use std::time::Duration;

use super::account::{Account, Cause};
use super::comparison::{JobFacts, Sample, WayResult};
use super::statistics::median;
use super::words::{in_sentence, percent};
use crate::engine::Phase;
use crate::machine::Machine;
use crate::words::Language;

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

impl Shape {
    pub(super) fn of(job: &JobFacts, machine: &Machine) -> Self {
        Self { pictures: job.pictures.len(), recipes: job.recipes.len(), cores: machine.logical_cores }
    }
}

/// What ways lose time to and what limits the fastest one; then what ways chose themselves.
pub(super) fn why(ways: &[WayResult], fastest_idx: usize, shape: Shape, words: Language) -> Vec<String> {
    let Some(fastest) = ways.get(fastest_idx) else { return Vec::new() };
    let mut reasons = losses(&ways.iter().collect::<Vec<_>>(), shape, words);
    reasons.extend(limit(fastest, words));
    reasons.extend(ways.iter().filter_map(|way| way.choice.clone()));
    reasons
}

/// What would help more than what was done.
pub(super) fn advice(ways: &[WayResult], fastest_idx: usize, shape: Shape, words: Language) -> Option<String> {
    let fastest = ways.get(fastest_idx)?;
    let account = fastest.account()?;
    match account.chief_cause() {
        Some((Cause::NoCore, share)) if share >= BUSY && fastest.way.workers.get() > shape.cores => {
            Some(words.fewer_workers().to_owned())
        }
        Some((cause, share)) if share >= 0.1 => Some(remedy(cause, words).to_owned()),
        _ if ways.iter().any(|way| is_starved(way, shape)) => Some(remedy(Cause::NoCore, words).to_owned()),
        _ => {
            let (phase, share) = chief_phase(account)?;
            let quicker = match phase {
                Phase::Encode => words.quicker_encode(),
                Phase::Open => words.quicker_open(),
                Phase::Filter => words.quicker_filter(),
                Phase::Write => words.quicker_write(),
            };
            (share >= CHIEF_PHASE).then(|| quicker.to_owned())
        }
    }
}

/// Whether others had the cores that a way has workers for.
fn is_starved(way: &WayResult, shape: Shape) -> bool {
    let chief = way.account().and_then(Account::chief_cause);
    way.way.workers.get() <= shape.cores && matches!(chief, Some((Cause::NoCore, share)) if share >= BUSY)
}

/// What ways lost most time to, if they lost much: a sentence for each cause, however many ways share it.
fn losses(ways: &[&WayResult], shape: Shape, words: Language) -> Vec<String> {
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
        (!titles.is_empty()).then(|| (titles, words.percents(&shares)))
    };
    let mut sentences: Vec<String> = without_work(&idle, shape, words).into_iter().collect();
    for cause in Cause::ALL {
        sentences.extend(of_cause(&fitting, cause).map(|(titles, share)| loss(cause, &titles, &share, words)));
        let lost = of_cause(&crowded, cause);
        sentences.extend(lost.map(|(titles, share)| match cause {
            Cause::NoCore => crowd(&titles, &share, shape.cores, words),
            cause => loss(cause, &titles, &share, words),
        }));
    }
    sentences
}

/// Which ways have more workers than work.
fn without_work(ways: &[&WayResult], shape: Shape, words: Language) -> Option<String> {
    let idle = ways.iter().map(|way| way.idle_workers());
    let (least, most) = (idle.clone().min()?, idle.max()?);
    let job = words.job_size(words.n_pictures(shape.pictures), words.n_recipes(shape.recipes));
    if let [way] = ways {
        return Some(words.one_without_work(job, way.way.workers, in_sentence(&way.title), words.n_workers(most)));
    }
    let titles: Vec<String> = ways.iter().map(|way| way.title.clone()).collect();
    let idle = if least == most { words.n_workers(most) } else { words.workers_from_to(least, most) };
    Some(words.some_without_work(words.names(&titles), idle, job))
}

/// More workers than cores wait for each other.
fn crowd(titles: &[String], share: &str, cores: usize, words: Language) -> String {
    let cores = if cores == 1 { words.is_one_core().to_owned() } else { words.are_cores(cores) };
    match titles {
        [way] => words.one_crowded(way, share, cores),
        ways => words.some_crowded(words.names(ways), share, cores),
    }
}

fn loss(cause: Cause, titles: &[String], share: &str, words: Language) -> String {
    if let [way] = titles {
        return match cause {
            Cause::Barrier => words.one_at_barriers(way, share),
            Cause::NoWorkLeft => words.one_at_end(way, share),
            Cause::Memory => words.one_for_memory(way, share),
            Cause::Disk => words.one_for_disk(way, share),
            Cause::NoCore => words.one_without_core(way, share),
            Cause::BetweenTasks => words.one_fetching(way, share),
        };
    }
    let ways = words.names(titles);
    match cause {
        Cause::Barrier => words.some_at_barriers(ways, share),
        Cause::NoWorkLeft => words.some_at_end(ways, share),
        Cause::Memory => words.some_for_memory(ways, share),
        Cause::Disk => words.some_for_disk(ways, share),
        Cause::NoCore => words.some_without_core(ways, share),
        Cause::BetweenTasks => words.some_fetching(ways, share),
    }
}

/// What limits the fastest way: how busy its workers are, and the phase that takes most of that.
fn limit(way: &WayResult, words: Language) -> Option<String> {
    let account = way.account()?;
    let (phase, share) = chief_phase(account)?;
    let (title, busy) = (way.way.strategy.title_in(words), percent(account.utilisation()));
    let (doing, share) = (doing(phase, words), percent(share));
    Some(match account.workers {
        1 => words.keeps_one_busy(title, busy, doing, share),
        workers => words.keeps_some_busy(title, workers, busy, doing, share),
    })
}

fn chief_phase(account: &Account) -> Option<(Phase, f64)> {
    let cpu_s = account.cpu().as_secs_f64();
    let phase = Phase::ALL.into_iter().max_by_key(|phase| *account.worked.of(*phase))?;
    (cpu_s > 0.0).then(|| (phase, account.worked.of(phase).as_secs_f64() / cpu_s))
}

fn doing(phase: Phase, words: Language) -> &'static str {
    match phase {
        Phase::Open => words.opening(),
        Phase::Filter => words.filtering(),
        Phase::Encode => words.encoding(),
        Phase::Write => words.writing(),
    }
}

fn remedy(cause: Cause, words: Language) -> &'static str {
    match cause {
        Cause::NoWorkLeft => words.remedy_no_work_left(),
        Cause::Barrier => words.remedy_barrier(),
        Cause::Memory => words.remedy_memory(),
        Cause::Disk => words.remedy_disk(),
        Cause::NoCore => words.remedy_no_core(),
        Cause::BetweenTasks => words.remedy_between_tasks(),
    }
}

/// What is to be said of a machine that had other things to do; `accounts` are those of ways with a core for each worker.
pub(super) fn busy<'a>(accounts: impl Iterator<Item = &'a Account>, words: Language) -> Option<String> {
    let shares: Vec<f64> = accounts.map(|account| account.share(account.waited.of(Cause::NoCore))).collect();
    let share = median(&shares);
    (!shares.is_empty() && share >= BUSY).then(|| words.machine_was_busy(percent(share)))
}

/// Each sample that stands out, with what it had more or less of than usual.
pub(super) fn outliers(way: &WayResult, words: Language) -> Vec<String> {
    let marked = way.samples.iter().zip(&way.is_outlier).enumerate();
    let marked = marked.filter(|(_, (_, is_outlier))| **is_outlier);
    marked.map(|(idx, (sample, _))| outlier(way, idx, sample, words)).collect()
}

fn outlier(way: &WayResult, idx: usize, sample: &Sample, words: Language) -> String {
    let usual_s = way.estimate.median;
    let took_s = sample.wall.as_secs_f64();
    let change = percent((took_s / usual_s - 1.0).abs());
    let (title, round) = (in_sentence(&way.title), idx + 1);
    let longer = took_s > usual_s;
    let cause = excess(way, sample, longer, words).unwrap_or_default();
    if longer {
        words.took_longer(round, title, change, cause)
    } else {
        words.took_shorter(round, title, change, cause)
    }
}

/// Of what a sample had most more (or less) than the median of its way.
fn excess(way: &WayResult, sample: &Sample, longer: bool, words: Language) -> Option<String> {
    let sign = if longer { 1.0 } else { -1.0 };
    let beyond_usual = |part: &dyn Fn(&Account) -> Duration| {
        let usual: Vec<f64> = way.samples.iter().map(|sample| part(&sample.account).as_secs_f64()).collect();
        sign * (part(&sample.account).as_secs_f64() - median(&usual))
    };
    let phases =
        Phase::ALL.map(|phase| (beyond_usual(&|account| *account.worked.of(phase)), doing(phase, words).to_owned()));
    let causes = Cause::ALL.map(|cause| {
        let waiting = words.on_waiting(in_sentence(cause.title_in(words)));
        (beyond_usual(&|account| account.waited.of(cause)), waiting)
    });
    let (most_s, what) = phases.into_iter().chain(causes).max_by(|(a, _), (b, _)| a.total_cmp(b))?;
    let time = words.time(most_s);
    (most_s > 0.0).then(|| if longer { words.more_time_on(time, what) } else { words.less_time_on(time, what) })
}

/// What is to be said of a machine that changed as rounds went by.
pub(super) fn drift(change: f64, words: Language) -> String {
    let share = percent(change.abs());
    if change > 0.0 { words.grew_slower(share) } else { words.grew_faster(share) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn more_workers_than_cores_are_told_from_other_programs() {
        let said = crowd(&["One".to_owned(), "Two".to_owned()], "50 %", 2, Language::English);
        assert_eq!(
            said,
            "One and two have no core for 50 % of their workers' time: there are 2 cores for more workers."
        );
        let second = Duration::from_secs(1);
        let mut account = Account { workers: 1, wall: second, ..Account::default() };
        account.waited.add(Cause::NoCore, second / 4);
        assert!(
            busy([&account].into_iter(), Language::English)
                .unwrap()
                .starts_with("Other programs had the cores for 25 % of")
        );
        assert_eq!(busy([&Account::default()].into_iter(), Language::English), None);
    }

    #[test]
    fn ways_that_lose_alike_share_a_sentence() {
        let said = |titles: &[&str]| {
            let titles: Vec<String> = titles.iter().map(|title| (*title).to_owned()).collect();
            let words = Language::English;
            loss(Cause::NoCore, &titles, &words.percents(&[0.26, 0.49]), words)
        };
        assert_eq!(said(&["One"]), "One has no core for 26 to 49 % of its workers' time: other work has them.");
        let two = "One and per two have no core for 26 to 49 % of their workers' time: other work has them.";
        assert_eq!(said(&["One", "Per two"]), two);
        assert!(said(&["One", "Per two", "Three"]).starts_with("One, per two and three have no core"));
    }
}
