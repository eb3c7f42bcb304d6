//! The file of a profile: a holding a line, read whole and replaced whole.

use std::fs::{self, File, TryLockError};
use std::io::{self, Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::Context as _;
use certpath::load::is_utf16;

use crate::cli::new_file::{NewFile, folder, follow};
use crate::cli::output::note_input;
use crate::cli::report::UsageError;
use crate::cli::user;

/// Largest profile that is read, in bytes.
const LARGEST: u64 = 1 << 20;

/// How long somebody else's change is awaited, which takes a moment.
const PATIENCE: Duration = Duration::from_secs(5);

/// Names a profile where no option does.
const VARIABLE: &str = "CERTPATH_PROFILE";

/// A profile, which may have no file yet.
#[derive(Debug, Clone)]
pub(crate) struct Profile {
    pub(crate) path: PathBuf,
    /// Whether somebody named it, and expects it to be there.
    pub(crate) is_named: bool,
}

impl Profile {
    /// Finds the profile of that name, or that of the environment, or the only one that has no name.
    ///
    /// # Errors
    ///
    /// The name is none, or no folder is known for it.
    pub(crate) fn find(name: Option<&str>) -> Result<Option<Self>, UsageError> {
        // What is not UTF-8 is no name either, and refused as such.
        let of_environment = || {
            let name = std::env::var_os(VARIABLE).filter(|name| !name.is_empty())?;
            Some(name.to_string_lossy().into_owned())
        };
        let name = name.map(str::to_owned).or_else(of_environment);
        if let Some(name) = &name
            && !is_name(name)
        {
            let name = crate::cli::report::cut(name);
            let error = UsageError::new(format!("`{name}` is not a name for a profile"));
            return Err(error.hint("use letters, digits, hyphens and underscores"));
        }
        let Some(configuration) = user::configuration() else {
            return match name {
                Some(_) => Err(no_configuration()),
                None => Ok(None),
            };
        };
        let own = configuration.join("certpath");
        Ok(Some(Self {
            is_named: name.is_some(),
            path: match name {
                Some(name) => own.join("profiles").join(name),
                None => own.join("profile"),
            },
        }))
    }

    /// Returns the text of the file; nothing where there is none.
    ///
    /// # Errors
    ///
    /// It cannot be read, is too large or is no UTF-8.
    pub(crate) fn read(&self) -> anyhow::Result<Option<String>> {
        let cannot = || format!("cannot read the profile `{}`", self.path.display());
        let about = match fs::metadata(&self.path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            about => about.with_context(cannot)?,
        };
        if !about.is_file() {
            return Err(UsageError::new("it is not a file")).with_context(cannot);
        }
        let file = File::open(&self.path).with_context(cannot)?;
        note_input(&self.path);
        let bytes = bytes(file).with_context(cannot)?;
        Ok(Some(text(bytes).with_context(cannot)?))
    }

    /// Returns the text of the file; nothing where there is none and none is expected.
    ///
    /// # Errors
    ///
    /// It cannot be read, or somebody named it and it is not there.
    pub(crate) fn text(&self) -> anyhow::Result<String> {
        match self.read()? {
            None if self.is_named => {
                let message = format!("there is no profile `{}`", self.path.display());
                let error = UsageError::new(message);
                Err(error
                    .hint("`certpath profile add NAME --profile PROFILE` makes one")
                    .into())
            }
            text => Ok(text.unwrap_or_default()),
        }
    }

    /// Replaces the text by what `change` makes of it, while nobody else can; nothing where it stays as it is.
    ///
    /// # Errors
    ///
    /// It cannot be read, changed or written; then it is as it was.
    pub(crate) fn change<T>(
        &self,
        change: impl FnOnce(&str) -> anyhow::Result<(Option<String>, T)>,
    ) -> anyhow::Result<T> {
        let cannot = || format!("cannot write the profile `{}`", self.path.display());
        let path = follow(&self.path, |_| false).with_context(cannot)?;
        fs::create_dir_all(folder(&path)).with_context(cannot)?;
        let _lock = lock(folder(&path)).with_context(cannot)?;
        let text = self.read()?.unwrap_or_default();
        let (changed, value) = change(&text)?;
        if let Some(changed) = changed {
            if changed.len() as u64 > LARGEST {
                let error = UsageError::new("it would have more than 1 MiB, and could not be read");
                return Err(error).with_context(cannot);
            }
            let write = || {
                let mut file = NewFile::create(&path)?;
                file.write_all(changed.as_bytes())?;
                file.keep()
            };
            write().with_context(cannot)?;
        }
        Ok(value)
    }
}

/// Reads a file that is no larger than a profile may be.
pub(super) fn bytes(file: File) -> anyhow::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    file.take(LARGEST + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > LARGEST {
        return Err(UsageError::new("it has more than 1 MiB").into());
    }
    Ok(bytes)
}

/// Keeps others who want to change something in the folder waiting, for as long as the file is open.
fn lock(folder: &Path) -> io::Result<File> {
    let file = if cfg!(unix) {
        File::open(folder)?
    } else {
        // A folder cannot be opened there.
        let mut options = File::options();
        options.create(true).write(true).truncate(false);
        options.open(folder.join(".lock"))?
    };
    let start = Instant::now();
    loop {
        match file.try_lock() {
            Ok(()) => return Ok(file),
            // A file system without locks is one person's.
            Err(TryLockError::Error(error)) if error.kind() == io::ErrorKind::Unsupported => {
                return Ok(file);
            }
            Err(TryLockError::Error(error)) => return Err(error),
            Err(TryLockError::WouldBlock) if start.elapsed() < PATIENCE => {
                thread::sleep(Duration::from_millis(10));
            }
            Err(TryLockError::WouldBlock) => {
                let folder = folder.display();
                let message =
                    format!("another program keeps `{folder}` locked; end it, or try again");
                return Err(io::Error::other(message));
            }
        }
    }
}

fn is_name(name: &str) -> bool {
    let fits = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.');
    name.len() <= 64 && name.bytes().all(fits) && !name.starts_with(['.', '-']) && !name.is_empty()
}

pub(crate) fn no_configuration() -> UsageError {
    let error = UsageError::new("there is no folder for a profile");
    error.hint("set `HOME` or `XDG_CONFIG_HOME` to a folder, as a whole path")
}

/// Makes text of a profile's bytes.
///
/// # Errors
///
/// They are in another encoding.
pub(super) fn text(bytes: Vec<u8>) -> Result<String, UsageError> {
    let error = |problem: String| UsageError::new(problem).hint("save it as UTF-8");
    if is_utf16(&bytes) {
        return Err(error("it is UTF-16".to_owned()));
    }
    String::from_utf8(bytes).map_err(|bad| {
        let before = &bad.as_bytes()[..bad.utf8_error().valid_up_to()];
        let line = before.split(|&byte| byte == b'\n').count();
        error(format!("line {line} is not UTF-8"))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_leads_nowhere_but_to_the_profiles() {
        for name in ["work", "a.b", "x_1-y"] {
            assert!(is_name(name), "{name}");
        }
        for name in ["", ".", "..", "a/b", "a\\b", "-x", "é", "a b", "a\0"] {
            assert!(!is_name(name), "{name}");
        }
        assert!(!is_name(&"x".repeat(65)));
    }
}
