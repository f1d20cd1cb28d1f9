//! The 35 criteria that apply, as data.

use contract::guide::Criterion;

use super::Proof::{Marked, Shown};
use super::{Entry, Group, proof};

/// The criteria, group by group.
pub const CRITERIA: &[Entry] = &[
    Entry {
        id: "qualifying 1",
        group: Group::Qualifying,
        wording: "Says what the illness or problem is",
        proof: Marked(Criterion::Condition),
    },
    Entry {
        id: "qualifying 2",
        group: Group::Qualifying,
        wording: "Says what there is to decide",
        proof: Marked(Criterion::Decision),
    },
    Entry {
        id: "qualifying 3",
        group: Group::Qualifying,
        wording: "Describes the options",
        proof: Shown(
            proof::options,
            "Have two options at least, and answer each question for each of them.",
        ),
    },
    Entry {
        id: "qualifying 4",
        group: Group::Qualifying,
        wording: "Says what is good about each option",
        proof: Marked(Criterion::GoodPoints),
    },
    Entry {
        id: "qualifying 5",
        group: Group::Qualifying,
        wording: "Says what is bad about each option",
        proof: Marked(Criterion::BadPoints),
    },
    Entry {
        id: "qualifying 6",
        group: Group::Qualifying,
        wording: "Says what it is like to live with the options",
        proof: Marked(Criterion::Experience),
    },
    Entry {
        id: "certifying 1",
        group: Group::Certifying,
        wording: "Gives as much detail on what is bad as on what is good",
        proof: Shown(proof::balance, "Fix the warnings on detail first."),
    },
    Entry {
        id: "certifying 2",
        group: Group::Certifying,
        wording: "Cites the evidence",
        proof: Shown(
            proof::citations,
            "Cite a source in each answer of the side-by-side table.",
        ),
    },
    Entry {
        id: "certifying 3",
        group: Group::Certifying,
        wording: "Says when it was made",
        proof: Shown(proof::day, "Put the day into `about.updated`."),
    },
    Entry {
        id: "certifying 4",
        group: Group::Certifying,
        wording: "Says when and why it will be changed",
        proof: Marked(Criterion::UpdatePolicy),
    },
    Entry {
        id: "certifying 5",
        group: Group::Certifying,
        wording: "Says how sure anyone can be of the outcomes",
        proof: Shown(
            proof::certainty,
            "Give each answer of the side-by-side table its `certainty`.",
        ),
    },
    Entry {
        id: "certifying 6",
        group: Group::Certifying,
        wording: "Says who paid",
        proof: Marked(Criterion::Funding),
    },
    Entry {
        id: "quality 1",
        group: Group::Quality,
        wording: "Says what happens if nothing is done",
        proof: Marked(Criterion::DoingNothing),
    },
    Entry {
        id: "quality 2",
        group: Group::Quality,
        wording: "Lets the reader compare good and bad of the options side by side",
        proof: Shown(
            proof::comparable,
            "Mark the rows of one side-by-side table with `good-points` and `bad-points`.",
        ),
    },
    Entry {
        id: "quality 3",
        group: Group::Quality,
        wording: "Gives the chances of the outcomes",
        proof: Shown(
            proof::chances,
            "Give numbers of each option, such as `67 of 100`, in a row that is marked with \
             `good-points`.",
        ),
    },
    Entry {
        id: "quality 4",
        group: Group::Quality,
        wording: "Says which people the chances are for",
        proof: Shown(
            proof::people,
            "Give each answer that has a number its `measured_in`.",
        ),
    },
    Entry {
        id: "quality 5",
        group: Group::Quality,
        wording: "Gives the chances as so many of so many people",
        proof: Shown(proof::rates, "Write `67 of 100`, not a ratio."),
    },
    Entry {
        id: "quality 6",
        group: Group::Quality,
        wording: "Gives the chances over the same time, or says why not",
        proof: Shown(
            proof::spans,
            "Give each answer that has a number its `over`, and the table its `differences`.",
        ),
    },
    Entry {
        id: "quality 7",
        group: Group::Quality,
        wording: "Counts out of the same number everywhere",
        proof: Shown(proof::denominators, "Count out of 100 in rows and tables."),
    },
    Entry {
        id: "quality 8",
        group: Group::Quality,
        wording: "Shows the chances in more than one way",
        proof: Shown(
            proof::views,
            "Show the numbers as a picture too, and each of them in both frames: how many, and how \
             many not.",
        ),
    },
    Entry {
        id: "quality 9",
        group: Group::Quality,
        wording: "Asks what matters to the reader",
        proof: Shown(proof::values, "Ask the reader with `decision.aspects`."),
    },
    Entry {
        id: "quality 10",
        group: Group::Quality,
        wording: "Leads through the decision step by step",
        proof: Shown(
            proof::steps,
            "Say how to use the guide with `decision.steps`.",
        ),
    },
    Entry {
        id: "quality 11",
        group: Group::Quality,
        wording: "Has questions or notes to take to a professional",
        proof: Shown(proof::questions, "Write `decision.questions`."),
    },
    Entry {
        id: "quality 12",
        group: Group::Quality,
        wording: "Patients were asked what they need before it was written",
        proof: Marked(Criterion::PatientsAsked),
    },
    Entry {
        id: "quality 13",
        group: Group::Quality,
        wording: "Professionals were asked what patients need before it was written",
        proof: Marked(Criterion::ProfessionalsAsked),
    },
    Entry {
        id: "quality 14",
        group: Group::Quality,
        wording: "Patients who did not write it read it over",
        proof: Marked(Criterion::PatientsReviewed),
    },
    Entry {
        id: "quality 15",
        group: Group::Quality,
        wording: "Professionals who did not write it read it over",
        proof: Marked(Criterion::ProfessionalsReviewed),
    },
    Entry {
        id: "quality 16",
        group: Group::Quality,
        wording: "Patients who face the decision tried it out",
        proof: Marked(Criterion::PatientsTried),
    },
    Entry {
        id: "quality 17",
        group: Group::Quality,
        wording: "Professionals who counsel them tried it out",
        proof: Marked(Criterion::ProfessionalsTried),
    },
    Entry {
        id: "quality 18",
        group: Group::Quality,
        wording: "Says how the evidence was found and chosen",
        proof: Marked(Criterion::EvidenceChosen),
    },
    Entry {
        id: "quality 19",
        group: Group::Quality,
        wording: "Says how good the evidence is",
        proof: Marked(Criterion::EvidenceQuality),
    },
    Entry {
        id: "quality 20",
        group: Group::Quality,
        wording: "Says what the writers are qualified by",
        proof: Marked(Criterion::Credentials),
    },
    Entry {
        id: "quality 21",
        group: Group::Quality,
        wording: "Says how hard it is to read",
        proof: Marked(Criterion::ReadingLevel),
    },
    Entry {
        id: "quality 22",
        group: Group::Quality,
        wording: "There is proof that readers choose what fits them more often",
        proof: Marked(Criterion::FitProved),
    },
    Entry {
        id: "quality 23",
        group: Group::Quality,
        wording: "There is proof that readers know more about the options",
        proof: Marked(Criterion::KnowledgeProved),
    },
];
