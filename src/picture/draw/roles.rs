//! The roles of what is drawn: held, planned, earned, another way.

use crate::catalog::model::{Entry, Requirement};
use crate::catalog::status::Status;
use crate::picture::draw::Drawing;
use crate::picture::draw::gates::is_met;
use crate::picture::{Kind, Role};

impl Drawing<'_, '_> {
    pub(super) fn is_held(&self, entry: Entry) -> bool {
        match entry {
            Entry::Exam(index) => {
                self.view.held.is_passed(index) && !self.steps.contains_key(&index)
            }
            Entry::Certification(index) => self.view.held.is_active(index),
        }
    }

    pub(super) fn earned_by_plan(&self, entry: Entry) -> bool {
        matches!(entry, Entry::Certification(index) if self.earned.contains_key(&index))
    }

    /// Returns whether what the certifications of the plan recommend may be part of it.
    pub(super) fn takes_recommended(&self) -> bool {
        self.steps.values().any(|(_, step)| step.recommended)
    }

    pub(super) fn role(&self, entry: Entry) -> Role {
        match entry.exam().and_then(|index| self.steps.get(&index)) {
            Some((number, step)) if step.recommended => Role::Recommended(Some(*number)),
            Some((number, _)) => Role::Step(*number),
            None if self.is_held(entry) => Role::Held,
            None if self.earned_by_plan(entry) => Role::Earned,
            None => self.other_role(),
        }
    }

    fn other_role(&self) -> Role {
        match self.view.plan {
            Some(_) => Role::Alternative,
            None => Role::Plain,
        }
    }

    /// Returns the role of a gate that requires one of `ways`.
    pub(super) fn gate_role(&self, ways: &[&Requirement]) -> Role {
        let is_step = |name: &Requirement| matches!(name, Requirement::Exam(index) if self.steps.contains_key(index));
        let now = |name: &Requirement| self.view.held.holds(name) && !is_step(name);
        let then = |name: &Requirement| {
            now(name)
                || match name.entry() {
                    Some(Entry::Exam(index)) => self.steps.contains_key(&index),
                    Some(Entry::Certification(index)) => self.earned.contains_key(&index),
                    None => false,
                }
        };
        if ways.iter().any(|way| is_met(way, &now)) {
            Role::Held
        } else if ways.iter().any(|way| is_met(way, &then)) {
            Role::Earned
        } else {
            self.other_role()
        }
    }

    /// Gives their role to nodes that are reached by recommendations only, unless the plan earns them.
    pub(super) fn mark_recommended(&mut self) {
        let mut is_required = vec![false; self.nodes.len()];
        let mut todo = self.roots.clone();
        while let Some(place) = todo.pop() {
            if !std::mem::replace(&mut is_required[place], true) {
                let edges = self.nodes[place].requires.iter();
                todo.extend(edges.filter(|edge| !edge.is_optional).map(|edge| edge.to));
            }
        }
        let is_plain = |role| matches!(role, Role::Plain | Role::Alternative);
        for (node, is_required) in self.nodes.iter_mut().zip(is_required) {
            let is_remark = matches!(node.kind, Kind::Remark);
            if !is_required && is_plain(node.role) && !is_remark && self.view.plan.is_some() {
                node.role = Role::Recommended(None);
            }
        }
    }

    /// Takes out of the members of a choice those that can be had no more and are not held, and returns how many they
    /// were; where that would leave nothing they stay.
    pub(super) fn fold_retired(&self, members: &mut Vec<Requirement>) -> usize {
        let count = members.len();
        let is_left = |member: &Requirement| !self.is_retired(member);
        if !self.view.retired && members.iter().any(is_left) {
            members.retain(is_left);
        }
        count - members.len()
    }

    /// Returns whether a requirement can be met no more. It nests at most 64 deep.
    fn is_retired(&self, requirement: &Requirement) -> bool {
        let is_off = |entry: Entry| {
            let is_root = || {
                let place = self.places.get(&entry);
                place.is_some_and(|place| *place < self.roots.len())
            };
            self.catalog.status(entry, self.view.as_of) == Status::Retired
                && matches!(self.role(entry), Role::Plain | Role::Alternative)
                && !is_root()
        };
        match requirement {
            Requirement::Exam(index) => is_off(Entry::Exam(*index)),
            Requirement::Certification(index) => is_off(Entry::Certification(*index)),
            Requirement::Ever(index) => {
                is_off(Entry::Certification(*index)) && !self.view.held.was_ever_held(*index)
            }
            Requirement::All(_) | Requirement::Any(_) | Requirement::AtLeast(..) => {
                let members = requirement.members().iter();
                let left = members.filter(|member| !self.is_retired(member));
                left.count() < requirement.needed()
            }
        }
    }
}
