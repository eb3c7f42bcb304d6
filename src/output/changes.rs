//! What began, ended or was replaced, in every format.

use std::borrow::Cow;
use std::io::{self, Write};

use jiff::civil::Date;
use serde::Serialize;
use serde::ser::SerializeMap;

use crate::answer::changes::{Change, ChangeKind, Stretch};
use crate::answer::short_title;
use crate::catalog::date::PartialDate;
use crate::catalog::model::{Catalog, Entry};
use crate::output::json::{self, Each, Fields, Name, Shown};
use crate::output::plan::listed;
use crate::output::rows::grid::{Column, Fit, Grid, Line};
use crate::output::rows::{self, Side};
use crate::output::text::{Paint, clean, painted, write_line};
use crate::output::{Format, Style};

/// Writes changes in any format.
///
/// # Errors
///
/// Whatever the writer fails with.
pub fn changes(
    catalog: &Catalog,
    as_of: Date,
    stretch: Stretch,
    changes: &[Change<'_>],
    format: Format,
    style: Style,
    out: &mut impl Write,
) -> io::Result<()> {
    let rows = || changes.iter().map(|change| fields(catalog, change));
    match format {
        Format::Table => table(catalog, changes, style, out),
        Format::Json => {
            let fields = Answer {
                catalog,
                stretch,
                changes,
            };
            json::write_document(catalog, as_of, fields, out)
        }
        Format::Tsv => rows().try_for_each(|row| rows::tsv(&row, out)),
        Format::Csv => {
            rows::csv(&COLUMNS, out)?;
            rows().try_for_each(|row| rows::csv(&row, out))
        }
        Format::Markdown => markdown(catalog, changes, out),
        Format::Ids => changes
            .iter()
            .try_for_each(|change| writeln!(out, "{}", clean(&catalog.name(change.entry)))),
    }
}

const COLUMNS: [&str; 9] = [
    "date",
    "change",
    "kind",
    "name",
    "title",
    "provider",
    "level",
    "replaced_by",
    "url",
];

fn fields(catalog: &Catalog, change: &Change<'_>) -> [String; 9] {
    let facts = catalog.facts(change.entry);
    [
        change.date.to_string(),
        change.kind.word().to_owned(),
        kind(change.entry).to_owned(),
        catalog.name(change.entry).into_owned(),
        facts.title.clone().into_owned(),
        catalog.provider(facts.provider).id.clone().into_owned(),
        catalog.level(change.entry).name.clone().into_owned(),
        listed(catalog, change.replaced_by.iter().copied(), ","),
        facts.page.clone().into_owned(),
    ]
}

fn kind(entry: Entry) -> &'static str {
    match entry {
        Entry::Exam(_) => "exam",
        Entry::Certification(_) => "certification",
    }
}

/// What happened, in two words.
fn word(kind: ChangeKind) -> &'static str {
    match kind {
        ChangeKind::Beta => "beta begins",
        ChangeKind::Began => "begins",
        ChangeKind::NewVersion => "new version",
        ChangeKind::RuleEnded => "rule ends",
        ChangeKind::Ended | ChangeKind::Replaced => "last day",
    }
}

/// What comes after, or what the rule that ended asked for.
fn note(catalog: &Catalog, change: &Change<'_>) -> Option<String> {
    match change.kind {
        ChangeKind::Beta | ChangeKind::Began | ChangeKind::Ended => None,
        ChangeKind::NewVersion => Some(format!("version {}", change.version?.title)),
        ChangeKind::RuleEnded => {
            let requires = change.rule.and_then(|rule| rule.requires.as_ref())?;
            Some(format!("asked for {}", catalog.requirement_text(requires)))
        }
        ChangeKind::Replaced => {
            let names = listed(catalog, change.replaced_by.iter().copied(), ", ");
            Some(format!("replaced by {names}"))
        }
    }
}

fn table(
    catalog: &Catalog,
    changes: &[Change<'_>],
    style: Style,
    out: &mut impl Write,
) -> io::Result<()> {
    if changes.is_empty() {
        return write_line("Nothing begins or ends in that time", style, out);
    }
    let wide = grid(catalog, changes, true);
    let grid = if wide.fits(style.width, LEAST_TITLE) {
        wide
    } else {
        grid(catalog, changes, false)
    };
    grid.write(style, out)
}

/// Less room for a title is not worth a column.
const LEAST_TITLE: usize = 32;
/// The place of the names.
const NAME: usize = 2;

fn grid(catalog: &Catalog, changes: &[Change<'_>], wide: bool) -> Grid {
    let column = |heading: &'static str, fit| Column {
        heading: heading.into(),
        fit,
    };
    let mut columns = vec![
        column("DATE", Fit::Whole),
        column("CHANGE", Fit::Whole),
        column("NAME", Fit::Whole),
    ];
    if wide {
        columns.push(column("TITLE", Fit::Text));
    }
    let mut grid = Grid::new(columns);
    grid.put_notes_below(NAME);
    for change in changes {
        let word = word(change.kind);
        let mut cells = vec![
            change.date.to_string(),
            match change.kind {
                ChangeKind::Ended | ChangeKind::Replaced => painted(Paint::Magenta, word),
                ChangeKind::Beta
                | ChangeKind::Began
                | ChangeKind::NewVersion
                | ChangeKind::RuleEnded => word.to_owned(),
            },
            painted(Paint::Bold, &catalog.name(change.entry)),
        ];
        if wide {
            cells.push(clean(short_title(catalog, change.entry)).into_owned());
        }
        let note = note(catalog, change);
        grid.push(Line {
            heading: None,
            cells,
            notes: note.iter().map(|note| clean(note).into_owned()).collect(),
        });
    }
    grid
}

fn markdown(catalog: &Catalog, changes: &[Change<'_>], out: &mut impl Write) -> io::Result<()> {
    let columns = ["Date", "Name", "Title", "Change"].map(|heading| (heading, Side::Left));
    rows::markdown_head(&columns, out)?;
    for change in changes {
        let facts = catalog.facts(change.entry);
        let parts = std::iter::once(word(change.kind).to_owned()).chain(note(catalog, change));
        let said = parts.collect::<Vec<_>>().join(", ");
        let cells = [
            change.date.to_string(),
            rows::link(&catalog.name(change.entry), &facts.page),
            rows::escaped(short_title(catalog, change.entry)),
            rows::escaped(&said),
        ];
        rows::markdown(&cells, out)?;
    }
    Ok(())
}

struct Answer<'a> {
    catalog: &'a Catalog,
    stretch: Stretch,
    changes: &'a [Change<'a>],
}

impl Fields for Answer<'_> {
    fn write<M: SerializeMap>(&self, map: &mut M) -> Result<(), M::Error> {
        map.serialize_entry("since", &self.stretch.since.map(Shown))?;
        map.serialize_entry("until", &self.stretch.until.map(Shown))?;
        let changes = self.changes.iter();
        let fields = |change| change_fields(self.catalog, change);
        map.serialize_entry("changes", &Each(changes.map(fields)))
    }
}

#[derive(Serialize)]
struct ChangeFields<'a, R: Serialize> {
    date: Shown<PartialDate>,
    change: &'static str,
    kind: &'static str,
    name: Name<'a>,
    title: &'a str,
    provider: &'a str,
    level: &'a str,
    replaced_by: R,
    url: Cow<'a, str>,
    /// What the rule that ended asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    required: Option<String>,
    /// What the version that began is called.
    #[serde(skip_serializing_if = "Option::is_none")]
    version: Option<&'a str>,
}

fn change_fields<'a>(catalog: &'a Catalog, change: &'a Change<'a>) -> impl Serialize + use<'a> {
    let entry = change.entry;
    let facts = catalog.facts(entry);
    let requires = change.rule.and_then(|rule| rule.requires.as_ref());
    ChangeFields {
        date: Shown(change.date),
        change: change.kind.word(),
        kind: kind(entry),
        name: Name { catalog, entry },
        title: &facts.title,
        provider: &catalog.provider(facts.provider).id,
        level: &catalog.level(entry).name,
        replaced_by: json::names(catalog, change.replaced_by),
        url: Cow::Borrowed(&facts.page),
        required: requires.map(|rule| catalog.requirement_text(rule)),
        version: change.version.map(|version| version.title.as_ref()),
    }
}
