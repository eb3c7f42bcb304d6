//! What `check` found.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::io::{self, Write};

use jiff::civil::Date;

use crate::answer::table::{Field, Table, any, field};
use crate::answer::words::counted;
use crate::catalog::load::finding::{Finding, Severity};
use crate::output::json::check::CheckJson;
use crate::output::json::{CatalogHead, write_answer};
use crate::output::message::{Label, message};
use crate::output::text::{Paint, painted, write_line, write_wrapped};
use crate::output::{Format, Style, write};

/// Writes findings in any format, sorted as they are given; for people warnings are counted by their code, unless
/// `all` is set.
///
/// # Errors
///
/// Whatever the writer fails with.
pub fn findings(
    head: CatalogHead<'_>,
    as_of: Date,
    findings: &[Finding],
    all: bool,
    format: Format,
    style: Style,
    out: &mut impl Write,
) -> io::Result<()> {
    match format {
        Format::Json => write_answer(head, as_of, CheckJson::new(findings), out),
        Format::Table => text(findings, all, style, out),
        format => write(&Table::of(&fields(), findings), format, style, out),
    }
}

fn fields() -> Vec<Field<Finding>> {
    let field = field::<Finding>;
    vec![
        field("severity", "Severity", |finding| {
            finding.severity().word().into()
        }),
        field("file", "File", |finding| (&*finding.file).into()),
        field("line", "Line", |finding| u64::from(finding.line).into()).right(),
        field("column", "Column", |finding| {
            u64::from(finding.column).into()
        })
        .right(),
        field("code", "Code", |finding| finding.code.word().into()).names(),
        field("message", "Message", |finding| (&*finding.message).into()).wraps(),
        field("hint", "Hint", |finding| any(finding.hint.as_deref())).wraps(),
    ]
}

fn text(findings: &[Finding], all: bool, style: Style, out: &mut impl Write) -> io::Result<()> {
    for each in findings {
        if all || each.severity() == Severity::Error {
            finding(each, style, out)?;
            write_line("", style, out)?;
        }
    }
    let counts = warning_counts(findings);
    if !all && !counts.is_empty() {
        let text = format!("{counts}: --all lists them");
        message(Label::Warning, &text, style, out)?;
        write_line("", style, out)?;
    }
    write_line(&summary(findings), style, out)
}

/// Writes what was found and where, for people.
///
/// # Errors
///
/// Whatever the writer fails with.
pub fn finding(finding: &Finding, style: Style, out: &mut impl Write) -> io::Result<()> {
    let text = finding.to_string();
    let mut lines = text.lines();
    if let Some(first) = lines.next() {
        let word = finding.severity().to_string();
        let rest = first.strip_prefix(word.as_str()).unwrap_or(first);
        let paint = match finding.severity() {
            Severity::Error => Paint::Red,
            Severity::Warning => Paint::Magenta,
        };
        let first = format!("{}{rest}", painted(paint, &word));
        write_wrapped("", "  ", &first, style, out)?;
    }
    lines.try_for_each(|line| write_line(line, style, out))
}

/// `63 no-price, 35 no-successor`: the most frequent first.
fn warning_counts(findings: &[Finding]) -> String {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for finding in findings {
        if finding.severity() == Severity::Warning {
            *counts.entry(finding.code.word()).or_default() += 1;
        }
    }
    let mut counts: Vec<(&str, usize)> = counts.into_iter().collect();
    counts.sort_by_key(|&(_, count)| Reverse(count));
    let counts: Vec<String> = (counts.into_iter())
        .map(|(code, count)| format!("{count} {code}"))
        .collect();
    counts.join(", ")
}

/// How many errors and warnings there are, in words.
fn summary(findings: &[Finding]) -> String {
    let count = |severity| {
        findings
            .iter()
            .filter(|finding| finding.severity() == severity)
            .count()
    };
    let errors = counted(count(Severity::Error) as u64, "error");
    let warnings = counted(count(Severity::Warning) as u64, "warning");
    format!("{errors}, {warnings}")
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
            finding.severity(),
            property(&finding.file)
        )?;
        if finding.line > 0 {
            write!(out, ",line={},col={}", finding.line, finding.column.max(1))?;
        }
        write!(
            out,
            ",title={}::{}",
            property(finding.code.word()),
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

#[cfg(test)]
#[allow(clippy::needless_raw_string_hashes, reason = "snapbox writes them")]
mod tests {
    use jiff::civil::date;
    use serde_json::{Value, json};
    use snapbox::{IntoData as _, assert_data_eq, str};

    use super::*;
    use crate::catalog::load::finding::Code;
    use crate::output::sample::{plain, written};

    fn found() -> Vec<Finding> {
        let unknown = Finding::new(
            Code::UnknownName,
            "data/a,b.yaml",
            "unknown name `AZ-44`: 100%",
        );
        let mut unknown = unknown.hint("did you mean `AZ-400`?");
        (unknown.line, unknown.column) = (7, 3);
        vec![
            unknown,
            Finding::new(Code::Stale, "data/c.yaml", "not looked at since 2020-01-01"),
        ]
    }

    fn in_format(findings: &[Finding], format: Format) -> String {
        let head = CatalogHead {
            version: "0.1.0",
            checked: None,
        };
        let day = date(2026, 11, 22);
        written(|out| super::findings(head, day, findings, true, format, plain(80), out))
    }

    #[test]
    fn warnings_are_counted_by_code() {
        let mut found = found();
        for _ in 0..2 {
            found.push(Finding::new(Code::NoPrice, "data/c.yaml", "no price"));
        }
        assert_data_eq!(
            written(|out| super::text(&found, false, plain(80), out)),
            str![[r#"
error[unknown-name]: unknown name `AZ-44`: 100%
 --> data/a,b.yaml:7:3
  = hint: did you mean `AZ-400`?

warning: 2 no-price, 1 stale: --all lists them

1 error, 3 warnings

"#]]
        );
    }

    #[test]
    fn people_are_reported_each_and_how_many() {
        assert_data_eq!(
            in_format(&found(), Format::Table),
            str![[r#"
error[unknown-name]: unknown name `AZ-44`: 100%
 --> data/a,b.yaml:7:3
  = hint: did you mean `AZ-400`?

warning[stale]: not looked at since 2020-01-01
 --> data/c.yaml

1 error, 1 warning

"#]]
        );
        assert_eq!(in_format(&[], Format::Table), "0 errors, 0 warnings\n");
    }

    #[test]
    fn programs_are_reported_errors_and_warnings_apart() {
        let printed: Value = serde_json::from_str(&in_format(&found(), Format::Json)).unwrap();
        assert_eq!(
            printed,
            json!({
                "schema_version": 1,
                "catalog": {"version": "0.1.0", "checked": null},
                "as_of": "2026-11-22",
                "errors": [{
                    "file": "data/a,b.yaml", "line": 7, "column": 3, "code": "unknown-name",
                    "message": "unknown name `AZ-44`: 100%", "hint": "did you mean `AZ-400`?",
                }],
                "warnings": [{
                    "file": "data/c.yaml", "line": 0, "column": 0, "code": "stale",
                    "message": "not looked at since 2020-01-01", "hint": null,
                }],
            })
        );
    }

    #[test]
    fn rows_have_a_field_for_each_part() {
        assert_data_eq!(
            in_format(&found(), Format::Tsv),
            str![[r#"
error	data/a,b.yaml	7	3	unknown-name	unknown name `AZ-44`: 100%	did you mean `AZ-400`?
warning	data/c.yaml	0	0	stale	not looked at since 2020-01-01	

"#]]
        );
        assert_data_eq!(
            in_format(&found(), Format::Csv),
            str![[r#"
severity,file,line,column,code,message,hint
error,"data/a,b.yaml",7,3,unknown-name,unknown name `AZ-44`: 100%,did you mean `AZ-400`?
warning,data/c.yaml,0,0,stale,not looked at since 2020-01-01,

"#]]
        );
        assert_data_eq!(in_format(&found(), Format::Markdown), str![[r#"
| Severity | File | Line | Column | Code | Message | Hint |
| --- | --- | ---: | ---: | --- | --- | --- |
| error | data/a,b.yaml | 7 | 3 | unknown-name | unknown name \`AZ-44\`: 100% | did you mean \`AZ-400\`? |
| warning | data/c.yaml | 0 | 0 | stale | not looked at since 2020-01-01 |  |

"#]].raw());
        assert_eq!(in_format(&found(), Format::Ids), "unknown-name\nstale\n");
    }

    #[test]
    fn github_is_reported_by_workflow_commands() {
        assert_data_eq!(
            written(|out| github_annotations(&found(), out)),
            str![[r#"
::error file=data/a%2Cb.yaml,line=7,col=3,title=unknown-name::unknown name `AZ-44`: 100%25%0Ahint: did you mean `AZ-400`?
::warning file=data/c.yaml,title=stale::not looked at since 2020-01-01

"#]]
        );
    }
}
