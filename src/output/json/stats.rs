//! The document of `catalog stats`.

use schemars::JsonSchema;
use serde::Serialize;

use crate::answer::stats::{Counts, Stats};

/// What a catalog has.
#[derive(Serialize, JsonSchema)]
pub(in crate::output) struct StatsJson<'a> {
    pub(in crate::output) providers: &'a [Stats<'a>],
    pub(in crate::output) total: Counts,
}
