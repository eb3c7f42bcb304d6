//! The document of `catalog stats`.

use schemars::JsonSchema;
use serde::Serialize;

use crate::answer::stats::{Counts, Stats, total};

/// What a catalog has.
#[derive(Serialize, JsonSchema)]
pub(in crate::output) struct StatsJson<'a> {
    providers: &'a [Stats<'a>],
    total: Counts,
}

impl<'a> StatsJson<'a> {
    pub(in crate::output) fn new(stats: &'a [Stats<'a>]) -> Self {
        Self {
            providers: stats,
            total: total(stats).counts,
        }
    }
}
