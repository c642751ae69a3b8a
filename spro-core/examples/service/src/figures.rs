//! From what is kept to a campaign, which the engine evaluates and reports.

use crate::problem::Problem;
use crate::store::{Store, StoreError};
use chrono::NaiveDate;
use spro::campaign::{Campaign, Form, Input, Options};
use spro::indicator::Level;
use spro::report;
use spro::rulebook::Rulebook;
use spro::value::Lang;
use spro::wire::{evaluation_answer, form_rows, indicator_rows};
use std::collections::BTreeMap;

/// The campaign of all rows that count, one form a submission.
pub fn campaign(store: &Store, rulebook: &Rulebook) -> Result<Campaign, StoreError> {
    let mut forms: BTreeMap<i64, Form> = BTreeMap::new();
    for counting in store.counting()? {
        // A table that a later version of the rulebook has let go stays in the database and out of the figures.
        let Ok(mut rows) = form_rows(&counting.table, &counting.raw, rulebook) else {
            eprintln!("l’envoi n° {} n’est plus lu : {}", counting.submission, counting.table);
            continue;
        };
        let mut counts = counting.counts.into_iter();
        rows.rows.retain(|_| counts.next() == Some(true));
        let form = forms.entry(counting.submission).or_insert_with(|| {
            let network = rulebook.network_by_name(&counting.network);
            Form::new(format!("Envoi n° {}", counting.submission), network)
        });
        form.tables.push(rows);
    }
    let inputs: Vec<Input> = forms.into_values().map(Input::from).collect();
    let options = Options::default().keeping_rows(true).on_threads(1);
    Ok(Campaign::read(&inputs, rulebook, &options, |_| {}))
}

/// The report as a page, on a day; without one, on the last day of the last year that was sent.
pub fn page(campaign: &Campaign, rulebook: &Rulebook, as_of: Option<NaiveDate>, lang: Lang) -> String {
    report::html::html(&campaign.evaluate(rulebook, as_of), campaign, rulebook, lang)
}

/// The evaluation as JSON.
pub fn evaluation(
    campaign: &Campaign,
    rulebook: &Rulebook,
    as_of: Option<NaiveDate>,
    lang: Lang,
) -> Result<String, Problem> {
    let answer = evaluation_answer(&campaign.evaluate(rulebook, as_of), rulebook, lang);
    serde_json::to_string(&answer).map_err(Problem::internal)
}

/// The indicators as JSON, grouped as `spro indicators --per` groups them.
pub fn indicators(campaign: &Campaign, rulebook: &Rulebook, per: &str) -> Result<String, Problem> {
    let level: Level = per.parse().map_err(|_| {
        Problem::unprocessable(
            "bad-level",
            format!(
                "« {per} » n’est pas compris. Écrivez reseau, departement ou region, avec ou sans « ,annee »."
            ),
            format!(
                "“{per}” is not understood. Write reseau, departement or region, with or without “,annee”."
            ),
        )
    })?;
    let rows = indicator_rows(&campaign.values(rulebook, level), level, rulebook);
    serde_json::to_string(&rows).map_err(Problem::internal)
}
