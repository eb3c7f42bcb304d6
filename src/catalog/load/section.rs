//! The three lists of a file.

/// The three lists of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(in crate::catalog::load) enum Section {
    Providers,
    Exams,
    Certifications,
}

impl Section {
    pub(in crate::catalog::load) const ALL: [Self; 3] =
        [Self::Providers, Self::Exams, Self::Certifications];

    /// Returns the list's key.
    pub(in crate::catalog::load) fn key(self) -> &'static str {
        match self {
            Self::Providers => "providers",
            Self::Exams => "exams",
            Self::Certifications => "certifications",
        }
    }

    /// Returns what one item of it is called.
    pub(in crate::catalog::load) fn word(self) -> &'static str {
        match self {
            Self::Providers => "provider",
            Self::Exams => "exam",
            Self::Certifications => "certification",
        }
    }

    /// Returns the key of an item's name.
    pub(in crate::catalog::load) fn name_key(self) -> &'static str {
        match self {
            Self::Providers | Self::Certifications => "id",
            Self::Exams => "code",
        }
    }
}
