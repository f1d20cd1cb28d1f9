//! A disk that is full, and a folder that cannot be written.

use std::fs::{Permissions, copy, set_permissions};
use std::os::unix::fs::{PermissionsExt as _, chown};
use std::os::unix::process::CommandExt as _;
use std::process::Command;

use rustix::process::{Resource, Rlimit, geteuid, prlimit};
use serde_json::Value;

use crate::support::*;

/// Everybody's, where the tests run as root: for root no folder is read-only.
const NOBODY: u32 = 65_534;

/// A request that takes some kilobytes.
fn long(number: usize) -> Value {
    let mut long = request(&id(number));
    long["message"] = "word ".repeat(390).into();
    long
}

/// Sends requests until one is not kept, and gives the number of that one.
fn fill(receiver: &Receiver) -> usize {
    let refused = (0..1000).find(|&number| receiver.post(&long(number)).status != 201);
    refused.expect("the disk has an end")
}

/// What has to hold on a full disk, and once there is room again.
fn is_full_until(receiver: &Receiver, make_room: impl FnOnce()) {
    let refused = fill(receiver);
    assert!(refused > 0);
    let answer = receiver.post(&long(refused));
    assert!(!answer.is_problem(503).header("retry-after").is_empty());
    receiver.post_form(&form()).is_page(503);
    // Whoever watches over it is told. A check takes a page, and there may be room for some when
    // there is none for a request.
    receiver.comes_to_be(503);
    // What needs no disk goes on.
    assert_eq!(receiver.post(&long(0)).status, 201, "it is there already");
    assert_eq!(receiver.get("/").status, 404);
    assert!(receiver.log().contains("a request could not be stored"));
    make_room();
    receiver.comes_to_be(200);
    assert_eq!(receiver.post(&long(refused)).status, 201);
    receiver.stayed_small();
}

#[test]
fn where_no_file_may_grow_requests_are_refused_until_it_may() {
    // The signal would end the process; without it a write fails as on a full disk. In units of
    // 512 bytes.
    let limits = "trap '' XFSZ; ulimit -S -f 1024";
    let receiver = Receiver::limited(limits, &["--rate-limit", "100000"]);
    is_full_until(&receiver, || {
        let unlimited = Rlimit {
            current: None,
            maximum: None,
        };
        prlimit(Some(receiver.process()), Resource::Fsize, unlimited).expect("a limit");
    });
    let kept = receiver.current();
    let receiver = receiver.restart();
    assert_eq!(receiver.current(), kept);
}

/// A disk of one megabyte in memory, for this process alone: in a mount namespace, which a user
/// that is not root may also have where the system lets users have namespaces.
const SMALL_DISK: &str = "mkdir \"$FOLDER\" && mount -t tmpfs -o size=1m,mode=700 small \"$FOLDER\" && \
    head -c 300000 /dev/zero > \"$FOLDER/other\"";

#[test]
fn on_a_full_disk_requests_are_refused_until_there_is_room() {
    let namespace = ["--map-root-user", "--mount"];
    let able = Command::new("unshare").args(namespace).arg("true").status();
    if !able.is_ok_and(|status| status.success()) {
        // Containers may forbid it. The test above has the same course everywhere.
        println!("not tried: this system gives no mount namespace");
        return;
    }
    let limits = format!(
        "if [ -z \"$INSIDE\" ]; then exec env INSIDE=yes unshare {} sh -c '{}\nexec \"$0\" \"$@\"' \"$0\" \"$@\"; fi",
        namespace.join(" "),
        SMALL_DISK
    );
    let receiver = Receiver::limited(&limits, &["--rate-limit", "100000"]);
    // Seen from outside, its disk is below its root.
    let pid = receiver.process().as_raw_nonzero();
    let folder = receiver.database().parent().expect("a folder").to_owned();
    let other = format!("/proc/{pid}/root{}/other", folder.display());
    is_full_until(&receiver, || std::fs::remove_file(other).expect("removed"));
}

/// The program in a folder that anybody may read, to be run by somebody else than the owner of
/// the folder beside it.
struct Stranger {
    folder: tempfile::TempDir,
}

impl Stranger {
    fn new() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let program = folder.path().join("receiver");
        copy(env!("CARGO_BIN_EXE_receiver"), program).expect("a copy");
        set_permissions(folder.path(), Permissions::from_mode(0o755)).expect("a mode");
        std::fs::create_dir(folder.path().join("requests")).expect("a folder");
        Self { folder }
    }

    fn database(&self) -> std::path::PathBuf {
        self.folder.path().join("requests/requests.sqlite3")
    }

    /// What the program says once nobody may write in the folder any more.
    fn complaint(&self) -> String {
        let folder = self.folder.path().join("requests");
        set_permissions(folder, Permissions::from_mode(0o555)).expect("a mode");
        let mut program = Command::new(self.folder.path().join("receiver"));
        program.args(["serve", "--listen", "127.0.0.1:0", "--database"]);
        program.arg(self.database());
        // For root no folder is read-only.
        if geteuid().is_root() {
            program.uid(NOBODY).gid(NOBODY);
        }
        let output = program.output().expect("it runs");
        assert!(!output.status.success(), "it can be written");
        String::from_utf8(output.stderr).expect("text")
    }
}

#[test]
fn a_folder_that_cannot_be_written_is_told_at_the_start() {
    let stranger = Stranger::new();
    let text = stranger.complaint();
    assert!(text.contains("Permission denied"), "{text}");
    assert!(
        text.contains(&stranger.database().display().to_string()),
        "{text}"
    );
    assert!(text.contains("--database"), "{text}");
}

#[test]
fn a_database_whose_journal_cannot_be_written_is_told_at_the_start() {
    let stranger = Stranger::new();
    let kept = Receiver::start();
    let database = kept.database();
    let _kept = kept.restart();
    copy(database, stranger.database()).expect("a copy");
    if geteuid().is_root() {
        chown(stranger.database(), Some(NOBODY), Some(NOBODY)).expect("an owner");
    }
    let text = stranger.complaint();
    assert!(text.contains("its folder cannot be written"), "{text}");
    assert!(
        text.contains(&stranger.database().display().to_string()),
        "{text}"
    );
}
