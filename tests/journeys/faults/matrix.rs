//! Many faults, one after the other.

use std::collections::{BTreeMap, VecDeque};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Mutex, PoisonError};
use std::thread;

use journeys::{Site, Tier, Visitor, lock, max_browsers, skipped};

/// Something that goes wrong.
pub trait Fault: Sync {
    /// What, for the document.
    fn what(&self) -> &'static str;

    /// Whether it runs in the default tier as well, for all of its kind.
    fn runs_in_default_tier(&self) -> bool;

    /// Lets a visitor meet it, and gives its line of the table.
    fn run(&self, visitor: &Visitor) -> Vec<String>;
}

/// As many visitors as there may be browsers meet all of them. They go on after one that was not met
/// well, so that a run tells of all of these. A fault that this tier leaves out has the first
/// cell of its row alone. `None` where the engine lacks what a fault needs.
pub fn run_all<F: Fault>(
    site: impl Fn() -> Site + Sync,
    arrives: fn(&Visitor),
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
        arrives(visitor);
        let mut comes = Some(first);
        while let Some((index, fault)) = comes {
            visitor.begins(fault.what());
            match catch_unwind(AssertUnwindSafe(|| fault.run(visitor))) {
                Ok(row) => drop(lock(&rows).insert(index, row)),
                Err(ending) if skipped(&*ending) => {}
                Err(ending) => {
                    let report = visitor.reports(&*ending);
                    let told = format!("{}: see {}", fault.what(), report.display());
                    lock(&failed).push(told);
                }
            }
            comes = next();
        }
    };
    thread::scope(|scope| {
        for _ in 0..max_browsers() {
            // By the journey's name, for whoever is told of it.
            let name = thread::current().name().unwrap_or_default().to_owned();
            let visits = || {
                // Nobody comes for nothing.
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
    assert!(failed.is_empty(), "not met well: {failed:#?}");
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
