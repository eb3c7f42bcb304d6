//! Enums each of whose variants has a word: what one types, and what answers and catalogs have for it.

/// Makes an enum of a line for each variant: its name, then its word.
macro_rules! words {
    ($(#[$about:meta])* pub enum $name:ident {
        $($(#[$variant_about:meta])* $variant:ident = $word:literal,)+
    }) => {
        $(#[$about])*
        pub enum $name {
            $($(#[$variant_about])* $variant,)+
        }

        #[allow(dead_code, reason = "not all of it is used of each")]
        impl $name {
            /// Every one, in order.
            pub const ALL: [Self; [$($word),+].len()] = [$(Self::$variant),+];

            /// Returns the word for it.
            #[must_use]
            pub fn word(self) -> &'static str {
                match self {
                    $(Self::$variant => $word,)+
                }
            }

            /// Every word with what it stands for.
            pub const WORDS: [(&str, Self); [$($word),+].len()] = [$(($word, Self::$variant)),+];

            /// Returns the one that has this word.
            #[must_use]
            pub fn of_word(word: &str) -> Option<Self> {
                Self::ALL.into_iter().find(|one| one.word() == word)
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.pad(self.word())
            }
        }
    };
}

pub(crate) use words;
