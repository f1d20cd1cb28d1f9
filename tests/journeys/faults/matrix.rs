//! Many faults, one after the other.

use std::collections::{BTreeMap, VecDeque};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::thread;

use journeys::{Site, Visitor, left_out};

/// Something that goes wrong.
pub trait Fault: Sync {
    /// What, for the document.
    fn what(&self) -> &'static str;

    /// Lets a visitor meet it, and gives its line of the table.
    fn is_met(&self, visitor: &Visitor) -> Vec<String>;
}

/// Two visitors meet all of them. Both go on after one that was not met well, so that a run tells
/// of all of these. `None` where some are left out, since the engine lacks what they need.
pub fn met<F: Fault>(
    site: impl Fn() -> Site + Sync,
    arrives: fn(&Visitor),
    faults: &[F],
) -> Option<Vec<Vec<String>>> {
    let left: VecDeque<_> = faults.iter().enumerate().collect();
    let left = Mutex::new(left);
    let next = || locked(&left).pop_front();
    let rows = Mutex::new(BTreeMap::new());
    let failed = Mutex::new(Vec::new());
    let visit = |visitor: &Visitor, first: (usize, &F)| {
        arrives(visitor);
        let mut comes = Some(first);
        while let Some((index, fault)) = comes {
            match catch_unwind(AssertUnwindSafe(|| fault.is_met(visitor))) {
                Ok(row) => drop(locked(&rows).insert(index, row)),
                Err(ending) if left_out(&*ending) => {}
                Err(ending) => {
                    visitor.tells_what_is_seen();
                    let why = ending.downcast_ref::<String>().map_or("", String::as_str);
                    locked(&failed).push(format!("{}: {why}", fault.what()));
                }
            }
            comes = next();
        }
    };
    thread::scope(|scope| {
        for _ in 0..2 {
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
    (rows.len() == faults.len()).then(|| rows.into_values().collect())
}

fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
