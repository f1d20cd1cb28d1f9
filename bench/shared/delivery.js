// A request's way to the clinic: the tries and waits of src/consultation, under one id.

const TRIES = 4;
const TIME_LIMIT = 10_000;
const LONGEST_WAIT = 30;
const sleep = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds));

/** Gives requests their ids: the same for the same words, a new one for changed words. */
export const ledger = () => {
  let latest, unknown, replaced;
  return {
    stamp(request) {
      const content = JSON.stringify(request);
      if (latest?.content !== content) {
        if (latest && unknown) replaced ??= latest.id;
        unknown = false;
        latest = { id: crypto.randomUUID(), content };
      }
      return { id: latest.id, ...(replaced && { replaces: replaced }), ...request };
    },
    fateUnknown: () => (unknown = true),
  };
};

const retryAfter = (header) => {
  if (!header) return 0;
  return /^\d+$/.test(header) ? +header : Math.ceil((Date.parse(header) - Date.now()) / 1000) || 0;
};

const findings = async (answer) => {
  const { errors } = await answer.json();
  return errors.map(({ pointer, detail }) => [pointer?.slice(2), detail]);
};

/** One try: `{end}`, or `{again}` with what to say if there is no other. */
const post = async (endpoint, request) => {
  let answer;
  try {
    answer = await fetch(endpoint, {
      method: "POST",
      redirect: "error",
      signal: AbortSignal.timeout(TIME_LIMIT),
      headers: {
        "Content-Type": "application/json",
        Accept: "application/json, application/problem+json",
        "Idempotency-Key": `"${request.id}"`,
      },
      body: JSON.stringify(request),
    });
  } catch ({ name }) {
    return { again: name === "TimeoutError" ? "timed_out" : "lost", unknown: true };
  }
  const { ok, status, headers } = answer;
  const wait = retryAfter(headers.get("Retry-After"));
  if (ok) return { end: { sent: request.id.slice(0, 8) } };
  if (status === 422) {
    return { end: await findings(answer).then((fix) => ({ fix }), () => ({ failed: "unreadable" })) };
  }
  if ([408, 409, 425, 429].includes(status)) return { again: "unavailable", wait };
  if (status >= 500) return { again: "unavailable", wait, unknown: true };
  return { end: { failed: "refused" } };
};

const cameOnline = async () => {
  for (let waited = 0; waited < 60_000 && !navigator.onLine; waited += 250) await sleep(250);
  return navigator.onLine;
};

/** Delivers it; `report` is told how far it is. Ends as `{sent}`, `{fix}` or `{failed}`. */
export const deliver = async (endpoint, request, report, fateUnknown) => {
  let unknown = false;
  for (let made = 1; ; made += 1) {
    if (!navigator.onLine) {
      report("offline");
      if (!(await cameOnline())) return { failed: unknown ? "lost" : "offline" };
    }
    report(made === 1 ? "sending" : "retrying");
    const { end, again, wait = 0, unknown: maybe } = await post(endpoint, request);
    if (maybe) {
      unknown = true;
      fateUnknown();
    }
    if (end) return end;
    if (made === TRIES || wait > LONGEST_WAIT) return { failed: again };
    report("retrying");
    await sleep(Math.max(1000 * 2 ** (made - 1) * (0.5 + Math.random() / 2), wait * 1000));
  }
};
