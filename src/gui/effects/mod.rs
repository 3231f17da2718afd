//! The only place of the window that acts on the world. Each kind of effect has a file of its own.
//!
//! Nothing here makes the drawing thread wait: everything that can take time happens on another thread, and what comes
//! of it is fetched by [`World::pull`]. What is no longer wanted is stopped and joined elsewhere.

mod arrange;
mod compare;
mod decoder;
mod dialog;
mod export;
mod history;
mod lately;
mod plan;
pub(super) mod preview;
mod recipes;
mod run;
mod samples;
mod scaling;
mod scan;
pub(super) mod settings;
mod show;
pub(super) mod sizes;
pub(super) mod thumbnails;
mod timeline;

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::time::{Duration, Instant};

use super::action::{Effect, Gone, News};
use super::theme;
use crate::report::history::History;
use preview::{Painted, Previewer};
use sizes::Sizes;
use thumbnails::Thumbnails;

/// How often progress is looked at: as often as eyes can follow numbers. Where no graphics card draws, the cores do, and
/// take the time from the run.
const LOOK_EVERY: Duration = Duration::from_millis(200);

/// The same while comparing, where it would be seen in the times.
const LOOK_COMPARING_EVERY: Duration = Duration::from_millis(500);

/// The same while paused, for the bands that were still being worked at.
const LOOK_PAUSED_EVERY: Duration = Duration::from_secs(1);

/// What the window acts on.
pub(super) struct World {
    ctx: egui::Context,
    mail: Mail,
    arrivals: Receiver<Arrival>,
    scan: StopFlag,
    order: StopFlag,
    planner: plan::Planner,
    task: Task,
    looked: Option<Instant>,
    /// Where comparisons are kept; none when they are not.
    pub(super) history: Option<History>,
    /// Small pictures of pictures.
    pub(super) thumbnails: Thumbnails,
    /// How many pixels pictures have.
    pub(super) sizes: Sizes,
    /// One picture before and after a recipe.
    pub(super) previewer: Previewer,
}

/// The one piece of work that can be on.
enum Task {
    None,
    Starting(u64),
    Run(Box<run::Running>),
    Compare(Box<compare::Comparing>),
}

/// What other threads bring.
enum Arrival {
    News(News),
    Run(Box<run::Running>),
    Compare(Box<compare::Comparing>),
    Painted(Box<Painted>),
}

/// How other threads bring it.
#[derive(Clone)]
struct Mail {
    sender: Sender<Arrival>,
    ctx: egui::Context,
}

/// Tells another thread that its work is no longer wanted. Dropping it does that, too.
struct StopFlag(Arc<AtomicBool>);

impl World {
    pub(super) fn new(ctx: egui::Context) -> Self {
        let (sender, arrivals) = channel();
        let mail = Mail { sender, ctx: ctx.clone() };
        let thumbnails = Thumbnails::new(&ctx);
        let (scan, order, planner) = (StopFlag::new(), StopFlag::new(), plan::Planner::new());
        let (previewer, sizes) = (Previewer::new(&ctx), Sizes::new(&ctx));
        let (task, looked, history) = (Task::None, None, None);
        Self { ctx, mail, arrivals, scan, order, planner, task, looked, history, thumbnails, sizes, previewer }
    }

    /// Does what is asked for, or sees to it that another thread does.
    pub(super) fn act(&mut self, effect: Effect) {
        match effect {
            Effect::Scan { generation, path, is_recursive, leave_out } => {
                self.scan = StopFlag::new();
                let is_stopped = self.scan.watch();
                scan::start(&self.mail, generation, path, is_recursive, leave_out, is_stopped);
            }
            Effect::Arrange(generation, pictures, arrangement) => {
                self.order = StopFlag::new();
                let board = self.sizes.board(&pictures);
                arrange::start(&self.mail, generation, (pictures, arrangement), board, self.order.watch());
            }
            Effect::ForgetOrder => self.order = StopFlag::new(),
            Effect::PickFolder(pick, at) => dialog::open(&self.mail, pick, at),
            Effect::MakeSamples => samples::start(&self.mail),
            Effect::Plan { generation, source, sought } => self.planner.plan(&self.mail, generation, source, sought),
            Effect::Preview(generation, wanted) => self.previewer.ask(&self.mail, generation, *wanted),
            Effect::ForgetPreview => self.previewer.forget(),
            Effect::PrepareTimeline(generation, source, words) => {
                timeline::start(&self.mail, generation, source, words);
            }
            Effect::ForgetPlan => self.planner.forget(),
            Effect::StartRun(generation, draft, way) => {
                self.replace_task(Task::Starting(generation));
                run::start(&self.mail, generation, draft, way);
            }
            Effect::StartComparison(generation, draft, ways, rounds, mode) => {
                self.replace_task(Task::Starting(generation));
                compare::start(
                    &self.mail,
                    generation,
                    draft,
                    compare::Asked { ways, rounds, mode },
                    self.history.clone(),
                );
            }
            Effect::WorkOutScaling(generation, comparison) => scaling::start(&self.mail, generation, comparison),
            Effect::ReadHistory(generation, words) => {
                history::read(&self.mail, generation, self.history.clone(), words);
            }
            Effect::OpenKept(generation, id) => history::open(&self.mail, generation, self.history.clone(), id),
            Effect::LayBeside(generation, id, shown) => {
                history::lay_beside(&self.mail, generation, self.history.clone(), id, shown);
            }
            Effect::Export(comparison, folder) => export::start(&self.mail, comparison, folder),
            Effect::SaveRecipes(path, text, replace) => recipes::save(&self.mail, path, text, replace),
            Effect::ReadRecipes(path) => recipes::open(&self.mail, path),
            Effect::Pause => self.task.pause(),
            Effect::Resume => self.task.resume(),
            Effect::Stop => self.stop(),
            Effect::ShowInSystem(path) => show::start(&self.mail, path),
            Effect::Copy(text) => self.ctx.copy_text(text),
            Effect::SetTheme(choice) => theme::choose(&self.ctx, choice),
            Effect::SetScale(scale) => theme::scale(&self.ctx, scale),
            Effect::LetGo(Gone { pictures, run, planned }) => reap((pictures, run, planned)),
            Effect::Quit => self.ctx.send_viewport_cmd(egui::ViewportCommand::Close),
        }
    }

    /// What is new since the last time. Cost: what is new only.
    pub(super) fn pull(&mut self) -> Vec<News> {
        let unseen = self.thumbnails.receive(&self.ctx).into_iter();
        let mut news: Vec<News> = unseen.map(|(key, reason)| News::Unseen(key.path, key.stamp, reason)).collect();
        while let Ok(arrival) = self.arrivals.try_recv() {
            self.arrive(arrival, &mut news);
        }
        if self.is_working() {
            let every = self.look_every();
            if self.looked.is_none_or(|looked| looked.elapsed() >= every) {
                self.looked = Some(Instant::now());
                self.look(&mut news);
            }
            self.ctx.request_repaint_after(every);
        }
        // Decoding beside a comparison would be seen in its times.
        let is_comparing = matches!(self.task, Task::Compare(_));
        self.thumbnails.hold(is_comparing);
        // Beside a run it would make it take longer.
        self.thumbnails.spare(matches!(&self.task, Task::Run(run) if !run.is_paused()));
        self.sizes.hold(is_comparing);
        self.previewer.hold(is_comparing);
        news
    }

    fn look_every(&self) -> Duration {
        match &self.task {
            Task::Compare(comparing) if !comparing.is_paused() => LOOK_COMPARING_EVERY,
            Task::Run(run) if !run.is_paused() => LOOK_EVERY,
            _ => LOOK_PAUSED_EVERY,
        }
    }

    fn is_working(&self) -> bool {
        matches!(self.task, Task::Run(_) | Task::Compare(_))
    }

    fn arrive(&mut self, arrival: Arrival, news: &mut Vec<News>) {
        match arrival {
            Arrival::News(one) => news.push(one),
            Arrival::Painted(painted) => self.previewer.receive(&self.ctx, *painted),
            Arrival::Run(run) if self.task.is_starting(run.generation()) => {
                news.push(run.started());
                self.replace_task(Task::Run(run));
            }
            Arrival::Compare(comparing) if self.task.is_starting(comparing.generation()) => {
                news.push(comparing.started());
                self.replace_task(Task::Compare(comparing));
            }
            late @ (Arrival::Run(_) | Arrival::Compare(_)) => reap(late),
        }
    }

    fn look(&mut self, news: &mut Vec<News>) {
        let is_over = match &mut self.task {
            Task::None | Task::Starting(_) => false,
            Task::Run(run) => run.look(news),
            Task::Compare(comparing) => comparing.look(news),
        };
        if is_over {
            self.looked = None;
            match std::mem::replace(&mut self.task, Task::None) {
                Task::Run(run) => run.keep_recording(&self.mail),
                over => reap(over),
            }
        }
    }

    fn stop(&mut self) {
        match &self.task {
            Task::None => {}
            Task::Starting(_) => self.task = Task::None,
            Task::Run(run) => run.stop(),
            Task::Compare(comparing) => comparing.stop(),
        }
    }

    fn replace_task(&mut self, task: Task) {
        self.looked = None;
        match std::mem::replace(&mut self.task, task) {
            Task::None | Task::Starting(_) => {}
            old @ (Task::Run(_) | Task::Compare(_)) => reap(old),
        }
    }
}

impl Drop for World {
    fn drop(&mut self) {
        // When the window closes, work ends before the program does, so that no output is left half-written.
        self.stop();
    }
}

impl Task {
    fn is_starting(&self, generation: u64) -> bool {
        matches!(self, Self::Starting(on) if *on == generation)
    }

    fn pause(&self) {
        match self {
            Self::None | Self::Starting(_) => {}
            Self::Run(run) => run.pause(),
            Self::Compare(comparing) => comparing.pause(),
        }
    }

    fn resume(&self) {
        match self {
            Self::None | Self::Starting(_) => {}
            Self::Run(run) => run.resume(),
            Self::Compare(comparing) => comparing.resume(),
        }
    }
}

impl Mail {
    fn tell(&self, news: News) {
        self.bring(Arrival::News(news));
    }

    fn bring(&self, arrival: Arrival) {
        // When the window is gone nobody is left to tell.
        let _ = self.sender.send(arrival);
        self.ctx.request_repaint();
    }

    /// Does something on a thread of its own; when there is none to be had, says so.
    fn elsewhere(&self, name: &str, work: impl FnOnce(&Mail) + Send + 'static) {
        let mail = self.clone();
        let started = std::thread::Builder::new().name(name.to_owned()).spawn(move || work(&mail));
        if let Err(error) = started {
            self.tell(News::Refused(format!(
                "The system has no thread left ({error}): close other programs and try again"
            )));
        }
    }
}

impl StopFlag {
    fn new() -> Self {
        Self(Arc::default())
    }

    /// Asks whether the work is still wanted, from another thread.
    fn watch(&self) -> impl Fn() -> bool + Send + 'static {
        let flag = Arc::clone(&self.0);
        move || flag.load(Ordering::Relaxed)
    }
}

impl Drop for StopFlag {
    fn drop(&mut self) {
        self.0.store(true, Ordering::Relaxed);
    }
}

/// Drops something that joins threads, on a thread of its own. Without one to be had it is dropped here.
fn reap<T: Send + 'static>(old: T) {
    let _ = std::thread::Builder::new().name("pixloom-reaper".to_owned()).spawn(move || drop(old));
}

/// Where the window keeps its files.
fn storage_folder() -> PathBuf {
    eframe::storage_dir(super::APP_ID).unwrap_or_else(|| std::env::temp_dir().join(super::APP_ID))
}
