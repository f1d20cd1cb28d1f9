//! Whether the forms and the workflow in `docs/samples/` fit the profiles.

use std::fs;
use std::path::Path;

use backend::Profile;
use serde_json::Value;

fn read(name: &str) -> String {
    let project = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    fs::read_to_string(project.join(name)).unwrap_or_else(|why| panic!("{name}: {why}"))
}

/// Our names with those of the backend, and the name that must be given.
fn fields(name: &str) -> Vec<(String, String)> {
    let json = read(&format!("public/backends/{name}.json"));
    let profile = Profile::parse(&json, None).expect("it is allowed");
    let fields = profile.fields.into_iter();
    fields
        .map(|(ours, theirs)| (ours, theirs.expect("a name")))
        .collect()
}

fn json(name: &str) -> Value {
    serde_json::from_str(&read(name)).expect("JSON")
}

#[test]
fn the_form_for_contact_form_7_has_the_fields_of_the_profile() {
    let text = read("docs/samples/contact-form-7.txt");
    let (form, mail) = text.split_once("== The tab Mail ==").expect("both tabs");
    let mut tags: Vec<_> = form.lines().filter(|line| line.starts_with('[')).collect();
    let mut wanted = Vec::new();
    for (ours, theirs) in fields("contact-form-7") {
        // `[tel]` and `[email]` refuse what the guide accepts, and only the name is always given.
        let kind = match ours.as_str() {
            "name" => "text*",
            "message" => "textarea",
            _ => "text",
        };
        wanted.push(format!("[{kind} {theirs}]"));
        assert!(
            mail.contains(&format!("[{theirs}]\n")),
            "{theirs} is in the mail"
        );
    }
    tags.sort_unstable();
    wanted.sort();
    assert_eq!(tags, wanted);
    assert!(!mail.contains("[your-subject]"), "the form has none");
}

#[test]
fn the_form_for_gravity_forms_has_the_fields_of_the_profile() {
    let sample = json("docs/samples/gravity-forms.json");
    assert!(sample["version"].is_string(), "an import needs it");
    let form = &sample["0"];
    let found = form["fields"].as_array().expect("fields").iter();
    let mut found: Vec<_> = found
        .map(|field| {
            (
                format!("input_{}", field["id"]),
                field["isRequired"] == true,
            )
        })
        .collect();
    let wanted = fields("gravity-forms").into_iter();
    let mut wanted: Vec<_> = wanted
        .map(|(ours, theirs)| (theirs, ours == "name"))
        .collect();
    found.sort();
    wanted.sort();
    assert_eq!(found, wanted);
}

#[test]
fn the_workflow_for_n8n_answers_each_request() {
    let sample = json("docs/samples/n8n.json");
    let nodes = sample["nodes"].as_array().expect("nodes");
    let webhook = &nodes[0]["parameters"];
    assert_eq!(webhook["httpMethod"], "POST");
    assert_eq!(webhook["responseMode"], "responseNode");
    let names: Vec<_> = nodes.iter().map(|node| &node["name"]).collect();
    // Each way leads to a node that answers.
    let mut ways = vec![nodes[0]["name"].as_str().expect("a name")];
    let mut answers = 0;
    while let Some(name) = ways.pop() {
        assert!(names.iter().any(|known| **known == *name), "{name}");
        let next = sample["connections"][name]["main"].as_array();
        let next = next
            .into_iter()
            .flatten()
            .flat_map(|way| way.as_array())
            .flatten();
        let next: Vec<_> = next.filter_map(|to| to["node"].as_str()).collect();
        if next.is_empty() {
            let node = nodes.iter().find(|node| node["name"] == name);
            assert_eq!(
                node.expect("it is there")["type"],
                "n8n-nodes-base.respondToWebhook"
            );
            answers += 1;
        }
        ways.extend(next);
    }
    assert_eq!(answers, 2);
}
