//! Error responses to requests.

use lsp_server::{ErrorCode, ResponseError};

pub(crate) fn response_error(code: ErrorCode, message: impl Into<String>) -> ResponseError {
    ResponseError { code: code as i32, message: message.into(), data: None }
}

pub(crate) fn invalid_params(message: impl Into<String>) -> ResponseError {
    response_error(ErrorCode::InvalidParams, message)
}

/// The response to a request whose handler panicked.
pub(crate) fn internal_error() -> ResponseError {
    let message = "joblint failed to process this request; this is a bug in joblint, please report it";
    response_error(ErrorCode::InternalError, message)
}
