//! What desktops read: the icon, and the files that tell them of the program.

use std::path::{Path, PathBuf};

use pixloom::gui::APP_ID;
use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::{Options, Tree, roxmltree};

/// Pixels of the icon, across and down.
const ICON_SIZE: u32 = 256;

/// Set to make `assets/icon.png` anew from `assets/icon.svg`.
const MAKE: &str = "PIXLOOM_MAKE_ICON";

fn asset(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("assets").join(name)
}

fn text_of(name: &str) -> String {
    std::fs::read_to_string(asset(name)).unwrap()
}

#[test]
fn the_icon_is_its_drawing() {
    let tree = Tree::from_str(&text_of("icon.svg"), &Options::default()).unwrap();
    let mut drawn = Pixmap::new(ICON_SIZE, ICON_SIZE).unwrap();
    let scale = ICON_SIZE as f32 / tree.size().width();
    resvg::render(&tree, Transform::from_scale(scale, scale), &mut drawn.as_mut());
    if std::env::var_os(MAKE).is_some() {
        drawn.save_png(asset("icon.png")).unwrap();
    }
    let shown = image::open(asset("icon.png")).unwrap().into_rgba8();
    let drawn: Vec<u8> =
        drawn.pixels().iter().map(|p| p.demultiply()).flat_map(|p| [p.red(), p.green(), p.blue(), p.alpha()]).collect();
    assert!(shown.as_raw() == &drawn, "make it anew: {MAKE}=1 cargo test the_icon_is_its_drawing");
}

/// The value of a key of the desktop file.
fn entry<'a>(text: &'a str, key: &str) -> &'a str {
    let lines = text.lines().skip_while(|line| *line != "[Desktop Entry]").skip(1);
    let mut pairs = lines.filter_map(|line| line.split_once('='));
    pairs.find(|(known, _)| *known == key).map(|(_, value)| value).unwrap_or_else(|| panic!("no {key}"))
}

#[test]
fn the_desktop_file_is_that_of_the_window() {
    let text = text_of(&format!("linux/{APP_ID}.desktop"));
    assert_eq!(entry(&text, "Type"), "Application");
    assert_eq!(entry(&text, "Name"), "Pixloom");
    assert_eq!(entry(&text, "Icon"), APP_ID);
    assert_eq!(entry(&text, "StartupWMClass"), APP_ID);
    // A folder that is dropped on it or opened with it comes as a word.
    assert_eq!(entry(&text, "Exec"), "pixloom %f");
    assert_eq!(entry(&text, "Terminal"), "false");
    for list in ["Categories", "Keywords", "MimeType"] {
        assert!(entry(&text, list).ends_with(';'), "{list} is no list");
    }
}

#[test]
fn the_software_centre_is_told_the_same() {
    let text = text_of(&format!("linux/{APP_ID}.metainfo.xml"));
    let document = roxmltree::Document::parse(&text).unwrap();
    let root = document.root_element();
    assert_eq!((root.tag_name().name(), root.attribute("type")), ("component", Some("desktop-application")));
    let find = |tag: &str| root.descendants().find(|node| node.has_tag_name(tag)).unwrap_or_else(|| panic!("no {tag}"));
    let said = |tag: &str| find(tag).text().unwrap_or_default().trim().to_owned();
    assert_eq!(said("id"), APP_ID);
    assert_eq!(said("name"), "Pixloom");
    assert_eq!(said("launchable"), format!("{APP_ID}.desktop"));
    assert_eq!(said("project_license"), env!("CARGO_PKG_LICENSE"));
    assert_eq!(said("binary"), env!("CARGO_PKG_NAME"));
    assert_eq!(find("release").attribute("version"), Some(env!("CARGO_PKG_VERSION")));
    assert!(!said("summary").ends_with('.') && said("summary").len() < 80);
    find("description");
    find("content_rating");
}
