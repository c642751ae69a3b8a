//! Long work that Python can watch and interrupt.

use pyo3::prelude::*;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{RecvTimeoutError, Sender, channel};
use std::time::Duration;

/// How often Python is asked whether somebody pressed Ctrl+C.
const PATIENCE: Duration = Duration::from_millis(50);

/// Runs `work` on a thread of its own, without the interpreter. This thread calls `watch` for what `work` sends, and has
/// it ended where `watch` fails or somebody presses Ctrl+C.
pub fn interruptible<T: Send, E: Send>(
    py: Python<'_>,
    work: impl FnOnce(Arc<AtomicBool>, Sender<E>) -> T + Send,
    mut watch: impl FnMut(E) -> PyResult<()>,
) -> PyResult<T> {
    let stop = Arc::new(AtomicBool::new(false));
    let (send, receive) = channel();
    let receive = std::sync::Mutex::new(receive);
    std::thread::scope(|scope| {
        let for_work = stop.clone();
        let running = scope.spawn(move || work(for_work, send));
        let mut answer = Ok(());
        loop {
            let event = py.detach(|| {
                let receive = receive.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
                receive.recv_timeout(PATIENCE)
            });
            answer = match event {
                Ok(event) => watch(event).and_then(|()| py.check_signals()),
                Err(RecvTimeoutError::Timeout) => py.check_signals(),
                Err(RecvTimeoutError::Disconnected) => break,
            };
            if answer.is_err() {
                stop.store(true, Ordering::Relaxed);
                break;
            }
        }
        // What the work sends now is for nobody. A panic in it goes on here.
        let done = py.detach(|| running.join()).unwrap_or_else(|panic| std::panic::resume_unwind(panic));
        answer.map(|()| done)
    })
}
