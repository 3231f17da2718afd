//! Least squares for a handful of parameters that cannot be negative. Knows no laws.

/// The factors of columns, none below zero, whose sum comes nearest to 1 in every row by least squares.
///
/// What is least under such bounds is least without them once those that are at zero are left out. For the two or three
/// columns of a law every choice of them can be tried, which needs no search and always ends. All columns are of the
/// same length. Cost: `2^N` passes over the rows.
pub(super) fn nonnegative<const N: usize>(columns: [Vec<f64>; N]) -> [f64; N] {
    let ones = vec![1.0; columns.first().map_or(0, Vec::len)];
    let mut best = ([0.0; N], f64::INFINITY);
    for chosen in 0..1_usize << N {
        let is_chosen = |column_idx: usize| chosen >> column_idx & 1 == 1;
        let some: Vec<&[f64]> = (0..N).zip(&columns).filter(|(idx, _)| is_chosen(*idx)).map(|(_, c)| &c[..]).collect();
        let Some(solution) = solve(&some, &ones).filter(|factors| factors.iter().all(|factor| *factor >= 0.0)) else {
            continue;
        };
        let left = without(&ones, &some, &solution);
        let square = dot(&left, &left);
        if square < best.1 {
            let mut solution = solution.into_iter();
            let factors = std::array::from_fn(|idx| if is_chosen(idx) { solution.next().unwrap_or(0.0) } else { 0.0 });
            best = (factors, square);
        }
    }
    best.0
}

/// The factors of columns whose sum comes nearest to a target, by making every column square to the first one and
/// solving for the others first (modified Gram-Schmidt). None when columns depend on each other.
fn solve(columns: &[&[f64]], target: &[f64]) -> Option<Vec<f64>> {
    let Some((first, others)) = columns.split_first() else { return Some(Vec::new()) };
    let square = dot(first, first);
    if !square.is_normal() {
        return None;
    }
    let squared_off = |column: &[f64]| without(column, &[*first], &[dot(first, column) / square]);
    let others_off: Vec<Vec<f64>> = others.iter().map(|column| squared_off(column)).collect();
    let others_off: Vec<&[f64]> = others_off.iter().map(Vec::as_slice).collect();
    let mut factors = solve(&others_off, &squared_off(target))?;
    let left = without(target, others, &factors);
    factors.insert(0, dot(first, &left) / square);
    Some(factors)
}

/// A column less others times their factors.
fn without(column: &[f64], others: &[&[f64]], factors: &[f64]) -> Vec<f64> {
    let mut left = column.to_vec();
    for (other, factor) in others.iter().zip(factors) {
        left.iter_mut().zip(*other).for_each(|(value, other)| *value -= factor * other);
    }
    left
}

fn dot(a: &[f64], b: &[f64]) -> f64 {
    a.iter().zip(b).map(|(a, b)| a * b).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is_near<const N: usize>(found: [f64; N], expected: [f64; N]) -> bool {
        found.iter().zip(expected).all(|(a, b)| (a - b).abs() < 1e-12)
    }

    #[test]
    fn what_fits_is_found() {
        // 1 = 0.5 * 2 and 1 = 0.5 * 1 + 0.25 * 2.
        assert!(is_near(nonnegative([vec![2.0, 1.0], vec![0.0, 2.0]]), [0.5, 0.25]));
        // Nearest to 1, 1 and 1 with 1, 2 and 3 times one factor: 6 / 14.
        assert!(is_near(nonnegative([vec![1.0, 2.0, 3.0]]), [6.0 / 14.0]));
        let three = [vec![1.0, 1.0, 1.0, 1.0], vec![0.0, 1.0, 2.0, 3.0], vec![0.0, 2.0, 6.0, 12.0]];
        assert!(is_near(nonnegative(three), [1.0, 0.0, 0.0]));
    }

    #[test]
    fn what_would_be_negative_is_left_out() {
        // Without bounds: 2 and -1. With them the second is of no use, and the first is 1.5 / 1.25 at best.
        assert!(is_near(nonnegative([vec![1.0, 0.5], vec![1.0, 0.0]]), [1.2, 0.0]));
        assert_eq!(nonnegative([vec![-1.0, -1.0]]), [0.0]);
    }

    #[test]
    fn columns_that_say_the_same_are_not_both_needed() {
        let found = nonnegative([vec![1.0, 1.0], vec![2.0, 2.0]]);
        assert!((found[0] + 2.0 * found[1] - 1.0).abs() < 1e-12);
    }
}
