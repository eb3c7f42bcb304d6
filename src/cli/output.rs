//! Where answers go: standard output, or a file that appears whole or not at all.

use std::fs::{self, File, OpenOptions};
use std::io::{self, BufWriter, StdoutLock, Write};
use std::path::{Path, PathBuf};

use anyhow::Context as _;

/// Takes an answer; [`finish`](Self::finish) hands it over.
pub(crate) enum Output {
    /// Standard output.
    Standard(BufWriter<StdoutLock<'static>>),
    /// A pipe or a device, written to as it is.
    Special(File),
    /// A file that takes its name when it is complete.
    File(NewFile),
}

impl Output {
    /// Opens the file of `-o`, or standard output.
    ///
    /// # Errors
    ///
    /// The file or its folder cannot be written to.
    pub(crate) fn open(path: Option<&Path>) -> anyhow::Result<Self> {
        let Some(path) = path else {
            return Ok(Self::Standard(BufWriter::new(io::stdout().lock())));
        };
        // Renaming over `/dev/null` or a pipe would put a file in its place.
        let special = fs::metadata(path).is_ok_and(|about| !about.is_file() && !about.is_dir());
        if special {
            let file = OpenOptions::new().write(true).open(path);
            return Ok(Self::Special(file.with_context(|| cannot_write(path))?));
        }
        let file = NewFile::create(path).with_context(|| cannot_write(path))?;
        Ok(Self::File(file))
    }

    /// Hands over what was written.
    ///
    /// # Errors
    ///
    /// It could not be written, or the file not be named.
    pub(crate) fn finish(mut self) -> anyhow::Result<()> {
        self.flush()?;
        if let Self::File(file) = self {
            let path = file.path.clone();
            file.keep().with_context(|| cannot_write(&path))?;
        }
        Ok(())
    }
}

impl Write for Output {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match self {
            Self::Standard(out) => out.write(bytes),
            Self::Special(out) => out.write(bytes),
            Self::File(out) => out.file.write(bytes),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match self {
            Self::Standard(out) => out.flush(),
            Self::Special(out) => out.flush(),
            Self::File(out) => out.file.flush(),
        }
    }
}

/// A file under a passing name beside its own; it goes away unless it is [kept](Self::keep).
pub(crate) struct NewFile {
    file: BufWriter<File>,
    path: PathBuf,
    passing: PathBuf,
    kept: bool,
}

impl NewFile {
    fn create(path: &Path) -> io::Result<Self> {
        // Through a link the file that it leads to is replaced, not the link.
        let path = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
        let name = path.file_name().filter(|_| !path.is_dir());
        let name = name.ok_or(io::ErrorKind::IsADirectory)?.to_string_lossy();
        let mut taken = 0;
        loop {
            let process = std::process::id();
            let passing = path.with_file_name(format!(".{name}.{process}-{taken}.tmp"));
            match File::create_new(&passing) {
                Ok(file) => {
                    return Ok(Self {
                        file: BufWriter::new(file),
                        path,
                        passing,
                        kept: false,
                    });
                }
                // In a container a process that was killed may have had the same number.
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists && taken < 100 => {
                    taken += 1;
                }
                Err(error) => return Err(error),
            }
        }
    }

    fn keep(mut self) -> io::Result<()> {
        self.file.flush()?;
        let file = self.file.get_ref();
        if let Ok(replaced) = fs::metadata(&self.path) {
            file.set_permissions(replaced.permissions())?;
        }
        file.sync_all()?;
        fs::rename(&self.passing, &self.path)?;
        self.kept = true;
        Ok(())
    }
}

impl Drop for NewFile {
    fn drop(&mut self) {
        if !self.kept {
            // What went wrong is told already; a file left over would only add to it.
            let _ = fs::remove_file(&self.passing);
        }
    }
}

fn cannot_write(path: &Path) -> String {
    format!("cannot write `{}`", path.display())
}
