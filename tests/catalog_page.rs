//! The page about the catalog is what the program says of it.

#![allow(clippy::unwrap_used)]

use certpath::output::{self, Format, Report, Style};
use certpath::{embedded, stats};

const PAGE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/catalog.md");
const HEADING: &str = "## By provider\n\n";

#[test]
fn the_page_about_the_catalog_has_its_counts() {
    let catalog = embedded::catalog();
    let day = catalog.checked;
    let style = Style {
        width: usize::MAX,
        color: false,
        unicode: true,
    };
    let mut table = Vec::new();
    let counted = stats(catalog, day);
    let report = Report::Stats(&counted);
    output::report(catalog, day, report, Format::Markdown, style, &mut table).unwrap();
    let table = format!("On {day}:\n\n{}", String::from_utf8(table).unwrap());
    let page = std::fs::read_to_string(PAGE).unwrap();
    let (before, counts) = page.split_once(HEADING).unwrap();
    if std::env::var_os("SNAPSHOTS").is_some_and(|value| value == "overwrite") {
        std::fs::write(PAGE, format!("{before}{HEADING}{table}")).unwrap();
        return;
    }
    assert_eq!(
        counts, table,
        "SNAPSHOTS=overwrite cargo test --test catalog_page"
    );
}
