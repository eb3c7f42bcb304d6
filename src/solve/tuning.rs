//! The numbers that were fitted, each with the measurement that chose it. What is found does not depend on them.
//!
//! Measured by the families of `benches/problem`, the smaller ones with six seeds each, side by side with another value:
//! "x: f 1.5" says that with x the family f takes 1.5 times as long.

/// LM-cut looks so many times at every node and edge for one bound, at most. 60: chain 1.4; 8: egraph 1.6.
pub(super) const LM_CUT_PASSES: usize = 20;

/// What the presolver does at a node of the search counts as visiting each node and edge so often; that is how long it
/// takes beside the bound by cuts. 4: egraph 1.3.
pub(super) const PASSES: u64 = 16;

/// An entry of a table counts as visiting so many edges. 1: egraph 1.5, shared 1.4.
pub(super) const ENTRY: u64 = 4;

/// So does each line that a pivot of the simplex method looks at. 1: shared 2.2, egraph 1.5; 4: set-cover 2.
pub(super) const LINE: u64 = 2;

/// In the first round each method may visit so many edges, and so many more for each pair of nodes. A quarter of both:
/// shared 2; twice as many: egraph and circuit 1.5.
pub(super) const FIRST_ROUND: u64 = 1 << 16;
pub(super) const FIRST_PAIR: u64 = 4;

/// A round ends when the search has spent one part in so many of what each method may. 1: set-cover 1.3.
pub(super) const SEARCH: u64 = 4;

/// Less than one node in so many is not worth bounds anew. 10 and 50 are as good.
pub(super) const FEW: usize = 20;

/// How often a graph is propagated and rewritten, at most: more is hardly ever needed.
pub(super) const PRESOLVES: usize = 8;

/// So many nodes are compared with each other for each node and edge, at most: it is not to take longer than the bound.
pub(super) const COMPARISONS: usize = 30;

/// Graphs of fewer nodes are not compared where all of the lightest plans are to stay: each search makes less of them
/// anyway. Never: chain 2.5.
pub(super) const COMPARED: usize = 2_000;

/// What is superfluous in a plan is dropped as long as that visits each edge and node no more often than so: of a chain of
/// 20,000 choices each drop goes through all of it. No family comes near it.
pub(super) const PRUNE_EDGES: usize = 200;

/// So many words of 64 nodes are combined to find landmarks, at most: a tenth of a second.
pub(super) const LANDMARKS: usize = 200_000_000;

/// Tables never have more entries together: each takes 16 bytes.
pub(super) const ENTRIES: u64 = 1 << 24;

/// So many cuts are collected for hitting sets, at most; some hundreds settle what can be settled so.
pub(super) const CUTS: usize = 3_000;

/// So many nodes of graphs wait on the stack, at most; some 50 bytes each.
pub(super) const HELD: usize = 10_000_000;

/// What tests set otherwise, to reach every method on small problems.
#[derive(Debug, Clone, Copy)]
pub(super) struct Tuning {
    /// Up to so many orders are decided together with the weight: there are 126 bits.
    pub(super) at_once: usize,
    /// Up to so many orders are decided at a time after it.
    pub(super) digits: usize,
    /// Whether graphs that are narrow enough are eliminated.
    pub(super) eliminates: bool,
    /// Cuts are collected where there are so many gates for each weight; with fewer, the relaxation proves more.
    pub(super) gates: usize,
    /// The relaxation is used for graphs of more than so many nodes; smaller ones are searched in no time.
    pub(super) relaxed: usize,
}

impl Default for Tuning {
    fn default() -> Self {
        Self {
            at_once: 120,
            digits: 120,
            eliminates: true,
            gates: 2,
            relaxed: 20,
        }
    }
}
