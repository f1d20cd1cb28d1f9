// Types of <care-guide>. Copy this file into your project, for React care-guide.react.d.ts as well.
// What everything means: custom-elements.json.

export type CareGuideFailure =
  | "offline"
  | "timed-out"
  | "lost"
  | "unavailable"
  | "refused"
  | "unreadable"
  | "invalid";

export interface CareGuideAttributes {
  guide?: string;
  lang?: string;
  endpoint?: string;
  backend?: string;
  profile?: string;
  section?: string;
  "deep-links"?: boolean;
  theme?: "auto" | "light" | "dark";
  clinic?: string;
  "clinic-name"?: string;
  "clinic-phone"?: string;
  "heading-level"?: 1 | 2 | 3 | 4 | "1" | "2" | "3" | "4";
  "exit"?: string;
}

export interface CareGuideEventMap {
  "care-guide-ready": CustomEvent<Record<string, never>>;
  "care-guide-section": CustomEvent<{ section: string }>;
  "care-guide-submit": CustomEvent<Record<string, never>>;
  "care-guide-sent": CustomEvent<{ id: string }>;
  "care-guide-failed": CustomEvent<{ reason: CareGuideFailure }>;
}

/** It has attributes and events, and no methods or properties of its own. */
export interface CareGuideElement extends HTMLElement {}

declare global {
  interface HTMLElementTagNameMap {
    "care-guide": CareGuideElement;
  }
  /** The events bubble: elements, the document and the window hear them. */
  interface GlobalEventHandlersEventMap extends CareGuideEventMap {}
}
