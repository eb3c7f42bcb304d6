//! What a path may be, and how much of it is read.

use std::process;

use super::*;

/// A folder of its own for each test, gone when it is over.
struct Folder(PathBuf);

impl Folder {
    fn new(test: &str) -> Self {
        let name = format!("certpath-source-{}-{test}", process::id());
        let path = std::env::temp_dir().join(name);
        fs::create_dir_all(&path).unwrap();
        Self(path)
    }

    fn write(&self, name: &str, bytes: &[u8]) -> PathBuf {
        let path = self.0.join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, bytes).unwrap();
        path
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

#[test]
fn what_may_not_be_read_says_so() {
    let error = io::Error::new(io::ErrorKind::PermissionDenied, "error 13");
    let found = unreadable(Path::new("shelf.yaml"), &error);
    assert_eq!(found.code, Code::UnreadableFile);
    assert_eq!(found.message, "cannot read `shelf.yaml`: permission denied");
}

fn fault(path: &Path) -> Finding {
    let found = read(path).unwrap_err();
    let named = path.display().to_string();
    assert!(found.file.contains(&named), "{found}");
    assert!(found.hint.is_some(), "{found}");
    found
}

#[test]
fn a_byte_order_mark_is_left_out() {
    let folder = Folder::new("bom");
    let path = folder.write("a.yaml", b"\xEF\xBB\xBFa: b\r\n");
    let files = read(&path).unwrap();
    assert_eq!(files[0].text, "a: b\r\n");
    assert_eq!(files[0].name, path.display().to_string());
}

#[test]
fn what_is_not_utf_8_is_placed() {
    let folder = Folder::new("utf8");
    let faults: [(&[u8], Code, u32, u32); 6] = [
        (b"a: b\r\n\xC3\xA9: caf\xE9\nc: d\n", Code::NotUtf8, 2, 7),
        (b"\xFF", Code::NotUtf8, 1, 1),
        (b"a: \xE2\x82", Code::NotUtf8, 1, 4),
        (b"\xFF\xFEa\0", Code::NotUtf8, 0, 0),
        (b"a: b\n\0", Code::BinaryFile, 2, 1),
        (b"\x7FELF\x02\x00\xFF", Code::BinaryFile, 1, 6),
    ];
    for (bytes, code, line, column) in faults {
        let found = fault(&folder.write("a.yaml", bytes));
        assert_eq!((found.code, found.line, found.column), (code, line, column));
    }
}

#[test]
fn a_folder_is_read_with_what_is_below_it() {
    let folder = Folder::new("folder");
    for name in [
        "b.yaml",
        "a/z.yml",
        "a/c/y.yaml",
        "a.yaml",
        "x.json",
        ".git/h.yaml",
        ".h.yaml",
    ] {
        folder.write(name, b"a: b");
    }
    let names: Vec<String> = read(&folder.0)
        .unwrap()
        .into_iter()
        .map(|file| file.name)
        .collect();
    let expected = ["a/c/y.yaml", "a/z.yml", "a.yaml", "b.yaml"];
    let expected = expected.map(|name| folder.0.join(name).display().to_string());
    assert_eq!(names, expected);
}

#[test]
fn a_folder_without_a_catalog_is_an_error() {
    let folder = Folder::new("empty");
    assert_eq!(fault(&folder.0).code, Code::NoYamlFile);
    folder.write("x.json", b"{}");
    assert_eq!(fault(&folder.0).code, Code::NoYamlFile);
}

#[test]
fn a_missing_file_is_an_error() {
    let found = fault(Path::new("no/such/shelf.yaml"));
    assert_eq!(found.code, Code::NoSuchFile);
    let expected = "cannot read `no/such/shelf.yaml`: there is no such file or folder";
    assert_eq!(found.message, expected);
}

#[test]
fn a_file_over_64_mib_is_not_read() {
    let folder = Folder::new("large");
    let path = folder.write("a.yaml", b"a: b\n");
    let file = OpenOptions::new().write(true).open(&path).unwrap();
    // Of zeros, which are read and found to be no text.
    file.set_len(LARGEST_FILE).unwrap();
    assert_eq!(fault(&path).code, Code::BinaryFile);
    file.set_len(LARGEST_FILE + 1).unwrap();
    assert_eq!(fault(&path).code, Code::FileTooLarge);
}

#[test]
fn a_folder_over_256_mib_is_not_read() {
    let folder = Folder::new("heavy");
    let path = folder.write(
        "1.yaml",
        &vec![b' '; usize::try_from(LARGEST_FILE).unwrap()],
    );
    for name in ["2.yaml", "3.yaml", "4.yaml"] {
        fs::hard_link(&path, folder.0.join(name)).unwrap();
    }
    assert_eq!(read(&folder.0).unwrap().len(), 4);
    folder.write("5.yaml", b" ");
    assert_eq!(fault(&folder.0).code, Code::FileTooLarge);
}

#[test]
fn a_folder_of_over_100_000_files_is_not_read() {
    let folder = Folder::new("many");
    folder.write("below/a.yaml", b"a: b");
    // With these, the folder below and what is in it there are as many as may be.
    for number in 2..MOST_FILES {
        File::create(folder.0.join(number.to_string())).unwrap();
    }
    assert_eq!(read(&folder.0).unwrap().len(), 1);
    folder.write("below/b", b"");
    assert_eq!(fault(&folder.0).code, Code::TooManyFiles);
}

#[cfg(unix)]
#[test]
fn pipes_and_devices_are_never_waited_for() {
    let folder = Folder::new("pipe");
    assert_eq!(fault(Path::new("/dev/zero")).code, Code::NotAFile);
    let _socket = std::os::unix::net::UnixListener::bind(folder.0.join("s.yaml")).unwrap();
    assert_eq!(fault(&folder.0.join("s.yaml")).code, Code::NotAFile);
    let pipe = folder.0.join("p.yaml");
    let made = process::Command::new("mkfifo").arg(&pipe).status();
    assert!(made.unwrap().success());
    let found = fault(&pipe);
    assert_eq!(found.code, Code::NotAFile);
    assert!(found.message.ends_with("it is a named pipe"), "{found}");
    // One that appears after the look at the path is opened without waiting.
    #[cfg(any(
        target_os = "macos",
        all(
            target_os = "linux",
            any(target_arch = "x86_64", target_arch = "aarch64")
        )
    ))]
    assert!(open(&pipe).is_ok());
}

#[cfg(unix)]
#[test]
fn links_in_a_cycle_end() {
    let folder = Folder::new("links");
    folder.write("a/b.yaml", b"a: b");
    let link = |to: &Path, from: &str| {
        std::os::unix::fs::symlink(to, folder.0.join(from)).unwrap();
    };
    link(&folder.0, "a/up");
    link(Path::new("self"), "self");
    assert_eq!(read(&folder.0).unwrap().len(), 1);
    link(Path::new("nowhere"), "gone.yaml");
    let found = read(&folder.0).unwrap_err();
    assert_eq!(found.code, Code::NoSuchFile);
    assert!(found.file.ends_with("gone.yaml"));
}

#[cfg(unix)]
#[test]
fn what_may_not_be_read_is_named() {
    use std::os::unix::fs::PermissionsExt as _;
    let folder = Folder::new("mode");
    let path = folder.write("a.yaml", b"a: b");
    fs::set_permissions(&path, fs::Permissions::from_mode(0o000)).unwrap();
    // Nothing is forbidden to root.
    if File::open(&path).is_err() {
        assert_eq!(fault(&path).code, Code::UnreadableFile);
    }
    // A file that anybody may open, and nobody can read from its beginning.
    #[cfg(target_os = "linux")]
    assert_eq!(
        fault(Path::new("/proc/self/mem")).code,
        Code::UnreadableFile
    );
}
