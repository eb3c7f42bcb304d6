//! Lists of every shape that people have, against the embedded catalog. All of them are invented.

#![allow(clippy::unwrap_used)]

use std::fmt::Write as _;
use std::path::Path;

use certpath::embedded::catalog;
use certpath::resolve::lists::{BadList, LARGEST, import, records};
use jiff::civil::{Date, date};

const DAY: Date = date(2026, 11, 26);

/// Reads a list; returns what it holds and what not, a line each.
fn read(bytes: &[u8]) -> String {
    let import = import(catalog(), &records(bytes).unwrap(), DAY);
    let mut text = String::new();
    for one in &import.imported {
        let on = one.dates.on.map(|on| on.to_string()).unwrap_or_default();
        let until = one
            .dates
            .until
            .map(|until| format!("..{until}"))
            .unwrap_or_default();
        writeln!(
            text,
            "{} {}@{on}{until}",
            one.line,
            catalog().name(one.entry)
        )
        .unwrap();
    }
    for one in &import.not_imported {
        writeln!(text, "{} {}: {}", one.line, one.reason.word(), one.name).unwrap();
    }
    text
}

#[track_caller]
fn assert_read(file: &str, expected: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/lists")
        .join(file);
    let found = read(&std::fs::read(path).unwrap());
    let expected: Vec<&str> = expected.trim().lines().map(str::trim).collect();
    assert_eq!(found.trim().lines().collect::<Vec<_>>(), expected, "{file}");
}

#[test]
fn an_export_of_linkedin() {
    assert_read(
        "linkedin.csv",
        "2 aws-developer-associate@2024-03
         3 comptia-network-plus@
         4 azure-administrator-associate@2025-03-16..2026-03-16
         5 course: Learning Azure Management Tools",
    );
}

#[test]
fn badges_of_credly() {
    assert_read(
        "credly.json",
        "3 aws-solutions-architect-associate@2025-03-27..2028-03-27
         8 cka@2023-01-02
         11 course: AWS Knowledge: Architecting - Training Badge",
    );
    assert_read("badges.json", "1 comptia-security-plus@\n1 AZ-900@");
    assert_read("items.json", "1 ckad@2026-01-16..2028-01-16");
}

#[test]
fn an_open_badge() {
    assert_read(
        "openbadge.json",
        "2 terraform-associate@2025-03-27..2027-03-27",
    );
}

#[test]
fn transcripts_of_microsoft() {
    assert_read(
        "transcript.json",
        "2 AZ-104@2024-02-17\n3 70-533@2017-05-24",
    );
    assert_read("transcript.csv", "2 AZ-104@2024-02-17\n3 70-533@2017-05-24");
}

#[test]
fn a_resume() {
    assert_read("resume.json", "4 cka@2024-05-01\n5 not-held: AZ-400");
}

#[test]
fn lists_and_groups_of_yaml() {
    assert_read(
        "list.yaml",
        "2 comptia-security-plus@2024-03
         6 azure-fundamentals@2023
         9 not-held: Certified Kubernetes Security Specialist
         13 bad-date: CompTIA Network+",
    );
    assert_read(
        "groups.yaml",
        "4 aws-solutions-architect-associate@2024-05..2027-05
         5 aws-cloud-practitioner@2022
         8 cka@",
    );
    assert_read(
        "providers.yaml",
        "2 azure-administrator-associate@2024
         4 terraform-associate@2025
         6 not-held: CKS",
    );
    assert_read("bare.yaml", "2 AZ-104@\n3 AZ-400@");
}

#[test]
fn numbers_are_names_as_they_are_written() {
    let lists = [
        "- name: 70411\n- {code: 1.10}\n- 1e3\n- 0x10\n- [012, 70410]\n",
        r#"[{"name": 70411}, {"code": 1.10}, 1e3, "0x10", "012", 70410]"#,
    ];
    for list in lists {
        let records = records(list.as_bytes()).unwrap();
        let names: Vec<&str> = records.iter().map(|record| record.name.as_str()).collect();
        assert_eq!(
            names,
            ["70411", "1.10", "1e3", "0x10", "012", "70410"],
            "{list}"
        );
    }
}

#[test]
fn tables_and_lines() {
    assert_read("semicolons.csv", "2 cka@2024\n3 unknown: Ethical Hacker");
    assert_read(
        "plain.txt",
        "2 AZ-104@2024-03
         3 cka@2023-05-01
         4 aws-developer-associate@2024..2027
         5 SC-900@
         6 not-held: AZ-500
         7 course: Some course on clouds",
    );
}

#[test]
fn what_is_no_list_is_refused() {
    let error = |bytes: &[u8]| records(bytes).unwrap_err();
    let utf16: Vec<u8> = "\u{feff}CKA\n"
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    assert_eq!(error(&utf16), BadList::Utf16);
    assert_eq!(error(b"CKA\n\xff\xfe\xfd\n"), BadList::NotUtf8 { line: 2 });
    assert_eq!(error(&vec![b'a'; LARGEST + 1]), BadList::TooLarge);
    let deep = "[".repeat(100_000);
    assert!(matches!(
        error(deep.as_bytes()),
        BadList::Invalid { format: "JSON", .. }
    ));
    let deep = format!("name: {}", "[".repeat(100_000));
    assert!(matches!(
        error(deep.as_bytes()),
        BadList::Invalid { format: "YAML", .. }
    ));
    let quotes = "Name,Date\n\"CKA,2024\nCKAD,2025\n";
    assert_eq!(
        error(quotes.as_bytes()).to_string(),
        "the list is not valid CSV: the quotation mark of line 2 is not closed"
    );
    assert_eq!(error(b"{\"a\": 1}"), BadList::NoNames { format: "JSON" });
}

#[test]
fn what_a_person_has_of_twenty_years() {
    assert_read(
        "person.csv",
        "2 70-410@2014
         3 70-411@2014
         4 mcsa-windows-server-2012@2014
         5 azure-administrator-associate@2023-03..2024-03
         6 azure-developer-associate@2024
         7 aws-solutions-architect-associate@2023-03..2026-03
         8 course: Docker Mastery
         9 course: Learning Terraform
         10 course: AZ-104: Manage identities and governance in Azure",
    );
}

#[test]
fn a_table_of_markdown_and_what_is_said_beside_a_name() {
    let list = "# Mine\n| Name | Issuer | Date |\n|---|---|---|\n| CKA | CNCF | 2024-01 |\n\n\
                - AZ-305 (in progress)\n- [x] CKAD (2023)\n- CKS \u{2014} planned\n";
    let expected = "4 cka@2024-01\n7 ckad@2023\n6 not-held: AZ-305 (in progress)\n8 not-held: CKS \u{2014} planned\n";
    assert_eq!(read(list.as_bytes()), expected);
}

#[test]
fn dates_of_many_kinds() {
    let list = "Name,Date\nCKA,12.03.2022\nCKAD,20210304\nCKS,June '22\nKCNA,Q3 2021\nCISSP,5 mai 2021\n\
                PMP,1650000000\nCCNA,17/02/2024\nAZ-900,03/04/2024\n";
    let expected = "2 cka@2022-03-12\n3 ckad@2021-03-04\n4 cks@2022-06\n5 kcna@2021\n6 cissp@2021-05-05\n\
                    7 pmp@2022-04-15\n8 ccna@2024-02-17\n9 bad-date: AZ-900\n";
    assert_eq!(read(list.as_bytes()), expected);
}

#[test]
fn lines_are_counted_with_carriage_returns_and_without() {
    for end in ["\n", "\r\n"] {
        let list = ["Name,Date", "CKA,2024", "", "\"CKAD\",2023", "CKS,2022", ""].join(end);
        let expected = "2 cka@2024\n4 ckad@2023\n5 cks@2022\n";
        assert_eq!(read(list.as_bytes()), expected, "{end:?}");
    }
}
