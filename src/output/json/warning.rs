//! Warnings, in the documents that have them.

use schemars::JsonSchema;
use serde::Serialize;

use crate::catalog::model::{Catalog, Text};
use crate::plan::answer::Warning;

/// What one should know about an answer.
#[derive(Debug, Serialize, JsonSchema)]
pub(in crate::output) struct WarningJson<'a> {
    /// The kind of warning, such as `retires-soon`; more may be added.
    pub(super) code: &'static str,
    pub(super) subject: Text,
    /// A sentence without a full stop.
    pub(super) message: &'a str,
}

/// Returns warnings as they stand in a document.
pub(in crate::output) fn warnings<'a>(
    catalog: &Catalog,
    warnings: &'a [Warning],
) -> Vec<WarningJson<'a>> {
    let warnings = warnings.iter().map(|warning| WarningJson {
        code: warning.code.word(),
        subject: catalog.name(warning.subject),
        message: &warning.message,
    });
    warnings.collect()
}
