//! How words are written down: a line each, English before Korean.

/// Words by name: `name: English, Korean;`. With values in brackets, which may be anything that can be written, it is a
/// sentence that has them in braces.
macro_rules! words {
    ($($name:ident $(($($value:ident),+))?: $english:literal, $korean:literal;)+) => {
        impl super::Language {
            $(words! { @ $name $(($($value),+))? $english, $korean })+
        }

        /// Every word of this file, by name.
        pub(super) const ALL: &[(&str, [&str; 2])] = &[$((stringify!($name), [$english, $korean])),+];
    };
    (@ $name:ident $english:literal, $korean:literal) => {
        pub(crate) const fn $name(self) -> &'static str {
            match self {
                Self::English => $english,
                Self::Korean => $korean,
            }
        }
    };
    (@ $name:ident ($($value:ident),+) $english:literal, $korean:literal) => {
        pub(crate) fn $name(self, $($value: impl std::fmt::Display),+) -> String {
            match self {
                Self::English => format!($english),
                Self::Korean => format!($korean),
            }
        }
    };
}

/// Numbers of things by name: `name(n): one in English, several in English, any number in Korean;`.
macro_rules! counts {
    ($($name:ident($n:ident): $one:literal, $several:literal, $korean:literal;)+) => {
        impl super::Language {
            $(pub(crate) fn $name(self, number: usize) -> String {
                let $n = super::grouped(number);
                match (self, number) {
                    (Self::English, 1) => format!($one),
                    (Self::English, _) => format!($several),
                    (Self::Korean, _) => format!($korean),
                }
            })+
        }

        /// Every number of things of this file, for the tests.
        #[cfg(test)]
        pub(super) const COUNTS: &[(&str, [&str; 3])] = &[$((stringify!($name), [$one, $several, $korean])),+];
    };
}
