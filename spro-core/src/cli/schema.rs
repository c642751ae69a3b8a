//! `spro schema`: the rulebook for other tools.

use super::End;
use super::args::Language;
use super::output::{fail, print_json, quoted, write_file};
use super::template::table;
use crate::rulebook::Rulebook;
use crate::schema::{self, XlsFormError};
use crate::value::Lang;
use clap::{Args, ValueEnum};
use std::path::PathBuf;

/// The arguments of `schema`.
#[derive(Debug, Args)]
pub struct SchemaArgs {
    /// Norme du schéma
    #[arg(long = "as", value_enum, value_name = "NORME")]
    pub standard: Standard,
    /// Un seul tableau, par exemple reunions
    #[arg(long, value_name = "CODE")]
    pub table: Option<String>,
    /// Enquête à écrire en XLSForm
    #[arg(long, value_name = "CODE")]
    pub survey: Option<String>,
    /// Fichier à écrire ; sans lui, le schéma est affiché
    #[arg(short, long, value_name = "FICHIER")]
    pub output: Option<PathBuf>,
    /// Remplacer le fichier s'il existe
    #[arg(long)]
    pub force: bool,
    /// Référentiel à utiliser (fichier TOML) à la place de celui du Centre-Val de Loire
    #[arg(long, value_name = "FICHIER")]
    pub rulebook: Option<PathBuf>,
    /// Langue des titres
    #[arg(long, value_enum, default_value_t = Language::Fr)]
    pub lang: Language,
}

/// A standard that schemas are written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Standard {
    /// JSON Schema 2020-12
    JsonSchema,
    /// Frictionless Table Schema ; sans --table, un Data Package de tous les tableaux
    TableSchema,
    /// XLSForm d'une enquête (ODK, KoboToolbox)
    Xlsform,
}

/// Runs the command.
pub fn run(args: &SchemaArgs) -> End {
    let lang = Lang::from(args.lang);
    let rulebook = match super::campaign::rulebook(args.rulebook.as_deref(), lang) {
        Ok(rulebook) => rulebook,
        Err(end) => return end,
    };
    if args.standard == Standard::Xlsform {
        return form(args, &rulebook, lang);
    }
    let position = match args.table.as_ref().map(|code| table(&rulebook, code, lang)).transpose() {
        Ok(position) => position,
        Err(end) => return end,
    };
    let value = match (args.standard, position) {
        (Standard::TableSchema, Some(table)) => schema::table_schema(&rulebook, table, lang),
        (Standard::TableSchema, None) => Some(schema::data_package(&rulebook, lang)),
        (_, Some(table)) => schema::row_schema(&rulebook, table, lang),
        (_, None) => Some(schema::submission_schema(&rulebook, lang)),
    };
    match &args.output {
        None => print_json(&value).map_or_else(|end| end, |()| End::Good),
        Some(path) => match serde_json::to_string_pretty(&value) {
            Ok(text) => write_file(path, format!("{text}\n").as_bytes(), args.force, lang),
            Err(error) => fail(error),
        },
    }
}

fn form(args: &SchemaArgs, rulebook: &Rulebook, lang: Lang) -> End {
    let known = || rulebook.surveys().iter().map(|s| s.code.as_str()).collect::<Vec<_>>().join(", ");
    let (Some(survey), Some(output)) = (&args.survey, &args.output) else {
        return fail(match lang {
            Lang::Fr => format!(
                "un XLSForm est un classeur d’une enquête. Ajouter --survey CODE et -o enquete.xlsx. Enquêtes connues : {}.",
                known()
            ),
            Lang::En => format!(
                "an XLSForm is a workbook of one survey. Add --survey CODE and -o survey.xlsx. Known surveys: {}.",
                known()
            ),
        });
    };
    match schema::xlsform(rulebook, survey) {
        Ok(bytes) => write_file(output, &bytes, args.force, lang),
        Err(error) => fail(no_form(&error, &known(), lang)),
    }
}

fn no_form(error: &XlsFormError, known: &str, lang: Lang) -> String {
    let q = |text: &str| quoted(text, lang);
    match (error, lang) {
        (XlsFormError::UnknownSurvey(code), Lang::Fr) => {
            format!("l’enquête {} n’existe pas. Enquêtes connues : {known}.", q(code))
        }
        (XlsFormError::UnknownSurvey(code), Lang::En) => {
            format!("there is no survey {}. Known surveys: {known}.", q(code))
        }
        (XlsFormError::NoQuestions(code), _) => super::survey::to_be_written(&[q(code)], lang),
        (XlsFormError::SameName { code }, Lang::Fr) => {
            format!("deux réponses ont le nom {}. Donner un autre code à l’une des questions.", q(code))
        }
        (XlsFormError::SameName { code }, Lang::En) => {
            format!("two answers have the name {}. Give another code to one of the questions.", q(code))
        }
        (XlsFormError::Write(error), Lang::Fr) => format!("le classeur n’a pas pu être fait : {error}."),
        (XlsFormError::Write(error), Lang::En) => format!("the workbook could not be made: {error}."),
    }
}
