//! Every word that the window says, in each language, side by side: the only place for them.
//!
//! A word is a method of [`Language`], so that `words.open_folder()` is short where it is drawn, the compiler refuses a
//! word that a language lacks, and one that nobody says any more. A sentence is a word with values in it; each language
//! puts them where its grammar wants them. What filters, strategies and parameters are called stands beside their
//! pixels and loops instead, and what errors say in Korean in `reasons`.
//!
//! The obvious alternative, a file for each language, would let them drift apart, and looks words up by name at run time.
//!
//! Korean has particles that depend on how the word before them is spoken (은/는, 이/가, 을/를), so no value ever stands
//! before one: it stands before a colon, in brackets, or before a noun (방식, 개, 장) that carries the particle. Terms:
//! picture 사진, filter 필터, recipe 레시피, chain 체인, step 단계, output 출력, job 작업, strategy 전략, way 방식,
//! worker 작업자, task 태스크, run 실행, comparison 비교, round 라운드, warm-up 준비 라운드, verdict 판정,
//! scaling 확장성, speed-up 속도 향상, efficiency 효율, barrier 장벽, upkeep 뒷정리, waiting 대기, memory budget 메모리 한도.
//!
//! The command line, reports, exported files and the log speak English alone. It knows no widgets, and nothing of what
//! is said with it.

#[macro_use]
mod entries;

mod comparing;
mod comparison;
mod everywhere;
mod keys;
mod pictures;
mod preview;
mod reasons;
mod recipes;
mod scaling;
mod tables;
#[cfg(test)]
mod tests;
mod timeline;
mod work;

/// Every word by name, in English and in Korean.
const FILES: [&[(&str, [&str; 2])]; 11] = [
    comparing::ALL,
    comparison::ALL,
    everywhere::ALL,
    keys::ALL,
    pictures::ALL,
    preview::ALL,
    recipes::ALL,
    scaling::ALL,
    tables::ALL,
    timeline::ALL,
    work::ALL,
];

/// A language of the window.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Language {
    /// What everything but the window speaks as well.
    #[default]
    English,
    /// 한국어.
    Korean,
}

/// What something of a registry is called in Korean, beside its English.
#[derive(Debug)]
pub struct InKorean {
    /// Its title.
    pub title: &'static str,
    /// Its summary, in one sentence.
    pub summary: &'static str,
}

/// A word, to be said in any language.
pub(crate) type Word = fn(Language) -> &'static str;

impl Language {
    /// Every one there is, in the order in which they are shown.
    pub const ALL: [Self; 2] = [Self::English, Self::Korean];

    /// What it calls itself, which whoever speaks it finds in any other.
    pub const fn own_name(self) -> &'static str {
        match self {
            Self::English => "English",
            Self::Korean => "한국어",
        }
    }

    /// What it is called where its own letters cannot be written.
    pub const fn english_name(self) -> &'static str {
        match self {
            Self::English => "English",
            Self::Korean => "Korean",
        }
    }

    /// The one that a system asks for by a tag such as `ko-KR`; English for those that the window does not speak.
    pub fn of_tag(tag: &str) -> Self {
        let language = tag.split(['-', '_', '.']).next().unwrap_or_default();
        if language.eq_ignore_ascii_case("ko") { Self::Korean } else { Self::English }
    }

    /// Letters of which a font has all or none, to see whether the language can be written.
    pub const fn letters(self) -> &'static str {
        match self {
            Self::English => "Aa",
            Self::Korean => "가힣",
        }
    }

    /// The one of two texts that is in this language.
    pub(crate) const fn pick<'a>(self, english: &'a str, korean: &'a str) -> &'a str {
        match self {
            Self::English => english,
            Self::Korean => korean,
        }
    }
}

/// A number with its thousands apart: "1,200".
pub(crate) fn grouped(n: usize) -> String {
    let digits = n.to_string();
    let mut text = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}
