//! The four forms of the report hold the same: one list of facts, taken from the evaluation itself, is looked for in the
//! page, the workbook, the CSV and the JSON, each read by a reader of its own.

#![cfg(feature = "cli")]
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "a test may fail loudly")]

use serde_json::Value;
use spro::campaign::{Campaign, Input, Options, find_files};
use spro::evaluation::{Evaluation, Figure, Standing, Territory, Trend, Verdict, territory};
use spro::finding::absence;
use spro::report::csv_safe::{starts_formula, unescape};
use spro::report::{Form, file};
use spro::rulebook::{Indicator, Rulebook, Severity, Status};
use spro::sheet::{CellValue, Limits};
use spro::value::{Decimal, Lang, print};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

const THRESHOLDS: &str = r#"
[[threshold]]
indicator = "2"
compare = ">="
value = "0.5"
author = "=Comité ; « A » & <B>"
date = 2017-01-15
status = "user"
[[threshold]]
indicator = "2"
reseau = "Dreux"
compare = ">"
value = "0.9"
author = "Réseau de Dreux"
date = 2018-02-01
status = "user"
"#;

/// Nine networks with their errors, two surveys, thresholds, a file that cannot be read, one with a hostile name.
fn example() -> (Rulebook, Campaign) {
    let examples = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples");
    let questions = std::fs::read_to_string(examples.join("enquete/questionnaire.toml")).unwrap();
    let rulebook = Rulebook::from_toml(&(questions + THRESHOLDS), "essai.toml").unwrap();
    let (files, _) = find_files(&[examples.join("data"), examples.join("enquete/reponses")]);
    let mut inputs: Vec<Input> = files.into_iter().map(Input::Path).collect();
    let bytes = |name: &str, text: &str| Input::Bytes { name: name.into(), bytes: text.into() };
    inputs.push(bytes("illisible.xlsx", "PK rien"));
    inputs.push(bytes(
        "=1+1 <script> « 🧭 ».csv",
        "reseau;annee;date;structures_invitees;structures_participantes;objet\nDreux;2017;31/02/2017;=2;9;<b>\n",
    ));
    let options = Options::default().keeping_rows(true);
    let campaign = Campaign::read(&inputs, &rulebook, &options, |_| ());
    (rulebook, campaign)
}

/// What the report says in one place.
struct Fact {
    /// The part of the workbook and of the CSV that says it, and in which columns.
    part: &'static str,
    cells: Vec<(&'static str, Cell)>,
    /// The list of the JSON that says it, and the values that stand together there.
    key: &'static str,
    values: Vec<String>,
    /// The words that stand together on the page.
    words: Vec<String>,
}

/// A cell of the two sheets.
enum Cell {
    Text(String),
    Number(Decimal),
    Nothing,
}

fn t(text: &str) -> Cell {
    Cell::Text(text.to_owned())
}

fn n(number: impl Into<Decimal>) -> Cell {
    Cell::Number(number.into())
}

fn whole(number: u64) -> Cell {
    n(i64::try_from(number).unwrap())
}

fn strings<const N: usize>(all: [&str; N]) -> Vec<String> {
    all.map(str::to_owned).into()
}

/// A number as the page rounds it.
fn shown(indicator: &Indicator, number: Decimal) -> String {
    if indicator.unit.is_ratio() {
        print::percent(number, 1, Lang::Fr)
    } else {
        print::decimal(print::round(number, 2), Lang::Fr)
    }
}

/// Everything that the report has to say.
fn facts(evaluation: &Evaluation, campaign: &Campaign, rulebook: &Rulebook) -> Vec<Fact> {
    let mut all: Vec<Fact> = evaluation.figures.iter().flat_map(|f| figure_facts(f, rulebook)).collect();
    all.extend(spread_facts(evaluation, rulebook));
    all.extend(definition_facts(evaluation, rulebook));
    all.extend(return_facts(evaluation, rulebook));
    all.extend(survey_facts(evaluation, rulebook));
    all.extend(finding_facts(campaign, rulebook));
    all
}

fn place(figure: &Figure, rulebook: &Rulebook) -> (&'static str, String) {
    match figure.territory {
        Territory::Network(at) => ("reseau", rulebook.networks()[at as usize].code.clone()),
        Territory::Department(at) => ("departement", rulebook.departments()[usize::from(at)].code.clone()),
        _ => ("region", rulebook.region().code.clone()),
    }
}

fn figure_facts(figure: &Figure, rulebook: &Rulebook) -> Vec<Fact> {
    let indicator = &rulebook.indicators()[usize::from(figure.value.indicator)];
    let (column, owner) = place(figure, rulebook);
    let name = territory(figure.territory, rulebook, Lang::Fr);
    let year = figure.year.to_string();
    let mut cells =
        vec![("indicateur", t(&indicator.code)), (column, t(&owner)), ("annee", n(i64::from(figure.year)))];
    let mut values = vec![indicator.code.clone(), owner, year];
    let mut words = vec![name];
    match &figure.value.value {
        Ok(value) => {
            cells.push(("valeur", n(*value)));
            values.push(value.to_string());
            words.push(shown(indicator, *value));
        }
        Err(why) => {
            cells.extend([("valeur", Cell::Nothing), ("absence", t(&absence(why, rulebook, Lang::Fr)))]);
            values.push(why.to_string());
            words.push(absence(why, rulebook, Lang::Fr));
        }
    }
    let mut facts = Vec::new();
    if let Trend::Known(difference) = figure.trend {
        cells.push(("evolution", n(difference)));
        values.push(difference.to_string());
    }
    if let Some(position) = figure.position {
        cells.extend([("rang", whole(position.rank.into())), ("sur", whole(position.of.into()))]);
        values.extend([position.rank.to_string(), position.of.to_string()]);
        words.push(format!("rang {}/{}", position.rank, position.of));
    }
    let completeness = &figure.completeness;
    cells.extend([
        ("tableaux_rendus", whole(completeness.tables_returned.into())),
        ("tableaux_dus", whole(completeness.tables_due.into())),
        ("lignes_ecartees", whole(figure.value.rows.rejected)),
        ("cellules_reparees", whole(completeness.cells_repaired)),
    ]);
    for judgement in &figure.judgements {
        let threshold = &rulebook.thresholds()[usize::from(judgement.threshold)];
        let (code, word) = match judgement.verdict {
            Verdict::Met => ("met", "atteint"),
            Verdict::NotMet => ("not met", "non atteint"),
            _ => ("cannot say", "on ne peut pas dire"),
        };
        let judged = vec![
            ("indicateur", t(&indicator.code)),
            (column, t(&values[1])),
            ("annee", n(i64::from(figure.year))),
            ("verdict", t(word)),
            ("valeur_du_seuil", n(threshold.value)),
            ("auteur_du_seuil", t(&threshold.author)),
        ];
        let mut told = values[..3].to_vec();
        told.extend([code.to_owned(), threshold.value.to_string(), threshold.author.clone()]);
        facts.push(Fact {
            part: "Verdicts",
            cells: judged,
            key: "figures",
            values: told,
            words: vec![words[0].clone(), word.into()],
        });
    }
    facts.push(Fact { part: "Chiffres", cells, key: "figures", values, words });
    facts
}

fn spread_facts(evaluation: &Evaluation, rulebook: &Rulebook) -> Vec<Fact> {
    let facts = evaluation.spreads.iter().map(|spread| {
        let indicator = &rulebook.indicators()[usize::from(spread.indicator)];
        let of = &spread.distribution;
        let mut fact = Fact {
            part: "Dispersion",
            cells: vec![
                ("indicateur", t(&indicator.code)),
                ("annee", n(i64::from(spread.year))),
                ("reseaux", whole(of.count.into())),
                ("mediane", n(of.median)),
                ("minimum", n(of.least)),
                ("maximum", n(of.greatest)),
            ],
            key: "spreads",
            values: vec![indicator.code.clone(), spread.year.to_string(), of.median.to_string()],
            words: vec![format!("médiane {}", shown(indicator, of.median)), format!("{} réseaux", of.count)],
        };
        if let Some((q1, q3)) = of.quartiles {
            fact.cells.extend([("quartile_1", n(q1)), ("quartile_3", n(q3))]);
            fact.values.extend([q1.to_string(), q3.to_string()]);
            fact.words.push(format!("quartiles {} et {}", shown(indicator, q1), shown(indicator, q3)));
        }
        fact
    });
    facts.collect()
}

fn definition_facts(evaluation: &Evaluation, rulebook: &Rulebook) -> Vec<Fact> {
    let fr = Lang::Fr;
    let mut facts = Vec::new();
    for (at, indicator) in (0..).zip(rulebook.indicators()) {
        if evaluation.figures_of(at).is_empty() {
            continue;
        }
        facts.push(Fact {
            part: "Indicateurs",
            cells: vec![("indicateur", t(&indicator.code)), ("formule", t(&indicator.value.text))],
            key: "indicators",
            values: vec![indicator.code.clone(), indicator.value.text.clone()],
            words: vec![indicator.value.text.clone()],
        });
    }
    for threshold in rulebook.thresholds() {
        let indicator = &rulebook.indicators()[usize::from(threshold.indicator)];
        facts.push(Fact {
            part: "Seuils",
            cells: vec![
                ("indicateur", t(&indicator.code)),
                ("valeur_du_seuil", n(threshold.value)),
                ("auteur_du_seuil", t(&threshold.author)),
            ],
            key: "thresholds",
            values: vec![indicator.code.clone(), threshold.value.to_string(), threshold.author.clone()],
            words: vec![threshold.author.clone(), shown(indicator, threshold.value)],
        });
    }
    for question in rulebook.questions() {
        let label = question.label.get(fr);
        facts.push(Fact {
            part: "Questions",
            cells: vec![("question", t(&question.code)), ("libelle", t(label))],
            key: "questions",
            values: strings([&question.code, label]),
            words: strings([label]),
        });
        for (criterion, links) in question
            .criteria
            .iter()
            .map(|c| (c.code.as_str(), &c.indicators))
            .chain([("", &question.indicators)])
        {
            for link in links.iter().filter(|link| link.basis.status == Status::Inferred) {
                let indicator = &rulebook.indicators()[usize::from(link.indicator)];
                let how = link.basis.how.as_ref().unwrap().get(fr);
                let place = if criterion.is_empty() { question.code.as_str() } else { criterion };
                facts.push(Fact {
                    part: "Questions",
                    cells: vec![
                        ("question", t(&question.code)),
                        ("critere", if criterion.is_empty() { Cell::Nothing } else { t(criterion) }),
                        ("indicateur", t(&indicator.code)),
                        ("statut", t("déduit")),
                        ("comment", t(how)),
                    ],
                    key: "questions",
                    values: strings([place, &indicator.code, "inferred", how]),
                    words: strings([how]),
                });
                let what = format!("Indicateur {} sous {place}", indicator.code);
                facts.push(Fact {
                    part: "Déduit",
                    cells: vec![("libelle", t(&what)), ("comment", t(how))],
                    key: "inferred",
                    values: strings([&what, how]),
                    words: strings([&what, how]),
                });
            }
        }
    }
    for source in rulebook.sources() {
        for section in &source.sections {
            let label = section.label.get(fr);
            facts.push(Fact {
                part: "Sources",
                cells: vec![
                    ("source", t(&source.code)),
                    ("section", t(&section.code)),
                    ("libelle", t(label)),
                ],
                key: "sources",
                values: strings([&source.code, &section.code, label]),
                words: strings([label]),
            });
        }
    }
    facts.push(Fact {
        part: "Rapport",
        cells: vec![("sujet", t("référentiel")), ("contenu", t(rulebook.code()))],
        key: "rulebook",
        values: strings([rulebook.code(), rulebook.version()]),
        words: vec![format!("{} {}", rulebook.code(), rulebook.version())],
    });
    facts
}

fn return_facts(evaluation: &Evaluation, rulebook: &Rulebook) -> Vec<Fact> {
    let mut facts = Vec::new();
    for (slot, returned, due) in evaluation.slots(rulebook) {
        let table = &rulebook.tables()[usize::from(slot.table)].code;
        let network = &rulebook.networks()[slot.network as usize].code;
        let (rows, rejected) = returned.map_or((0, 0), |r| (r.rows, r.rejected));
        facts.push(Fact {
            part: "Complétude",
            cells: vec![
                ("tableau", t(table)),
                ("annee", n(i64::from(slot.year))),
                ("reseau", t(network)),
                ("du", t(if due { "oui" } else { "non" })),
                ("lignes", whole(rows)),
                ("lignes_ecartees", whole(rejected)),
            ],
            key: "returns",
            values: strings([table, &slot.year.to_string(), network, &rows.to_string()]),
            words: match returned {
                Some(_) if rejected > 0 => vec![network.clone(), format!("! {rows} ({rejected}")],
                Some(_) => vec![network.clone(), format!("✓ {rows}")],
                None => vec![network.clone(), "✗".to_owned()],
            },
        });
    }
    for state in &evaluation.milestones {
        let milestone = &rulebook.milestones()[usize::from(state.milestone)];
        let (code, word) = match state.standing {
            Standing::Upcoming => ("upcoming", "à venir"),
            Standing::Under => ("under way", "en cours"),
            Standing::Past => ("past", "passé"),
            Standing::Done => ("done", "données rendues"),
            Standing::Due => ("due", "données attendues"),
            Standing::Late => ("late", "données en retard"),
            _ => panic!("a standing without words"),
        };
        let label = milestone.label.get(Lang::Fr);
        facts.push(Fact {
            part: "Jalons",
            cells: vec![("jalon", t(&milestone.code)), ("libelle", t(label)), ("etat", t(word))],
            key: "milestones",
            values: strings([&milestone.code, label, code]),
            words: strings([label, word]),
        });
    }
    facts
}

fn survey_facts(evaluation: &Evaluation, rulebook: &Rulebook) -> Vec<Fact> {
    let mut facts = Vec::new();
    for answers in &evaluation.surveys {
        let survey = &rulebook.surveys()[usize::from(answers.survey)];
        let title = survey.label.get(Lang::Fr);
        facts.push(Fact {
            part: "Enquêtes",
            cells: vec![
                ("enquete", t(&survey.code)),
                ("libelle", t(title)),
                ("n", answers.overall.count().map_or_else(|| t("masqué"), whole)),
            ],
            key: "surveys",
            values: strings([&survey.code, title]),
            words: strings([title]),
        });
        let mut hidden = 0;
        for answered in &answers.questions {
            let question = &survey.questions[usize::from(answered.question)];
            for group in &answered.groups {
                hidden += [group.answered, group.silent].iter().filter(|n| n.count().is_none()).count();
                let network = group.network.map(|n| rulebook.networks()[n as usize].code.as_str());
                for (position, choice) in group.choices.iter().enumerate() {
                    hidden += usize::from(choice.count.count().is_none());
                    let (code, label) = question.option(position, Lang::Fr);
                    let mut words = strings([network.unwrap_or("Ensemble")]);
                    words.push(choice.count.count().map_or("▒".to_owned(), |n| n.to_string()));
                    let mut values = strings([&survey.code, &question.code, &code, &label]);
                    values.extend(choice.count.count().map(|n| n.to_string()));
                    values.extend(choice.share.map(|share| share.to_string()));
                    facts.push(Fact {
                        part: "Enquêtes",
                        cells: vec![
                            ("enquete", t(&survey.code)),
                            ("question", t(&question.code)),
                            ("reseau", network.map_or(Cell::Nothing, t)),
                            ("option", t(&code)),
                            ("n", group.answered.count().map_or_else(|| t("masqué"), whole)),
                            ("sans_reponse", group.silent.count().map_or_else(|| t("masqué"), whole)),
                            ("effectif", choice.count.count().map_or_else(|| t("masqué"), whole)),
                            ("part", choice.share.map_or(Cell::Nothing, n)),
                            ("borne_basse", choice.interval.map_or(Cell::Nothing, |i| n(i.low))),
                            ("borne_haute", choice.interval.map_or(Cell::Nothing, |i| n(i.high))),
                        ],
                        key: "surveys",
                        values,
                        words,
                    });
                }
            }
        }
        hidden += answers.persons.iter().filter(|(_, n)| n.count().is_none()).count();
        hidden += usize::from(answers.overall.count().is_none());
        assert!(hidden > 0, "the example hides something in each survey");
        facts.push(Fact {
            part: "Masqué",
            cells: vec![("enquete", t(&survey.code)), ("effectifs_masques", whole(hidden as u64))],
            key: "suppressed",
            values: vec![survey.code.clone(), hidden.to_string()],
            words: vec![title.to_owned(), format!("{hidden}\u{a0}effectifs masqués")],
        });
    }
    facts
}

fn finding_facts(campaign: &Campaign, rulebook: &Rulebook) -> Vec<Fact> {
    let (mut facts, mut silent) = (Vec::new(), Vec::new());
    for submission in campaign.submissions() {
        let network = submission.network.map(|n| rulebook.networks()[n as usize].code.as_str());
        let mut in_answers = 0_u64;
        for found in submission.diagnostics(rulebook, Lang::Fr) {
            if rulebook.survey(&found.table).is_some() {
                in_answers += 1;
                continue;
            }
            let severity = match found.severity {
                Severity::Error => "erreur",
                Severity::Warning => "avertissement",
                _ => "information",
            };
            let cell = found.cell.as_deref();
            let mut values = strings([&submission.path, &found.code, &found.message]);
            values.extend(found.cell.clone());
            values.extend(network.map(str::to_owned));
            let mut words = strings([&found.code, &found.message, severity]);
            words.extend(found.cell.clone());
            facts.push(Fact {
                part: "Constats",
                cells: vec![
                    ("reseau", network.map_or(Cell::Nothing, t)),
                    ("fichier", t(&submission.path)),
                    ("gravite", t(severity)),
                    ("cellule", cell.map_or(Cell::Nothing, t)),
                    ("lu", found.raw.as_deref().map_or(Cell::Nothing, t)),
                    ("constat", t(&found.message)),
                    ("que_faire", if found.help.is_empty() { Cell::Nothing } else { t(&found.help) }),
                    ("code", t(&found.code)),
                ],
                key: "findings",
                values,
                words,
            });
        }
        if in_answers > 0 {
            silent.push((submission.path.clone(), in_answers));
        }
    }
    // One person's answer is not shown: only how many findings there are.
    for (path, count) in silent {
        let told = format!("Constats dans les réponses d’enquête : {count}.");
        let told = format!("{told} Ils ne sont pas montrés, pour ne reconnaître personne.");
        facts.push(Fact {
            part: "Constats",
            cells: vec![("fichier", t(&path)), ("cellule", Cell::Nothing), ("constat", t(&told))],
            key: "findings",
            values: vec![path, count.to_string()],
            words: vec![told],
        });
    }
    for failure in campaign.failures() {
        let told = failure.cause.message(Lang::Fr);
        facts.push(Fact {
            part: "Constats",
            cells: vec![("fichier", t(&failure.path)), ("constat", t(&told))],
            key: "unreadable",
            values: strings([&failure.path, &told]),
            words: strings([&failure.path, &told]),
        });
    }
    facts
}

/// The rows of a form, by part: each a map from its column to its text.
type Parts = BTreeMap<String, Vec<BTreeMap<String, String>>>;

fn csv_parts(bytes: &[u8]) -> Parts {
    let text = std::str::from_utf8(bytes).unwrap().strip_prefix('\u{feff}').unwrap();
    let mut reader = csv::ReaderBuilder::new().delimiter(b';').from_reader(text.as_bytes());
    let headers = reader.headers().unwrap().clone();
    assert_eq!(&headers[0], "partie");
    assert_eq!(headers.iter().collect::<BTreeSet<_>>().len(), headers.len(), "a header stands twice");
    let mut parts = Parts::new();
    for record in reader.records() {
        let record = record.unwrap();
        // A typed number with its sign is no formula.
        let number = |cell: &str| cell.replace(',', ".").parse::<Decimal>().is_ok();
        assert!(record.iter().all(|cell| number(cell) || !starts_formula(cell)), "{record:?}");
        let row = headers.iter().zip(record.iter()).skip(1);
        let row = row.map(|(head, cell)| (head.to_owned(), unescape(cell).to_owned())).collect();
        parts.entry(record[0].to_owned()).or_default().push(row);
    }
    parts
}

fn xlsx_parts(bytes: &[u8]) -> Parts {
    let book = spro::sheet::read(bytes, "rapport.xlsx", &Limits::default()).unwrap();
    let mut parts = Parts::new();
    for sheet in book.sheets {
        let mut rows: BTreeMap<u32, BTreeMap<u32, String>> = BTreeMap::new();
        for cell in sheet.cells {
            let text = match cell.value {
                CellValue::Text(text) => text.into(),
                CellValue::Number(number) => number.to_string(),
                CellValue::Date(day) => day.date().to_string(),
                CellValue::Bool(value) => if value { "oui" } else { "non" }.to_owned(),
                other => panic!("{other:?}"),
            };
            rows.entry(cell.row).or_default().insert(cell.column, text);
        }
        let headers = rows.remove(&0).unwrap_or_default();
        let rows = rows.into_values().map(|row| {
            let named = headers.iter();
            named.map(|(at, head)| (head.clone(), row.get(at).cloned().unwrap_or_default())).collect()
        });
        parts.insert(sheet.name, rows.collect());
    }
    parts
}

fn is(cell: &Cell, found: &str) -> bool {
    match cell {
        Cell::Text(text) => text == found,
        Cell::Nothing => found.is_empty(),
        Cell::Number(number) => found.replace(',', ".").parse() == Ok(*number),
    }
}

fn holds(parts: &Parts, fact: &Fact) -> bool {
    let rows = parts.get(fact.part).map_or(&[][..], Vec::as_slice);
    rows.iter()
        .any(|row| fact.cells.iter().all(|(head, cell)| row.get(*head).is_some_and(|found| is(cell, found))))
}

/// For each list of the JSON, the values that stand together: those of an object and of the objects around it.
fn contexts(value: &Value, around: &BTreeSet<String>, out: &mut Vec<BTreeSet<String>>) {
    let mut own = around.clone();
    let mut below: Vec<&Value> = Vec::new();
    gather(value, &mut own, &mut below);
    for inner in below {
        contexts(inner, &own, out);
    }
    out.push(own);
}

fn gather<'v>(value: &'v Value, own: &mut BTreeSet<String>, below: &mut Vec<&'v Value>) {
    match value {
        Value::String(text) => {
            own.insert(text.clone());
        }
        Value::Number(number) => {
            own.insert(number.to_string());
        }
        Value::Array(all) => below.extend(all.iter().filter(|v| v.is_object())),
        Value::Object(all) => all.values().for_each(|inner| gather(inner, own, below)),
        _ => {}
    }
}

/// The lines of the page as a reader sees them.
fn lines(page: &str) -> Vec<String> {
    let mut body = page.split_once("<main").unwrap().1.to_owned();
    body.insert_str(0, page.split_once("<header").unwrap().1.split_once("</header>").unwrap().0);
    for end in ["</tr>", "</li>", "</p>", "</dd>", "</summary>", "</h3>", "</caption>", "<ul"] {
        body = body.replace(end, "\n");
    }
    let plain = body.lines().map(|line| {
        let mut text = String::new();
        let mut inside = false;
        for c in line.chars() {
            match c {
                '<' => inside = true,
                '>' => inside = false,
                _ if !inside => text.push(c),
                _ => {}
            }
        }
        [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&amp;", "&")]
            .iter()
            .fold(text, |text, (from, to)| text.replace(from, to))
    });
    plain.collect()
}

#[test]
fn the_four_forms_hold_the_same() {
    let (rulebook, campaign) = example();
    let evaluation = campaign.evaluate(&rulebook, Some("2018-12-31".parse().unwrap()));
    let facts = facts(&evaluation, &campaign, &rulebook);
    let bytes = |form| file(form, &evaluation, &campaign, &rulebook, Lang::Fr).unwrap();

    let csv = csv_parts(&bytes(Form::Csv));
    let xlsx = xlsx_parts(&bytes(Form::Xlsx));
    // The two are the same grids: the same parts, the same number of rows, one title each.
    let sizes =
        |parts: &Parts| parts.iter().map(|(name, rows)| (name.clone(), rows.len())).collect::<Vec<_>>();
    assert_eq!(sizes(&csv), sizes(&xlsx));

    let json: Value = serde_json::from_slice(&bytes(Form::Json)).unwrap();
    let mut together: BTreeMap<&str, Vec<BTreeSet<String>>> = BTreeMap::new();
    for (key, value) in json.as_object().unwrap() {
        let all = if let Value::Array(all) = value { all.iter().collect() } else { vec![value] };
        let out = together.entry(key).or_default();
        for value in all {
            contexts(value, &BTreeSet::new(), out);
        }
    }
    let page = lines(&String::from_utf8(bytes(Form::Html)).unwrap());

    let parts: BTreeSet<&str> = facts.iter().map(|fact| fact.part).collect();
    let named: BTreeSet<&str> = csv.keys().map(String::as_str).collect();
    assert_eq!(parts, named, "each part of the report has facts");
    let mut missing = Vec::new();
    for fact in &facts {
        let told = [
            ("CSV", holds(&csv, fact)),
            ("XLSX", holds(&xlsx, fact)),
            ("JSON", together[fact.key].iter().any(|found| fact.values.iter().all(|v| found.contains(v)))),
            ("HTML", page.iter().any(|line| fact.words.iter().all(|word| line.contains(word.as_str())))),
        ];
        for (form, _) in told.iter().filter(|(_, found)| !found) {
            missing.push(format!("{form}: {} {:?} {:?}", fact.part, fact.values, fact.words));
        }
    }
    assert!(
        missing.is_empty(),
        "{} of {} facts are missing:\n{}",
        missing.len(),
        facts.len(),
        missing.join("\n")
    );
    assert!(facts.len() > 700, "{}", facts.len());
}

/// A figure whose place under its question is read into the source says so wherever it is shown, the first screen too.
#[test]
fn what_is_inferred_says_so_on_the_first_screen() {
    let (rulebook, campaign) = example();
    let evaluation = campaign.evaluate(&rulebook, Some("2018-12-31".parse().unwrap()));
    for (lang, word) in [(Lang::Fr, ">déduit<"), (Lang::En, ">inferred<")] {
        let page =
            String::from_utf8(file(Form::Html, &evaluation, &campaign, &rulebook, lang).unwrap()).unwrap();
        let summary = page.split_once("id=\"resume\"").unwrap().1.split_once("</section>").unwrap().0;
        assert_eq!(summary.matches(word).count(), 11);
    }
}

/// The sheets of a French report hold no word of the program's own.
#[test]
fn the_sheets_speak_the_language_of_the_report() {
    let (rulebook, campaign) = example();
    let evaluation = campaign.evaluate(&rulebook, Some("2018-12-31".parse().unwrap()));
    let own =
        ["inferred", "sourced", "first year", "incomplete", "under way", "done", "late", "ratio", "not met"];
    for (name, rows) in csv_parts(&file(Form::Csv, &evaluation, &campaign, &rulebook, Lang::Fr).unwrap()) {
        for (column, cell) in rows.iter().flatten() {
            assert!(!own.contains(&cell.as_str()), "{name}, {column}: {cell}");
        }
    }
}

/// Each network's figure stands in the JSON with the tree that the page draws: its value, its formula and its cells.
#[test]
fn the_json_explains_the_figures_that_the_page_explains() {
    let (rulebook, campaign) = example();
    let evaluation = campaign.evaluate(&rulebook, Some("2018-12-31".parse().unwrap()));
    let bytes = |form| file(form, &evaluation, &campaign, &rulebook, Lang::Fr).unwrap();
    let json: Value = serde_json::from_slice(&bytes(Form::Json)).unwrap();
    let page = String::from_utf8(bytes(Form::Html)).unwrap();
    let trees = json["explanations"].as_array().unwrap();
    let networks = json["figures"].as_array().unwrap().iter().filter(|f| !f["reseau"].is_null());
    let networks: Vec<&Value> = networks.collect();
    assert_eq!(trees.len(), networks.len());
    for (tree, figure) in trees.iter().zip(networks) {
        for key in ["indicator", "reseau", "annee", "value", "why", "numerator", "denominator"] {
            assert_eq!(tree[key], figure[key], "{tree}");
        }
        let used = figure["rows"]["used"].as_u64().unwrap();
        let named = tree["rows"].as_array().unwrap().iter().filter(|row| row["fate"] == "used");
        assert_eq!(named.count() as u64, used.min(50));
        for cell in tree["rows"].as_array().unwrap().iter().flat_map(|row| row["cells"].as_array().unwrap()) {
            if let Some(place) = cell["cell"].as_str() {
                assert!(page.contains(&format!("{place} ")), "{place}");
            }
        }
    }
    // Without its rows a campaign explains nothing, and says so.
    let forgetful = {
        let examples = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/data");
        let inputs: Vec<Input> = find_files(&[examples]).0.into_iter().map(Input::Path).collect();
        Campaign::read(&inputs, &rulebook, &Options::default(), |_| ())
    };
    let short = forgetful.evaluate(&rulebook, Some("2018-12-31".parse().unwrap()));
    let json = file(Form::Json, &short, &forgetful, &rulebook, Lang::Fr).unwrap();
    assert_eq!(serde_json::from_slice::<Value>(&json).unwrap()["explanations"], Value::Null);
}
