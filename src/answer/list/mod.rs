//! What `list` answers: the rows of one kind of entry, filtered, grouped and sorted.

mod filter;
mod known;
mod lines;
mod selection;
#[cfg(test)]
mod tests;

use jiff::civil::Date;

use crate::answer::list::filter::Filter;
use crate::answer::list::lines::{
    EntryLine, certification_fields, exam_fields, level_fields, provider_fields, role_fields,
};
use crate::answer::marks::Marks;
use crate::answer::rules::leads_to;
use crate::answer::show::ShownLine;
use crate::answer::table::{Column, Field, Line, Table};
use crate::answer::words::counted;
use crate::catalog::model::{Catalog, Entry, ExamIndex};

pub(crate) use crate::answer::list::known::{column_place, level, provider, role};
pub(crate) use crate::answer::list::lines::{
    CertificationLine, ExamLine, LevelLine, ProviderLine, RoleLine, any_columns,
};
pub use crate::answer::list::selection::{Kind, Selection, Statuses, UnknownFilter};

/// What `list` answers.
#[derive(Debug, Clone)]
pub struct Listing<'a> {
    pub lines: Lines<'a>,
    /// The names of the columns that were listed, in this order; none: all of them.
    pub columns: Vec<String>,
    /// Whether exams and certifications stand together by provider and level.
    grouped: bool,
    /// What is counted in place of a list that would be longer than a screen.
    overview_of: Option<Kind>,
    /// How many retired ones were left out where nothing else was found.
    pub retired: usize,
}

/// The lines of a list.
#[derive(Debug, Clone)]
pub enum Lines<'a> {
    Exams(Vec<ExamLine<'a>>),
    Certifications(Vec<CertificationLine<'a>>),
    Providers(Vec<ProviderLine<'a>>),
    Levels(Vec<LevelLine<'a>>),
    Roles(Vec<RoleLine<'a>>),
}

/// Lists what is listed.
///
/// # Errors
///
/// [`UnknownFilter`] if a level, provider, role or column does not exist.
pub fn list<'a>(catalog: &'a Catalog, selection: &Selection) -> Result<Listing<'a>, UnknownFilter> {
    let filter = Filter::new(catalog, selection)?;
    let all = selection.kind.columns();
    let columns = selection.columns.iter();
    let columns = columns.map(|given| Ok(all[column_place(&all, given)?].key.to_string()));
    let columns = columns.collect::<Result<_, _>>()?;
    let sort = match selection.sort.as_deref() {
        Some(given) => Some(Sort::read(&all, given)?),
        None => None,
    };
    let mut retired = 0;
    let lines = match selection.kind {
        Kind::Exams => {
            let lines = marked(filter.exams(), &selection.marks);
            if lines.is_empty() {
                retired = filter.retired(filter.exam_entries());
            }
            Lines::Exams(sorted(lines, &exam_fields(), sort))
        }
        Kind::Certifications => {
            let lines = marked(filter.certifications(), &selection.marks);
            if lines.is_empty() {
                retired = filter.retired(filter.certification_entries());
            }
            Lines::Certifications(sorted(lines, &certification_fields(), sort))
        }
        Kind::Providers => Lines::Providers(sorted(filter.providers(), &provider_fields(), sort)),
        Kind::Levels => Lines::Levels(sorted(filter.levels(), &level_fields(), sort)),
        Kind::Roles => Lines::Roles(sorted(filter.roles(), &role_fields(), sort)),
    };
    Ok(Listing {
        lines,
        columns,
        grouped: sort.is_none() && selection.columns.is_empty(),
        overview_of: None,
        retired,
    })
}

/// Counts by provider what a list of all would have, and says how to list some of it.
///
/// # Errors
///
/// [`UnknownFilter`] if a level, provider or role does not exist.
pub fn overview<'a>(
    catalog: &'a Catalog,
    selection: &Selection,
) -> Result<Listing<'a>, UnknownFilter> {
    let filter = Filter::new(catalog, selection)?;
    Ok(Listing {
        lines: Lines::Providers(filter.providers()),
        overview_of: Some(selection.kind),
        columns: Vec::new(),
        grouped: false,
        retired: 0,
    })
}

/// Returns the exams or certifications that are listed, by provider, level and name.
///
/// # Errors
///
/// [`UnknownFilter`] if a level, provider or role does not exist.
pub fn entries(catalog: &Catalog, selection: &Selection) -> Result<Vec<Entry>, UnknownFilter> {
    let filter = Filter::new(catalog, selection)?;
    Ok(match selection.kind {
        Kind::Exams => filter.taken(filter.exam_entries()),
        Kind::Certifications => filter.taken(filter.certification_entries()),
        Kind::Providers | Kind::Levels | Kind::Roles => Vec::new(),
    })
}

/// Returns the line of an exam as in a list of all.
#[must_use]
pub(crate) fn exam_line(catalog: &Catalog, index: ExamIndex, as_of: Date) -> ExamLine<'_> {
    ExamLine {
        catalog,
        index,
        status: catalog.status(Entry::Exam(index), as_of),
        certifications: std::mem::take(&mut leads_to(catalog, as_of)[index.0 as usize]),
        mark: None,
    }
}

/// Returns a table of one exam or certification, as in a list of all.
pub(crate) fn one_row<'s>(line: &'s ShownLine<'_>) -> Table<'s> {
    let mut table = match line {
        ShownLine::Exam(line) => Table::of(&exam_fields(), std::slice::from_ref(line)),
        ShownLine::Certification(line) => {
            Table::of(&certification_fields(), std::slice::from_ref(line))
        }
    };
    if line.mark().is_none() {
        table.drop_columns(&["held", "held_until"]);
    }
    table
}

/// By what a list is sorted.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Sort {
    /// The place of a column.
    by: usize,
    descending: bool,
}

impl Sort {
    /// Reads the name of a column; a hyphen before it turns the order.
    pub(crate) fn read(columns: &[Column], given: &str) -> Result<Self, UnknownFilter> {
        let given = given.trim_start();
        let name = given.strip_prefix('-');
        Ok(Self {
            by: column_place(columns, name.unwrap_or(given))?,
            descending: name.is_some(),
        })
    }
}

fn marked<T: EntryLine>(mut lines: Vec<T>, marks: &Marks) -> Vec<T> {
    for line in &mut lines {
        *line.mark() = marks.of(line.entry());
    }
    lines
}

pub(crate) fn sorted<T>(mut lines: Vec<T>, fields: &[Field<T>], sort: Option<Sort>) -> Vec<T> {
    if let Some(Sort { by, descending }) = sort {
        let cell = fields[by].cell;
        lines.sort_by(|a, b| cell(a).value.compare(&cell(b).value, descending));
    }
    lines
}

impl Lines<'_> {
    /// Returns how many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        match self {
            Self::Exams(lines) => lines.len(),
            Self::Certifications(lines) => lines.len(),
            Self::Providers(lines) => lines.len(),
            Self::Levels(lines) => lines.len(),
            Self::Roles(lines) => lines.len(),
        }
    }

    /// Returns whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

impl Listing<'_> {
    /// Returns the list as rows.
    #[must_use]
    pub fn table(&self) -> Table<'_> {
        let mut table = match &self.lines {
            Lines::Exams(lines) => self.of_entries(lines, &exam_fields(), "exam"),
            Lines::Certifications(lines) => {
                self.of_entries(lines, &certification_fields(), "certification")
            }
            Lines::Providers(lines) => Table::of(&provider_fields(), lines),
            Lines::Levels(lines) => Table::of(&level_fields(), lines),
            Lines::Roles(lines) => Table::of(&role_fields(), lines),
        };
        if !self.columns.is_empty() {
            table.choose(&self.columns);
            table.below.clear();
        }
        if let Some(kind) = self.overview_of {
            let list = format!("certpath list {}", kind.word());
            table.below = vec![
                Line::aside(format!("`{list} --provider ID` lists those of a provider,")),
                Line::aside(format!(
                    "`{list} WORD` those that have a word, `{list} | less` all"
                )),
            ];
        }
        if table.rows.is_empty() {
            table.below = vec![Line::text(self.nothing_found())];
        }
        table
    }

    /// Returns the sentence on a list that is empty.
    #[must_use]
    pub fn nothing_found(&self) -> String {
        match self.retired {
            0 => "Nothing found".to_owned(),
            retired => format!("Nothing found but {retired} retired: `--status all` lists them"),
        }
    }

    fn of_entries<'s, T: EntryLine>(
        &'s self,
        lines: &'s [T],
        fields: &[Field<T>],
        what: &str,
    ) -> Table<'s> {
        let mut table = Table::of(fields, lines);
        if self.columns.is_empty() && lines.iter().all(|line| line.marked().is_none()) {
            table.drop_columns(&["held", "held_until"]);
        }
        if self.grouped {
            // The headings of groups say these.
            table.hide_on_terminal(&["provider", "level"]);
        }
        for (row, line) in table.rows.iter_mut().zip(lines) {
            let (catalog, facts) = (line.catalog(), line.facts());
            let provider = &catalog.provider(facts.provider).name;
            let group = format!("{provider}, {}", catalog.level(line.entry()).name);
            row.group = self.grouped.then_some(group);
            row.link = Some((&*facts.page).into());
        }
        table.below = vec![Line::aside(counted(lines.len() as u64, what))];
        table
    }
}
