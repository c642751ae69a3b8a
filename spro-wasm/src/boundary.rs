//! Two buffers that the host reads and writes by address, and one call: nothing else crosses.
//!
//! The host reserves room, writes the request there, calls, and reads the answer where it is said to be. Both buffers
//! stay for the next call, so that memory does not grow with the number of calls.

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

/// Runs an operation on the first bytes of the request; 0 where the answer is one, 1 where it is a problem.
#[allow(unsafe_code, reason = "the name under which the host finds it; the function itself is safe")]
#[unsafe(no_mangle)]
pub extern "C" fn spro_call(operation: u32, length: usize) -> u32 {
    let result =
        REQUEST.with_borrow(|buffer| crate::run(operation, buffer.get(..length).unwrap_or_default()));
    let (status, bytes) = match result {
        Ok(bytes) => (0, bytes),
        Err(problem) => (1, serde_json::to_vec(&problem).unwrap_or_default()),
    };
    ANSWER.set(bytes);
    status
}

/// Where the last answer is.
#[allow(unsafe_code, reason = "the name under which the host finds it; the function itself is safe")]
#[unsafe(no_mangle)]
pub extern "C" fn spro_answer() -> *const u8 {
    ANSWER.with_borrow(Vec::as_ptr)
}

/// How many bytes the last answer has.
#[allow(unsafe_code, reason = "the name under which the host finds it; the function itself is safe")]
#[unsafe(no_mangle)]
pub extern "C" fn spro_answer_length() -> usize {
    ANSWER.with_borrow(Vec::len)
}
