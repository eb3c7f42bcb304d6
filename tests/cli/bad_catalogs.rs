//! Catalogs that are none: each is refused with a word that names the file, within seconds.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use snapbox::{assert_data_eq, str};

use crate::run::{certpath, folder};

/// Asks a question to a catalog that cannot be used; returns what is shown.
#[track_caller]
fn answered(path: &Path) -> String {
    let printed = certpath(&format!("list --no-embedded --catalog {}", path.display()));
    let folder = path.parent().unwrap().to_str().unwrap();
    printed.replace(folder, "FOLDER")
}

#[track_caller]
fn file(name: &str, bytes: impl AsRef<[u8]>) -> String {
    let path = folder(name).join("bad.yaml");
    fs::write(&path, bytes).unwrap();
    answered(&path)
}

#[test]
fn a_missing_file() {
    assert_data_eq!(
        answered(&folder("bad-missing").join("bad.yaml")),
        str![[r#"
--- stderr ---
error[no-such-file]: cannot read `FOLDER/bad.yaml`: there is no such file or folder
 --> FOLDER/bad.yaml
  = hint: check the spelling, and the folder you are in
--- exit code 2 ---

"#]]
    );
}

#[test]
fn an_empty_file() {
    assert_data_eq!(
        file("bad-empty", ""),
        str![[r#"
--- stderr ---
error[empty-file]: the file is empty
 --> FOLDER/bad.yaml
  = hint: a catalog has at least one of `providers:`, `exams:` and `certifications:`
--- exit code 2 ---

"#]]
    );
}

#[test]
fn a_file_that_is_not_utf_8() {
    assert_data_eq!(
        file("bad-latin-1", b"providers:\n  - name: Caf\xe9\n"),
        str![[r#"
--- stderr ---
error[not-utf-8]: the file is not UTF-8: byte 0xE9 is not text
 --> FOLDER/bad.yaml:2:14
  |
1 | providers:
2 |   - name: Caf�
  |              ^
  |
  = hint: save it as UTF-8
--- exit code 2 ---

"#]]
    );
}

#[test]
fn a_binary_file() {
    assert_data_eq!(
        file("bad-binary", b"\x7fELF\x02\x01\x01\0\0\0"),
        str![[r#"
--- stderr ---
error[binary-file]: the file is binary: it has a NUL byte
 --> FOLDER/bad.yaml:1:8
  |
1 | �ELF������
  |        ^
  |
  = hint: a catalog is a YAML text
--- exit code 2 ---

"#]]
    );
}

#[test]
fn millions_of_brackets() {
    assert_data_eq!(
        file("bad-brackets", vec![b'['; 50_000_000]),
        str![[r#"
--- stderr ---
error[too-deep]: lists and maps are nested more than 64 deep
 --> FOLDER/bad.yaml:1:256
  = hint: name a part as an entry of its own, and require that
--- exit code 2 ---

"#]]
    );
}

#[test]
fn deep_nesting() {
    let deep = format!("exams: {}{}", "[".repeat(1_000), "]".repeat(1_000));
    assert_data_eq!(
        file("bad-deep", deep),
        str![[r#"
--- stderr ---
error[too-deep]: lists and maps are nested more than 64 deep
 --> FOLDER/bad.yaml:1:263
  |
1 | ...[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[...
  |                                                                                 ^
  |
  = hint: name a part as an entry of its own, and require that
--- exit code 2 ---

"#]]
    );
}

#[test]
fn an_alias_bomb() {
    let mut bomb = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n".to_owned();
    for level in 1..12 {
        let aliases = vec![format!("*a{}", level - 1); 10].join(", ");
        let _ = writeln!(bomb, "a{level}: &a{level} [{aliases}]");
    }
    assert_data_eq!(
        file("bad-bomb", bomb),
        str![[r#"
--- stderr ---
error[alias-bomb]: anchors and aliases expand to more than 32 MiB
 --> FOLDER/bad.yaml:6:35
  |
5 | a4: &a4 [*a3, *a3, *a3, *a3, *a3, *a3, *a3, *a3, *a3, *a3]
6 | a5: &a5 [*a4, *a4, *a4, *a4, *a4, *a4, *a4, *a4, *a4, *a4]
  |                                   ^
7 | a6: &a6 [*a5, *a5, *a5, *a5, *a5, *a5, *a5, *a5, *a5, *a5]
  |
  = hint: write out what the aliases stand for
--- exit code 2 ---

"#]]
    );
}

#[test]
fn an_empty_folder() {
    let folder = folder("bad-folder").join("empty");
    fs::create_dir(&folder).unwrap();
    assert_data_eq!(
        answered(&folder),
        str![[r#"
--- stderr ---
error[no-yaml-file]: no `.yaml` file in `FOLDER/empty`
 --> FOLDER/empty
  = hint: a catalog is made of files that end in `.yaml` or `.yml`
--- exit code 2 ---

"#]]
    );
}

#[test]
fn a_file_that_is_too_large() {
    let path = folder("bad-large").join("bad.yaml");
    fs::File::create(&path).unwrap().set_len(65 << 20).unwrap();
    assert_data_eq!(
        answered(&path),
        str![[r#"
--- stderr ---
error[file-too-large]: `FOLDER/bad.yaml` is larger than 64 MiB
 --> FOLDER/bad.yaml
  = hint: split it: a folder may hold several files
--- exit code 2 ---

"#]]
    );
}

#[cfg(unix)]
#[test]
fn a_pipe_and_a_device() {
    let path = folder("bad-pipe").join("bad.yaml");
    let made = std::process::Command::new("mkfifo").arg(&path).status();
    assert!(made.unwrap().success());
    assert_data_eq!(
        answered(&path),
        str![[r#"
--- stderr ---
error[not-a-file]: cannot read `FOLDER/bad.yaml`: it is a named pipe
 --> FOLDER/bad.yaml
  = hint: only files and folders are read; save the catalog to a file first
--- exit code 2 ---

"#]]
    );
    assert_data_eq!(
        answered(Path::new("/dev/zero")),
        str![[r#"
--- stderr ---
error[not-a-file]: cannot read `FOLDER/zero`: it is a device
 --> FOLDER/zero
  = hint: only files and folders are read; save the catalog to a file first
--- exit code 2 ---

"#]]
    );
}

#[cfg(unix)]
#[test]
fn an_unreadable_file() {
    use std::os::unix::fs::PermissionsExt as _;
    let path = folder("bad-locked").join("bad.yaml");
    fs::write(&path, "providers: []").unwrap();
    fs::set_permissions(&path, fs::Permissions::from_mode(0o000)).unwrap();
    if fs::read(&path).is_ok() {
        // Whoever may read everything cannot see this.
        return;
    }
    assert_data_eq!(answered(&path), str![]);
}

#[test]
fn yaml_that_is_none_and_keys_that_are_none() {
    assert_data_eq!(
        file("bad-yaml", "exams:\n  - code: 'A-1\n"),
        str![[r#"
--- stderr ---
error[bad-yaml]: this quoted text is never closed
 --> FOLDER/bad.yaml:2:11
  |
1 | exams:
2 |   - code: 'A-1
  |           ^
  |
  = hint: add the closing quote
--- exit code 2 ---

"#]]
    );
    assert_data_eq!(
        file("bad-key", "exam: []\n"),
        str![[r#"
--- stderr ---
error[unknown-key]: unknown key `exam`
 --> FOLDER/bad.yaml:1:1
  |
1 | exam: []
  | ^
  |
  = hint: did you mean `exams`?
--- exit code 2 ---

"#]]
    );
    assert_data_eq!(
        file("bad-twice", "exams: []\nexams: []\n"),
        str![[r#"
--- stderr ---
error[duplicate-key]: the key `exams` is given twice
 --> FOLDER/bad.yaml:2:1
  |
1 | exams: []
2 | exams: []
  | ^
  |
  = hint: it is on line 1 already; keep one of the two
--- exit code 2 ---

"#]]
    );
    assert_data_eq!(
        file("bad-format", "format: 2\n"),
        str![[r#"
--- stderr ---
error[newer-format]: the catalog has format `2`, and this program reads format `1` only
 --> FOLDER/bad.yaml:1:9
  |
1 | format: 2
  |         ^
  |
  = hint: use a newer certpath
--- exit code 2 ---

"#]]
    );
}

#[test]
fn of_many_errors_the_first_twenty_are_reported() {
    let mut text =
        "providers:\n  - {id: v, name: V, levels: [{name: l, rank: 1}]}\nprovider: v\nexams:\n"
            .to_owned();
    for number in 0..30 {
        let _ = writeln!(text, "  - {{code: A-{number}}}");
    }
    let printed = file("bad-many", text);
    assert_eq!(printed.matches("error[").count(), 20, "{printed}");
    let end: Vec<&str> = printed.lines().rev().take(3).collect();
    assert_data_eq!(
        end.join("\n"),
        str![[r#"
--- exit code 2 ---
hint: `certpath check` shows all of them
error: 160 more errors in the catalog
"#]]
    );
}

#[test]
fn control_characters_never_reach_a_terminal() {
    let printed = file("bad-control", "providers: []\n\"\\e[31mred\\e[0m\": 1\n");
    assert!(!printed.contains('\u{1b}'), "{printed}");
}
