//! The types of TypeScript for every answer that crosses to the browser, made from the Rust ones by reading their source:
//! the same names, keys and sentences, so that the two cannot drift apart.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::path::Path;
use std::{fs, io};
use syn::{Attribute, Expr, Field, Fields, GenericArgument, Item, Lit, Meta, PathArguments, Type};

/// What the operations of the modules answer.
const ANSWERS: [&str; 9] = [
    "CellAnswer",
    "ConventionAnswer",
    "Description",
    "EvaluationAnswer",
    "Explanation",
    "ImportAnswer",
    "IndicatorRow",
    "TableAnswer",
    "Validation",
];

/// Types of Rust that are written as texts or numbers.
fn plain(name: &str) -> Option<&'static str> {
    Some(match name {
        "String" | "str" | "NaiveDate" | "Decimal" | "Cents" | "Month" => "string",
        "bool" => "boolean",
        "u8" | "u16" | "u32" | "u64" | "usize" | "i32" | "i64" => "number",
        // See its own `Serialize`.
        "CellValue" => "string | number | boolean | null",
        _ => return None,
    })
}

/// The declarations, from the sources of the library.
///
/// # Errors
/// What cannot be read, or has no form in TypeScript.
pub fn declarations(sources: &Path) -> io::Result<String> {
    let mut known = BTreeMap::new();
    collect(sources, &mut known)?;
    let mut out = String::from(
        "// Made from the Rust types by `SPRO_BLESS=1 cargo test -p spro-tests --test typescript`; not edited by hand.\n",
    );
    let mut done = BTreeSet::new();
    let mut left: Vec<String> = ANSWERS.iter().rev().map(|name| (*name).to_owned()).collect();
    while let Some(name) = left.pop() {
        if done.insert(name.clone()) {
            let item = known.get(&name).ok_or_else(|| unknown(&name))?;
            let mut needs = Vec::new();
            declare(item, &mut out, &mut needs)?;
            needs.reverse();
            left.extend(needs);
        }
    }
    Ok(out)
}

fn unknown(name: &str) -> io::Error {
    io::Error::other(format!("{name}: no such public type, or more than one"))
}

/// The public types of a folder by name. What `wire` says comes before what has the same name elsewhere.
fn collect(folder: &Path, known: &mut BTreeMap<String, Item>) -> io::Result<()> {
    let mut entries: Vec<_> = fs::read_dir(folder)?.map(|e| Ok(e?.path())).collect::<io::Result<_>>()?;
    entries.sort();
    for path in entries {
        if path.is_dir() {
            collect(&path, known)?;
        } else if path.extension().is_some_and(|e| e == "rs") {
            let file = syn::parse_file(&fs::read_to_string(&path)?).map_err(io::Error::other)?;
            let wire = path.components().any(|part| part.as_os_str() == "wire");
            for item in file.items {
                let (Item::Struct(syn::ItemStruct { ident, attrs, .. })
                | Item::Enum(syn::ItemEnum { ident, attrs, .. })) = &item
                else {
                    continue;
                };
                let name = ident.to_string();
                if serialized(attrs) && (wire || !known.contains_key(&name)) {
                    known.insert(name, item);
                }
            }
        }
    }
    Ok(())
}

fn serialized(attrs: &[Attribute]) -> bool {
    attrs.iter().any(|a| a.path().is_ident("derive") && tokens(a).contains("Serialize"))
}

fn tokens(attribute: &Attribute) -> String {
    match &attribute.meta {
        Meta::List(list) => list.tokens.to_string(),
        _ => String::new(),
    }
}

/// The value of a key of `#[serde(…)]`.
fn serde(attrs: &[Attribute], key: &str) -> Option<String> {
    attrs.iter().filter(|a| a.path().is_ident("serde")).find_map(|attribute| {
        let text = tokens(attribute);
        let (_, rest) = text.split_once(&format!("{key} = \""))?;
        Some(rest.split_once('"')?.0.to_owned())
    })
}

fn documentation(attrs: &[Attribute]) -> String {
    let lines = attrs.iter().filter(|a| a.path().is_ident("doc")).filter_map(|attribute| {
        let Meta::NameValue(pair) = &attribute.meta else { return None };
        let Expr::Lit(literal) = &pair.value else { return None };
        let Lit::Str(text) = &literal.lit else { return None };
        Some(text.value().trim().to_owned())
    });
    lines.collect::<Vec<_>>().join(" ")
}

fn declare(item: &Item, out: &mut String, needs: &mut Vec<String>) -> io::Result<()> {
    match item {
        Item::Struct(definition) => {
            let Fields::Named(fields) = &definition.fields else {
                return Err(unknown(&definition.ident.to_string()));
            };
            let _ = writeln!(out, "\n/** {} */", documentation(&definition.attrs));
            let _ = writeln!(out, "export interface {} {{", definition.ident);
            for field in &fields.named {
                member(field, out, needs)?;
            }
            out.push_str("}\n");
        }
        Item::Enum(definition) => {
            let rule = serde(&definition.attrs, "rename_all").unwrap_or_default();
            let names: Vec<String> = definition
                .variants
                .iter()
                .map(|variant| {
                    let own = serde(&variant.attrs, "rename");
                    let name = own.unwrap_or_else(|| renamed(&variant.ident.to_string(), &rule));
                    if variant.fields.is_empty() { Ok(format!("\"{name}\"")) } else { Err(unknown(&name)) }
                })
                .collect::<io::Result<_>>()?;
            let _ = writeln!(out, "\n/** {} */", documentation(&definition.attrs));
            let _ = writeln!(out, "export type {} = {};", definition.ident, names.join(" | "));
        }
        _ => {}
    }
    Ok(())
}

fn member(field: &Field, out: &mut String, needs: &mut Vec<String>) -> io::Result<()> {
    let own = field.ident.as_ref().map(ToString::to_string).unwrap_or_default();
    let name = serde(&field.attrs, "rename").unwrap_or(own);
    let optional = serde(&field.attrs, "skip_serializing_if").is_some();
    let mut kind = written(&field.ty, needs)?;
    if optional {
        // It is left out instead of being null.
        kind = kind.trim_end_matches(" | null").to_owned();
    }
    let _ = writeln!(out, "  /** {} */", documentation(&field.attrs));
    let _ = writeln!(out, "  readonly {name}{}: {kind};", if optional { "?" } else { "" });
    Ok(())
}

/// The type of TypeScript, and the names that it needs.
fn written(kind: &Type, needs: &mut Vec<String>) -> io::Result<String> {
    match kind {
        Type::Reference(reference) => written(&reference.elem, needs),
        Type::Tuple(tuple) => {
            let parts: Vec<String> =
                tuple.elems.iter().map(|part| written(part, needs)).collect::<io::Result<_>>()?;
            Ok(format!("readonly [{}]", parts.join(", ")))
        }
        Type::Path(path) => {
            let last = path.path.segments.last().ok_or_else(|| unknown("a path"))?;
            let name = last.ident.to_string();
            if let Some(plain) = plain(&name) {
                return Ok(plain.to_owned());
            }
            let PathArguments::AngleBracketed(arguments) = &last.arguments else {
                needs.push(name.clone());
                return Ok(name);
            };
            // Of a map, what it holds: its keys are texts.
            let inner = arguments.args.iter().rev().find_map(|argument| match argument {
                GenericArgument::Type(inner) => Some(inner),
                _ => None,
            });
            let inner = written(inner.ok_or_else(|| unknown(&name))?, needs)?;
            match name.as_str() {
                "Option" => Ok(format!("{inner} | null")),
                "Vec" if inner.contains('|') => Ok(format!("readonly ({inner})[]")),
                "Vec" => Ok(format!("readonly {inner}[]")),
                "ByField" | "BTreeMap" => Ok(format!("Readonly<Record<string, {inner}>>")),
                _ => Err(unknown(&name)),
            }
        }
        _ => Err(unknown("a type")),
    }
}

/// A variant's name under `rename_all`.
fn renamed(name: &str, rule: &str) -> String {
    match rule {
        "lowercase" => name.to_lowercase(),
        "kebab-case" => {
            let mut out = String::new();
            for letter in name.chars() {
                if letter.is_uppercase() && !out.is_empty() {
                    out.push('-');
                }
                out.extend(letter.to_lowercase());
            }
            out
        }
        _ => name.to_owned(),
    }
}
