import assert from "node:assert/strict";
import { test } from "node:test";
import { inCss, inJavaScript, KINDS, strangers, wordsInRust } from "./shared.mjs";

const lists = (names) => Object.fromEntries(KINDS.map((kind) => [kind, [...names[kind]].sort()]));

test("a style sheet's names are those of its selectors and of attr()", () => {
  const css = `/* .comment */ @media print { .a:not(.b, [data-c]) > #d::after { content: attr(data-e) } }
    .f { &:has(.g) { color: #abc; background: url("x.h") } }`;
  assert.deepEqual(lists(inCss(css)), {
    attribute: ["data-c", "data-e"],
    class: ["a", "b", "f", "g"],
    id: ["d"],
  });
});

test("a style sheet that does not parse is an error", () => {
  assert.throws(() => inCss(".a { color red } }"), /.a \{ color/);
});

test("a script's names are those of its selectors, datasets, class lists and ids", () => {
  const script = `// .comment
    root.dataset.twoWords = "no-class"; root.querySelector(\`.a [name=\${name}]\`);
    root.closest("a[href^='#']"); root.matches("#b"); root.setAttribute("data-c", "");
    root.classList.add("d"); set.add("e"); tree.getElementById("f");`;
  assert.deepEqual(lists(inJavaScript(script)), {
    attribute: ["data-c", "data-two-words"],
    class: ["a", "d"],
    id: ["b", "f"],
  });
});

test("Rust's words are those of its string literals", () => {
  const rust = String.raw`//! "comment" it's
    /* "block" */ #[expect(lint, reason = "attribute [x]")]
    fn f<'a>(x: &'a str) -> char { class("a b"); id(r#"c "d""#); id(format!("tick-{n}")); '"' }
    fn g() { "e\"f"; b'"'; '\u{22}'; "g" }
#[cfg(test)]
mod tests {
    "h"
}`;
  const words = ["a", "b", "c", "d", "tick-*", "e", "f", "g"];
  assert.deepEqual([...wordsInRust(rust)], words);
});

/** What is wrong where all three share the class `tabs`, and what is given is added. */
const wrong = ({ rust = "", javascript = "", style = "", declared = {} }) =>
  strangers(
    { attribute: [], class: ["tabs"], id: [], ...declared },
    {
      rust: wordsInRust(`class("tabs"); ${rust}`),
      javascript: inJavaScript(`root.querySelector(".tabs"); ${javascript}`),
      style: inCss(`.tabs { top: 0 } ${style}`),
    },
  );

test("names that are shared and declared are no strangers, and Rust's own neither", () => {
  assert.deepEqual(wrong({ rust: 'with("data-own", "of-rust")' }), []);
});

test("a name that two languages share has to be declared", () => {
  assert.deepEqual(wrong({ rust: 'class("new")', style: ".new { top: 0 }" }), [
    "the class new is shared by Rust and CSS: declare it",
  ]);
  assert.deepEqual(wrong({ rust: 'with("data-new", "")', javascript: "root.dataset.new = 1" }), [
    "the attribute data-new is shared by Rust and JavaScript: declare it",
  ]);
});

test("a declared name has to be used in two languages", () => {
  const declared = { id: ["gone", "half"] };
  assert.deepEqual(wrong({ style: "#half { top: 0 }", declared }), [
    "the id gone is declared, and used by nothing",
    "the id half is declared, and used by CSS",
  ]);
});

test("a misspelt name in a script or a style is used there alone", () => {
  assert.deepEqual(wrong({ javascript: 'root.querySelector(".tbas")' }), [
    "the class tbas is used by JavaScript alone",
  ]);
  assert.deepEqual(wrong({ style: "[data-hydratd] { top: 0 }" }), [
    "the attribute data-hydratd is used by CSS alone",
  ]);
});

test("names put together by a format string are one name", () => {
  const ticks = { rust: 'id("tick-{n}")', style: "#tick-1, #tick-2 { top: 0 }" };
  assert.deepEqual(wrong({ ...ticks, declared: { id: ["tick-*"] } }), []);
  assert.deepEqual(wrong(ticks), ["the id tick-* is shared by Rust and CSS: declare it"]);
});
