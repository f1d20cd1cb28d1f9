import { useState } from "react";
import { Guide } from "./Guide";

/** A page with the guide, which can be made dark and put away, and which counts what was sent. */
export function App() {
  const [dark, setDark] = useState(false);
  const [shown, setShown] = useState(true);
  const [sent, setSent] = useState(0);
  return (
    <>
      <p>
        <button onClick={() => setDark(!dark)}>{dark ? "Light" : "Dark"}</button>{" "}
        <button onClick={() => setShown(!shown)}>{shown ? "Put away" : "Bring back"}</button>{" "}
        <output>Requests sent: {sent}</output>
      </p>
      {shown && <Guide dark={dark} onSent={() => setSent((before) => before + 1)} />}
    </>
  );
}
