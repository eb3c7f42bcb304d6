//! What the loader says of bad catalogs, of overlays and of large ones; and that `data/` is whole.

#![allow(clippy::unwrap_used, clippy::needless_raw_string_hashes)]

use std::fmt::Write;
use std::fs;
use std::path::Path;
use std::time::Instant;

use certpath::load::{self, Code, Finding, Layer, Loaded, Options, Severity, SourceFile, load};
use certpath::{Catalog, Entry, Requirement, embedded};
use jiff::civil::date;
use snapbox::{assert_data_eq, file, str};

fn file(name: &str, text: impl Into<String>) -> SourceFile {
    SourceFile {
        name: name.to_owned(),
        text: text.into(),
    }
}

fn strict() -> Options {
    let mut options = Options::new("0.0.0");
    options.warnings = true;
    options
}

/// Loads files that may each stand in for nothing but themselves.
fn load_alone(files: &[SourceFile], options: &Options) -> Result<Loaded, Vec<Finding>> {
    load(&[Layer { files, once: true }], options)
}

/// Loads `yaml` on top of the embedded catalog.
fn load_over(yaml: &str) -> Result<Loaded, Vec<Finding>> {
    let embedded = embedded::sources();
    let own = [file("own.yaml", yaml)];
    let layers = [
        Layer {
            files: &embedded,
            once: true,
        },
        Layer {
            files: &own,
            once: false,
        },
    ];
    load(&layers, &Options::new("0.0.0"))
}

#[track_caller]
fn sound(result: Result<Loaded, Vec<Finding>>) -> Catalog {
    match result {
        Ok(loaded) => loaded.catalog,
        Err(findings) => panic!("{}", printed(&findings)),
    }
}

/// Explains findings on two lines each: place, code and message; hint.
fn printed(findings: &[Finding]) -> String {
    let mut text = String::new();
    for finding in findings {
        let Finding {
            code,
            file,
            line,
            column,
            message,
            hint,
            excerpt: _,
        } = finding;
        let severity = code.severity();
        writeln!(
            text,
            "{file}:{line}:{column}: {severity}[{code}]: {message}"
        )
        .unwrap();
        if let Some(hint) = hint {
            writeln!(text, "    hint: {hint}").unwrap();
        }
    }
    text
}

/// Returns what is said of each file of a folder, and holds it to be named by its fault.
#[track_caller]
fn said_of_all(folder: &str) -> String {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/catalogs")
        .join(folder);
    let mut paths: Vec<_> = fs::read_dir(root)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    paths.sort();
    let mut text = String::new();
    for path in paths {
        let name = path.file_name().unwrap().to_str().unwrap();
        let files = [file(name, fs::read_to_string(&path).unwrap())];
        let findings = |options: &Options| match load_alone(&files, options) {
            Ok(loaded) => loaded.warnings,
            Err(findings) => findings,
        };
        let doubts = findings(&Options::new("0.0.0"));
        assert!(
            doubts
                .iter()
                .all(|found| found.severity() == Severity::Error),
            "{name} is answered from with doubts:\n{}",
            printed(&doubts)
        );
        let findings = findings(&strict());
        let named = findings
            .iter()
            .any(|found| name.starts_with(found.code.word()));
        assert!(
            named,
            "{name} is not named by its fault:\n{}",
            printed(&findings)
        );
        text += &printed(&findings);
    }
    text
}

#[test]
fn every_bad_catalog_is_reported_where_and_why() {
    assert_data_eq!(said_of_all("bad"), file!["catalogs/bad.txt"].raw());
}

#[test]
fn every_doubtful_catalog_is_reported_where_and_why() {
    assert_data_eq!(
        said_of_all("doubtful"),
        file!["catalogs/doubtful.txt"].raw()
    );
}

/// What a company adds: its own exam, on top of what a provider has.
const COMPANY: &str = r#"
providers:
  - {id: acme, name: Acme, levels: [{name: internal, rank: 3, price-usd: 10}]}
provider: acme
exams:
  - code: ACME-1
    title: How We Deploy
    level: internal
    page: https://acme.example/deploy
    sources: [intranet]
    checked: 2026-11-01
    confidence: high
certifications:
  - id: acme-deployer
    title: Acme Deployer
    level: internal
    requires: [ACME-1, "microsoft:devops-engineer-expert"]
    page: https://acme.example/deployer
    sources: [intranet]
    checked: 2026-11-01
    confidence: high
"#;

#[track_caller]
fn entry(catalog: &Catalog, name: &str) -> Entry {
    let exams = catalog.exam_indices().map(Entry::Exam);
    let certifications = catalog.certification_indices().map(Entry::Certification);
    let mut found = exams
        .chain(certifications)
        .filter(|entry| catalog.bare_name(*entry) == name);
    found.next().unwrap()
}

#[test]
fn an_overlay_adds_entries_that_require_a_providers() {
    let catalog = sound(load_over(COMPANY));
    let Entry::Certification(index) = entry(&catalog, "acme-deployer") else {
        panic!("it is a certification")
    };
    let rule = &catalog.certification(index).rules[0];
    assert_eq!(
        catalog.requirement_text(rule.requires.as_ref().unwrap()),
        "ACME-1 and devops-engineer-expert"
    );
    let checked = embedded::catalog().checked.max(date(2026, 11, 1));
    assert_eq!(catalog.checked, checked);
    assert_eq!(catalog.exams.len(), embedded::catalog().exams.len() + 1);
}

#[test]
fn an_overlay_changes_one_field_and_leaves_the_others() {
    let catalog = sound(load_over(
        "provider: microsoft\nexams: [{code: AZ-400, price-usd: 99.5}]\n",
    ));
    let Entry::Exam(index) = entry(&catalog, "AZ-400") else {
        panic!("it is an exam")
    };
    let mut changed = catalog.exam(index).clone();
    assert_eq!(changed.price.unwrap().to_string(), "99.50");
    let before = embedded::catalog().exam(index);
    changed.price = before.price;
    assert_eq!(changed, *before);
}

#[test]
fn an_overlay_replaces_a_list_as_a_whole_and_removes_with_null() {
    let catalog = sound(load_over(
        "provider: microsoft\nexams: [{code: AZ-104, skills: [one], focus: null, minutes: ~}]\n",
    ));
    let Entry::Exam(index) = entry(&catalog, "AZ-104") else {
        panic!("it is an exam")
    };
    let exam = catalog.exam(index);
    assert_eq!(exam.facts.skills.as_ref(), ["one"]);
    assert_eq!((&exam.facts.focus, exam.minutes), (&None, None));
}

#[test]
fn a_field_that_is_removed_and_needed_is_missing_where_it_was_removed() {
    let findings = load_over("provider: microsoft\nexams:\n  - code: AZ-400\n    title: null\n");
    assert_data_eq!(
        printed(&findings.unwrap_err()),
        str![[r#"
own.yaml:4:5: error[missing-field]: `title` is missing
    hint: write the provider's title

"#]]
    );
}

#[test]
fn what_needs_a_hidden_entry_blames_the_file_that_hides_it() {
    let findings = load_over("provider: microsoft\nexams:\n  - code: AZ-400\n    hidden: true\n");
    assert_data_eq!(
        printed(&findings.unwrap_err()),
        str![[r#"
own.yaml:4:13: error[hidden-but-needed]: `AZ-400` is hidden here, and `devops-engineer-expert` needs it
    hint: hide `devops-engineer-expert` too, or change what it requires

"#]]
    );
}

#[test]
fn what_nothing_needs_can_be_hidden() {
    let catalog = sound(load_over(
        "provider: microsoft\nexams: [{code: AZ-400, hidden: true}]\ncertifications: [{id: devops-engineer-expert, hidden: true}]\n",
    ));
    assert_eq!(catalog.exams.len(), embedded::catalog().exams.len() - 1);
    assert_eq!(
        catalog.certifications.len(),
        embedded::catalog().certifications.len() - 1
    );
}

#[test]
fn a_hidden_provider_takes_its_entries_with_it() {
    let findings = load_over("providers: [{id: isc2, hidden: true}]\n").unwrap_err();
    let codes: Vec<&str> = findings.iter().map(|found| found.code.word()).collect();
    assert!(
        codes.iter().all(|code| *code == "hidden-but-needed"),
        "{}",
        printed(&findings)
    );
    let catalog = sound(load_over("providers: [{id: scrum-org, hidden: true}]\n"));
    assert!(!catalog.providers.iter().any(|one| one.id == "scrum-org"));
    assert!(!catalog.exams.iter().any(|one| one.code == "PSM-I"));
}

#[test]
fn a_provider_is_changed_field_by_field() {
    let catalog = sound(load_over("providers: [{id: aws, name: AWS}]\n"));
    let aws = |catalog: &Catalog| {
        let mut providers = catalog.providers.iter();
        providers.find(|one| one.id == "aws").unwrap().clone()
    };
    assert_eq!(aws(&catalog).name, "AWS");
    assert_eq!(aws(&catalog).levels, aws(embedded::catalog()).levels);
}

#[test]
fn the_later_of_two_files_wins() {
    let exam = |price: &str| {
        format!("provider: microsoft\nexams: [{{code: AZ-400, price-usd: {price}}}]\n")
    };
    let embedded = embedded::sources();
    let own = [file("1.yaml", exam("1")), file("2.yaml", exam("2"))];
    let layers = |once| {
        [
            Layer {
                files: &embedded,
                once: true,
            },
            Layer { files: &own, once },
        ]
    };
    let catalog = sound(load(&layers(false), &Options::new("0.0.0")));
    let Entry::Exam(index) = entry(&catalog, "AZ-400") else {
        panic!("it is an exam")
    };
    assert_eq!(catalog.exam(index).price.unwrap().to_string(), "2");
    let findings = load(&layers(true), &Options::new("0.0.0")).unwrap_err();
    assert_data_eq!(
        printed(&findings),
        str![[r#"
2.yaml:2:16: error[duplicate]: the exam `AZ-400` is given twice
    hint: it is in 1.yaml on line 2 already; keep one of the two

"#]]
    );
}

#[test]
fn a_cycle_through_an_overlay_is_blamed_on_it() {
    let findings = load_over(
        "provider: microsoft\ncertifications:\n  - id: azure-administrator-associate\n    requires: [AZ-104, devops-engineer-expert]\n",
    );
    assert_data_eq!(
        printed(&findings.unwrap_err()),
        str![[r#"
own.yaml:4:15: error[cycle]: a cycle: `azure-administrator-associate` requires `devops-engineer-expert` requires `azure-administrator-associate`
    hint: one of them must do without the next

"#]]
    );
}

#[test]
fn an_overlay_that_retires_the_only_exam_is_to_blame() {
    let findings = load_over("provider: microsoft\nexams: [{code: AZ-400, retires: 2025-01-31}]\n");
    assert_data_eq!(
        printed(&findings.unwrap_err()),
        str![[r#"
own.yaml:2:33: error[unearnable]: nobody can earn `devops-engineer-expert` any more: `AZ-400` retired on 2025-01-31
    hint: write its last day as `retires:`, or the rule that holds today

"#]]
    );
}

#[test]
fn a_newer_overlay_does_not_age_the_catalog_below_it() {
    let later = COMPANY.replace("2026-11-01", "2040-01-01");
    assert_eq!(sound(load_over(&later)).checked.to_string(), "2040-01-01");
}

#[test]
fn the_check_can_require_another_day() {
    let retiring = ladder(1).replacen("confidence: high", "confidence: high, retires: 2030-12", 1);
    let files = [file("ladder.yaml", retiring)];
    let on = |day: &str| {
        let mut options = strict();
        options.as_of = Some(day.parse().unwrap());
        options.stale_days = 7_000;
        load_alone(&files, &options)
    };
    assert_eq!(on("2030-12-31").unwrap().warnings, []);
    assert_data_eq!(
        printed(&on("2031-01-01").unwrap_err()),
        str![[r#"
ladder.yaml:4:146: warning[no-successor]: `A-1` is retired, and nothing replaces it
    hint: name the next exam as `replaced-by:`, if there is one
ladder.yaml:6:145: error[unearnable]: nobody can earn `c-0` any more: `A-1` retired in 2030-12
    hint: write its last day as `retires:`, or the rule that holds today

"#]]
    );
}

#[test]
fn what_requires_a_retired_certification_can_be_earned_while_somebody_may_hold_it() {
    let goal = |requires: &str| {
        let lines = ladder(1)
            .replacen(
                "confidence: high",
                "confidence: high, retires: 2026-01-01",
                1,
            )
            .replace(
                "id: c-0,",
                "id: c-0, valid-months: 12, retires: 2026-01-01,",
            );
        let exam = "{code: B-1, title: B-1, level: base, page: p, sources: [s], checked: 2026-11-01, confidence: high}";
        let goal = format!(
            "{{id: goal, title: Goal, level: base, requires: [{requires}, B-1], page: p, sources: [s], \
             checked: 2026-11-01, confidence: high}}"
        );
        lines.replace(
            "certifications:",
            &format!("  - {exam}\ncertifications:\n  - {goal}"),
        )
    };
    let on = |requires: &str, day: &str| {
        let mut options = strict();
        options.as_of = Some(day.parse().unwrap());
        load_alone(&[file("goal.yaml", goal(requires))], &options).map(|_| ())
    };
    assert_eq!(on("c-0", "2027-01-01"), Ok(()));
    let refused = printed(&on("c-0", "2027-01-02").unwrap_err());
    assert!(
        refused.contains("nobody can earn `goal` any more: `c-0` retired on 2026-01-01"),
        "{refused}"
    );
    assert_eq!(on("{ever: c-0}", "2040-01-01"), Ok(()));
    let twice = on("A-1, {any: [B-1, {ever: c-0}]}", "2026-12-01");
    let refused = printed(&twice.unwrap_err());
    assert!(refused.contains("any more: `A-1` retired"), "{refused}");
}

#[test]
fn a_key_that_is_given_twice_hides_no_other_error() {
    let text = ladder(2)
        .replace("requires: c-0", "requires: c-9")
        .replace("{code: A-1,", "{code: A-1, title: Another,");
    let findings = load_alone(&[file("ladder.yaml", text)], &strict());
    assert_data_eq!(
        printed(&findings.map(|_| ()).unwrap_err()),
        str![[r#"
ladder.yaml:4:33: error[duplicate-key]: the key `title` is given twice
    hint: it is on line 4 already; keep one of the two
ladder.yaml:7:145: error[unknown-name]: unknown name `c-9`
    hint: did you mean `c-0`?

"#]]
    );
    let many: String = (0..25).map(|_| "a: b\n").collect();
    let findings = load_alone(&[file("many.yaml", many)], &strict());
    assert_eq!(findings.unwrap_err().len(), 21);
}

#[test]
fn the_embedded_sources_give_the_embedded_catalog() {
    let files = embedded::sources();
    let mut catalog = load_alone(&files, &strict()).unwrap().catalog;
    catalog.version = embedded::catalog().version.clone();
    let embedded = embedded::catalog();
    assert_eq!(catalog.version, embedded.version);
    assert_eq!(catalog.checked, embedded.checked);
    assert_eq!(catalog.files, embedded.files);
    assert_eq!(catalog.providers, embedded.providers);
    assert_eq!(catalog.exams, embedded.exams);
    assert_eq!(catalog.certifications, embedded.certifications);
    assert_eq!(catalog.names, embedded.names);
}

#[test]
fn the_folder_gives_the_embedded_catalog_but_for_its_files() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("data");
    let files = load::read(&root).unwrap();
    let catalog = sound(load_alone(&files, &strict()));
    assert_eq!(catalog.exams, embedded::catalog().exams);
    assert_eq!(catalog.certifications, embedded::catalog().certifications);
}

#[test]
fn every_place_is_where_the_entry_is_written() {
    let files = embedded::sources();
    let catalog = embedded::catalog();
    let line = |file: u32, line: u32| {
        let text = &files[file as usize].text;
        text.lines().nth(line as usize - 1).unwrap().trim()
    };
    for exam in catalog.exams.iter() {
        let place = exam.facts.place;
        let expected = ["- code: ", &exam.code].concat();
        assert_eq!(line(place.file, place.line).replace('"', ""), expected);
    }
    for certification in catalog.certifications.iter() {
        let place = certification.facts.place;
        let expected = ["- id: ", &certification.id].concat();
        assert_eq!(line(place.file, place.line), expected);
    }
}

/// Holds what `data/` has against a list of what is expected, so that no entry is lost in silence.
#[test]
fn no_entry_is_lost() {
    let catalog = embedded::catalog();
    let full = |entry: Entry| {
        let provider = &catalog.provider(catalog.facts(entry).provider).id;
        format!("{provider}:{}", catalog.bare_name(entry))
    };
    let mut lines = Vec::new();
    for index in catalog.exam_indices() {
        lines.push(format!("exam {}", full(Entry::Exam(index))));
    }
    for index in catalog.certification_indices() {
        let name = full(Entry::Certification(index));
        for rule in catalog.certification(index).rules.iter().skip(1) {
            lines.push(format!("earlier-rule {name} until {}", rule.until.unwrap()));
        }
        lines.push(format!("certification {name}"));
    }
    lines.sort();
    assert_data_eq!(lines.join("\n") + "\n", file!["expected-entries.txt"].raw());
}

#[test]
fn a_requirement_is_reported_as_a_person_writes_it() {
    let catalog = sound(load_alone(
        &[file(
            "gates.yaml",
            r#"
providers: [{id: acme, name: Acme, levels: [{name: base, rank: 1, price-usd: 100}]}]
provider: acme
exams:
  - {code: A, title: T, level: base, page: p, sources: [s], checked: 2026-10-10, confidence: high}
  - {code: B, title: T, level: base, page: p, sources: [s], checked: 2026-10-10, confidence: high}
certifications:
  - {id: one, requires: A, title: T, level: base, page: p, sources: [s], checked: 2026-10-10, confidence: high}
  - {id: two, requires: [[A]], title: T, level: base, page: p, sources: [s], checked: 2026-10-10, confidence: high}
  - {id: three, requires: [{any: [one, two]}, A], title: T, level: base, page: p, sources: [s], checked: 2026-10-10, confidence: high}
  - {id: four, requires: {any: [[A, B], {ever: one}]}, title: T, level: base, page: p, sources: [s], checked: 2026-10-10, confidence: high}
  - {id: five, requires: {at-least: 2, of: [A, one, [B, two]]}, title: T, level: base, page: p, sources: [s], checked: 2026-10-10, confidence: high}
"#,
        )],
        &strict(),
    ));
    let mut text = String::new();
    for certification in catalog.certifications.iter() {
        let requirement = certification.rules[0].requires.as_ref().unwrap();
        let rule = catalog.requirement_text(requirement);
        writeln!(text, "{}: {rule}", certification.id).unwrap();
    }
    assert_data_eq!(
        text,
        str![[r#"
five: 2 of (A, one, (B and two))
four: (A and B) or ever one
one: A
three: (one or two) and A
two: A

"#]]
    );
}

#[test]
fn the_members_of_a_level_are_its_certifications_but_for_the_one_that_requires_them() {
    let catalog = sound(load_over(
        "provider: cncf\ncertifications:
  - {id: all-of-us, title: T, level: associate, requires: {all: {level: associate}}, page: p, sources: [s], checked: 2026-10-10, confidence: high}",
    ));
    let Entry::Certification(own) = entry(&catalog, "all-of-us") else {
        unreachable!("it is a certification");
    };
    let requires = catalog.certification(own).rules[0].requires.as_ref();
    let mut members = Vec::new();
    requires
        .unwrap()
        .names(&mut |name| members.push(name.clone()));
    let level = catalog.level(Entry::Certification(own)).name.clone();
    let cncf = catalog.facts(Entry::Certification(own)).provider;
    let expected = catalog.certification_indices().filter(|index| {
        let facts = catalog.facts(Entry::Certification(*index));
        let same = catalog.level(Entry::Certification(*index)).name == level;
        same && facts.provider == cncf && *index != own
    });
    let expected: Vec<Requirement> = expected.map(Requirement::Certification).collect();
    assert!(expected.len() > 2);
    assert_eq!(members, expected);
}

#[test]
fn sets_of_certifications_have_at_most_250_000_members_together() {
    let text = |masters: usize| {
        let rest = "title: T, page: p, sources: [s], checked: 2026-10-10, confidence: high";
        let mut text = format!(
            "providers: [{{id: acme, name: Acme, levels: [{{name: base, rank: 1}}, {{name: top, rank: 2}}]}}]
provider: acme\nexams:\n- {{code: A-1, level: base, {rest}}}\ncertifications:\n"
        );
        for number in 0..1_000 {
            let requires = "requires: A-1";
            writeln!(
                text,
                "- {{id: c-{number}, level: base, {requires}, {rest}}}"
            )
            .unwrap();
        }
        for number in 0..masters {
            let requires = "requires: {any: {level: base}}";
            writeln!(text, "- {{id: m-{number}, level: top, {requires}, {rest}}}").unwrap();
        }
        text
    };
    sound(load_alone(
        &[file("sets.yaml", text(250))],
        &Options::new("0"),
    ));
    let findings = load_alone(&[file("sets.yaml", text(251))], &Options::new("0")).unwrap_err();
    assert_eq!((findings.len(), findings[0].code), (1, Code::TooMany));
}

/// A provider with one exam and `count` certifications, each of which needs the one before it.
fn ladder(count: usize) -> String {
    let rest = "title: A Step, level: base, page: https://acme.example, sources: [the provider], checked: 2026-10-10, confidence: high";
    let mut text = format!(
        "providers: [{{id: acme, name: Acme, levels: [{{name: base, rank: 1, price-usd: 100}}]}}]\nprovider: acme\nexams:\n  - {{code: A-1, {rest}}}\ncertifications:\n"
    );
    let mut below = "A-1".to_owned();
    for step in 0..count {
        writeln!(text, "  - {{id: c-{step}, {rest}, requires: {below}}}").unwrap();
        below = format!("c-{step}");
    }
    text
}

#[test]
fn a_chain_of_50_000_requirements_loads() {
    let catalog = sound(load_alone(
        &[file("ladder.yaml", ladder(50_000))],
        &strict(),
    ));
    assert_eq!(catalog.certifications.len(), 50_000);
}

#[test]
fn a_long_cycle_is_distinguished_from_both_ends() {
    let ladder = ladder(1_000).replace("requires: A-1}", "requires: [A-1, c-999]}");
    let findings = load_alone(&[file("ladder.yaml", ladder)], &strict()).unwrap_err();
    assert_eq!(findings.len(), 1, "{}", printed(&findings));
    let message = &findings[0].message;
    let begins = "a cycle: `c-0` requires `c-999` requires `c-998` requires ";
    assert!(message.starts_with(begins), "{message}");
    let ends = " requires `c-2` requires `c-1` requires `c-0`";
    assert!(
        message.ends_with(ends) && message.contains("(801 more)"),
        "{message}"
    );
}

#[test]
fn time_grows_with_size_only() {
    let time = |count: usize| {
        let files = [file("ladder.yaml", ladder(count))];
        let one = || {
            let start = Instant::now();
            sound(load_alone(&files, &strict()));
            start.elapsed()
        };
        (0..2).map(|_| one()).min().unwrap()
    };
    // Ten times the size may take ten times as long; thirty allows for a busy machine, and is far from a hundred.
    let (small, large) = (time(500), time(5_000));
    assert!(large < small * 30, "{small:?} and {large:?}");
}
