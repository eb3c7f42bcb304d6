//! Where answers go: standard output, a pipe or a device, or a file that appears whole or not at all.

use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::Path;
use std::sync::{Mutex, MutexGuard, PoisonError};

use anyhow::Context as _;

use super::new_file::{NewFile, folder, follow};
use super::report::UsageError;

/// The files that were read for the answer.
static INPUTS: Mutex<Vec<Identity>> = Mutex::new(Vec::new());

/// What a file is, whatever name it has: several links may lead to it, and a folder may be mounted in two places.
#[cfg(unix)]
type Identity = (u64, u64);

#[cfg(not(unix))]
type Identity = std::path::PathBuf;

#[cfg(unix)]
fn identity(path: &Path) -> Option<Identity> {
    identity_of(&fs::metadata(path).ok()?)
}

#[cfg(not(unix))]
fn identity(path: &Path) -> Option<Identity> {
    fs::canonicalize(path).ok().filter(|path| path.is_file())
}

/// Returns nothing of devices and pipes: they have nothing to lose.
#[cfg(unix)]
fn identity_of(about: &fs::Metadata) -> Option<Identity> {
    use std::os::unix::fs::MetadataExt as _;
    about.is_file().then(|| (about.dev(), about.ino()))
}

/// Returns what standard input or output is, which may have no name any more.
#[cfg(unix)]
fn identity_of_stream(stream: impl std::os::fd::AsFd) -> Option<Identity> {
    let file = File::from(stream.as_fd().try_clone_to_owned().ok()?);
    identity_of(&file.metadata().ok()?)
}

#[cfg(not(unix))]
fn identity_of_stream<S>(_: S) -> Option<Identity> {
    None
}

/// Notes a file that is read for the answer, so that the answer does not replace it.
pub(crate) fn note_input(path: &Path) {
    inputs().extend(identity(path));
}

/// Notes that standard input is read for the answer.
pub(crate) fn note_stdin() {
    inputs().extend(identity_of_stream(io::stdin()));
}

fn inputs() -> MutexGuard<'static, Vec<Identity>> {
    INPUTS.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Refuses a file that was read for the answer.
fn refuse_input(file: impl FnOnce() -> Option<Identity>) -> Result<(), UsageError> {
    let inputs = inputs();
    if !inputs.is_empty() && file().is_some_and(|file| inputs.contains(&file)) {
        let error = UsageError::new("it is read for this answer");
        return Err(error.hint("write to another file"));
    }
    Ok(())
}

/// Takes an answer; [`finish`](Self::finish) hands it over.
pub(crate) enum Output {
    /// Standard output, a pipe or a device, written to as it is.
    Stream(BufWriter<Box<dyn Write>>),
    /// A file that takes its name when it is complete.
    File(NewFile),
}

impl Output {
    /// Opens the file of `-o`, or standard output.
    ///
    /// # Errors
    ///
    /// The file or its folder cannot be written to, or the file was read for the answer.
    pub(crate) fn open(path: Option<&Path>) -> anyhow::Result<Self> {
        let Some(path) = path else {
            // What is read as it is written would never end.
            refuse_input(|| identity_of_stream(io::stdout()))
                .context("cannot write to standard output")?;
            return Ok(Self::stream(io::stdout().lock()));
        };
        refuse_input(|| identity(path)).with_context(|| cannot_write(path))?;
        Self::of_path(path).with_context(|| cannot_write(path))
    }

    fn stream(out: impl Write + 'static) -> Self {
        Self::Stream(BufWriter::new(Box::new(out)))
    }

    fn of_path(path: &Path) -> io::Result<Self> {
        let path = follow(path, |path| stream_of(path).is_some())?;
        Ok(match stream_of(&path) {
            Some(Stream::Output) => Self::stream(io::stdout().lock()),
            Some(Stream::Error) => Self::stream(io::stderr()),
            // What was written before by whoever has it open too stays.
            Some(Stream::Other) => Self::stream(File::options().append(true).open(&path)?),
            None => Self::File(NewFile::create(&path)?),
        })
    }

    /// Hands over what was written.
    ///
    /// # Errors
    ///
    /// It could not be written, or the file not be named.
    pub(crate) fn finish(self) -> anyhow::Result<()> {
        match self {
            Self::Stream(mut out) => out.flush().context("cannot write the answer"),
            Self::File(file) => {
                let path = file.path().to_owned();
                file.keep().with_context(|| cannot_write(&path))
            }
        }
    }
}

impl Write for Output {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match self {
            Self::Stream(out) => out.write(bytes),
            Self::File(out) => out.write(bytes),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match self {
            Self::Stream(out) => out.flush(),
            Self::File(out) => out.flush(),
        }
    }
}

/// What is written as it comes, and never replaced.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Stream {
    /// What standard output is already.
    Output,
    /// What standard error is already.
    Error,
    Other,
}

/// Returns which stream a path is, if it is not a plain file: a pipe, a device, anything in `/dev` or `/proc`.
///
/// To replace those would put a file in their place, and may lose what a shell's redirection wrote before.
fn stream_of(path: &Path) -> Option<Stream> {
    let real = fs::canonicalize(folder(path)).ok()?;
    let shared_memory = real.starts_with("/dev/shm");
    if (real.starts_with("/dev") && !shared_memory) || real.starts_with("/proc") {
        let own = fs::canonicalize("/proc/self/fd").is_ok_and(|own| own == real);
        let name = path.file_name().unwrap_or_default();
        return Some(match name.to_str() {
            Some("stdout") if !own => Stream::Output,
            Some("stderr") if !own => Stream::Error,
            Some("1") if own => Stream::Output,
            Some("2") if own => Stream::Error,
            _ => Stream::Other,
        });
    }
    let special = fs::metadata(path).is_ok_and(|about| !about.is_file() && !about.is_dir());
    special.then_some(Stream::Other)
}

pub(crate) fn cannot_write(path: &Path) -> String {
    format!("cannot write `{}`", path.display())
}
