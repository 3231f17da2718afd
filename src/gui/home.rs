//! Paths as people type them: `~` is the home folder, as in a terminal. Knows not whether anything is there.

use std::path::{Path, PathBuf};

/// The path that is meant, if it begins in the home folder.
pub(super) fn in_home(typed: &Path) -> Option<PathBuf> {
    Some(std::env::home_dir()?.join(typed.strip_prefix("~").ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tilde_alone_is_the_home_folder() {
        let Some(home) = std::env::home_dir() else { return };
        assert_eq!(in_home(Path::new("~/made of")), Some(home.join("made of")));
        for other in ["~made", "a/~/b", "/~", ""] {
            assert_eq!(in_home(Path::new(other)), None);
        }
    }
}
