//! Lists of names, and holdings.

use crate::resolve::tests::*;

#[test]
fn a_list_is_cut_only_if_it_is_no_name() {
    assert_eq!(
        listed_names("Security, Compliance, and Identity Fundamentals"),
        ["azure:identity-fundamentals"]
    );
    assert_eq!(
        listed_names(" AZ-204 ,, cka,"),
        ["azure:AZ-204", "cube:cka"]
    );
    assert_eq!(
        listed_names("exam:cka,AZ-204"),
        ["cube:CKA", "azure:AZ-204"]
    );
    assert_eq!(
        listed_names("cloud:DEA-C01,flake:DEA-C01"),
        ["cloud:DEA-C01", "flake:DEA-C01"]
    );
    assert_eq!(
        listed_names("AZ-204,,nonsense word"),
        ["error: no exam or certification is called `nonsense word`"]
    );
    for blank in ["", "  ", ",", " , ,"] {
        assert_eq!(listed_names(blank), [""; 0]);
    }
    let catalog = shelf();
    let items = Resolver::new(&catalog).items(["", "AZ-204,cka"], TODAY);
    assert_eq!(
        items.unwrap_err().to_string(),
        "no exam or certification is called `AZ-204,cka`"
    );
}

#[test]
fn a_list_of_addresses_is_cut() {
    let first = "https://learn.azure.example/exams/az-204";
    let both = ["azure:AZ-204", "azure:AZ-400"];
    assert_eq!(
        listed_names(&format!("{first},https://learn.azure.example/exams/az-400")),
        both
    );
    assert_eq!(
        listed_names(&format!("{first}?a=b, learn.azure.example/exams/az-400")),
        both
    );
    assert_eq!(
        listed_names(&format!("AZ-204,{}", first.replace("204", "400"))),
        both
    );
    assert_eq!(listed_names(&format!("{first}?a=b,c")), ["azure:AZ-204"]);
}

fn held_all(text: &str) -> Result<Vec<(String, Option<Date>)>, String> {
    let catalog = shelf();
    let shown = |holding: Holding| {
        let on = holding.on.map(PartialDate::first_day);
        (catalog.name(holding.entry).to_string(), on)
    };
    let holdings = holdings(&catalog, text, TODAY);
    let holdings = holdings.map(|holdings| holdings.into_iter().map(shown).collect());
    holdings.map_err(|error| error.to_string())
}

#[test]
fn a_holding_may_carry_its_days() {
    let day = Some(date(2024, 2, 29));
    assert_eq!(
        held_all("AZ-204@2024-02-29"),
        Ok(vec![("AZ-204".into(), day)])
    );
    assert_eq!(
        held_all(" az204 @ 2024-02-29 ,cka"),
        Ok(vec![("AZ-204".into(), day), ("cka".into(), None)])
    );
    assert_eq!(
        held_all("Security, Compliance, and Identity Fundamentals@29 Feb 2024"),
        Ok(vec![("identity-fundamentals".into(), day)])
    );
    assert_eq!(held_all("cka@Feb 29, 2024"), Ok(vec![("cka".into(), day)]));
    assert_eq!(
        held_all("AZ-204,https://learn.azure.example/exams/az-400?x#y@2024-02-29"),
        Ok(vec![("AZ-204".into(), None), ("AZ-400".into(), day)])
    );
    assert_eq!(held_all("cka@2024..2027").unwrap()[0].0, "cka");
    assert_eq!(held_all("AZ-204@2026-11-22").unwrap()[0].1, Some(TODAY));
    assert_eq!(held_all("AZ-204@2026").unwrap().len(), 1);
    assert_eq!(held_all(""), Ok(Vec::new()));
}

#[test]
fn a_date_that_is_none_is_an_error_of_the_date() {
    for (text, message) in [
        (
            "AZ-204@2026-02-30",
            "the date `2026-02-30` does not exist, in `AZ-204@2026-02-30`",
        ),
        (
            "AZ-204@1/2/2024",
            "the date `1/2/2024` can be read in two ways, in `AZ-204@1/2/2024`",
        ),
        (
            "AZ-204@yesterday",
            "`yesterday` is not a date, in `AZ-204@yesterday`",
        ),
        (
            "AZ-204@2024..soon",
            "`soon` is not a date, in `AZ-204@2024..soon`",
        ),
        (
            "cka,AZ-204@2026-11-23",
            "`AZ-204@2026-11-23` is dated after the as-of date 2026-11-22",
        ),
        ("@2024-01-01", "a name is missing"),
    ] {
        assert_eq!(held_all(text).unwrap_err(), message, "{text}");
    }
}

#[test]
fn all_that_is_no_holding_is_reported() {
    let errors = holdings(&shelf(), "one-thing,cka,another", TODAY).unwrap_err();
    assert_eq!(
        errors.to_string(),
        "no exam or certification is called `one-thing`; no exam or certification is called `another`"
    );
    assert_eq!(errors.0.len(), 2);
}

#[test]
fn a_line_of_standard_input_is_one_name() {
    let catalog = shelf();
    let text = "\u{FEFF}AZ-204@2024-02-29\r\n\r\n# all\n  # of it\nSecurity, Compliance, and Identity Fundamentals # mine\nhttps://learn.azure.example/exams/az-400#there\t#\ncka";
    let holdings = holding_lines(&catalog, text, TODAY).unwrap();
    let names: Vec<_> = holdings
        .iter()
        .map(|holding| catalog.name(holding.entry))
        .collect();
    assert_eq!(names, ["AZ-204", "identity-fundamentals", "AZ-400", "cka"]);
    assert!(holding_lines(&catalog, "AZ-204,cka", TODAY).is_err());
    assert_eq!(holding_lines(&catalog, "", TODAY), Ok(Vec::new()));
}

/// Reads a holding of the embedded catalog, as a word of the command line and as a line.
fn beside(text: &str) -> String {
    let catalog = crate::embedded::catalog();
    let resolver = Resolver::new(catalog);
    let shown = |held: &Result<Holding, HoldingError>| match held {
        Ok(held) => {
            let day = |day: Option<PartialDate>| day.map(|day| day.to_string());
            let until = day(held.until).map(|until| format!("..{until}"));
            let (on, until) = (day(held.on).unwrap_or_default(), until.unwrap_or_default());
            format!("{}@{on}{until}", catalog.name(held.entry))
        }
        Err(error) => error.to_string(),
    };
    let day = date(2026, 11, 27);
    let line: Vec<_> = resolver
        .holding_lines(text, day)
        .iter()
        .map(shown)
        .collect();
    let word: Vec<_> = resolver.holding_list(text, day).iter().map(shown).collect();
    assert_eq!(line, word);
    line.join(" ")
}

#[test]
fn a_date_beside_a_name_counts_without_its_sign() {
    for (text, held) in [
        ("cka..2026-12-12", "cka@..2026-12-12"),
        ("cka ..2026-12-12", "cka@..2026-12-12"),
        ("cka 2025-01-01", "cka@2025-01-01"),
        ("cka-2025", "cka@2025"),
        ("cka 2025", "cka@2025"),
        ("cka/2025-01", "cka@2025-01"),
        ("cka=2025-01-01..2028", "cka@2025-01-01..2028"),
        ("cka.2025.01.02", "cka@2025-01-02"),
        ("cka_2025-01-02", "cka@2025-01-02"),
        ("CKA (May 2024)", "cka@2024-05"),
        ("AZ-104-2024", "AZ-104@2024"),
        ("AZ-104 expires 2027", "AZ-104@..2027"),
        ("SPLK-2002-2024", "SPLK-2002@2024"),
        ("MOS Word 2019 (2021)", "mos-word-associate-2019@2021"),
    ] {
        assert_eq!(beside(text), held, "{text}");
    }
    for (text, error) in [
        (
            "cka..2025-13-45",
            "the date `2025-13-45` does not exist, in `cka..2025-13-45`",
        ),
        (
            "cka 2025-02-30",
            "the date `2025-02-30` does not exist, in `cka 2025-02-30`",
        ),
        (
            "cka..2025..2026",
            "`..2025..2026` is not a date, in `cka..2025..2026`",
        ),
        (
            "cka 3/4/2024",
            "the date `3/4/2024` can be read in two ways, in `cka 3/4/2024`",
        ),
        (
            "cka-2030",
            "`cka-2030` is dated after the as-of date 2026-11-27",
        ),
    ] {
        assert_eq!(beside(text), error, "{text}");
    }
}

#[test]
fn what_is_said_not_to_be_held_is_no_holding() {
    for text in [
        "cka not passed",
        "CKA (not held)",
        "no cka",
        "CKA never passed",
    ] {
        let error = format!("no exam or certification is called `{text}`");
        assert_eq!(beside(text), error);
    }
    assert_eq!(beside("CKA 2024 no expiration"), "cka@2024");
}

#[test]
fn no_name_that_is_known_loses_a_number_to_a_date() {
    for (text, held) in [
        ("VCP-DCV-2021", "vcp-dcv@"),
        ("VCP-DCV 2021", "vcp-dcv@"),
        (
            "Oracle Cloud Infrastructure 2023 Architect Associate",
            "1Z0-1072-23@",
        ),
        ("mos-word-2019", "mos-word-associate-2019@"),
        ("ccna 200-301", "ccna@"),
        ("ITIL 4", "itil-4-foundation@"),
        ("cka v1.30", "cka@"),
        ("Security+ 601", "comptia-security-plus@"),
        (
            "AWS Certified Solutions Architect - Associate (Released February 2018)",
            "aws-solutions-architect-associate@",
        ),
    ] {
        assert_eq!(beside(text), held, "{text}");
    }
    let catalog = crate::embedded::catalog();
    let resolver = Resolver::new(catalog);
    for entry in catalog.entries() {
        let facts = catalog.facts(entry);
        let names = facts
            .aliases
            .iter()
            .chain([&facts.title])
            .map(AsRef::as_ref);
        for name in names.chain([&*catalog.name(entry)]) {
            for held in resolver.each_holding([name], date(2026, 11, 27)) {
                let is_dated = held
                    .as_ref()
                    .is_ok_and(|held| held.on.or(held.until).is_some());
                let is_refused = matches!(
                    held,
                    Err(HoldingError::Date { .. } | HoldingError::Future { .. })
                );
                assert!(!is_dated && !is_refused, "{name}: {held:?}");
                assert!(!crate::resolve::lists::says_not(name), "{name}");
            }
        }
    }
}
