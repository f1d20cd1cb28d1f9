//! Runs each target on every file of its corpus, so that what the fuzzer found once stays fixed.

use std::path::Path;

/// The corpora, a folder for each target.
const CORPORA: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../fuzz/corpus");

#[test]
fn every_file_of_each_corpus_is_read_as_it_should_be() {
    for (target, body) in fuzz_targets::TARGETS {
        let folder = Path::new(CORPORA).join(target);
        let files = std::fs::read_dir(&folder).unwrap_or_else(|_| panic!("{}", folder.display()));
        let mut read = 0;
        for file in files {
            let path = file.expect("a file").path();
            // The last name printed is the one that failed.
            eprintln!("{}", path.display());
            body(&std::fs::read(&path).expect("its bytes"));
            read += 1;
        }
        assert!(read >= 3, "{target} has a corpus");
    }
}

#[test]
fn every_corpus_has_a_target() {
    let folders = std::fs::read_dir(CORPORA).expect("the corpora");
    let mut names: Vec<_> = folders
        .map(|folder| folder.expect("a folder").file_name())
        .collect();
    names.sort();
    assert_eq!(names, fuzz_targets::TARGETS.map(|(target, _)| target));
}
