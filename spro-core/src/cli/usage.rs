//! What is said where the arguments cannot be followed, and the help, in French: the parser of arguments speaks English.

use crate::value::Lang;
use clap::error::{ContextKind, ContextValue, Error, ErrorKind};
use std::ffi::OsString;
use std::io::{self, Write};

/// Prints what the parser of arguments answers; the exit status.
pub fn answer(error: &Error, args: &[OsString]) -> u8 {
    let text = match lang(args) {
        Lang::En => error.render().to_string(),
        Lang::Fr if error.use_stderr() && !is_help(error.kind()) => sentence(error),
        Lang::Fr => help(&error.render().to_string()),
    };
    // Help and version are answers, not failures. Where nobody reads them any more, there is nobody to tell.
    if error.use_stderr() {
        let _ = io::stderr().lock().write_all(text.as_bytes());
        return 2;
    }
    let _ = io::stdout().lock().write_all(text.as_bytes());
    0
}

fn is_help(kind: ErrorKind) -> bool {
    matches!(kind, ErrorKind::DisplayHelp | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand)
}

/// The language that is asked for, as far as arguments that cannot be followed tell.
fn lang(args: &[OsString]) -> Lang {
    let words: Vec<&str> = args.iter().filter_map(|word| word.to_str()).collect();
    let apart = words.windows(2).any(|pair| pair == ["--lang", "en"]);
    if apart || words.contains(&"--lang=en") { Lang::En } else { Lang::Fr }
}

/// What is wrong, what is expected, and where more is said.
fn sentence(error: &Error) -> String {
    let text = |kind| match error.get(kind) {
        Some(ContextValue::String(one)) => one.clone(),
        Some(ContextValue::Strings(all)) => all.join(", "),
        _ => String::new(),
    };
    let (argument, value) = (text(ContextKind::InvalidArg), text(ContextKind::InvalidValue));
    let wrong = match error.kind() {
        ErrorKind::InvalidValue if value.is_empty() => format!("{argument} attend une valeur."),
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => {
            format!("« {value} » n’est pas possible pour {argument}.{}", example(&argument))
        }
        ErrorKind::UnknownArgument => format!("l’option « {argument} » n’existe pas ici."),
        ErrorKind::InvalidSubcommand => {
            format!("la commande « {} » n’existe pas.", text(ContextKind::InvalidSubcommand))
        }
        ErrorKind::MissingRequiredArgument => format!("il manque {}.", argument.replace("...", "")),
        ErrorKind::MissingSubcommand => "il manque une commande.".to_owned(),
        ErrorKind::ArgumentConflict => match text(ContextKind::PriorArg) {
            prior if prior.is_empty() || prior == argument => format!("{argument} est écrit plusieurs fois."),
            prior => format!("{argument} et {prior} ne vont pas ensemble."),
        },
        ErrorKind::TooManyValues | ErrorKind::TooFewValues | ErrorKind::WrongNumberOfValues => {
            format!("{argument} n’a pas le bon nombre de valeurs.")
        }
        ErrorKind::NoEquals => format!("il manque « = » entre {argument} et sa valeur."),
        ErrorKind::InvalidUtf8 => "un argument n’est pas un texte lisible (UTF-8).".to_owned(),
        _ => "ces arguments ne sont pas compris.".to_owned(),
    };
    let also = |words: &str, kinds: &[ContextKind]| {
        let found = kinds.iter().map(|kind| text(*kind)).find(|found| !found.is_empty());
        found.map_or_else(String::new, |found| format!(" {words} : {found}."))
    };
    let possible = also("Valeurs possibles", &[ContextKind::ValidValue]);
    let meant = [ContextKind::SuggestedArg, ContextKind::SuggestedSubcommand, ContextKind::SuggestedValue];
    let meant = also("Peut-être", &meant);
    let usage = match error.get(ContextKind::Usage) {
        Some(ContextValue::StyledStr(usage)) => format!("\n{}", help(usage.to_string().trim())),
        _ => String::new(),
    };
    format!("spro : {wrong}{possible}{meant}{usage}\nL’aide est donnée par --help.\n")
}

/// An example of a value, by the name that the argument gives to it.
fn example(argument: &str) -> &'static str {
    if argument.ends_with("<JOUR>") {
        " Écrivez l’année, le mois et le jour, par exemple 2018-12-31."
    } else if argument.ends_with("<NOMBRE>") {
        " Écrivez un nombre entier, par exemple 100."
    } else {
        ""
    }
}

/// A page of help with the parser's own words in French.
fn help(page: &str) -> String {
    const WORDS: [(&str, &str); 13] = [
        ("Usage: ", "Usage : "),
        ("Commands:\n", "Commandes :\n"),
        ("Arguments:\n", "Arguments :\n"),
        ("Options:\n", "Options :\n"),
        ("Possible values:\n", "Valeurs possibles :\n"),
        ("[possible values: ", "[valeurs possibles : "),
        ("[default: ", "[par défaut : "),
        ("<COMMAND>", "<COMMANDE>"),
        ("Print help (see a summary with '-h')", "Afficher cette aide (un résumé avec -h)"),
        ("Print help (see more with '--help')", "Afficher l’aide (plus avec --help)"),
        ("Print help", "Afficher l’aide"),
        ("Print version", "Afficher la version"),
        ("Print this message or the help of the given subcommand(s)", "Afficher l’aide d’une commande"),
    ];
    WORDS.iter().fold(page.to_owned(), |page, (english, french)| page.replace(english, french))
}
