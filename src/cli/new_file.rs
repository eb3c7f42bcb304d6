//! A file that appears whole or not at all.

use std::fs::{self, File};
use std::io::{self, BufWriter, Seek as _, Write};
use std::path::{Path, PathBuf};
use std::time::Duration;

/// Most links that lead from one to the next.
const MOST_LINKS: usize = 40;

/// A file without its name; it goes away unless it is [kept](Self::keep).
pub(crate) struct NewFile {
    file: BufWriter<File>,
    path: PathBuf,
    /// The name it has meanwhile; none where the system has files without one.
    passing: Option<PathBuf>,
}

impl NewFile {
    /// Begins what is to replace the plain file `path`, or to be it.
    ///
    /// # Errors
    ///
    /// `path` is a folder or may not be written, or its folder may not.
    pub(crate) fn create(path: &Path) -> io::Result<Self> {
        if path.is_dir() || ends_with_separator(path) {
            return Err(io::ErrorKind::IsADirectory.into());
        }
        if path.exists() {
            // A file that is protected is not replaced either.
            File::options().write(true).open(path)?;
        }
        let (file, passing) = if let Ok(file) = without_name(folder(path)) {
            (file, None)
        } else {
            let (file, passing) = passing_name(path, |passing| File::create_new(passing))?;
            (file, Some(passing))
        };
        Ok(Self {
            file: BufWriter::new(file),
            path: path.to_owned(),
            passing,
        })
    }

    /// Returns the name that it will have.
    pub(crate) fn path(&self) -> &Path {
        &self.path
    }

    /// Gives it the name, and with it the rights of what it replaces.
    ///
    /// # Errors
    ///
    /// It could not be written; what had the name before still has it.
    pub(crate) fn keep(mut self) -> io::Result<()> {
        self.file.flush()?;
        let file = self.file.get_ref();
        settle(file, &self.path)?;
        clear_left_over(folder(&self.path), file);
        let passing = match &self.passing {
            Some(passing) => passing.clone(),
            None => match passing_name(&self.path, |passing| name(file, passing)) {
                Ok(((), passing)) => passing,
                // Without `/proc`, or where links are forbidden, what has no name gets none.
                Err(_) => copied(file, &self.path)?,
            },
        };
        // From here on it has a name, and loses it where the last step fails.
        self.passing = Some(passing.clone());
        fs::rename(&passing, &self.path)?;
        self.passing = None;
        // Not every system can sync a folder; the file itself is safe already.
        let _ = File::open(folder(&self.path)).and_then(|folder| folder.sync_all());
        Ok(())
    }
}

impl Write for NewFile {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.file.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

impl Drop for NewFile {
    fn drop(&mut self) {
        if let Some(passing) = &self.passing {
            // What went wrong is reported already; a file left over would only add to it.
            let _ = fs::remove_file(passing);
        }
    }
}

/// Takes away what others that were killed between their last two steps left in a folder, which take far less than an hour.
fn clear_left_over(folder: &Path, new: &File) {
    /// Most files that are looked at: a folder may be full of others.
    const MOST: usize = 10_000;
    const LONG: Duration = Duration::from_hours(1);
    let modified = |about: io::Result<fs::Metadata>| about.and_then(|about| about.modified());
    let (Ok(now), Ok(files)) = (modified(new.metadata()), fs::read_dir(folder)) else {
        return;
    };
    for file in files.flatten().take(MOST) {
        let name = file.file_name();
        let name = name.as_encoded_bytes();
        if name.starts_with(b".certpath-") && name.ends_with(b".tmp") {
            let age = modified(file.metadata()).map(|then| now.duration_since(then));
            if age.is_ok_and(|age| age.is_ok_and(|age| LONG < age)) {
                // Where it may not be removed, it is no worse than before.
                let _ = fs::remove_file(file.path());
            }
        }
    }
}

/// Gives a file the rights of what it is to replace, and puts it safely on the disk.
fn settle(file: &File, path: &Path) -> io::Result<()> {
    if let Ok(replaced) = fs::metadata(path) {
        give_to_owner(file, &replaced);
        file.set_permissions(replaced.permissions())?;
        copy_attributes(path, file)?;
    }
    file.sync_all()
}

/// Gives a file what else says who may use what it replaces, and what its user noted of that.
///
/// # Errors
///
/// Its list of who may use it cannot be given on: the rights alone could let in whom that kept out.
#[cfg(target_os = "linux")]
fn copy_attributes(replaced: &Path, file: &File) -> io::Result<()> {
    use rustix::fs::{XattrFlags, fremovexattr, fsetxattr, getxattr, listxattr};
    const ACCESS: &str = "system.posix_acl_access";
    /// The most that the system has for the names of a file, and for a value.
    const MOST: usize = 64 << 10;
    // A folder may give its files a list of its own.
    let _ = fremovexattr(file, ACCESS);
    let (mut names, mut value) = (vec![0; MOST], vec![0; MOST]);
    // A file system without attributes has none to keep.
    let Ok(length) = listxattr(replaced, &mut names[..]) else {
        return Ok(());
    };
    let names = names[..length].split(|byte| *byte == 0);
    for name in names.filter_map(|name| str::from_utf8(name).ok()) {
        let is_access = name == ACCESS;
        if !is_access && !name.starts_with("user.") {
            continue;
        }
        let read = getxattr(replaced, name, &mut value[..]);
        let copied = read.and_then(|length| {
            let (value, flags) = (&value[..length], XattrFlags::empty());
            fsetxattr(file, name, value, flags)
        });
        if is_access {
            copied?;
        }
    }
    Ok(())
}

#[cfg(not(target_os = "linux"))]
fn copy_attributes(_: &Path, _: &File) -> io::Result<()> {
    Ok(())
}

/// Copies a file without a name to one beside `path` that has one.
fn copied(mut file: &File, path: &Path) -> io::Result<PathBuf> {
    let (mut copy, passing) = passing_name(path, |passing| File::create_new(passing))?;
    file.rewind()?;
    let done = io::copy(&mut file, &mut copy).and_then(|_| settle(&copy, path));
    if done.is_err() {
        // What went wrong is reported; a file left over would only add to it.
        let _ = fs::remove_file(&passing);
    }
    done.map(|()| passing)
}

/// Follows links by hand up to where it `ends`, so that one that leads nowhere yet says where the file belongs.
///
/// # Errors
///
/// The links lead round and round.
pub(crate) fn follow(path: &Path, ends: impl Fn(&Path) -> bool) -> io::Result<PathBuf> {
    let mut path = path.to_owned();
    for _ in 0..MOST_LINKS {
        if ends(&path) {
            return Ok(path);
        }
        match fs::read_link(&path) {
            Ok(target) => path = folder(&path).join(target),
            Err(_) => return Ok(path),
        }
    }
    Err(io::Error::other("too many links lead from one to the next"))
}

/// Returns the folder in which a path is.
pub(crate) fn folder(path: &Path) -> &Path {
    let folder = path.parent().unwrap_or(path);
    if folder.as_os_str().is_empty() {
        Path::new(".")
    } else {
        folder
    }
}

fn ends_with_separator(path: &Path) -> bool {
    let last = path.as_os_str().as_encoded_bytes().last();
    last.is_some_and(|&byte| std::path::is_separator(char::from(byte)))
}

/// Finds a name that nothing has yet, beside `path`: short, since the file's own may fill what a name may have.
fn passing_name<T>(path: &Path, make: impl Fn(&Path) -> io::Result<T>) -> io::Result<(T, PathBuf)> {
    let process = std::process::id();
    let named = |taken| path.with_file_name(format!(".certpath-{process}-{taken}.tmp"));
    free_name(100, named, make)
}

/// Makes something of the first name that nothing has yet; of so many at most as that are taken.
///
/// In a container a process that was killed may have had the same number.
pub(crate) fn free_name<T>(
    most_taken: u32,
    named: impl Fn(u32) -> PathBuf,
    make: impl Fn(&Path) -> io::Result<T>,
) -> io::Result<(T, PathBuf)> {
    let mut taken = 0;
    loop {
        let path = named(taken);
        match make(&path) {
            Ok(file) => return Ok((file, path)),
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists && taken < most_taken => {
                taken += 1;
            }
            Err(error) => return Err(error),
        }
    }
}

/// Makes a file that goes away with the process, however that ends.
#[cfg(target_os = "linux")]
fn without_name(folder: &Path) -> io::Result<File> {
    use rustix::fs::{Mode, OFlags, open};
    let flags = OFlags::TMPFILE | OFlags::RDWR | OFlags::CLOEXEC;
    Ok(open(folder, flags, Mode::from_raw_mode(0o666))?.into())
}

#[cfg(target_os = "linux")]
fn name(file: &File, name: &Path) -> io::Result<()> {
    use std::os::fd::AsRawFd as _;

    use rustix::fs::{AtFlags, CWD, linkat};
    let nameless = format!("/proc/self/fd/{}", file.as_raw_fd());
    Ok(linkat(CWD, nameless, CWD, name, AtFlags::SYMLINK_FOLLOW)?)
}

#[cfg(not(target_os = "linux"))]
fn without_name(_: &Path) -> io::Result<File> {
    Err(io::ErrorKind::Unsupported.into())
}

#[cfg(not(target_os = "linux"))]
fn name(_: &File, _: &Path) -> io::Result<()> {
    Err(io::ErrorKind::Unsupported.into())
}

/// Where root writes a user's file, it stays the user's.
#[cfg(unix)]
fn give_to_owner(file: &File, replaced: &fs::Metadata) {
    use std::os::unix::fs::{MetadataExt as _, fchown};
    // Nobody but root may do so, and needs not.
    let _ = fchown(file, Some(replaced.uid()), Some(replaced.gid()));
}

#[cfg(not(unix))]
fn give_to_owner(_: &File, _: &fs::Metadata) {}

#[cfg(test)]
mod tests {
    use super::*;

    fn empty_folder(name: &str) -> PathBuf {
        let folder = std::env::temp_dir().join(format!("certpath-{}-{name}", std::process::id()));
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(&folder).unwrap();
        folder
    }

    #[test]
    fn what_is_killed_before_it_is_kept_leaves_the_old_file_alone() {
        let folder = empty_folder("killed");
        let path = folder.join("file");
        fs::write(&path, "old").unwrap();
        let mut new = NewFile::create(&path).unwrap();
        new.write_all(b"new").unwrap();
        new.flush().unwrap();
        assert_eq!(fs::read_to_string(&path).unwrap(), "old");
        drop(new);
        assert_eq!(fs::read_to_string(&path).unwrap(), "old");
        assert_eq!(fs::read_dir(&folder).unwrap().count(), 1);
        let mut new = NewFile::create(&path).unwrap();
        new.write_all(b"new").unwrap();
        new.keep().unwrap();
        assert_eq!(fs::read_to_string(&path).unwrap(), "new");
        assert_eq!(fs::read_dir(&folder).unwrap().count(), 1);
        fs::remove_dir_all(&folder).unwrap();
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn who_may_use_a_file_and_what_is_noted_of_it_stays() {
        use rustix::fs::{XattrFlags, getxattr, setxattr};
        let folder = empty_folder("attributes");
        let path = folder.join("file");
        fs::write(&path, "old").unwrap();
        // The group may not read, but user 12345 may.
        let entries = [(1_u16, 6_u16, u32::MAX), (2, 4, 12_345), (4, 0, u32::MAX)];
        let rest = [(16_u16, 4_u16, u32::MAX), (32, 0, u32::MAX)];
        let mut access = 2_u32.to_le_bytes().to_vec();
        for (tag, rights, who) in entries.into_iter().chain(rest) {
            access.extend(tag.to_le_bytes().into_iter().chain(rights.to_le_bytes()));
            access.extend(who.to_le_bytes());
        }
        let noted = [
            ("system.posix_acl_access", &access[..]),
            ("user.from", b"me"),
        ];
        let set = |(name, value)| setxattr(&path, name, value, XattrFlags::empty());
        if noted.map(set).iter().any(Result::is_err) {
            // The file system of temporary files has no attributes.
            return fs::remove_dir_all(&folder).unwrap();
        }
        let mut new = NewFile::create(&path).unwrap();
        new.write_all(b"new").unwrap();
        new.keep().unwrap();
        for (name, expected) in noted {
            let mut value = [0; 100];
            let length = getxattr(&path, name, &mut value[..]).unwrap();
            assert_eq!(&value[..length], expected, "{name}");
        }
        fs::remove_dir_all(&folder).unwrap();
    }

    #[test]
    fn what_was_left_over_long_ago_goes() {
        let folder = empty_folder("left-over");
        let names = [".certpath-1-0.tmp", ".certpath-2-0.tmp", ".other.tmp"];
        for name in names {
            fs::write(folder.join(name), "left").unwrap();
        }
        for old in [names[0], names[2]] {
            let file = File::options().write(true).open(folder.join(old)).unwrap();
            let now = file.metadata().unwrap().modified().unwrap();
            file.set_modified(now - Duration::from_hours(2)).unwrap();
        }
        NewFile::create(&folder.join("file"))
            .unwrap()
            .keep()
            .unwrap();
        let left = names.map(|name| folder.join(name).exists());
        assert_eq!(left, [false, true, true]);
        fs::remove_dir_all(&folder).unwrap();
    }

    /// As where `/proc` is not mounted.
    #[test]
    fn what_gets_no_name_is_copied() {
        let folder = empty_folder("copied");
        let path = folder.join("file");
        fs::write(&path, "old").unwrap();
        let Ok(mut file) = without_name(&folder) else {
            return fs::remove_dir_all(&folder).unwrap();
        };
        file.write_all(b"new").unwrap();
        let passing = copied(&file, &path).unwrap();
        assert_eq!(fs::read_to_string(&passing).unwrap(), "new");
        assert_eq!(fs::read_to_string(&path).unwrap(), "old");
        assert!(copied(&file, &folder.join("none/file")).is_err());
        assert_eq!(fs::read_dir(&folder).unwrap().count(), 2);
        fs::remove_dir_all(&folder).unwrap();
    }

    #[test]
    fn a_name_may_be_as_long_as_the_system_lets_it() {
        let folder = empty_folder("long");
        let path = folder.join("n".repeat(255));
        let mut new = NewFile::create(&path).unwrap();
        new.write_all(b"new").unwrap();
        new.keep().unwrap();
        assert_eq!(fs::read_to_string(&path).unwrap(), "new");
        fs::remove_dir_all(&folder).unwrap();
    }
}
