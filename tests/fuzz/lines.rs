//! Lines that people type: a name, since when and until when, in many words and orders.

use certpath::embedded;
use certpath::resolve::lists::{import, records};
use jiff::ToSpan as _;
use jiff::civil::{Date, date};
use proptest::prelude::*;
use proptest::sample::select;

use crate::DAY;
use crate::properties::properties;

/// A name, and the entry that it means.
const NAMES: [(&str, &str); 12] = [
    ("CKA", "cka"),
    ("AZ-104", "AZ-104"),
    ("Certified Kubernetes Administrator (CKA)", "cka"),
    (
        "AWS Certified Developer \u{2013} Associate",
        "aws-developer-associate",
    ),
    ("MCSA: Windows Server 2012", "mcsa-windows-server-2012"),
    ("PMP\u{ae}", "pmp"),
    // Names that end in a number, which may stand beside one of a date.
    ("TOGAF 9", "togaf-9-certified"),
    ("PSM 2", "psm-ii"),
    ("LPIC 1", "lpic-1"),
    ("ITIL 4", "itil-4-foundation"),
    ("MOS Excel 2016", "mos-excel-2016"),
    ("MCSA: Windows Server 2016", "mcsa-windows-server-2016"),
];

/// A line of a name, and of its dates `{on}` and `{until}`, each of which it may leave out.
const LINES: [&str; 22] = [
    "{name} ({on})",
    "{name}, {on}",
    "{name} - {on}",
    "{name}: {on}",
    "{name} {on}",
    "{name} | {on}",
    "{name} [{on}]",
    "{name} since {on}",
    "{name}, issued {on}",
    "- {name} (passed on {on})",
    "{on} {name}",
    "{on}: {name}",
    "[{on}] {name}",
    "{name}@{on}..{until}",
    "{name} ({on} - {until})",
    "{name}, {on} \u{2013} {until}",
    "{name} {on} to {until}",
    "{name} (earned {on}, expires {until})",
    "{name}, {on}, valid until {until}",
    "{name} - expires {until}",
    "{name} valid until {until}",
    "{name} g\u{fc}ltig bis {until}",
];

/// How a day is written, and how many characters of it are known then: a day, or a month.
const DATES: [(&str, usize); 7] = [
    ("%Y-%m-%d", 10),
    ("%Y/%m/%d", 10),
    ("%-d %B %Y", 10),
    ("%b %-d, %Y", 10),
    ("%B %Y", 7),
    ("%b %Y", 7),
    ("%Y-%m", 7),
];

properties! { 512;
    #[test]
    fn a_line_says_since_when_and_until_when(
        (name, entry) in select(&NAMES[..]),
        line in select(&LINES[..]),
        (format, known) in select(&DATES[..]),
        days in 0..7_000_i64,
    ) {
        let on = date(2006, 1, 1).saturating_add(days.days());
        let until = on.saturating_add(3.years());
        let written = |day: Date| day.strftime(format).to_string();
        let text = line
            .replace("{name}", name)
            .replace("{on}", &written(on))
            .replace("{until}", &written(until));
        let found = import(embedded::catalog(), &records(text.as_bytes()).unwrap(), DAY);
        let [one] = &found.imported[..] else {
            return Err(TestCaseError::fail(format!("{text}: {found:?}")));
        };
        prop_assert_eq!(embedded::catalog().name(one.entry).to_string(), entry, "{}", text);
        let said = |mark: &str, day: Date| {
            line.contains(mark).then(|| day.to_string()[..known].to_owned())
        };
        let read = [one.dates.on, one.dates.until].map(|day| day.map(|day| day.to_string()));
        prop_assert_eq!(read, [said("{on}", on), said("{until}", until)], "{}", text);
    }
}
