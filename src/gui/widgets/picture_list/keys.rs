//! Where keys lead in the list. Knows numbers of places, and no pictures.

use super::super::super::pictures_view::Step;
use super::Wish;

/// What a step asks for, from the place that is looked at, which it changes.
pub(super) fn wish(step: Step, place: &mut Option<usize>, n: usize, columns: usize, rows: usize) -> Option<Wish> {
    let last = n.checked_sub(1)?;
    // Where nothing is looked at, the way begins at the first.
    let go = |by: isize| place.map_or(0, |place| place.saturating_add_signed(by).min(last));
    let to = match step {
        Step::Along(by) => go(by),
        Step::Rows(by) => row_on(*place, by * columns as isize, last),
        Step::Pages(by) => go(by * (columns * rows) as isize),
        Step::First => 0,
        Step::Last => last,
        Step::Toggle => return place.map(Wish::Toggle),
        Step::TickUpTo => return place.map(Wish::TickUpTo),
        Step::Show => return place.map(Wish::Show),
    };
    *place = Some(to);
    Some(Wish::LookAt(to))
}

/// In the first row there is nothing above; below the last full row there may be a shorter one.
fn row_on(place: Option<usize>, by: isize, last: usize) -> usize {
    let Some(place) = place else { return 0 };
    let columns = by.unsigned_abs();
    match place.checked_add_signed(by) {
        Some(to) if to <= last => to,
        Some(_) if place / columns < last / columns => last,
        _ => place,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_go_from_picture_to_picture_and_stay_within_the_ends() {
        let go = |step: Step, from: Option<usize>| {
            let mut place = from;
            wish(step, &mut place, 11, 3, 2).map(|wish| (wish, place))
        };
        let to = |place: usize| Some((Wish::LookAt(place), Some(place)));
        assert_eq!(go(Step::Along(1), Some(4)), to(5));
        assert_eq!(go(Step::Along(1), Some(10)), to(10));
        assert_eq!(go(Step::Along(-1), Some(0)), to(0));
        assert_eq!(go(Step::Rows(1), Some(4)), to(7));
        assert_eq!(go(Step::Rows(1), Some(8)), to(10), "the last row is shorter");
        assert_eq!(go(Step::Rows(1), Some(9)), to(9));
        assert_eq!(go(Step::Rows(-1), Some(1)), to(1));
        assert_eq!(go(Step::Pages(1), Some(1)), to(7));
        assert_eq!(go(Step::Pages(-1), Some(4)), to(0));
        assert_eq!((go(Step::First, Some(4)), go(Step::Last, Some(4))), (to(0), to(10)));
        assert_eq!(go(Step::Rows(1), None), to(0));
        assert_eq!(go(Step::Toggle, Some(3)), Some((Wish::Toggle(3), Some(3))));
        assert_eq!(go(Step::Toggle, None), None);
        assert_eq!(wish(Step::Last, &mut None, 0, 3, 2), None);
    }
}
