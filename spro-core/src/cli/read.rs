//! `spro read`: the rows as they were understood.

use super::End;
use super::args::{Format, Inputs};
use super::campaign::load_with;
use super::output::{fail, print_csv, print_json};
use crate::report::csv_safe::escape;
use crate::rulebook::{FieldType, Rulebook};
use crate::wire::{self, ReadAnswer};
use clap::Args;

/// The arguments of `read`.
#[derive(Debug, Args)]
pub struct ReadArgs {
    /// What to read.
    #[command(flatten)]
    pub inputs: Inputs,
    /// Forme de la réponse
    #[arg(long, value_enum, default_value_t = Format::Json)]
    pub format: Format,
    /// Garder les noms de personnes des feuilles d'émargement, qui sont sinon comptés et oubliés
    #[arg(long)]
    pub keep_names: bool,
    /// Un seul tableau, par exemple reunions
    #[arg(long, value_name = "CODE")]
    pub table: Option<String>,
}

/// Runs the command.
pub fn run(args: &ReadArgs) -> End {
    let loaded = match load_with(&args.inputs, true, args.keep_names, |_| false) {
        Ok(loaded) => loaded,
        Err(end) => return end,
    };
    let mut answer = wire::read_answer(&loaded.campaign, &loaded.rulebook);
    if let Some(code) = &args.table {
        if loaded.rulebook.table(code).is_none() {
            let known: Vec<&str> = loaded.rulebook.tables().iter().map(|t| t.code.as_str()).collect();
            return fail(format_args!(
                "le tableau « {code} » n’existe pas. Tableaux connus : {}.",
                known.join(", ")
            ));
        }
        for file in &mut answer.files {
            file.tables.retain(|table, _| table == code);
        }
    }
    let printed = match args.format {
        Format::Json => print_json(&answer),
        Format::Csv | Format::Text => print_csv(b';', csv(&answer, &loaded.rulebook)),
    };
    printed.map_or_else(|end| end, |()| loaded.end_of_computing())
}

/// One line a cell: tables of different columns stand in one file, and nothing is lost. Texts that people typed are
/// written so that a spreadsheet shows them instead of running them.
fn csv(answer: &ReadAnswer, rulebook: &Rulebook) -> Vec<Vec<String>> {
    let heads = ["fichier", "reseau", "tableau", "ligne", "champ", "valeur"];
    let mut out = vec![heads.map(str::to_owned).to_vec()];
    for file in &answer.files {
        let network = file.reseau.clone().unwrap_or_default();
        let path = escape(&file.path).into_owned();
        for (table, rows) in &file.tables {
            let definition = rulebook.table(table).map(|(_, definition)| definition);
            let is_text = |field: &str| {
                let field = definition.and_then(|table| table.fields.get(table.field_index(field)?));
                field.is_none_or(|field| matches!(field.kind, FieldType::Text | FieldType::Code))
            };
            for (row, cells) in rows.as_array().into_iter().flatten().enumerate() {
                for (field, value) in cells.as_object().into_iter().flatten() {
                    let value = match value {
                        serde_json::Value::Null => String::new(),
                        serde_json::Value::String(text) if is_text(field) => escape(text).into_owned(),
                        serde_json::Value::String(decimal) => decimal.clone(),
                        other => other.to_string(),
                    };
                    let (row, network) = (row.to_string(), network.clone());
                    out.push(vec![path.clone(), network, table.clone(), row, field.clone(), value]);
                }
            }
        }
    }
    out
}
