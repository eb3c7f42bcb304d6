//! Reading of files that a user names: whatever they are, the answer is a text or a [`Finding`].

use std::collections::BTreeSet;
use std::ffi::OsStr;
use std::fs::{self, File, Metadata, OpenOptions};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use crate::catalog::load::finding::{Code, Finding, Lines, printable};
use crate::catalog::load::limits::{LARGEST_FILE, LARGEST_FOLDER, MOST_FILES};

/// A file's text, and how the user calls the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceFile {
    /// The path as the user wrote it; for a file found in a folder, that folder and the rest.
    pub name: String,
    /// All of it, without a byte order mark; has no NUL.
    pub text: String,
}

/// Reads the file `path`, or all `*.yaml` and `*.yml` files in and below the folder `path`.
///
/// Files of a folder come sorted by name. What begins with a dot (`.git`, `.github`, an editor's
/// lock) is passed over in folders; links are followed, each folder is visited once.
///
/// # Errors
///
/// A [`Finding`] that names the file: it is missing, unreadable, neither file nor folder (pipes,
/// devices and sockets are not read), over [`LARGEST_FILE`], binary or not UTF-8; or the folder has
/// no such file, or too many.
pub fn read(path: &Path) -> Result<Vec<SourceFile>, Finding> {
    let about = fs::metadata(path).map_err(|error| unreadable(path, &error))?;
    if !about.is_dir() {
        return Ok(vec![read_file(path)?]);
    }
    let mut files = Vec::new();
    let mut total = 0;
    for path in yaml_files(path)? {
        let file = read_file(&path)?;
        total += file.text.len() as u64;
        if total > LARGEST_FOLDER {
            return Err(too_much(&path));
        }
        files.push(file);
    }
    Ok(files)
}

fn read_file(path: &Path) -> Result<SourceFile, Finding> {
    let name = path.display().to_string();
    let about = fs::metadata(path).map_err(|error| unreadable(path, &error))?;
    regular(path, &about)?;
    let file = open(path).map_err(|error| unreadable(path, &error))?;
    // Between the look and the opening the path may have come to mean something else.
    let about = file.metadata().map_err(|error| unreadable(path, &error))?;
    regular(path, &about)?;
    let mut bytes = Vec::new();
    file.take(LARGEST_FILE + 1)
        .read_to_end(&mut bytes)
        .map_err(|error| unreadable(path, &error))?;
    if bytes.len() as u64 > LARGEST_FILE {
        return Err(too_large(path));
    }
    let text = text(&name, bytes)?;
    Ok(SourceFile { name, text })
}

/// Opens for reading; a pipe that got in the way of the check must not keep us waiting for a writer.
fn open(path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.read(true);
    #[cfg(all(
        target_os = "linux",
        any(target_arch = "x86_64", target_arch = "aarch64")
    ))]
    {
        use std::os::unix::fs::OpenOptionsExt as _;
        const O_NONBLOCK: i32 = 0o4000;
        options.custom_flags(O_NONBLOCK);
    }
    #[cfg(target_os = "macos")]
    {
        use std::os::unix::fs::OpenOptionsExt as _;
        const O_NONBLOCK: i32 = 0x4;
        options.custom_flags(O_NONBLOCK);
    }
    options.open(path)
}

fn regular(path: &Path, about: &Metadata) -> Result<(), Finding> {
    if !about.is_file() {
        let what = kind(about);
        let name = path.display().to_string();
        let message = format!("cannot read {}: it is {what}", named(path));
        return Err(Finding::new(Code::NotAFile, &name, &message)
            .hint("only files and folders are read; save the catalog to a file first"));
    }
    if about.len() > LARGEST_FILE {
        return Err(too_large(path));
    }
    Ok(())
}

#[cfg(unix)]
fn kind(about: &Metadata) -> &'static str {
    use std::os::unix::fs::FileTypeExt as _;
    let kind = about.file_type();
    if kind.is_dir() {
        "a folder"
    } else if kind.is_fifo() {
        "a named pipe"
    } else if kind.is_socket() {
        "a socket"
    } else if kind.is_char_device() || kind.is_block_device() {
        "a device"
    } else {
        "not a regular file"
    }
}

#[cfg(not(unix))]
fn kind(about: &Metadata) -> &'static str {
    if about.is_dir() {
        "a folder"
    } else {
        "not a regular file"
    }
}

/// Lists the YAML files in and below a folder, sorted.
fn yaml_files(folder: &Path) -> Result<Vec<PathBuf>, Finding> {
    let mut found = Vec::new();
    let mut visited = BTreeSet::new();
    let mut waiting = vec![folder.to_owned()];
    let mut seen = 0;
    while let Some(folder) = waiting.pop() {
        let identity = identity(&folder).map_err(|error| unreadable(&folder, &error))?;
        if !visited.insert(identity) {
            continue;
        }
        for path in entries(&folder)? {
            seen += 1;
            if seen > MOST_FILES {
                return Err(too_many(&folder));
            }
            if hidden(&path) {
                continue;
            }
            // A dangling link is no folder; it matters only if it should be read.
            if fs::metadata(&path).is_ok_and(|about| about.is_dir()) {
                waiting.push(path);
            } else if is_yaml(&path) {
                found.push(path);
            }
        }
    }
    found.sort();
    if found.is_empty() {
        return Err(no_yaml(folder));
    }
    Ok(found)
}

/// Returns what tells a folder from all others, whatever links lead to it.
#[cfg(unix)]
fn identity(folder: &Path) -> io::Result<(u64, u64)> {
    use std::os::unix::fs::MetadataExt as _;
    let about = fs::metadata(folder)?;
    Ok((about.dev(), about.ino()))
}

#[cfg(not(unix))]
fn identity(folder: &Path) -> io::Result<PathBuf> {
    fs::canonicalize(folder)
}

fn entries(folder: &Path) -> Result<Vec<PathBuf>, Finding> {
    let failed = |error: io::Error| unreadable(folder, &error);
    let mut paths = Vec::new();
    for entry in fs::read_dir(folder).map_err(failed)? {
        paths.push(entry.map_err(failed)?.path());
        if paths.len() > MOST_FILES {
            return Err(too_many(folder));
        }
    }
    // So that of two links to one folder the same is taken each time.
    paths.sort_by(|one, other| other.cmp(one));
    Ok(paths)
}

fn hidden(path: &Path) -> bool {
    let name = path.file_name().map(OsStr::as_encoded_bytes);
    name.is_some_and(|name| name.starts_with(b"."))
}

fn is_yaml(path: &Path) -> bool {
    path.extension()
        .is_some_and(|ending| ending == "yaml" || ending == "yml")
}

/// Returns whether bytes have the mark or the zeros of a text in UTF-16.
#[must_use]
pub fn is_utf16(bytes: &[u8]) -> bool {
    let head = &bytes[..bytes.len().min(64)];
    // One piece more than there are zeros.
    let zeros = head.split(|byte| *byte == 0).count() - 1;
    // What is binary has them side by side.
    let apart = head.len() > 1 && head.windows(2).all(|two| two != [0, 0]);
    head.starts_with(b"\xFF\xFE")
        || head.starts_with(b"\xFE\xFF")
        || apart && 3 * zeros > head.len()
}

/// Makes text of a file's bytes.
fn text(name: &str, mut bytes: Vec<u8>) -> Result<String, Finding> {
    const BYTE_ORDER_MARK: &[u8] = b"\xEF\xBB\xBF";
    if is_utf16(&bytes) {
        return Err(
            Finding::new(Code::NotUtf8, name, "the file is UTF-16, not UTF-8")
                .hint("save it as UTF-8"),
        );
    }
    if bytes.starts_with(BYTE_ORDER_MARK) {
        bytes.drain(..BYTE_ORDER_MARK.len());
    }
    if let Some(at) = bytes.iter().position(|&byte| byte == 0) {
        let message = "the file is binary: it has a NUL byte";
        let found = Finding::new(Code::BinaryFile, name, message);
        return Err(placed(found, &bytes, at).hint("a catalog is a YAML text"));
    }
    String::from_utf8(bytes).map_err(|error| {
        let at = error.utf8_error().valid_up_to();
        let bytes = error.as_bytes();
        let message = format!(
            "the file is not UTF-8: byte 0x{:02X} is not text",
            bytes[at]
        );
        let found = Finding::new(Code::NotUtf8, name, &message);
        placed(found, bytes, at).hint("save it as UTF-8")
    })
}

/// Places a finding at a byte of what need not be text.
fn placed(found: Finding, bytes: &[u8], at: usize) -> Finding {
    // Up to `at` this is the text; the excerpt needs no more than the two lines that follow.
    const SHOWN_AFTER: usize = 1_000;
    let end = bytes.len().min(at + SHOWN_AFTER);
    let before = String::from_utf8_lossy(&bytes[..at]);
    let shown = format!("{before}{}", String::from_utf8_lossy(&bytes[at..end]));
    let lines = Lines::of(&shown);
    let (line, column) = lines.place(before.len());
    found.at(&lines, line, column)
}

fn unreadable(path: &Path, error: &io::Error) -> Finding {
    let name = path.display().to_string();
    let (code, why) = match error.kind() {
        io::ErrorKind::NotFound => (
            Code::NoSuchFile,
            "there is no such file or folder".to_owned(),
        ),
        io::ErrorKind::PermissionDenied => (Code::UnreadableFile, "permission denied".to_owned()),
        _ => (Code::UnreadableFile, error.to_string()),
    };
    let message = format!("cannot read {}: {why}", named(path));
    let found = Finding::new(code, &name, &message);
    match error.kind() {
        io::ErrorKind::NotFound => found.hint("check the spelling, and the folder you are in"),
        io::ErrorKind::PermissionDenied => found.hint("check its permissions"),
        _ => found.hint("check that the file can be opened by other programs"),
    }
}

/// Returns a path in backticks, whole: its end says most.
fn named(path: &Path) -> String {
    format!("`{}`", printable(&path.display().to_string()))
}

fn too_large(path: &Path) -> Finding {
    let name = path.display().to_string();
    let message = format!("{} is larger than {} MiB", named(path), LARGEST_FILE >> 20);
    Finding::new(Code::FileTooLarge, &name, &message)
        .hint("split it: a folder may hold several files")
}

fn too_much(path: &Path) -> Finding {
    let message = format!(
        "the folder's files have more than {} MiB together",
        LARGEST_FOLDER >> 20
    );
    Finding::new(Code::FileTooLarge, &path.display().to_string(), &message)
        .hint("name the folder that holds the catalog only")
}

fn too_many(folder: &Path) -> Finding {
    let message = format!("the folder holds more than {MOST_FILES} files");
    Finding::new(Code::TooManyFiles, &folder.display().to_string(), &message)
        .hint("name the folder that holds the catalog only")
}

fn no_yaml(folder: &Path) -> Finding {
    let name = folder.display().to_string();
    let message = format!("no `.yaml` file in {}", named(folder));
    Finding::new(Code::NoYamlFile, &name, &message)
        .hint("a catalog is made of files that end in `.yaml` or `.yml`")
}

#[cfg(test)]
mod tests;
