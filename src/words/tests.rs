//! No language misses a word, a value or a sentence that errors say.

use std::collections::BTreeSet;
use std::path::Path;

use super::reasons::PAIRS;
use super::{FILES, Language, everywhere};
use crate::{filters, strategies};

/// Words that are the same in Korean, because Koreans say them so or there is nothing to say.
const SAME: [&str; 11] = [
    "noted",
    "head_cpu",
    "head_megapixels_per_s",
    "rgb",
    "usl",
    "doing_what",
    "product",
    "with_value",
    "value_of",
    "machine",
    "worker_now",
];

/// Words that only put values together, in another way than English does.
const ONLY_VALUES: [&str; 15] = [
    "way_with_workers",
    "piece_when",
    "usl_finds",
    "output_spoken",
    "recipe_of",
    "between",
    "then",
    "and_also",
    "change_range",
    "job_size",
    "kept_line",
    "last_name",
    "range",
    "and_records",
    "of_cores",
];

/// Where a particle stands behind a number with its counter, which always ends alike.
const BEHIND_COUNTERS: [&str; 2] = ["predictions_rest_on", "contention"];

fn words() -> impl Iterator<Item = (&'static str, [&'static str; 2])> {
    FILES.iter().copied().flatten().copied()
}

fn has_hangul(text: &str) -> bool {
    text.chars().any(|letter| ('가'..='힣').contains(&letter))
}

/// What stands in braces.
fn values(text: &str) -> BTreeSet<&str> {
    text.split('{').skip(1).filter_map(|piece| piece.split('}').next()).collect()
}

#[test]
fn every_word_is_said_in_korean() {
    let missing = words().filter(|(name, [english, korean])| match name {
        name if SAME.contains(name) => english != korean,
        name if ONLY_VALUES.contains(name) => korean.is_empty(),
        _ => !has_hangul(korean) || has_hangul(english),
    });
    let missing: Vec<_> = missing.collect();
    assert!(missing.is_empty(), "{missing:#?}");
    for name in SAME.iter().chain(&ONLY_VALUES) {
        assert!(words().any(|(known, _)| known == *name), "there is no word {name} any more");
    }
    assert!(words().count() > 500, "{}", words().count());
}

#[test]
fn every_number_of_things_is_said_in_korean() {
    for (name, [one, several, korean]) in everywhere::COUNTS {
        assert!(has_hangul(korean) && one != several, "{name}");
        assert!([one, several, korean].iter().all(|text| text.contains("{n}")), "{name}");
    }
    let words = Language::English;
    assert_eq!([words.n_pictures(1), words.n_pictures(1200)], ["1 picture", "1,200 pictures"]);
    assert_eq!(Language::Korean.n_pictures(1200), "사진 1,200장");
}

#[test]
fn both_languages_have_the_same_values() {
    for (name, [english, korean]) in words() {
        assert_eq!(values(english), values(korean), "{name}");
    }
    for (english, korean) in PAIRS {
        // Unnamed ones may be counted in the other language.
        let named = |text| values(text).into_iter().filter(|name| name.parse::<usize>().is_err() && !name.is_empty());
        let known: BTreeSet<&str> = named(english).collect();
        assert!(named(korean).all(|name| known.contains(name)), "{english}");
        assert_eq!(values(english).is_empty(), values(korean).is_empty(), "{english}");
        assert!(has_hangul(korean), "{english}");
    }
}

#[test]
fn no_particle_stands_behind_a_value() {
    let particles = ["은 ", "는 ", "이 ", "가 ", "을 ", "를 ", "와 ", "과 ", "으로 ", "로 "];
    let all = words().map(|(name, [_, korean])| (name, korean)).chain(PAIRS.iter().copied());
    for (name, korean) in all.filter(|(name, _)| !BEHIND_COUNTERS.contains(name)) {
        let after = korean.split('}').skip(1);
        let found = after.filter(|after| particles.iter().any(|particle| after.starts_with(particle))).count();
        assert_eq!(found, 0, "{name}: {korean}");
    }
}

#[test]
fn every_filter_strategy_and_parameter_is_called_something_in_korean() {
    for filter in filters::ALL {
        assert!(has_hangul(filter.korean.title), "{}", filter.id);
        assert!(has_hangul(filter.korean.summary) && filter.korean.summary.ends_with('.'), "{}", filter.id);
        assert!(filter.params.iter().all(|param| has_hangul(param.korean)), "{}", filter.id);
    }
    for strategy in strategies::ALL {
        assert!(has_hangul(strategy.korean.title), "{}", strategy.id);
        assert!(has_hangul(strategy.korean.summary) && strategy.korean.summary.ends_with('.'), "{}", strategy.id);
    }
}

#[test]
fn languages_are_told_by_the_tags_of_systems() {
    let of = |tags: [&str; 5]| tags.map(Language::of_tag);
    assert_eq!(of(["ko", "ko-KR", "ko_KR.UTF-8", "KO-Kore-KR", "ko.UTF-8"]), [Language::Korean; 5]);
    assert_eq!(of(["en-US", "C", "", "kok-IN", "de"]), [Language::English; 5]);
}

#[test]
fn errors_are_said_in_korean_however_deep_they_lie() {
    let said = |english: &str| Language::Korean.reason(english);
    assert_eq!(
        said("the file is empty; copy it again from where it came"),
        "빈 파일입니다. 원본에서 다시 복사하십시오"
    );
    assert_eq!(
        said("There is no such folder; check the spelling: /a: b"),
        "그런 폴더가 없습니다. 철자를 확인하십시오: /a: b"
    );
    let range = said("line 2: blur: radius=300 is out of range: radius goes from 0 to 250 px");
    assert_eq!(range, "2번째 줄: blur: radius=300: 범위를 벗어났습니다(0 ~ 250 px)");
    let full = "the disk is full (os error 28); make room or choose another output folder: /out";
    assert_eq!(said(full), "디스크가 가득 찼습니다(os error 28). 자리를 만들거나 다른 출력 폴더를 고르십시오: /out");
    assert_eq!(said("No filter is ticked: tick at least one"), Language::Korean.no_filter_ticked());
    assert_eq!(said("what a library says"), "what a library says");
    assert_eq!(Language::English.reason("stopped"), "stopped");
}

#[test]
fn names_of_many_colons_are_looked_through_once() {
    // Every way to cut it apart would take longer than anybody waits.
    let name = "a: ".repeat(200);
    let said = Language::Korean.reason(&format!("{name}the file is empty; copy it again from where it came: {name}"));
    assert_eq!(said, format!("{name}빈 파일입니다. 원본에서 다시 복사하십시오: {name}"));
}

/// Errors that the window never shows: those of the command line, of the log, and of what it has no field for.
const NOT_SHOWN: [&str; 16] = [
    "src/cli/",
    "src/logbook.rs",
    "src/job/name.rs",
    "src/gui/mod.rs",
    "src/raster.rs",
    "its font is not understood",
    "it takes {needed} different worker counts",
    "there is no filter \"{given}\": {hint}",
    "the report cannot be read",
    "this is not a report of pixloom run",
    "the report is of a run on another folder",
    "the report is of a run with other filters",
    "{0}",
    "{reason}: {}",
    "{source}: {}",
    "{filter}: {source}",
];

#[test]
fn every_error_that_the_window_shows_is_known() {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut unknown = Vec::new();
    for (path, text) in sources(&src) {
        let errors = text.split("#[error(").skip(1).filter_map(first_text);
        let told = text.split("NoticeKind::").skip(1).filter_map(|piece| first_text(piece.split_once(", ")?.1));
        for shape in errors.chain(told.filter(|_| path.contains("/update"))) {
            let is_known = PAIRS.iter().any(|(known, _)| without_names(known) == without_names(&shape));
            let is_shown = !NOT_SHOWN
                .iter()
                .any(|not| path.contains(not) || shape == *not || shape.starts_with(not) && not.len() > 12);
            let says_nothing = without_names(&shape).chars().all(|letter| !letter.is_alphabetic());
            if is_shown && !is_known && !says_nothing {
                unknown.push(format!("{path}: {shape}"));
            }
        }
    }
    assert!(unknown.is_empty(), "{unknown:#?}");
}

/// Every source without its tests, with its path.
fn sources(folder: &Path) -> Vec<(String, String)> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(sources(&path));
        } else if !path.ends_with("tests.rs") {
            let text = std::fs::read_to_string(&path).unwrap();
            let code = text.split("#[cfg(test)]\nmod tests").next().unwrap().to_owned();
            found.push((path.to_string_lossy().replace('\\', "/"), code));
        }
    }
    found
}

/// The text that a piece of code begins with, as it is when it is written.
fn first_text(code: &str) -> Option<String> {
    let code = code.trim_start().trim_start_matches("format!(").trim_start();
    let mut text = String::new();
    let mut letters = code.strip_prefix('"')?.chars();
    loop {
        match letters.next()? {
            '"' => return Some(text),
            '\\' => text.push(letters.next()?),
            letter => text.push(letter),
        }
    }
}

/// A shape whose braces have no names.
fn without_names(shape: &str) -> String {
    let mut pieces = shape.split('{');
    let start = pieces.next().unwrap_or_default().to_owned();
    pieces.fold(start, |text, piece| text + "{" + &piece[piece.find('}').unwrap_or(0)..])
}
