//! Pages of pictures do in a browser what they should, also where a catalog means them harm.

#![allow(clippy::unwrap_used)]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::readers::{installed, left_out};

#[path = "common/readers.rs"]
mod readers;

/// Titles, marks and addresses that would do something if they were not escaped.
const HARMFUL: &str = r#"
providers:
  - {id: provider, name: "Provider <b>&amp;", levels: [{name: base, rank: 1, price-usd: 100}, {name: top, rank: 3}]}
provider: provider
exams:
  - code: X-1
    title: "</script><script>document.title = 'taken'; console.error('run')</script>"
    level: base
    page: 'https://example.org/"onmouseover="alert(1)'
    sources: [here]
    checked: 2026-08-01
    confidence: high
  - code: X-2
    title: "<img src=x onerror=alert(1)> ]]> &lt; \" ' --> #35; #quot; `x` **b** %%x; \\n"
    level: base
    page: javascript:alert(1)
    sources: [here]
    checked: 2026-08-01
    confidence: high
  - code: end
    title: "1. [x](y) {z} |p| :::c @{shape: x} $$x^2$$ subgraph"
    level: base
    page: 'https://example.org/a b;"\\'
    sources: [here]
    checked: 2026-08-01
    confidence: high
certifications:
  - id: top
    title: "\\N \"]; evil [label=\"<u>x</u>"
    level: top
    page: https://example.org/top
    requires: {any: [X-1, X-2, end]}
    also-needs: ["<script>alert(1)</script>"]
    sources: [here]
    checked: 2026-08-01
    confidence: high
"#;

/// The titles among them.
const HARMFUL_TITLES: [&str; 3] = [
    "</script><script>document.title = 'taken'; console.error('run')</script>",
    "<img src=x onerror=alert(1)> ]]> &lt; \" ' --> #35; #quot; `x` **b** %%x; \\n",
    "1. [x](y) {z} |p| :::c @{shape: x} $$x^2$$ subgraph",
];

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
fn pages_work_in_chromium_and_require_nothing() {
    let chromium = installed(&["chromium", "chromium-browser", "google-chrome"]);
    let (Some(chromium), Some(python)) = (chromium, installed(&["python3"])) else {
        left_out("Chromium or Python is not installed");
        return;
    };
    let folder = folder("pages");
    let pages = [
        draw(
            &folder,
            "plan.html",
            "plan --want kubestronaut --have CKA -q",
        ),
        draw(&folder, "graph.html", "graph --provider cncf"),
        draw(
            &folder,
            "poster.html",
            "graph --poster --provider microsoft",
        ),
        draw(
            &folder,
            "plans.html",
            "plan --want ccnp-enterprise --alternatives 3 -q",
        ),
        draw(
            &folder,
            "role.html",
            "graph --poster --role developer --paper a1 --have AZ-104",
        ),
        draw(&folder, "harmful.html", DRAWN_HARM),
    ];
    let driver = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/browser.py");
    let output = Command::new(python)
        .arg(driver)
        .arg(chromium)
        .args(axe())
        .args(pages)
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.success(), "{said}");
}

#[test]
fn graphviz_reads_what_is_written_for_it() {
    let Some(dot) = installed(&["dot"]) else {
        left_out("Graphviz is not installed");
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
        let (printed, said) = (
            output.stdout,
            String::from_utf8_lossy(&output.stderr).into_owned(),
        );
        assert!(output.status.success(), "{words}: {said}");
        assert_eq!(said, "", "{words}");
        let printed = String::from_utf8(printed).unwrap();
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
        assert_eq!(count(&printed, "edge "), edges, "{words}");
        assert_eq!(count(&printed, "node "), nodes + legends, "{words}");
    }
}

/// Returns a file of a package that npm has installed for all.
fn package(file: &str) -> Option<PathBuf> {
    let output = Command::new("npm").args(["root", "-g"]).output().ok()?;
    let root = String::from_utf8(output.stdout).ok()?;
    let library = Path::new(root.trim()).join(file);
    library.is_file().then_some(library)
}

/// Returns the arguments that let axe-core look at pages.
fn axe() -> Vec<PathBuf> {
    let Some(axe) = package("axe-core/axe.min.js") else {
        left_out("axe-core (`npm install -g axe-core`) is not there: no page is looked at with it");
        return Vec::new();
    };
    vec![PathBuf::from("--axe"), axe]
}

#[test]
fn mermaid_reads_what_is_written_for_it() {
    let chromium = installed(&["chromium", "chromium-browser", "google-chrome"]);
    let (Some(mermaid), Some(chromium), Some(python)) = (
        package("mermaid/dist/mermaid.min.js"),
        chromium,
        installed(&["python3"]),
    ) else {
        left_out("Mermaid (`npm install -g mermaid`), Chromium or Python is not there");
        return;
    };
    let folder = folder("mermaid");
    let graphs = [
        ("plan.mmd", "plan --want devops-engineer --have AZ-204 -q"),
        ("many.mmd", "plan --want ccnp-enterprise,ccnp-automation -q"),
        ("graph.mmd", "graph kubestronaut"),
        ("up.mmd", "graph CKA --up"),
        ("harmful.mmd", DRAWN_HARM),
    ];
    let paths = graphs.map(|(name, words)| draw(&folder, name, words));
    let driver = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/browser.py");
    let output = Command::new(python)
        .args([&driver, &chromium])
        .arg("--mermaid")
        .arg(mermaid)
        .args(&paths)
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.success(), "{said}");
    let printed = String::from_utf8(output.stdout).unwrap();
    let drawn = printed.lines().map(serde_json::from_str);
    let drawn: Vec<serde_json::Value> = drawn.collect::<Result<_, _>>().unwrap();
    assert_eq!(drawn.len(), paths.len());
    for (path, drawn) in paths.iter().zip(&drawn) {
        let written = fs::read_to_string(path).unwrap();
        let is_line = |line: &&str| {
            [" --> ", " ==> ", " -.-> "]
                .iter()
                .any(|arrow| line.contains(arrow))
        };
        assert_eq!(drawn["lines"], written.lines().filter(is_line).count());
        let begins = |line: &&str| line.starts_with("  n") || line.starts_with("  legend");
        let nodes = written.lines().filter(begins).filter(|line| !is_line(line));
        assert_eq!(drawn["texts"].as_array().unwrap().len(), nodes.count());
    }
    // what would do something elsewhere is text, letter by letter
    let texts = drawn[4]["texts"].to_string().replace('\u{200b}', "");
    for title in HARMFUL_TITLES {
        let title = serde_json::to_string(title).unwrap();
        assert!(texts.contains(title.trim_matches('"')), "{title}: {texts}");
    }
}
