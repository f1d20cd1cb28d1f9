//! What helps a reader decide is whole, and fair to each option.

use serde_json::{Value, json};

use super::{assert_wrong, check, small_with};

fn answer() -> Value {
    json!({ "text": "To see", "options": ["They do.", "They do."] })
}

#[test]
fn the_exercise_has_steps_questions_and_answers() {
    for (path, what) in [
        ("decision.steps", "at least one step"),
        ("decision.aspects", "at least one question"),
        ("decision.aspects[1].answers", "at least one answer"),
        ("decision.questions.items", "at least one question"),
        ("decision.leaning.levels", "at least one level"),
        ("decision.readiness.items", "at least one short question"),
    ] {
        let pointer = format!("/{}", path.replace(['.', '['], "/").replace(']', ""));
        assert_wrong(&pointer, json!([]), path, &[what]);
    }
}

#[test]
fn an_answer_is_said_back_for_each_option() {
    let path = "decision.aspects[0].answers[0].options";
    for options in [json!([]), json!(["It does."]), json!(["A.", "B.", "C."])] {
        let count = format!("said back {} times", options.as_array().map_or(0, Vec::len));
        let words = [&count[..], "it needs 2, one for each of the options"];
        assert_wrong(
            "/decision/aspects/0/answers/0/options",
            options,
            path,
            &words,
        );
    }
}

#[test]
fn no_option_has_much_more_said_of_it_than_another() {
    let pointer = "/decision/aspects/0/answers/0/options";
    let path = "decision.aspects[0].answers[0].options";
    let words = ["one option has 4 words and another 7", "as many"];
    let options = json!([
        "One two **three** four.[^S1]",
        "One two three four five six seven."
    ]);
    assert_wrong(pointer, options, path, &words);
    let fair = json!(["One two **three** four.", "One two three four five six."]);
    assert_eq!(check(small_with(pointer, fair)), []);
}

#[test]
fn there_are_as_many_answers_and_questions_as_the_page_shows() {
    // One more is in the second aspect.
    let answers = |count| Value::Array(vec![answer(); count]);
    let pointer = "/decision/aspects/0/answers";
    assert_eq!(check(small_with(pointer, answers(11))), []);
    let words = ["there are 13 answers; the page shows at most 12"];
    assert_wrong(pointer, answers(12), "decision.aspects", &words);

    let items = |count| json!(vec!["Why?"; count]);
    let pointer = "/decision/questions/items";
    assert_eq!(check(small_with(pointer, items(10))), []);
    let words = ["there are 11 questions; the page shows at most 10"];
    assert_wrong(pointer, items(11), "decision.questions.items", &words);

    let pointer = "/decision/leaning/levels";
    assert_eq!(check(small_with(pointer, items(4))), []);
    let words = ["there are 5 levels; the page shows at most 4"];
    assert_wrong(pointer, items(5), "decision.leaning.levels", &words);

    let checks = |count| {
        json!(vec![
            json!({ "question": "Do you?", "take": "Do I?" });
            count
        ])
    };
    let pointer = "/decision/readiness/items";
    assert_eq!(check(small_with(pointer, checks(4))), []);
    let words = ["there are 5 short questions; the page shows at most 4"];
    assert_wrong(pointer, checks(5), "decision.readiness.items", &words);
}
