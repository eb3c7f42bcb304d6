//! The planner for a page: a text in, a text out.
//!
//! A page requires [`room`] for its question, writes it there, calls [`call`], and reads what [`answer`] points to. The
//! first line of a question is a word of [`answers::answer`], the rest what is asked. Nothing else is imported than a
//! clock, for the time limit of a question.

mod answers;
mod entry;
mod poster;
mod search;

use std::cell::RefCell;

thread_local! {
    static QUESTION: RefCell<Vec<u8>> = const { RefCell::new(Vec::new()) };
    static ANSWER: RefCell<Vec<u8>> = const { RefCell::new(Vec::new()) };
}

/// Makes room for a question of that many bytes; returns where it is.
#[expect(unsafe_code, reason = "a page calls it by this name")]
#[unsafe(no_mangle)]
pub extern "C" fn room(length: usize) -> *mut u8 {
    QUESTION.with_borrow_mut(|question| {
        question.clear();
        question.resize(length, 0);
        question.as_mut_ptr()
    })
}

/// Answers the question; returns 0, or 1 if the answer is what is wrong with the question.
#[expect(unsafe_code, reason = "a page calls it by this name")]
#[unsafe(no_mangle)]
pub extern "C" fn call() -> u32 {
    let question = QUESTION.take();
    let answer = answers::answer(&question);
    let is_wrong = answer.is_err();
    ANSWER.set(answer.unwrap_or_else(|problem| problem));
    u32::from(is_wrong)
}

/// Returns where the answer is.
#[expect(unsafe_code, reason = "a page calls it by this name")]
#[unsafe(no_mangle)]
pub extern "C" fn answer() -> *const u8 {
    ANSWER.with_borrow(Vec::as_ptr)
}

/// Returns how many bytes the answer has.
#[expect(unsafe_code, reason = "a page calls it by this name")]
#[unsafe(no_mangle)]
pub extern "C" fn length() -> usize {
    ANSWER.with_borrow(Vec::len)
}
