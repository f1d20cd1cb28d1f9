//! How many people an outcome happened to: as a picture, as numbers and as words, with a choice
//! between them.

use contract::guide::{Arm, Outcome, Study};

use super::Writer;
use super::dots::dots;
use super::people::people;
use markup::{Markup, html};

impl Writer<'_> {
    /// All three are rendered, and the style sheet shows the chosen one, so the choice works without
    /// scripts and starts no hydration. A screen reader has the numbers whichever is chosen.
    ///
    /// The choice applies to this block alone: native radio buttons in different sections cannot
    /// follow each other without a script. Put studies that are read together into one block.
    pub(super) fn outcome(&mut self, outcome: &Outcome) -> Markup {
        self.figures += 1;
        let id = format!("{}-figure-{}", self.part, self.figures);
        let studies: Vec<_> = outcome
            .studies
            .iter()
            .enumerate()
            .map(|(index, study)| self.study(outcome, study, &format!("{id}-{index}")))
            .collect();
        let any = outcome.studies.iter().any(is_counted);
        html::figure()
            .class("outcome")
            .attr("aria-labelledby", &id)
            .child(html::h3().attr("id", &id).text(&outcome.title))
            .children(any.then(|| self.views(&id)))
            .child(html::div().class("studies").children(studies))
            .children(any.then(|| key(outcome)))
            .child(self.line("figcaption", &outcome.caption))
    }

    fn views(&self, name: &str) -> Markup {
        let words = &self.guide.figures;
        let views = [
            ("picture", &words.picture),
            ("numbers", &words.numbers),
            ("words", &words.words),
        ];
        let views = views.map(|(view, label)| {
            let radio = html::input()
                .attr("type", "radio")
                .attr("name", name)
                .attr("value", view)
                .attr("checked", view == "picture");
            let label = html::span().text(label);
            html::label().class("check").child(radio).child(label)
        });
        html::fieldset()
            .class("views")
            .child(html::legend().text(&words.show))
            .children(views)
    }

    fn study(&mut self, outcome: &Outcome, study: &Study, id: &str) -> Markup {
        let title = html::p().class("study").attr("id", id);
        let title = self.inline(title, &study.title);
        let words = self.inline(html::p().class("words"), &study.words);
        if !is_counted(study) {
            // Pictures and numbers of nobody would look like results.
            return html::div().child(title).child(words);
        }
        let arms = study.arms.iter().map(|arm| self.arm(outcome, arm));
        html::div()
            .child(title)
            .child(html::div().class("picture").children(arms))
            .child(self.numbers(outcome, study, id))
            .children(self.difference(outcome, study))
            .child(words)
    }

    /// How the first of two groups differs from the second.
    fn difference(&self, outcome: &Outcome, study: &Study) -> Option<Markup> {
        let [first, second] = &study.arms[..] else {
            return None;
        };
        let words = &self.guide.figures;
        let words = words.difference(first.count?, second.count?, outcome.of);
        let difference = html::p()
            .class("difference")
            .text(format!("{}: ", first.label))
            .child(html::strong().text(words));
        Some(difference)
    }

    fn arm(&self, outcome: &Outcome, arm: &Arm) -> Markup {
        let words = &self.guide.figures;
        let Outcome { of, .. } = *outcome;
        let label = html::p().text(&arm.label);
        let arm_drawn = html::div().class("arm").child(label);
        let Some(count) = arm.count else {
            // A picture of zero people would look like a result.
            return arm_drawn.child(html::p().class("none").text(&words.none));
        };
        let name = format!(
            "{}: {} {}; {} {}",
            arm.label,
            words.count(count, of),
            outcome.counted,
            words.count(of.saturating_sub(count), of),
            outcome.others,
        );
        let picture = drawn(count, of, of)
            .attr("role", "img")
            .attr("aria-label", name);
        let number = html::strong().text(words.count(count, of));
        arm_drawn.child(picture).child(html::p().child(number))
    }

    fn numbers(&self, outcome: &Outcome, study: &Study, name: &str) -> Markup {
        let words = &self.guide.figures;
        let header = |scope: &str, text: &str| html::th().attr("scope", scope).text(text);
        let head = html::tr().children(
            [&words.group, &outcome.counted, &outcome.others].map(|text| header("col", text)),
        );
        let rows = study.arms.iter().map(|arm| {
            let cells = match arm.count {
                Some(count) => [count, outcome.of.saturating_sub(count)]
                    .map(|count| words.count(count, outcome.of)),
                None => [words.none.clone(), words.none.clone()],
            };
            html::tr()
                .child(header("row", &arm.label))
                .children(cells.map(|cell| html::td().text(cell)))
        });
        let table = html::table()
            .attr("part", "table")
            .attr("aria-labelledby", name)
            .child(html::thead().child(head))
            .child(html::tbody().children(rows));
        html::div().class("numbers").child(table)
    }
}

/// Whether anybody was counted.
fn is_counted(study: &Study) -> bool {
    study.arms.iter().any(|arm| arm.count.is_some())
}

/// Draws some of the people of a picture of so many `in_all`.
fn drawn(counted: u16, of: u16, in_all: u16) -> Markup {
    let as_people = |number: u16| u8::try_from(number).ok().filter(|_| in_all <= 100);
    match (as_people(counted), as_people(of)) {
        (Some(counted), Some(of)) => people(counted, of),
        _ => dots(counted, of),
    }
}

/// The key: what filled and outlined people mean, or large and small dots.
fn key(outcome: &Outcome) -> Markup {
    let item = |counted, words: &str| {
        let person = drawn(counted, 1, outcome.of).attr("aria-hidden", "true");
        html::li().child(person).text(format!(" {words}"))
    };
    html::ul()
        .class("key")
        .child(item(1, &outcome.counted))
        .child(item(0, &outcome.others))
}
