//! Huffman's codes: the shorter, the more often a symbol occurs. They know nothing of what is coded.

/// A code for each of `N` symbols.
pub(super) struct Codes<const N: usize> {
    /// In bits; zero for symbols that do not occur.
    pub(super) lens: [u8; N],
    codes: [u16; N],
}

impl<const N: usize> Codes<N> {
    /// Codes of these lengths, numbered as deflate wants them: by length, then by symbol.
    pub(super) fn new(lens: [u8; N]) -> Self {
        let mut codes = [0; N];
        let mut next = 0_u32;
        for len in 1..=15 {
            next <<= 1;
            for (code, _) in codes.iter_mut().zip(&lens).filter(|(_, of)| **of == len) {
                // They are written from the other end.
                *code = (next as u16).reverse_bits() >> (16 - len);
                next += 1;
            }
        }
        Self { lens, codes }
    }

    /// The bits of a symbol, and how many.
    #[inline(always)]
    pub(super) fn of(&self, symbol: usize) -> (u64, u32) {
        let code = self.codes.get(symbol).copied().unwrap_or_default();
        (u64::from(code), u32::from(self.lens.get(symbol).copied().unwrap_or_default()))
    }
}

/// The lengths of the codes that make the whole shortest, or nearly so where none may have more than `most` bits.
/// Zero for symbols that do not occur; a symbol that stands alone has one bit.
pub(super) fn code_lens<const N: usize>(counts: &[u64; N], most: u32) -> [u8; N] {
    let mut by_count: Vec<(u64, usize)> =
        counts.iter().enumerate().filter(|(_, n)| **n > 0).map(|(symbol, n)| (*n, symbol)).collect();
    by_count.sort_unstable();
    let weights: Vec<u64> = by_count.iter().map(|(n, _)| *n).collect();
    let mut n_of_len = limited(&depths(&weights), most);
    let mut lens = [0; N];
    // The rarest have the longest.
    let mut len = n_of_len.len();
    for (_, symbol) in by_count {
        while n_of_len.get(len - 1).is_some_and(|n| *n == 0) {
            len -= 1;
        }
        if let (Some(n), Some(place)) = (n_of_len.get_mut(len - 1), lens.get_mut(symbol)) {
            *n -= 1;
            *place = len as u8;
        }
    }
    lens
}

/// How deep each leaf of the best tree lies, for weights in rising order.
///
/// The two lightest of all that have no parent get one, over and over. Parents come about in rising order too, so that
/// the lightest is always the next leaf or the next parent.
fn depths(weights: &[u64]) -> Vec<u32> {
    let n = weights.len();
    if n < 2 {
        return vec![1; n];
    }
    let mut nodes: Vec<u64> = weights.to_vec();
    let mut parents = vec![0; 2 * n - 1];
    let (mut leaf, mut inner) = (0, n);
    while nodes.len() < 2 * n - 1 {
        let mut weight = 0;
        for _ in 0..2 {
            let leaf_weight = nodes.get(leaf).filter(|_| leaf < n);
            let inner_weight = nodes.get(inner);
            let is_leaf = leaf_weight.is_some_and(|leaf| inner_weight.is_none_or(|inner| leaf <= inner));
            let taken = if is_leaf { &mut leaf } else { &mut inner };
            weight += nodes.get(*taken).copied().unwrap_or_default();
            if let Some(parent) = parents.get_mut(*taken) {
                *parent = nodes.len();
            }
            *taken += 1;
        }
        nodes.push(weight);
    }
    let mut depths = vec![0; 2 * n - 1];
    for node in (0..2 * n - 2).rev() {
        let above = parents.get(node).and_then(|parent| depths.get(*parent)).copied().unwrap_or_default();
        if let Some(depth) = depths.get_mut(node) {
            *depth = above + 1;
        }
    }
    depths.truncate(n);
    depths
}

/// How many codes there are of each length from 1 on, none longer than `most`.
///
/// Codes that are too long become as long as may be. That is more than there is room for, and room is made one by one:
/// a shorter code gives way to two that are longer by one, of which one is for a code of the greatest length.
fn limited(depths: &[u32], most: u32) -> Vec<u32> {
    let mut n_of_len = vec![0; most as usize];
    for depth in depths {
        if let Some(n) = n_of_len.get_mut((*depth).min(most) as usize - 1) {
            *n += 1;
        }
    }
    let room = 1_u64 << most;
    let taken = |n_of_len: &[u32]| -> u64 { (1..).zip(n_of_len).map(|(len, n)| u64::from(*n) << (most - len)).sum() };
    let mut over = taken(&n_of_len).saturating_sub(room);
    while over > 0 {
        let shorter = n_of_len.iter().take(most as usize - 1).rposition(|n| *n > 0).unwrap_or_default();
        for (len, change) in [(shorter, -1), (shorter + 1, 2), (most as usize - 1, -1)] {
            if let Some(n) = n_of_len.get_mut(len) {
                *n = n.saturating_add_signed(change);
            }
        }
        over -= 1;
    }
    n_of_len
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kraft(lens: &[u8]) -> f64 {
        lens.iter().filter(|len| **len > 0).map(|len| 0.5_f64.powi(i32::from(*len))).sum()
    }

    #[test]
    fn codes_fill_the_tree_and_keep_to_the_limit() {
        let mut random = fastrand::Rng::with_seed(1);
        for most in [7, 9, 14] {
            for n in 2..19 {
                // Each three times the one before: without a limit, codes as long as there are symbols.
                let steep: [u64; 19] = std::array::from_fn(|i| if i < n { 3_u64.pow(i as u32) } else { 0 });
                let mixed: [u64; 19] = std::array::from_fn(|i| if i < n { random.u64(1..100) } else { 0 });
                for counts in [steep, mixed] {
                    let lens = code_lens(&counts, most);
                    assert!((kraft(&lens) - 1.0).abs() < 1e-9, "{lens:?}");
                    assert!(lens.iter().zip(counts).all(|(len, n)| u32::from(*len) <= most && (*len > 0) == (n > 0)));
                }
            }
        }
    }

    #[test]
    fn what_is_frequent_is_short() {
        assert_eq!(code_lens(&[1, 1, 2, 4, 0, 8], 14), [4, 4, 3, 2, 0, 1]);
        assert_eq!(code_lens(&[0, 5, 0], 14), [0, 1, 0]);
        assert_eq!(code_lens(&[0, 0], 14), [0, 0]);
    }

    #[test]
    fn codes_are_numbered_by_length_and_written_from_the_other_end() {
        let codes = Codes::new([2, 1, 3, 3]);
        assert_eq!([0, 1, 2, 3].map(|symbol| codes.of(symbol)), [(0b01, 2), (0, 1), (0b011, 3), (0b111, 3)]);
    }
}
