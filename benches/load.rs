//! How long it takes to load a catalog from YAML, for one of a thousand certifications and one ten times as large.

use std::fmt::Write as _;

use certpath::load::{Layer, Loaded, Options, SourceFile, load};
use divan::Bencher;
use divan::counter::ItemsCount;

fn main() {
    divan::main();
}

/// Loads a provider with that many certifications; the throughput should be the same for all.
#[divan::bench(args = [1_000, 10_000], sample_count = 5, sample_size = 1)]
fn certifications(bencher: Bencher<'_, '_>, count: usize) {
    let files = [SourceFile {
        name: "provider.yaml".to_owned(),
        text: provider(count),
    }];
    bencher
        .counter(ItemsCount::new(count))
        .bench(|| loaded(&files));
}

fn loaded(files: &[SourceFile]) -> Loaded {
    let layer = Layer { files, once: true };
    match load(&[layer], &Options::new("0.0.0")) {
        Ok(loaded) => loaded,
        Err(findings) => panic!("{}", findings[0]),
    }
}

/// Writes a catalog in the block style of `data/`: each certification requires an exam of its own, and every
/// other one for one of the certifications before it as well.
fn provider(count: usize) -> String {
    let mut exams = String::new();
    let mut certifications = String::new();
    for number in 0..count {
        let facts = facts(number);
        let exam = writeln!(exams, "  - code: EX-{number}\n{facts}    minutes: 90");
        let requires = match number / 2 {
            below if number % 2 == 1 => {
                format!("[EX-{number}, {{any: [step-{below}, EX-{below}]}}]")
            }
            _ => format!("EX-{number}"),
        };
        let certification = writeln!(
            certifications,
            "  - id: step-{number}\n{facts}    requires: {requires}"
        );
        exam.and(certification).expect("a text takes all");
    }
    format!(
        "providers:\n  - {{id: acme, name: Acme, levels: [{{name: base, rank: 1, price-usd: 100}}]}}\nprovider: acme\nexams:\n{exams}certifications:\n{certifications}"
    )
}

fn facts(number: usize) -> String {
    format!(
        "    title: Step {number} of a Long Way Up
    level: base
    available: 2024-03-21
    focus: What one does on step {number}, in one line of our own words
    skills: [Plan the step, Take the step, Look back]
    page: https://acme.example/credentials/step-{number}/
    sources: [the provider's page (2026-10-10)]
    checked: 2026-10-10
    confidence: high
"
    )
}
