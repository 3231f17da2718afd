//! Codes blocks of quantised coefficients as bits, by Huffman's codes of Annex K, and stuffs the bytes they fill.
//!
//! Knows no samples, no cosines and not where a block lies in the picture.

use super::tables::{CHROMA_AC, CHROMA_DC, LUMA_AC, LUMA_DC, Lengths, ZIGZAG};
use super::transform::Block;

/// Bits of an entry of [`Codes`] that hold a length.
const LENGTH_BITS: u32 = 6;

/// The codes of a kind of component. An entry is a code, shifted to make room for the bits of the value that follows,
/// above the length of both.
pub(super) struct Codes {
    dc: [u32; 16],
    ac: [u32; 256],
}

pub(super) static LUMA: Codes = Codes { dc: entries(&LUMA_DC), ac: entries(&LUMA_AC) };
pub(super) static CHROMA: Codes = Codes { dc: entries(&CHROMA_DC), ac: entries(&CHROMA_AC) };

impl Codes {
    /// For the difference of first coefficients that takes so many bits: 11 at most, as samples of 8 bits give no larger
    /// one than 2040.
    #[inline(always)]
    #[expect(clippy::indexing_slicing, reason = "the remainder is within the array")]
    fn dc(&self, size: u32) -> u32 {
        self.dc[size as usize % 16]
    }

    /// For another coefficient, behind a run of up to 15 zeros: of 10 bits at most, as none is larger than 1020.
    #[inline(always)]
    #[expect(clippy::indexing_slicing, reason = "a byte is within the array")]
    fn ac(&self, run: u32, size: u32) -> u32 {
        self.ac[usize::from((run << 4 | size) as u8)]
    }

    fn sixteen_zeros(&self) -> u32 {
        self.ac(15, 0)
    }

    fn end_of_block(&self) -> u32 {
        self.ac(0, 0)
    }
}

/// The entry of each symbol. A symbol is the run above the four bits of the size.
#[expect(clippy::indexing_slicing, reason = "runs in the compiler, which would refuse")]
const fn entries<const N: usize>(lengths: &Lengths) -> [u32; N] {
    let mut entries = [0; N];
    let (mut code, mut next, mut length) = (0_u32, 0, 1_u32);
    while length <= 16 {
        let end = next + lengths.counts[length as usize - 1] as usize;
        while next < end {
            let symbol = lengths.symbols[next] as usize;
            let size = symbol as u32 % 16;
            entries[symbol] = code << size << LENGTH_BITS | (length + size);
            code += 1;
            next += 1;
        }
        code <<= 1;
        length += 1;
    }
    entries
}

/// For each value its size, which is the number of bits that it takes, below those bits: of the value itself, or of one
/// less if it is negative. Those of negative values are at the end.
static SIZED: [u16; 4096] = {
    let mut sized = [0; 4096];
    let mut value = 1;
    while value < 2048_u16 {
        let size = u16::BITS - value.leading_zeros();
        let inverted = value ^ ((1 << size) - 1);
        #[expect(clippy::indexing_slicing, reason = "runs in the compiler, which would refuse")]
        {
            sized[value as usize] = value << 4 | size as u16;
            sized[4096 - value as usize] = inverted << 4 | size as u16;
        }
        value += 1;
    }
    sized
};

/// The size of a value, and its bits.
#[inline(always)]
#[expect(clippy::indexing_slicing, reason = "the remainder is within the array")]
fn sized(value: i32) -> (u32, u32) {
    let sized = u32::from(SIZED[value as usize % SIZED.len()]);
    (sized % 16, sized >> 4)
}

/// Bytes that are kept until those of them that are 255 get their zeros.
const KEPT: usize = 4096;
/// More than a block takes, of which no coefficient takes more than 27 bits, and what a last [`Bits::put`] writes.
const BLOCK: usize = 64 * 27 / 8 + 8;

/// Writes blocks behind each other.
pub(super) struct Coder<'a> {
    out: &'a mut Vec<u8>,
    kept: [u8; KEPT],
    bits: Bits,
}

impl<'a> Coder<'a> {
    pub(super) fn new(out: &'a mut Vec<u8>) -> Self {
        Self { out, kept: [0; KEPT], bits: Bits::default() }
    }

    /// A block. Its first coefficient is coded as the difference to `previous_dc`, which it then becomes.
    #[inline(always)]
    pub(super) fn block(&mut self, block: &Block, previous_dc: &mut i16, codes: &Codes) {
        self.make_room();
        // A copy of the bits can stay in registers, which what is behind a reference cannot.
        let mut bits = self.bits;
        let [[dc, ..], ..] = block.rows;
        let (size, value) = sized(i32::from(dc) - i32::from(std::mem::replace(previous_dc, dc)));
        bits.put(&mut self.kept, codes.dc(size), value);
        bits.put_acs(&mut self.kept, block, codes);
        self.bits = bits;
    }

    /// A block beyond the picture: as the one before it, without any detail.
    pub(super) fn dummy(&mut self, codes: &Codes) {
        self.make_room();
        self.bits.put(&mut self.kept, codes.dc(0), 0);
        self.bits.put(&mut self.kept, codes.end_of_block(), 0);
    }

    /// Fills the last byte with ones.
    pub(super) fn finish(mut self) {
        self.make_room();
        let missing = self.bits.taken.wrapping_neg() % 8;
        if missing > 0 {
            let ones = (1 << missing) - 1;
            self.bits.put(&mut self.kept, ones << LENGTH_BITS | missing, 0);
        }
        self.write();
    }

    /// Sees to it that a block fits.
    #[inline(always)]
    fn make_room(&mut self) {
        if self.bits.at > KEPT - BLOCK {
            self.write();
        }
    }

    /// Appends what is kept, with a zero behind each byte that is 255.
    #[inline(never)]
    fn write(&mut self) {
        let (chunks, rest) = self.kept.get(..self.bits.at).unwrap_or_default().as_chunks::<32>();
        for chunk in chunks {
            // Without an early end, which would keep the compiler from comparing all bytes at once.
            if chunk.iter().fold(false, |any, byte| any | (*byte == 0xFF)) {
                stuff(self.out, chunk);
            } else {
                self.out.extend_from_slice(chunk);
            }
        }
        stuff(self.out, rest);
        self.bits.at = 0;
    }
}

fn stuff(out: &mut Vec<u8>, bytes: &[u8]) {
    for byte in bytes {
        out.push(*byte);
        if *byte == 0xFF {
            out.push(0);
        }
    }
}

/// Where bits go to, and those that do not make a byte yet: the lowest `taken` ones of `held`, 7 at most.
#[derive(Clone, Copy, Default)]
struct Bits {
    held: u64,
    taken: u32,
    at: usize,
}

impl Bits {
    /// Puts all coefficients but the first one.
    #[inline(always)]
    #[expect(clippy::indexing_slicing, reason = "a u64 has 64 bits, and the remainder is within the block")]
    fn put_acs(&mut self, kept: &mut [u8; KEPT], block: &Block, codes: &Codes) {
        let coefficients = block.rows.as_flattened();
        let mut left = block.nonzero & !1;
        let mut after_last = 1;
        while left != 0 {
            let at = left.trailing_zeros();
            let mut run = at - after_last;
            after_last = at + 1;
            left &= left - 1;
            while run > 15 {
                self.put(kept, codes.sixteen_zeros(), 0);
                run -= 16;
            }
            let (size, value) = sized(coefficients[usize::from(ZIGZAG[at as usize]) % 64].into());
            self.put(kept, codes.ac(run, size), value);
        }
        let is_last_zero = block.nonzero >> 63 == 0;
        if is_last_zero {
            self.put(kept, codes.end_of_block(), 0);
        }
    }

    /// Puts a code and the bits of its value behind what is there. Writes them at once, whole bytes or not: whether
    /// there are enough of them is known so late that to ask costs more than to write.
    #[inline(always)]
    fn put(&mut self, kept: &mut [u8; KEPT], entry: u32, value: u32) {
        let length = entry % (1 << LENGTH_BITS);
        self.held = self.held << length | u64::from(entry >> LENGTH_BITS | value);
        self.taken += length;
        let bytes = (self.held << (self.taken.wrapping_neg() % u64::BITS)).to_be_bytes();
        if let Some(place) = kept.get_mut(self.at..).and_then(<[u8]>::first_chunk_mut) {
            *place = bytes;
        }
        self.at += self.taken as usize / 8;
        self.taken %= 8;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn scan(blocks: &[Block]) -> Vec<u8> {
        let mut out = Vec::new();
        let mut coder = Coder::new(&mut out);
        let mut dc = 0;
        blocks.iter().for_each(|block| coder.block(block, &mut dc, &LUMA));
        coder.finish();
        out
    }

    fn block(coefficients: &[(usize, i16)]) -> Block {
        let mut block = Block { rows: [[0; 8]; 8], nonzero: 0 };
        for (place, n) in coefficients {
            block.rows.as_flattened_mut()[usize::from(ZIGZAG[*place])] = *n;
            block.nonzero |= 1 << place;
        }
        block
    }

    #[test]
    fn values_have_the_bits_of_the_standard() {
        assert_eq!(sized(0), (0, 0));
        assert_eq!(sized(1), (1, 1));
        assert_eq!(sized(-1), (1, 0));
        assert_eq!(sized(5), (3, 0b101));
        assert_eq!(sized(-5), (3, 0b010));
        assert_eq!(sized(2047), (11, 2047));
        assert_eq!(sized(-2047), (11, 0));
    }

    #[test]
    fn codes_are_those_of_the_standard() {
        assert_eq!(LUMA.end_of_block(), 0b1010 << LENGTH_BITS | 4);
        assert_eq!(LUMA.sixteen_zeros(), 0b111_1111_1001 << LENGTH_BITS | 11);
        assert_eq!(CHROMA.end_of_block(), 0b00 << LENGTH_BITS | 2);
        assert_eq!(CHROMA.ac(0, 2), 0b1_0000 << LENGTH_BITS | 5);
        assert_eq!(LUMA.dc(3), 0b100_000 << LENGTH_BITS | 6);
    }

    #[test]
    fn an_empty_block_is_two_codes_and_ones() {
        assert_eq!(scan(&[block(&[])]), [0b0010_1011]);
    }

    #[test]
    fn long_runs_and_a_last_coefficient_are_told() {
        // No difference, three times sixteen zeros, fourteen more and a one; no end of the block.
        let expected = "00 11111111001 11111111001 11111111001 1111111111101011 1".replace(' ', "");
        let bits: String = scan(&[block(&[(63, 1)])]).iter().map(|byte| format!("{byte:08b}")).collect();
        // Twice there are 255, and a zero behind them.
        assert_eq!(bits.replace("1111111100000000", "11111111")[..expected.len()], expected);
    }

    #[test]
    fn more_than_is_kept_is_written_too() {
        let full: Vec<_> = (0..64).map(|place| (place, 1000)).collect();
        let blocks: Vec<_> = (0..40).map(|_| block(&full)).collect();
        let out = scan(&blocks);
        assert!(out.len() > 2 * KEPT);
        assert!(out.windows(2).all(|two| two[0] != 0xFF || two[1] == 0));
    }
}
