//! Lattice of definite assignment, and joins of control-flow paths.

use std::ops::Range;

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

/// A path on which the result is not assigned.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnassignedPath {
    /// Keyword of the branch, loop or statement.
    pub range: Range<usize>,
    /// Reason.
    pub reason: UnassignedReason,
}

/// Reason why the result may be unassigned.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum UnassignedReason {
    /// The script contains no assignment.
    NeverAssigned,
    /// The script is only an expression.
    BareExpression,
    /// A variable called `Result` is assigned instead.
    OtherResult,
    /// An `If` without `Else`.
    NoElse,
    /// A branch of an `If` without an assignment.
    Branch,
    /// An `Else` without an assignment.
    Else,
    /// A `Select Case` without `Case Else`.
    NoCaseElse,
    /// A `Case` without an assignment.
    Case,
    /// Only the body of a loop assigns it, and may run zero times.
    LoopMayNotRun,
    /// A loop may be left before the assignment.
    LoopMayExitEarly,
    /// The body of a `Try` may end without an assignment.
    Try,
    /// A `Catch` without an assignment.
    Catch,
    /// The script may be left before the assignment.
    EarlyExit,
    /// A `Return` with a value.
    ReturnsValue,
    /// The end of the script is reachable without an assignment.
    EndOfScript,
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
