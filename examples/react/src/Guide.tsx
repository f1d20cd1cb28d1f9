/** The server that serves the guide and takes the requests. */
const SERVER = "http://127.0.0.1:8080";

interface Props {
  dark: boolean;
  onSent: () => void;
}

/** The guide. React puts the script into the head, once, and leaves the shadow root alone. */
export function Guide({ dark, onSent }: Props) {
  return (
    <>
      <script async type="module" src={`${SERVER}/care-guide.js`} />
      <care-guide
        guide="mdma"
        clinic={`${SERVER}/clinic.json`}
        endpoint={`${SERVER}/api/consultations`}
        theme={dark ? "dark" : "light"}
        style={{ display: "block", minHeight: "100vh" }}
        oncare-guide-sent={onSent}
      >
        <p>
          Call us: <a href="tel:+16175550100">617-555-0100</a>
        </p>
      </care-guide>
    </>
  );
}
