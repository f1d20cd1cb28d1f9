//! Tests of the store, without a network.

use contract::consultation::ContactBy;

use tokio::sync::{MappedMutexGuard, MutexGuard};

use super::*;

fn id(number: u8) -> RequestId {
    RequestId::from_random([number; 16])
}

fn request(number: u8) -> ConsultationRequest {
    ConsultationRequest {
        id: Some(id(number)),
        name: format!("Visitor {number}"),
        contact_by: Some(ContactBy::Email),
        topics: vec!["risks".into(), "research".into()],
        consent_contact: true,
        ..Default::default()
    }
}

fn replacing(number: u8, old: u8) -> ConsultationRequest {
    ConsultationRequest {
        replaces: Some(id(old)),
        ..request(number)
    }
}

fn arrival(channel: Channel, new_id: RequestId) -> Arrival {
    Arrival {
        channel,
        new_id,
        consent_known: false,
    }
}

fn rows(connection: &Connection, selection: &Selection) -> Vec<Row> {
    let mut rows = Vec::new();
    let kept = row::for_each(connection, selection, |row| {
        rows.push(row);
        Ok::<_, rusqlite::Error>(())
    });
    kept.expect("rows");
    rows
}

/// A store in a folder of its own.
struct TestStore {
    folder: tempfile::TempDir,
    store: Store,
}

impl TestStore {
    fn new() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let store = Store::open(&folder.path().join("new/requests.sqlite3")).expect("a store");
        Self { folder, store }
    }

    fn insert(&self, request: ConsultationRequest) -> Result<RequestId, InsertError> {
        self.insert_at(Timestamp::now(), Channel::Json, request)
    }

    fn insert_at(
        &self,
        now: Timestamp,
        channel: Channel,
        request: ConsultationRequest,
    ) -> Result<RequestId, InsertError> {
        let mut random = [0; 16];
        getrandom::fill(&mut random).expect("random bytes");
        let new_id = RequestId::from_random(random);
        let arrival = arrival(channel, new_id);
        insert::insert(&mut self.connection(), &request, &arrival, now)
    }

    fn connection(&self) -> MappedMutexGuard<'_, Connection> {
        let database = self.store.database.blocking_lock();
        MutexGuard::map(database, |database| &mut database.connection)
    }

    fn insert_all(&self, requests: impl IntoIterator<Item = ConsultationRequest>) {
        for request in requests {
            self.insert(request).expect("inserted");
        }
    }

    /// The names of the current requests.
    fn current(&self) -> Vec<String> {
        let rows = self.rows(&Selection::default());
        rows.into_iter().map(|row| row.request.name).collect()
    }

    fn count(&self) -> usize {
        self.all().len()
    }

    fn all(&self) -> Vec<Row> {
        self.rows(&Selection {
            superseded: true,
            ..Selection::default()
        })
    }

    fn rows(&self, selection: &Selection) -> Vec<Row> {
        rows(&self.connection(), selection)
    }
}

#[test]
fn a_request_comes_back_as_it_was_sent() {
    let store = TestStore::new();
    store.insert_all([replacing(1, 9)]);
    let rows = store.all();
    assert_eq!(rows[0].request, replacing(1, 9));
    assert!(
        rows[0].received_at.ends_with('Z'),
        "{}",
        rows[0].received_at
    );
}

#[test]
fn other_content_under_the_same_id_is_a_conflict() {
    let store = TestStore::new();
    store.insert_all([request(1), request(1)]);
    let mut changed = request(1);
    changed.name.push('!');
    assert!(matches!(store.insert(changed), Err(InsertError::Conflict)));
    assert_eq!(store.count(), 1);
}

#[test]
fn the_newest_arrival_supersedes_all_that_name_the_same_request() {
    let store = TestStore::new();
    store.insert_all([request(1), replacing(2, 1), replacing(3, 1)]);
    assert_eq!(store.current(), ["Visitor 3"]);
    // A request that was overtaken on its way is still the newest arrival.
    store.insert_all([replacing(4, 1)]);
    assert_eq!(store.current(), ["Visitor 4"]);
}

#[test]
fn a_request_that_arrives_after_its_successors_is_superseded_at_once() {
    let store = TestStore::new();
    store.insert_all([replacing(2, 1), replacing(3, 1), request(1)]);
    assert_eq!(store.current(), ["Visitor 3"]);
    let rows = store.all();
    assert_eq!(rows[2].superseded_by, Some(id(3)));
}

#[test]
fn a_chain_of_successors_ends_in_one_request_in_every_order_of_arrival() {
    let chain = [request(1), replacing(2, 1), replacing(3, 2)];
    for order in [
        [0, 1, 2],
        [0, 2, 1],
        [1, 0, 2],
        [1, 2, 0],
        [2, 0, 1],
        [2, 1, 0],
    ] {
        let store = TestStore::new();
        store.insert_all(order.map(|at| chain[at].clone()));
        assert_eq!(store.current(), ["Visitor 3"], "{order:?}");
    }
}

#[test]
fn one_of_several_requests_that_name_each_other_stays_current() {
    let store = TestStore::new();
    store.insert_all([replacing(1, 2), replacing(2, 1)]);
    assert_eq!(store.current(), ["Visitor 2"]);
    let store = TestStore::new();
    store.insert_all([replacing(1, 2), replacing(2, 3), replacing(3, 1)]);
    assert_eq!(store.current(), ["Visitor 3"]);
}

/// Tries every way in which three requests with the same content can arrive, under three ids or none,
/// and name each other.
#[test]
fn some_request_is_current_after_every_order_of_arrival() {
    let ids = [1, 2, 3];
    let named = || [None].into_iter().chain(ids.map(|old| Some(id(old))));
    let arrivals: Vec<(Channel, ConsultationRequest)> = named()
        .flat_map(|replaces| {
            let by = |id: Option<u8>| ConsultationRequest {
                id: id.map(self::id),
                replaces: replaces.clone(),
                ..native(1)
            };
            let native = (Channel::Native, by(None));
            [native]
                .into_iter()
                .chain(ids.map(|id| (Channel::Json, by(Some(id)))))
        })
        .collect();
    let mut connection = Connection::open_in_memory().expect("a database");
    migrate::create(&mut connection).expect("the tables");
    for first in &arrivals {
        for second in &arrivals {
            for third in &arrivals {
                let three = [first, second, third];
                for (number, (channel, request)) in (10..).zip(three) {
                    let arrival = arrival(*channel, id(number));
                    insert::insert(&mut connection, request, &arrival, at(0)).expect("inserted");
                    let current = rows(&connection, &Selection::default());
                    assert!(!current.is_empty(), "{three:?}");
                }
                connection
                    .execute("DELETE FROM consultation", [])
                    .expect("deleted");
            }
        }
    }
}

#[test]
fn a_repeated_request_changes_nothing() {
    let store = TestStore::new();
    store.insert_all([replacing(2, 1), replacing(3, 1), replacing(2, 1)]);
    assert_eq!(store.current(), ["Visitor 3"]);
}

#[test]
fn a_row_that_staff_deleted_does_not_stop_later_requests() {
    let store = TestStore::new();
    store.insert_all([replacing(2, 1), replacing(3, 2)]);
    store
        .connection()
        .execute("DELETE FROM consultation WHERE id = ?1", [id(3).as_str()])
        .expect("deleted");
    store.insert_all([request(1)]);
    assert_eq!(store.count(), 2);
}

#[test]
fn a_database_of_another_program_stays_unchanged() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("other.sqlite3");
    let other = Connection::open(&path).expect("a database");
    other
        .execute_batch("CREATE TABLE recipes (name TEXT)")
        .expect("a table");
    assert!(matches!(Store::open(&path), Err(OpenError::Foreign(_))));
    other
        .pragma_update(None, "user_version", migrate::VERSION + 1)
        .expect("a version");
    assert!(matches!(Store::open(&path), Err(OpenError::Newer(_))));
    let tables: i64 = other
        .query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0))
        .expect("a count");
    assert_eq!(tables, 1);
}

#[test]
fn a_commit_is_on_disk_before_it_is_reported() {
    let store = TestStore::new();
    let connection = store.connection();
    let mode: String = connection
        .query_row("PRAGMA journal_mode", [], |row| row.get(0))
        .expect("a mode");
    let synchronous: i64 = connection
        .query_row("PRAGMA synchronous", [], |row| row.get(0))
        .expect("a level");
    assert_eq!((mode.as_str(), synchronous), ("wal", 2));
    assert!(store.folder.path().join("new").is_dir());
}

/// A native post.
fn native(number: u8) -> ConsultationRequest {
    ConsultationRequest {
        id: None,
        ..request(number)
    }
}

fn at(second: u64) -> Timestamp {
    Timestamp::from_unix(std::time::Duration::from_millis(
        1_800_000_000_250 + second * 1000,
    ))
}

#[test]
fn a_request_has_the_time_of_the_clock() {
    let store = TestStore::new();
    store
        .insert_at(at(0), Channel::Json, request(1))
        .expect("inserted");
    let rows = store.all();
    assert_eq!(rows[0].received_at, "2027-01-15T08:00:00.250Z");
}

#[test]
fn native_posts_with_the_same_content_are_one_request_for_ten_minutes() {
    let store = TestStore::new();
    for second in [0, 1, 599, 601] {
        store
            .insert_at(at(second), Channel::Native, native(1))
            .expect("inserted");
    }
    assert_eq!(store.count(), 2);
}

#[test]
fn json_supersedes_an_earlier_native_post_with_the_same_content() {
    let json = |number| ConsultationRequest {
        page: "https://clinic.example/care".into(),
        utm_source: "letter".into(),
        name: "Visitor 1".into(),
        ..request(number)
    };
    let store = TestStore::new();
    let posted = store
        .insert_at(at(0), Channel::Native, native(1))
        .expect("inserted");
    store
        .insert_at(at(60), Channel::Json, json(2))
        .expect("inserted");
    let current = store.rows(&Selection::default());
    assert_eq!(current.len(), 1, "{current:?}");
    assert_eq!(current[0].request.id, Some(id(2)));
    assert_eq!(current[0].request.utm_source, "letter");
    let all = store.all();
    assert_eq!(all[0].request.id, Some(posted));
    // Later, or with other content, it is another request.
    let other = ConsultationRequest {
        message: "Something else.".into(),
        ..json(4)
    };
    for (second, later, json) in [(1_000, 601, json(3)), (3_000, 60, other)] {
        let before = store.current().len();
        store
            .insert_at(at(second), Channel::Native, native(1))
            .expect("inserted");
        store
            .insert_at(at(second + later), Channel::Json, json)
            .expect("inserted");
        assert_eq!(store.current().len(), before + 2);
    }
}

#[test]
fn a_native_post_after_json_with_the_same_content_is_the_same_request() {
    let json = |number| ConsultationRequest {
        page: "https://clinic.example/care".into(),
        utm_source: "letter".into(),
        name: "Visitor 1".into(),
        ..request(number)
    };
    let store = TestStore::new();
    for (second, number) in [(0, 2), (1_000, 3)] {
        store
            .insert_at(at(second), Channel::Json, json(number))
            .expect("inserted");
        let posted = store.insert_at(at(second + 60), Channel::Native, native(1));
        assert_eq!(posted.expect("inserted"), id(number));
    }
    assert_eq!(store.count(), 2);
    // Later, or with other content, it is another request.
    let other = ConsultationRequest {
        message: "Something else.".into(),
        ..native(1)
    };
    for (second, request) in [(1_061, other), (1_700, native(1))] {
        let before = store.count();
        store
            .insert_at(at(second), Channel::Native, request)
            .expect("inserted");
        assert_eq!(store.count(), before + 1);
    }
}

#[test]
fn a_clock_that_is_set_back_changes_no_order_and_duplicates_no_request() {
    let store = TestStore::new();
    let hour = 3600;
    store
        .insert_at(at(hour), Channel::Native, native(1))
        .expect("inserted");
    store
        .insert_at(at(0), Channel::Native, native(1))
        .expect("inserted");
    store
        .insert_at(at(0), Channel::Json, replacing(2, 7))
        .expect("inserted");
    store
        .insert_at(at(hour), Channel::Json, replacing(3, 7))
        .expect("inserted");
    store
        .insert_at(at(0), Channel::Json, replacing(4, 7))
        .expect("inserted");
    assert_eq!(store.current(), ["Visitor 1", "Visitor 4"]);
}

#[test]
fn rows_can_be_read_from_a_day_on_and_the_last_ones_alone() {
    let store = TestStore::new();
    let day = 24 * 3600;
    for number in 1..=4 {
        store
            .insert_at(at(u64::from(number) * day), Channel::Json, request(number))
            .expect("inserted");
    }
    store.insert_all([replacing(5, 4)]);
    let names = |superseded, since: Option<&str>, last| {
        let since = since.map(|since| since.parse().expect("a moment"));
        let rows = store.rows(&Selection {
            superseded,
            since,
            last,
        });
        let names: Vec<_> = rows.into_iter().map(|row| row.request.name).collect();
        names.join(" ").replace("Visitor ", "")
    };
    // The fifth came today, by the clock of the machine.
    assert_eq!(names(true, None, None), "1 2 3 4 5");
    assert_eq!(names(true, None, Some(2)), "4 5");
    assert_eq!(names(false, None, Some(2)), "3 5");
    assert_eq!(names(false, None, Some(9)), "1 2 3 5");
    assert_eq!(names(true, Some("2027-01-18"), None), "3 4");
    assert_eq!(names(true, Some("2027-01-18T08:00:01Z"), None), "4");
    assert_eq!(names(true, Some("2027-01-17"), Some(1)), "4");
    assert_eq!(names(true, Some("2099-01-01"), Some(1)), "");
}

/// 50 requests name one id, and the next is refused.
#[test]
fn only_so_many_requests_name_the_same_one() {
    let store = TestStore::new();
    store.insert_all((2..51).map(|number| replacing(number, 1)));
    assert!(matches!(
        store.insert(replacing(51, 1)),
        Err(InsertError::Crowded)
    ));
    // A repetition is no further one.
    store.insert_all([replacing(50, 1), replacing(51, 2), request(1)]);
    assert_eq!(store.current(), ["Visitor 50", "Visitor 51"]);
}

/// Made by the receiver of that version: replaced requests, one by a form, texts of several scripts.
const VERSION_1: &[u8] = include_bytes!("../../tests/data/version-1.sqlite3");

#[test]
fn a_database_of_version_1_is_brought_up_to_date_and_kept_as_it_was() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("requests.sqlite3");
    let names = |connection: &Connection| -> Vec<String> {
        let mut statement = connection
            .prepare("SELECT name FROM consultation ORDER BY arrival")
            .expect("a query");
        let names = statement.query_map([], |row| row.get(0)).expect("rows");
        names.map(|name| name.expect("a name")).collect()
    };
    std::fs::write(&path, VERSION_1).expect("a file");
    assert!(matches!(Reader::open(&path), Err(OpenError::Older(_))));
    let before = names(&Connection::open(&path).expect("a database"));
    assert_eq!(before.len(), 7);

    let store = Store::open(&path).expect("a store");
    let store = TestStore { folder, store };
    assert_eq!(names(&store.connection()), before);
    let current = ["Ana Núñez", "山田太郎", "Zoë O’Neil", "Ben Gray", "Min"];
    assert_eq!(store.current(), current);
    // The digests of the old rows are those of new ones: the same form post is no further request.
    let all = store.all();
    let [json, form] = [3, 5].map(|at: usize| all[at].request.clone());
    let time = |row: &Row| {
        let unix =
            store
                .connection()
                .query_row("SELECT unixepoch(?1)", [&row.received_at], |row| {
                    row.get::<_, i64>(0)
                });
        Timestamp::from_unix(std::time::Duration::from_secs(
            unix.expect("a time").unsigned_abs() + 60,
        ))
    };
    for (request, known, at) in [(form, 5, time(&all[5])), (json, 4, time(&all[4]))] {
        let posted = ConsultationRequest {
            id: None,
            replaces: None,
            name: all[known].request.name.clone(),
            page: String::new(),
            utm_source: String::new(),
            utm_campaign: String::new(),
            ..request
        };
        let found = store.insert_at(at, Channel::Native, posted);
        assert_eq!(Some(found.expect("inserted")), all[known].request.id);
    }
    assert_eq!(store.count(), 7);

    let copy = store.folder.path().join("requests.sqlite3.version-1");
    let old = Connection::open(&copy).expect("the copy");
    assert_eq!(migrate::version(&old), Ok(1));
    assert_eq!(names(&old), before);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        let mode = copy.metadata().expect("a file").permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
    }
}

#[test]
fn a_new_database_has_the_schema_of_a_migrated_one() {
    let schema = |connection: &Connection| -> Vec<String> {
        let mut statement = connection
            .prepare("SELECT coalesce(sql, name) FROM sqlite_schema ORDER BY name")
            .expect("a query");
        let all = statement.query_map([], |row| row.get(0)).expect("rows");
        all.map(|sql| sql.expect("a text")).collect()
    };
    let new = TestStore::new();
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("requests.sqlite3");
    std::fs::write(&path, VERSION_1).expect("a file");
    let store = Store::open(&path).expect("a store");
    let migrated = TestStore { folder, store };
    assert_eq!(schema(&migrated.connection()), schema(&new.connection()));
}
