// The guide of the npm package: its files are in public/careguide (`prebuild` in package.json).
import "careguide";

let sent = 0;
document.addEventListener("care-guide-sent", () => {
  sent += 1;
  const output = document.querySelector("output");
  if (output) output.textContent = `Requests sent: ${sent}`;
});
