// All unit tests of the scripts, in one browser.

import "./start.test.mjs";
import "./hydrated.test.mjs";
import "./care-guide.test.mjs";
import "./clinic.test.mjs";
import "./tabs.test.mjs";
