//! What `check` found.

use std::io::{self, Write};

use jiff::civil::Date;
use serde::Serialize;
use serde::ser::SerializeMap;

use super::json::{self, CatalogHead, Document, Each, Fields};
use super::plan::counted;
use super::rows::{self, Side};
use super::text::{Paint, painted, write_line};
use super::{Format, Style};
use crate::catalog::finding::{Finding, Severity};

/// Writes findings in any format, sorted as they are given.
///
/// # Errors
///
/// Whatever the writer fails with.
pub fn findings(
    head: CatalogHead<'_>,
    as_of: Date,
    findings: &[Finding],
    format: Format,
    style: Style,
    out: &mut impl Write,
) -> io::Result<()> {
    match format {
        Format::Table => text(findings, style, out),
        Format::Json => {
            let id: Option<&()> = None;
            let answer = Document {
                id,
                head,
                as_of,
                fields: findings,
            };
            json::write_pretty(&answer, out)
        }
        Format::Tsv => {
            let mut findings = findings.iter();
            findings.try_for_each(|finding| rows::tsv(&fields(finding), out))
        }
        Format::Csv => {
            rows::csv(&COLUMNS, out)?;
            let mut findings = findings.iter();
            findings.try_for_each(|finding| rows::csv(&fields(finding), out))
        }
        Format::Markdown => {
            rows::markdown_head(&COLUMNS.map(|column| (column, Side::Left)), out)?;
            findings.iter().try_for_each(|finding| {
                let cells = fields(finding).map(|field| rows::escaped(&field));
                rows::markdown(&cells, out)
            })
        }
        Format::Ids => {
            let mut findings = findings.iter();
            findings.try_for_each(|finding| writeln!(out, "{}", finding.code))
        }
    }
}

const COLUMNS: [&str; 7] = [
    "severity", "file", "line", "column", "code", "message", "hint",
];

fn fields(finding: &Finding) -> [String; 7] {
    [
        finding.severity.to_string(),
        finding.file.clone(),
        finding.line.to_string(),
        finding.column.to_string(),
        finding.code.to_owned(),
        finding.message.clone(),
        finding.hint.clone().unwrap_or_default(),
    ]
}

fn text(findings: &[Finding], style: Style, out: &mut impl Write) -> io::Result<()> {
    for finding in findings {
        let told = finding.to_string();
        let mut lines = told.lines();
        if let Some(first) = lines.next() {
            let word = finding.severity.to_string();
            let rest = first.strip_prefix(word.as_str()).unwrap_or(first);
            let paint = match finding.severity {
                Severity::Error => Paint::Red,
                Severity::Warning => Paint::Magenta,
            };
            write_line(&format!("{}{rest}", painted(paint, &word)), style, out)?;
        }
        for line in lines {
            write_line(line, style, out)?;
        }
        write_line("", style, out)?;
    }
    write_line(&summary(findings), style, out)
}

/// How many errors and warnings there are, in words.
fn summary(findings: &[Finding]) -> String {
    let count = |severity| {
        findings
            .iter()
            .filter(|finding| finding.severity == severity)
            .count()
    };
    let errors = counted(count(Severity::Error) as u64, "error");
    let warnings = counted(count(Severity::Warning) as u64, "warning");
    format!("{errors}, {warnings}")
}

impl Fields for &[Finding] {
    fn write<M: SerializeMap>(&self, map: &mut M) -> Result<(), M::Error> {
        map.serialize_entry("errors", &of(self, Severity::Error))?;
        map.serialize_entry("warnings", &of(self, Severity::Warning))
    }
}

#[derive(Serialize)]
struct FindingFields<'a> {
    file: &'a str,
    line: u32,
    column: u32,
    code: &'static str,
    message: &'a str,
    hint: Option<&'a str>,
}

fn of(findings: &[Finding], severity: Severity) -> impl Serialize {
    let findings = findings.iter();
    Each(
        findings
            .filter(move |finding| finding.severity == severity)
            .map(|finding| FindingFields {
                file: &finding.file,
                line: finding.line,
                column: finding.column,
                code: finding.code,
                message: &finding.message,
                hint: finding.hint.as_deref(),
            }),
    )
}

/// Writes findings as workflow commands of GitHub Actions, which shows them at their lines.
///
/// Source: <https://docs.github.com/actions/reference/workflow-commands-for-github-actions>.
///
/// # Errors
///
/// Whatever the writer fails with.
pub fn github_annotations(findings: &[Finding], out: &mut impl Write) -> io::Result<()> {
    for finding in findings {
        write!(
            out,
            "::{} file={}",
            finding.severity,
            property(&finding.file)
        )?;
        if finding.line > 0 {
            write!(out, ",line={},col={}", finding.line, finding.column.max(1))?;
        }
        write!(
            out,
            ",title={}::{}",
            property(finding.code),
            data(&finding.message)
        )?;
        if let Some(hint) = &finding.hint {
            write!(out, "%0Ahint: {}", data(hint))?;
        }
        writeln!(out)?;
    }
    Ok(())
}

fn data(text: &str) -> String {
    text.replace('%', "%25")
        .replace('\r', "%0D")
        .replace('\n', "%0A")
}

fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
