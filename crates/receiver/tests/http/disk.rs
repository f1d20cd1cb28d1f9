//! A disk that is full, and a folder that cannot be written.

use std::fs::{Permissions, copy, set_permissions};
use std::os::unix::fs::{PermissionsExt as _, chown};
use std::os::unix::process::CommandExt as _;
use std::process::Command;

use rustix::process::{Resource, Rlimit, geteuid, prlimit};
use serde_json::Value;

use crate::support::*;

/// The user `nobody`, for tests that run as root: for root no folder is read-only.
const OTHER_USER_ID: u32 = 65_534;

/// A request that takes some kilobytes.
fn long(number: usize) -> Value {
    let mut long = request(&id(number));
    long["message"] = "word ".repeat(390).into();
    long
}

/// Sends requests until one is not stored, and returns its number.
fn fill(receiver: &TestServer) -> usize {
    let rejected = (0..1000).find(|&number| receiver.post(&long(number)).status != 201);
    rejected.expect("the disk gets full")
}

/// Checks a full disk, then makes room and checks that requests are stored again.
fn check_full_disk(receiver: &TestServer, make_room: impl FnOnce()) {
    let rejected = fill(receiver);
    assert!(rejected > 0);
    let response = receiver.post(&long(rejected));
    assert!(
        !response
            .assert_problem(503)
            .header("retry-after")
            .is_empty()
    );
    // A small one may still find room.
    let mut forms = (0..1000).map(|number| {
        let message = number.to_string();
        let mut form = form();
        form.retain(|(name, _)| *name != "message");
        receiver.post_form(&[&form[..], &[("message", &message)]].concat())
    });
    let refused = forms.find(|response| response.status != 303);
    refused.expect("the disk is full").assert_page(503);
    // The health check fails. It writes one page, and may succeed while a request has no room.
    receiver.wait_for_health(503);
    // What writes nothing still works.
    assert_eq!(receiver.post(&long(0)).status, 201, "it is stored already");
    assert_eq!(receiver.get("/").status, 404);
    assert!(receiver.log().contains("a request could not be stored"));
    make_room();
    receiver.wait_for_health(200);
    assert_eq!(receiver.post(&long(rejected)).status, 201);
    receiver.assert_low_memory();
}

#[test]
fn while_no_file_may_grow_requests_are_rejected() {
    // The signal would end the process; without it a write fails as on a full disk. The unit is 512
    // bytes.
    let limits = "trap '' XFSZ; ulimit -S -f 1024";
    let receiver = TestServer::with_shell(limits, &["--rate-limit", "100000"]);
    check_full_disk(&receiver, || {
        let unlimited = Rlimit {
            current: None,
            maximum: None,
        };
        prlimit(Some(receiver.process()), Resource::Fsize, unlimited).expect("a limit");
    });
    let kept = receiver.current_ids();
    let receiver = receiver.restart();
    assert_eq!(receiver.current_ids(), kept);
}

/// A disk of one megabyte in memory, in a mount namespace of this process. Users other than root can
/// have one if the system allows it.
const SMALL_DISK: &str = "mkdir \"$FOLDER\" && mount -t tmpfs -o size=1m,mode=700 small \"$FOLDER\" && \
    head -c 300000 /dev/zero > \"$FOLDER/other\"";

#[test]
fn on_a_full_disk_requests_are_rejected_until_there_is_room() {
    let namespace = ["--map-root-user", "--mount"];
    let able = Command::new("unshare").args(namespace).arg("true").status();
    if !able.is_ok_and(|status| status.success()) {
        // Containers may forbid it. The test above checks the same everywhere.
        println!("not tried: this system gives no mount namespace");
        return;
    }
    let limits = format!(
        "if [ -z \"$INSIDE\" ]; then exec env INSIDE=yes unshare {} sh -c '{}\nexec \"$0\" \"$@\"' \"$0\" \"$@\"; fi",
        namespace.join(" "),
        SMALL_DISK
    );
    let receiver = TestServer::with_shell(&limits, &["--rate-limit", "100000"]);
    // From outside, its disk is below its root in /proc.
    let pid = receiver.process().as_raw_nonzero();
    let folder = receiver.database().parent().expect("a folder").to_owned();
    let other = format!("/proc/{pid}/root{}/other", folder.display());
    check_full_disk(&receiver, || std::fs::remove_file(other).expect("removed"));
}

/// A copy of the program that every user may run, to run as another user than the owner of the
/// database's folder.
struct OtherUser {
    folder: tempfile::TempDir,
}

impl OtherUser {
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

    /// The standard error of the program after the folder was made read-only.
    fn error_output(&self) -> String {
        let folder = self.folder.path().join("requests");
        set_permissions(folder, Permissions::from_mode(0o555)).expect("a mode");
        let mut program = Command::new(self.folder.path().join("receiver"));
        program.args(["serve", "--listen", "127.0.0.1:0", "--database"]);
        program.arg(self.database());
        // For root no folder is read-only.
        if geteuid().is_root() {
            program.uid(OTHER_USER_ID).gid(OTHER_USER_ID);
        }
        let output = program.output().expect("it runs");
        assert!(!output.status.success(), "it can be written");
        String::from_utf8(output.stderr).expect("text")
    }
}

#[test]
fn a_read_only_folder_is_reported_at_startup() {
    let other_user = OtherUser::new();
    let text = other_user.error_output();
    assert!(text.contains("Permission denied"), "{text}");
    assert!(
        text.contains(&other_user.database().display().to_string()),
        "{text}"
    );
    assert!(text.contains("--database"), "{text}");
}

#[test]
fn a_database_whose_write_ahead_log_cannot_be_written_is_reported_at_startup() {
    let other_user = OtherUser::new();
    let kept = TestServer::start();
    let database = kept.database();
    let _kept = kept.restart();
    copy(database, other_user.database()).expect("a copy");
    if geteuid().is_root() {
        chown(
            other_user.database(),
            Some(OTHER_USER_ID),
            Some(OTHER_USER_ID),
        )
        .expect("an owner");
    }
    let text = other_user.error_output();
    assert!(text.contains("its folder cannot be written"), "{text}");
    assert!(
        text.contains(&other_user.database().display().to_string()),
        "{text}"
    );
}
