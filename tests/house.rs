//! Who may know whom: reads the sources and holds them to the house of `src/lib.rs`.

use std::path::Path;

use pixloom::{filters, strategies};

/// What a module may use: modules of the crate, other crates, and the parts of the standard library that act on the
/// world (`std::fs`, `std::thread`, `std::time::Instant` and `std::process`).
struct Room {
    name: &'static str,
    modules: &'static [&'static str],
    crates: &'static [&'static str],
    world: &'static [&'static str],
}

const WORLD: [&str; 4] = ["std::fs", "std::thread", "std::time::Instant", "std::process"];

const BELOW_THE_FACES: &[&str] = &[
    "words",
    "raster",
    "palette",
    "machine",
    "logbook",
    "filters",
    "files",
    "samples",
    "job",
    "engine",
    "strategies",
    "compare",
    "report",
];

const ROOMS: [Room; 15] = [
    room("words", &[], &[], &[]),
    room("raster", &[], &["rustix", "thiserror"], &[]),
    room("palette", &[], &[], &[]),
    room("machine", &[], &["rustix", "serde", "sysinfo"], &["std::fs", "std::thread", "std::process"]),
    room("logbook", &[], &["fern", "humantime", "log", "thiserror"], &["std::fs"]),
    room("filters", &["words", "raster"], &["multiversion", "thiserror"], &[]),
    room(
        "files",
        &["raster", "machine"],
        &[
            "color_quant",
            "gif",
            "image",
            "image_webp",
            "libjpeg_turbo_rs",
            "multiversion",
            "png",
            "tempfile",
            "thiserror",
            "tiff",
            "walkdir",
            "weezl",
            "xxhash_rust",
            "zlib_rs",
        ],
        &["std::fs"],
    ),
    room("samples", &["raster", "files"], &["fastrand", "thiserror"], &[]),
    room(
        "job",
        &["words", "raster", "filters", "files"],
        &["serde", "serde_json", "thiserror", "unicode_normalization"],
        &[],
    ),
    room(
        "engine",
        &["words", "raster", "machine", "filters", "files", "job"],
        &["log", "rayon", "serde", "thiserror"],
        &["std::thread", "std::time::Instant"],
    ),
    room("strategies", &["words", "engine"], &[], &[]),
    room(
        "compare",
        &["words", "raster", "machine", "filters", "files", "job", "engine", "strategies"],
        &["fastrand", "serde", "statrs", "thiserror"],
        &["std::fs", "std::thread", "std::time::Instant"],
    ),
    room(
        "report",
        &["words", "raster", "palette", "machine", "files", "job", "engine", "compare"],
        &["dirs", "epaint_default_fonts", "humantime", "plotters", "resvg", "serde_json", "thiserror"],
        &[],
    ),
    room("cli", BELOW_THE_FACES, &["clap", "ctrlc", "indicatif", "log", "serde_json", "thiserror"], &["std::process"]),
    room(
        "gui",
        BELOW_THE_FACES,
        &["dirs", "eframe", "egui", "egui_plot", "log", "rfd", "serde", "serde_json", "sys_locale", "thiserror"],
        &["std::fs", "std::thread", "std::time::Instant", "std::process"],
    ),
];

const fn room(
    name: &'static str,
    modules: &'static [&'static str],
    crates: &'static [&'static str],
    world: &'static [&'static str],
) -> Room {
    Room { name, modules, crates, world }
}

/// The crates that `Cargo.toml` names, as paths write them.
fn dependencies() -> Vec<String> {
    let manifest = include_str!("../Cargo.toml");
    let is_of_crates = |table: &&str| {
        let name = table.split(']').next().unwrap_or_default();
        name == "dependencies" || name.ends_with(".dependencies")
    };
    let tables = manifest.split("\n[").filter(is_of_crates);
    let lines = tables.flat_map(|table| table.lines().skip(1)).filter(|line| !line.starts_with('#'));
    lines.filter_map(|line| line.split_once(" = ")).map(|(name, _)| name.replace('-', "_")).collect()
}

#[test]
fn every_room_keeps_to_itself() {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut wrong = Vec::new();
    let mut rooms_seen = Vec::new();
    for path in super::common::files_below(&src) {
        let text = std::fs::read_to_string(src.join(&path)).unwrap();
        let path = path.to_string_lossy().replace('\\', "/");
        rooms_seen.push(room_of(&path));
        if is_of_tests(&path) {
            wrong.extend((!is_left_out_of_builds(&src, &path)).then(|| format!("{path} is in every build")));
        } else {
            wrong.extend(violations(&path, &text));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    for Room { name, .. } in ROOMS {
        assert!(rooms_seen.iter().any(|seen| seen == name), "{name} has no file");
    }
}

#[test]
fn every_file_says_what_it_is() {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    for path in super::common::files_below(&src) {
        let text = std::fs::read_to_string(src.join(&path)).unwrap();
        assert!(text.starts_with("//! "), "{} does not begin with //!", path.display());
    }
}

#[test]
fn panels_and_widgets_have_their_words_from_the_room_of_words() {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut wrong = Vec::new();
    for path in super::common::files_below(&src) {
        let text = std::fs::read_to_string(src.join(&path)).unwrap();
        let path = path.to_string_lossy().replace('\\', "/");
        let is_drawn = ["gui/panels/", "gui/widgets/", "gui/timeline/"].iter().any(|folder| path.starts_with(folder));
        let found = texts_of(&code_of(&text)).into_iter().filter(|text| is_drawn && is_for_people(text));
        wrong.extend(found.map(|text| format!("{path} says \"{text}\" itself: give it a name in src/words")));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(["Run", "of {n} cores", "not yet", "실행", "(B)"].iter().all(|text| is_for_people(text)));
    assert!(
        !["run_with", "whisker {at} {n}", "{name}: {title}", " · ", "×", "p", "PNG"].iter().any(|id| is_for_people(id))
    );
}

/// What stands in quotes.
fn texts_of(code: &str) -> Vec<String> {
    let mut texts = Vec::new();
    for line in code.replace("'\"'", "").lines().filter(|line| !line.contains("reason = ")) {
        // What is quoted within a text does not end it.
        let line = line.replace("\\\"", "").replace("\\n", " ");
        texts.extend(line.split('"').skip(1).step_by(2).map(str::to_owned));
    }
    texts
}

/// Names and units that are the same in every language.
const NAMES: [&str; 9] = ["Pixloom", "PNG", "s", "ms", "µs", "MP", "kB", "MB", "GB"];

/// Whether a text is no mere id: it has more than one word, or more than small letters.
fn is_for_people(text: &str) -> bool {
    let mut pieces = text.split('{');
    let start = pieces.next().unwrap_or_default().to_owned();
    let bare = pieces.fold(start, |bare, piece| bare + piece.split_once('}').map_or("", |(_, after)| after));
    let bare = bare.trim_matches([' ', '?']);
    let is_id = bare.chars().all(|letter| letter.is_ascii_lowercase() || letter == '_');
    bare.chars().any(char::is_alphabetic) && !is_id && !NAMES.contains(&bare)
}

#[test]
fn what_is_forbidden_is_found() {
    let wrong = |path: &str, text: &str| !violations(path, text).is_empty();
    assert!(wrong("filters/edges.rs", "use rayon::prelude::*;"));
    assert!(wrong("filters/edges.rs", "use ::rayon::prelude::*;"));
    assert!(wrong("filters/edges.rs", "use rayon as r;"));
    assert!(wrong("filters/edges.rs", "extern crate rayon;"));
    assert!(wrong("filters/edges.rs", "use std::{fs, thread};"));
    assert!(wrong("strategies/per_image.rs", "let folder = tempfile::tempdir();"));
    assert!(wrong("files/scan.rs", "use rayon;"));
    assert!(wrong("filters/edges.rs", "let t = std::time::Instant::now();"));
    assert!(wrong("strategies/per_image.rs", "use crate::filters;"));
    assert!(wrong("strategies/per_image.rs", "if recipe.id() == \"edges\" {}"));
    assert!(wrong("cli/run.rs", "use crate::gui;"));
    assert!(wrong("cli/run.rs", "use crate::{\n    files,\n    gui::open,\n};"));
    assert!(wrong("cli/run.rs", "use super::super::gui;"));
    assert!(wrong("gui/panels/recipes.rs", "super::super::super::cli::read();"));
    assert!(wrong("gui/panels/recipes.rs", "ui.label(\"per-image\");"));
    assert!(wrong("engine/run.rs", "use crate::strategies;"));
    assert!(!wrong("gui/state.rs", "struct Shown { image: Image, png: bool }"));
    assert!(!wrong("engine/run.rs", "use crate::job::{self, Job};\nuse super::gate::Gate;"));
    assert!(!wrong("gui/panels/recipes.rs", "use super::super::state::State; // never crate::cli"));
    assert!(!wrong("compare/verdict.rs", "#[cfg(test)]\nmod tests {\n    use crate::gui;\n}"));
}

/// Tests that fill a file of their own, or a folder of them.
fn is_of_tests(path: &str) -> bool {
    path.ends_with("/tests.rs") || path.contains("/tests/")
}

/// Whether the file that owns these tests says so.
fn is_left_out_of_builds(src: &Path, path: &str) -> bool {
    let owner = path.split("/tests").next().unwrap_or_default();
    let files = [format!("{owner}.rs"), format!("{owner}/mod.rs")];
    files
        .iter()
        .filter_map(|file| std::fs::read_to_string(src.join(file)).ok())
        .any(|text| text.contains("#[cfg(test)]\nmod tests;"))
}

fn room_of(path: &str) -> String {
    path.split('/').next().unwrap_or_default().trim_end_matches(".rs").to_owned()
}

/// What a file uses that its room must not.
fn violations(path: &str, text: &str) -> Vec<String> {
    let room = room_of(path);
    let Some(Room { modules, crates, world, .. }) = ROOMS.iter().find(|known| known.name == room) else {
        return if ["lib", "main"].contains(&room.as_str()) { vec![] } else { vec![format!("{path} is in no room")] };
    };
    let code = code_of(text);
    let mut wrong: Vec<String> = modules_used(path, &code)
        .into_iter()
        .filter(|module| *module != room && !modules.contains(&module.as_str()))
        .map(|module| format!("{path} uses {module}"))
        .collect();
    let crates = dependencies().into_iter().filter(|name| !crates.contains(&name.as_str()));
    let world = WORLD.iter().filter(|part| !world.contains(part)).map(|part| (*part).to_owned());
    wrong.extend(crates.chain(world).filter(|word| names(&code, word)).map(|word| format!("{path} uses {word}")));
    wrong.extend(names_an_entry(&room, &code).map(|id| format!("{path} names {id}")));
    wrong
}

/// The text without comments and without its tests, which stand last.
fn code_of(text: &str) -> String {
    let code = text.split("#[cfg(test)]\nmod tests {").next().unwrap_or_default();
    code.lines().map(|line| line.split("//").next().unwrap_or_default()).collect::<Vec<_>>().join("\n")
}

/// The top-level modules that paths from the crate's root lead to.
fn modules_used(path: &str, code: &str) -> Vec<String> {
    let is_mod = path.ends_with("/mod.rs");
    let depth = path.matches('/').count() + 1 - usize::from(is_mod);
    let to_root = "super::".repeat(depth);
    let mut modules = Vec::new();
    for start in ["crate::", to_root.as_str()] {
        for (at, _) in code.match_indices(start) {
            let before = code[..at].chars().next_back();
            if before.is_some_and(|c| c.is_alphanumeric() || c == '_' || c == ':') {
                continue;
            }
            modules.extend(first_names(&code[at + start.len()..]));
        }
    }
    modules.retain(|module| ROOMS.iter().any(|room| room.name == *module));
    modules
}

/// The name that a path goes on with; every first name of a list in braces.
fn first_names(rest: &str) -> Vec<String> {
    let word = |text: &str| text.trim().chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect::<String>();
    let Some(list) = rest.strip_prefix('{') else { return vec![word(rest)] };
    let (mut names, mut depth, mut current) = (Vec::new(), 0, String::new());
    for c in list.chars() {
        match c {
            '}' if depth == 0 => break,
            '{' => depth += 1,
            '}' => depth -= 1,
            ',' if depth == 0 => names.push(std::mem::take(&mut current)),
            _ => {}
        }
        current.push(c);
    }
    names.push(current);
    names.iter().map(|name| word(name.trim_start_matches([',', ' ', '\n']))).collect()
}

/// Whether code has a path that begins with this word, written out or as one of a list in braces.
fn names(code: &str, word: &str) -> bool {
    let ends_a_name = |c: char| c.is_alphanumeric() || "_:\".".contains(c);
    let is_start = |at: usize| {
        let before = &code[..at];
        // A leading `::` is part of no longer path.
        !before.strip_suffix("::").unwrap_or(before).chars().next_back().is_some_and(ends_a_name)
    };
    let is_path = |after: &str| ["::", ";", " as "].iter().any(|end| after.starts_with(end));
    let written_out = || code.match_indices(word).any(|(at, _)| is_start(at) && is_path(&code[at + word.len()..]));
    let in_braces = || {
        word.rsplit_once("::").is_some_and(|(parent, name)| {
            let list = format!("{parent}::{{");
            let lists = code.match_indices(&list).filter(|(at, _)| is_start(*at));
            lists.flat_map(|(at, _)| first_names(&code[at + list.len() - 1..])).any(|found| found == name)
        })
    };
    written_out() || in_braces()
}

/// Ids that are words for other things as well: the ends of a range, a way to measure, what is left to the program.
const EVERYDAY_WORDS: [&str; 4] = ["auto", "min", "max", "mode"];

/// Filters and strategies that are named outside their registries.
fn names_an_entry(room: &str, code: &str) -> impl Iterator<Item = &'static str> {
    let filters = filters::ALL.iter().map(|filter| filter.id).filter(move |_| room != "filters");
    let strategies = strategies::ALL.iter().map(|strategy| strategy.id).filter(move |_| room != "strategies");
    let ids = filters.chain(strategies).filter(|id| !EVERYDAY_WORDS.contains(id));
    ids.filter(move |id| code.contains(&format!("\"{id}\"")))
}
