//! How outputs are named: a template with fields in braces, checked before anything is made.
//!
//! A name is a file name only, never a path, so that no output can leave its folder. Knows no disk.

/// The fields that a template may hold.
const FIELDS: [&str; 5] = ["filter", "stem", "ext", "index", "folder"];

/// The longest file name that every common file system takes, in bytes, less room for a temporary suffix.
const LONGEST_BYTES: usize = 240;

/// A template for file names, such as `{filter}_{stem}.{ext}`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NameTemplate(String);

/// A template that cannot be used.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
pub enum NameError {
    /// A field that there is not.
    #[error("the name template has no field {{{0}}}: use {{filter}}, {{stem}}, {{ext}}, {{index}} or {{folder}}")]
    UnknownField(String),
    /// A brace without its partner.
    #[error("the name template has a brace without a partner: write fields like {{stem}}: {0}")]
    LoneBrace(String),
    /// A name with folders in it.
    #[error(
        "the name template would leave the output folder: leave out / and \\, the tree of the pictures is kept: {0}"
    )]
    LeavesFolder(String),
    /// A name that ends without the format's extension.
    #[error("the name template must end in .{{ext}}, so that programs know the format: {0}")]
    NoExtension(String),
}

/// What the fields of a template stand for.
#[derive(Clone, Copy, Debug)]
pub struct NameParts<'a> {
    /// The recipe's slug.
    pub filter: &'a str,
    /// The picture's name without its extension.
    pub stem: &'a str,
    /// The extension of the output's format.
    pub ext: &'a str,
    /// The picture's place in the job, from 1.
    pub index: usize,
    /// How many pictures there are, so that indices sort.
    pub n_pictures: usize,
    /// The name of the folder that holds the picture.
    pub folder: &'a str,
}

impl Default for NameTemplate {
    fn default() -> Self {
        Self("{filter}_{stem}.{ext}".to_owned())
    }
}

impl NameTemplate {
    /// Checks a template.
    ///
    /// # Errors
    /// When it has unknown fields, would leave the output folder, or does not end in `.{ext}`.
    pub fn parse(template: &str) -> Result<Self, NameError> {
        let mut rest = template;
        while let Some((before, after)) = rest.split_once('{') {
            let lone = || NameError::LoneBrace(template.to_owned());
            let (field, after) = after.split_once('}').ok_or_else(lone)?;
            if before.contains('}') {
                return Err(lone());
            }
            if !FIELDS.contains(&field) {
                return Err(NameError::UnknownField(field.to_owned()));
            }
            rest = after;
        }
        if rest.contains('}') {
            return Err(NameError::LoneBrace(template.to_owned()));
        }
        if template.contains(['/', '\\', '\0']) {
            return Err(NameError::LeavesFolder(template.to_owned()));
        }
        if !template.ends_with(".{ext}") || template.starts_with('.') {
            return Err(NameError::NoExtension(template.to_owned()));
        }
        Ok(Self(template.to_owned()))
    }

    /// The template as written.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether a name may become another picture's when pictures come and go: it tells their places, or not theirs.
    pub fn may_move(&self) -> bool {
        self.0.contains("{index}") || !self.0.contains("{stem}")
    }

    /// The file name that these parts give, shortened where no file system would take it.
    pub fn fill(&self, parts: NameParts<'_>) -> String {
        let digits = parts.n_pictures.to_string().len();
        let name = self
            .0
            .replace("{filter}", parts.filter)
            .replace("{ext}", parts.ext)
            .replace("{index}", &format!("{:0digits$}", parts.index))
            .replace("{folder}", parts.folder)
            .replace("{stem}", parts.stem);
        // A name that begins with a dot would be hidden.
        let name = if name.starts_with('.') { format!("_{name}") } else { name };
        shorten(&name, parts.ext)
    }
}

/// Cuts a name that is too long before its extension.
fn shorten(name: &str, ext: &str) -> String {
    if name.len() <= LONGEST_BYTES {
        return name.to_owned();
    }
    let end = name.floor_char_boundary(LONGEST_BYTES - ext.len() - 1);
    format!("{}.{ext}", name.get(..end).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    const PARTS: NameParts<'_> =
        NameParts { filter: "edges", stem: "a.b", ext: "png", index: 7, n_pictures: 120, folder: "trip" };

    #[test]
    fn fields_are_filled() {
        assert_eq!(NameTemplate::default().fill(PARTS), "edges_a.b.png");
        let all = NameTemplate::parse("{folder}-{index}-{stem}-{filter}.{ext}").unwrap();
        assert_eq!(all.fill(PARTS), "trip-007-a.b-edges.png");
    }

    #[test]
    fn a_stem_with_braces_stays_as_it_is() {
        let name = NameTemplate::default().fill(NameParts { stem: "{filter}{index}", ..PARTS });
        assert_eq!(name, "edges_{filter}{index}.png");
    }

    #[test]
    fn what_leaves_the_folder_or_is_unknown_is_refused() {
        for bad in [
            "../{stem}.{ext}",
            "/{stem}.{ext}",
            "a\\{stem}.{ext}",
            "{stem}",
            "{date}.{ext}",
            "{stem.{ext}",
            "stem}.{ext}",
            ".{ext}",
        ] {
            assert!(NameTemplate::parse(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn long_names_are_cut_between_letters() {
        let stem = "한".repeat(100);
        let name = NameTemplate::default().fill(NameParts { stem: &stem, ..PARTS });
        assert!(name.len() <= LONGEST_BYTES && name.ends_with(".png") && name.starts_with("edges_한"));
    }
}
