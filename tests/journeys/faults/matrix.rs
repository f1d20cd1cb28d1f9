//! Runs the rows of a matrix of faults.

use std::collections::{BTreeMap, VecDeque};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Mutex, PoisonError};
use std::thread;

use journeys::{Site, Tier, Visitor, lock, max_browsers, skipped};

pub trait Row: Sync {
    /// The first cell of its row in the document.
    fn what(&self) -> &'static str;

    /// Whether it represents its kind in the default tier.
    fn runs_in_default_tier(&self) -> bool;

    /// Runs it with a visitor, and returns its row of the table.
    fn run(&self, visitor: &Visitor) -> Vec<String>;
}

/// Runs all faults in as many browsers as there may be. A failure does not stop the others. Faults
/// that this tier skips have the first cell of their row only. `None` if the engine lacks a
/// feature.
pub fn run_all<F: Row>(
    site: impl Fn() -> Site + Sync,
    prepare: fn(&Visitor),
    faults: &[F],
) -> Option<Vec<Vec<String>>> {
    let runs = |(_, fault): &(usize, &F)| fault.runs_in_default_tier();
    let of_this_run: VecDeque<_> = Tier::current()
        .rows(faults.iter().enumerate(), runs)
        .collect();
    let count = of_this_run.len();
    let left = Mutex::new(of_this_run);
    let next = || lock(&left).pop_front();
    let rows = Mutex::new(BTreeMap::new());
    let failed = Mutex::new(Vec::new());
    let visit = |visitor: &Visitor, first: (usize, &F)| {
        prepare(visitor);
        let mut current = Some(first);
        while let Some((index, fault)) = current {
            visitor.begins(fault.what());
            match catch_unwind(AssertUnwindSafe(|| fault.run(visitor))) {
                Ok(row) => drop(lock(&rows).insert(index, row)),
                Err(payload) if skipped(&*payload) => {}
                Err(payload) => {
                    let report = visitor.reports(&*payload);
                    let line = format!("{}: see {}", fault.what(), report.display());
                    lock(&failed).push(line);
                }
            }
            current = next();
        }
    };
    thread::scope(|scope| {
        for _ in 0..max_browsers() {
            // The thread gets the name of the journey.
            let name = thread::current().name().unwrap_or_default().to_owned();
            let visits = || {
                // No browser without a fault.
                if let Some(first) = next() {
                    site().visit(|visitor| visit(visitor, first));
                }
            };
            let started = thread::Builder::new()
                .name(name)
                .spawn_scoped(scope, visits);
            started.expect("a thread starts");
        }
    });
    let failed = failed.into_inner().unwrap_or_else(PoisonError::into_inner);
    assert!(failed.is_empty(), "failed rows: {failed:#?}");
    let rows = rows.into_inner().unwrap_or_else(PoisonError::into_inner);
    if rows.len() < count {
        return None;
    }
    let row = |(index, fault): (usize, &F)| {
        let seen = rows.get(&index).cloned();
        seen.unwrap_or_else(|| vec![fault.what().to_owned()])
    };
    Some(faults.iter().enumerate().map(row).collect())
}
