//! Work on many things at once, answers in their order.

#[cfg(feature = "parallel")]
use std::sync::Mutex;
#[cfg(feature = "parallel")]
use std::sync::atomic::{AtomicUsize, Ordering};

/// Applies `work` to every item, on several threads where there are any, and gives `take` the answers in the items'
/// order, as soon as they are there. At most a few answers wait at a time.
#[cfg(feature = "parallel")]
pub fn in_order<'i, T: Sync, A: Send>(
    items: &'i [T],
    threads: usize,
    work: impl Fn(&'i T) -> A + Sync,
    mut take: impl FnMut(A),
) {
    let available = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    let threads = if threads == 0 { available } else { threads }.min(items.len());
    if threads <= 1 {
        for item in items {
            take(work(item));
        }
        return;
    }
    let next = AtomicUsize::new(0);
    let (send, receive) = std::sync::mpsc::sync_channel::<(usize, A)>(threads);
    let send = Mutex::new(send);
    std::thread::scope(|scope| {
        for _ in 0..threads {
            let sender = match send.lock() {
                Ok(sender) => sender.clone(),
                Err(poisoned) => poisoned.into_inner().clone(),
            };
            let (next, work) = (&next, &work);
            scope.spawn(move || {
                loop {
                    let index = next.fetch_add(1, Ordering::Relaxed);
                    let Some(item) = items.get(index) else { break };
                    if sender.send((index, work(item))).is_err() {
                        break;
                    }
                }
            });
        }
        drop(send);
        let mut waiting = std::collections::BTreeMap::new();
        let mut due = 0;
        for (index, answer) in receive {
            waiting.insert(index, answer);
            while let Some(answer) = waiting.remove(&due) {
                take(answer);
                due += 1;
            }
        }
    });
}

/// Applies `work` to every item and gives `take` the answers in the items' order.
#[cfg(not(feature = "parallel"))]
pub fn in_order<'i, T, A>(items: &'i [T], _threads: usize, work: impl Fn(&'i T) -> A, take: impl FnMut(A)) {
    items.iter().map(work).for_each(take);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answers_come_in_order_on_any_number_of_threads() {
        let items: Vec<u32> = (0..257).collect();
        for threads in [0, 1, 2, 7, 300] {
            let mut out = Vec::new();
            in_order(&items, threads, |n| n * 3, |n| out.push(n));
            assert_eq!(out, items.iter().map(|n| n * 3).collect::<Vec<_>>(), "{threads} threads");
        }
        in_order(&[], 2, |n: &u32| *n, |_| panic!("nothing to take"));
    }
}
