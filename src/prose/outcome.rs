//! How many people an outcome happened to: as a picture, as numbers and as words, with a choice
//! between them.

use contract::guide::{Arm, Outcome, Study};

use super::Writer;
use super::people::people;
use crate::markup::{Markup, element};

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
        let pictured = |arm: &Arm| arm.count.is_some();
        let any = outcome.studies.iter().any(|s| s.arms.iter().any(pictured));
        element("figure")
            .class("outcome")
            .with("aria-labelledby", &id)
            .child(element("h3").with("id", &id).text(&outcome.title))
            .child(self.views(&id))
            .child(element("div").class("studies").children(studies))
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
            let radio = element("input")
                .with("type", "radio")
                .with("name", name)
                .with("value", view)
                .flag("checked", view == "picture");
            let label = element("span").text(label);
            element("label").class("check").child(radio).child(label)
        });
        element("fieldset")
            .class("views")
            .child(element("legend").text(&words.show))
            .children(views)
    }

    fn study(&mut self, outcome: &Outcome, study: &Study, id: &str) -> Markup {
        let arms = study.arms.iter().map(|arm| self.arm(outcome, arm));
        let picture = element("div").class("picture").children(arms);
        let title = element("p").class("study").with("id", id);
        element("div")
            .child(self.inline(title, &study.title))
            .child(picture)
            .child(self.numbers(outcome, study, id))
            .child(self.inline(element("p").class("words"), &study.words))
    }

    fn arm(&self, outcome: &Outcome, arm: &Arm) -> Markup {
        let words = &self.guide.figures;
        let Outcome { of, .. } = *outcome;
        let label = element("p").text(&arm.label);
        let arm_drawn = element("div").class("arm").child(label);
        let Some(count) = arm.count else {
            // A picture of zero people would look like a result.
            return arm_drawn.child(element("p").class("none").text(&words.none));
        };
        let name = format!(
            "{}: {} {}; {} {}",
            arm.label,
            words.count(count, of),
            outcome.counted,
            words.count(of.saturating_sub(count), of),
            outcome.others,
        );
        let picture = people(count, of)
            .with("role", "img")
            .with("aria-label", name);
        let number = element("strong").text(words.count(count, of));
        arm_drawn.child(picture).child(element("p").child(number))
    }

    fn numbers(&self, outcome: &Outcome, study: &Study, name: &str) -> Markup {
        let words = &self.guide.figures;
        let header = |scope: &str, text: &str| element("th").with("scope", scope).text(text);
        let head = element("tr").children(
            [&words.group, &outcome.counted, &outcome.others].map(|text| header("col", text)),
        );
        let rows = study.arms.iter().map(|arm| {
            let cells = match arm.count {
                Some(count) => [count, outcome.of.saturating_sub(count)]
                    .map(|count| words.count(count, outcome.of)),
                None => [words.none.clone(), words.none.clone()],
            };
            element("tr")
                .child(header("row", &arm.label))
                .children(cells.map(|cell| element("td").text(cell)))
        });
        let table = element("table")
            .with("part", "table")
            .with("aria-labelledby", name)
            .child(element("thead").child(head))
            .child(element("tbody").children(rows));
        element("div").class("numbers").child(table)
    }
}

/// The key: what filled and outlined people mean.
fn key(outcome: &Outcome) -> Markup {
    let item = |counted, words: &str| {
        let person = people(counted, 1).with("aria-hidden", "true");
        element("li").child(person).text(format!(" {words}"))
    };
    element("ul")
        .class("key")
        .child(item(1, &outcome.counted))
        .child(item(0, &outcome.others))
}
