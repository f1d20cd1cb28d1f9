//! What a text of the guide does for the reader's decision, as its writer marks it.

use serde::{Deserialize, Serialize};

/// A criterion for decision aids, marked with `meets` on the text that a person has to judge by it. What
/// the guide's shape shows by itself, such as citations, needs no mark.
///
/// They are the ones of IPDASi version 4 (Joseph-Williams and others, 2014) in words of our own, and
/// at the end two that readers ask for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum Criterion {
    /// Says what the illness or problem is.
    Condition,
    /// Says what there is to decide.
    Decision,
    /// What is good about the options.
    GoodPoints,
    /// What is bad about the options.
    BadPoints,
    /// What it is like to live with the options.
    Experience,
    /// When and why the guide will be changed.
    UpdatePolicy,
    /// Who paid.
    Funding,
    /// What happens if nothing is done.
    DoingNothing,
    /// How the evidence was found and chosen.
    EvidenceChosen,
    /// How good the evidence is.
    EvidenceQuality,
    /// What the writers are qualified by.
    Credentials,
    /// How hard the text is to read.
    ReadingLevel,
    /// Patients were asked what they need before it was written.
    PatientsAsked,
    /// Professionals were asked what patients need before it was written.
    ProfessionalsAsked,
    /// Patients who did not write it read it over.
    PatientsReviewed,
    /// Professionals who did not write it read it over.
    ProfessionalsReviewed,
    /// Patients who face the decision tried it out.
    PatientsTried,
    /// Professionals who counsel them tried it out.
    ProfessionalsTried,
    /// There is proof that readers choose what fits them more often.
    FitProved,
    /// There is proof that readers know more about the options.
    KnowledgeProved,
    /// What the options cost the reader. Not of IPDASi.
    Cost,
    /// A sentence of warmth to somebody who may be having a hard night. Not of IPDASi.
    Warmth,
}
