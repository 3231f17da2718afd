//! Runs a loop in the widest form that the processor has, chosen while the program runs: users need no compiler flags.
//!
//! The loops are plain Rust. Each is compiled once for AVX-512, once for AVX2 and once for what every x86-64 processor
//! has; elsewhere once, for what every processor of that kind has (NEON on ARM). Single precision gives the same bits
//! everywhere, because the compiler never fuses a product with a sum. Knows no pixels.

use multiversion::multiversion;

/// A loop over samples, with all that it works on.
pub(super) trait Work {
    /// Does it. Has to be `#[inline(always)]`, as do its loops: only what is inlined is compiled anew for each width.
    fn run(self);
}

/// Does the work, compiled for the widest vectors that the processor has.
pub(super) fn widest(work: impl Work) {
    #[cfg(test)]
    match forced::target() {
        Some(forced::Target::Plain) => return work.run(),
        Some(forced::Target::Avx2) => return up_to_avx2(work),
        None => {}
    }
    up_to_avx512(work);
}

/// Proof that the processor has the instructions of AVX2 and FMA.
#[derive(Clone, Copy, Debug)]
pub(super) struct Avx2AndFma(());

impl Avx2AndFma {
    /// None where they are not there.
    pub(super) fn of_processor() -> Option<Self> {
        #[cfg(test)]
        if matches!(forced::target(), Some(forced::Target::Plain)) {
            return None;
        }
        #[cfg(target_arch = "x86_64")]
        let are_there = is_x86_feature_detected!("avx2") && is_x86_feature_detected!("fma");
        #[cfg(not(target_arch = "x86_64"))]
        let are_there = false;
        are_there.then_some(Self(()))
    }
}

#[multiversion(targets("x86_64+avx512f+avx512bw+avx512dq+avx512vl", "x86_64+avx2"))]
fn up_to_avx512<W: Work>(work: W) {
    work.run();
}

#[cfg(test)]
#[multiversion(targets("x86_64+avx2"))]
fn up_to_avx2<W: Work>(work: W) {
    work.run();
}

/// Lets tests choose what the processor would not, so that every form is held to the same pixels.
#[cfg(test)]
pub(super) mod forced {
    use std::cell::Cell;

    /// A narrower form than the widest.
    #[derive(Clone, Copy, Debug)]
    pub(in crate::filters) enum Target {
        /// What every processor has.
        Plain,
        /// AVX2 where there is more, what there is otherwise.
        Avx2,
    }

    thread_local! {
        static TARGET: Cell<Option<Target>> = const { Cell::new(None) };
    }

    pub(super) fn target() -> Option<Target> {
        TARGET.get()
    }

    /// Calls `work` once in each form.
    pub(in crate::filters) fn each(work: impl Fn(Option<Target>)) {
        for target in [Some(Target::Plain), Some(Target::Avx2), None] {
            TARGET.set(target);
            work(target);
        }
    }
}
