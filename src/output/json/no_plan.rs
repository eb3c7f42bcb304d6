//! Why there is no plan, in the document of `plan`.

use schemars::JsonSchema;
use serde::Serialize;

use crate::catalog::date::PartialDate;
use crate::catalog::model::{Catalog, Text};
use crate::output::json::plan::{any_names, names};
use crate::plan::answer::{NoPlan, Totals};

/// Why there is no plan.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct NoPlanJson<'a> {
    /// The wants that cannot be reached.
    want: Vec<Text>,
    /// The lists of `want_any` of which nothing can be reached.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    want_any: Vec<Vec<String>>,
    /// What stands in the way, each once.
    reasons: Vec<ReasonJson<'a>>,
    /// What the cheapest plan takes, where there are plans but none within `budget_usd` and `by`.
    #[serde(skip_serializing_if = "Option::is_none")]
    cheapest: Option<Totals>,
}

impl<'a> NoPlanJson<'a> {
    pub(super) fn new(catalog: &'a Catalog, no_plan: &NoPlan) -> Self {
        let reasons = no_plan.reasons.iter().map(|reason| ReasonJson {
            id: catalog.name(reason.entry),
            reason: reason.kind.word(),
            on: reason.on,
            replaced_by: names(catalog, &reason.replaced_by),
            also_needs: reason.also_needs(catalog),
        });
        Self {
            want: names(catalog, &no_plan.want),
            want_any: (no_plan.want_any.iter())
                .map(|list| any_names(catalog, list))
                .collect(),
            reasons: reasons.collect(),
            cheapest: no_plan.cheapest,
        }
    }
}

/// An exam or certification that stands in the way.
#[derive(Debug, Serialize, JsonSchema)]
struct ReasonJson<'a> {
    id: Text,
    /// `retired`, `not-yet`, `unverified`, `no-exam`, `avoided` or `no-rule`; more may be added.
    reason: &'static str,
    /// The date that the reason speaks of: a day, a month or a year.
    on: Option<PartialDate>,
    replaced_by: Vec<Text>,
    /// What it takes instead of an exam, where the reason is `no-exam` and that is known.
    #[serde(skip_serializing_if = "<[Text]>::is_empty")]
    also_needs: &'a [Text],
}

#[cfg(test)]
#[allow(clippy::needless_raw_string_hashes, reason = "snapbox writes them")]
mod tests {
    use snapbox::{assert_data_eq, str};

    use crate::answer::sample::catalog;
    use crate::output::json::{PlanDocument, write_pretty};
    use crate::output::sample::{no_plan, request, written};

    const WANT: &[&str] = &[
        "azure-solutions-architect-expert",
        "azure-developer-associate",
    ];

    #[test]
    fn programs_are_reported_the_same_object_without_plans() {
        let catalog = catalog();
        let (request, no_plan) = (request(&catalog, WANT), no_plan(&catalog));
        let pretty = {
            let document = PlanDocument::without_plan(&catalog, &request, &no_plan);
            written(|out| write_pretty(&document, out))
        };
        let (_, pretty) = pretty.split_once("\"optimal\": true,\n").unwrap();
        assert_data_eq!(
            pretty,
            str![[r#"
  "plans": [],
  "no_plan": {
    "want": [
      "azure-solutions-architect-expert",
      "azure-developer-associate"
    ],
    "reasons": [
      {
        "id": "AZ-303",
        "reason": "retired",
        "on": "2022-03-31",
        "replaced_by": [
          "AZ-305"
        ]
      },
      {
        "id": "AZ-304",
        "reason": "retired",
        "on": "2022-03",
        "replaced_by": [
          "AZ-305"
        ]
      },
      {
        "id": "azure-developer-associate",
        "reason": "retired",
        "on": "2026-07-31",
        "replaced_by": [
          "azure-ai-cloud-developer-associate"
        ]
      }
    ]
  },
  "unused": [],
  "warnings": []
}

"#]]
        );
    }
}
