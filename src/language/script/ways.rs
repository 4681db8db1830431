//! What is known of the result where ways meet.

use super::flow::Hole;

/// What is known of the result at a place.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum State {
    /// No way leads there.
    Unreachable,
    Assigned,
    Unassigned,
}

impl State {
    /// What is known where two ways meet.
    pub(super) fn or(self, other: Self) -> Self {
        match (self, other) {
            (Self::Unreachable, state) | (state, Self::Unreachable) => state,
            (Self::Assigned, Self::Assigned) => Self::Assigned,
            _ => Self::Unassigned,
        }
    }
}

/// What comes of a block.
pub(super) struct Outcome {
    pub(super) state: State,
    /// Where the result was missed, if some ways assign it.
    pub(super) holes: Vec<Hole>,
}

/// The ways through a statement with branches.
pub(super) struct Ways {
    pub(super) state: State,
    /// Whether some way assigns the result, be it in part.
    touched: bool,
    pub(super) holes: Vec<Hole>,
}

impl Default for Ways {
    fn default() -> Self {
        Self { state: State::Unreachable, touched: false, holes: Vec::new() }
    }
}

impl Ways {
    /// Adds what comes of one branch; `hole` points at it.
    pub(super) fn add(&mut self, outcome: Outcome, hole: impl FnOnce() -> Hole) {
        self.touched |= outcome.state == State::Assigned || !outcome.holes.is_empty();
        if outcome.state == State::Unassigned {
            if outcome.holes.is_empty() {
                self.holes.push(hole());
            } else {
                self.holes.extend(outcome.holes);
            }
        }
        self.state = self.state.or(outcome.state);
    }

    pub(super) fn outcome(self) -> Outcome {
        // Branches that have nothing to do with the result leave things as they are.
        let holes = if self.touched { self.holes } else { Vec::new() };
        Outcome { state: self.state, holes }
    }
}
