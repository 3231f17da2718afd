//! PNG's filters of rows: each byte less what its neighbours let expect, so that what is left is small and repeats.
//!
//! Of the five filters every row gets the one whose results are the smallest in sum, as PNG's own paper advises: one
//! pass finds the sums of all five without storing anything, a second one stores the best. It knows no compression.

use multiversion::multiversion;

/// Bytes that are summed side by side.
const LANES: usize = 32;
/// Sums of so many bytes, none of which counts for more than 128, fit into 16 bits.
const MOST_TURNS: usize = 256;

/// Sums that lie in one line of the cache. Where the stack happens to put one of them across two pages, adding to it
/// makes a row take 1.7 times as long, so that the same work takes longer in one strategy than in another.
#[derive(Clone, Copy)]
#[repr(align(64))]
struct Lanes([u16; LANES]);

const NO_LANES: Lanes = Lanes([0; LANES]);

/// Appends a row, filtered, behind the number of its filter. `above` is as long as the row, zero for the first one, and
/// `step` the bytes of a pixel.
#[multiversion(targets("x86_64+avx512f+avx512bw+avx512dq+avx512vl", "x86_64+avx2"))]
pub(super) fn filter_row(row: &[u8], above: &[u8], step: usize, out: &mut Vec<u8>) {
    let sums = sums(row, above, step);
    let best = sums.iter().enumerate().min_by_key(|(_, sum)| **sum).map_or(0, |(filter, _)| filter);
    out.push(best as u8);
    let start = out.len();
    out.extend_from_slice(row);
    let out = out.get_mut(start..).unwrap_or_default();
    match best {
        0 => {}
        1 => each(row, above, step, out, |x, a, _, _| x.wrapping_sub(a)),
        2 => each(row, above, step, out, |x, _, b, _| x.wrapping_sub(b)),
        3 => each(row, above, step, out, |x, a, b, _| x.wrapping_sub(average(a, b))),
        _ => each(row, above, step, out, |x, a, b, c| x.wrapping_sub(paeth(a, b, c))),
    }
}

/// For each filter the sum of its results, taken as numbers around zero. The first pixel does not count.
#[inline(always)]
fn sums(row: &[u8], above: &[u8], step: usize) -> [u64; 5] {
    let (x, b) = (row.get(step..).unwrap_or_default(), above.get(step..).unwrap_or_default());
    let (x, b) = (x.as_chunks::<LANES>(), b.as_chunks::<LANES>());
    let (a, c) = (row.as_chunks::<LANES>().0, above.as_chunks::<LANES>().0);
    let neighbours = a.iter().zip(b.0).zip(c);
    let mut sums = [0; 5];
    let mut lanes = [NO_LANES; 5];
    for (turn, (x, ((a, b), c))) in x.0.iter().zip(neighbours).enumerate() {
        if turn % MOST_TURNS == 0 {
            add_up(&mut lanes, &mut sums);
        }
        let [Lanes(none), Lanes(left), Lanes(up), Lanes(mean), Lanes(best)] = &mut lanes;
        for i in 0..LANES {
            #[expect(clippy::indexing_slicing, reason = "all are arrays of this length")]
            let (x, a, b, c) = (x[i], a[i], b[i], c[i]);
            let cost = |guess: u8| u16::from((x.wrapping_sub(guess) as i8).unsigned_abs());
            #[expect(clippy::indexing_slicing, reason = "all are arrays of this length")]
            {
                none[i] += cost(0);
                left[i] += cost(a);
                up[i] += cost(b);
                mean[i] += cost(average(a, b));
                best[i] += cost(paeth(a, b, c));
            }
        }
    }
    add_up(&mut lanes, &mut sums);
    // What does not fill the lanes counts in short rows alone.
    if row.len() < 2 * LANES + step {
        sums_of_few(row, above, step, &mut sums);
    }
    sums
}

#[inline(always)]
fn add_up(lanes: &mut [Lanes; 5], sums: &mut [u64; 5]) {
    for (Lanes(lanes), sum) in lanes.iter_mut().zip(sums) {
        *sum += lanes.iter().map(|n| u64::from(*n)).sum::<u64>();
        *lanes = [0; LANES];
    }
}

#[inline(always)]
fn sums_of_few(row: &[u8], above: &[u8], step: usize, sums: &mut [u64; 5]) {
    *sums = [0; 5];
    let shifted = row.iter().skip(step).zip(above.iter().skip(step));
    for ((x, b), (a, c)) in shifted.zip(row.iter().zip(above)) {
        let guesses = [0, *a, *b, average(*a, *b), paeth(*a, *b, *c)];
        for (sum, guess) in sums.iter_mut().zip(guesses) {
            *sum += u64::from((x.wrapping_sub(guess) as i8).unsigned_abs());
        }
    }
}

/// Every byte from itself, the one of the pixel before, the one above, and the one above that before.
#[inline(always)]
fn each(row: &[u8], above: &[u8], step: usize, out: &mut [u8], filtered: impl Fn(u8, u8, u8, u8) -> u8) {
    // Before the first pixel there is nothing.
    let (first, rest) = out.split_at_mut(step.min(row.len()));
    for ((out, x), b) in first.iter_mut().zip(row).zip(above) {
        *out = filtered(*x, 0, *b, 0);
    }
    let (x, b) = (row.get(step..).unwrap_or_default(), above.get(step..).unwrap_or_default());
    for ((out, (x, b)), (a, c)) in rest.iter_mut().zip(x.iter().zip(b)).zip(row.iter().zip(above)) {
        *out = filtered(*x, *a, *b, *c);
    }
}

#[inline(always)]
fn average(a: u8, b: u8) -> u8 {
    // As a sum of 9 bits, halved.
    (a & b) + ((a ^ b) >> 1)
}

/// Of the three neighbours the one that is nearest to what a plane through them would have here.
#[inline(always)]
fn paeth(a: u8, b: u8, c: u8) -> u8 {
    let [wide_a, wide_b, wide_c] = [a, b, c].map(i16::from);
    let to_a = (wide_b - wide_c).abs();
    let to_b = (wide_a - wide_c).abs();
    let to_c = (wide_a + wide_b - 2 * wide_c).abs();
    let b_or_c = if to_b <= to_c { b } else { c };
    if to_a <= to_b && to_a <= to_c { a } else { b_or_c }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The row that a filtered one stands for, as the standard has it.
    fn back(filtered: &[u8], above: &[u8], step: usize) -> Vec<u8> {
        let mut row = Vec::new();
        for (n, byte) in filtered[1..].iter().enumerate() {
            let before = |row: &[u8]| if n < step { 0 } else { row[n - step] };
            let (a, b, c) = (before(&row), above[n], before(above));
            let guess = match filtered[0] {
                0 => 0,
                1 => a,
                2 => b,
                3 => ((u16::from(a) + u16::from(b)) / 2) as u8,
                _ => paeth(a, b, c),
            };
            row.push(byte.wrapping_add(guess));
        }
        row
    }

    #[test]
    fn every_row_comes_back_and_every_filter_has_its_day() {
        let mut random = fastrand::Rng::with_seed(1);
        let mut days = [0; 5];
        for len in (1..140).chain([9000, 20_001]) {
            for step in [1, 2, 3, 4, 6, 8] {
                for kind in 0..5 {
                    let above: Vec<u8> = (0..len).map(|n| (n * n / 50 + usize::from(random.u8(..3))) as u8).collect();
                    let row: Vec<u8> = match kind {
                        0 => above.iter().map(|_| if random.bool() { 0 } else { 255 }).collect(),
                        1 => (0..len).map(|n| (n / step * 3) as u8).collect(),
                        2 => above.clone(),
                        3 => above.iter().enumerate().map(|(n, b)| (b / 2).wrapping_add((n / 9) as u8)).collect(),
                        _ => above.iter().map(|b| b.wrapping_add(40)).collect(),
                    };
                    let mut out = vec![7];
                    filter_row(&row, &above, step, &mut out);
                    assert_eq!(out.len(), len + 2);
                    assert_eq!(back(&out[1..], &above, step), row, "{len} {step} {}", out[1]);
                    days[usize::from(out[1])] += 1;
                }
            }
        }
        assert!(days.iter().all(|n| *n > 0), "{days:?}");
    }

    #[test]
    fn averages_are_those_of_nine_bits() {
        assert!(
            (0..=255).all(|a: u8| (0..=255).all(|b: u8| average(a, b) == ((u16::from(a) + u16::from(b)) / 2) as u8))
        );
    }
}
