//! Meetings made from a seed: the same rows on every machine.
#![allow(dead_code, reason = "each benchmark uses a part")]

use spro::batch::{Batch, Column, RowPlace, State, Values};
use spro::rulebook::Rulebook;
use std::borrow::Cow;
use std::fmt::Write;

/// One meeting, as a coordinator would type it.
#[derive(Debug, Clone, Copy)]
pub struct Meeting {
    /// Position of the network.
    pub network: u32,
    pub year: i64,
    /// Days since 1 January 1970; of another year in one row of a hundred.
    pub day: i64,
    pub invited: i64,
    /// More than were invited in one row of a hundred.
    pub present: i64,
    /// One of a few thousand subjects.
    pub subject: u32,
}

/// The generator of random numbers known as SplitMix64: small, and the same everywhere.
pub struct Seed(pub u64);

impl Seed {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A number from 0 to `end - 1`.
    fn below(&mut self, end: u64) -> u64 {
        self.next() % end
    }
}

/// `rows` meetings of all networks and of the years 2016 to 2018, in no order.
pub fn meetings(rows: usize) -> impl Iterator<Item = Meeting> {
    let mut seed = Seed(2017);
    let networks = Rulebook::built_in().networks().len() as u64;
    // 1 January of 2016, 2017, 2018 and 2019.
    let starts = [16_801_i64, 17_167, 17_532, 17_897];
    (0..rows).map(move |_| {
        let year = seed.below(3) as usize;
        let wrong_year = seed.below(100) == 0;
        let shown = if wrong_year { (year + 1) % 3 } else { year };
        let length = (starts[shown + 1] - starts[shown]) as u64;
        let invited = seed.below(40) as i64;
        let too_many = seed.below(100) == 0;
        let present = if too_many { invited + 1 } else { seed.below(invited as u64 + 1) as i64 };
        Meeting {
            network: seed.below(networks) as u32,
            year: 2016 + year as i64,
            day: starts[shown] + seed.below(length) as i64,
            invited,
            present,
            subject: seed.below(4096) as u32,
        }
    })
}

/// The same as columns of the built-in table `reunions`.
pub fn batch(rows: usize) -> Batch<'static> {
    let all: Vec<Meeting> = meetings(rows).collect();
    let (at, table) = Rulebook::built_in().table("reunions").expect("the built-in table");
    let ints = |get: fn(&Meeting) -> i64| Values::Int(Cow::Owned(all.iter().map(get).collect()));
    let columns = table.fields.iter().map(|field| {
        let values = match field.code.as_str() {
            "reseau" => Values::Code(all.iter().map(|m| m.network).collect()),
            "annee" => ints(|m| m.year),
            "date" => ints(|m| m.day),
            "structures_invitees" => ints(|m| m.invited),
            "structures_participantes" => ints(|m| m.present),
            "objet" => {
                Values::Text(all.iter().map(|m| Cow::Owned(format!("Réunion {}", m.subject))).collect())
            }
            _ => {
                let blank = vec![0; rows];
                return Column { values: Values::Int(Cow::Owned(blank)), states: vec![State::Blank; rows] };
            }
        };
        Column { values, states: vec![State::Present; rows] }
    });
    Batch {
        table: at as u16,
        sheet: 0,
        source: vec![None; table.fields.len()],
        first_row: 0,
        rows,
        places: RowPlace::Consecutive(1),
        columns: columns.collect(),
    }
}

/// The same as a CSV file of field codes, with subjects that differ: `,` and `2017-03-02`, or `;` and `02/03/2017`.
pub fn csv(rows: usize, french: bool) -> String {
    let networks = Rulebook::built_in().networks();
    let mut out = String::from("reseau,annee,date,structures_invitees,structures_participantes,objet\n");
    if french {
        out = out.replace(',', ";");
    }
    for (number, meeting) in meetings(rows).enumerate() {
        let Meeting { year, invited, present, .. } = meeting;
        let network = &networks[meeting.network as usize].code;
        let day = chrono::NaiveDate::default() + chrono::TimeDelta::days(meeting.day);
        let written = if french {
            let day = day.format("%d/%m/%Y");
            writeln!(out, "{network};{year};{day};{invited};{present};Comité de pilotage – séance {number}")
        } else {
            let day = day.format("%Y-%m-%d");
            writeln!(out, "{network},{year},{day},{invited},{present},Comité de pilotage – séance {number}")
        };
        written.expect("writing to a text cannot fail");
    }
    out
}
