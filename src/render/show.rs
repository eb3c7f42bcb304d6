//! All that is known of an exam or a certification, in every format.

use std::fmt::Write as _;
use std::io::{self, Write};

use jiff::civil::Date;

use super::journey::{journey_heading, markdown_journeys, parts as journey_parts};
use super::json::{self, Document};
use super::list::cell;
use super::no_plan::on_day;
use super::plan::counted;
use super::rows;
use super::show_json::{EntryFields, Several, fields};
use super::text::{JOIN, Paint, clean, painted, push_painted, width, write_line, write_wrapped};
use super::tree::{self, Branch};
use super::{Format, Style};
use crate::catalog::model::{
    Catalog, Certification, Confidence, Course, Entry, Exam, Facts, Requirement, Rule, Text,
    Validity,
};
use crate::catalog::status::Status;
use crate::query::list::Value;
use crate::query::show::{AskedPart, EventKind, Preparation, Shown, asked};
use crate::query::{confidence_word, renewal_text, short_title};

/// Writes entries in any format.
///
/// A JSON answer about one entry has its fields at the top, one about several has a list of them, `entries`. Rows
/// between tabs or commas are the entry's name, the name of a field and its value, a row for each item of a list.
///
/// # Errors
///
/// Whatever the writer fails with.
pub fn show(
    catalog: &Catalog,
    as_of: Date,
    entries: &[Shown<'_>],
    format: Format,
    style: Style,
    out: &mut impl Write,
) -> io::Result<()> {
    match format {
        Format::Json => return write_json(catalog, as_of, entries, out),
        Format::Csv => rows::csv(&["name", "field", "value"], out)?,
        Format::Table | Format::Tsv | Format::Markdown | Format::Ids => {}
    }
    for (number, shown) in entries.iter().enumerate() {
        let is_page = matches!(format, Format::Table | Format::Markdown);
        if number > 0 && is_page {
            writeln!(out)?;
        }
        match format {
            Format::Table => page(catalog, shown, style, out)?,
            Format::Markdown => markdown(catalog, shown, out)?,
            Format::Tsv => fields(catalog, shown, |row| rows::tsv(row, out))?,
            Format::Csv => fields(catalog, shown, |row| rows::csv(row, out))?,
            Format::Ids => writeln!(out, "{}", clean(&shown.row.id))?,
            Format::Json => {}
        }
    }
    Ok(())
}

fn write_json(
    catalog: &Catalog,
    as_of: Date,
    entries: &[Shown<'_>],
    out: &mut impl Write,
) -> io::Result<()> {
    let id: Option<&()> = None;
    let head = catalog.into();
    if let [shown] = entries {
        let fields = EntryFields { catalog, shown };
        json::write_pretty(
            &Document {
                id,
                head,
                as_of,
                fields,
            },
            out,
        )
    } else {
        let fields = Several { catalog, entries };
        json::write_pretty(
            &Document {
                id,
                head,
                as_of,
                fields,
            },
            out,
        )
    }
}

/// Lines under one label, neither clean nor painted.
pub(super) struct Part {
    pub(super) label: &'static str,
    pub(super) lines: Vec<String>,
}

fn part(label: &'static str, lines: impl IntoIterator<Item = String>) -> Part {
    Part {
        label,
        lines: lines.into_iter().collect(),
    }
}

fn texts(texts: &[Text]) -> impl Iterator<Item = String> {
    texts.iter().map(|text| text.clone().into_owned())
}

fn text(text: Option<&Text>) -> Option<String> {
    text.map(|text| text.clone().into_owned())
}

/// Labels take so many columns.
const LABELS: usize = 15;
/// A requirement of more lines is not told to its end.
const LONGEST_TREE: usize = 60;
/// How to report that an entry is wrong.
const WRONG: &str = "mend the entry there, or report it with a source: CONTRIBUTING.md tells how";

fn page(
    catalog: &Catalog,
    shown: &Shown<'_>,
    style: Style,
    out: &mut impl Write,
) -> io::Result<()> {
    let facts = catalog.facts(shown.entry);
    let title = short_title(catalog, shown.entry);
    let title = format!("{}  {}", painted(Paint::Bold, &shown.row.id), clean(title));
    write_wrapped("", "  ", &title, style, out)?;
    write_wrapped("", "  ", &state(catalog, shown), style, out)?;
    write_line("", style, out)?;
    write_parts(&about(facts, shown), style, out)?;
    let branches = tree_of(catalog, shown);
    if branches.len() > 1 {
        write_line(&painted(Paint::Bold, "Requires"), style, out)?;
        tree::write(&branches, style, out)?;
        write_line("", style, out)?;
    }
    for journey in &shown.journeys {
        write_line(&journey_heading(catalog, journey), style, out)?;
        write_parts(&journey_parts(journey), style, out)?;
        write_line("", style, out)?;
    }
    write_parts(&parts(catalog, shown), style, out)
}

pub(super) fn write_parts(parts: &[Part], style: Style, out: &mut impl Write) -> io::Result<()> {
    let below = " ".repeat(LABELS);
    for part in parts {
        for (number, line) in part.lines.iter().enumerate() {
            let mut first = String::new();
            if number == 0 {
                push_painted(&mut first, Paint::Bold, part.label);
            }
            first.push_str(&" ".repeat(LABELS.saturating_sub(width(&first))));
            let rest = format!("{below}  ");
            write_wrapped(&first, &rest, &clean(line), style, out)?;
        }
    }
    Ok(())
}

/// Vendor, level and state: `Microsoft, expert, can be earned`.
fn state(catalog: &Catalog, shown: &Shown<'_>) -> String {
    let facts = catalog.facts(shown.entry);
    let provider = &catalog.provider(facts.provider).name;
    let level = &catalog.level(shown.entry).name;
    let verb = match shown.entry {
        Entry::Exam(_) => "sat",
        Entry::Certification(_) => "earned",
    };
    let first = match shown.entry {
        Entry::Exam(index) => catalog.exam(index).beta.or(facts.available),
        Entry::Certification(_) => facts.available,
    };
    let state = match (shown.row.status, facts.retires, first) {
        (Some(Status::Retired), Some(day), _) => format!("retired {}", on_day(day)),
        (Some(Status::Retiring), Some(day), _) => format!("can be {verb} until {day}"),
        (Some(Status::Announced), _, Some(day)) => format!("can be {verb} from {day}"),
        (Some(Status::Announced), _, None) => "announced".to_owned(),
        (Some(Status::Beta), _, _) => format!("can be {verb} as a beta"),
        (Some(Status::External), _, _) => "can be held, no exam leads to it".to_owned(),
        (_, _, _) => format!("can be {verb}"),
    };
    let state = match shown.row.status {
        Some(Status::Retired) => painted(Paint::Red, &state),
        Some(Status::Retiring) => painted(Paint::Magenta, &state),
        _ => state,
    };
    format!("{}, {}, {state}", clean(provider), clean(level))
}

/// The requirement, the entry itself at its root.
fn tree_of(catalog: &Catalog, shown: &Shown<'_>) -> Vec<Branch> {
    let lines = asked(catalog, shown.entry, shown.as_of, LONGEST_TREE);
    let branch = |line: &crate::query::show::Asked| Branch {
        depth: line.depth,
        text: asked_text(catalog, shown, line.what),
    };
    lines.iter().map(branch).collect()
}

fn asked_text(catalog: &Catalog, shown: &Shown<'_>, part: AskedPart) -> String {
    let name = |entry| {
        let mut text = String::new();
        push_painted(&mut text, Paint::Bold, &catalog.name(entry));
        text.push_str("  ");
        text.push_str(&clean(short_title(catalog, entry)));
        text
    };
    match part {
        AskedPart::Entry(entry) => {
            let mut text = name(entry);
            if let (Some(day), true) = (catalog.facts(entry).retires, entry != shown.entry) {
                let status = catalog.status(entry, shown.as_of);
                let is_over = status == Status::Retired;
                let word = if is_over { "retired" } else { "last\u{A0}day" };
                let paint = if is_over { Paint::Red } else { Paint::Magenta };
                text.push_str("  ");
                push_painted(&mut text, paint, &format!("({word}{JOIN}{day})"));
            }
            text
        }
        AskedPart::Ever(index) => {
            format!(
                "{}  (held{JOIN}at{JOIN}any{JOIN}time)",
                name(Entry::Certification(index))
            )
        }
        AskedPart::All => "all of".to_owned(),
        AskedPart::Some { needed: 1, .. } => "one of".to_owned(),
        AskedPart::Some { needed, members } => format!("{needed} of these {members}"),
        AskedPart::Again(entry) => format!("{}  (told above)", name(entry)),
        AskedPart::Unverified => "a rule that could not be read from a source".to_owned(),
        AskedPart::More => "...".to_owned(),
    }
}

/// What it is about; the journey to an exam tells its skills and audience.
fn about(facts: &Facts, shown: &Shown<'_>) -> Vec<Part> {
    let mut parts = vec![part("About", text(facts.focus.as_ref()))];
    if matches!(shown.entry, Entry::Certification(_)) {
        parts.push(part("Skills", texts(&facts.skills)));
        parts.push(part("Audience", texts(&facts.audience)));
    }
    parts.retain(|part| !part.lines.is_empty());
    if !parts.is_empty() {
        parts.push(part("", [String::new()]));
    }
    parts
}

/// Everything that is said of an entry beside what it is about and its requirement, in order.
fn parts(catalog: &Catalog, shown: &Shown<'_>) -> Vec<Part> {
    let facts = catalog.facts(shown.entry);
    let mut parts = match shown.entry {
        // Of one that can be sat the journey tells it.
        Entry::Exam(_) if shown.row.status != Some(Status::Retired) => Vec::new(),
        Entry::Exam(index) => exam_parts(catalog.exam(index)),
        Entry::Certification(index) => certification_parts(catalog, catalog.certification(index)),
    };
    parts.push(titled(catalog, "Unlocks", &shown.required_by));
    if shown.journeys.is_empty() {
        parts.extend(preparation_parts(catalog, shown));
    }
    parts.push(part("Lifecycle", [lifecycle(shown)]));
    let successors = match shown.entry {
        Entry::Exam(index) => &catalog.exam(index).replaced_by,
        Entry::Certification(index) => &catalog.certification(index).replaced_by,
    };
    parts.push(titled(catalog, "Replaced by", successors));
    parts.push(titled(catalog, "Replaces", &shown.replaces));
    let earlier = shown.earlier_rules.iter();
    let later = shown.later_rules.iter();
    let line = |rule: &&Rule| rule_text(catalog, rule);
    parts.push(part("Earlier rules", earlier.map(line)));
    parts.push(part("Later rules", later.map(line)));
    parts.push(part("Also called", texts(&facts.aliases)));
    parts.extend(origin(catalog, facts));
    parts.retain(|part| part.lines.iter().any(|line| !line.is_empty()));
    parts
}

fn exam_parts(exam: &Exam) -> Vec<Part> {
    let months = |months: u32| counted(months.into(), "month");
    vec![
        part("Price", exam.price.map(|price| format!("{price} USD"))),
        part(
            "Length",
            exam.minutes
                .map(|minutes| counted(minutes.into(), "minute")),
        ),
        part("To pass", text(exam.passing_score.as_ref())),
        part("A pass counts", exam.pass_valid_months.map(months)),
    ]
}

fn certification_parts(catalog: &Catalog, certification: &Certification) -> Vec<Part> {
    let renewal = renewal_text(certification.renewal);
    let mut valid = vec![months(certification.validity)];
    for earlier in certification.earlier_validity.iter() {
        let until = earlier.until.last_day();
        valid.push(format!(
            "{} where earned by {until}",
            months(earlier.validity)
        ));
    }
    vec![
        part("Roles", texts(&certification.roles)),
        recommends(catalog, certification.recommends.as_ref()),
        part("Also needs", texts(&certification.also_needs)),
        part("Valid", valid),
        part("Renewed by", renewal.map(str::to_owned)),
    ]
}

/// A name with its title, or a requirement of several as text.
fn recommends(catalog: &Catalog, requirement: Option<&Requirement>) -> Part {
    let label = "Recommends";
    match requirement {
        None => part(label, None),
        Some(Requirement::Exam(index)) => titled(catalog, label, &[Entry::Exam(*index)]),
        Some(Requirement::Certification(index)) => {
            titled(catalog, label, &[Entry::Certification(*index)])
        }
        Some(requirement) => part(label, [catalog.requirement_text(requirement)]),
    }
}

fn months(validity: Validity) -> String {
    match validity {
        Validity::Months(months) => counted(months.into(), "month"),
        Validity::Never => "for life".to_owned(),
        Validity::Unknown => "not known".to_owned(),
    }
}

/// Entries a line each, with their titles and the last days of those that have one.
fn titled(catalog: &Catalog, label: &'static str, entries: &[Entry]) -> Part {
    let line = |&entry: &Entry| {
        let mut line = catalog.name(entry).into_owned();
        let _ = write!(line, "  {}", short_title(catalog, entry));
        if let Some(day) = catalog.facts(entry).retires {
            let _ = write!(line, "  (last{JOIN}day{JOIN}{day})");
        }
        line
    };
    part(label, entries.iter().map(line))
}

fn preparation_parts(catalog: &Catalog, shown: &Shown<'_>) -> Vec<Part> {
    let mut learning: Vec<String> = Vec::new();
    let (mut courses, mut guides, mut practice) = (Vec::new(), Vec::new(), Vec::new());
    let several = shown.preparation.len() > 1;
    let mut own = Vec::new();
    if let Entry::Certification(_) = shown.entry {
        own.extend(catalog.facts(shown.entry).learning.iter());
    }
    for preparation in &shown.preparation {
        let of = if several {
            format!("{}: ", catalog.name(Entry::Exam(preparation.exam)))
        } else {
            String::new()
        };
        courses.extend(course_texts(preparation).map(|text| format!("{of}{text}")));
        let guide = preparation.study_guide.iter();
        guides.extend(guide.map(|address| format!("{of}{address}")));
        let own_practice = preparation.practice.iter();
        practice.extend(own_practice.map(|address| format!("{of}{address}")));
        own.extend(preparation.learning);
    }
    learning.extend(
        own.iter()
            .map(|place| format!("{} {}", place.title, place.url)),
    );
    learning.sort();
    learning.dedup();
    vec![
        part("Study guide", guides),
        part("Courses", courses),
        part("Learning", learning),
        part("Practice", practice),
    ]
}

fn course_texts<'a>(preparation: &'a Preparation<'_>) -> impl Iterator<Item = String> + 'a {
    let days = |course: &Course| course.days.map(|days| counted(days.into(), "day"));
    preparation
        .courses
        .iter()
        .filter_map(move |course| match (&course.code, days(course)) {
            (Some(code), Some(days)) => Some(format!("{code}, {days}")),
            (Some(code), None) => Some(code.clone().into_owned()),
            (None, days) => days,
        })
}

/// Its days, in order.
fn lifecycle(shown: &Shown<'_>) -> String {
    let events = shown.history.iter().filter_map(|event| match event.what {
        EventKind::Beta => Some(format!("beta from {}", event.on)),
        EventKind::Available => Some(format!("available from {}", event.on)),
        EventKind::Retires => Some(format!("last day {}", event.on)),
        // Rules are told apart.
        EventKind::RuleBegins | EventKind::RuleEnds => None,
    });
    events.collect::<Vec<_>>().join(", ")
}

fn rule_text(catalog: &Catalog, rule: &Rule) -> String {
    let span = [("from", rule.from), ("until", rule.until)];
    let span = span
        .iter()
        .filter_map(|(word, day)| Some(format!("{word} {}", (*day)?)));
    let mut line = span.collect::<Vec<_>>().join(" ");
    if !line.is_empty() {
        line.push_str(": ");
    }
    let requires = rule.requires.as_ref();
    let requires = requires.map(|requirement| catalog.requirement_text(requirement));
    line.push_str(requires.as_deref().unwrap_or("not known"));
    if let Some(notes) = &rule.notes {
        let _ = write!(line, " ({notes})");
    }
    line
}

/// Where the facts are from and how sure they are.
fn origin(catalog: &Catalog, facts: &Facts) -> Vec<Part> {
    let sure = |confidence: Confidence| confidence_word(confidence);
    let mut checked = format!("{}, confidence {}", facts.checked, sure(facts.confidence));
    if let Some(dates) = facts.dates_confidence {
        let _ = write!(checked, ", of the dates {}", sure(dates));
    }
    let file = catalog.files.get(facts.place.file as usize);
    let place = file.map(|file| format!("{file}:{}", facts.place.line));
    let wrong = place.as_ref().map(|_| WRONG.to_owned());
    vec![
        part("Notes", text(facts.notes.as_ref())),
        part("Page", [facts.page.clone().into_owned()]),
        part("Checked", [checked]),
        part("Sources", texts(&facts.sources)),
        part("Entry", place),
        part("Wrong?", wrong),
    ]
}

fn markdown(catalog: &Catalog, shown: &Shown<'_>, out: &mut impl Write) -> io::Result<()> {
    let facts = catalog.facts(shown.entry);
    let title = rows::escaped(short_title(catalog, shown.entry));
    writeln!(
        out,
        "# {} {title}\n",
        rows::link(&shown.row.id, &facts.page)
    )?;
    for (column, value) in shown.fields() {
        if !matches!(value, Value::Unknown) && !matches!(column, "code" | "id" | "title" | "url") {
            let value = rows::escaped(&cell(value));
            if !value.is_empty() {
                writeln!(out, "- {}: {value}", column.replace('_', " "))?;
            }
        }
    }
    let told = ["Price", "Roles", "Page", "Replaced by"];
    let untold = |part: &&Part| !part.label.is_empty() && !told.contains(&part.label);
    let about = about(facts, shown);
    let parts = parts(catalog, shown);
    for part in about.iter().chain(&parts).filter(untold) {
        let lines = part.lines.iter().map(|line| rows::escaped(line));
        rows::markdown_item(&part.label.to_lowercase(), lines, out)?;
    }
    markdown_journeys(catalog, &shown.journeys, out)
}

#[cfg(test)]
#[allow(clippy::needless_raw_string_hashes, reason = "snapbox writes them")]
mod tests {
    use jiff::civil::date;
    use snapbox::{assert_data_eq, str};

    use super::super::sample::{exam, held, plain, written};
    use super::super::text::width;
    use super::*;
    use crate::query::sample::catalog;
    use crate::query::show;

    const CODES: [&str; 3] = ["AZ-303", "AZ-400", "X-1"];
    const IDS: [&str; 3] = [
        "azure-solutions-architect-expert",
        "devops-engineer-expert",
        "x-master",
    ];

    fn shown(names: &[&str], day: Date, format: Format, style: Style) -> String {
        let catalog = catalog();
        let entries: Vec<Shown<'_>> = names
            .iter()
            .map(|name| {
                let is_code = CODES.contains(name);
                let entry = if is_code { exam } else { held };
                show::show(&catalog, entry(&catalog, name), day)
            })
            .collect();
        written(|out| super::show(&catalog, day, &entries, format, style, out))
    }

    const DAY: Date = date(2026, 5, 22);

    #[test]
    fn an_exam_and_what_it_unlocks() {
        assert_data_eq!(
            shown(&["AZ-400"], DAY, Format::Table, plain(80)),
            str![[r#"
AZ-400  Designing and Implementing Microsoft DevOps Solutions
Microsoft, expert, can be sat until 2027-01-31

About          continuous integration and delivery on Azure and GitHub

Journey to AZ-400
For whom       role: devops engineer
Before         for devops-engineer-expert: azure-administrator-associate
                 (AZ-104) or azure-developer-associate (AZ-204)
               helpful: microsoft:AZ-900
Measured       pipelines
               source control
               study guide: https://learn.example/study-guides/az-400
Learn          Get started with Azure DevOps: https://learn.example/paths/devops
               instructor-led course AZ-400T00, 4 days
Book           by 2027-01-31, its last day
               165 USD, 100 minutes, 700 of 1000 to pass
               page of the exam: https://learn.example/page
After          counts towards devops-engineer-expert, DevOps Engineer Expert:
                 https://learn.example/page
               valid 12 months, renewed by a free online assessment in the last
                 6 of them
               shares a prerequisite with azure-solutions-architect-expert

Unlocks        devops-engineer-expert  DevOps Engineer Expert
Lifecycle      last day 2027-01-31
Also called    Microsoft Azure DevOps Solutions
Page           https://learn.example/page
Checked        2026-10-10, confidence high
Sources        https://learn.example/page
Entry          data/sample.yaml:7

"#]]
        );
    }

    #[test]
    fn a_certification_and_its_requirement_as_a_tree() {
        assert_data_eq!(
            shown(&["devops-engineer-expert"], DAY, Format::Table, plain(80)),
            str![[r#"
devops-engineer-expert  DevOps Engineer Expert
Microsoft, expert, can be earned

Requires
devops-engineer-expert  DevOps Engineer Expert
├─ one of
│  ├─ azure-administrator-associate  Azure Administrator Associate
│  │  └─ AZ-104  Microsoft Azure Administrator
│  └─ azure-developer-associate  Azure Developer Associate
│     │  (last day 2026-07-31)
│     └─ AZ-204  Developing Solutions for Microsoft Azure  (last day 2026-07-31)
└─ AZ-400  Designing and Implementing Microsoft DevOps Solutions
      (last day 2027-01-31)

Journey to AZ-400
For whom       role: devops engineer
Before         for devops-engineer-expert: azure-administrator-associate
                 (AZ-104) or azure-developer-associate (AZ-204)
               helpful: microsoft:AZ-900
Measured       pipelines
               source control
               study guide: https://learn.example/study-guides/az-400
Learn          Get started with Azure DevOps: https://learn.example/paths/devops
               instructor-led course AZ-400T00, 4 days
Book           by 2027-01-31, its last day
               165 USD, 100 minutes, 700 of 1000 to pass
               page of the exam: https://learn.example/page
After          counts towards devops-engineer-expert, DevOps Engineer Expert:
                 https://learn.example/page
               valid 12 months, renewed by a free online assessment in the last
                 6 of them
               shares a prerequisite with azure-solutions-architect-expert

Roles          devops-engineer
Recommends     microsoft:AZ-900  Microsoft Azure Fundamentals
Valid          12 months
Renewed by     a free online assessment
Page           https://learn.example/page
Checked        2026-10-10, confidence high
Sources        https://learn.example/page
Entry          data/sample.yaml:7

"#]]
        );
    }

    #[test]
    fn while_two_rules_are_in_force_either_will_do() {
        let told = shown(
            &["azure-solutions-architect-expert"],
            date(2022, 2, 1),
            Format::Table,
            plain(80),
        );
        assert_data_eq!(
            told,
            str![[r#"
azure-solutions-architect-expert  Azure Solutions Architect Expert
Microsoft, expert, can be earned

Requires
azure-solutions-architect-expert  Azure Solutions Architect Expert
└─ one of
   ├─ all of
   │  ├─ azure-administrator-associate  Azure Administrator Associate
   │  │  └─ AZ-104  Microsoft Azure Administrator
   │  └─ AZ-305  Designing Microsoft Azure Infrastructure Solutions
   └─ all of
      ├─ AZ-303  Microsoft Azure Architect Technologies  (last day 2022-03-31)
      └─ AZ-304  Microsoft Azure Architect Design  (last day 2022-03-31)

Journey to AZ-303
Before         for azure-solutions-architect-expert: AZ-304
Learn          instructor-led course AZ-303T00, 4 days
Book           by 2022-03-31, its last day
               165 USD, 100 minutes, 700 of 1000 to pass
After          counts towards azure-solutions-architect-expert, Azure Solutions
                 Architect Expert: https://learn.example/page
               valid 12 months, renewed by a free online assessment in the last
                 6 of them
               shares a prerequisite with devops-engineer-expert

Journey to AZ-304
Before         for azure-solutions-architect-expert: AZ-303
Learn          instructor-led course AZ-304T00, 4 days
Book           by 2022-03-31, its last day
               165 USD, 100 minutes, 700 of 1000 to pass
After          counts towards azure-solutions-architect-expert, Azure Solutions
                 Architect Expert: https://learn.example/page
               valid 12 months, renewed by a free online assessment in the last
                 6 of them
               shares a prerequisite with devops-engineer-expert

Journey to AZ-305
Before         for azure-solutions-architect-expert:
                 azure-administrator-associate (AZ-104)
Measured       study guide: https://learn.example/study-guides/az-305
Learn          instructor-led course AZ-305T00, 4 days
Book           as a beta
               165 USD, 100 minutes, 700 of 1000 to pass
               page of the exam: https://learn.example/page
After          counts towards azure-solutions-architect-expert, Azure Solutions
                 Architect Expert: https://learn.example/page
               valid 12 months, renewed by a free online assessment in the last
                 6 of them
               shares a prerequisite with devops-engineer-expert

Valid          12 months
Renewed by     a free online assessment
Page           https://learn.example/page
Checked        2026-10-10, confidence high
Sources        https://learn.example/page
Entry          data/sample.yaml:7

"#]]
        );
    }

    #[test]
    fn rows_for_programs_name_entry_field_and_value() {
        assert_data_eq!(
            shown(&["x-master"], DAY, Format::Tsv, plain(80)),
            str![[r#"
x-master	id	x-master
x-master	title	達人 | "Master"
x-master	provider	zeta
x-master	level	master
x-master	status	available
x-master	requires	2 of (zeta:AZ-900, X-1, ever azure-administrator-associate)
x-master	exams	zeta:AZ-900
x-master	exams	X-1
x-master	retires	
x-master	valid_months	
x-master	renewal	none
x-master	url	https://learn.example/page
x-master	slug	
x-master	available	
x-master	rules_in_force.from	
x-master	rules_in_force.until	
x-master	rules_in_force.requires	2 of (zeta:AZ-900, X-1, ever azure-administrator-associate)
x-master	rules_in_force.confidence	
x-master	rules_in_force.notes	
x-master	recommends	
x-master	also_needs	two years of practice
x-master	renewal_window_months	6
x-master	preparation.exams.exam	zeta:AZ-900
x-master	preparation.exams.study_guide	https://learn.example/study-guides/az-900
x-master	preparation.exams.practice	
x-master	preparation.exams.exam	X-1
x-master	preparation.exams.study_guide	https://learn.example/study-guides/x-1
x-master	preparation.exams.courses.code	X-1T00
x-master	preparation.exams.courses.days	4
x-master	preparation.exams.practice	
x-master	focus	
x-master	sources	https://learn.example/page
x-master	checked	2026-10-10
x-master	confidence	high
x-master	dates_confidence	
x-master	notes	
x-master	file	data/sample.yaml
x-master	line	7

"#]]
        );
        assert_eq!(
            shown(&["x-master", "X-1"], DAY, Format::Ids, plain(80)),
            "x-master\nX-1\n"
        );
    }

    #[test]
    #[expect(clippy::too_many_lines, reason = "an answer is long")]
    fn one_entry_has_its_fields_at_the_top_and_several_are_a_list() {
        assert_data_eq!(
            shown(
                &["azure-solutions-architect-expert"],
                DAY,
                Format::Json,
                plain(80)
            ),
            str![[r#"
{
  "schema_version": 1,
  "catalog": {
    "version": "0.1.0",
    "checked": "2026-10-10"
  },
  "as_of": "2026-05-22",
  "id": "azure-solutions-architect-expert",
  "title": "Microsoft Certified: Azure Solutions Architect Expert",
  "provider": "microsoft",
  "level": "expert",
  "roles": [],
  "status": "available",
  "requires": "azure-administrator-associate and AZ-305",
  "exams": [
    "AZ-305"
  ],
  "retires": null,
  "replaced_by": [],
  "valid_months": 12,
  "renewal": "free-online-assessment",
  "url": "https://learn.example/page",
  "slug": null,
  "available": null,
  "requires_tree": {
    "all": [
      "azure-administrator-associate",
      "AZ-305"
    ]
  },
  "rules_in_force": [
    {
      "from": null,
      "until": null,
      "requires": "azure-administrator-associate and AZ-305",
      "requires_tree": {
        "all": [
          "azure-administrator-associate",
          "AZ-305"
        ]
      },
      "sources": [],
      "confidence": null,
      "notes": null
    }
  ],
  "earlier_rules": [
    {
      "from": null,
      "until": "2022-06-30",
      "requires": "AZ-303 and AZ-304",
      "requires_tree": {
        "all": [
          "AZ-303",
          "AZ-304"
        ]
      },
      "sources": [],
      "confidence": null,
      "notes": null
    }
  ],
  "later_rules": [],
  "recommends": null,
  "recommends_tree": null,
  "also_needs": [],
  "earlier_validity": [],
  "renewal_window_months": 6,
  "required_by": [],
  "replaces": [],
  "preparation": {
    "learning": [],
    "exams": [
      {
        "exam": "AZ-305",
        "study_guide": "https://learn.example/study-guides/az-305",
        "courses": [
          {
            "code": "AZ-305T00",
            "days": 4
          }
        ],
        "learning": [],
        "practice": null
      }
    ]
  },
  "journeys": [
    {
      "exam": "AZ-305",
      "notes": [
        {
          "stage": "before",
          "text": "for azure-solutions-architect-expert: azure-administrator-associate (AZ-104)",
          "url": null
        },
        {
          "stage": "measured",
          "text": "study guide",
          "url": "https://learn.example/study-guides/az-305"
        },
        {
          "stage": "learn",
          "text": "instructor-led course AZ-305T00, 4 days",
          "url": null
        },
        {
          "stage": "book",
          "text": "as a beta",
          "url": null
        },
        {
          "stage": "book",
          "text": "165 USD, 100 minutes, 700 of 1000 to pass",
          "url": null
        },
        {
          "stage": "book",
          "text": "page of the exam",
          "url": "https://learn.example/page"
        },
        {
          "stage": "after",
          "text": "counts towards azure-solutions-architect-expert, Azure Solutions Architect Expert",
          "url": "https://learn.example/page"
        },
        {
          "stage": "after",
          "text": "valid 12 months, renewed by a free online assessment in the last 6 of them",
          "url": null
        },
        {
          "stage": "after",
          "text": "shares a prerequisite with devops-engineer-expert",
          "url": null
        }
      ]
    }
  ],
  "history": [
    {
      "on": "2022-06-30",
      "event": "rule-ends"
    }
  ],
  "aliases": [],
  "focus": null,
  "skills": [],
  "audience": [],
  "sources": [
    "https://learn.example/page"
  ],
  "checked": "2026-10-10",
  "confidence": "high",
  "dates_confidence": null,
  "notes": null,
  "file": "data/sample.yaml",
  "line": 7
}

"#]]
        );
        let several = shown(&["x-master", "X-1"], DAY, Format::Json, plain(80));
        let several: serde_json::Value = serde_json::from_str(&several).unwrap();
        assert_eq!(several["entries"][1]["code"], "X-1");
    }

    #[test]
    fn markdown_is_a_page() {
        assert_data_eq!(
            shown(&["AZ-303"], DAY, Format::Markdown, plain(80)),
            str![[r#"
# [AZ-303](https://learn.example/page) Microsoft Azure Architect Technologies

- provider: microsoft
- level: expert
- status: retired
- retires: 2022-03-31
- replaced by: AZ-305
- price usd: 165
- course days: 4
- certifications: azure-solutions-architect-expert
- length: 100 minutes
- to pass: 700 of 1000
- lifecycle: last day 2022-03-31
- checked: 2026-10-10, confidence high
- sources: https://learn.example/page
- entry: data/sample.yaml:7

## Journey to AZ-303

- book: its last day was 2022-03-31; AZ-305 took its place

"#]]
        );
    }

    #[test]
    fn no_line_is_wider_than_the_terminal_but_for_addresses() {
        for name in CODES.iter().chain(&IDS) {
            for columns in 40..130 {
                let told = shown(&[name], DAY, Format::Table, plain(columns));
                for line in told.lines().filter(|line| !line.contains("://")) {
                    assert!(width(line) <= columns, "{columns}: {line}");
                }
            }
        }
    }
}
