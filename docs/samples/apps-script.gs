const COLUMNS = [
  "received", "id", "replaces", "name", "contact_by", "email", "phone", "best_time", "for_whom",
  "topics", "message", "consent_contact", "consent_text", "consent_wording", "guide",
  "guide_revision", "language", "page",
  "utm_source", "utm_medium", "utm_campaign", "utm_term", "utm_content",
];

function doPost(event) {
  const answer = (value) => ContentService.createTextOutput(JSON.stringify(value))
    .setMimeType(ContentService.MimeType.JSON);
  const request = JSON.parse(event.postData.contents);
  if (!request.id || !request.name || !request.consent_contact) return answer({ ok: false });
  const lock = LockService.getScriptLock();
  lock.waitLock(8000);
  try {
    const sheet = SpreadsheetApp.getActiveSpreadsheet().getSheets()[0];
    if (sheet.getLastRow() === 0) sheet.appendRow(COLUMNS);
    const known = sheet.getRange("B:B").createTextFinder(request.id).matchEntireCell(true);
    if (!known.findNext()) {
      // An apostrophe in front keeps the sheet from running a text as a formula.
      const cells = COLUMNS.slice(1).map((name) => "'" + (request[name] ?? ""));
      sheet.appendRow([new Date(), ...cells]);
      SpreadsheetApp.flush();
    }
    return answer({ ok: true });
  } finally {
    lock.releaseLock();
  }
}
