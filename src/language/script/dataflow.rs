//! Lattice of definite assignment, and joins of control-flow paths.

use super::flow::UnassignedPath;

/// Assignment of the result at a point in the script.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum AssignmentState {
    /// No path leads to the point.
    Unreachable,
    Assigned,
    Unassigned,
}

impl AssignmentState {
    /// State after the join of two paths.
    pub(super) fn join(self, other: Self) -> Self {
        match (self, other) {
            (Self::Unreachable, state) | (state, Self::Unreachable) => state,
            (Self::Assigned, Self::Assigned) => Self::Assigned,
            _ => Self::Unassigned,
        }
    }
}

/// State after a block.
pub(super) struct BlockOutcome {
    pub(super) state: AssignmentState,
    /// Paths without an assignment, if other paths have one.
    pub(super) unassigned: Vec<UnassignedPath>,
}

/// Join of the branches of a statement.
pub(super) struct BranchJoin {
    pub(super) state: AssignmentState,
    /// Whether the result is assigned on any path.
    any_assigned: bool,
    pub(super) unassigned: Vec<UnassignedPath>,
}

impl Default for BranchJoin {
    fn default() -> Self {
        Self { state: AssignmentState::Unreachable, any_assigned: false, unassigned: Vec::new() }
    }
}

impl BranchJoin {
    /// Adds the outcome of a branch; `path` locates the branch.
    pub(super) fn add_branch(&mut self, outcome: BlockOutcome, path: impl FnOnce() -> UnassignedPath) {
        self.any_assigned |= outcome.state == AssignmentState::Assigned || !outcome.unassigned.is_empty();
        if outcome.state == AssignmentState::Unassigned {
            if outcome.unassigned.is_empty() {
                self.unassigned.push(path());
            } else {
                self.unassigned.extend(outcome.unassigned);
            }
        }
        self.state = self.state.join(outcome.state);
    }

    pub(super) fn into_outcome(self) -> BlockOutcome {
        // If no branch assigns the result, the branches are irrelevant.
        let unassigned = if self.any_assigned { self.unassigned } else { Vec::new() };
        BlockOutcome { state: self.state, unassigned }
    }
}
