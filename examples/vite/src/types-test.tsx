// What the package's types must let through and must not.

import type {} from "careguide";
import type {} from "careguide/react";

document.querySelector("care-guide")?.addEventListener("care-guide-sent", ({ detail }) => detail.id.length);
export const allowed = <care-guide guide="mdma" theme="dark" />;
// @ts-expect-error: there is no such theme
export const sepia = <care-guide theme="sepia" />;
