// What the scripts get from the build and from wasm-bindgen.

/** The name of a file in `dist/`, and its digest. */
export type File = [name: string, digest?: string];

/** What a Trusted Types policy does. TypeScript takes the results for strings, which they may be. */
export interface Rules {
  createHTML(text: string): string;
  createScriptURL(text: string): string;
}

/** `Guide` of `src/main.rs`. */
export interface Guide {
  hydrate(host: HTMLElement, root: HTMLElement, loadBackend: () => Promise<Backend>): void;
  dispose(): void;
}

/** What was typed, and into which form. */
export interface Input {
  typed: { name: string; value: string; type: string; checked: boolean }[];
  guide: string | undefined;
  wording: string | undefined;
}

/** What `embedded.js` uses of `hydrated.js`. */
export interface Hydrated {
  Event: typeof Event;
  controls(root: HTMLElement): HTMLInputElement[];
  valueIn(root: HTMLElement, name: string): string | undefined;
  inputOf(root: HTMLElement): Input;
  copyInput(from: Input, to: HTMLElement): void;
}

/** Resolves when an element comes so near the view. */
export type ComesNear = (element: Element, margin: string) => Promise<unknown>;

/** `tabs.js` with `parts.js`. */
export interface Tabs {
  prepare(
    root: HTMLElement,
    kept: Element | null,
  ): (
    comesNear: ComesNear,
    isLinked: boolean,
    hydrate: () => Promise<void> | undefined,
  ) => Promise<void>;
}

/** `embedded.js`. */
export interface Embedded {
  targetIn(root: HTMLElement, event: Event): Element | undefined;
  attach(app: Hydrated, root: HTMLElement, signal: AbortSignal): void;
}

/** The app's glue, with `start.js` and `hydrated.js` at its end. */
export interface App {
  Guide: new () => Guide;
  attachListeners(root: HTMLElement, signal: AbortSignal, embedded?: Embedded): void;
  isAsBuilt(root: HTMLElement): boolean;
  replace(root: HTMLElement, fresh: HTMLElement): void;
}

/** The glue of `crates/renderer`. */
export interface Renderer {
  render_html(address: string): Promise<string>;
}

/** `BackendModule` of `crates/backend/src/main.rs`, as far as the scripts use it. */
export interface BackendModule {
  explain(request: string, status: number, answer: string): void;
}

/** The glue of `crates/backend`. */
export interface Backend {
  backend_module(
    name: string | undefined,
    profile: string | undefined,
    digest: string | undefined,
    own: string | undefined,
  ): Promise<BackendModule | string | undefined>;
  /** The digests of the bundled profiles by name. */
  files: { profiles: Record<string, string> };
}

/** `check.js`. */
export interface Check {
  passes(
    root: Element,
    file: string | true,
    sha256: (text: string) => Promise<string>,
    printed?: boolean,
  ): Promise<boolean>;
}

/** The particulars of an element's clinic, as `clinic.js` has read them. */
export interface Clinic {
  suits(root: HTMLElement): boolean;
  fill(root: HTMLElement): void;
}

declare global {
  interface Window {
    trustedTypes?: { createPolicy(name: string, rules: Rules): Rules };
  }
  /** The loader's files; `crates/site/src/assets.rs` writes them. */
  const CAREGUIDE_FILES: {
    app: File;
    style: File;
    /** `tabs.js` with `parts.js`. */
    tabs: File;
    /** `clinic.js`. */
    clinic: File;
    /** By name and language. */
    guides: Record<string, File>;
  };
  /** The digests of `check.js` by file names. */
  const CAREGUIDE_DIGESTS: Record<string, string[]>;
  /** What `clinic.json` may hold: for each member its kind, its most characters, and whether another language may have it. */
  const CAREGUIDE_CLINIC: {
    limit: number;
    members: Record<string, [kind: string, limit: number, translated: boolean]>;
    /** What is allowed, in words. */
    kinds: Record<string, string>;
    /** The clinic in whose name the build has printed the guides. */
    own: Record<string, unknown> | null;
  };
  /** The files of a glue, written at its end. */
  const files: { wasm: File };
}
