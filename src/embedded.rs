//! The catalog that is compiled in: checked by `build.rs`, in place when the program starts.

use crate::catalog::load::source::SourceFile;
use crate::catalog::model::Catalog;

#[allow(
    clippy::all,
    clippy::pedantic,
    unused_imports,
    reason = "written by a program, for a compiler"
)]
mod baked {
    include!(concat!(env!("OUT_DIR"), "/catalog.rs"));
}

/// Returns the embedded catalog.
#[must_use]
pub fn catalog() -> &'static Catalog {
    &baked::CATALOG
}

/// Returns the files of which the embedded catalog was made, by their paths in the repository.
///
/// They are needed only where other files change what they say: it is their text that is merged.
#[must_use]
pub fn sources() -> Vec<SourceFile> {
    let own = |&(name, text): &(&str, &str)| SourceFile {
        name: name.to_owned(),
        text: text.to_owned(),
    };
    baked::FILES.iter().map(own).collect()
}
