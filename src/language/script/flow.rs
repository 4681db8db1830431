//! Whether every way through a transform's script assigns `DTM.Result`.
//!
//! The analysis is that of definite assignment, as compilers do it for variables, with what it takes
//! not to cry wolf: conditions that are the opposite of each other, and variables that are set along
//! with the result and asked for afterwards (`found = True` … `If Not found Then`).

use std::collections::HashSet;
use std::ops::Range;

use super::assignments::{AssignmentCounter, never_assigned};
use super::conditions::Conditions;
use super::dataflow::{AssignmentState, BlockOutcome, BranchJoin};
use super::tree::{Arm, Block, ExitTarget, LoopTest, Statement, StatementKind, TokenRange};
use super::{Punct, Script};

/// A place where the result is left unassigned.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnassignedPath {
    /// The keyword of the branch, loop or statement.
    pub range: Range<usize>,
    /// What happens there.
    pub reason: UnassignedReason,
}

/// Why the result may be unassigned.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum UnassignedReason {
    /// Nothing in the script assigns it.
    NeverAssigned,
    /// The script is an expression and nothing else.
    BareExpression,
    /// Something called `Result` is assigned in its place.
    OtherResult,
    /// An `If` without `Else`.
    NoElse,
    /// A branch of an `If` that assigns nothing.
    Branch,
    /// The `Else` assigns nothing.
    Else,
    /// A `Select Case` without `Case Else`.
    NoCaseElse,
    /// A `Case` that assigns nothing.
    Case,
    /// The body of a loop assigns it, and may run zero times.
    LoopMayNotRun,
    /// A loop may end before it is assigned.
    LoopMayExitEarly,
    /// What is tried may end without assigning it.
    Try,
    /// A `Catch` that assigns nothing.
    Catch,
    /// The script is left before it is assigned.
    EarlyExit,
    /// `Return` with a value.
    ReturnsValue,
    /// The end of the script is reached by a way that assigns nothing.
    EndOfScript,
}

/// The places where a transform's script may leave the result unassigned: one list for each mistake,
/// the place to point at first. Empty where the script is not understood well enough.
#[must_use]
pub fn unassigned_paths(script: &Script, text: &str) -> Vec<Vec<UnassignedPath>> {
    let declares = !script.declarations.is_empty();
    let hidden = script.unstructured || script.result_in_lambda || script.dtm_escapes || declares;
    if !script.is_well_formed() || hidden || script.body.is_empty() {
        return Vec::new();
    }
    let conditions = Conditions { script, text };
    let mut counter = AssignmentCounter { conditions, assignments: 0, flags: HashSet::new() };
    counter.visit_block(&script.body, false);
    if counter.assignments == 0 {
        return vec![vec![never_assigned(script, text)]];
    }
    let mut flow = Flow { conditions, flags: counter.flags, frames: Vec::new(), found: Vec::new() };
    let outcome = flow.block(&script.body, false);
    if outcome.state == AssignmentState::Unassigned {
        let mut holes = outcome.unassigned;
        if holes.is_empty()
            && let Some(last) = script.block(&script.body).last()
        {
            holes.push(flow.unassigned_path(last.tokens.start, UnassignedReason::EndOfScript));
        }
        holes.sort_by_key(|hole| hole.range.start);
        flow.found.push(holes);
    }
    flow.found
}

/// A loop, `Select` or `Try` that can be left with `Exit`.
struct Frame {
    target: ExitTarget,
    exits: AssignmentState,
    continues: AssignmentState,
}

struct Flow<'s> {
    conditions: Conditions<'s>,
    flags: HashSet<String>,
    frames: Vec<Frame>,
    found: Vec<Vec<UnassignedPath>>,
}

impl Flow<'_> {
    fn unassigned_path(&self, token: usize, reason: UnassignedReason) -> UnassignedPath {
        UnassignedPath { range: self.conditions.script.range_of(&(token..token + 1)), reason }
    }

    fn block(&mut self, block: &Block, assigned: bool) -> BlockOutcome {
        let mut state = if assigned { AssignmentState::Assigned } else { AssignmentState::Unassigned };
        let mut holes: Vec<UnassignedPath> = Vec::new();
        // Conditions under which the result is assigned so far.
        let mut covered: Vec<TokenRange> = Vec::new();
        for statement in self.conditions.script.block(block) {
            let assigned = state == AssignmentState::Assigned;
            match &statement.kind {
                StatementKind::AssignResult | StatementKind::CancelRow => state = AssignmentState::Assigned,
                StatementKind::Return { value } if !value.is_empty() => {
                    let hole = self.unassigned_path(statement.tokens.start, UnassignedReason::ReturnsValue);
                    self.found.push(vec![hole]);
                    state = AssignmentState::Unreachable;
                }
                StatementKind::Return { .. } | StatementKind::ExitScript => {
                    if state == AssignmentState::Unassigned {
                        if holes.is_empty() {
                            holes.push(
                                self.unassigned_path(statement.tokens.start, UnassignedReason::EarlyExit),
                            );
                        }
                        self.found.push(std::mem::take(&mut holes));
                    }
                    state = AssignmentState::Unreachable;
                }
                StatementKind::Terminate => state = AssignmentState::Unreachable,
                StatementKind::Exit(target) => {
                    if let Some(frame) = self.frame(*target) {
                        frame.exits = frame.exits.join(state);
                    }
                    state = AssignmentState::Unreachable;
                }
                StatementKind::Continue(target) => {
                    if let Some(frame) = self.frame(*target) {
                        frame.continues = frame.continues.join(state);
                    }
                    state = AssignmentState::Unreachable;
                }
                StatementKind::Declaration { .. } | StatementKind::Other => {}
                compound => {
                    let start = statement.tokens.start;
                    let outcome = self.compound(compound, start, assigned, &mut covered);
                    state = outcome.state;
                    if !outcome.unassigned.is_empty() {
                        holes = outcome.unassigned;
                    }
                }
            }
            if state == AssignmentState::Unreachable {
                break;
            }
        }
        if state != AssignmentState::Unassigned {
            holes.clear();
        }
        BlockOutcome { state, unassigned: holes }
    }

    fn frame(&mut self, target: ExitTarget) -> Option<&mut Frame> {
        self.frames.iter_mut().rev().find(|frame| frame.target == target)
    }

    fn compound(
        &mut self,
        kind: &StatementKind,
        start: usize,
        assigned: bool,
        covered: &mut Vec<TokenRange>,
    ) -> BlockOutcome {
        let script = self.conditions.script;
        match kind {
            StatementKind::If { arms, otherwise } => {
                self.if_statement(script.arms(arms), otherwise.as_ref(), start, assigned, covered)
            }
            StatementKind::Select { cases, otherwise } => {
                self.select_statement(script.arms(cases), otherwise.as_ref(), start, assigned)
            }
            StatementKind::Loop { target, test, condition, body } => {
                self.loop_statement(*target, *test, condition, body, start, assigned)
            }
            StatementKind::Try { body, catches, finally } => {
                self.try_statement(body, script.arms(catches), finally.as_ref(), start, assigned)
            }
            StatementKind::Scope { body } => self.block(body, assigned),
            _ => BlockOutcome { state: AssignmentState::Unassigned, unassigned: Vec::new() },
        }
    }

    fn if_statement(
        &mut self,
        arms: &[Arm],
        otherwise: Option<&Arm>,
        start: usize,
        assigned: bool,
        covered: &mut Vec<TokenRange>,
    ) -> BlockOutcome {
        let mut ways = BranchJoin::default();
        let mut always = false;
        for arm in arms {
            let constant = self.conditions.constant(&arm.condition);
            if constant == Some(false) || always {
                continue;
            }
            always = constant == Some(true);
            let outcome = self.block(&arm.body, assigned);
            ways.add_branch(outcome, || self.unassigned_path(arm.keyword, UnassignedReason::Branch));
        }
        if let Some(otherwise) = otherwise {
            if !always {
                let outcome = self.block(&otherwise.body, assigned);
                ways.add_branch(outcome, || self.unassigned_path(otherwise.keyword, UnassignedReason::Else));
            }
            return ways.into_outcome();
        }
        if assigned || always || self.covers_all_cases(arms, &ways, covered) {
            return ways.into_outcome();
        }
        if let ([only], AssignmentState::Assigned) = (arms, ways.state)
            && covered.len() < 8
        {
            covered.push(only.condition.clone());
        }
        let outcome = BlockOutcome { state: AssignmentState::Unassigned, unassigned: Vec::new() };
        ways.add_branch(outcome, || self.unassigned_path(start, UnassignedReason::NoElse));
        ways.into_outcome()
    }

    /// Whether an `If` without `Else` leaves out no case that matters.
    fn covers_all_cases(&self, arms: &[Arm], ways: &BranchJoin, covered: &[TokenRange]) -> bool {
        let opposite = |one: &TokenRange, other: &TokenRange| self.conditions.are_opposite(one, other);
        let complete = arms.windows(2).any(|pair| opposite(&pair[0].condition, &pair[1].condition))
            || matches!(arms, [first, .., last] if opposite(&first.condition, &last.condition));
        if complete {
            return true;
        }
        let assigns = ways.state == AssignmentState::Assigned;
        assigns
            && (arms.iter().any(|arm| self.conditions.references_any(&arm.condition, &self.flags))
                || arms.iter().any(|arm| covered.iter().any(|known| opposite(known, &arm.condition))))
    }

    fn select_statement(
        &mut self,
        cases: &[Arm],
        otherwise: Option<&Arm>,
        start: usize,
        assigned: bool,
    ) -> BlockOutcome {
        self.frames.push(Frame {
            target: ExitTarget::Select,
            exits: AssignmentState::Unreachable,
            continues: AssignmentState::Unreachable,
        });
        let mut ways = BranchJoin::default();
        for case in cases {
            let outcome = self.block(&case.body, assigned);
            ways.add_branch(outcome, || self.unassigned_path(case.keyword, UnassignedReason::Case));
        }
        match otherwise {
            Some(otherwise) => {
                let outcome = self.block(&otherwise.body, assigned);
                ways.add_branch(outcome, || self.unassigned_path(otherwise.keyword, UnassignedReason::Else));
            }
            None if assigned => ways.state = ways.state.join(AssignmentState::Assigned),
            None if self.cases_are_exhaustive(cases) => {}
            None => {
                let outcome = BlockOutcome { state: AssignmentState::Unassigned, unassigned: Vec::new() };
                ways.add_branch(outcome, || self.unassigned_path(start, UnassignedReason::NoCaseElse));
            }
        }
        let exits = self.frames.pop().map_or(AssignmentState::Unreachable, |frame| frame.exits);
        ways.add_branch(BlockOutcome { state: exits, unassigned: Vec::new() }, || {
            self.unassigned_path(start, UnassignedReason::Case)
        });
        ways.into_outcome()
    }

    /// Whether two cases are all there are: `True` and `False`, `Is < 3` and `Is >= 3`.
    fn cases_are_exhaustive(&self, cases: &[Arm]) -> bool {
        let constant =
            |value: bool| cases.iter().any(|case| self.conditions.constant(&case.condition) == Some(value));
        (constant(true) && constant(false))
            || cases
                .windows(2)
                .any(|pair| self.conditions.are_opposite(&pair[0].condition, &pair[1].condition))
    }

    fn loop_statement(
        &mut self,
        target: ExitTarget,
        test: LoopTest,
        condition: &TokenRange,
        body: &Block,
        start: usize,
        assigned: bool,
    ) -> BlockOutcome {
        self.frames.push(Frame {
            target,
            exits: AssignmentState::Unreachable,
            continues: AssignmentState::Unreachable,
        });
        let inner = self.block(body, assigned);
        let Some(frame) = self.frames.pop() else { return inner };
        let around = inner.state.join(frame.continues);
        let constant = self.conditions.constant(condition);
        let mut state = frame.exits;
        let mut reason = UnassignedReason::LoopMayExitEarly;
        match test {
            LoopTest::Never => {}
            LoopTest::Before { until } if constant == Some(!until) => {}
            LoopTest::After => state = state.join(around),
            LoopTest::Each if self.conditions.runs_at_least_once(condition) => state = state.join(around),
            LoopTest::Each | LoopTest::Before { .. } => {
                let assigns_all = around == AssignmentState::Assigned && state != AssignmentState::Unassigned;
                if assigns_all {
                    reason = UnassignedReason::LoopMayNotRun;
                }
                state = AssignmentState::Unassigned;
            }
        }
        if assigned {
            let endless = state == AssignmentState::Unreachable;
            return BlockOutcome {
                state: if endless { AssignmentState::Unreachable } else { AssignmentState::Assigned },
                unassigned: Vec::new(),
            };
        }
        let touched = inner.state == AssignmentState::Assigned
            || !inner.unassigned.is_empty()
            || frame.exits == AssignmentState::Assigned
            || frame.continues == AssignmentState::Assigned;
        if state != AssignmentState::Unassigned || !touched {
            return BlockOutcome { state, unassigned: Vec::new() };
        }
        // `Do Until found`: it ends when the result was assigned.
        if test != LoopTest::Each && self.conditions.references_any(condition, &self.flags) {
            return BlockOutcome { state: AssignmentState::Assigned, unassigned: Vec::new() };
        }
        BlockOutcome { state, unassigned: vec![self.unassigned_path(start, reason)] }
    }

    fn try_statement(
        &mut self,
        body: &Block,
        catches: &[Arm],
        finally: Option<&Arm>,
        start: usize,
        assigned: bool,
    ) -> BlockOutcome {
        self.frames.push(Frame {
            target: ExitTarget::Try,
            exits: AssignmentState::Unreachable,
            continues: AssignmentState::Unreachable,
        });
        let mut ways = BranchJoin::default();
        let outcome = self.block(body, assigned);
        ways.add_branch(outcome, || self.unassigned_path(start, UnassignedReason::Try));
        let caught = assigned
            || self.conditions.script.block(body).first().is_some_and(|first| self.cannot_fail(first));
        for catch in catches {
            let outcome = self.block(&catch.body, caught);
            ways.add_branch(outcome, || self.unassigned_path(catch.keyword, UnassignedReason::Catch));
        }
        let exits = self.frames.pop().map_or(AssignmentState::Unreachable, |frame| frame.exits);
        ways.add_branch(BlockOutcome { state: exits, unassigned: Vec::new() }, || {
            self.unassigned_path(start, UnassignedReason::Try)
        });
        let mut outcome = ways.into_outcome();
        if let Some(finally) = finally {
            let last = self.block(&finally.body, assigned);
            match last.state {
                AssignmentState::Unreachable => outcome = last,
                AssignmentState::Assigned if outcome.state != AssignmentState::Unreachable => outcome = last,
                _ => {}
            }
        }
        outcome
    }

    /// Whether a statement assigns the result without calling anything.
    fn cannot_fail(&self, statement: &Statement) -> bool {
        let tokens = self.conditions.script.tokens.get(statement.tokens.clone()).unwrap_or_default();
        let Some(equals) = tokens.iter().position(|token| token.is_punct(Punct::Equals)) else {
            return false;
        };
        statement.kind == StatementKind::AssignResult
            && !tokens[equals..]
                .iter()
                .any(|token| token.is_punct(Punct::OpenParen) || token.is_punct(Punct::Dot))
    }
}
