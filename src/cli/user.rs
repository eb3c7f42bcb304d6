//! The catalog that a user keeps: a folder that is read without being named.

use std::env;
use std::path::PathBuf;

/// The folder, in that of the configuration.
const FOLDER: &str = "certpath/catalog";

/// Returns the user's own catalog, if there is one.
///
/// It is `certpath/catalog` in `$XDG_CONFIG_HOME`, which counts only if it is absolute, or in `~/.config`
/// (<https://specifications.freedesktop.org/basedir-spec/latest/>); on Windows in `%APPDATA%`.
pub(crate) fn catalog() -> Option<PathBuf> {
    let folder = configuration()?.join(FOLDER);
    // What cannot even be looked at is told when it is read.
    folder.try_exists().unwrap_or(true).then_some(folder)
}

fn configuration() -> Option<PathBuf> {
    let absolute = |name: &str| {
        env::var_os(name)
            .map(PathBuf::from)
            .filter(|path| path.is_absolute())
    };
    if cfg!(windows) {
        return absolute("APPDATA");
    }
    absolute("XDG_CONFIG_HOME").or_else(|| Some(absolute("HOME")?.join(".config")))
}
