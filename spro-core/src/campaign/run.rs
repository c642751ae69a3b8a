//! The main job: from files to a campaign.

use super::file::{Checks, Gathered, prepare};
use super::parallel::in_order;
use super::{Campaign, Input, Options, Progress, Submission};
use crate::check::{Attendance, Duplicates};
use crate::finding::in_order_of_file;
use crate::indicator::Partial;
use crate::rulebook::Rulebook;

impl Campaign {
    /// Reads, binds, checks and aggregates files. They are worked on in parallel; the result is that of one after the
    /// other, in the order given. A file that cannot be used is a [`super::Failure`]; the others go on.
    pub fn read(
        inputs: &[Input],
        rulebook: &Rulebook,
        options: &Options,
        mut progress: impl FnMut(Progress),
    ) -> Self {
        let checks = Checks::new(rulebook, options);
        let mut all = Gathered {
            duplicates: Duplicates::new(rulebook),
            partial: Partial::new(rulebook),
            attendance: Attendance::default(),
        };
        let (mut submissions, mut failures) = (Vec::<Submission>::new(), Vec::new());
        let (mut done, total) = (0, inputs.len());
        progress(Progress { done, total });
        in_order(
            inputs,
            options.threads,
            |input| (!options.is_stopped()).then(|| prepare(input, &checks, options)),
            |prepared| {
                let Some(prepared) = prepared.filter(|_| !options.is_stopped()) else { return };
                match prepared.and_then(|file| file.gather(&checks, options, &mut all)) {
                    Ok(submission) => submissions.push(submission),
                    Err(failure) => failures.push(failure),
                }
                done += 1;
                progress(Progress { done, total });
            },
        );
        // Attendance sheets may stand in other files than their meetings: they are compared when all were read.
        for (file, finding) in all.attendance.finish() {
            if let Some(submission) = submissions.get_mut(file) {
                submission.findings.push(finding);
                in_order_of_file(&mut submission.findings);
            }
        }
        Self { submissions, failures, partial: all.partial }
    }
}
