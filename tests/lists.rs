//! Lists of every shape that people have, against the embedded catalog. All of them are invented.

#![allow(clippy::unwrap_used)]

use std::fmt::Write as _;
use std::path::Path;

use certpath::embedded::catalog;
use certpath::resolve::lists::{BadList, LARGEST, MOST, import, records};
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
         8 cks@..2027-05
         9 SC-200@2024-05-03
         10 professional-cloud-architect@2024-05..2026-05
         11 ckad@2023-05-01
         12 mcsa-windows-server-2012@
         13 kcna@2024
         6 not-held: AZ-500
         7 course: Some course on clouds
         14 not-held: CAPA, planned",
    );
    assert_read(
        "strings.yaml",
        "1 cka@2024-05..2027\n2 cks@..2027\n4 ckad@2024",
    );
}

#[test]
fn what_is_no_list_is_refused() {
    let error = |bytes: &[u8]| records(bytes).unwrap_err();
    assert_eq!(error(b"C\0K\0A\0\n\0"), BadList::Utf16);
    assert_eq!(error(b"\xff\xfeC\0K\0A\0\n\0"), BadList::Utf16);
    assert_eq!(error(b"CKA\n\xff\xfe\xfd\n"), BadList::NotUtf8 { line: 2 });
    assert_eq!(error(&vec![b'a'; LARGEST + 1]), BadList::TooLarge);
    // What is looked at after its length.
    let mut long = b"%PDF".to_vec();
    long.resize(LARGEST, b'a');
    assert_eq!(error(&long), BadList::NoText { kind: "a PDF" });
    assert_eq!(
        records("CKA\n".repeat(MOST).as_bytes()).unwrap().len(),
        MOST
    );
    assert_eq!(error("CKA\n".repeat(MOST + 1).as_bytes()), BadList::TooMany);
    for (start, kind) in [
        (&b"%PDF-1.7\n\xff"[..], "a PDF"),
        (b"PK\x03\x04\0\0", "a ZIP archive or an Excel workbook"),
        (b"\x89PNG\r\n", "a picture"),
    ] {
        assert_eq!(error(start), BadList::NoText { kind });
    }
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

/// A plan that rests on a planned exam is no plan.
#[test]
fn what_is_said_of_a_name_without_brackets_counts_too() {
    let not_held = [
        "CKA in progress",
        "planned: CKA",
        "next: CKA",
        "CKA expired",
        "Expired: CKA",
        "lapsed: CKA",
        "cancelled: CKA",
    ];
    for line in not_held {
        let printed = read(line.as_bytes());
        let expected = [
            format!("1 not-held: {line}\n"),
            format!("1 course: {line}\n"),
        ];
        assert!(expected.contains(&printed), "{printed}");
    }
    let status = "Name,Status\nCKA,Registered\nCKAD,Cancelled\nCKS,Withdrawn\nKCNA,Passed\n";
    assert_eq!(
        read(status.as_bytes()),
        "5 kcna@\n2 not-held: CKA\n3 not-held: CKAD\n4 not-held: CKS\n"
    );
    // What was retired since was passed all the same.
    assert_eq!(read(b"AZ-300 (retired)\n"), "1 AZ-300@\n");
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

/// Shapes in which people keep the same three lines: each is read whole.
#[test]
fn what_people_copy_and_export_is_read_whole() {
    let both = ["cka@2024-05-01", "gsec@2023-02-03"];
    for (shape, list) in [
        (
            "a page",
            "<h2>Mine</h2><ul>\n<li><a href='/1'>CKA: Certified Kubernetes Administrator</a> <span>CNCF</span> &middot; \
             <time>2024-05-01</time></li>\n<li><b>GSEC</b> <span>SANS Institute</span> <time>3 Feb 2023</time></li></ul>",
        ),
        (
            "a table of a page",
            "<table><tr><th>Name</th><th>Issuer</th><th>Date</th></tr>\n\
             <tr><td>CKA</td><td>CNCF</td><td>2024-05-01</td></tr><tr><td>GSEC</td><td>SANS</td><td>2023-02-03</td></tr></table>",
        ),
        (
            "a copy of LinkedIn",
            "CKA: Certified Kubernetes Administrator\nThe Linux Foundation\nIssued 1 May 2024 \u{b7} Expires May 2026\n\
             Credential ID X-1\nShow credential\n\nGSEC\nSANS\nIssued Feb 3, 2023\nShow credential\n",
        ),
        (
            "an outline",
            "* Mine\n** Cloud\n- CKA (CNCF), <2024-05-01 Wed>\n** DONE GSEC\n   CLOSED: [2023-02-03 Fri]\n",
        ),
        (
            "tabs",
            "CKA\tCertified Kubernetes Administrator (CKA)\tCNCF\t2024-05-01\nGIAC Security Essentials (GSEC)\tSANS\t2023-02-03\n",
        ),
        (
            "TOML",
            "[[certifications]]\nname = \"CKA\"\ndate = \"2024-05-01\"\n\n[[certifications]]\nname = \"GSEC\"\ndate = \"2023-02-03\"\n",
        ),
        (
            "the head of a page",
            "---\ntitle: Mine\ncertifications:\n  - {name: CKA, date: 2024-05-01}\n  - {name: GSEC, date: 2023-02-03}\n---\n\nMore: text.\n",
        ),
        (
            "a program",
            "export const certs = [\n  { name: \"CKA\", date: \"2024-05-01\" },\n  { name: \"GSEC\", date: \"2023-02-03\" },\n];\n",
        ),
        (
            "a value a line",
            "{\"name\": \"CKA\", \"date\": \"2024-05-01\"}\n{\"name\": \"GSEC\", \"date\": \"2023-02-03\"}\n",
        ),
        (
            "Europass",
            "{\"Certificates\": [{\"Title\": \"CKA\", \"Organisation\": {\"Name\": \"CNCF\"}, \"Date\": {\"Year\": 2024, \"Month\": 5, \"Day\": 1}}, \
             {\"Title\": \"GSEC\", \"Date\": {\"Year\": 2023, \"Month\": 2, \"Day\": 3}}]}",
        ),
        (
            "Open Badges 3",
            "[{\"validFrom\": \"2024-05-01T00:00:00Z\", \"credentialSubject\": {\"achievement\": {\"name\": \"CKA\"}}}, \
             {\"validFrom\": \"2023-02-03T00:00:00Z\", \"credentialSubject\": {\"achievement\": {\"name\": \"GSEC\"}}}]",
        ),
        (
            "German",
            "\u{feff}Bezeichnung;Aussteller;Datum\r\nCKA;CNCF;1. Mai 2024\r\nGSEC;SANS;03.02.2023\r\n",
        ),
        (
            "French",
            "Titre;Organisme;Date d'obtention\nCKA;CNCF;1er mai 2024\nGSEC;SANS;3 f\u{e9}vrier 2023\n",
        ),
        (
            "Spanish",
            "certificaciones:\n- {nombre: CKA, fecha: 1 de mayo de 2024}\n- {nombre: GSEC, fecha: 3 de febrero de 2023}\n",
        ),
        (
            "badges",
            "- [![CKA](https://x.example/1.png)](https://x.example/1) (2024-05-01)\n\u{1f512} GSEC, SANS (2023-02-03)\n",
        ),
    ] {
        let found = read(list.as_bytes());
        let held: Vec<&str> = found
            .lines()
            .filter_map(|line| line.split(' ').nth(1))
            .map(|name| name.split_once("..").map_or(name, |(name, _)| name))
            .filter(|name| name.contains('@'))
            .collect();
        assert_eq!(held, both, "{shape}: {found}");
    }
}

#[test]
fn a_transcript_copied_from_a_page() {
    let list = "Transcript\nName: Jo Doe\nActive certifications\n\
        Certification title\tCertification number\tEarned on\tExpires on\n\
        Microsoft Certified: Azure Administrator Associate\tA1-B2\tSeptember 1, 2025\tSeptember 2, 2026\n\
        MCSA: Windows Server 2012\tA1-B3\tJune 6, 2014\tRetired\nPassed exams\nExam title\tExam number\tPassed date\n\
        Implementing Microsoft Azure Infrastructure Solutions\t533\tMay 24, 2017\n";
    let expected = "5 azure-administrator-associate@2025-09-01..2026-09-02\n6 mcsa-windows-server-2012@2014-06-06\n\
        9 70-533@2017-05-24\n1 unknown: Transcript\n2 unknown: Name: Jo Doe\n3 unknown: Active certifications\n\
        7 unknown: Passed exams\n";
    assert_eq!(read(list.as_bytes()), expected);
}

#[test]
fn a_line_longer_than_a_name_is_none_and_takes_no_time() {
    for part in ["word ", "a, ", "[![a](", "*", "<p>&", "a\tb "] {
        let found = read(part.repeat(20_000).as_bytes());
        assert!(found.lines().count() <= 1, "{part}: {}", found.len());
    }
}

/// A number beside a date belongs to the name wherever that is a name with it, and to no date where it can be none.
#[test]
fn a_number_of_a_name_is_no_part_of_its_date() {
    for (line, expected) in [
        ("TOGAF 9 Certified 2015", "togaf-9-certified@2015"),
        ("TOGAF 9.2 Certified, 2019", "togaf-9-certified@2019"),
        (
            "TOGAF 9 certified since March 2015",
            "togaf-9-certified@2015-03",
        ),
        ("TOGAF 9 March 2015", "togaf-9-certified@2015-03"),
        ("ITIL 4 passed 2020", "itil-4-foundation@2020"),
        ("PSM 2 earned 2021", "psm-ii@2021"),
        ("PSM 2 passed March 2021", "psm-ii@2021-03"),
        ("PSM 2 March 2021", "psm-ii@2021-03"),
        ("CKA 2 March 2021", "cka@2021-03-02"),
        ("LPIC 1 passed 2015", "lpic-1@2015"),
        ("CFA Level 1 passed 2019", "CFA-L1@2019"),
        ("NSE 4 earned 2023", "nse-4@2023"),
        ("BTL 1 certified 2022", "btl1@2022"),
        ("MOS Excel 2016 (2019)", "mos-excel-2016@2019"),
        ("MOS Excel 2016 - 2019", "mos-excel-2016@2019"),
        ("MOS Excel 2016 May 2019", "mos-excel-2016@2019-05"),
        ("MCSE 2003 (2005)", "mcse-windows-server-2003@2005"),
        (
            "MCSA: Windows Server 2016 \u{2013} 2018",
            "mcsa-windows-server-2016@2018",
        ),
        (
            "MCITP: Server Administrator on Windows Server 2008 (2010)",
            "mcitp-server-administrator-windows-server-2008@2010",
        ),
        ("VCP-DCV 2021 (2022)", "vcp-dcv@2022"),
        ("CTFL 2018 2020", "CTFL-2018@2020"),
        ("CCNP Security 300-701 May 2022", "ccnp-security@2022-05"),
    ] {
        assert_eq!(read(line.as_bytes()), format!("1 {expected}\n"), "{line}");
    }
}

#[test]
fn a_span_is_read_with_every_mark_between_its_days() {
    let days = [
        ("2024-05-17", "2026-05-17", "2024-05-17..2026-05-17"),
        ("2024/05/17", "2026/05/17", "2024-05-17..2026-05-17"),
        ("17.05.2024", "17.05.2026", "2024-05-17..2026-05-17"),
        ("05/2024", "05/2026", "2024-05..2026-05"),
        ("2024.05", "2026.05", "2024-05..2026-05"),
        ("May 2024", "May 2026", "2024-05..2026-05"),
        ("2024", "2026", "2024..2026"),
    ];
    for (on, until, expected) in days {
        for mark in [
            " - ",
            "-",
            " \u{2013} ",
            "\u{2013}",
            " \u{2014} ",
            " ~ ",
            " to ",
            " bis ",
            "..",
        ] {
            for line in [
                format!("CKA {on}{mark}{until}"),
                format!("CKA, {on}{mark}{until}"),
                format!("CKA ({on}{mark}{until})"),
                format!("{on}{mark}{until}: CKA"),
            ] {
                let found = read(line.as_bytes());
                assert_eq!(found, format!("1 cka@{expected}\n"), "{line}");
            }
        }
    }
    for line in [
        "CKA 2024-05-17 2026-05-17",
        "CKA, 2024-05-17, 2026-05-17",
        "CKA 2024-05-17/2026-05-17",
    ] {
        assert_eq!(
            read(line.as_bytes()),
            "1 cka@2024-05-17..2026-05-17\n",
            "{line}"
        );
    }
    for line in [
        "CKA 2023 - present",
        "CKA 2023\u{2013}Present",
        "CKA 2023-now",
        "CKA '23",
        "CKA end of 2023",
    ] {
        assert_eq!(read(line.as_bytes()), "1 cka@2023\n", "{line}");
    }
}

/// What is meant as a date and cannot be read is said to be none: it is never left out.
#[test]
fn no_date_of_a_line_is_lost() {
    for date in [
        "Feb 30, 2024",
        "Feb 29, 2023",
        "June 0, 2024",
        "31 April 2024",
        "32 May 2024",
        "30/02/2024",
        "3/4/24",
        "05/24",
        "11-23",
        "11.23",
        "17.5.24",
        "Nov 23",
        "2023/2026",
        "2023/26",
    ] {
        for line in [
            format!("CKA {date}"),
            format!("CKA ({date})"),
            format!("CKA, {date}"),
        ] {
            assert_eq!(read(line.as_bytes()), "1 bad-date: CKA\n", "{line}");
        }
    }
    for (line, expected) in [
        ("CKA (2024, Linux Foundation)", "cka@2024"),
        ("CKA May 2023 (May 2026)", "cka@2023-05..2026-05"),
        ("CISA '98", "cisa@1998"),
        ("CKA 17-May-24", "cka@2024-05-17"),
        ("CKA 12 Sep 23", "cka@2023-09-12"),
    ] {
        assert_eq!(read(line.as_bytes()), format!("1 {expected}\n"), "{line}");
    }
    // What is held until a day in the past is not, and versions are no dates.
    assert_eq!(
        read(b"CKA (May 2020, expired)\n"),
        "1 not-held: CKA (expired)\n"
    );
    assert_eq!(read(b"CCSA R80.20\nRHCSA 8.2\n"), "1 ccsa@\n2 rhcsa@\n");
}

#[test]
fn what_is_planned_failed_or_over_is_not_held_in_any_language() {
    for said in [
        "(studying)",
        "- studying for",
        "- pursuing",
        "(expected June 2027)",
        "- expected 2027",
        "(target: Q2 2027)",
        "(failed 2024)",
        "failed",
        "(in Vorbereitung)",
        "geplant 2027",
        "(en cours)",
        "(en progreso)",
        "(em andamento)",
        "(in voorbereiding)",
        "\u{53d6}\u{5f97}\u{4e88}\u{5b9a}",
        "scheduled for December 15",
        "exam booked for 2026-12-15",
        "(abgelaufen)",
        "(expir\u{e9})",
    ] {
        let found = read(format!("CKA {said}").as_bytes());
        assert!(found.starts_with("1 not-held: CKA"), "{found}");
    }
    let status = "Zertifikat;Status\nCKA;Abgelaufen\nCKAD;In Vorbereitung\nCKS;Nicht bestanden\nKCNA;Bestanden\n";
    let expected = "5 kcna@\n2 not-held: CKA\n3 not-held: CKAD\n4 not-held: CKS\n";
    assert_eq!(read(status.as_bytes()), expected);
    let result = "Exam,Result,Date\nAZ-305,Fail,2024-06-17\nAZ-104,Pass,2024-05-17\n";
    assert_eq!(
        read(result.as_bytes()),
        "3 AZ-104@2024-05-17\n2 not-held: AZ-305\n"
    );
}

#[test]
fn a_title_with_a_number_of_its_own_means_no_other_version() {
    for line in [
        "MCSA SQL Server 2016",
        "MOS Excel 2003",
        "TOGAF 8 Certified",
        "TOGAF 11 Foundation",
        "PSM IV",
        "MySQL 9.0 Database Administrator",
        "ITIL v3 Strategic Leader",
        "ITIL 6 Foundation",
    ] {
        assert_eq!(read(line.as_bytes()), format!("1 unknown: {line}\n"));
    }
    let read = read(b"TOGAF 9.2 Certified\nCEH v14\nTerraform Associate (005)\nRHCE 7\n");
    assert_eq!(
        read,
        "1 togaf-9-certified@\n2 ceh@\n3 terraform-associate@\n4 rhce@\n"
    );
}

#[test]
fn a_column_of_days_is_found_by_the_words_of_its_heading() {
    for (heading, day) in [
        ("Date Certified", "2024-05-17"),
        ("Achieved date", "2024-05-17"),
        ("Pass Date", "2024-05-17"),
        ("Bestanden am", "2024-05-17"),
        ("G\u{fc}ltig ab", "2024-05-17"),
        ("Date de d\u{e9}livrance", "2024-05-17"),
        ("Fecha de obtenci\u{f3}n", "2024-05-17"),
        ("Data de emiss\u{e3}o", "2024-05-17"),
        ("Behaald op", "2024-05-17"),
        ("\u{53d6}\u{5f97}\u{65e5}", "2024-05-17"),
        ("Exp. Date", "..2024-05-17"),
        ("Valid Till", "..2024-05-17"),
        ("Renewal Due", "..2024-05-17"),
        ("L\u{e4}uft ab am", "..2024-05-17"),
        ("Fecha de caducidad", "..2024-05-17"),
        ("Geldig tot", "..2024-05-17"),
        ("\u{6709}\u{52b9}\u{671f}\u{9650}", "..2024-05-17"),
    ] {
        let list = format!("Certification,{heading}\nCKA,2024-05-17\n");
        assert_eq!(read(list.as_bytes()), format!("2 cka@{day}\n"), "{heading}");
    }
    // Whoever holds it is no name of it, and one day shows how the others are meant.
    let list = "Employee ID,Name,Certification,Issue Date\n1,Jane Doe,CKA,03/14/2022\n1,Jane Doe,CKAD,5/2/2023\n";
    assert_eq!(
        read(list.as_bytes()),
        "2 cka@2022-03-14\n3 ckad@2023-05-02\n"
    );
    let list = "CKA,2024-05-17\nCISSP,ISC2,2019-03-12,2028-03-31\n2023-01-02,CKAD\n";
    assert_eq!(
        read(list.as_bytes()),
        "1 cka@2024-05-17\n2 cissp@2019-03-12..2028-03-31\n3 ckad@2023-01-02\n"
    );
}

#[test]
fn a_line_may_name_several_things() {
    for (line, names) in [
        ("CKA, CKAD and CKS", "cka@ ckad@ cks@"),
        (
            "CKA / CKAD \u{2022} PSM I & PSPO I",
            "cka@ ckad@ psm-i@ pspo-i@",
        ),
        (
            "CISSP (2019), CISM (2021), CRISC (2022)",
            "cissp@2019 cism@2021 crisc@2022",
        ),
        ("Microsoft: AZ-900, AZ-104", "AZ-900@ AZ-104@"),
        ("Certifications: CKA (CNCF, 2024); PMP", "cka@2024 pmp@"),
        ("Certs: CKA", "cka@"),
        (
            "AWS: Solutions Architect Associate, Developer Associate",
            "aws-solutions-architect-associate@ aws-developer-associate@",
        ),
        ("Jane Doe, CISSP, CISM", "cissp@ cism@"),
    ] {
        let found = read(line.as_bytes());
        let held: Vec<&str> = found
            .lines()
            .filter_map(|line| line.split(' ').nth(1))
            .collect();
        assert_eq!(held.join(" "), names, "{line}");
    }
    for course in [
        "AZ-900, AZ-104 and AZ-305 Bootcamp",
        "Preparing for CKA, CKAD",
        "CKA, Some Course",
    ] {
        assert_eq!(read(course.as_bytes()), format!("1 course: {course}\n"));
    }
}

#[test]
fn what_stands_below_a_name_on_a_copied_page_is_said_of_it() {
    for (page, held) in [
        (
            "PSM I\nScrum.org\nAusgestellt: Apr. 2021 \u{b7} G\u{fc}ltig bis: Dez. 2025\nZertifikats-ID 612345\n",
            "psm-i@2021-04..2025-12",
        ),
        (
            "CEH\nEC-Council\n\u{c9}mise le janv. 2022 \u{b7} Expire le janv. 2025\n",
            "ceh@2022-01..2025-01",
        ),
        (
            "CCNA\nCisco\nExpedici\u{f3}n: may. 2023 \u{b7} Vencimiento: may. 2026\n",
            "ccna@2023-05..2026-05",
        ),
        (
            "CKA\nCNCF\nEmitido em set. de 2022 \u{b7} Expirou em set. de 2025\n",
            "cka@2022-09..2025-09",
        ),
        (
            "CKA\nCKA\nCNCF\nCNCF\nIssued May 2024\nIssued May 2024\n",
            "cka@2024-05",
        ),
        (
            "CKA\nCNCF\nIssued May 2024No Expiration Date\n",
            "cka@2024-05",
        ),
        (
            "CKA\nIssued by The Linux Foundation\nDate issued: May 10, 2024\nExpires on: May 10, 2026\n",
            "cka@2024-05-10..2026-05-10",
        ),
        (
            "CKA\nActive\nEarned: 2024-08-12\nExpires: 2027-08-12\nValidation number: AB12\n",
            "cka@2024-08-12..2027-08-12",
        ),
        (
            "CKA\nCertification number: F123-4567\nAchieved on: February 3, 2015\nStatus: Inactive\n",
            "cka@2015-02-03",
        ),
        ("GSEC #12345 - expires 2027-06-30\n", "gsec@..2027-06-30"),
    ] {
        assert_eq!(read(page.as_bytes()), format!("1 {held}\n"), "{page}");
    }
}

#[test]
fn what_is_not_held_by_its_own_words_or_by_a_field_is_not_held() {
    for line in [
        "CKA not passed",
        "CKA (not passed)",
        "CKA: No",
        "CKA not held",
        "CKA 2025 not passed",
        "CKA score 650/1000 not passed",
        "No CKA",
        "\u{2717} CKA",
        "\u{2610} CKA",
        "~~CKA~~",
        "CKA, no longer held",
        "CKA nicht bestanden",
    ] {
        let found = read(line.as_bytes());
        assert!(found.starts_with("1 not-held: "), "{line}: {found}");
    }
    for line in [
        "Have not done CKA",
        "CKA did not pass",
        "I haven't passed CKA",
    ] {
        assert!(!read(line.as_bytes()).contains('@'), "{line}");
    }
    for line in [
        "CKA no expiration",
        "CKA - never expires",
        "CKA (does not expire)",
        "CKA, not expired",
        "\u{2705} CKA",
    ] {
        assert_eq!(read(line.as_bytes()), "1 cka@\n", "{line}");
    }
    for list in [
        "name,passed\nCKA,yes\nCKS,no\n",
        "name,passed\nCKA,1\nCKS,0\n",
        "name,earned\nCKA,x\nCKS,not passed\n",
        "name,held\nCKA,yes\nCKS,false\n",
        "name,completed\nCKA,100%\nCKS,50%\n",
        "name,progress\nCKA,100 %\nCKS,0%\n",
        "name,status\nCKA,Not expired\nCKS,no\n",
        "name,completed,status\nCKA,true,No expiration\nCKS,false,\n",
    ] {
        assert_eq!(read(list.as_bytes()), "2 cka@\n3 not-held: CKS\n", "{list}");
    }
    let list = "| Cert | Passed |\n|---|---|\n| CKA | yes |\n| CKS | no |\n";
    assert_eq!(read(list.as_bytes()), "3 cka@\n4 not-held: CKS\n");
    let list = "name,date,passed\nCKA,2024,yes\nCKS,2024,no\n";
    assert_eq!(read(list.as_bytes()), "2 cka@2024\n3 not-held: CKS\n");
    for field in ["passed", "completed", "held", "active", "valid"] {
        let list = format!(
            "[{{\"name\": \"CKA\", \"{field}\": true}}, {{\"name\": \"CKS\", \"{field}\": false}}]"
        );
        assert_eq!(read(list.as_bytes()), "1 cka@\n1 not-held: CKS\n", "{list}");
    }
}

#[test]
fn what_stands_below_a_heading_of_plans_is_not_held() {
    for (list, expected) in [
        (
            "# Mine\n## Held\n- cka\n## Planned\n- cks\n### Azure\n- AZ-104\n## Failed exams\n- AZ-305\n## Done\n- kcna\n",
            "3 cka@\n11 kcna@\n5 not-held: cks\n7 not-held: AZ-104\n9 not-held: AZ-305\n",
        ),
        (
            "CKA\nPlanned:\nCKS\n\nHeld:\nKCNA\n",
            "1 cka@\n6 kcna@\n2 unknown: Planned:\n3 not-held: CKS\n5 unknown: Held:\n",
        ),
        (
            "<h2>In progress</h2><h3>CKS</h3><h2>More</h2><h3>CKA</h3>",
            "9 cka@\n4 not-held: CKS\n7 unknown: More\n",
        ),
        (
            "{\"certifications\": [\"cka\"], \"planned\": [\"cks\"], \"recommended\": [{\"name\": \"AZ-104\", \"passed\": true}]}",
            "1 cka@\n1 not-held: cks\n1 not-held: AZ-104\n",
        ),
        (
            "certifications:\n- cka\ngoals:\n- cks\n",
            "2 cka@\n4 not-held: cks\n",
        ),
    ] {
        assert_eq!(read(list.as_bytes()), expected, "{list}");
    }
}
