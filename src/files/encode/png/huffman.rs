//! Deflate for filtered rows of pixels: codes as long as bytes are rare, and runs of zeros, which are all that repeats
//! where filters have done their work.
//!
//! It looks for no other repetition, and that is its speed: two passes over a block, one to count, one to write. Its
//! codes are made for every block anew, and take a tenth to a quarter less than those of the `fdeflate` crate, which are
//! the same for all pictures; `zlib-rs`, asked for codes alone, writes as few bytes in four times the time. What does
//! not become smaller is stored. It knows no pixels.

use super::codes::{Codes, code_lens};

/// The most bytes that can be stored in one piece.
const BLOCK_BYTES: usize = 65_535;
/// Symbols: bytes, the end, and lengths of runs.
const N_SYMBOLS: usize = 286;
const END: usize = 256;
/// Four codes of this length and what is left over from before fit into 64 bits.
const MOST_BITS: u32 = 14;
/// The symbols for lengths of codes, and the order in which they are described.
const N_LEN_SYMBOLS: usize = 19;
const LEN_ORDER: [usize; N_LEN_SYMBOLS] = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];
const LONGEST_RUN: usize = 258;

/// Appends bytes, packed in blocks of which none is the last. Says no when none became smaller.
pub(super) fn pack(bytes: &[u8], to: &mut Bits) -> bool {
    let mut is_smaller = false;
    for block in bytes.chunks(BLOCK_BYTES) {
        is_smaller |= pack_block(block, to);
    }
    is_smaller
}

/// Appends bytes as they are, in blocks of which none is the last.
pub(super) fn store(bytes: &[u8], to: &mut Bits) {
    for block in bytes.chunks(BLOCK_BYTES) {
        to.store(block);
    }
}

fn pack_block(block: &[u8], to: &mut Bits) -> bool {
    let Some(coded) = Coded::of(block) else {
        to.store(block);
        return false;
    };
    to.reserve(coded.n_bits);
    coded.header.write(to);
    let mut writer = Writer { codes: &coded.codes, to };
    go_through(block, &mut writer);
    writer.symbol(END);
    true
}

/// How a block is to be coded.
struct Coded {
    codes: Codes<N_SYMBOLS>,
    header: Header,
    n_bits: u64,
}

impl Coded {
    /// `None` when the block would not become smaller.
    fn of(block: &[u8]) -> Option<Self> {
        let mut counts = Counts::default();
        go_through(block, &mut counts);
        let symbols = counts.symbols();
        let codes = Codes::new(code_lens(&symbols, MOST_BITS));
        let header = Header::new(&codes.lens);
        let coded_bits: u64 = symbols.iter().zip(&codes.lens).map(|(n, len)| n * u64::from(*len)).sum();
        let n_bits = header.n_bits() + coded_bits + counts.other_bits;
        (n_bits < 8 * block.len() as u64).then_some(Self { codes, header, n_bits })
    }
}

/// What a block consists of, in order.
trait Sink {
    fn eight(&mut self, bytes: [u8; 8]);
    fn byte(&mut self, byte: u8);
    /// A zero, and a repetition of it.
    fn repeat(&mut self, len: usize);
}

/// Runs of zeros are told in whole eights, from eight on.
#[inline(always)]
fn go_through(block: &[u8], sink: &mut impl Sink) {
    let (eights, rest) = block.as_chunks::<8>();
    let mut n_zeros = 0;
    for eight in eights {
        if *eight == [0; 8] {
            n_zeros += 8;
            continue;
        }
        if n_zeros > 0 {
            run(n_zeros, sink);
            n_zeros = 0;
        }
        sink.eight(*eight);
    }
    if n_zeros > 0 {
        run(n_zeros, sink);
    }
    for byte in rest {
        sink.byte(*byte);
    }
}

/// A zero is written, then repeated in pieces of 3 to 258.
fn run(n_zeros: usize, sink: &mut impl Sink) {
    sink.byte(0);
    let mut left = n_zeros - 1;
    while left > 0 {
        // Never leaves one or two, which are too few to be repeated.
        let len = if left > LONGEST_RUN && left < LONGEST_RUN + 3 { LONGEST_RUN - 3 } else { left.min(LONGEST_RUN) };
        sink.repeat(len);
        left -= len;
    }
}

/// The symbol for a length, and the bits behind it: how many, and which.
fn length_symbol(len: usize) -> (usize, u32, u64) {
    let over = len.saturating_sub(3);
    if len == LONGEST_RUN {
        (285, 0, 0)
    } else if over < 8 {
        (257 + over, 0, 0)
    } else {
        let n_bits = over.ilog2() - 2;
        let step = over >> n_bits;
        (257 + 4 * n_bits as usize + step, n_bits, (over - (step << n_bits)) as u64)
    }
}

/// How often each symbol occurs. Several tables, so that equal bytes in a row do not wait for each other.
struct Counts {
    bytes: [[u32; 256]; 4],
    lens: [u32; N_SYMBOLS - END],
    /// Behind the symbols of lengths.
    other_bits: u64,
}

impl Default for Counts {
    fn default() -> Self {
        Self { bytes: [[0; 256]; 4], lens: [0; N_SYMBOLS - END], other_bits: 0 }
    }
}

impl Counts {
    fn symbols(&self) -> [u64; N_SYMBOLS] {
        let [a, b, c, d] = &self.bytes;
        let bytes = a.iter().zip(b).zip(c).zip(d).map(|(((a, b), c), d)| u64::from(a + b + c + d));
        let mut symbols = [0; N_SYMBOLS];
        for (symbol, n) in symbols.iter_mut().zip(bytes.chain(self.lens.iter().map(|n| u64::from(*n)))) {
            *symbol = n;
        }
        // Every block has one end, whose place among lengths is otherwise unused.
        if let Some(end) = symbols.get_mut(END) {
            *end = 1;
        }
        symbols
    }
}

impl Sink for Counts {
    #[inline(always)]
    fn eight(&mut self, bytes: [u8; 8]) {
        let [t0, t1, t2, t3] = &mut self.bytes;
        let [b0, b1, b2, b3, b4, b5, b6, b7] = bytes.map(usize::from);
        #[expect(clippy::indexing_slicing, reason = "a table has a place for every byte")]
        {
            t0[b0] += 1;
            t1[b1] += 1;
            t2[b2] += 1;
            t3[b3] += 1;
            t0[b4] += 1;
            t1[b5] += 1;
            t2[b6] += 1;
            t3[b7] += 1;
        }
    }

    #[inline(always)]
    fn byte(&mut self, byte: u8) {
        #[expect(clippy::indexing_slicing, reason = "a table has a place for every byte")]
        {
            self.bytes[0][usize::from(byte)] += 1;
        }
    }

    fn repeat(&mut self, len: usize) {
        let (symbol, n_bits, _) = length_symbol(len);
        if let Some(n) = self.lens.get_mut(symbol - END) {
            *n += 1;
        }
        self.other_bits += u64::from(n_bits) + 1;
    }
}

struct Writer<'a> {
    codes: &'a Codes<N_SYMBOLS>,
    to: &'a mut Bits,
}

impl Writer<'_> {
    #[inline(always)]
    fn symbol(&mut self, symbol: usize) {
        let (code, len) = self.codes.of(symbol);
        self.to.put(code, len);
    }

    /// At most 56 bits.
    #[inline(always)]
    fn four(&mut self, bytes: [u8; 4]) {
        let [(a, a_len), (b, b_len), (c, c_len), (d, d_len)] = bytes.map(|byte| self.codes.of(usize::from(byte)));
        let (ab, ab_len) = (a | b << a_len, a_len + b_len);
        let (cd, cd_len) = (c | d << c_len, c_len + d_len);
        self.to.put(ab | cd << ab_len, ab_len + cd_len);
    }
}

impl Sink for Writer<'_> {
    #[inline(always)]
    fn eight(&mut self, bytes: [u8; 8]) {
        let [a, b, c, d, e, f, g, h] = bytes;
        self.four([a, b, c, d]);
        self.four([e, f, g, h]);
    }

    #[inline(always)]
    fn byte(&mut self, byte: u8) {
        self.symbol(usize::from(byte));
    }

    fn repeat(&mut self, len: usize) {
        let (symbol, n_bits, bits) = length_symbol(len);
        self.symbol(symbol);
        // The distance, of which there is one kind: a zero bit.
        self.to.put(bits, n_bits + 1);
    }
}

/// Says which codes a block has.
struct Header {
    n_symbols: usize,
    /// Lengths of codes, as symbols of their own, with what stands behind them: how many bits, and which.
    symbols: Vec<(usize, u32, u64)>,
    codes: Codes<N_LEN_SYMBOLS>,
    n_described: usize,
}

impl Header {
    fn new(lens: &[u8; N_SYMBOLS]) -> Self {
        let n_symbols = lens.iter().rposition(|len| *len > 0).map_or(END, |last| last) + 1;
        // One distance, of one bit, behind the symbols.
        let all = lens.iter().take(n_symbols).copied().chain([1]);
        let symbols = len_symbols(&all.collect::<Vec<u8>>());
        let mut counts = [0; N_LEN_SYMBOLS];
        for (symbol, ..) in &symbols {
            if let Some(n) = counts.get_mut(*symbol) {
                *n += 1;
            }
        }
        let codes = Codes::new(code_lens(&counts, 7));
        let is_used = |symbol: &usize| codes.of(*symbol).1 > 0;
        let n_described = LEN_ORDER.iter().rposition(is_used).map_or(4, |last| (last + 1).max(4));
        Self { n_symbols, symbols, codes, n_described }
    }

    fn n_bits(&self) -> u64 {
        let bits_of = |(symbol, n_bits, _): &(usize, u32, u64)| u64::from(self.codes.of(*symbol).1 + n_bits);
        3 + 14 + 3 * self.n_described as u64 + self.symbols.iter().map(bits_of).sum::<u64>()
    }

    fn write(&self, to: &mut Bits) {
        // Not the last block; with codes of its own.
        to.put(0b100, 3);
        to.put((self.n_symbols - 257) as u64, 5);
        to.put(0, 5);
        to.put((self.n_described - 4) as u64, 4);
        for symbol in LEN_ORDER.iter().take(self.n_described) {
            to.put(u64::from(self.codes.of(*symbol).1), 3);
        }
        for (symbol, n_bits, bits) in &self.symbols {
            let (code, len) = self.codes.of(*symbol);
            to.put(code, len);
            to.put(*bits, *n_bits);
        }
    }
}

/// Lengths of codes with their repetitions told as such.
fn len_symbols(lens: &[u8]) -> Vec<(usize, u32, u64)> {
    let mut symbols = Vec::with_capacity(lens.len());
    for equal in lens.chunk_by(|a, b| a == b) {
        let len = usize::from(equal.first().copied().unwrap_or_default());
        let mut left = equal.len();
        if len > 0 {
            symbols.push((len, 0, 0));
            left -= 1;
        }
        while left > 0 {
            let (symbol, n_bits, least, most) = match (len, left) {
                (_, ..3) => (len, 0, 0, 1),
                (0, ..11) => (17, 3, 3, 10),
                (0, _) => (18, 7, 11, 138),
                _ => (16, 2, 3, 6),
            };
            let n = left.min(most);
            symbols.push((symbol, n_bits, if n_bits > 0 { (n - least) as u64 } else { 0 }));
            left -= n;
        }
    }
    symbols
}

/// Bits on their way to bytes, the lowest first.
pub(super) struct Bits {
    bytes: Vec<u8>,
    /// How many bytes are written; behind them is room.
    at: usize,
    waiting: u64,
    n_waiting: u32,
}

impl Bits {
    /// Goes on behind these bytes.
    pub(super) fn behind(bytes: Vec<u8>) -> Self {
        Self { at: bytes.len(), bytes, waiting: 0, n_waiting: 0 }
    }

    /// The bytes, after what fills the last of them without ending a stream: a stored block with nothing in it.
    pub(super) fn finish(mut self) -> Vec<u8> {
        if self.n_waiting > 0 {
            self.store(&[]);
        }
        self.bytes.truncate(self.at);
        self.bytes
    }

    /// Room for so many bits, and for the few more that are written along with the last.
    fn reserve(&mut self, n_bits: u64) {
        self.bytes.resize(self.at + (n_bits / 8) as usize + 16, 0);
    }

    /// At most 56 bits, into room.
    #[inline(always)]
    fn put(&mut self, bits: u64, n_bits: u32) {
        self.waiting |= bits << self.n_waiting;
        self.n_waiting += n_bits;
        if let Some(place) = self.bytes.get_mut(self.at..self.at + 8) {
            place.copy_from_slice(&self.waiting.to_le_bytes());
        }
        let n_bytes = self.n_waiting / 8;
        self.at += n_bytes as usize;
        self.n_waiting %= 8;
        self.waiting >>= 8 * n_bytes;
    }

    /// A block as it is, of at most [`BLOCK_BYTES`].
    fn store(&mut self, block: &[u8]) {
        self.reserve(3 + 7);
        self.put(0, 3);
        self.put(0, (8 - self.n_waiting) % 8);
        self.bytes.truncate(self.at);
        let len = u16::try_from(block.len()).unwrap_or(u16::MAX);
        self.bytes.extend(len.to_le_bytes());
        self.bytes.extend((!len).to_le_bytes());
        self.bytes.extend_from_slice(block);
        self.at = self.bytes.len();
    }
}
