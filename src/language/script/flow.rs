//! Definite assignment of `DTM.Result` on all paths through a transform script.
//!
//! The analysis is that of compilers for local variables. To avoid false positives, it also
//! recognises complementary conditions, and variables that are set together with the result and
//! tested later (`found = True` … `If Not found Then`).

use std::collections::HashSet;

use super::assignments::{AssignmentCounter, never_assigned};
use super::conditions::Conditions;
use super::dataflow::{AssignmentState, BlockOutcome, BranchJoin, UnassignedPath, UnassignedReason};
use super::tree::{Arm, Block, ExitTarget, LoopTest, Statement, StatementKind, TokenRange};
use super::{Punct, Script};

/// Paths through a transform script that do not assign the result: a list of paths for each error,
/// starting with the primary one. Empty if the script cannot be analysed.
#[must_use]
pub fn unassigned_paths(script: &Script, text: &str) -> Vec<Vec<UnassignedPath>> {
    let has_declarations = !script.declarations.is_empty();
    let is_unsupported =
        script.unstructured || script.result_in_lambda || script.dtm_escapes || has_declarations;
    if !script.is_well_formed() || is_unsupported || script.body.is_empty() {
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
        let mut paths = outcome.unassigned;
        if paths.is_empty()
            && let Some(last) = script.block(&script.body).last()
        {
            paths.push(flow.unassigned_path(last.tokens.start, UnassignedReason::EndOfScript));
        }
        paths.sort_by_key(|path| path.range.start);
        flow.found.push(paths);
    }
    flow.found
}

/// A loop, `Select` or `Try` that can be left with `Exit`. Records the states at jumps to its end.
struct Frame {
    target: ExitTarget,
    exits: AssignmentState,
    continues: AssignmentState,
}

impl Frame {
    fn new(target: ExitTarget) -> Self {
        Self { target, exits: AssignmentState::Unreachable, continues: AssignmentState::Unreachable }
    }
}

/// Start of a statement with branches.
#[derive(Clone, Copy)]
struct Entry {
    /// First token of the statement.
    start: usize,
    /// Whether the result is assigned before the statement.
    assigned: bool,
}

/// Parts of [`StatementKind::Loop`].
struct Loop<'s> {
    target: ExitTarget,
    test: LoopTest,
    condition: &'s TokenRange,
    body: &'s Block,
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
        let mut paths: Vec<UnassignedPath> = Vec::new();
        // Conditions that imply an earlier assignment.
        let mut covered: Vec<TokenRange> = Vec::new();
        for statement in self.conditions.script.block(block) {
            let assigned = state == AssignmentState::Assigned;
            match &statement.kind {
                StatementKind::AssignResult | StatementKind::CancelRow => state = AssignmentState::Assigned,
                StatementKind::Return { value } if !value.is_empty() => {
                    let path = self.unassigned_path(statement.tokens.start, UnassignedReason::ReturnsValue);
                    self.found.push(vec![path]);
                    state = AssignmentState::Unreachable;
                }
                StatementKind::Return { .. } | StatementKind::ExitScript => {
                    if state == AssignmentState::Unassigned {
                        if paths.is_empty() {
                            paths.push(
                                self.unassigned_path(statement.tokens.start, UnassignedReason::EarlyExit),
                            );
                        }
                        self.found.push(std::mem::take(&mut paths));
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
                    let entry = Entry { start: statement.tokens.start, assigned };
                    let outcome = self.compound(compound, entry, &mut covered);
                    state = outcome.state;
                    if !outcome.unassigned.is_empty() {
                        paths = outcome.unassigned;
                    }
                }
            }
            if state == AssignmentState::Unreachable {
                break;
            }
        }
        if state != AssignmentState::Unassigned {
            paths.clear();
        }
        BlockOutcome { state, unassigned: paths }
    }

    fn frame(&mut self, target: ExitTarget) -> Option<&mut Frame> {
        self.frames.iter_mut().rev().find(|frame| frame.target == target)
    }

    fn compound(
        &mut self,
        kind: &StatementKind,
        entry: Entry,
        covered: &mut Vec<TokenRange>,
    ) -> BlockOutcome {
        let script = self.conditions.script;
        match kind {
            StatementKind::If { arms, otherwise } => {
                self.if_statement(script.arms(arms), otherwise.as_ref(), entry, covered)
            }
            StatementKind::Select { cases, otherwise } => {
                self.select_statement(script.arms(cases), otherwise.as_ref(), entry)
            }
            StatementKind::Loop { target, test, condition, body } => {
                self.loop_statement(&Loop { target: *target, test: *test, condition, body }, entry)
            }
            StatementKind::Try { body, catches, finally } => {
                self.try_statement(body, script.arms(catches), finally.as_ref(), entry)
            }
            StatementKind::Scope { body } => self.block(body, entry.assigned),
            _ => BlockOutcome { state: AssignmentState::Unassigned, unassigned: Vec::new() },
        }
    }

    fn if_statement(
        &mut self,
        arms: &[Arm],
        otherwise: Option<&Arm>,
        Entry { start, assigned }: Entry,
        covered: &mut Vec<TokenRange>,
    ) -> BlockOutcome {
        let mut join = BranchJoin::default();
        let mut always = false;
        for arm in arms {
            let constant = self.conditions.constant(&arm.condition);
            if constant == Some(false) || always {
                continue;
            }
            always = constant == Some(true);
            let outcome = self.block(&arm.body, assigned);
            join.add_branch(outcome, || self.unassigned_path(arm.keyword, UnassignedReason::Branch));
        }
        if let Some(otherwise) = otherwise {
            if !always {
                let outcome = self.block(&otherwise.body, assigned);
                join.add_branch(outcome, || self.unassigned_path(otherwise.keyword, UnassignedReason::Else));
            }
            return join.into_outcome();
        }
        if assigned || always || self.covers_all_cases(arms, &join, covered) {
            return join.into_outcome();
        }
        if let ([only], AssignmentState::Assigned) = (arms, join.state)
            && covered.len() < 8
        {
            covered.push(only.condition.clone());
        }
        let outcome = BlockOutcome { state: AssignmentState::Unassigned, unassigned: Vec::new() };
        join.add_branch(outcome, || self.unassigned_path(start, UnassignedReason::NoElse));
        join.into_outcome()
    }

    /// Whether an `If` without `Else` covers all relevant cases.
    fn covers_all_cases(&self, arms: &[Arm], join: &BranchJoin, covered: &[TokenRange]) -> bool {
        let opposite = |one: &TokenRange, other: &TokenRange| self.conditions.are_opposite(one, other);
        let is_complete = arms.windows(2).any(|pair| opposite(&pair[0].condition, &pair[1].condition))
            || matches!(arms, [first, .., last] if opposite(&first.condition, &last.condition));
        if is_complete {
            return true;
        }
        let assigns = join.state == AssignmentState::Assigned;
        assigns
            && (arms.iter().any(|arm| self.conditions.references_any(&arm.condition, &self.flags))
                || arms.iter().any(|arm| covered.iter().any(|known| opposite(known, &arm.condition))))
    }

    fn select_statement(
        &mut self,
        cases: &[Arm],
        otherwise: Option<&Arm>,
        Entry { start, assigned }: Entry,
    ) -> BlockOutcome {
        self.frames.push(Frame::new(ExitTarget::Select));
        let mut join = BranchJoin::default();
        for case in cases {
            let outcome = self.block(&case.body, assigned);
            join.add_branch(outcome, || self.unassigned_path(case.keyword, UnassignedReason::Case));
        }
        match otherwise {
            Some(otherwise) => {
                let outcome = self.block(&otherwise.body, assigned);
                join.add_branch(outcome, || self.unassigned_path(otherwise.keyword, UnassignedReason::Else));
            }
            None if assigned => join.state = join.state.join(AssignmentState::Assigned),
            None if self.cases_are_exhaustive(cases) => {}
            None => {
                let outcome = BlockOutcome { state: AssignmentState::Unassigned, unassigned: Vec::new() };
                join.add_branch(outcome, || self.unassigned_path(start, UnassignedReason::NoCaseElse));
            }
        }
        let exits = self.frames.pop().map_or(AssignmentState::Unreachable, |frame| frame.exits);
        join.add_branch(BlockOutcome { state: exits, unassigned: Vec::new() }, || {
            self.unassigned_path(start, UnassignedReason::Case)
        });
        join.into_outcome()
    }

    /// Whether two cases are exhaustive: `True` and `False`, `Is < 3` and `Is >= 3`.
    fn cases_are_exhaustive(&self, cases: &[Arm]) -> bool {
        let constant =
            |value: bool| cases.iter().any(|case| self.conditions.constant(&case.condition) == Some(value));
        (constant(true) && constant(false))
            || cases
                .windows(2)
                .any(|pair| self.conditions.are_opposite(&pair[0].condition, &pair[1].condition))
    }

    fn loop_statement(&mut self, statement: &Loop<'_>, Entry { start, assigned }: Entry) -> BlockOutcome {
        let Loop { target, test, condition, body } = *statement;
        self.frames.push(Frame::new(target));
        let inner = self.block(body, assigned);
        let Some(frame) = self.frames.pop() else { return inner };
        let after_body = inner.state.join(frame.continues);
        let constant = self.conditions.constant(condition);
        let mut state = frame.exits;
        let mut reason = UnassignedReason::LoopMayExitEarly;
        match test {
            LoopTest::Never => {}
            LoopTest::Before { until } if constant == Some(!until) => {}
            LoopTest::After => state = state.join(after_body),
            LoopTest::Each if self.conditions.runs_at_least_once(condition) => state = state.join(after_body),
            LoopTest::Each | LoopTest::Before { .. } => {
                let assigns_all =
                    after_body == AssignmentState::Assigned && state != AssignmentState::Unassigned;
                if assigns_all {
                    reason = UnassignedReason::LoopMayNotRun;
                }
                state = AssignmentState::Unassigned;
            }
        }
        if assigned {
            let is_endless = state == AssignmentState::Unreachable;
            return BlockOutcome {
                state: if is_endless { AssignmentState::Unreachable } else { AssignmentState::Assigned },
                unassigned: Vec::new(),
            };
        }
        let any_assigned = inner.state == AssignmentState::Assigned
            || !inner.unassigned.is_empty()
            || frame.exits == AssignmentState::Assigned
            || frame.continues == AssignmentState::Assigned;
        if state != AssignmentState::Unassigned || !any_assigned {
            return BlockOutcome { state, unassigned: Vec::new() };
        }
        // `Do Until found`: the loop ends after the assignment.
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
        Entry { start, assigned }: Entry,
    ) -> BlockOutcome {
        self.frames.push(Frame::new(ExitTarget::Try));
        let mut join = BranchJoin::default();
        let outcome = self.block(body, assigned);
        join.add_branch(outcome, || self.unassigned_path(start, UnassignedReason::Try));
        let assigned_in_catch = assigned
            || self.conditions.script.block(body).first().is_some_and(|first| self.cannot_throw(first));
        for catch in catches {
            let outcome = self.block(&catch.body, assigned_in_catch);
            join.add_branch(outcome, || self.unassigned_path(catch.keyword, UnassignedReason::Catch));
        }
        let exits = self.frames.pop().map_or(AssignmentState::Unreachable, |frame| frame.exits);
        join.add_branch(BlockOutcome { state: exits, unassigned: Vec::new() }, || {
            self.unassigned_path(start, UnassignedReason::Try)
        });
        let mut outcome = join.into_outcome();
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

    /// Whether a statement assigns the result without a call, and so cannot throw.
    fn cannot_throw(&self, statement: &Statement) -> bool {
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
