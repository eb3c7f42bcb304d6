//! What is within reach of the holdings, the nearest first.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Display;

use jiff::civil::Date;

use crate::answer::cost::cost;
use crate::answer::list::{Sort, UnknownFilter, column_place, sorted};
use crate::answer::near::Near;
use crate::answer::of_entry::{OfEntry, level, name, names, page, provider, title};
use crate::answer::table::{Cell, Column, Field, Line, Table, Value, When, any, field, known};
use crate::answer::unmet::Unmet;
use crate::answer::words::{counted, credited_lines, few_names};
use crate::catalog::date::PartialDate;
use crate::catalog::model::{Catalog, Cents, CertIndex, Entry};
use crate::graph::Graph;
use crate::plan::answer::{Credited, Step, Totals, Warning, WarningCode};
use crate::plan::plan;
use crate::request::{Holding, Request};
use crate::timeline::Timeline;

/// What is within reach.
#[derive(Debug, Clone, PartialEq)]
pub struct Next {
    /// What the holdings count for already without being named.
    pub credited: Vec<Credited>,
    /// Nearest first: by the number of exams, then unknown prices, price, unknown days, days, and the name.
    pub within_reach: Vec<WithinReach>,
    /// What one should know about the holdings, as far as a plan rests on it.
    pub warnings: Vec<Warning>,
    /// How many certifications were not looked at, though they might be within reach: the search was stopped.
    pub left_out: usize,
    /// How many more are within reach than are listed.
    pub more: usize,
    /// The names of the columns that are listed, in this order; none: all of them.
    columns: Vec<String>,
    /// Whether they stand in another order than by the number of exams.
    is_sorted: bool,
}

/// A certification with the exams that lead to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WithinReach {
    pub certification: CertIndex,
    /// In the order in which to take them.
    pub steps: Vec<Step>,
    pub totals: Totals,
    /// Certifications that require something that is newly passed or earned on the way, and are not earned themselves.
    pub opens: Vec<CertIndex>,
    /// It was held and has lapsed.
    pub lapsed: bool,
    /// The last day on which it can be reached so.
    pub last_day: Option<PartialDate>,
    /// The certification that nobody can earn after that day, where that ends before the exams do.
    pub earn_by: Option<CertIndex>,
}

/// A certification within reach as it stands in a table.
#[derive(Debug, Clone, Copy)]
pub struct NextLine<'a> {
    catalog: &'a Catalog,
    within: &'a WithinReach,
}

impl Next {
    /// Returns the lines of [`table`](Self::table).
    #[must_use]
    pub fn lines<'a>(&'a self, catalog: &'a Catalog) -> Vec<NextLine<'a>> {
        let within = self.within_reach.iter();
        within.map(|within| NextLine { catalog, within }).collect()
    }

    /// Returns what is within reach as rows, those as many exams away standing together.
    #[must_use]
    pub fn table<'a>(&'a self, catalog: &'a Catalog, lines: &'a [NextLine<'a>]) -> Table<'a> {
        let mut table = Table::of(&fields(), lines);
        for (row, line) in table.rows.iter_mut().zip(lines) {
            row.group = (!self.is_sorted).then(|| away(line.within.steps.len()));
            row.notes = notes(line);
            row.link = Some((&*catalog.facts(line.entry()).page).into());
        }
        let credited = credited_lines(catalog, &self.credited).into_iter();
        table.above = credited.map(Line::text).collect();
        let count = counted(lines.len() as u64, "certification");
        table.below = vec![match (lines.len(), self.more) {
            (0, _) => Line::text("Nothing is within reach"),
            (_, 0) => Line::aside(format!("{count} within reach")),
            (_, more) => Line::aside(format!(
                "{count} within reach, and {more} more: --limit 0 lists all, --provider those of one"
            )),
        }];
        if !self.columns.is_empty() {
            table.choose(&self.columns);
            table.below.clear();
        }
        table
    }

    /// Keeps so many: first those that `is_near` to the holdings, the nearest of them first.
    pub fn limit(&mut self, limit: usize, is_near: impl Fn(CertIndex) -> bool) {
        let count = self.within_reach.len();
        if count <= limit {
            return;
        }
        let mut places: Vec<usize> = (0..count).collect();
        places.sort_by_key(|&place| !is_near(self.within_reach[place].certification));
        places.truncate(limit);
        let kept: BTreeSet<usize> = places.into_iter().collect();
        let mut place = 0..;
        self.within_reach
            .retain(|_| place.next().is_some_and(|place| kept.contains(&place)));
        self.more += count - limit;
    }

    /// Sorts by a column, a hyphen before it sorting downward, and keeps these columns.
    ///
    /// # Errors
    ///
    /// [`UnknownFilter`] if there is no such column.
    pub fn arrange(
        &mut self,
        catalog: &Catalog,
        sort: Option<&str>,
        columns: &[String],
    ) -> Result<(), UnknownFilter> {
        let all = columns_of_next();
        let key = |given: &String| Ok(all[column_place(&all, given)?].key.to_string());
        self.columns = columns.iter().map(key).collect::<Result<_, _>>()?;
        let Some(sort) = sort else {
            return Ok(());
        };
        let sort = Sort::read(&all, sort)?;
        let lines = sorted(self.lines(catalog), &fields(), Some(sort));
        let sorted: Vec<WithinReach> = lines.iter().map(|line| line.within.clone()).collect();
        self.within_reach = sorted;
        self.is_sorted = true;
        Ok(())
    }

    /// Returns the names of the columns that are listed; none: all of them.
    #[must_use]
    pub fn columns(&self) -> &[String] {
        &self.columns
    }
}

impl WithinReach {
    /// Returns the price of all exams together, if it is known of each.
    #[must_use]
    pub fn price(&self) -> Option<Cents> {
        self.totals.price_complete.then_some(self.totals.price)
    }

    /// Returns the course days of all exams together, if they are known of each.
    #[must_use]
    pub fn course_days(&self) -> Option<u64> {
        let complete = self.totals.course_days_complete;
        complete.then_some(self.totals.course_days)
    }

    /// Returns the exams in the order in which to take them.
    pub fn exams(&self) -> impl Iterator<Item = Entry> {
        self.steps.iter().map(|step| Entry::Exam(step.exam))
    }
}

/// Returns the columns of what is within reach: their names are what `--columns` and `--sort` take.
#[must_use]
pub fn columns_of_next() -> Vec<Column> {
    fields().into_iter().map(|field| field.column).collect()
}

fn fields<'a>() -> Vec<Field<NextLine<'a>>> {
    let field = field::<NextLine<'a>>;
    vec![
        field("id", "Certification", name).names(),
        field("title", "Title", title).wraps().when(When::Room(2)),
        field("exams", "Exams", |line| {
            names(line.catalog, line.within.exams())
        }),
        field("price_usd", "USD", |line| {
            at_least(line.within.price(), &line.within.totals.price)
        })
        .right(),
        field("provider", "Provider", provider).when(When::Programs),
        field("level", "Level", level).when(When::Room(1)),
        field("course_days", "Days", |line| {
            at_least(line.within.course_days(), &line.within.totals.course_days)
        })
        .right(),
        field("retires", "Last day", |line| any(line.within.last_day)),
        field("opens", "Opens", |line| {
            let opens = line.within.opens.iter().copied();
            names(line.catalog, opens.map(Entry::Certification))
        })
        .when(When::NoTerminal),
        field("url", "Page", page).when(When::Programs),
        field("earn_by", "Earn by", |line| {
            any(line
                .within
                .earn_by
                .map(|index| line.catalog.name(Entry::Certification(index))))
        })
        .when(When::Programs),
        field("also_needs", "Also needs", |line| {
            let certification = line.catalog.certification(line.within.certification);
            certification.also_needs.to_vec().into()
        })
        .when(When::Programs),
        field("held", "Held", |_| Value::Nothing.into()).when(When::Programs),
        field("held_until", "Held until", |_| Value::Nothing.into()).when(When::Programs),
        field("lapsed", "Lapsed", |line| {
            any(line.within.lapsed.then_some("yes"))
        })
        .when(When::Programs),
    ]
}

impl OfEntry for NextLine<'_> {
    fn catalog(&self) -> &Catalog {
        self.catalog
    }

    fn entry(&self) -> Entry {
        Entry::Certification(self.within.certification)
    }
}

fn away(exams: usize) -> String {
    match exams {
        0 => "Nothing left to take".to_owned(),
        1 => "One exam away".to_owned(),
        2 => "Two exams away".to_owned(),
        more => format!("{more} exams away"),
    }
}

/// A sum of which a part is unknown is marked.
fn at_least<'a, T>(complete: Option<T>, sum: &T) -> Cell<'a>
where
    T: Into<Cell<'a>> + Default + PartialEq + Display,
{
    let cell = known(complete);
    if cell.value == Value::Unknown && *sum != T::default() {
        return cell.label(format!("{sum}+"));
    }
    cell
}

fn notes(line: &NextLine<'_>) -> Vec<Line> {
    let NextLine { catalog, within } = line;
    let mut notes = Vec::new();
    if within.lapsed {
        notes.push("held before, and lapsed".to_owned());
    }
    let certification = catalog.certification(within.certification);
    let needs = certification.also_needs.iter();
    notes.extend(needs.map(|text| format!("also needs: {text}")));
    if !within.opens.is_empty() {
        let opens = within.opens.iter().copied().map(Entry::Certification);
        let opens: Vec<Entry> = opens.collect();
        notes.push(format!("opens {}", few_names(catalog, &opens)));
    }
    notes.into_iter().map(Line::text).collect()
}

/// Whose next steps are looked for, among what and how far.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Question<'q> {
    pub have: &'q [Holding],
    pub as_of: Date,
    /// The certifications that are looked at.
    pub candidates: &'q [CertIndex],
    /// How many exams away at most.
    pub within: usize,
}

/// Finds the certifications that are at most so many exams away, each with its cheapest exams.
///
/// The number of exams and the cost are the planner's, and as exact. What is plainly further away is neither planned nor
/// looked at on the way to anything. `stop` is the planner's; it is called before each certification too, the nearest
/// first, and once it says yes the rest is left out.
#[must_use]
pub fn next(graph: &Graph<'_>, question: &Question<'_>, stop: &dyn Fn() -> bool) -> Next {
    let held = Timeline::new(graph, question.have, question.as_of);
    let unmet = Unmet {
        graph,
        held: &held,
        as_of: question.as_of,
    };
    let near = Near::new(unmet, question.within);
    let mut within_reach = Vec::new();
    let mut warnings: BTreeMap<(WarningCode, Entry), Warning> = BTreeMap::new();
    let candidates = candidates(&near, question);
    let mut looked_at = 0;
    for &index in &candidates {
        if stop() {
            break;
        }
        let Ok(reached) = reach(&near, question, index, stop) else {
            break;
        };
        looked_at += 1;
        let Some((within, warned)) = reached else {
            continue;
        };
        within_reach.push(within);
        let of_holdings = warned
            .into_iter()
            .filter(|warning| is_of_holding(warning.code));
        for warning in of_holdings {
            warnings
                .entry((warning.code, warning.subject))
                .or_insert(warning);
        }
    }
    let catalog = graph.catalog();
    within_reach.sort_by_cached_key(|within| {
        let exams = within.steps.iter().map(|step| step.exam);
        let name = catalog.name(Entry::Certification(within.certification));
        (cost(catalog, exams), name)
    });
    Next {
        credited: held.credited(),
        within_reach,
        warnings: warnings.into_values().collect(),
        left_out: candidates.len() - looked_at,
        more: 0,
        columns: Vec::new(),
        is_sorted: false,
    }
}

/// Returns what might be within reach, the nearest first.
fn candidates(near: &Near<'_, '_>, question: &Question<'_>) -> Vec<CertIndex> {
    let all = question.candidates.iter().copied();
    let not_held = all.filter(|index| !near.unmet().held.is_active(*index));
    let mut candidates: Vec<(usize, CertIndex)> = not_held
        .filter_map(|index| Some((near.least(index)?, index)))
        .collect();
    candidates.sort_unstable();
    candidates.into_iter().map(|(_, index)| index).collect()
}

fn is_of_holding(code: WarningCode) -> bool {
    match code {
        WarningCode::ImpossibleDate
        | WarningCode::ImpreciseDate
        | WarningCode::RetiredHolding
        | WarningCode::LapsesSoon
        | WarningCode::Lapsed
        | WarningCode::UndatedHolding => true,
        WarningCode::RetiresSoon
        | WarningCode::EarnsNothing
        | WarningCode::NewVersion
        | WarningCode::Beta
        | WarningCode::LowConfidence
        | WarningCode::Unverified => false,
    }
}

/// The search was stopped: exams that are not proven to be the cheapest are no answer.
struct Stopped;

/// Returns what the planner says of a certification; nothing if it is too far away, or there is no way.
fn reach(
    near: &Near<'_, '_>,
    question: &Question<'_>,
    index: CertIndex,
    stop: &dyn Fn() -> bool,
) -> Result<Option<(WithinReach, Vec<Warning>)>, Stopped> {
    let request = Request {
        have: question.have.to_vec(),
        want: vec![Entry::Certification(index)],
        avoid: near.too_far(index),
        ..Request::new(question.as_of)
    };
    let unmet = near.unmet();
    let Ok(answer) = plan(unmet.graph, &request, stop) else {
        return Ok(None);
    };
    if !answer.optimal {
        return Err(Stopped);
    }
    let best = answer.plans.into_iter().next();
    let Some(best) = best.filter(|best| best.steps.len() <= question.within) else {
        return Ok(None);
    };
    let last_day = last_day(unmet.graph.catalog(), index, &best.steps);
    let within = WithinReach {
        certification: index,
        last_day: last_day.map(|(last, _)| last),
        earn_by: last_day.and_then(|(_, by)| by),
        opens: opens(unmet, &best.steps),
        totals: best.totals,
        steps: best.steps,
        lapsed: unmet.held.lapsed(index).is_some(),
    };
    Ok(Some((within, answer.warnings)))
}

/// Returns the earliest last day of the steps and of the certification itself, and the certification that ends on it.
fn last_day(
    catalog: &Catalog,
    index: CertIndex,
    steps: &[Step],
) -> Option<(PartialDate, Option<CertIndex>)> {
    let retires = catalog.certification(index).facts.retires;
    let own = retires.map(|last| (last, Some(index)));
    let steps = steps
        .iter()
        .filter_map(|step| Some((step.last_day?, step.earn_by)));
    steps.chain(own).min_by_key(|(last, _)| last.last_day())
}

/// Returns the certifications that require what the steps newly pass or earn, and are not earned by them.
///
/// A certification whose exam may now be taken is one of them.
fn opens(unmet: Unmet<'_, '_>, steps: &[Step]) -> Vec<CertIndex> {
    let exams = steps.iter().map(|step| Entry::Exam(step.exam));
    let earned = || steps.iter().flat_map(|step| &step.earns).copied();
    let gained = exams.chain(earned().map(Entry::Certification));
    let mut opens: BTreeSet<CertIndex> = BTreeSet::new();
    for dependent in gained.flat_map(|entry| unmet.dependents(entry)) {
        match dependent {
            Entry::Certification(index) => {
                opens.insert(index);
            }
            Entry::Exam(_) => opens.extend(
                unmet
                    .dependents(dependent)
                    .into_iter()
                    .filter_map(Entry::certification),
            ),
        }
    }
    opens
        .into_iter()
        .filter(|index| !unmet.held.is_active(*index) && !earned().any(|earned| earned == *index))
        .collect()
}
