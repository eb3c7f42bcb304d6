//! Pages of pictures do in a browser what they should, also where a catalog means them harm.

#![allow(clippy::unwrap_used)]
#![allow(clippy::print_stderr, reason = "a test that is left out says so")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// Titles, marks and addresses that would do something if they were not escaped.
const HARMFUL: &str = r#"
providers:
  - {id: vendor, name: "Vendor <b>&amp;", levels: [{name: base, rank: 1, price-usd: 100}, {name: top, rank: 3}]}
provider: vendor
exams:
  - code: X-1
    title: "</script><script>document.title = 'taken'; console.error('run')</script>"
    level: base
    page: 'https://example.org/"onmouseover="alert(1)'
    sources: [here]
    checked: 2026-08-01
    confidence: high
  - code: X-2
    title: "<img src=x onerror=alert(1)> ]]> &lt; \" ' -->"
    level: base
    page: javascript:alert(1)
    sources: [here]
    checked: 2026-08-01
    confidence: high
certifications:
  - id: top
    title: "\\N \"]; evil [label=\"<u>x</u>"
    level: top
    page: https://example.org/top
    requires: {any: [X-1, X-2]}
    also-needs: ["<script>alert(1)</script>"]
    sources: [here]
    checked: 2026-08-01
    confidence: high
"#;

/// Returns the first of some programs that is installed.
fn installed(programs: &[&str]) -> Option<PathBuf> {
    let folders: Vec<PathBuf> = std::env::split_paths(&std::env::var_os("PATH")?).collect();
    let folders_of = |program: &&str| folders.iter().map(|folder| folder.join(program)).collect();
    let places = programs
        .iter()
        .flat_map(|program| -> Vec<PathBuf> { folders_of(program) });
    { places }.find(|place| place.is_file())
}

/// Writes a picture to a file.
#[track_caller]
fn draw(folder: &Path, name: &str, words: &str) -> PathBuf {
    let path = folder.join(name);
    let status = Command::new(env!("CARGO_BIN_EXE_certpath"))
        .args(words.split(' '))
        .args(["--as-of", "2026-11-22", "-o"])
        .arg(&path)
        .current_dir(folder)
        .status();
    assert!(status.unwrap().success(), "{words}");
    path
}

/// Returns a folder for the files of a test.
fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    fs::create_dir_all(&folder).unwrap();
    fs::write(folder.join("harmful.yaml"), HARMFUL).unwrap();
    folder
}

const DRAWN_HARM: &str = "graph top --catalog harmful.yaml --no-embedded";

#[test]
fn pages_work_in_chromium_and_ask_for_nothing() {
    let chromium = installed(&["chromium", "chromium-browser", "google-chrome"]);
    let (Some(chromium), Some(python)) = (chromium, installed(&["python3"])) else {
        eprintln!("left out: Chromium or Python is not installed");
        return;
    };
    let folder = folder("pages");
    let pages = [
        draw(
            &folder,
            "plan.html",
            "plan --want kubestronaut --have CKA -q",
        ),
        draw(&folder, "graph.html", "graph --provider hashicorp"),
        draw(
            &folder,
            "poster.html",
            "graph --poster --provider microsoft",
        ),
        draw(&folder, "harmful.html", DRAWN_HARM),
    ];
    let driver = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/browser.py");
    let output = Command::new(python)
        .arg(driver)
        .arg(chromium)
        .args(pages)
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.success(), "{said}");
}

#[test]
fn graphviz_reads_what_is_written_for_it() {
    let Some(dot) = installed(&["dot"]) else {
        eprintln!("left out: Graphviz is not installed");
        return;
    };
    let folder = folder("graphviz");
    for (name, words) in [
        (
            "plan.dot",
            "plan --want agentic-ai-business-solutions-architect-expert -q",
        ),
        ("all.dot", "graph"),
        ("up.gv", "graph CKA --up"),
        ("harmful.dot", DRAWN_HARM),
    ] {
        let path = draw(&folder, name, words);
        // the plain format lists what was understood: `node NAME ...`, `edge FROM TO ...`
        let output = Command::new(&dot)
            .arg("-Tplain")
            .arg(&path)
            .output()
            .unwrap();
        let (told, said) = (
            output.stdout,
            String::from_utf8_lossy(&output.stderr).into_owned(),
        );
        assert!(output.status.success(), "{words}: {said}");
        assert_eq!(said, "", "{words}");
        let told = String::from_utf8(told).unwrap();
        let written = fs::read_to_string(&path).unwrap();
        let count =
            |text: &str, begins: &str| text.lines().filter(|line| line.starts_with(begins)).count();
        let edges = written
            .lines()
            .filter(|line| line.contains(" -> n"))
            .count();
        let nodes = written
            .lines()
            .filter(|line| line.starts_with("  n") && line.contains(" [label="))
            .count();
        let legends = count(&written, "  legend [");
        assert_eq!(count(&told, "edge "), edges, "{words}");
        assert_eq!(count(&told, "node "), nodes + legends, "{words}");
    }
}

#[test]
fn mermaid_reads_what_is_written_for_it() {
    let Some(mermaid) = installed(&["mmdc"]) else {
        eprintln!("left out: Mermaid is not installed");
        return;
    };
    let folder = folder("mermaid");
    for (name, words) in [
        ("plan.mmd", "plan --want devops-engineer --have AZ-204 -q"),
        ("graph.mmd", "graph kubestronaut"),
        ("harmful.mmd", DRAWN_HARM),
    ] {
        let path = draw(&folder, name, words);
        let drawn = path.with_extension("svg");
        let status = Command::new(&mermaid)
            .arg("-i")
            .arg(&path)
            .arg("-o")
            .arg(&drawn)
            .stdout(Stdio::null())
            .status();
        assert!(status.unwrap().success(), "{words}");
        let drawn = fs::read_to_string(drawn).unwrap();
        assert!(!drawn.contains("Syntax error"), "{words}");
        assert!(!drawn.contains("Unsupported markdown"), "{words}");
    }
}
