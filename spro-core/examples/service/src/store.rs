//! The database: submissions are added, never changed and never deleted. What counts is, for each network, table and
//! year, the last submission that holds it.

use crate::check::Checked;
use rusqlite::{Connection, OptionalExtension, Transaction, TransactionBehavior, params};
use serde::Serialize;
use serde_json::value::RawValue;
use spro::rulebook::Rulebook;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// The version of the tables below.
const VERSION: i32 = 1;

const TABLES: &str = "
    CREATE TABLE submission (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        received TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%SZ', 'now')),
        rulebook TEXT NOT NULL,
        rulebook_version TEXT NOT NULL,
        engine TEXT NOT NULL,
        network TEXT NOT NULL,
        year INTEGER
    ) STRICT;
    CREATE TABLE posted (
        submission INTEGER NOT NULL REFERENCES submission (id),
        position INTEGER NOT NULL,
        table_code TEXT NOT NULL,
        -- The cells as they were typed, and as they were understood on that day.
        raw TEXT NOT NULL,
        typed TEXT NOT NULL,
        -- The year of each row, or null.
        years TEXT NOT NULL,
        -- What was said about it.
        answer TEXT NOT NULL,
        PRIMARY KEY (submission, table_code)
    ) STRICT, WITHOUT ROWID;
    -- The years that a posted table speaks for; a null where a row has none.
    CREATE TABLE part (
        submission INTEGER NOT NULL REFERENCES submission (id),
        network TEXT NOT NULL,
        table_code TEXT NOT NULL,
        year INTEGER
    ) STRICT;
    CREATE INDEX part_of ON part (network, table_code, year, submission);
    PRAGMA user_version = 1;
";

/// Why the database cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// It was made by another version of the service.
    #[error("la base est de la version {0}, ce service attend la version {VERSION}")]
    Version(i32),
    /// What it holds was checked with another rulebook.
    #[error("la base a été remplie avec le référentiel « {0} »")]
    Rulebook(String),
    /// The database itself failed.
    #[error("base de données : {0}")]
    Sqlite(#[from] rusqlite::Error),
    /// What it holds is not what was put there.
    #[error("contenu de la base : {0}")]
    Content(#[from] serde_json::Error),
}

/// The database.
#[derive(Debug)]
pub struct Store {
    connection: Connection,
    /// Code and version of the rulebook.
    rulebook: (String, String),
}

/// A submission as it is shown again.
#[derive(Debug, Serialize)]
pub struct Kept {
    id: i64,
    received: String,
    rulebook: String,
    rulebook_version: String,
    engine: String,
    reseau: String,
    annee: Option<i32>,
    tables: Vec<KeptTable>,
}

#[derive(Debug, Serialize)]
struct KeptTable {
    table: String,
    rows: Box<RawValue>,
    typed: Box<RawValue>,
    answer: Box<RawValue>,
}

/// What was added.
#[derive(Debug)]
pub struct Added {
    /// Its number.
    pub id: i64,
    /// What counted before it, and does not any more.
    pub replaces: Vec<Replaced>,
}

/// A table and year whose place was taken.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub struct Replaced {
    /// Code of the table.
    pub table: String,
    /// The year.
    pub annee: i32,
    /// The submission that counted until then.
    pub id: i64,
}

/// Rows that count: those of one table in one submission.
#[derive(Debug)]
pub struct Counting {
    /// The submission.
    pub submission: i64,
    /// Code of its network.
    pub network: String,
    /// Code of the table.
    pub table: String,
    /// The rows as they were typed: JSON.
    pub raw: String,
    /// For each row, whether no later submission has taken its place.
    pub counts: Vec<bool>,
}

impl Store {
    /// Opens the database, or makes it.
    pub fn open(path: &Path, rulebook: &Rulebook) -> Result<Self, StoreError> {
        let mut connection = Connection::open(path)?;
        connection.busy_timeout(std::time::Duration::from_secs(10))?;
        // What is committed is on the disk before it is answered: nothing accepted is lost, whatever stops the process
        // or the machine.
        connection.pragma_update(None, "journal_mode", "WAL")?;
        connection.pragma_update(None, "synchronous", "FULL")?;
        connection.pragma_update(None, "foreign_keys", true)?;
        let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        match transaction.pragma_query_value(None, "user_version", |row| row.get(0))? {
            0 => transaction.execute_batch(TABLES)?,
            VERSION => {}
            other => return Err(StoreError::Version(other)),
        }
        let other: Option<String> = transaction
            .query_row(
                "SELECT rulebook FROM submission WHERE rulebook <> ?1 LIMIT 1",
                [rulebook.code()],
                |row| row.get(0),
            )
            .optional()?;
        transaction.commit()?;
        if let Some(other) = other {
            return Err(StoreError::Rulebook(other));
        }
        let rulebook = (rulebook.code().to_string(), rulebook.version().to_string());
        Ok(Self { connection, rulebook })
    }

    /// Adds a submission. When this returns, it is on the disk.
    pub fn add(&mut self, checked: &Checked) -> Result<Added, StoreError> {
        let transaction = self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let (code, version) = &self.rulebook;
        transaction.execute(
            "INSERT INTO submission (rulebook, rulebook_version, engine, network, year) VALUES (?1, ?2, ?3, ?4, ?5)",
            params![code, version, spro::VERSION, checked.network, checked.year],
        )?;
        let id = transaction.last_insert_rowid();
        let replaces = add_tables(&transaction, id, checked)?;
        transaction.commit()?;
        Ok(Added { id, replaces })
    }

    /// The number of the last submission; 0 where there is none.
    pub fn last(&self) -> Result<i64, StoreError> {
        let last = "SELECT coalesce(max(id), 0) FROM submission";
        Ok(self.connection.query_row(last, [], |row| row.get(0))?)
    }

    /// A submission by its number.
    pub fn get(&self, id: i64) -> Result<Option<Kept>, StoreError> {
        let found = self
            .connection
            .query_row(
                "SELECT received, rulebook, rulebook_version, engine, network, year FROM submission WHERE id = ?1",
                [id],
                |row| {
                    Ok(Kept {
                        id,
                        received: row.get(0)?,
                        rulebook: row.get(1)?,
                        rulebook_version: row.get(2)?,
                        engine: row.get(3)?,
                        reseau: row.get(4)?,
                        annee: row.get(5)?,
                        tables: Vec::new(),
                    })
                },
            )
            .optional()?;
        let Some(mut kept) = found else { return Ok(None) };
        let mut tables = self.connection.prepare(
            "SELECT table_code, raw, typed, answer FROM posted WHERE submission = ?1 ORDER BY position",
        )?;
        let mut rows = tables.query([id])?;
        while let Some(row) = rows.next()? {
            kept.tables.push(KeptTable {
                table: row.get(0)?,
                rows: RawValue::from_string(row.get(1)?)?,
                typed: RawValue::from_string(row.get(2)?)?,
                answer: RawValue::from_string(row.get(3)?)?,
            });
        }
        Ok(Some(kept))
    }

    /// The rows that count, by submission and table, in the order in which they came.
    pub fn counting(&self) -> Result<Vec<Counting>, StoreError> {
        let last = self.last_parts()?;
        let mut wanted: BTreeSet<i64> = BTreeSet::new();
        for of_table in last.values() {
            wanted.extend(of_table.years.values());
            wanted.insert(of_table.last);
        }
        let mut posted = self.connection.prepare(
            "SELECT network, table_code, raw, years FROM posted JOIN submission ON id = submission
             WHERE submission = ?1 ORDER BY position",
        )?;
        let mut counting = Vec::new();
        for submission in wanted {
            let mut rows = posted.query([submission])?;
            while let Some(row) = rows.next()? {
                let (network, table): (String, String) = (row.get(0)?, row.get(1)?);
                let years: Vec<Option<i32>> = serde_json::from_str(&row.get::<_, String>(3)?)?;
                let Some(of_table) = last.get(&(network.clone(), table.clone())) else { continue };
                let counts: Vec<bool> = years
                    .iter()
                    .map(|year| match year {
                        Some(year) => of_table.years.get(year) == Some(&submission),
                        None => of_table.last == submission,
                    })
                    .collect();
                if counts.contains(&true) {
                    counting.push(Counting { submission, network, table, raw: row.get(2)?, counts });
                }
            }
        }
        Ok(counting)
    }

    /// By network and table: the last submission of each year.
    fn last_parts(&self) -> Result<BTreeMap<(String, String), LastParts>, StoreError> {
        let mut parts = self.connection.prepare(
            "SELECT network, table_code, year, max(submission) FROM part GROUP BY network, table_code, year",
        )?;
        let mut rows = parts.query([])?;
        let mut last: BTreeMap<(String, String), LastParts> = BTreeMap::new();
        while let Some(row) = rows.next()? {
            let (year, submission): (Option<i32>, i64) = (row.get(2)?, row.get(3)?);
            let of_table = last.entry((row.get(0)?, row.get(1)?)).or_default();
            of_table.last = of_table.last.max(submission);
            if let Some(year) = year {
                of_table.years.insert(year, submission);
            }
        }
        Ok(last)
    }
}

/// The last submissions of one network's table.
#[derive(Debug, Default)]
struct LastParts {
    years: BTreeMap<i32, i64>,
    /// The last one of all: rows without a year count until the table comes again.
    last: i64,
}

fn add_tables(
    transaction: &Transaction<'_>,
    id: i64,
    checked: &Checked,
) -> Result<Vec<Replaced>, StoreError> {
    let mut replaces = Vec::new();
    let mut before = transaction
        .prepare("SELECT max(submission) FROM part WHERE network = ?1 AND table_code = ?2 AND year = ?3")?;
    for (position, table) in (0_i64..).zip(&checked.tables) {
        transaction.execute(
            "INSERT INTO posted (submission, position, table_code, raw, typed, years, answer)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
            params![
                id,
                position,
                table.code,
                table.raw,
                table.typed,
                serde_json::to_string(&table.years)?,
                serde_json::to_string(&table.answer)?,
            ],
        )?;
        // An empty table with a year says that there is nothing in that year.
        let years: BTreeSet<Option<i32>> =
            table.years.iter().copied().chain(checked.year.map(Some)).collect();
        for year in years {
            if let Some(annee) = year {
                let found: Option<i64> =
                    before.query_row(params![checked.network, table.code, annee], |row| row.get(0))?;
                replaces.extend(found.map(|id| Replaced { table: table.code.clone(), annee, id }));
            }
            transaction.execute(
                "INSERT INTO part (submission, network, table_code, year) VALUES (?1, ?2, ?3, ?4)",
                params![id, checked.network, table.code, year],
            )?;
        }
    }
    Ok(replaces)
}
