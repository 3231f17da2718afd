//! What the machine is, and how much memory the program holds. Knows nothing of pictures.

#[cfg(target_os = "linux")]
use std::fs::File;
use std::num::NonZeroUsize;
use std::time::Duration;

use sysinfo::{CpuRefreshKind, MemoryRefreshKind, Pid, ProcessRefreshKind, ProcessesToUpdate, RefreshKind, System};

/// What the machine is, as reports tell it.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Machine {
    /// The processor's name.
    pub processor: String,
    /// Its logical cores, as far as this program may use them.
    pub logical_cores: usize,
    /// The memory.
    pub memory_bytes: u64,
    /// The operating system with its version.
    pub os: String,
    /// The processor's architecture.
    pub arch: String,
}

impl Machine {
    /// Looks at this machine. Cost: some milliseconds.
    pub fn probe() -> Self {
        let what = RefreshKind::nothing()
            .with_cpu(CpuRefreshKind::nothing())
            .with_memory(MemoryRefreshKind::nothing().with_ram());
        // What the system does not tell is left out of the report; nothing is decided by it.
        let system = System::new_with_specifics(what).ok();
        let brand = |system: &System| system.cpus().first().map(|cpu| cpu.brand().trim().to_owned());
        let processor = system.as_ref().and_then(brand).unwrap_or_default();
        Self {
            processor: if processor.is_empty() { "unknown processor".to_owned() } else { processor },
            logical_cores: logical_cores().get(),
            memory_bytes: system.map_or(0, |system| system.total_memory()),
            os: System::long_os_version().unwrap_or_else(|_| std::env::consts::OS.to_owned()),
            arch: std::env::consts::ARCH.to_owned(),
        }
    }
}

/// The memory that this program may use: the machine's, or the part that its container or batch job was given; zero where
/// the system does not tell. Cost: a millisecond.
pub fn memory_bytes() -> u64 {
    let what = RefreshKind::nothing().with_memory(MemoryRefreshKind::nothing().with_ram());
    let Ok(mut system) = System::new_with_specifics(what) else { return 0 };
    let of_machine = system.total_memory();
    let own = Pid::from_u32(process_id());
    system.refresh_processes_specifics(ProcessesToUpdate::Some(&[own]), false, ProcessRefreshKind::nothing());
    let given = system.process(own).and_then(|process| process.cgroup_limits());
    given.map_or(of_machine, |limits| limits.total_memory.min(of_machine))
}

/// Logical cores that this program may use, at least one.
pub fn logical_cores() -> NonZeroUsize {
    std::thread::available_parallelism().unwrap_or(NonZeroUsize::MIN)
}

/// The most memory that this program has held since [`reset_peak_rss`], where the system tells.
pub fn peak_rss_bytes() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    let kib: u64 = line.trim().strip_suffix("kB")?.trim().parse().ok()?;
    Some(kib * 1024)
}

/// Starts the count of [`peak_rss_bytes`] anew, where the system allows it; elsewhere it goes on from the start.
pub fn reset_peak_rss() {
    // Only Linux has this file, and a container may forbid it: then the peak is that of the whole program, as stated.
    let _ = std::fs::write("/proc/self/clear_refs", "5");
}

/// The processor time that the calling thread has had since it began, where the system tells. Cost: less than a
/// microsecond.
pub fn thread_cpu() -> Option<Duration> {
    #[cfg(unix)]
    {
        let time = rustix::time::clock_gettime(rustix::time::ClockId::ThreadCPUTime);
        Some(Duration::new(time.tv_sec.try_into().ok()?, time.tv_nsec.try_into().ok()?))
    }
    #[cfg(not(unix))]
    None
}

/// The processor time that the calling thread has had since it had this much, where the system told and tells.
pub fn thread_cpu_since(before: Option<Duration>) -> Option<Duration> {
    thread_cpu().zip(before).map(|(now, before)| now.saturating_sub(before))
}

/// How long the calling thread has been ready to go on while other threads had all cores, since it began; where the
/// system tells. Cost: a microsecond or two.
pub fn thread_queued() -> Option<Duration> {
    #[cfg(target_os = "linux")]
    {
        use std::os::unix::fs::FileExt;
        thread_local! {
            // Processor time, time in the queue for a core, and how often the thread had one. To open the file anew each
            // time would take longer than to read it; it is closed when the thread ends.
            static TIMES: Option<File> = File::open("/proc/thread-self/schedstat").ok();
        }
        // Three numbers of up to 20 digits, each with what ends it.
        let mut told = [0; 63];
        let len = TIMES.try_with(|times| times.as_ref()?.read_at(&mut told, 0).ok()).ok()??;
        let told = std::str::from_utf8(told.get(..len)?).ok()?;
        told.split_ascii_whitespace().nth(1)?.parse().ok().map(Duration::from_nanos)
    }
    #[cfg(not(target_os = "linux"))]
    None
}

/// The name of this machine in its network; empty where the system does not tell.
pub fn host_name() -> String {
    System::host_name().unwrap_or_default()
}

/// The system's number of this process.
pub fn process_id() -> u32 {
    std::process::id()
}

/// Whether a process of this machine is running.
pub fn is_running(process_id: u32) -> bool {
    let pid = Pid::from_u32(process_id);
    // Where nothing can be learnt, it is better to believe that it runs.
    let Ok(mut system) = System::new() else { return true };
    system.refresh_processes_specifics(ProcessesToUpdate::Some(&[pid]), true, ProcessRefreshKind::nothing());
    system.process(pid).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn processes_are_told_apart_by_whether_they_run() {
        assert!(is_running(std::process::id()));
        assert!(!is_running(u32::MAX - 7));
    }

    #[test]
    fn the_machine_has_cores_and_memory() {
        let machine = Machine::probe();
        assert!(machine.logical_cores >= 1 && machine.memory_bytes > 0 && !machine.processor.is_empty());
        assert!((1..=machine.memory_bytes).contains(&memory_bytes()));
    }
}
