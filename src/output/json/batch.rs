//! A line of a batch.

use schemars::JsonSchema;
use serde::Serialize;
use serde_json::value::RawValue;

use crate::output::json::PlanDocument;

/// What a batch writes for a line.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(untagged)]
#[expect(
    clippy::large_enum_variant,
    reason = "a line lives only until it is written, and nearly all are answers"
)]
pub enum BatchLine<'a> {
    /// The answer, as `certpath plan --format json` gives it.
    Answer(PlanDocument<'a>),
    /// Why the line has no answer.
    Bad(BadLine<'a>),
}

/// What stands in the place of an answer to a bad line.
#[derive(Debug, Serialize, JsonSchema)]
pub struct BadLine<'a> {
    /// The `id` of the request, as it was written.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<&'a RawValue>,
    /// The number of the line, from 1.
    pub line: u64,
    /// What is wrong with it.
    pub error: String,
    /// What to do about it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub hint: Option<String>,
}
