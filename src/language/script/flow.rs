//! Whether every way through a transform's script assigns `DTM.Result`.
//!
//! The analysis is that of definite assignment, as compilers do it for variables, with what it takes
//! not to cry wolf: conditions that are the opposite of each other, and variables that are set along
//! with the result and asked for afterwards (`found = True` … `If Not found Then`).

use std::collections::HashSet;
use std::ops::Range;

use super::conditions::Conditions;
use super::results::{Counter, never};
use super::tree::{Arm, Block, Statement, StatementKind, Target, Test, Tokens};
use super::ways::{Outcome, State, Ways};
use super::{Script, Symbol};

/// A place where the result is left unassigned.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hole {
    /// The keyword of the branch, loop or statement.
    pub range: Range<usize>,
    /// What happens there.
    pub reason: Reason,
}

/// Why the result may be unassigned.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reason {
    /// Nothing in the script assigns it.
    Never,
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
    LoopMayEnd,
    /// What is tried may end without assigning it.
    Try,
    /// A `Catch` that assigns nothing.
    Catch,
    /// The script is left before it is assigned.
    Leaves,
    /// `Return` with a value.
    ReturnsValue,
    /// The end of the script is reached by a way that assigns nothing.
    End,
}

/// The places where a transform's script may leave the result unassigned: one list for each mistake,
/// the place to point at first. Empty where the script is not understood well enough.
#[must_use]
pub fn unassigned(script: &Script, text: &str) -> Vec<Vec<Hole>> {
    let declares = !script.routines.is_empty();
    let hidden = script.unstructured || script.result_in_lambda || script.dtm_handed_on || declares;
    if !script.is_well_formed() || hidden || script.body.is_empty() {
        return Vec::new();
    }
    let conditions = Conditions { script, text };
    let mut counter = Counter { conditions, results: 0, flags: HashSet::new() };
    counter.block(&script.body, false);
    if counter.results == 0 {
        return vec![vec![never(script, text)]];
    }
    let mut flow = Flow { conditions, flags: counter.flags, frames: Vec::new(), found: Vec::new() };
    let outcome = flow.block(&script.body, false);
    if outcome.state == State::Unassigned {
        let mut holes = outcome.holes;
        if holes.is_empty()
            && let Some(last) = script.block(&script.body).last()
        {
            holes.push(flow.hole(last.tokens.start, Reason::End));
        }
        holes.sort_by_key(|hole| hole.range.start);
        flow.found.push(holes);
    }
    flow.found
}

/// A loop, `Select` or `Try` that can be left with `Exit`.
struct Frame {
    target: Target,
    exits: State,
    continues: State,
}

struct Flow<'s> {
    conditions: Conditions<'s>,
    flags: HashSet<String>,
    frames: Vec<Frame>,
    found: Vec<Vec<Hole>>,
}

impl Flow<'_> {
    fn hole(&self, token: usize, reason: Reason) -> Hole {
        Hole { range: self.conditions.script.range_of(&(token..token + 1)), reason }
    }

    fn block(&mut self, block: &Block, assigned: bool) -> Outcome {
        let mut state = if assigned { State::Assigned } else { State::Unassigned };
        let mut holes: Vec<Hole> = Vec::new();
        // Conditions under which the result is assigned so far.
        let mut covered: Vec<Tokens> = Vec::new();
        for statement in self.conditions.script.block(block) {
            let assigned = state == State::Assigned;
            match &statement.kind {
                StatementKind::Result | StatementKind::CancelRow => state = State::Assigned,
                StatementKind::Return { value } if !value.is_empty() => {
                    let hole = self.hole(statement.tokens.start, Reason::ReturnsValue);
                    self.found.push(vec![hole]);
                    state = State::Unreachable;
                }
                StatementKind::Return { .. } | StatementKind::ExitScript => {
                    if state == State::Unassigned {
                        if holes.is_empty() {
                            holes.push(self.hole(statement.tokens.start, Reason::Leaves));
                        }
                        self.found.push(std::mem::take(&mut holes));
                    }
                    state = State::Unreachable;
                }
                StatementKind::Stop => state = State::Unreachable,
                StatementKind::Exit(target) => {
                    if let Some(frame) = self.frame(*target) {
                        frame.exits = frame.exits.or(state);
                    }
                    state = State::Unreachable;
                }
                StatementKind::Continue(target) => {
                    if let Some(frame) = self.frame(*target) {
                        frame.continues = frame.continues.or(state);
                    }
                    state = State::Unreachable;
                }
                StatementKind::Declaration { .. } | StatementKind::Other => {}
                compound => {
                    let start = statement.tokens.start;
                    let outcome = self.compound(compound, start, assigned, &mut covered);
                    state = outcome.state;
                    if !outcome.holes.is_empty() {
                        holes = outcome.holes;
                    }
                }
            }
            if state == State::Unreachable {
                break;
            }
        }
        if state != State::Unassigned {
            holes.clear();
        }
        Outcome { state, holes }
    }

    fn frame(&mut self, target: Target) -> Option<&mut Frame> {
        self.frames.iter_mut().rev().find(|frame| frame.target == target)
    }

    fn compound(
        &mut self,
        kind: &StatementKind,
        start: usize,
        assigned: bool,
        covered: &mut Vec<Tokens>,
    ) -> Outcome {
        let script = self.conditions.script;
        match kind {
            StatementKind::If { arms, otherwise } => {
                self.if_statement(script.arms(arms), otherwise.as_ref(), start, assigned, covered)
            }
            StatementKind::Select { cases, otherwise } => {
                self.select(script.arms(cases), otherwise.as_ref(), start, assigned)
            }
            StatementKind::Loop { target, test, condition, body } => {
                self.loop_of(*target, *test, condition, body, start, assigned)
            }
            StatementKind::Try { body, catches, finally } => {
                self.try_statement(body, script.arms(catches), finally.as_ref(), start, assigned)
            }
            StatementKind::Scope { body } => self.block(body, assigned),
            _ => Outcome { state: State::Unassigned, holes: Vec::new() },
        }
    }

    fn if_statement(
        &mut self,
        arms: &[Arm],
        otherwise: Option<&Arm>,
        start: usize,
        assigned: bool,
        covered: &mut Vec<Tokens>,
    ) -> Outcome {
        let mut ways = Ways::default();
        let mut always = false;
        for arm in arms {
            let constant = self.conditions.constant(&arm.condition);
            if constant == Some(false) || always {
                continue;
            }
            always = constant == Some(true);
            let outcome = self.block(&arm.body, assigned);
            ways.add(outcome, || self.hole(arm.keyword, Reason::Branch));
        }
        if let Some(otherwise) = otherwise {
            if !always {
                let outcome = self.block(&otherwise.body, assigned);
                ways.add(outcome, || self.hole(otherwise.keyword, Reason::Else));
            }
            return ways.outcome();
        }
        if assigned || always || self.covers(arms, &ways, covered) {
            return ways.outcome();
        }
        if let ([only], State::Assigned) = (arms, ways.state)
            && covered.len() < 8
        {
            covered.push(only.condition.clone());
        }
        let outcome = Outcome { state: State::Unassigned, holes: Vec::new() };
        ways.add(outcome, || self.hole(start, Reason::NoElse));
        ways.outcome()
    }

    /// Whether an `If` without `Else` leaves out no case that matters.
    fn covers(&self, arms: &[Arm], ways: &Ways, covered: &[Tokens]) -> bool {
        let opposite = |one: &Tokens, other: &Tokens| self.conditions.are_opposite(one, other);
        let complete = arms.windows(2).any(|pair| opposite(&pair[0].condition, &pair[1].condition))
            || matches!(arms, [first, .., last] if opposite(&first.condition, &last.condition));
        if complete {
            return true;
        }
        let assigns = ways.state == State::Assigned;
        assigns
            && (arms.iter().any(|arm| self.conditions.mentions(&arm.condition, &self.flags))
                || arms.iter().any(|arm| covered.iter().any(|known| opposite(known, &arm.condition))))
    }

    fn select(&mut self, cases: &[Arm], otherwise: Option<&Arm>, start: usize, assigned: bool) -> Outcome {
        self.frames.push(Frame {
            target: Target::Select,
            exits: State::Unreachable,
            continues: State::Unreachable,
        });
        let mut ways = Ways::default();
        for case in cases {
            let outcome = self.block(&case.body, assigned);
            ways.add(outcome, || self.hole(case.keyword, Reason::Case));
        }
        match otherwise {
            Some(otherwise) => {
                let outcome = self.block(&otherwise.body, assigned);
                ways.add(outcome, || self.hole(otherwise.keyword, Reason::Else));
            }
            None if assigned => ways.state = ways.state.or(State::Assigned),
            None if self.is_complete(cases) => {}
            None => {
                let outcome = Outcome { state: State::Unassigned, holes: Vec::new() };
                ways.add(outcome, || self.hole(start, Reason::NoCaseElse));
            }
        }
        let exits = self.frames.pop().map_or(State::Unreachable, |frame| frame.exits);
        ways.add(Outcome { state: exits, holes: Vec::new() }, || self.hole(start, Reason::Case));
        ways.outcome()
    }

    /// Whether two cases are all there are: `True` and `False`, `Is < 3` and `Is >= 3`.
    fn is_complete(&self, cases: &[Arm]) -> bool {
        let constant =
            |value: bool| cases.iter().any(|case| self.conditions.constant(&case.condition) == Some(value));
        (constant(true) && constant(false))
            || cases
                .windows(2)
                .any(|pair| self.conditions.are_opposite(&pair[0].condition, &pair[1].condition))
    }

    fn loop_of(
        &mut self,
        target: Target,
        test: Test,
        condition: &Tokens,
        body: &Block,
        start: usize,
        assigned: bool,
    ) -> Outcome {
        self.frames.push(Frame { target, exits: State::Unreachable, continues: State::Unreachable });
        let inner = self.block(body, assigned);
        let Some(frame) = self.frames.pop() else { return inner };
        let around = inner.state.or(frame.continues);
        let constant = self.conditions.constant(condition);
        let mut state = frame.exits;
        let mut reason = Reason::LoopMayEnd;
        match test {
            Test::Never => {}
            Test::Before { until } if constant == Some(!until) => {}
            Test::After => state = state.or(around),
            Test::Each if self.conditions.counts_up(condition) => state = state.or(around),
            Test::Each | Test::Before { .. } => {
                let assigns_all = around == State::Assigned && state != State::Unassigned;
                if assigns_all {
                    reason = Reason::LoopMayNotRun;
                }
                state = State::Unassigned;
            }
        }
        if assigned {
            let endless = state == State::Unreachable;
            return Outcome {
                state: if endless { State::Unreachable } else { State::Assigned },
                holes: Vec::new(),
            };
        }
        let touched = inner.state == State::Assigned
            || !inner.holes.is_empty()
            || frame.exits == State::Assigned
            || frame.continues == State::Assigned;
        if state != State::Unassigned || !touched {
            return Outcome { state, holes: Vec::new() };
        }
        // `Do Until found`: it ends when the result was assigned.
        if test != Test::Each && self.conditions.mentions(condition, &self.flags) {
            return Outcome { state: State::Assigned, holes: Vec::new() };
        }
        Outcome { state, holes: vec![self.hole(start, reason)] }
    }

    fn try_statement(
        &mut self,
        body: &Block,
        catches: &[Arm],
        finally: Option<&Arm>,
        start: usize,
        assigned: bool,
    ) -> Outcome {
        self.frames.push(Frame {
            target: Target::Try,
            exits: State::Unreachable,
            continues: State::Unreachable,
        });
        let mut ways = Ways::default();
        let outcome = self.block(body, assigned);
        ways.add(outcome, || self.hole(start, Reason::Try));
        let caught = assigned
            || self.conditions.script.block(body).first().is_some_and(|first| self.cannot_fail(first));
        for catch in catches {
            let outcome = self.block(&catch.body, caught);
            ways.add(outcome, || self.hole(catch.keyword, Reason::Catch));
        }
        let exits = self.frames.pop().map_or(State::Unreachable, |frame| frame.exits);
        ways.add(Outcome { state: exits, holes: Vec::new() }, || self.hole(start, Reason::Try));
        let mut outcome = ways.outcome();
        if let Some(finally) = finally {
            let last = self.block(&finally.body, assigned);
            match last.state {
                State::Unreachable => outcome = last,
                State::Assigned if outcome.state != State::Unreachable => outcome = last,
                _ => {}
            }
        }
        outcome
    }

    /// Whether a statement assigns the result without calling anything.
    fn cannot_fail(&self, statement: &Statement) -> bool {
        let tokens = self.conditions.script.tokens.get(statement.tokens.clone()).unwrap_or_default();
        let Some(equals) = tokens.iter().position(|token| token.is_symbol(Symbol::Equals)) else {
            return false;
        };
        statement.kind == StatementKind::Result
            && !tokens[equals..]
                .iter()
                .any(|token| token.is_symbol(Symbol::OpenParen) || token.is_symbol(Symbol::Dot))
    }
}
