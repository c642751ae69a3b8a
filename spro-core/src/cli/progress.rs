//! A progress bar on a terminal, for long work; nothing where standard error is a file or a pipe.

use crate::campaign::Progress;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

/// A bar over the files of a campaign.
pub fn bar() -> impl FnMut(Progress) {
    let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::stderr());
    if let Ok(style) = ProgressStyle::with_template("{bar:30} {pos}/{len} fichiers") {
        bar.set_style(style);
    }
    move |progress| {
        let count = |n: usize| u64::try_from(n).unwrap_or(u64::MAX);
        bar.set_length(count(progress.total));
        bar.set_position(count(progress.done));
        if progress.done == progress.total {
            bar.finish_and_clear();
        }
    }
}
