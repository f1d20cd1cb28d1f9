// Finds the names that Rust, JavaScript and CSS use: `data-*` attributes, classes and ids.
//
// JavaScript and CSS are parsed, so their names are exact. Rust is scanned: a name counts as used if a
// string literal outside tests and attributes has it as a word. So a word that means something else
// there, such as an element's name, counts too. A format string such as "tick-{echo}" is a pattern:
// all names that match it are one name, `tick-*`.

import { createRequire } from "node:module";
import { join } from "node:path";

const load = createRequire(join(process.env.CAREGUIDE_NODE_MODULES, "package.json"));
const acorn = load("acorn");
const { full } = load("acorn-walk");
const css = load("css-tree");

/** The kinds of names. */
export const KINDS = ["attribute", "class", "id"];

const none = () => Object.fromEntries(KINDS.map((kind) => [kind, new Set()]));

/** Adds the names of a parsed selector or style sheet. */
const addSelectors = (tree, names) =>
  css.walk(tree, (node) => {
    if (node.type === "ClassSelector") names.class.add(node.name);
    if (node.type === "IdSelector") names.id.add(node.name);
    const inAttr = node.type === "Function" && node.name === "attr";
    const attribute = inAttr ? node.children.first?.name : node.name?.name;
    if (attribute?.startsWith("data-")) names.attribute.add(attribute);
  });

const parseCss = (text, context) =>
  css.parse(text, {
    context,
    parseCustomProperty: true,
    onParseError(error) {
      throw new Error(`${JSON.stringify(text.slice(0, 40))}: ${error.message}`);
    },
  });

/** The names of a style sheet. */
export const inCss = (text) => {
  const names = none();
  addSelectors(parseCss(text, "stylesheet"), names);
  return names;
};

/** The text of a literal, with `x` in place of what a template inserts. */
const textOf = (node) => {
  if (node?.type === "Literal" && typeof node.value === "string") return node.value;
  if (node?.type === "TemplateLiteral") return node.quasis.map((q) => q.value.cooked).join("x");
};

const SELECTOR_CALLS = /^(querySelector(All)?|closest|matches)$/;
const CLASS_CALLS = /^(add|remove|toggle|contains|replace)$/;

/** The names of a script. */
export const inJavaScript = (text) => {
  const names = none();
  full(acorn.parse(text, { ecmaVersion: "latest", sourceType: "module" }), (node) => {
    if (node.type === "MemberExpression" && node.object.property?.name === "dataset") {
      const kebab = node.property.name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
      names.attribute.add(`data-${kebab}`);
    }
    for (const name of textOf(node)?.match(/\bdata-[a-z]+(-[a-z]+)*/g) ?? []) {
      names.attribute.add(name);
    }
    if (node.type !== "CallExpression" || node.callee.type !== "MemberExpression") return;
    const { object, property } = node.callee;
    const texts = node.arguments.map(textOf).filter((text) => text !== undefined);
    if (SELECTOR_CALLS.test(property.name) && texts[0]) {
      addSelectors(parseCss(texts[0], "selectorList"), names);
    }
    if (CLASS_CALLS.test(property.name) && object.property?.name === "classList") {
      for (const text of texts) names.class.add(text);
    }
    if (property.name === "getElementById") {
      for (const text of texts) names.id.add(text);
    }
  });
  return names;
};

/** What Rust has before and between its string literals: comments, attributes, characters, code. */
const RUST = [
  /\/\/[^\n]*/, // comments to the end of the line; nested block comments are not used
  /\/\*.*?\*\//,
  /#!?\[(?:[^\]"]|"(?:\\.|[^"\\])*")*\]/, // attributes
  /b?'(?:\\(?:u\{[^}]*\}|x..|.)|[^'\\])'/, // characters; a lifetime has no second quote
  /b?r(#*)".*?"\1/, // raw strings
  /b?"(?:\\.|[^"\\])*"/,
];
export const TOKEN = new RegExp(RUST.map((part) => part.source).join("|"), "gs");

/** The words of the string literals of a Rust file, without its tests. */
export const wordsInRust = (text) => {
  const [product] = text.split(/^#\[cfg\(test\)\]\n(?:mod \w+ \{|pub mod \w+ \{)/m);
  const words = new Set();
  for (const [token] of product.matchAll(TOKEN)) {
    const literal = /^b?(?:r#*)?"(.*)"#*$/s.exec(token)?.[1];
    for (const word of literal?.match(/(?:[\w-]|\{[^}]*\})+/g) ?? []) {
      words.add(word.replace(/\{[^}]*\}/g, "*"));
    }
  }
  return words;
};

/**
 * What is wrong: names that two languages share and that are not declared, declared ones that no two
 * languages share, and names of scripts and styles that nothing else has.
 */
export const strangers = (declared, { rust, javascript, style }) => {
  const wrong = [];
  const patterns = [...rust].filter((word) => /^\w+-\*$/.test(word));
  /** The names, those that a pattern stands for as the pattern. */
  const merged = (names) =>
    new Set(
      [...names].map((name) =>
        rust.has(name)
          ? name
          : (patterns.find((pattern) => name.startsWith(pattern.slice(0, -1))) ?? name),
      ),
    );
  for (const kind of KINDS) {
    const [scripts, styles] = [merged(javascript[kind]), merged(style[kind])];
    for (const name of [...new Set([...declared[kind], ...scripts, ...styles])].sort()) {
      const users = [
        rust.has(name) && "Rust",
        scripts.has(name) && "JavaScript",
        styles.has(name) && "CSS",
      ].filter(Boolean);
      const known = declared[kind].includes(name);
      const by = users.join(" and ") || "nothing";
      if (users.length > 1 && !known)
        wrong.push(`the ${kind} ${name} is shared by ${by}: declare it`);
      if (users.length < 2 && known)
        wrong.push(`the ${kind} ${name} is declared, and used by ${by}`);
      if (users.length < 2 && !known) wrong.push(`the ${kind} ${name} is used by ${by} alone`);
    }
  }
  return wrong;
};
