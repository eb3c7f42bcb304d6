//! `certpath profile`, and the commands that take it.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use snapbox::{assert_data_eq, str};

use crate::run::{command, folder, output, shown};

/// Makes a call at a home; the shelf answers.
fn at(home: &Path, words: &str) -> Command {
    let mut call = command(&format!(
        "{words} --no-embedded --catalog catalogs/shelf.yaml"
    ));
    call.env("XDG_CONFIG_HOME", home);
    call
}

fn run(home: &Path, words: &str) -> String {
    let printed = shown(&output(at(home, words), b""));
    printed.replace(home.to_str().unwrap(), "HOME")
}

fn file(home: &Path) -> PathBuf {
    home.join("certpath/profile")
}

fn holding(name: &str, text: &str) -> PathBuf {
    let home = folder(name);
    fs::create_dir(home.join("certpath")).unwrap();
    fs::write(file(&home), text).unwrap();
    home
}

#[test]
fn a_renewal_is_added_and_a_correction_replaces() {
    let home = folder("profile-renewal");
    let add = |holding: &str| {
        let mut call = command(&format!("profile add {holding}"));
        call.env("XDG_CONFIG_HOME", &home);
        shown(&output(call, b""))
    };
    let changes = [
        ("azure-administrator-associate@2025-03-10", "added"),
        (
            "azure-administrator-associate@2026-02-01",
            "added another date of",
        ),
        (
            "azure-administrator-associate@2026-02-03",
            "changed the date of",
        ),
        // Nothing renewed it then.
        (
            "azure-administrator-associate@2025-05-10",
            "changed the date of",
        ),
        (
            "azure-administrator-associate@2026-02-03",
            "already in the profile:",
        ),
    ];
    for (holding, did) in changes {
        let said = add(holding);
        assert!(said.contains(did), "{holding}: {said}");
    }
    let said = add("cka@2024-01-01,cka@2026-01-01");
    assert!(
        said.contains("added cka\nadded another date of cka"),
        "{said}"
    );
    assert_data_eq!(
        fs::read_to_string(file(&home)).unwrap(),
        str![[r#"
azure-administrator-associate@2025-05-10  # Azure Administrator Associate
azure-administrator-associate@2026-02-03  # Azure Administrator Associate
cka@2024-01-01  # Certified Kubernetes Administrator
cka@2026-01-01  # Certified Kubernetes Administrator

"#]]
    );
}

#[test]
fn what_a_list_leaves_out_is_kept() {
    let cases = [
        // (the profile, the days and the ends of a list, what is kept)
        (
            "cka@2024-05-20..2027-05-20",
            "2024-05-20,",
            "cka@2024-05-20..2027-05-20",
        ),
        (
            "cka@2024-05-20",
            ",2030-01-01",
            "cka@2024-05-20..2030-01-01",
        ),
        (
            "cka@2024-05-20..2030-01-01",
            ",2027-01-01",
            "cka@2024-05-20..2030-01-01",
        ),
        (
            "cka@..2027-05-20",
            "2024-05-20,",
            "cka@2024-05-20..2027-05-20",
        ),
        (
            "cka@2024-05-20..2030-01-01",
            "2024-06-10,",
            "cka@2024-06-10..2030-01-01",
        ),
        (
            "cka@2025-11-24..2027-11-24",
            "2025-11,2027",
            "cka@2025-11-24..2027-11-24",
        ),
        (
            "",
            "2024-02-19,2026-02-19 2025-03-09,",
            "azure-fundamentals@2025-03-09",
        ),
        ("cka@2024-05-20", "2024,", "cka@2024-05-20"),
        (
            "cka@2024",
            "2024-05-20,2027-05-20",
            "cka@2024-05-20..2027-05-20",
        ),
        ("cka@2024-05-20", ",2020-01-01", "cka@2024-05-20"),
        (
            "AZ-104@2019-01-01",
            "2024-02-10, 2022-05-05, 2019-01-01,",
            "AZ-104@2024-02-10",
        ),
        (
            "",
            "2024-05-20,2027-05-20 2024-05-20,",
            "cka@2024-05-20..2027-05-20",
        ),
        ("", "2024-05-20, ,2027-05-20", "cka@2024-05-20..2027-05-20"),
    ];
    for (before, rows, after) in cases {
        let home = holding("profile-kept-days", before);
        let name = after.split('@').next().unwrap();
        let rows = rows.split(' ').map(|row| format!("{name},{row}\n"));
        let list = home.join("list.csv");
        fs::write(
            &list,
            format!("Name,Issued,Expires\n{}", rows.collect::<String>()),
        )
        .unwrap();
        let mut call = command(&format!("profile import {}", list.display()));
        call.env("XDG_CONFIG_HOME", &home);
        let said = shown(&output(call, b""));
        let kept = fs::read_to_string(file(&home)).unwrap();
        let kept = kept.split("  #").next().unwrap().trim();
        assert_eq!(
            kept,
            after,
            "{before} and {rows:?}: {said}",
            rows = list.display()
        );
    }
}

#[test]
fn what_is_removed_with_its_date_is_that_line_alone() {
    let text = "cka@2020-01-01 # a\nCKA@2024\ncka@2026-01-01\ncks\n";
    let home = holding("profile-remove-dated", text);
    let at = |words: &[&str]| {
        let mut call = command("profile remove");
        call.args(words).env("XDG_CONFIG_HOME", &home);
        shown(&output(call, b""))
    };
    at(&["cka@2020-01-01 # a"]);
    at(&["cka@2024"]);
    assert_eq!(
        fs::read_to_string(file(&home)).unwrap(),
        "cka@2026-01-01\ncks\n"
    );
    assert_data_eq!(
        at(&["cka@2025"]),
        str![[r#"
--- stderr ---
cka@2025 is not in the profile
--- exit code 1 ---

"#]]
    );
}

#[test]
fn an_exam_is_kept_apart_from_the_certification_of_its_name() {
    let home = folder("profile-namesake");
    let at = |words: &str| {
        let mut call = command(words);
        call.env("XDG_CONFIG_HOME", &home);
        shown(&output(call, b""))
    };
    at("profile add exam:CKA@2024-01-01 cka@2025-01-01");
    at("profile remove cka");
    assert_data_eq!(
        at("profile list -f tsv"),
        str![[r#"
1	CKA	exam	Certified Kubernetes Administrator	2024-01-01	
--- exit code 0 ---

"#]]
    );
    assert_data_eq!(
        at("profile add cka@2099-01-01"),
        str![[r#"
--- stderr ---
error: `cka@2099-01-01` is dated after the as-of date [..]
hint: add it once that day has come: a profile is what you hold
--- exit code 2 ---

"#]]
    );
}

#[test]
fn an_older_day_of_a_list_does_not_replace_a_newer_one() {
    let home = folder("profile-older");
    let call = |words: &str, input: &[u8]| {
        let mut call = command(words);
        call.env("XDG_CONFIG_HOME", &home);
        shown(&output(call, input))
    };
    call("profile add AZ-104@2025-02-10 cka@2025-02-10", b"");
    call(
        "profile import -",
        b"AZ-104 (2023-01-01)\nCertified Kubernetes Administrator (2019-01-01)\n",
    );
    assert_data_eq!(
        fs::read_to_string(file(&home)).unwrap(),
        str![[r#"
AZ-104@2025-02-10  # Microsoft Azure Administrator
cka@2025-02-10  # Certified Kubernetes Administrator
cka@2019-01-01  # Certified Kubernetes Administrator

"#]]
    );
}

#[test]
fn what_is_added_is_kept_and_what_is_removed_is_gone() {
    let home = folder("profile-add");
    assert_data_eq!(
        run(&home, "profile add B-1@2026-03-01 shelver,M-9@2025-01-31"),
        str![[r#"
--- stderr ---
added B-1
added shelver
added M-9
--- exit code 0 ---

"#]]
    );
    assert_data_eq!(
        fs::read_to_string(file(&home)).unwrap(),
        str![[r#"
B-1@2026-03-01  # Basics of Shelving
shelver  # Shelver
M-9@2025-01-31  # Mastery: Shelves, Stacks and Piles

"#]]
    );
    assert_data_eq!(
        run(&home, "profile add B-1@2026-04-01 shelver"),
        str![[r#"
--- stderr ---
changed the date of B-1
already in the profile: shelver
--- exit code 0 ---

"#]]
    );
    assert_data_eq!(
        run(&home, "profile list"),
        str![[r#"
1	B-1	exam	Basics of Shelving	2026-04-01	
2	shelver	certification	Shelf Certified: Shelver		
3	M-9	exam	Mastery: Shelves, Stacks and Piles	2025-01-31	
--- exit code 0 ---

"#]]
    );
    assert_data_eq!(
        run(&home, "profile remove M-9 pile-master"),
        str![[r#"
--- stderr ---
pile-master is not in the profile
--- exit code 1 ---

"#]]
    );
    assert_data_eq!(
        fs::read_to_string(file(&home)).unwrap(),
        str![[r#"
B-1@2026-04-01  # Basics of Shelving
shelver  # Shelver

"#]]
    );
    assert_data_eq!(
        run(&home, "profile add no-such-thing"),
        str![[r#"
--- stderr ---
error: no exam or certification is called `no-such-thing`
hint: `certpath list exams` and `certpath list certs` show all names
--- exit code 2 ---

"#]]
    );
    let left = fs::read_dir(home.join("certpath")).unwrap().count();
    assert_eq!(left, 1, "only the profile");
}

#[test]
fn comments_and_order_and_lines_that_cannot_be_read_stay() {
    let text = "# mine\n\nM-9   # the big one\nno such thing @2020\nB-1@2026-01-01 # passed\n";
    let home = holding("profile-comments", text);
    run(&home, "profile add B-1@2026-02-02 B-2");
    let changed = text.replace("B-1@2026-01-01", "B-1@2026-02-02");
    let written = fs::read_to_string(file(&home)).unwrap();
    assert_eq!(written, format!("{changed}B-2  # Basics of Stacking\n"));
    assert_data_eq!(
        run(&home, "profile list"),
        str![[r#"
3	M-9	exam	Mastery: Shelves, Stacks and Piles		
5	B-1	exam	Basics of Shelving	2026-02-02	
6	B-2	exam	Basics of Stacking		
--- stderr ---
warning: HOME/certpath/profile:4: no exam or certification is called `no such thing`
--- exit code 1 ---

"#]]
    );
    run(&home, "profile remove \"no such thing @2020\" M-9");
    let left = "# mine\n\nB-1@2026-02-02 # passed\nB-2  # Basics of Stacking\n";
    assert_eq!(fs::read_to_string(file(&home)).unwrap(), left);
}

#[test]
fn what_is_imported_is_kept_with_its_days_and_once() {
    let home = holding("profile-import", "shelver  # mine\n");
    let import = |list: &str| {
        run(
            &home,
            &format!("profile import {list} -f ids --as-of 2026-11-22"),
        )
    };
    assert_data_eq!(
        import("lists/shelf.csv"),
        str![[r#"
B-1
shelver
--- stderr ---
note: 2 added or changed in the profile
--- exit code 0 ---

"#]]
    );
    let kept = fs::read_to_string(file(&home)).unwrap();
    assert_data_eq!(
        &kept,
        str![[r#"
shelver@2026  # mine
B-1@2025  # Basics of Shelving

"#]]
    );
    assert_data_eq!(
        import("lists/shelf.csv"),
        str![[r#"
B-1
shelver
--- stderr ---
note: 0 added or changed in the profile
--- exit code 0 ---

"#]]
    );
    assert_eq!(fs::read_to_string(file(&home)).unwrap(), kept);
}

#[test]
fn an_empty_name_adds_and_removes_nothing() {
    let text = "# mine\n\nM-9   # the big one\n";
    let home = holding("profile-empty-name", text);
    for (words, verb) in [
        ("add \"\"", "add"),
        ("remove \"\"", "remove"),
        ("remove \" , \"", "remove"),
    ] {
        let printed = run(&home, &format!("profile {words}"));
        let error = format!("error: there is nothing to {verb}\n");
        assert!(printed.contains(&error), "{words}: {printed}");
        assert!(
            printed.contains("--- exit code 2 ---"),
            "{words}: {printed}"
        );
        assert_eq!(fs::read_to_string(file(&home)).unwrap(), text);
    }
    run(&home, "profile remove M-9 \"\"");
    assert_eq!(fs::read_to_string(file(&home)).unwrap(), "# mine\n\n");
}

#[test]
fn queries_take_the_profile_where_nothing_is_said_of_holdings() {
    let home = holding(
        "profile-queries",
        "B-1@2026-03-01\nnonsense\nB-2@2026-11-25\n",
    );
    let plan = "plan shelf-master -f ids --as-of 2026-11-22";
    assert_data_eq!(
        run(&home, plan),
        str![[r#"
M-9
--- stderr ---
warning: HOME/certpath/profile:2: no exam or certification is called `nonsense`
note: using your profile (1 holding); --no-profile leaves it out
--- exit code 0 ---

"#]]
    );
    let without = run(&home, &format!("{plan} --no-profile"));
    assert_eq!(run(&folder("profile-none"), plan), without);
    let said = run(&home, &format!("{plan} --have B-2"));
    assert!(!said.contains("your profile"), "{said}");
    let both = run(&home, &format!("{plan} --have +B-2"));
    assert!(both.contains("your profile (1 holding)"), "{both}");
    let quiet = run(&home, &format!("{plan} -q"));
    assert!(!quiet.contains("stderr"), "{quiet}");
    for words in ["next", "list", "show M-9", "compare M-9 B-1", "graph M-9"] {
        let printed = run(&home, &format!("{words} --as-of 2026-11-22"));
        assert_eq!(
            printed.matches("using your profile (1 holding)").count(),
            1,
            "{printed}"
        );
    }
}

#[test]
fn a_batch_takes_the_profile_for_lines_that_say_nothing_of_holdings() {
    let home = holding("profile-batch", "B-1@2026-03-01\n");
    let requests = home.join("requests");
    let lines = [
        r#"{"id": 1, "want": ["shelf-master"]}"#,
        r#"{"id": 2, "have": ["B-2"], "want": ["shelf-master"]}"#,
        r#"{"id": 3, "have": [], "want": ["shelf-master"]}"#,
    ];
    fs::write(&requests, lines.join("\n")).unwrap();
    let batch = format!("plan --as-of 2026-11-22 --batch {}", requests.display());
    let held = |words: &str| {
        let printed = run(&home, &format!("{batch} {words}"));
        let held = printed.lines().filter_map(|line| {
            let (_, held) = line.split_once("\"have\":")?;
            held.split_once(",\"want\":")
                .map(|(held, _)| held.to_owned())
        });
        let notes = printed.matches("using your profile (1 holding)").count();
        (held.collect::<Vec<_>>().join(" "), notes)
    };
    assert_eq!(held(""), (r#"["B-1"] ["B-2"] []"#.to_owned(), 1));
    assert_eq!(held("--have M-9"), (r#"["M-9"] ["B-2"] []"#.to_owned(), 0));
    assert_eq!(held("--no-profile"), (r#"[] ["B-2"] []"#.to_owned(), 0));
}

#[test]
fn there_are_several_profiles() {
    let home = folder("profile-several");
    run(&home, "profile add B-1 --profile work");
    assert_eq!(
        run(&home, "profile path --profile work").replace("HOME", ""),
        "--- stderr ---\nerror: `--catalog` cannot be used with this command\nhint: leave it out: the command reads no catalog\n--- exit code 2 ---\n"
    );
    let path = home.join("certpath/profiles/work");
    assert!(fs::read_to_string(path).unwrap().starts_with("B-1  #"));
    let plan = "plan shelf-master --as-of 2026-11-22";
    let named = run(&home, &format!("{plan} --profile work"));
    assert!(named.contains("your profile (1 holding)"), "{named}");
    let mut call = at(&home, plan);
    call.env("CERTPATH_PROFILE", "work");
    assert_eq!(shown(&output(call, b"")), named);
    assert_data_eq!(
        run(&home, &format!("{plan} --profile play")),
        str![[r#"
--- stderr ---
error: there is no profile `HOME/certpath/profiles/play`
hint: `certpath profile add NAME --profile PROFILE` makes one
--- exit code 2 ---

"#]]
    );
    assert_data_eq!(
        run(&home, "profile add B-1 --profile ../up"),
        str![[r#"
--- stderr ---
error: `../up` is not a name for a profile
hint: use letters, digits, hyphens and underscores
--- exit code 2 ---

"#]]
    );
}

#[test]
fn two_who_add_at_once_both_succeed() {
    let home = folder("profile-at-once");
    let names = [
        "B-1",
        "B-2",
        "B-3",
        "M-9",
        "P-3",
        "shelver",
        "shelf-master",
        "pile-master",
    ];
    let calls = names.map(|name| at(&home, &format!("profile add {name}")).spawn().unwrap());
    for mut call in calls {
        assert!(call.wait().unwrap().success());
    }
    let text = fs::read_to_string(file(&home)).unwrap();
    for name in names {
        assert!(
            text.lines()
                .any(|line| line.starts_with(&format!("{name}  #"))),
            "{text}"
        );
    }
}

/// Runs a call in a shell that sets it a limit first.
#[cfg(unix)]
fn limited(home: &Path, limit: &str, words: &str) -> String {
    let program = env!("CARGO_BIN_EXE_certpath");
    let mut call = Command::new("sh");
    call.arg("-c")
        .arg(format!(
            "{limit}; exec {program} {words} --no-embedded --catalog catalogs/shelf.yaml"
        ))
        .current_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/tests"))
        .env_clear()
        .env("PATH", "/usr/bin:/bin")
        .env("XDG_CONFIG_HOME", home);
    let output = call.output().unwrap();
    let text = String::from_utf8(output.stderr).unwrap();
    text.replace(home.to_str().unwrap(), "HOME")
}

#[cfg(target_os = "linux")]
#[test]
fn a_disk_that_is_full_and_a_kill_lose_nothing() {
    let home = holding("profile-full", "M-9\n");
    // The limit stands for a full disk where the signal is ignored, and kills in the middle of writing where it is not.
    let printed = limited(&home, "trap '' XFSZ; ulimit -f 0", "profile add B-1");
    assert!(
        printed.starts_with("error: cannot write the profile `HOME/certpath/profile`: "),
        "{printed}"
    );
    limited(&home, "ulimit -f 0", "profile add B-1");
    assert_eq!(fs::read_to_string(file(&home)).unwrap(), "M-9\n");
    assert_eq!(fs::read_dir(home.join("certpath")).unwrap().count(), 1);
}

#[cfg(target_os = "linux")]
#[test]
fn a_folder_that_cannot_be_written_to_is_an_error() {
    let mut call = at(Path::new("/proc"), "profile add B-1");
    call.env_remove("HOME");
    let printed = shown(&output(call, b""));
    assert!(
        printed.contains("error: cannot write the profile `/proc/certpath/profile`: "),
        "{printed}"
    );
    assert!(printed.ends_with("--- exit code 2 ---\n"), "{printed}");
}

#[cfg(unix)]
#[test]
fn a_profile_that_is_a_link_stays_one() {
    let home = folder("profile-link");
    let dotfiles = home.join("dotfiles");
    fs::create_dir_all(home.join("certpath")).unwrap();
    fs::create_dir(&dotfiles).unwrap();
    std::os::unix::fs::symlink("../dotfiles/held", file(&home)).unwrap();
    run(&home, "profile add B-1");
    assert!(file(&home).is_symlink());
    assert!(
        fs::read_to_string(dotfiles.join("held"))
            .unwrap()
            .starts_with("B-1")
    );
}

#[cfg(unix)]
#[test]
fn what_an_editor_wrote_is_kept_only_if_it_can_be_read() {
    let home = holding("profile-edit", "B-1\n");
    let edit = |script: &str| {
        let mut call = at(&home, "profile edit");
        call.env("VISUAL", format!("sh -c '{script}' --"))
            .env("PATH", "/usr/bin:/bin");
        call.env("TMPDIR", &home);
        shown(&output(call, b""))
    };
    let printed = edit("echo M-9 >> \"$1\"");
    assert_eq!(printed, "--- exit code 0 ---\n");
    assert_eq!(fs::read_to_string(file(&home)).unwrap(), "B-1\nM-9\n");
    let printed = edit("echo nonsense >> \"$1\"");
    assert!(
        printed.contains(":3: no exam or certification is called `nonsense`"),
        "{printed}"
    );
    assert!(printed.contains("the profile is as it was"), "{printed}");
    assert_eq!(fs::read_to_string(file(&home)).unwrap(), "B-1\nM-9\n");
    let printed = edit("exit 3");
    assert!(printed.contains("the editor failed"), "{printed}");
    assert_eq!(fs::read_to_string(file(&home)).unwrap(), "B-1\nM-9\n");
}

#[cfg(unix)]
#[test]
fn what_an_editor_leaves_nowhere_is_named_and_the_draft_is_ones_own() {
    let home = holding("profile-draft", "B-1\n");
    let edit = |script: &str| {
        let mut call = at(&home, "profile edit");
        call.env("VISUAL", format!("sh -c '{script}' --"))
            .env("PATH", "/usr/bin:/bin")
            .env("TMPDIR", &home);
        shown(&output(call, b""))
    };
    let printed = edit("rm \"$1\"");
    assert!(
        printed.contains(", where the editor was to leave the profile; it is as it was: no such"),
        "{printed}"
    );
    let printed = edit("rm \"$1\"; mkfifo \"$1\"");
    assert!(printed.contains("it is no file any more"), "{printed}");
    let drafts = || fs::read_dir(&home).unwrap().count();
    let before = drafts();
    let printed = edit("exit 3");
    assert!(!printed.contains("what you wrote is in"), "{printed}");
    let printed = edit("true > \"$1\"");
    assert!(
        printed.contains("the editor left nothing; the profile is as it was"),
        "{printed}"
    );
    assert_eq!(drafts(), before);
    edit("stat -c %a \"$1\" > \"$TMPDIR/mode\"");
    assert_eq!(fs::read_to_string(home.join("mode")).unwrap(), "600\n");
    assert_eq!(fs::read_to_string(file(&home)).unwrap(), "B-1\n");
}

#[cfg(unix)]
#[test]
fn who_keeps_the_profile_locked_is_not_awaited_forever() {
    let home = holding("profile-locked", "B-1\n");
    let folder = fs::File::open(home.join("certpath")).unwrap();
    folder.lock().unwrap();
    let printed = run(&home, "profile add M-9");
    assert!(
        printed.contains("another program keeps `HOME/certpath` locked; end it, or try again"),
        "{printed}"
    );
    folder.unlock().unwrap();
    assert_eq!(fs::read_to_string(file(&home)).unwrap(), "B-1\n");
}

#[cfg(target_os = "linux")]
#[test]
fn a_name_in_another_encoding_is_not_taken_for_none() {
    use std::os::unix::ffi::OsStrExt as _;
    let home = holding("profile-encoding", "B-1\n");
    let mut call = at(&home, "profile add M-9");
    call.env("CERTPATH_PROFILE", std::ffi::OsStr::from_bytes(b"\xff"));
    let printed = shown(&output(call, b""));
    assert!(printed.contains("is not a name for a profile"), "{printed}");
    assert_eq!(fs::read_to_string(file(&home)).unwrap(), "B-1\n");
}

#[test]
fn a_profile_has_a_mebibyte_and_no_more() {
    let text = "#".repeat(1 << 20);
    let home = holding("profile-limit", &text);
    assert_eq!(run(&home, "profile list"), "--- exit code 0 ---\n");
    let printed = run(&home, "profile add B-1");
    assert!(
        printed.contains("it would have more than 1 MiB"),
        "{printed}"
    );
    assert_eq!(fs::read_to_string(file(&home)).unwrap(), text);
    fs::write(file(&home), text + "#").unwrap();
    let printed = run(&home, "profile list");
    assert!(printed.contains("it has more than 1 MiB"), "{printed}");
}

#[test]
fn a_profile_that_is_no_text_is_named() {
    let home = holding("profile-utf16", "");
    let text: Vec<u8> = "\u{feff}B-1\n"
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    fs::write(file(&home), text).unwrap();
    assert_data_eq!(
        run(&home, "profile list"),
        str![[r#"
--- stderr ---
error: cannot read the profile `HOME/certpath/profile`: it is UTF-16
hint: save it as UTF-8
--- exit code 2 ---

"#]]
    );
    // Nobody named it, so a query goes on without it.
    let printed = run(&home, "plan M-9 -f ids --as-of 2026-11-22");
    assert!(
        printed.starts_with("M-9\n--- stderr ---\nnote: cannot read the profile"),
        "{printed}"
    );
    assert!(printed.ends_with("--- exit code 0 ---\n"), "{printed}");
    // Without it there is nothing to answer, and nothing to be silent about.
    let printed = run(&home, "status --check 30 -q");
    assert!(
        printed.starts_with("--- stderr ---\nerror: cannot read the profile"),
        "{printed}"
    );
    assert!(printed.ends_with("--- exit code 2 ---\n"), "{printed}");
}

#[test]
fn a_date_that_is_typed_without_its_sign_is_kept() {
    let home = folder("profile-beside");
    for holding in ["B-1 Jan 2025", "M-9..2027-05", "shelver-2026-03-01..2027"] {
        let mut call = at(&home, "profile add");
        call.arg(holding);
        assert!(output(call, b"").status.success(), "{holding}");
    }
    let mut call = at(&home, "profile add");
    call.arg("B-2..2025-13-45");
    assert_data_eq!(
        shown(&output(call, b"")),
        str![[r#"
--- stderr ---
error: the date `2025-13-45` does not exist, in `B-2..2025-13-45`
hint: check the month and the day
--- exit code 2 ---

"#]]
    );
    assert_data_eq!(
        fs::read_to_string(file(&home)).unwrap(),
        str![[r#"
B-1@2025-01  # Basics of Shelving
M-9@..2027-05  # Mastery: Shelves, Stacks and Piles
shelver@2026-03-01..2027  # Shelver

"#]]
    );
}
