//! A comparison as a Chrome trace, which Perfetto and chrome://tracing open: a process for each way, a track for each
//! worker, and on it everything that the worker did and every time it waited, with the cause.
//!
//! It shows the run of each way that is nearest to its median, and says so in its label. Within work, it is known for
//! how long a worker waited for the disk or a core, not when: so that stands among the event's arguments. One event stands on each line, written as soon as it is
//! known: large runs have millions.

use std::time::Duration;

use serde_json::{Value, json};

use super::{ContentError, Exporter};
use crate::compare::{Cause, Comparison, Gap, JobFacts, Scaling, WayResult, gaps};
use crate::engine::{Doing, Recording, Span};
use crate::words::Language;

/// The exporter.
pub static EXPORTER: Exporter = Exporter { file: "trace.json", title: "Chrome trace", content };

/// What stands by the name of a way.
const LABEL: &str = "the run that is nearest to the median";

/// What a way and a worker are called in a trace; viewers take 0 for something of the system's.
#[derive(Clone, Copy)]
struct Track {
    process: usize,
    thread: usize,
}

fn content(comparison: &Comparison, _: &Scaling) -> Result<Vec<u8>, ContentError> {
    Ok(text(comparison).into_bytes())
}

fn text(comparison: &Comparison) -> String {
    let mut text = String::from("{\"displayTimeUnit\":\"ms\",\"traceEvents\":[");
    let mut n = 0;
    let mut write = |event: Value| {
        text.push_str(if n == 0 { "\n" } else { ",\n" });
        text.push_str(&event.to_string());
        n += 1;
    };
    for (idx, way) in comparison.ways.iter().enumerate() {
        if let Some(recording) = &way.recording {
            way_events(&comparison.job, way, recording, idx + 1, &mut write);
        }
    }
    text.push_str("\n]}\n");
    text
}

fn way_events(job: &JobFacts, way: &WayResult, recording: &Recording, process: usize, write: &mut dyn FnMut(Value)) {
    write(name("process_name", Track { process, thread: 0 }, &way.title));
    write(json!({ "ph": "M", "name": "process_labels", "pid": process, "tid": 0, "args": { "labels": LABEL } }));
    let mut gaps = gaps(recording).into_iter().peekable();
    for worker in 0..recording.workers {
        let track = Track { process, thread: worker + 1 };
        write(name("thread_name", track, &format!("Worker {}", worker + 1)));
        for span in recording.lane(worker) {
            // In the order of time, as viewers like it.
            while let Some(gap) = gaps.next_if(|gap| gap.worker == worker && gap.end <= span.start()) {
                write(gap_event(track, gap));
            }
            write(span_event(job, track, span));
        }
        while let Some(gap) = gaps.next_if(|gap| gap.worker == worker) {
            write(gap_event(track, gap));
        }
    }
}

fn name(kind: &str, track: Track, name: &str) -> Value {
    json!({ "ph": "M", "name": kind, "pid": track.process, "tid": track.thread, "args": { "name": name } })
}

fn span_event(job: &JobFacts, track: Track, span: &Span) -> Value {
    let task = span.task();
    let (times, picture) = ((span.start(), span.end()), job.pictures.get(task.picture_idx));
    let phase = match span.doing() {
        Doing::Phase(phase) => phase.id(),
        Doing::Upkeep => "upkeep",
        Doing::MemoryWait => return waiting(track, Cause::Memory, times, picture),
    };
    let recipe = task.recipe_idx.and_then(|idx| job.recipes.get(idx));
    let subject = picture.into_iter().chain(recipe).map(String::as_str).collect::<Vec<_>>().join(", ");
    let name = if subject.is_empty() { phase } else { &subject };
    let cpu_us = microseconds(span.cpu());
    let args = json!({
        "picture": picture,
        "recipe": recipe,
        "phase": phase,
        "cpu_us": cpu_us,
        "no_core_us": microseconds(span.waited_for_core()),
        "disk_us": microseconds(span.waited_for_disk()),
    });
    complete(track, name, phase, times, args)
}

fn gap_event(track: Track, gap: Gap) -> Value {
    waiting(track, gap.cause, (gap.start, gap.end), None)
}

fn waiting(track: Track, cause: Cause, times: (Duration, Duration), picture: Option<&String>) -> Value {
    let args = match picture {
        Some(picture) => {
            json!({ "cause": cause.id(), "meaning": cause.summary_in(Language::English), "picture": picture })
        }
        None => json!({ "cause": cause.id(), "meaning": cause.summary_in(Language::English) }),
    };
    complete(track, cause.title(), "waiting", times, args)
}

fn complete(track: Track, name: &str, category: &str, (start, end): (Duration, Duration), args: Value) -> Value {
    json!({
        "ph": "X",
        "name": name,
        "cat": category,
        "pid": track.process,
        "tid": track.thread,
        "ts": microseconds(start),
        "dur": microseconds(end.saturating_sub(start)),
        "args": args,
    })
}

/// With fractions: nanoseconds are kept.
fn microseconds(time: Duration) -> f64 {
    time.as_nanos() as f64 / 1e3
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::compare::{Identity, made};
    use crate::engine::{PerPhase, Phase, Task};
    use crate::strategies;

    fn us(us: u64) -> Duration {
        Duration::from_micros(us)
    }

    fn span(worker: usize, recipe_idx: Option<usize>, doing: Doing, from: u64, to: u64) -> Span {
        Span::new(worker, Task { picture_idx: 1, recipe_idx }, doing, us(from), us(to), Some(us((to - from) / 2)))
    }

    fn trace_of(recordings: Vec<Recording>) -> String {
        let way = |(idx, recording)| {
            let mut way = made::way(strategies::ALL[idx], 2, &[1.0], PerPhase::default());
            way.recording = Some(Arc::new(recording));
            way
        };
        text(&made::comparison(recordings.into_iter().enumerate().map(way).collect(), Identity::Identical))
    }

    /// Three workers, of which the last one has nothing to do.
    fn small() -> Recording {
        let spans = vec![
            span(0, None, Doing::Phase(Phase::Open), 0, 1000),
            span(0, Some(0), Doing::Phase(Phase::Filter), 1000, 2500),
            span(1, None, Doing::MemoryWait, 500, 1500),
            span(1, None, Doing::Upkeep, 1500, 2000),
        ];
        Recording::new(3, us(2500), spans)
    }

    #[test]
    fn a_trace_is_as_viewers_expect_it() {
        let title = made::way(strategies::ALL[0], 2, &[1.0], PerPhase::default()).title;
        let picture = r#"a<b>&\".png"#;
        let barrier =
            r#"{"cause":"barrier","meaning":"Tasks were there, but the strategy waits for others to be done first."}"#;
        let nothing = r#"{"cause":"no_work_left","meaning":"Until the end no task came any more: what was left belonged to others."}"#;
        let open = format!(
            r#"{{"picture":"{picture}","recipe":null,"phase":"open","cpu_us":500.0,"no_core_us":0.0,"disk_us":500.0}}"#
        );
        let filter = format!(
            r#"{{"picture":"{picture}","recipe":"recipe","phase":"filter","cpu_us":750.0,"no_core_us":750.0,"disk_us":0.0}}"#
        );
        let memory = format!(
            r#"{{"cause":"memory","meaning":"The memory budget had no room for another picture.","picture":"{picture}"}}"#
        );
        let upkeep = format!(
            r#"{{"picture":"{picture}","recipe":null,"phase":"upkeep","cpu_us":250.0,"no_core_us":0.0,"disk_us":250.0}}"#
        );
        let lines = [
            r#"{"displayTimeUnit":"ms","traceEvents":["#.to_owned(),
            format!(r#"{{"ph":"M","name":"process_name","pid":1,"tid":0,"args":{{"name":"{title}"}}}},"#),
            format!(r#"{{"ph":"M","name":"process_labels","pid":1,"tid":0,"args":{{"labels":"{LABEL}"}}}},"#),
            r#"{"ph":"M","name":"thread_name","pid":1,"tid":1,"args":{"name":"Worker 1"}},"#.to_owned(),
            format!(
                r#"{{"ph":"X","name":"{picture}","cat":"open","pid":1,"tid":1,"ts":0.0,"dur":1000.0,"args":{open}}},"#
            ),
            format!(
                r#"{{"ph":"X","name":"{picture}, recipe","cat":"filter","pid":1,"tid":1,"ts":1000.0,"dur":1500.0,"args":{filter}}},"#
            ),
            r#"{"ph":"M","name":"thread_name","pid":1,"tid":2,"args":{"name":"Worker 2"}},"#.to_owned(),
            format!(
                r#"{{"ph":"X","name":"Barrier","cat":"waiting","pid":1,"tid":2,"ts":0.0,"dur":500.0,"args":{barrier}}},"#
            ),
            format!(
                r#"{{"ph":"X","name":"Memory budget","cat":"waiting","pid":1,"tid":2,"ts":500.0,"dur":1000.0,"args":{memory}}},"#
            ),
            format!(
                r#"{{"ph":"X","name":"{picture}","cat":"upkeep","pid":1,"tid":2,"ts":1500.0,"dur":500.0,"args":{upkeep}}},"#
            ),
            format!(
                r#"{{"ph":"X","name":"No work left","cat":"waiting","pid":1,"tid":2,"ts":2000.0,"dur":500.0,"args":{nothing}}},"#
            ),
            r#"{"ph":"M","name":"thread_name","pid":1,"tid":3,"args":{"name":"Worker 3"}},"#.to_owned(),
            format!(
                r#"{{"ph":"X","name":"No work left","cat":"waiting","pid":1,"tid":3,"ts":0.0,"dur":2500.0,"args":{nothing}}}"#
            ),
            "]}\n".to_owned(),
        ];
        assert_eq!(trace_of(vec![small()]), lines.join("\n"));
    }

    fn events(trace: &str) -> Vec<Value> {
        let trace: Value = serde_json::from_str(trace).unwrap();
        trace["traceEvents"].as_array().unwrap().clone()
    }

    #[test]
    fn every_worker_of_every_way_has_a_track() {
        let events = events(&trace_of(vec![small(), Recording::new(5, us(10), Vec::new())]));
        let named = |kind: &str| events.iter().filter(|event| event["name"] == kind).count();
        assert_eq!((named("process_name"), named("thread_name")), (2, 3 + 5));
        assert_eq!(self::events(&trace_of(Vec::new())), Vec::<Value>::new());
    }

    #[test]
    fn events_of_a_track_never_overlap() {
        // Odd nanoseconds, whose fractions of a microsecond have no exact form.
        let ns = Duration::from_nanos;
        let task = Task { picture_idx: 0, recipe_idx: Some(0) };
        let span = |n: u64| Span::new(0, task, Doing::Phase(Phase::Encode), ns(n * 733), ns(n * 733 + n % 734), None);
        let events = events(&trace_of(vec![Recording::new(1, ns(999_999), (0..1000).map(span).collect())]));
        let in_ns = |event: &Value, field: &str| (event[field].as_f64().unwrap() * 1e3).round() as u64;
        let complete: Vec<&Value> = events.iter().filter(|event| event["ph"] == "X").collect();
        assert!(complete.len() > 1900);
        for two in complete.windows(2) {
            assert_eq!(in_ns(two[0], "ts") + in_ns(two[0], "dur"), in_ns(two[1], "ts"));
        }
    }
}
