//! The store, without a network.

use contract::consultation::ContactBy;

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

/// A store in a folder of its own, and what arrives at it.
struct Desk {
    folder: tempfile::TempDir,
    store: Store,
}

impl Desk {
    fn new() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let store = Store::open(&folder.path().join("new/requests.sqlite3")).expect("a store");
        Self { folder, store }
    }

    fn accept(&self, request: ConsultationRequest) -> Result<RequestId, AcceptError> {
        self.accept_at(Moment::now(), Channel::Json, request)
    }

    fn accept_at(
        &self,
        now: Moment,
        channel: Channel,
        request: ConsultationRequest,
    ) -> Result<RequestId, AcceptError> {
        let mut random = [0; 16];
        getrandom::fill(&mut random).expect("random bytes");
        let fresh = RequestId::from_random(random);
        acceptance::accept(&mut self.connection(), &request, channel, fresh, now)
    }

    fn connection(&self) -> tokio::sync::MutexGuard<'_, Connection> {
        self.store.connection.blocking_lock()
    }

    fn arrive(&self, requests: impl IntoIterator<Item = ConsultationRequest>) {
        for request in requests {
            self.accept(request).expect("accepted");
        }
    }

    /// The names of the current requests, `None` where two are.
    fn current(&self) -> Vec<String> {
        let rows = self.store.rows(Which::Current).expect("rows");
        rows.into_iter().map(|row| row.request.name).collect()
    }

    fn all(&self) -> usize {
        self.store.rows(Which::All).expect("rows").len()
    }
}

#[test]
fn a_request_comes_back_as_it_was_sent() {
    let desk = Desk::new();
    desk.arrive([replacing(1, 9)]);
    let rows = desk.store.rows(Which::All).expect("rows");
    assert_eq!(rows[0].request, replacing(1, 9));
    assert!(
        rows[0].received_at.ends_with('Z'),
        "{}",
        rows[0].received_at
    );
}

#[test]
fn other_words_under_the_same_id_are_a_conflict() {
    let desk = Desk::new();
    desk.arrive([request(1), request(1)]);
    let mut changed = request(1);
    changed.name.push('!');
    assert!(matches!(desk.accept(changed), Err(AcceptError::Conflict)));
    assert_eq!(desk.all(), 1);
}

#[test]
fn the_newest_arrival_takes_the_place_of_all_that_name_the_same_request() {
    let desk = Desk::new();
    desk.arrive([request(1), replacing(2, 1), replacing(3, 1)]);
    assert_eq!(desk.current(), ["Visitor 3"]);
    // A late one that was overtaken on its way is the newest arrival all the same.
    desk.arrive([replacing(4, 1)]);
    assert_eq!(desk.current(), ["Visitor 4"]);
}

#[test]
fn a_request_that_arrives_after_its_successors_is_superseded_at_once() {
    let desk = Desk::new();
    desk.arrive([replacing(2, 1), replacing(3, 1), request(1)]);
    assert_eq!(desk.current(), ["Visitor 3"]);
    let rows = desk.store.rows(Which::All).expect("rows");
    assert_eq!(rows[2].superseded_by, Some(id(3)));
}

#[test]
fn a_line_of_successors_ends_in_one_request_in_every_order_of_arrival() {
    let line = [request(1), replacing(2, 1), replacing(3, 2)];
    for order in [
        [0, 1, 2],
        [0, 2, 1],
        [1, 0, 2],
        [1, 2, 0],
        [2, 0, 1],
        [2, 1, 0],
    ] {
        let desk = Desk::new();
        desk.arrive(order.map(|at| line[at].clone()));
        assert_eq!(desk.current(), ["Visitor 3"], "{order:?}");
    }
}

#[test]
fn requests_that_name_each_other_in_a_circle_never_all_vanish() {
    let desk = Desk::new();
    desk.arrive([replacing(1, 2), replacing(2, 1)]);
    assert_eq!(desk.current(), ["Visitor 2"]);
    let desk = Desk::new();
    desk.arrive([replacing(1, 2), replacing(2, 3), replacing(3, 1)]);
    assert_eq!(desk.current(), ["Visitor 3"]);
}

/// Every way in which three requests with the same words can arrive under three ids, or none, and
/// name each other.
#[test]
fn there_is_a_current_request_whatever_arrives_in_whatever_order() {
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
    let schema = include_str!("schema.sql");
    connection.execute_batch(schema).expect("the tables");
    for first in &arrivals {
        for second in &arrivals {
            for third in &arrivals {
                let three = [first, second, third];
                for (number, (channel, request)) in (10..).zip(three) {
                    acceptance::accept(&mut connection, request, *channel, id(number), at(0))
                        .expect("accepted");
                    let current = row::read(&connection, Which::Current).expect("rows");
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
    let desk = Desk::new();
    desk.arrive([replacing(2, 1), replacing(3, 1), replacing(2, 1)]);
    assert_eq!(desk.current(), ["Visitor 3"]);
}

#[test]
fn a_row_that_staff_deleted_does_not_stop_later_requests() {
    let desk = Desk::new();
    desk.arrive([replacing(2, 1), replacing(3, 2)]);
    desk.connection()
        .execute("DELETE FROM consultation WHERE id = ?1", [id(3).as_str()])
        .expect("deleted");
    desk.arrive([request(1)]);
    assert_eq!(desk.all(), 2);
}

/// As `docs/backends.md` says how to.
#[test]
fn one_persons_request_can_be_deleted_with_all_that_it_took_the_place_of() {
    let document = include_str!("../../../../docs/backends.md");
    let (_, from) = document.split_once("```sql\n").expect("the statement");
    let (statement, _) = from.split_once("```").expect("its end");
    let desk = Desk::new();
    desk.accept_at(at(0), Channel::Native, native(3))
        .expect("accepted");
    desk.accept_at(at(60), Channel::Json, replacing(3, 2))
        .expect("accepted");
    desk.arrive([replacing(2, 1), request(1), request(4)]);
    assert_eq!(desk.current(), ["Visitor 3", "Visitor 4"]);
    let statement = statement.replace('…', id(3).as_str());
    desk.connection()
        .execute_batch(&statement)
        .expect("deleted");
    assert_eq!(desk.current(), ["Visitor 4"]);
    assert_eq!(desk.all(), 1);
}

#[test]
fn a_database_of_another_program_is_left_alone() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("other.sqlite3");
    let other = Connection::open(&path).expect("a database");
    other
        .execute_batch("CREATE TABLE recipes (name TEXT)")
        .expect("a table");
    assert!(matches!(Store::open(&path), Err(OpenError::Foreign(_))));
    other
        .pragma_update(None, "user_version", 2)
        .expect("a version");
    assert!(matches!(Store::open(&path), Err(OpenError::Newer(_))));
    let tables: i64 = other
        .query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0))
        .expect("a count");
    assert_eq!(tables, 1);
}

#[test]
fn a_commit_is_on_disk_before_it_is_reported() {
    let desk = Desk::new();
    let connection = desk.connection();
    let mode: String = connection
        .query_row("PRAGMA journal_mode", [], |row| row.get(0))
        .expect("a mode");
    let synchronous: i64 = connection
        .query_row("PRAGMA synchronous", [], |row| row.get(0))
        .expect("a level");
    assert_eq!((mode.as_str(), synchronous), ("wal", 2));
    assert!(desk.folder.path().join("new").is_dir());
}

/// A request that a browser posts by itself, as often as somebody presses the button.
fn native(number: u8) -> ConsultationRequest {
    ConsultationRequest {
        id: None,
        ..request(number)
    }
}

fn at(second: u64) -> Moment {
    Moment::since_1970(std::time::Duration::from_millis(
        1_800_000_000_250 + second * 1000,
    ))
}

#[test]
fn a_request_has_the_time_that_the_clock_said() {
    let desk = Desk::new();
    desk.accept_at(at(0), Channel::Json, request(1))
        .expect("accepted");
    let rows = desk.store.rows(Which::All).expect("rows");
    assert_eq!(rows[0].received_at, "2027-01-15T08:00:00.250Z");
}

#[test]
fn the_same_words_by_native_post_are_the_same_request_for_ten_minutes() {
    let desk = Desk::new();
    for second in [0, 1, 599, 601] {
        desk.accept_at(at(second), Channel::Native, native(1))
            .expect("accepted");
    }
    assert_eq!(desk.all(), 2);
}

#[test]
fn what_an_awake_page_sends_takes_the_place_of_the_same_words_that_the_browser_has_posted() {
    let awake = |number| ConsultationRequest {
        page: "https://clinic.example/care".into(),
        utm_source: "letter".into(),
        name: "Visitor 1".into(),
        ..request(number)
    };
    let desk = Desk::new();
    let posted = desk
        .accept_at(at(0), Channel::Native, native(1))
        .expect("accepted");
    desk.accept_at(at(60), Channel::Json, awake(2))
        .expect("accepted");
    let current = desk.store.rows(Which::Current).expect("rows");
    assert_eq!(current.len(), 1, "{current:?}");
    assert_eq!(current[0].request.id, Some(id(2)));
    assert_eq!(current[0].request.utm_source, "letter");
    let all = desk.store.rows(Which::All).expect("rows");
    assert_eq!(all[0].request.id, Some(posted));
    // Later, or with another word, it is another request.
    let other = ConsultationRequest {
        message: "Something else.".into(),
        ..awake(4)
    };
    for (second, later, awake) in [(1_000, 601, awake(3)), (3_000, 60, other)] {
        let before = desk.current().len();
        desk.accept_at(at(second), Channel::Native, native(1))
            .expect("accepted");
        desk.accept_at(at(second + later), Channel::Json, awake)
            .expect("accepted");
        assert_eq!(desk.current().len(), before + 2);
    }
}

#[test]
fn what_the_browser_posts_after_an_awake_page_has_sent_the_same_words_is_the_same_request() {
    let awake = |number| ConsultationRequest {
        page: "https://clinic.example/care".into(),
        utm_source: "letter".into(),
        name: "Visitor 1".into(),
        ..request(number)
    };
    let desk = Desk::new();
    for (second, number) in [(0, 2), (1_000, 3)] {
        desk.accept_at(at(second), Channel::Json, awake(number))
            .expect("accepted");
        let posted = desk.accept_at(at(second + 60), Channel::Native, native(1));
        assert_eq!(posted.expect("accepted"), id(number));
    }
    assert_eq!(desk.all(), 2);
    // Later, or with another word, it is another request.
    let other = ConsultationRequest {
        message: "Something else.".into(),
        ..native(1)
    };
    for (second, request) in [(1_061, other), (1_700, native(1))] {
        let before = desk.all();
        desk.accept_at(at(second), Channel::Native, request)
            .expect("accepted");
        assert_eq!(desk.all(), before + 1);
    }
}

#[test]
fn a_clock_that_is_set_back_changes_no_order_and_makes_no_second_request() {
    let desk = Desk::new();
    let hour = 3600;
    desk.accept_at(at(hour), Channel::Native, native(1))
        .expect("accepted");
    desk.accept_at(at(0), Channel::Native, native(1))
        .expect("accepted");
    desk.accept_at(at(0), Channel::Json, replacing(2, 7))
        .expect("accepted");
    desk.accept_at(at(hour), Channel::Json, replacing(3, 7))
        .expect("accepted");
    desk.accept_at(at(0), Channel::Json, replacing(4, 7))
        .expect("accepted");
    assert_eq!(desk.current(), ["Visitor 1", "Visitor 4"]);
}
