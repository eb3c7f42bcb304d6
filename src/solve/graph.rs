//! The graph that the search works on: flat, in topological order, renumbered whenever it shrinks.

/// Stands for "no label": the node is nothing that a plan would list.
pub(super) const UNLABELLED: u32 = u32::MAX;

/// Stands for "no name": the node was made on the way.
pub(super) const NAMELESS: u32 = u32::MAX;

/// A monotone AND/OR graph. The members of a node have smaller indices than the node.
#[derive(Debug, Clone, Default)]
pub(super) struct Graph {
    weights: Vec<u128>,
    needs: Vec<u32>,
    names: Vec<u32>,
    labels: Vec<u32>,
    ends: Vec<u32>,
    members: Vec<u32>,
    /// The nodes that must be chosen, ascending.
    pub(super) goals: Vec<u32>,
}

/// An index of this module: all counts fit, since a problem has fewer than 2^32 nodes and edges.
pub(super) fn index(count: usize) -> u32 {
    u32::try_from(count).expect("a problem has fewer than 2^32 nodes and edges")
}

impl Graph {
    /// Returns an empty graph with room for as much as `other` has.
    pub(super) fn with_room_of(other: &Self) -> Self {
        Self {
            weights: Vec::with_capacity(other.weights.len()),
            needs: Vec::with_capacity(other.needs.len()),
            names: Vec::with_capacity(other.names.len()),
            labels: Vec::with_capacity(other.labels.len()),
            ends: Vec::with_capacity(other.ends.len()),
            members: Vec::with_capacity(other.members.len()),
            goals: Vec::new(),
        }
    }

    pub(super) fn len(&self) -> usize {
        self.weights.len()
    }

    pub(super) fn edges(&self) -> usize {
        self.members.len()
    }

    /// Takes away what `node` needs.
    pub(super) fn free(&mut self, node: u32) {
        self.needs[node as usize] = 0;
    }

    pub(super) fn clear(&mut self) {
        self.weights.clear();
        self.needs.clear();
        self.names.clear();
        self.labels.clear();
        self.ends.clear();
        self.members.clear();
        self.goals.clear();
    }

    pub(super) fn weight(&self, node: u32) -> u128 {
        self.weights[node as usize]
    }

    pub(super) fn weights(&self) -> &[u128] {
        &self.weights
    }

    pub(super) fn weights_mut(&mut self) -> &mut [u128] {
        &mut self.weights
    }

    pub(super) fn need(&self, node: u32) -> u32 {
        self.needs[node as usize]
    }

    /// What the node was called in the first graph; it keeps its name wherever it is copied.
    pub(super) fn name(&self, node: u32) -> u32 {
        self.names[node as usize]
    }

    pub(super) fn label(&self, node: u32) -> u32 {
        self.labels[node as usize]
    }

    pub(super) fn members(&self, node: u32) -> &[u32] {
        let node = node as usize;
        let start = if node == 0 { 0 } else { self.ends[node - 1] };
        &self.members[start as usize..self.ends[node] as usize]
    }

    pub(super) fn nodes(&self) -> impl DoubleEndedIterator<Item = u32> + use<> {
        0..index(self.len())
    }

    /// Appends a node and returns its index.
    pub(super) fn push(
        &mut self,
        weight: u128,
        (name, label): (u32, u32),
        need: u32,
        members: impl IntoIterator<Item = u32>,
    ) -> u32 {
        let node = index(self.len());
        self.weights.push(weight);
        self.names.push(name);
        self.labels.push(label);
        self.needs.push(need);
        self.members.extend(members);
        self.ends.push(index(self.members.len()));
        node
    }
}

/// For each node, the nodes that have it as a member.
#[derive(Debug, Default)]
pub(crate) struct Parents {
    ends: Vec<u32>,
    parents: Vec<u32>,
}

impl Parents {
    /// Fills the lists for `graph`, keeping the memory of the last one.
    pub(super) fn fill(&mut self, graph: &Graph) {
        self.fill_by(graph.len(), |node| graph.members(node));
    }

    /// Does what [`Self::fill`] does for the first `count` nodes, whose members `members` gives.
    pub(crate) fn fill_by<'m>(&mut self, count: usize, members: impl Fn(u32) -> &'m [u32]) {
        let nodes = 0..index(count);
        self.ends.clear();
        self.ends.resize(count + 1, 0);
        for &member in nodes.clone().flat_map(&members) {
            self.ends[member as usize + 1] += 1;
        }
        for node in 0..count {
            self.ends[node + 1] += self.ends[node];
        }
        self.parents.clear();
        self.parents.resize(self.ends[count] as usize, 0);
        for node in nodes {
            for &member in members(node) {
                let place = &mut self.ends[member as usize];
                self.parents[*place as usize] = node;
                *place += 1;
            }
        }
    }

    pub(crate) fn of(&self, node: u32) -> &[u32] {
        let node = node as usize;
        let start = if node == 0 { 0 } else { self.ends[node - 1] };
        &self.parents[start as usize..self.ends[node] as usize]
    }
}
