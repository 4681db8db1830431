//! Records the parsed texts, so that tests can check that no text is parsed twice.

use std::cell::RefCell;

thread_local! {
    static RECORDED: RefCell<Option<Vec<String>>> = const { RefCell::new(None) };
}

pub(super) fn record(text: &str) {
    RECORDED.with_borrow_mut(|recorded| recorded.iter_mut().for_each(|all| all.push(text.to_owned())));
}

/// Returns the texts of jobs and collections that this thread parses while `run` runs.
pub(crate) fn parsed_jobs(run: impl FnOnce()) -> Vec<String> {
    RECORDED.set(Some(Vec::new()));
    run();
    let all = RECORDED.take().unwrap_or_default();
    all.into_iter().filter(|text| text.contains("fieldsMap")).collect()
}
