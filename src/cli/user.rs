//! What a user keeps in the configuration folder, read without being named.

use std::path::PathBuf;
use std::{env, io};

/// The folder, in that of the configuration.
const CATALOG: &str = "certpath/catalog";

/// Something of the user's that cannot be looked at.
#[derive(Debug)]
pub(crate) struct Unreadable {
    pub(crate) path: PathBuf,
    pub(crate) error: io::Error,
}

/// Returns the user's own catalog, if there is one.
///
/// # Errors
///
/// It cannot be looked at, so nobody knows.
pub(crate) fn catalog() -> Result<Option<PathBuf>, Unreadable> {
    let Some(path) = configuration().map(|folder| folder.join(CATALOG)) else {
        return Ok(None);
    };
    match path.try_exists() {
        Ok(exists) => Ok(exists.then_some(path)),
        Err(error) => Err(Unreadable { path, error }),
    }
}

/// Returns the folder of the user's configuration.
///
/// It is `$XDG_CONFIG_HOME`, which counts only if it is absolute, or `~/.config`
/// (<https://specifications.freedesktop.org/basedir-spec/latest/>); on Windows `%APPDATA%`.
pub(crate) fn configuration() -> Option<PathBuf> {
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
