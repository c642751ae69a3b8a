//! The library as a Rust program uses it, for the comparison in `tests/bench`: CSV files in, located errors and the
//! figures by network and year and by region and year out, in one pass.
//!
//! `bench MODE FOLDER RUNS SECONDS` reads the CSV files of the folder. `check` prints what was found and the figures;
//! `time` prints the seconds of the first run and of up to `RUNS` later ones, the processor time of a later one, and the
//! peak memory before and after the first.

use serde_json::{Value, json};
use spro::campaign::{Campaign, Input, Options, find_files};
use spro::indicator::{IndicatorValue, Level};
use spro::rulebook::{Rulebook, Severity};
use std::error::Error;
use std::path::PathBuf;
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

fn main() -> Result<(), Box<dyn Error>> {
    let mut given = std::env::args().skip(1);
    let mut next = |what: &str| given.next().ok_or_else(|| format!("missing: {what}"));
    let mode = next("check or time")?;
    let folder = PathBuf::from(next("the folder")?);
    let levels = LEVELS.iter().map(|level| level.parse()).collect::<Result<Vec<Level>, _>>();
    let levels = levels.map_err(|_| "a level is not known")?;
    let (files, failures) = find_files(&[folder]);
    if let Some(failure) = failures.first() {
        return Err(failure.to_string().into());
    }
    let inputs: Vec<Input> = files.into_iter().map(Input::Path).collect();
    let answer = match mode.as_str() {
        "check" => checked(&inputs, &levels),
        _ => timed(&inputs, &levels, next("runs")?.parse()?, next("seconds")?.parse()?)?,
    };
    println!("{answer}");
    Ok(())
}

/// The first run, then up to `runs` more within `seconds`.
fn timed(inputs: &[Input], levels: &[Level], runs: usize, seconds: f64) -> Result<Value, Box<dyn Error>> {
    // Compiled once in a process: the peers, too, are timed after they are imported.
    let _ = Rulebook::built_in();
    let once = || {
        let start = Instant::now();
        let answer = run(inputs, levels);
        let spent = start.elapsed();
        if let Some(failure) = answer.0.failures().first() {
            return Err(failure.to_string());
        }
        Ok(spent.as_secs_f64())
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
