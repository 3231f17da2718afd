//! Just enough of the structure of a JPEG file to know where its header ends and whether its end is there.
//!
//! The decoder of `image` takes a file that is cut short for a picture with a grey lower part, and reads a whole file
//! before it tells the size of the picture. It knows no pixels.

const START_OF_SCAN: u8 = 0xDA;
const END_OF_IMAGE: [u8; 2] = [0xFF, 0xD9];

/// Where the pixels begin: past the header of the first scan. `None` when that lies beyond these bytes.
pub(super) fn pixels_start(bytes: &[u8]) -> Option<usize> {
    let mut at = 2;
    loop {
        let [mark, marker] = *bytes.get(at..at + 2)? else { return None };
        // Stray bytes between segments are passed over, as other programs do.
        if mark != 0xFF || marker == 0xFF || marker == 0 {
            at += 1;
            continue;
        }
        let [high, low] = *bytes.get(at + 2..at + 4)? else { return None };
        at += 2 + usize::from(u16::from_be_bytes([high, low]));
        if marker == START_OF_SCAN {
            return (at <= bytes.len()).then_some(at);
        }
    }
}

/// Whether the marker that ends every JPEG is missing after the pixels have begun. It cannot occur within coded
/// pixels, and those in embedded previews come before.
pub(super) fn is_cut_short(bytes: &[u8]) -> bool {
    let pixels = pixels_start(bytes).and_then(|start| bytes.get(start..));
    // From the back, because that is where it is.
    pixels.is_none_or(|pixels| !pixels.windows(2).rev().any(|pair| pair == END_OF_IMAGE))
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEADER: [u8; 14] = [0xFF, 0xD8, 0xFF, 0xE1, 0, 4, 0xFF, 0xD9, 0xFF, 0xFF, 0xDA, 0, 3, 1];

    #[test]
    fn the_end_is_looked_for_after_previews() {
        assert_eq!(pixels_start(&HEADER), Some(HEADER.len()));
        assert!(is_cut_short(&[&HEADER[..], &[1, 2, 0xFF, 0]].concat()));
        assert!(!is_cut_short(&[&HEADER[..], &[1, 2, 0xFF, 0xD9, 0, 0]].concat()));
    }

    #[test]
    fn stray_bytes_between_segments_are_passed_over() {
        let stray = [&HEADER[..8], &[7, 7, 0], &HEADER[8..]].concat();
        assert_eq!(pixels_start(&stray), Some(stray.len()));
    }

    #[test]
    fn any_cut_is_found() {
        for n in 0..HEADER.len() {
            assert_eq!(pixels_start(&HEADER[..n]), None);
            assert!(is_cut_short(&HEADER[..n]));
        }
    }
}
