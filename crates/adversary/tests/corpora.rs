//! Every file of the corpora, given to its target again: what the fuzzer found once stays mended.

use std::path::Path;

/// The corpora, a folder for each target.
const CORPORA: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../fuzz/corpus");

#[test]
fn every_file_of_each_corpus_is_read_as_it_should_be() {
    for (target, body) in adversary::TARGETS {
        let folder = Path::new(CORPORA).join(target);
        let files = std::fs::read_dir(&folder).unwrap_or_else(|_| panic!("{}", folder.display()));
        let mut read = 0;
        for file in files {
            let path = file.expect("a file").path();
            // The last one of these is the one that failed.
            eprintln!("{}", path.display());
            body(&std::fs::read(&path).expect("its bytes"));
            read += 1;
        }
        assert!(read >= 3, "{target} has a corpus");
    }
}

#[test]
fn every_target_has_a_program_of_the_fuzzer() {
    let manifest = concat!(env!("CARGO_MANIFEST_DIR"), "/../../fuzz/Cargo.toml");
    let manifest = std::fs::read_to_string(manifest).expect("the fuzzer's manifest");
    let programs = manifest.matches("[[bin]]").count();
    assert_eq!(programs, adversary::TARGETS.len());
    for (target, _) in adversary::TARGETS {
        assert!(
            manifest.contains(&format!("name = \"{target}\"")),
            "{target}"
        );
        let folder = Path::new(CORPORA).with_file_name("fuzz_targets");
        let program = std::fs::read_to_string(folder.join(format!("{target}.rs")));
        let program = program.unwrap_or_else(|_| panic!("{target} has a program"));
        assert!(
            program.contains(&format!("run(\"{target}\", bytes)")),
            "{target}"
        );
    }
}
