//! The file of settings: read once when the window opens, written whole or not at all while it is open and when it
//! closes. Knows nothing of what is in it.
//!
//! `eframe` would keep settings itself, but writes over them in place, so that a machine that fails then takes them
//! along; its own file holds only what can be lost: place and size of the window, widths and folds of panels.

use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::thread::JoinHandle;

use serde_json::{Map, Value};

use crate::gui::APP_ID;
use crate::gui::choices::Remembered;
use crate::report;

/// What a file that cannot be read is kept aside as, beside it.
const ASIDE: &str = "json.bak";

/// Where settings are kept.
pub(in crate::gui) struct Settings {
    path: Option<PathBuf>,
    /// What is in the file, so that it is written only when something changes.
    written: Option<String>,
    writer: Option<JoinHandle<()>>,
}

impl Settings {
    /// The file of this user. Where the system names no place for it, nothing is kept.
    pub(in crate::gui) fn of_user() -> Self {
        Self::at(dirs::config_dir().map(|folder| folder.join(APP_ID).join("settings.json")))
    }

    fn at(path: Option<PathBuf>) -> Self {
        // A link is followed, so that it is the file behind it that is replaced.
        let path = path.map(|path| std::fs::canonicalize(&path).unwrap_or(path));
        Self { path, written: None, writer: None }
    }

    /// What is remembered; the usual where nothing is, and for what cannot be read, with what there is to say about that.
    pub(in crate::gui) fn read(&mut self) -> (Remembered, Option<String>) {
        let Some(path) = &self.path else { return Default::default() };
        match read(path) {
            Ok(None) => Default::default(),
            Ok(Some(Known { remembered, refused, text })) if refused.is_empty() => {
                self.written = Some(text);
                (remembered, None)
            }
            Ok(Some(Known { remembered, refused, .. })) => {
                let reason = refused.join(", ");
                (remembered, Some(put_aside(path, |kept| some_unread(&reason, kept))))
            }
            Err(reason) => (Remembered::default(), Some(put_aside(path, |kept| all_unread(&reason, kept)))),
        }
    }

    /// Keeps what is to be remembered, on a thread of its own, because a disk can be slow.
    pub(in crate::gui) fn keep(&mut self, remembered: &Remembered) {
        let (Some(path), Ok(text)) = (self.path.clone(), serde_json::to_string_pretty(remembered)) else { return };
        if self.written.as_ref() == Some(&text) {
            return;
        }
        self.finish();
        self.written = Some(text.clone());
        let write = move || {
            if let Err(error) = report::save(&path, text.as_bytes()) {
                log::warn!("settings are not kept: {error}");
            }
        };
        self.writer = std::thread::Builder::new().name("pixloom-settings".to_owned()).spawn(write).ok();
        if self.writer.is_none() {
            // The next time it is tried again.
            self.written = None;
        }
    }

    fn finish(&mut self) {
        // It has told what went wrong, and a panic of it is none of the window's.
        let _ = self.writer.take().map(JoinHandle::join);
    }
}

impl Drop for Settings {
    fn drop(&mut self) {
        self.finish();
    }
}

/// What was in the file.
struct Known {
    remembered: Remembered,
    /// Each setting that cannot be understood, with the reason.
    refused: Vec<String>,
    text: String,
}

/// What is in the file; none when there is no file.
fn read(path: &Path) -> Result<Option<Known>, String> {
    let text = match std::fs::read_to_string(path) {
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
        text => text.map_err(|error| error.to_string())?,
    };
    let (remembered, refused) = understood(&text).map_err(|error| error.to_string())?;
    Ok(Some(Known { remembered, refused, text }))
}

/// The settings one by one, so that one that cannot be understood does not cost the others.
fn understood(text: &str) -> Result<(Remembered, Vec<String>), serde_json::Error> {
    let (mut known, mut refused) = (Map::new(), Vec::new());
    for (name, value) in serde_json::from_str::<Map<String, Value>>(text)? {
        let alone = Map::from_iter([(name.clone(), value.clone())]);
        match serde_json::from_value::<Remembered>(alone.into()) {
            Ok(_) => _ = known.insert(name, value),
            Err(error) => refused.push(format!("{name}: {error}")),
        }
    }
    Ok((serde_json::from_value(known.into())?, refused))
}

/// Keeps a file aside of which not everything can be read, so that nobody's settings are written over; says what was done.
fn put_aside(path: &Path, say: impl FnOnce(&str) -> String) -> String {
    let aside = path.with_extension(ASIDE);
    let kept = match std::fs::rename(path, &aside) {
        Ok(()) => format!("the file is kept as {}", aside.display()),
        Err(error) => format!("the file could not be kept aside ({error}): {}", path.display()),
    };
    let said = say(&kept);
    log::warn!("{said}");
    said
}

fn all_unread(reason: &str, kept: &str) -> String {
    format!("The settings cannot be read ({reason}), so the usual ones are used; {kept}")
}

fn some_unread(reason: &str, kept: &str) -> String {
    format!("Some settings cannot be read ({reason}), so the usual ones are used for these; {kept}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::gui::action::Action;
    use crate::gui::state::State;
    use crate::gui::update::update;

    fn changed() -> Remembered {
        let mut state = State::new(Remembered::default());
        update(&mut state, Action::SetRecursive(true));
        Remembered::of(&state)
    }

    fn text(remembered: &Remembered) -> String {
        serde_json::to_string(remembered).unwrap()
    }

    #[test]
    fn what_is_kept_comes_back() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("deeper/settings.json");
        let mut settings = Settings::at(Some(path.clone()));
        let (first, said) = settings.read();
        assert_eq!((text(&first), said), (text(&Remembered::default()), None));
        settings.keep(&changed());
        drop(settings);
        let mut settings = Settings::at(Some(path.clone()));
        assert_eq!(text(&settings.read().0), text(&changed()));
        // What has not changed is not written.
        std::fs::remove_file(&path).unwrap();
        settings.keep(&changed());
        drop(settings);
        assert!(!path.exists());
    }

    #[test]
    fn a_broken_or_foreign_file_is_kept_aside_and_said_once() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("settings.json");
        for broken in ["{ \"theme\": ", "[1, 2]", "{\"theme\": \"Purple\"}", ""] {
            std::fs::write(&path, broken).unwrap();
            let mut settings = Settings::at(Some(path.clone()));
            let (remembered, said) = settings.read();
            assert_eq!(text(&remembered), text(&Remembered::default()));
            assert!(said.is_some_and(|said| said.contains("settings.json.bak")), "{broken}");
            assert_eq!(std::fs::read_to_string(folder.path().join("settings.json.bak")).unwrap(), broken);
            assert_eq!(Settings::at(Some(path.clone())).read().1, None, "{broken}");
        }
        std::fs::write(&path, [0xff, 0xfe, 0]).unwrap();
        assert!(Settings::at(Some(path)).read().1.is_some());
    }

    #[test]
    fn one_setting_that_cannot_be_read_does_not_cost_the_others() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("settings.json");
        std::fs::write(&path, "{\"is_recursive\": true, \"theme\": \"Purple\", \"quality\": 4000}").unwrap();
        let (remembered, said) = Settings::at(Some(path)).read();
        assert!(State::new(remembered).is_recursive);
        let said = said.unwrap();
        assert!(said.contains("theme: ") && said.contains("quality: ") && said.contains("settings.json.bak"), "{said}");
    }

    #[test]
    fn a_file_of_a_later_version_is_read_as_far_as_it_is_known() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("settings.json");
        std::fs::write(&path, "{\"is_recursive\": true, \"moods\": [1], \"scale\": 7, \"format\": \"jxl\"}").unwrap();
        let (remembered, said) = Settings::at(Some(path)).read();
        let state = State::new(remembered);
        assert!(state.is_recursive && said.is_none() && state.outputs.format.is_none());
        assert_eq!(state.scale.percent(), 100);
    }

    #[test]
    fn without_a_place_nothing_is_kept() {
        let mut settings = Settings::at(None);
        settings.keep(&changed());
        assert!(settings.read().1.is_none());
    }
}
