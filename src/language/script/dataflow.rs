//! What is known of the result where ways meet.

use super::flow::UnassignedPath;

/// What is known of the result at a place.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum AssignmentState {
    /// No way leads there.
    Unreachable,
    Assigned,
    Unassigned,
}

impl AssignmentState {
    /// What is known where two ways meet.
    pub(super) fn join(self, other: Self) -> Self {
        match (self, other) {
            (Self::Unreachable, state) | (state, Self::Unreachable) => state,
            (Self::Assigned, Self::Assigned) => Self::Assigned,
            _ => Self::Unassigned,
        }
    }
}

/// What comes of a block.
pub(super) struct BlockOutcome {
    pub(super) state: AssignmentState,
    /// Where the result was missed, if some ways assign it.
    pub(super) unassigned: Vec<UnassignedPath>,
}

/// The ways through a statement with branches.
pub(super) struct BranchJoin {
    pub(super) state: AssignmentState,
    /// Whether some way assigns the result, be it in part.
    any_assigned: bool,
    pub(super) unassigned: Vec<UnassignedPath>,
}

impl Default for BranchJoin {
    fn default() -> Self {
        Self { state: AssignmentState::Unreachable, any_assigned: false, unassigned: Vec::new() }
    }
}

impl BranchJoin {
    /// Adds what comes of one branch; `hole` points at it.
    pub(super) fn add_branch(&mut self, outcome: BlockOutcome, hole: impl FnOnce() -> UnassignedPath) {
        self.any_assigned |= outcome.state == AssignmentState::Assigned || !outcome.unassigned.is_empty();
        if outcome.state == AssignmentState::Unassigned {
            if outcome.unassigned.is_empty() {
                self.unassigned.push(hole());
            } else {
                self.unassigned.extend(outcome.unassigned);
            }
        }
        self.state = self.state.join(outcome.state);
    }

    pub(super) fn into_outcome(self) -> BlockOutcome {
        // Branches that have nothing to do with the result leave things as they are.
        let holes = if self.any_assigned { self.unassigned } else { Vec::new() };
        BlockOutcome { state: self.state, unassigned: holes }
    }
}
