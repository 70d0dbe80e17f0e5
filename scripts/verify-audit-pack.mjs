// Verifies an audit pack without the house it comes from: node scripts/verify-audit-pack.mjs <file.zip> [public key].
// Every file against the manifest, the manifest against its signature, the lines of the ledger and the sealed sheets against
// their own hashes, the amounts against minutes and rates, and the total against its lines. What does not fit is named.
import { createHash, createPublicKey, verify } from "node:crypto";
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { unzipSync } from "fflate";

/** Bytes a pack may unpack to: one that says more is not opened. */
const MOST = 1024 ** 3;

/** @param {Uint8Array} bytes @param {string} [expectedKey] @returns {{ files: number, faults: string[] }} */
export function verifyPack(bytes, expectedKey) {
  const faults = [];
  let unpacked = 0;
  let files;
  try {
    const filter = ({ originalSize }) => {
      unpacked += originalSize;
      return unpacked <= MOST;
    };
    files = unzipSync(bytes, { filter });
  } catch (error) {
    return { files: 0, faults: [`the package cannot be read: ${error.message}`] };
  }
  if (unpacked > MOST) return { files: 0, faults: ["the package is too large"] };
  const manifest = readManifest(files["manifest.json"], expectedKey, faults);
  if (manifest) compare(files, manifest, faults);
  checkInside(files, faults);
  return { files: Object.keys(files).length, faults: [...new Set(faults)] };
}

function readManifest(bytes, expectedKey, faults) {
  const wrong = (why) => void faults.push(`manifest.json: ${why}`);
  if (!bytes) return wrong("missing");
  const text = textOf(bytes);
  let manifest;
  try {
    manifest = JSON.parse(text);
  } catch {
    return wrong("not readable");
  }
  if (`${JSON.stringify(manifest, null, 1)}\n` !== text) wrong("was written anew");
  const { signature, publicKey, ...content } = manifest;
  if (content.format !== "entrepairs.audit-pack.1" || !Array.isArray(content.files)) return wrong("of another format");
  const whole = sha256(content.files.map((file) => `${file.sha256}  ${file.path}\n`).join(""));
  if (whole !== content.sha256) wrong("the hash of the whole does not fit");
  if (!signedBy(canonical(content), signature, publicKey)) wrong("the signature does not fit");
  if (expectedKey && expectedKey !== publicKey) wrong("signed by another key than expected");
  return content;
}

function compare(files, { files: listed }, faults) {
  for (const { path, size, sha256: hash } of listed) {
    const bytes = files[path];
    if (!bytes) faults.push(`${path}: missing`);
    else if (bytes.byteLength !== size || sha256(bytes) !== hash) faults.push(`${path}: changed`);
  }
  const known = new Set(["manifest.json", ...listed.map(({ path }) => path)]);
  for (const path of Object.keys(files)) if (!known.has(path)) faults.push(`${path}: not in the manifest`);
}

/** What the files say of each other. A file that cannot be read is named by its hash already. */
function checkInside(files, faults) {
  const rows = (pattern) =>
    Object.keys(files)
      .filter((path) => pattern.test(path))
      .flatMap((path) => {
        try {
          return JSON.parse(textOf(files[path])).map((row) => ({ path, row }));
        } catch {
          faults.push(`${path}: not readable`);
          return [];
        }
      });
  for (const { path, row } of rows(/^registre\//))
    if (sha256(chainText(row)) !== row.hash) faults.push(`${path}: line ${row.number} does not give its hash`);
  for (const { path, row } of rows(/\/(feuille|attestations)\.json$/)) {
    if (sha256(row.content ?? "") !== row.hash) faults.push(`${path}: the sealed text does not give its hash`);
    if (row.publicKey && !signedBy(row.content ?? "", row.signature, row.publicKey))
      faults.push(`${path}: the signature of the seal does not fit`);
  }
  const rates = new Map(rows(/^etat\/taux\.json$/).map(({ row }) => [row.id, row]));
  const lines = rows(/^etat\/lignes-/);
  const paid = lines.filter(({ row }) => row.decision === "ACCEPT" || row.decision === "WARN");
  for (const { path, row } of paid) {
    const rate = rates.get(row.rateRowId);
    if (rate && rate.channel === "HSE" && Math.abs(row.amountCents) !== price(Math.abs(row.minutes), rate.hourlyCents))
      faults.push(`${path}: line ${row.id} is not its minutes at its rate`);
  }
  const total = paid.reduce((sum, { row }) => sum + (row.amountCents ?? 0), 0);
  for (const { path, row } of rows(/^etat\/etat\.json$/))
    if (row.totalCents !== total) faults.push(`${path}: the total is not the sum of its lines`);
  checkDesign(rows, faults);
  const hours = new Set(rows(/^registre\//).map(({ row }) => row.id));
  for (const { path, row } of lines)
    if (row.hourEntryId && !hours.has(row.hourEntryId))
      faults.push(`${path}: line ${row.id} has no hour in the ledger`);
}

/** An hour of design stands on a work that its author declared and another person attested, and is no longer. */
function checkDesign(rows, faults) {
  const works = new Map(rows(/\/travail\.json$/).map(({ row }) => [row.id, row]));
  const attested = new Map(rows(/\/preuve\.json$/).map(({ row }) => [row.designWorkId, row]));
  for (const { path, row } of rows(/^registre\//)) {
    if (row.source !== "DESIGN") continue;
    const work = works.get(row.designWorkId);
    const proof = attested.get(row.designWorkId);
    const holds =
      work?.missionId === row.missionId &&
      work.minutes >= Math.abs(row.minutes) &&
      proof?.decision === "ATTESTED" &&
      proof.attestedById !== work.declaredById;
    if (!holds) faults.push(`${path}: line ${row.number} has no attested work behind it`);
  }
}

/** Half-up, once. */
const price = (minutes, hourlyCents) => Math.floor((2 * minutes * hourlyCents + 60) / 120);

/** The text whose hash is the hash of a line of the ledger. */
function chainText(row) {
  const { academieId, at, endsAt, enrolmentId, minutes, missionId, modality, number, personId, previousHash } = row;
  const { reason, reversesId, role, ruleVersion, schoolYearId, seanceId, sheetId, sourceKey, startsAt } = row;
  const { source, activityAttestationId, designWorkId } = row;
  // A line that a sheet proves names no source.
  const proof = source === undefined || source === "SHEET" ? {} : { source, activityAttestationId, designWorkId };
  const said = { academieId, at, endsAt, enrolmentId, minutes, missionId, modality, number, personId, previousHash };
  return canonical({
    ...said,
    ...proof,
    reason,
    reversesId,
    role,
    ruleVersion,
    schoolYearId,
    seanceId,
    sheetId,
    sourceKey,
    startsAt,
  });
}

/** Keys sorted, no space: the one text of a value. */
function canonical(value) {
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
  if (value === null || typeof value !== "object") return JSON.stringify(value);
  const keys = Object.keys(value).sort();
  return `{${keys.flatMap((key) => (value[key] === undefined ? [] : [`${JSON.stringify(key)}:${canonical(value[key])}`])).join(",")}}`;
}

/** Ed25519; a key is 32 bytes in base64url, and only the one right spelling of a signature counts. */
function signedBy(text, signature, key) {
  try {
    const der = Buffer.concat([Buffer.from("302a300506032b6570032100", "hex"), Buffer.from(String(key), "base64url")]);
    const bytes = Buffer.from(String(signature), "base64url");
    const exact = bytes.toString("base64url") === signature && der.subarray(12).toString("base64url") === key;
    return exact && verify(null, Buffer.from(text), createPublicKey({ key: der, format: "der", type: "spki" }), bytes);
  } catch {
    return false;
  }
}

const sha256 = (data) => createHash("sha256").update(data).digest("hex");
const textOf = (bytes) => new TextDecoder().decode(bytes);

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  const [path, expectedKey] = process.argv.slice(2);
  if (!path) {
    console.error("node scripts/verify-audit-pack.mjs <file.zip> [public key]");
    process.exit(64);
  }
  const { files, faults } = verifyPack(readFileSync(path), expectedKey);
  for (const fault of faults) console.error(fault);
  console.log(faults.length > 0 ? `${faults.length} faults in ${files} files.` : `${files} files, everything fits.`);
  process.exit(faults.length > 0 ? 1 : 0);
}
