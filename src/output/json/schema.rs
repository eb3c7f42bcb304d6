//! The JSON Schemas of the answers, derived from the structs that are written.

use std::io::{self, Write};

use schemars::generate::SchemaSettings;
use schemars::{JsonSchema, Schema};

use crate::output::diff::Diff;
use crate::output::json::changes::ChangesJson;
use crate::output::json::check::CheckJson;
use crate::output::json::compare::CompareJson;
use crate::output::json::import::ImportAnswer;
use crate::output::json::list::ListJson;
use crate::output::json::next::NextJson;
use crate::output::json::profile::ProfileJson;
use crate::output::json::show::ShowJson;
use crate::output::json::stats::StatsJson;
use crate::output::json::status::StatusJson;
use crate::output::json::{BatchLine, PlanDocument, Whole, write_pretty};

/// A command, and what makes the schema of its JSON.
type CommandSchema = (&'static str, fn() -> Schema);

/// The schema of each command's JSON, by the word for it.
const SCHEMAS: &[CommandSchema] = &[
    ("plan", of::<PlanDocument>),
    ("batch", of::<BatchLine>),
    ("list", of::<Whole<ListJson>>),
    ("show", of::<Whole<ShowJson>>),
    ("next", of::<Whole<NextJson>>),
    ("compare", of::<Whole<CompareJson>>),
    ("changes", of::<Whole<ChangesJson>>),
    ("import", of::<Whole<ImportAnswer>>),
    ("stats", of::<Whole<StatsJson>>),
    ("status", of::<Whole<StatusJson>>),
    ("diff", of::<Whole<Diff>>),
    ("check", of::<Whole<CheckJson>>),
    ("profile", of::<Whole<ProfileJson>>),
];

/// Returns the words that [`command_schema`] takes.
pub fn schema_commands() -> impl Iterator<Item = &'static str> {
    SCHEMAS.iter().map(|(command, _)| *command)
}

/// Writes the JSON Schema (draft 2020-12) of what a command prints as JSON; nothing where there is none.
///
/// # Errors
///
/// Whatever the writer fails with.
pub fn command_schema(command: &str, out: &mut impl Write) -> io::Result<()> {
    let schema = SCHEMAS.iter().find(|(word, _)| *word == command);
    schema.map_or(Ok(()), |(_, schema)| {
        let mut schema = schema();
        schema.insert("title".to_owned(), format!("certpath {command}").into());
        write_pretty(&schema, out)
    })
}

fn of<T: JsonSchema>() -> Schema {
    let settings = SchemaSettings::draft2020_12().for_serialize();
    settings.into_generator().into_root_schema_for::<T>()
}
