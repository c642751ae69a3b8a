//! The page stands alone and stays harmless, whatever the data is called.

use super::html;
use crate::campaign::{Campaign, Options};
use crate::evaluation::tests::{read, small_rulebook};
use crate::rulebook::Rulebook;
use crate::value::Lang;

const HOSTILE: [&str; 5] =
    ["<script>alert(1)</script>", "\"quoted\" & 'single'", "Réseau 🧭", "رابطة التوجيه", "</style><b>=1+1"];

#[allow(clippy::expect_used, reason = "a test may fail loudly")]
fn page(rulebook: &Rulebook, rows: &str, day: &str, lang: Lang) -> String {
    let campaign = read(rulebook, rows);
    let day = Some(day.parse().expect("a day"));
    html(&campaign.evaluate(rulebook, day), &campaign, rulebook, lang)
}

/// The rows of a campaign in which every network returned both years.
fn rows(networks: &[&str]) -> String {
    let line = |name: &str, year, present| {
        format!("\"{}\",{year},10,{present},\"<img src=x>\"\n", name.replace('"', "\"\""))
    };
    networks.iter().flat_map(|name| [line(name, 2016, 5), line(name, 2017, 20)]).collect()
}

#[test]
fn hostile_names_stay_texts() {
    let rulebook = small_rulebook(&HOSTILE, "");
    let page = page(&rulebook, &rows(&HOSTILE), "2017-12-31", Lang::Fr);
    for forbidden in ["<script", "<img", "<b>", " style=", " onload=", "http://", "https://", "javascript:"] {
        assert!(!page.contains(forbidden), "{forbidden}");
    }
    assert!(page.contains("&lt;script&gt;alert(1)&lt;/script&gt;"));
    assert!(page.contains("رابطة التوجيه") && page.contains("🧭"));
    assert_eq!(page.matches("</style>").count(), 1);
}

/// Every element that is opened is closed, in order: screen readers get the tree that was meant.
#[test]
fn elements_are_closed_in_order_and_anchors_lead_somewhere() {
    let rulebook = small_rulebook(&HOSTILE, "");
    for page in [
        page(&rulebook, &rows(&HOSTILE), "2017-12-31", Lang::Fr),
        page(&rulebook, "", "2016-01-01", Lang::En),
        page(Rulebook::built_in(), "", "2017-12-31", Lang::Fr),
    ] {
        let mut open: Vec<&str> = Vec::new();
        let body = page.split_once("</style>").unwrap().1;
        for tag in body.split('<').skip(1).map(|part| part.split('>').next().unwrap()) {
            let name = tag.split([' ', '/']).find(|n| !n.is_empty()).unwrap();
            if tag.starts_with('/') {
                let opened = open.pop();
                assert!(
                    opened == Some(name) || name == "head" || name == "html" && opened.is_none(),
                    "{opened:?} {name}"
                );
            } else if !["br", "meta", "!DOCTYPE"].contains(&name) {
                open.push(name);
            }
        }
        for link in page.split("href=\"#").skip(1).map(|part| part.split('"').next().unwrap()) {
            assert_eq!(page.matches(&format!(" id=\"{link}\"")).count(), 1, "#{link}");
        }
    }
}

#[test]
fn what_is_not_known_is_said_and_never_zero() {
    let rulebook = small_rulebook(&["A", "B"], "");
    let nothing = page(&rulebook, "", "2017-12-31", Lang::Fr);
    assert!(nothing.contains("Aucun chiffre ne peut être calculé") && nothing.contains("tableau non rendu"));
    assert!(nothing.contains("Pas de verdict : aucun seuil n’a été fixé."));
    let early = page(&rulebook, "", "2016-01-01", Lang::Fr);
    assert!(early.contains("il n’y a encore rien à évaluer"));
    // Every row is rejected: more present than invited.
    let rejected = page(&rulebook, "A,2016,1,2,x\nB,2016,1,2,x\n", "2016-12-31", Lang::Fr);
    assert!(rejected.contains("Aucun chiffre ne peut être calculé"));
    assert!(rejected.contains("lignes écartées par « reunions.presents-au-plus-invites »"));
    assert!(!rejected.contains("200\u{a0}%"));
}

#[test]
fn with_too_many_networks_departments_stand_for_them() {
    let names: Vec<String> = (0..400).map(|n| format!("Réseau {n}")).collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let rulebook = small_rulebook(&names, "");
    let page = page(&rulebook, &rows(&names[..300]), "2017-12-31", Lang::Fr);
    assert!(page.contains("Les réseaux sont trop nombreux pour cette page"));
    // Of 400 networks 300 returned 2016; all of them were wrong in 2017.
    assert!(page.contains("300/400") && page.len() < 2_000_000, "{}", page.len());
}

/// One network alone: its figures are those of the region, and nothing ranks or spreads.
#[test]
fn one_network_alone_has_no_rank() {
    let rulebook = small_rulebook(&["Seul"], "");
    let page = page(&rulebook, &rows(&["Seul"]), "2016-12-31", Lang::Fr);
    assert!(page.contains("50\u{a0}%") && page.contains("1<small>\u{a0}/\u{a0}1</small>"));
    assert!(!page.contains("rang 1/") && !page.contains("médiane"));
}

/// A day before the first milestone, and nothing returned: every form says so, and none has a figure.
#[test]
fn before_anything_is_due_every_form_is_empty_and_whole() {
    use crate::report::{Form, file};
    let rulebook = Rulebook::built_in();
    let nothing = Campaign::read(&[], rulebook, &Options::default(), |_| ());
    let evaluation = nothing.evaluate(rulebook, Some("2015-06-01".parse().unwrap()));
    let text =
        |form| String::from_utf8(file(form, &evaluation, &nothing, rulebook, Lang::Fr).unwrap()).unwrap();
    assert!(text(Form::Html).contains("il n’y a encore rien à évaluer"));
    let csv = text(Form::Csv);
    assert!(!csv.contains("\nChiffres;") && csv.contains("\nJalons;") && csv.contains("\nSources;"));
    let json: serde_json::Value = serde_json::from_str(&text(Form::Json)).unwrap();
    let empty = |key: &str| json.get(key).and_then(|v| v.as_array()).is_some_and(Vec::is_empty);
    assert!(empty("figures") && empty("findings") && empty("indicators") && empty("unreadable"));
    assert!(file(Form::Xlsx, &evaluation, &nothing, rulebook, Lang::Fr).unwrap().starts_with(b"PK"));
}

/// The most networks that a rulebook takes: every figure is there, and the page can still be opened.
#[test]
fn ten_thousand_networks_are_counted_and_fit_on_a_page() {
    use crate::evaluation::Territory;
    let names: Vec<String> = (0..10_000).map(|n| format!("Réseau {n}")).collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let rulebook = small_rulebook(&names, "");
    let rows: String = names.iter().map(|name| [name, ",2016,4,3,x\n"].concat()).collect();
    let campaign = read(&rulebook, &rows);
    let evaluation = campaign.evaluate(&rulebook, Some("2016-12-31".parse().unwrap()));
    // 2 indicators; the region, a department and the networks.
    assert_eq!(evaluation.figures.len(), 2 * 10_002);
    let region = evaluation.figure(1, Territory::Region, 2016).unwrap();
    assert_eq!(region.value.value, Ok("0.75".parse().unwrap()));
    let last = evaluation.figure(1, Territory::Network(9_999), 2016).unwrap();
    assert_eq!(last.position.map(|p| (p.rank, p.of)), Some((1, 10_000)));
    let page = html(&evaluation, &campaign, &rulebook, Lang::Fr);
    assert!(page.contains("10000/10000") && page.len() < 200_000, "{}", page.len());
}

#[test]
fn both_languages_have_every_section() {
    let rulebook = Rulebook::built_in();
    let campaign = Campaign::read(&[], rulebook, &Options::default(), |_| ());
    let evaluation = campaign.evaluate(rulebook, None);
    let [fr, en] = [Lang::Fr, Lang::En].map(|lang| html(&evaluation, &campaign, rulebook, lang));
    assert_eq!(fr.matches("<section").count(), en.matches("<section").count());
    assert!(fr.contains("<html lang=\"fr\">") && en.contains("<html lang=\"en\">"));
    assert!(en.contains("As of <strong>31 December 2016</strong>") && fr.contains("31 décembre 2016"));
}

/// The workbook, the CSV and the JSON have the same figures as the page, whatever the networks are called.
#[test]
fn the_other_forms_have_the_same_figures() {
    use crate::report::{Dialect, csv_parts, sheets, xlsx_long};
    use crate::wire::report_answer;
    let rulebook = small_rulebook(&HOSTILE, "");
    let campaign = read(&rulebook, &rows(&HOSTILE));
    let evaluation = campaign.evaluate(&rulebook, None);
    let answer = report_answer(&evaluation, &campaign, &rulebook, Lang::Fr);
    // 2 indicators, 7 territories, 2 years.
    assert_eq!(answer.evaluation.figures.len(), 28);
    let all = || sheets(&evaluation, &campaign, &rulebook, Lang::Fr);
    let text = csv_parts(all(), "partie", Dialect::Plain);
    let figures = text.lines().filter(|line| line.starts_with("Chiffres,"));
    assert_eq!(figures.count(), 28);
    assert!(text.contains("Chiffres,2,<script>alert(1)</script>,,,2016,0.5,part,5,10"), "{text}");
    let titles: Vec<String> = all().iter().map(|s| s.title().to_owned()).collect();
    assert_eq!(
        titles,
        ["Chiffres", "Dispersion", "Questions", "Indicateurs", "Complétude", "Constats", "Rapport"]
    );
    for sheet in all() {
        let (width, title, count) = (sheet.headers().len(), sheet.title().to_owned(), sheet.len());
        let rows: Vec<_> = sheet.into_rows().collect();
        // A row of a survey or of a finding may end early; none is longer than its headers.
        assert!(rows.iter().all(|row| row.len() <= width), "{title}");
        assert_eq!(rows.len(), count, "{title}");
    }
    assert!(xlsx_long(all()).is_ok());
}
