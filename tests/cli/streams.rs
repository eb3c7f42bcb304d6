//! Where bytes go, and what happens when they cannot.

use std::fs;
use std::io::{BufRead as _, BufReader, Read as _};
use std::process::Stdio;

use snapbox::{assert_data_eq, str};

use crate::run::{SHELF, certpath, command, folder, shelf};
#[cfg(unix)]
use crate::run::{output, shown};

const LONG: &str = "list exams --status all -f json";

#[test]
fn a_closed_pipe_ends_the_program_quietly() {
    for words in [LONG, "list certs --status all -f table", "catalog export"] {
        let mut child = command(words).stdin(Stdio::null()).spawn().unwrap();
        let mut line = String::new();
        let mut out = BufReader::with_capacity(1, child.stdout.take().unwrap());
        out.read_line(&mut line).unwrap();
        drop(out);
        let mut printed = String::new();
        child
            .stderr
            .take()
            .unwrap()
            .read_to_string(&mut printed)
            .unwrap();
        assert_eq!(printed, "", "{words}");
        assert_eq!(child.wait().unwrap().code(), Some(0), "{words}");
    }
}

#[test]
fn a_pipe_that_was_never_open_ends_it_quietly_too() {
    for words in [
        "--help",
        "--version",
        "plan --want AZ-104 --as-of 2026-11-22",
        "check",
    ] {
        let mut child = command(words).stdin(Stdio::null()).spawn().unwrap();
        drop(child.stdout.take());
        let mut printed = String::new();
        child
            .stderr
            .take()
            .unwrap()
            .read_to_string(&mut printed)
            .unwrap();
        assert_eq!(printed, "", "{words}");
        assert_eq!(child.wait().unwrap().code(), Some(0), "{words}");
    }
}

#[test]
fn a_file_is_replaced_whole_and_nothing_is_left_beside_it() {
    let folder = folder("replaced");
    let file = folder.join("plan.ids");
    fs::write(&file, "what was there\n").unwrap();
    let words = format!("plan --want shelf-master -o {}", file.display());
    assert_data_eq!(
        shelf(&words),
        str![[r#"
--- exit code 0 ---

"#]]
    );
    assert_data_eq!(
        fs::read_to_string(&file).unwrap(),
        str![[r#"
B-1
M-9

"#]]
    );
    assert_eq!(fs::read_dir(&folder).unwrap().count(), 1);
}

#[test]
fn what_is_read_for_an_answer_is_not_replaced_by_it() {
    let folder = folder("own-input");
    let (list, catalog) = (folder.join("list.txt"), folder.join("catalog.yaml"));
    fs::write(&list, "AZ-104\n").unwrap();
    fs::copy("tests/catalogs/shelf.yaml", &catalog).unwrap();
    let (list, catalog) = (list.display(), catalog.display());
    for words in [
        format!("plan devops-engineer --have @{list} -o {list} -f csv"),
        format!("profile import --dry-run {list} -o {list} -f csv"),
        format!("plan --batch {list} -o {list}"),
        format!("list certs --no-embedded --catalog {catalog} -o {catalog} -f csv"),
        format!("check --no-embedded {catalog} -o {catalog} -f json"),
        format!("catalog diff {catalog} {catalog} -o {catalog} -f csv"),
    ] {
        let printed = certpath(&words);
        assert!(
            printed.contains("it is read for this answer"),
            "{words}: {printed}"
        );
        assert!(
            printed.ends_with("--- exit code 2 ---\n"),
            "{words}: {printed}"
        );
    }
    let read = |path: String| fs::read_to_string(path).unwrap();
    assert_eq!(read(list.to_string()), "AZ-104\n");
    let shelf = read("tests/catalogs/shelf.yaml".to_owned());
    assert_eq!(read(catalog.to_string()), shelf);
}

#[cfg(target_os = "linux")]
#[test]
fn what_standard_input_or_output_is_counts_as_read_or_written_too() {
    let folder = folder("own-streams");
    let file = folder.join("requests.jsonl");
    let request = "{\"have\":[\"AZ-104\"],\"want\":[\"devops-engineer\"]}\n".repeat(100);
    fs::write(&file, &request).unwrap();
    // It is the same file by another name.
    let link = folder.join("link.jsonl");
    fs::hard_link(&file, &link).unwrap();
    let path = file.display();
    for (words, input, output) in [
        (format!("plan --batch - -o {path}"), true, false),
        (
            format!("profile import - --dry-run -f json -o {path}"),
            true,
            false,
        ),
        (
            format!("plan cks --have - --skip-unknown -f tsv -o {path}"),
            true,
            false,
        ),
        (format!("plan --batch {path}"), false, true),
        ("plan --batch -".to_owned(), true, true),
    ] {
        let mut call = command(&words);
        call.stdin(Stdio::null()).stdout(Stdio::null());
        if input {
            call.stdin(fs::File::open(&file).unwrap());
        }
        if output {
            call.stdout(fs::File::options().append(true).open(&link).unwrap());
        }
        let done = call.output().unwrap();
        let said = String::from_utf8(done.stderr).unwrap();
        assert!(
            said.contains("it is read for this answer"),
            "{words}: {said}"
        );
        assert_eq!(done.status.code(), Some(2), "{words}");
        assert_eq!(fs::read_to_string(&file).unwrap(), request, "{words}");
    }
}

#[test]
fn a_file_stays_as_it_is_where_there_is_no_answer() {
    let folder = folder("stays");
    let file = folder.join("plan.ids");
    fs::write(&file, "what was there\n").unwrap();
    for want in ["pile-master", "no-such-thing"] {
        shelf(&format!("plan --want {want} -o {}", file.display()));
        assert_eq!(fs::read_to_string(&file).unwrap(), "what was there\n");
        assert_eq!(fs::read_dir(&folder).unwrap().count(), 1);
    }
}

#[test]
fn no_plan_goes_to_the_file_as_json() {
    let file = folder("no-plan").join("plan.json");
    let printed = shelf(&format!("plan --want pile-master -o {}", file.display()));
    assert!(printed.starts_with("--- stderr ---\nno plan"), "{printed}");
    assert!(fs::read_to_string(file).unwrap().contains("\"no_plan\""));
}

#[test]
fn a_file_that_cannot_be_written_is_an_error() {
    assert_data_eq!(
        shelf("plan --want M-9 -o no/such/folder/plan.json"),
        str![[r#"
--- stderr ---
error: cannot write `no/such/folder/plan.json`: no such file or directory
--- exit code 2 ---

"#]]
    );
    assert_data_eq!(
        shelf("plan --want M-9 -o catalogs"),
        str![[r#"
--- stderr ---
error: cannot write `catalogs`: is a directory
--- exit code 2 ---

"#]]
    );
}

#[cfg(unix)]
#[test]
fn a_link_stays_and_what_it_leads_to_is_replaced() {
    let folder = folder("link");
    let (file, link) = (folder.join("plan.ids"), folder.join("link.ids"));
    fs::write(&file, "").unwrap();
    std::os::unix::fs::symlink(&file, &link).unwrap();
    shelf(&format!("plan --want M-9 -o {}", link.display()));
    assert!(link.is_symlink());
    assert_eq!(fs::read_to_string(&file).unwrap(), "M-9\n");
}

#[cfg(unix)]
#[test]
fn a_link_that_leads_nowhere_yet_says_where_the_file_belongs() {
    let folder = folder("dangling");
    let link = folder.join("link.ids");
    std::os::unix::fs::symlink("plan.ids", &link).unwrap();
    shelf(&format!("plan --want M-9 -o {}", link.display()));
    assert!(link.is_symlink());
    assert_eq!(
        fs::read_to_string(folder.join("plan.ids")).unwrap(),
        "M-9\n"
    );
    std::os::unix::fs::symlink("loop.ids", folder.join("loop.ids")).unwrap();
    let printed = shelf(&format!(
        "plan --want M-9 -o {}",
        folder.join("loop.ids").display()
    ));
    assert!(printed.contains("too many links"), "{printed}");
}

#[cfg(target_os = "linux")]
#[test]
fn standard_output_by_its_path_keeps_what_the_shell_wrote_there() {
    let folder = folder("dev-stdout");
    let file = folder.join("all.ids");
    std::os::unix::fs::symlink("/dev/stdout", folder.join("link.ids")).unwrap();
    let link = folder.join("link.ids");
    for path in [
        "/dev/stdout",
        "/proc/self/fd/1",
        "/dev/fd/1",
        link.to_str().unwrap(),
    ] {
        fs::write(&file, "before\n").unwrap();
        let mut call = command(&format!("plan --want M-9 -q -f ids -o {path} {SHELF}"));
        call.stdout(fs::OpenOptions::new().append(true).open(&file).unwrap());
        assert_eq!(shown(&output(call, b"")), "--- exit code 0 ---\n", "{path}");
        assert_eq!(
            fs::read_to_string(&file).unwrap(),
            "before\nM-9\n",
            "{path}"
        );
    }
    assert!(fs::symlink_metadata("/dev/stdout").unwrap().is_symlink());
}

#[cfg(unix)]
#[test]
fn a_named_pipe_is_written_to_and_stays_one() {
    use std::os::unix::fs::FileTypeExt as _;
    let pipe = folder("pipe").join("pipe.ids");
    let made = std::process::Command::new("mkfifo")
        .arg(&pipe)
        .status()
        .unwrap();
    assert!(made.success());
    let read = std::thread::spawn({
        let pipe = pipe.clone();
        move || fs::read_to_string(pipe).unwrap()
    });
    shelf(&format!("plan --want M-9 -o {}", pipe.display()));
    assert_eq!(read.join().unwrap(), "M-9\n");
    assert!(fs::metadata(&pipe).unwrap().file_type().is_fifo());
}

#[test]
fn a_name_as_long_as_the_system_lets_it_be_is_written() {
    let folder = folder("long-name");
    let file = folder.join(format!("{}.ids", "n".repeat(251)));
    shelf(&format!("plan --want M-9 -o {}", file.display()));
    assert_eq!(fs::read_to_string(&file).unwrap(), "M-9\n");
}

#[cfg(unix)]
#[test]
fn a_device_is_written_to_and_stays_one() {
    use std::os::unix::fs::FileTypeExt as _;
    let printed = shelf("plan --want M-9 -q -f ids -o /dev/null");
    assert_eq!(printed, "--- exit code 0 ---\n");
    assert!(
        fs::metadata("/dev/null")
            .unwrap()
            .file_type()
            .is_char_device()
    );
}

#[test]
fn nothing_but_the_answer_goes_to_standard_output() {
    let printed = certpath(&format!(
        "plan --have B-2 --want pile-master,M-9 -f tsv {SHELF}"
    ));
    assert!(printed.starts_with("--- stderr ---\n"), "{printed}");
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_an_error() {
    assert_data_eq!(
        shelf("plan --want M-9 -f ids -o /dev/full"),
        str![[r#"
--- stderr ---
error: cannot write the answer: no space left on device
--- exit code 2 ---

"#]]
    );
}

#[cfg(target_os = "linux")]
#[test]
fn help_on_a_full_disk_is_an_error() {
    for words in [
        "--help",
        "plan --help",
        "--version",
        "help",
        "man",
        "completions bash",
    ] {
        let mut call = command(words);
        call.stdout(
            fs::OpenOptions::new()
                .write(true)
                .open("/dev/full")
                .unwrap(),
        );
        let printed = shown(&output(call, b""));
        assert!(
            printed.contains("no space left on device"),
            "{words}: {printed}"
        );
        assert!(
            printed.ends_with("--- exit code 2 ---\n"),
            "{words}: {printed}"
        );
    }
}

#[test]
fn a_hyphen_is_standard_output() {
    assert_eq!(shelf("plan --want M-9 -o -"), shelf("plan --want M-9"));
}
