//! From files to a checked [`Catalog`]: the only way to make one at run time.

pub(crate) mod check;
mod entries;
mod fields;
pub(crate) mod finding;
pub mod limits;
mod merge;
mod problem;
mod providers;
pub(crate) mod reader;
mod references;
pub(crate) mod renewal;
mod rules;
pub mod schema;
mod section;
pub(crate) mod source;
mod text;
pub(crate) mod values;

use std::collections::HashMap;

use jiff::civil::{Date, date};

use crate::catalog::derive::code_order::code_order;
use crate::catalog::derive::graph::GraphTables;
use crate::catalog::derive::implied;
use crate::catalog::derive::spans::spans;
use crate::catalog::derive::start_dates::compute_start_dates;
use crate::catalog::load::check::Checked;
use crate::catalog::load::entries::{Built, build};
use crate::catalog::load::finding::Finding;
use crate::catalog::load::merge::{Parsed, Raw, RawEntry, merge};
use crate::catalog::load::problem::{Origin, Problems};
use crate::catalog::load::reader::{Node, Value};
use crate::catalog::load::source::SourceFile;
use crate::catalog::model::{Catalog, Facts, List, Place, ProviderIndex, Text};
use crate::catalog::names::NameIndex;

/// Files that are read together, such as those of one folder.
#[derive(Debug, Clone, Copy)]
pub struct Layer<'a> {
    /// In the order in which they change one another.
    pub files: &'a [SourceFile],
    /// Whether an entry may stand in one of the files only; else a later file changes an earlier one.
    pub once: bool,
}

/// How a catalog is checked.
#[derive(Debug, Clone)]
pub struct Options {
    /// The version of the program, which is the catalog's too.
    pub version: Text,
    /// The day as of which the catalog is checked; none: the newest `checked` of the first layer.
    ///
    /// That of the first, so that a newer entry in a user's own file does not age the catalog below it.
    pub as_of: Option<Date>,
    /// Whether to look for what is doubtful, too.
    pub warnings: bool,
    /// After how many days without a look at its sources an entry is doubtful.
    pub stale_days: i32,
}

impl Options {
    /// After how many days an entry is doubtful unless said otherwise.
    pub const STALE_DAYS: i32 = 180;

    /// Returns the options for answering questions: errors only, on no particular day.
    #[must_use]
    pub fn new(version: impl Into<Text>) -> Self {
        Self {
            version: version.into(),
            as_of: None,
            warnings: false,
            stale_days: Self::STALE_DAYS,
        }
    }
}

/// A catalog without errors.
#[derive(Debug, Clone)]
pub struct Loaded {
    /// The catalog.
    pub catalog: Catalog,
    /// What is doubtful, sorted; empty unless the options want it.
    pub warnings: Vec<Finding>,
}

/// Reads layers of files, later ones on top of earlier ones, and checks what comes out.
///
/// Time and memory grow with the size of the files only.
///
/// # Errors
///
/// Everything that is wrong, sorted, and, if the options want it, everything that is doubtful. Where a file is
/// not YAML or of a newer format, only what is wrong in that way: what else there is to find hangs on it.
pub fn load(layers: &[Layer<'_>], options: &Options) -> Result<Loaded, Vec<Finding>> {
    let files: Vec<&SourceFile> = layers.iter().flat_map(|layer| layer.files).collect();
    let (documents, repeated) = parse_all(&files)?;
    let mut problems = Problems::none();
    let raw = merge(&parsed(layers, &documents), &mut problems);
    if raw.incomplete {
        return Err(with(repeated, problems.into_findings(&files, &documents)));
    }
    let mut built = build(&raw, &mut problems);
    share(&mut built);
    compute_start_dates(&mut built.certifications, &built.exams);
    implied::compute_implied(&mut built.exams, &mut built.certifications);
    let base = layers.first().map_or(0, |layer| layer.files.len());
    let day = options.as_of.unwrap_or_else(|| newest(&built, base));
    let broken = std::mem::take(&mut built.broken);
    let mut catalog = catalog(built, &files, options);
    let checked = Checked {
        catalog: &catalog,
        raw: &raw,
        broken: &broken,
        day,
    };
    check::errors(&checked, &mut problems);
    if options.warnings {
        check::warnings(&checked, options.stale_days, &mut problems);
    } else {
        problems.drop_warnings();
    }
    let failed = problems.errors() > 0 || !repeated.is_empty();
    let findings = with(repeated, problems.into_findings(&files, &documents));
    if failed {
        return Err(findings);
    }
    place_all(&mut catalog, &raw, &documents);
    catalog.code_order = code_order(&catalog).into();
    catalog.graph = GraphTables::build(&catalog);
    catalog.spans = spans(&catalog).into();
    catalog.names = NameIndex::build(&catalog.providers, &catalog.exams, &catalog.certifications);
    Ok(Loaded {
        catalog,
        warnings: findings,
    })
}

/// Pairs each file with the set to which it belongs.
fn parsed<'a>(layers: &[Layer<'_>], documents: &'a [Node]) -> Vec<Parsed<'a>> {
    let sets = (0..).zip(layers).flat_map(|(index, layer)| {
        let set = layer.once.then_some(index);
        layer.files.iter().map(move |_| set)
    });
    let files = sets.zip(documents);
    files
        .map(|(set, document)| Parsed {
            value: document,
            set,
        })
        .collect()
}

/// Adds what the reader found to what was found in what it read.
fn with(mut repeated: Vec<Finding>, findings: Vec<Finding>) -> Vec<Finding> {
    if repeated.is_empty() {
        return findings;
    }
    repeated.extend(findings);
    repeated.sort();
    repeated
}

/// Reads all files; returns the keys that are given twice too.
fn parse_all(files: &[&SourceFile]) -> Result<(Vec<Node>, Vec<Finding>), Vec<Finding>> {
    let mut documents = Vec::with_capacity(files.len());
    let mut findings = Vec::new();
    let mut repeated = Vec::new();
    for file in files {
        match reader::read_on(file, &mut repeated) {
            Ok(document) => documents.push(document),
            Err(finding) => findings.push(finding),
        }
    }
    if findings.is_empty() {
        return Ok((documents, repeated));
    }
    findings.sort();
    Err(with(repeated, findings))
}

/// Marks the names that two providers have, case aside: that is how names are read.
fn share(built: &mut Built) {
    let mut homes: HashMap<String, (ProviderIndex, bool)> = HashMap::new();
    let exams = built.exams.iter_mut();
    let exams = exams.map(|exam| (&exam.code, &mut exam.facts));
    let certifications = built.certifications.iter_mut();
    let certifications = certifications.map(|held| (&held.id, &mut held.facts));
    let mut all: Vec<(String, &mut Facts)> = exams
        .chain(certifications)
        .map(|(name, facts)| (name.to_lowercase(), facts))
        .collect();
    for (name, facts) in &all {
        let home = homes.entry(name.clone()).or_insert((facts.provider, false));
        home.1 |= home.0 != facts.provider;
    }
    for (name, facts) in &mut all {
        facts.shared_name = homes[name.as_str()].1;
    }
}

/// Returns the newest `checked` of the entries that begin in the first `files` files, or of all.
fn newest(built: &Built, files: usize) -> Date {
    let facts = || {
        let exams = built.exams.iter().map(|exam| &exam.facts);
        exams.chain(built.certifications.iter().map(|held| &held.facts))
    };
    let early = |facts: &&Facts| (facts.place.file as usize) < files;
    let first = facts().filter(early).map(|facts| facts.checked).max();
    let any = || facts().map(|facts| facts.checked).max();
    first.or_else(any).unwrap_or(NEVER_CHECKED)
}

/// Stands for the day on which an empty catalog was checked.
const NEVER_CHECKED: Date = date(1970, 1, 1);

fn catalog(built: Built, files: &[&SourceFile], options: &Options) -> Catalog {
    Catalog {
        version: options.version.clone(),
        checked: newest(&built, files.len()),
        graph: GraphTables::EMPTY,
        spans: List::EMPTY,
        code_order: List::EMPTY,
        files: files.iter().map(|file| file.name.clone().into()).collect(),
        providers: built.providers.into(),
        exams: built.exams.into(),
        certifications: built.certifications.into(),
        names: NameIndex::EMPTY,
    }
}

/// Finds the line of every entry.
fn place_all(catalog: &mut Catalog, raw: &Raw<'_>, documents: &[Node]) {
    let line = |entry: &RawEntry<'_>| {
        let Origin {
            file,
            section,
            item,
        } = entry.home;
        let list = documents[file as usize].get(section.key());
        let line = match list {
            Some(Value::List(items)) => items.get(item as usize).map(|item| item.position.line),
            _ => None,
        };
        Place {
            file,
            line: line.unwrap_or(1),
        }
    };
    // Providers that are used must be declared, so both lists are the same.
    for (provider, raw) in catalog.providers.to_mut().iter_mut().zip(&raw.providers) {
        provider.place = line(raw);
    }
    for (exam, raw) in catalog.exams.to_mut().iter_mut().zip(&raw.exams) {
        exam.facts.place = line(raw);
    }
    let certifications = catalog.certifications.to_mut().iter_mut();
    for (certification, raw) in certifications.zip(&raw.certifications) {
        certification.facts.place = line(raw);
    }
}
