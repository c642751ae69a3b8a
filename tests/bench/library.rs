//! The library as a Rust program uses it, for the comparison in `tests/bench`: CSV files in, located errors and the
//! figures by network and year and by region and year out, in one pass.
//!
//! ```text
//! bench check FOLDER                what was found in the CSV files of a folder, and the figures
//! bench time  FOLDER RUNS SECONDS   how long that takes: the first run, then up to RUNS within SECONDS
//! bench book  FILE   RUNS SECONDS   the same for reading a workbook into typed columns
//! ```
//!
//! Each prints one line of JSON; times come with the processor time of a later run and the peak memory before and after
//! the first.

use serde_json::{Value, json};
use spro::batch::{Batch, Column, State, Values};
use spro::bind::{self, read_workbook};
use spro::campaign::{Campaign, Input, Options, find_files};
use spro::indicator::{IndicatorValue, Level};
use spro::rulebook::{FieldType, Rulebook, Severity, Table};
use spro::sheet::{Limits, read_path};
use std::error::Error;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

/// The levels at which the figures are asked for.
const LEVELS: [&str; 2] = ["reseau,annee", "region,annee"];

/// Files to errors and figures.
fn run(inputs: &[Input], levels: &[Level]) -> (Campaign, Vec<Vec<IndicatorValue>>) {
    let rulebook = Rulebook::built_in();
    let campaign = Campaign::read(inputs, rulebook, &Options::default(), |_| ());
    let values = levels.iter().map(|level| campaign.values(rulebook, *level)).collect();
    (campaign, values)
}

/// A workbook to typed columns, the place of every cell kept: how many rows each table has, and the sum of its counts.
fn book(path: &Path) -> Result<Vec<(String, usize, i64)>, String> {
    let rulebook = Rulebook::built_in();
    let workbook = read_path(path, &Limits::default()).map_err(|e| e.to_string())?;
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let bound = read_workbook(&workbook, rulebook, &bind::Options { file_name: &name, network: None });
    let tables = rulebook.tables();
    let summed = bound.batches.iter().map(|batch| {
        let table = tables.get(usize::from(batch.table)).ok_or("a table is not known")?;
        Ok((table.code.clone(), batch.rows, counts(table, batch)))
    });
    summed.collect()
}

/// The sum of the counts that are there.
fn counts(table: &Table, batch: &Batch<'_>) -> i64 {
    let columns = table.fields.iter().zip(&batch.columns).filter(|(field, _)| field.kind == FieldType::Count);
    let of_column = |column: &Column<'_>| match &column.values {
        Values::Int(values) => {
            let present = values.iter().zip(&column.states).filter(|(_, state)| **state == State::Present);
            present.map(|(value, _)| value).sum()
        }
        _ => 0,
    };
    columns.map(|(_, column)| of_column(column)).sum()
}

fn main() -> Result<(), Box<dyn Error>> {
    let mut given = std::env::args().skip(1);
    let mut next = |what: &str| given.next().ok_or_else(|| format!("missing: {what}"));
    let (mode, path) = (next("check, time or book")?, PathBuf::from(next("a path")?));
    // Compiled once in a process: the peers, too, are timed after they are imported.
    let _ = Rulebook::built_in();
    let answer = if mode == "book" {
        let mut times = timed(|| book(&path).map(|_| ()), next("runs")?.parse()?, next("seconds")?.parse()?)?;
        if let Some(times) = times.as_object_mut() {
            times.insert("tables".into(), json!(book(&path)?));
        }
        times
    } else {
        let levels = LEVELS.iter().map(|level| level.parse()).collect::<Result<Vec<Level>, _>>();
        let levels = levels.map_err(|_| "a level is not known")?;
        let (files, _) = find_files(&[path]);
        let inputs: Vec<Input> = files.into_iter().map(Input::Path).collect();
        match mode.as_str() {
            "check" => checked(&inputs, &levels),
            _ => timed(
                || {
                    run(&inputs, &levels)
                        .0
                        .failures()
                        .first()
                        .map_or(Ok(()), |failure| Err(failure.to_string()))
                },
                next("runs")?.parse()?,
                next("seconds")?.parse()?,
            )?,
        }
    };
    println!("{answer}");
    Ok(())
}

/// The first run, then up to `runs` more within `seconds`.
fn timed(work: impl Fn() -> Result<(), String>, runs: usize, seconds: f64) -> Result<Value, Box<dyn Error>> {
    let once = || {
        let start = Instant::now();
        work().map(|()| start.elapsed().as_secs_f64())
    };
    let (base, first, most) = (peak()?, once()?, peak()?);
    let (mut later, begun, before) = (Vec::new(), Instant::now(), processor()?);
    while later.len() < runs && begun.elapsed() < Duration::from_secs_f64(seconds) {
        later.push(once()?);
    }
    let spent = (processor()? - before) / f64::from(u32::try_from(later.len().max(1))?);
    Ok(json!({ "cold": first, "processor": spent, "base_mb": base, "peak_mb": most, "times": later }))
}

/// Everything that was found and every figure there is, to be held against the truth.
fn checked(inputs: &[Input], levels: &[Level]) -> Value {
    let rulebook = Rulebook::built_in();
    let (campaign, values) = run(inputs, levels);
    let findings = campaign.submissions().iter().flat_map(|s| &s.findings);
    let errors = findings.filter(|f| f.severity(rulebook) != Severity::Info).map(|finding| {
        let code = finding.code(rulebook);
        let table = code.split('.').next().unwrap_or_default();
        let rule = code.rsplit('.').next().unwrap_or_default();
        let fields = rulebook.tables().get(usize::from(finding.table)).map(|t| &t.fields);
        let field = finding.field.and_then(|f| fields?.get(usize::from(f))).map(|f| f.code.as_str());
        json!([table, finding.row, field.unwrap_or_default(), rule])
    });
    let figures = values.iter().zip(LEVELS).flat_map(|(values, level)| {
        let by = level.split(',').next().unwrap_or_default();
        values.iter().filter_map(move |figure| {
            let indicator = rulebook.indicators().get(usize::from(figure.indicator))?;
            let network =
                figure.group.network.and_then(|n| rulebook.networks().get(usize::try_from(n).ok()?));
            let territory = network.map_or(rulebook.region().label.get(spro::value::Lang::Fr), |n| &n.code);
            let value = figure.value.as_ref().ok()?.to_string();
            Some(json!([by, territory, figure.group.year, indicator.code, value]))
        })
    });
    json!({ "errors": errors.collect::<Vec<_>>(), "figures": figures.collect::<Vec<_>>() })
}

/// Megabytes of memory that the process has held at most (`VmHWM`).
fn peak() -> Result<f64, Box<dyn Error>> {
    let status = std::fs::read_to_string("/proc/self/status")?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).ok_or("no VmHWM")?;
    let kilobytes: f64 = line.trim().trim_end_matches(" kB").parse()?;
    Ok(kilobytes / 1024.0)
}

/// Seconds of processor time that all threads of the process have used.
fn processor() -> Result<f64, Box<dyn Error>> {
    const TICKS_A_SECOND: f64 = 100.0;
    let stat = std::fs::read_to_string("/proc/self/stat")?;
    let after_name = stat.rsplit(')').next().ok_or("no name in stat")?;
    let of_user_and_system = after_name.split_whitespace().skip(11).take(2);
    let ticks: Vec<f64> = of_user_and_system.map(str::parse).collect::<Result<_, _>>()?;
    Ok(ticks.iter().sum::<f64>() / TICKS_A_SECOND)
}
