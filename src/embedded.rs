//! The catalog that is compiled in: checked by `build.rs`, in place when the program starts.

use miniz_oxide::inflate::decompress_to_vec;

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

/// The texts of its files, one after the other, compressed: a twelfth of their size, and seldom needed.
static TEXTS: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/texts.deflate"));

/// Returns the files of which the embedded catalog was made, by their paths in the repository.
///
/// They are needed only where other files change what they say: it is their text that is merged.
///
/// # Panics
///
/// Where the program is not what `build.rs` made; a test holds that it is.
#[must_use]
pub fn sources() -> Vec<SourceFile> {
    let bytes = decompress_to_vec(TEXTS).expect("build.rs compressed them");
    let texts = String::from_utf8(bytes).expect("build.rs read them as text");
    let mut left = texts.as_str();
    let mut own = |&(name, length): &(&str, usize)| {
        let (text, after) = left.split_at(length);
        left = after;
        SourceFile {
            name: name.to_owned(),
            text: text.to_owned(),
        }
    };
    baked::FILES.iter().map(&mut own).collect()
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    #[test]
    fn the_files_are_those_of_the_repository() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        for file in super::sources() {
            let text = std::fs::read_to_string(root.join(&file.name)).unwrap();
            assert_eq!(file.text, text, "{}", file.name);
        }
    }
}
