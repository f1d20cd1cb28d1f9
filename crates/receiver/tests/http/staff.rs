//! How staff work with requests, beside a receiver that runs.

use std::io::Write as _;
use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;
use std::process::{Command, Stdio};

use serde_json::Value;

use crate::support::*;

/// What staff see and write belongs to one person each.
fn visitor(id: &str, name: &str, email: &str, message: &str) -> Value {
    let mut request = request(id);
    request["name"] = name.into();
    request["email"] = email.into();
    request["message"] = message.into();
    request
}

/// Two people, of whom the first has sent three versions.
fn receiver() -> TestServer {
    let receiver = TestServer::start();
    let mut first = visitor(A, "Ana Núñez", "ana@example.org", "The first words.");
    receiver.post(&first);
    for (id, words) in [(B, "The second words."), (C, "The third words.")] {
        first["id"] = id.into();
        first["replaces"] = A.into();
        first["message"] = words.into();
        receiver.post(&first);
    }
    let mut other = visitor(&id(7), "Ben Gray", "ben@example.org", "Others.");
    other["contact_by"] = "phone".into();
    other["phone"] = "(617) 555-0123".into();
    assert_eq!(receiver.post(&other).status, 201);
    receiver
}

/// Runs a command, with what the person types. Returns both outputs and whether it succeeded.
fn run_typing(receiver: &TestServer, arguments: &[&str], typed: &str) -> (String, String, bool) {
    let mut child = Command::new(env!("CARGO_BIN_EXE_receiver"))
        .args(arguments)
        .arg("--database")
        .arg(receiver.database())
        .env("SUDO_USER", "nurse")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("it starts");
    let mut input = child.stdin.take().expect("its input");
    input.write_all(typed.as_bytes()).expect("typed");
    drop(input);
    let output = child.wait_with_output().expect("it ends");
    let text = |bytes| String::from_utf8(bytes).expect("text");
    (
        text(output.stdout),
        text(output.stderr),
        output.status.success(),
    )
}

/// The output of a command that succeeds.
fn run(receiver: &TestServer, arguments: &[&str]) -> String {
    let (text, error, ok) = run_typing(receiver, arguments, "");
    assert!(ok, "{arguments:?}: {error}");
    text
}

/// The errors of a command that fails.
fn failure(receiver: &TestServer, arguments: &[&str], typed: &str) -> String {
    let (_, error, ok) = run_typing(receiver, arguments, typed);
    assert!(!ok, "{arguments:?} succeeds");
    error
}

/// The line of the list with this name.
fn line(receiver: &TestServer, name: &str) -> String {
    let list = run(receiver, &["list"]);
    let line = list.lines().find(|line| line.contains(name));
    line.unwrap_or_else(|| panic!("{name}: {list}")).to_owned()
}

#[test]
fn the_list_says_what_is_new_read_and_done() {
    let receiver = receiver();
    let ana = || line(&receiver, "Ana");
    assert!(ana().contains("new, replaces another"), "{}", ana());
    assert!(line(&receiver, "Ben").contains("  new  "));
    run(&receiver, &["show", "CCCC-CCCC"]);
    assert!(ana().contains("read 20"), "{}", ana());
    run(&receiver, &["done", "cccccccc"]);
    assert!(ana().contains("done 20"), "{}", ana());
    run(&receiver, &["done", "--undo", C]);
    assert!(ana().contains("read 20"), "{}", ana());
    let (_, error, _) = run_typing(&receiver, &["list"], "");
    assert!(error.contains("Left out: 2"), "{error}");
    let (all, error, _) = run_typing(&receiver, &["list", "--all"], "");
    assert_eq!((all.matches("replaced").count(), error.as_str()), (2, ""));
}

#[test]
fn a_request_is_shown_with_its_versions_and_notes() {
    let receiver = receiver();
    run(
        &receiver,
        &["note", "cccc-cccc", "Called back.\nNobody there."],
    );
    let shown = run(&receiver, &["show", A]);
    for words in [
        "CCCC-CCCC",
        "The third words.",
        "It replaced (1):",
        "The first words.",
        "It replaced (2):",
        "The second words.",
        "Called back.",
        "consent_wording",
    ] {
        assert!(shown.contains(words), "{words}: {shown}");
    }
    assert!(!shown.contains("Others."), "{shown}");
}

#[test]
fn a_reference_that_means_no_request_or_several_is_refused() {
    let receiver = receiver();
    let twin = C.replace("-cccc-4ccc", "-cccc-4ddd");
    receiver.post(&visitor(&twin, "Min", "min@example.org", "Twin."));
    for command in ["show", "done"] {
        let error = failure(&receiver, &[command, "0123-4567"], "");
        assert!(error.contains("no request has"), "{error}");
        let error = failure(&receiver, &[command, "CCCC-CCCC"], "");
        assert!(error.contains(C) && error.contains(&twin), "{error}");
        // An address is enough to erase, and not to tell people apart.
        failure(&receiver, &[command, "ana@example.org"], "");
    }
    assert!(run(&receiver, &["show", &twin]).contains("Twin."));
}

/// Whether any file of the database's folder has these bytes.
fn is_in_a_file(folder: &Path, words: &str) -> bool {
    let files = std::fs::read_dir(folder).expect("a folder");
    files
        .map(|file| std::fs::read(file.expect("a file").path()).expect("its bytes"))
        .any(|bytes| {
            let words = words.as_bytes();
            bytes.windows(words.len()).any(|found| found == words)
        })
}

#[test]
fn what_was_erased_is_in_no_file_while_the_receiver_runs() {
    let receiver = receiver();
    let database = receiver.database();
    let folder = database.parent().expect("a folder");
    run(&receiver, &["note", C, "A note about her."]);
    let all = [
        "Ana N",
        "ana@example.org",
        "first words",
        "third words",
        "about her",
    ];
    for words in all {
        assert!(is_in_a_file(folder, words), "{words}");
    }
    let error = failure(&receiver, &["erase", "Ana@example.org"], "no\n");
    assert!(error.contains("nothing was erased"), "{error}");
    assert_eq!(receiver.rows().len(), 4);
    let (text, error, ok) = run_typing(&receiver, &["erase", "Ana@example.org"], "yes\n");
    assert!(ok, "{error}");
    assert!(
        text.contains("Ana Núñez") && text.contains("in 3 versions, and 1 notes"),
        "{text}"
    );
    for words in all {
        assert!(!is_in_a_file(folder, words), "{words}");
    }
    assert_eq!(receiver.current_ids(), [id(7)]);
    // The receiver goes on.
    assert_eq!(
        receiver
            .post(&visitor(&id(8), "Zoe", "zoe@example.org", "New."))
            .status,
        201
    );
    let backup = folder.join("backup").display().to_string();
    run(&receiver, &["backup", &backup]);
    for words in all {
        assert!(!is_in_a_file(folder, words), "{words}");
    }
    failure(&receiver, &["erase", "ana@example.org"], "yes\n");
}

#[test]
fn a_person_is_found_by_telephone_number_however_it_is_written() {
    let receiver = receiver();
    let error = failure(&receiver, &["erase", "617 555 0124"], "yes\n");
    assert!(error.contains("no request has"), "{error}");
    let text = run(&receiver, &["erase", "--yes", "617.555.0123"]);
    assert!(text.contains("Ben Gray"), "{text}");
    assert_eq!(receiver.current_ids(), [C]);
}

#[test]
fn while_others_read_the_erasure_says_that_the_log_is_not_cleared() {
    let receiver = receiver();
    let reader = rusqlite::Connection::open(receiver.database()).expect("the database");
    reader
        .execute_batch("BEGIN; SELECT * FROM consultation")
        .expect("a look");
    let error = failure(&receiver, &["erase", "--yes", C], "");
    assert!(error.contains("-wal"), "{error}");
    reader.execute_batch("COMMIT").expect("the end");
    assert_eq!(receiver.current_ids(), [id(7)]);
    let database = receiver.database();
    let folder = database.parent().expect("a folder");
    let error = failure(&receiver, &["erase", C], "");
    assert!(error.contains("no request has"), "{error}");
    assert!(!is_in_a_file(folder, "third words"));
}

#[test]
fn old_requests_are_pruned_the_done_ones_or_all() {
    let receiver = receiver();
    receiver.sql("UPDATE consultation SET received_at = '2020-01-01T00:00:00.000Z'");
    assert_eq!(receiver.post(&request(&id(9))).status, 201);
    run(&receiver, &["done", C]);
    let error = failure(&receiver, &["prune", "--older-than", "100"], "");
    assert!(error.contains("nothing was erased"), "{error}");
    let text = run(
        &receiver,
        &["prune", "--older-than", "100", "--done", "--yes"],
    );
    assert!(text.contains("1 requests that are done"), "{text}");
    assert_eq!(receiver.current_ids(), [id(7), id(9)]);
    run(&receiver, &["prune", "--older-than", "100", "--yes"]);
    assert_eq!(receiver.current_ids(), [id(9)]);
    assert_eq!(receiver.rows().len(), 1, "with every version");
    let text = run(&receiver, &["prune", "--older-than", "100", "--yes"]);
    assert!(text.contains("No request is that old"), "{text}");
}

#[test]
fn a_backup_is_whole_private_and_new() {
    let receiver = receiver();
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("backup.sqlite3");
    let path = file.display().to_string();
    run(&receiver, &["backup", &path]);
    let mode = file.metadata().expect("a file").permissions().mode();
    assert_eq!(mode & 0o777, 0o600);
    let (list, ..) = command(&["export", "--format", "json", "--all", "--database", &path]);
    let rows: Vec<Value> = serde_json::from_str(&list).expect("JSON");
    assert_eq!(rows.len(), 4);
    let error = failure(&receiver, &["backup", &path], "");
    assert!(error.contains(&path), "{error}");
}

#[test]
fn every_look_and_act_is_recorded_without_a_word_of_the_visitors() {
    let receiver = receiver();
    for arguments in [
        &["list"][..],
        &["export", "--format", "csv"],
        &["show", C],
        &["note", C, "About Ana."],
        &["done", C],
        &["erase", "--yes", "ana@example.org"],
        &["verify"],
    ] {
        run(&receiver, arguments);
    }
    let database = rusqlite::Connection::open(receiver.database()).expect("the database");
    let mut statement = database
        .prepare("SELECT who, action, what FROM audit ORDER BY entry")
        .expect("a query");
    let entries = statement.query_map([], |row| {
        Ok([row.get::<_, String>(0)?, row.get(1)?, row.get(2)?])
    });
    let entries: Vec<_> = entries
        .expect("rows")
        .map(|entry| entry.expect("texts"))
        .collect();
    let actions: Vec<_> = entries
        .iter()
        .map(|[_, action, _]| action.as_str())
        .collect();
    assert_eq!(
        actions,
        ["list", "export", "show", "note", "done", "show", "erase"]
    );
    assert!(
        entries.iter().all(|[who, ..]| who == "nurse"),
        "{entries:?}"
    );
    let text = format!("{entries:?}");
    assert!(
        text.contains("CCCC-CCCC") && text.contains("2 requests"),
        "{text}"
    );
    assert!(!text.contains("Ana") && !text.contains("ana@"), "{text}");
}

#[test]
fn a_changed_record_is_found() {
    let receiver = receiver();
    run(&receiver, &["show", C]);
    run(&receiver, &["done", C]);
    run(&receiver, &["verify"]);
    receiver.sql("DELETE FROM audit WHERE action = 'show'");
    let error = failure(&receiver, &["verify"], "");
    assert!(
        error.contains("the audit table was changed: entry 1"),
        "{error}"
    );
}

#[test]
fn staff_work_while_the_receiver_is_stopped() {
    let mut receiver = receiver();
    receiver.terminate();
    assert!(receiver.wait().success());
    run(&receiver, &["done", C]);
    assert!(line(&receiver, "Ana").contains("done 20"));
    run(&receiver, &["verify"]);
}
