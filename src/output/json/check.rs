//! The document of `check`.

use schemars::JsonSchema;
use serde::Serialize;

use crate::catalog::load::finding::{Finding, Severity};

/// What was found in a catalog.
#[derive(Serialize, JsonSchema)]
pub(in crate::output) struct CheckJson<'a> {
    errors: Vec<FindingJson<'a>>,
    warnings: Vec<FindingJson<'a>>,
}

/// Something that is wrong or doubtful in a catalog.
#[derive(Serialize, JsonSchema)]
struct FindingJson<'a> {
    file: &'a str,
    /// From 1; 0 where it is about the file as a whole.
    line: u32,
    column: u32,
    /// The kind of finding, such as `unknown-name`; more may be added.
    code: &'static str,
    message: &'a str,
    /// What to do.
    hint: Option<&'a str>,
}

impl<'a> CheckJson<'a> {
    pub(in crate::output) fn new(findings: &'a [Finding]) -> Self {
        let of = |severity: Severity| {
            let findings = findings
                .iter()
                .filter(|finding| finding.severity() == severity);
            findings.map(FindingJson::from).collect()
        };
        Self {
            errors: of(Severity::Error),
            warnings: of(Severity::Warning),
        }
    }
}

impl<'a> From<&'a Finding> for FindingJson<'a> {
    fn from(finding: &'a Finding) -> Self {
        Self {
            file: &finding.file,
            line: finding.line,
            column: finding.column,
            code: finding.code.word(),
            message: &finding.message,
            hint: finding.hint.as_deref(),
        }
    }
}
