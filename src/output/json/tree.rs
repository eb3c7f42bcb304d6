//! Requirements as trees.

use schemars::JsonSchema;
use serde::Serialize;

use crate::catalog::model::{Catalog, Entry, Requirement, Text};

/// A requirement: a name, or an object of what all, any or so many are needed of, or must have been held ever.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(untagged)]
pub(in crate::output) enum TreeJson {
    /// An exam or a certification.
    Name(Text),
    /// A certification that was held at any time, lapsed or not.
    Ever { ever: Text },
    All {
        all: Vec<TreeJson>,
        #[serde(skip_serializing_if = "Option::is_none")]
        set: Option<String>,
    },
    Any {
        any: Vec<TreeJson>,
        #[serde(skip_serializing_if = "Option::is_none")]
        set: Option<String>,
    },
    AtLeast {
        at_least: u32,
        of: Vec<TreeJson>,
        /// What the members are all of, such as a level of a provider.
        #[serde(skip_serializing_if = "Option::is_none")]
        set: Option<String>,
    },
}

impl TreeJson {
    /// Returns the tree of a requirement, which nests at most 64 deep: the reader of catalogs holds it to that.
    pub(in crate::output) fn new(catalog: &Catalog, requirement: &Requirement) -> Self {
        let name = |entry| catalog.name(entry);
        let members = requirement.members().iter();
        let members = || members.map(|member| Self::new(catalog, member)).collect();
        let set = requirement.set().map(|set| catalog.set_name(set));
        match requirement {
            Requirement::Exam(index) => Self::Name(name(Entry::Exam(*index))),
            Requirement::Certification(index) => Self::Name(name(Entry::Certification(*index))),
            Requirement::Ever(index) => Self::Ever {
                ever: name(Entry::Certification(*index)),
            },
            Requirement::All(_) => Self::All {
                all: members(),
                set,
            },
            Requirement::Any(_) => Self::Any {
                any: members(),
                set,
            },
            Requirement::AtLeast(count, _) => Self::AtLeast {
                at_least: *count,
                of: members(),
                set,
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json, to_value};

    use super::*;
    use crate::answer::sample::{catalog, certification_of};

    #[test]
    fn a_requirement_is_a_tree() {
        let catalog = catalog();
        let tree = |id: &str| -> Value {
            let index = certification_of(&catalog, id);
            let rule = &catalog.certification(index).rules[0];
            let requirement = rule.requires.as_ref().unwrap();
            to_value(TreeJson::new(&catalog, requirement)).unwrap()
        };
        assert_eq!(
            tree("devops-engineer-expert"),
            json!({"all": [{"any": ["azure-administrator-associate", "azure-developer-associate"]}, "AZ-400"]})
        );
        assert_eq!(
            tree("x-master"),
            json!({"at_least": 2, "of": ["zeta:AZ-900", "X-1", {"ever": "azure-administrator-associate"}]})
        );
        assert_eq!(tree("azure-administrator-associate"), json!("AZ-104"));
    }
}
