//! Two buffers that the host reads and writes by address, and one call: nothing else crosses.
//!
//! The host reserves room, writes the request there, calls, and reads the answer where it is said to be. Both buffers
//! stay for the next call, so that memory does not grow with the number of calls.

use crate::answer;
use std::cell::RefCell;

thread_local! {
    static REQUEST: RefCell<Vec<u8>> = const { RefCell::new(Vec::new()) };
    static ANSWER: RefCell<Vec<u8>> = const { RefCell::new(Vec::new()) };
}

/// Makes room for a request of so many bytes, and gives its address.
#[allow(unsafe_code, reason = "the name under which the host finds it; the function itself is safe")]
#[unsafe(no_mangle)]
pub extern "C" fn spro_reserve(length: usize) -> *mut u8 {
    REQUEST.with_borrow_mut(|buffer| {
        if buffer.len() < length {
            buffer.resize(length, 0);
        }
        buffer.as_mut_ptr()
    })
}

/// Runs an operation on the first bytes of the request. The lowest bit says whether the answer is a problem, the others
/// how many bytes it has: one call tells both.
#[allow(unsafe_code, reason = "the name under which the host finds it; the function itself is safe")]
#[unsafe(no_mangle)]
pub extern "C" fn spro_call(operation: u32, length: usize) -> usize {
    let result =
        REQUEST.with_borrow(|buffer| crate::run(operation, buffer.get(..length).unwrap_or_default()));
    let (problem, bytes) = match result {
        Ok(bytes) => (0, bytes),
        Err(problem) => (1, answer::json(&problem).unwrap_or_default()),
    };
    let told = bytes.len() << 1 | problem;
    ANSWER.set(bytes);
    told
}

/// Where the last answer is.
#[allow(unsafe_code, reason = "the name under which the host finds it; the function itself is safe")]
#[unsafe(no_mangle)]
pub extern "C" fn spro_answer() -> *const u8 {
    ANSWER.with_borrow(Vec::as_ptr)
}
