import { en as names } from "../../../domain/names/en.ts";
import { TAGLINE } from "../../../domain/names/tagline.ts";
import { type Moments, utcOffset } from "./moments.ts";

const dayText = (day: string, month: "long" | "short") =>
  new Intl.DateTimeFormat("en-GB", { day: "numeric", month, year: "numeric", timeZone: "UTC" }).format(new Date(day));

/** What certificates say in English; the type of every other language. */
export const en = {
  tag: "en",
  brand: "Suyuan 溯源",
  tagline: TAGLINE.en,
  title: "Traceability certificate",
  types: names.certificateTypes,
  number: "Certificate number",
  issued: "Issued",
  validUntil: "Valid until",
  issuedBy: "Issued by",
  confirmedBy: (by: string) => `confirmed by ${by}`,
  notConfirmed: "name not confirmed",
  nowCalled: (name: string) => `now called ${name}`,
  aside: (name: string, words: string) => `${name} (${words})`,
  between: "; ",
  scan: "Scan to verify",
  qrAlternative: (url: string) => `QR code: ${url}`,
  statement: (issuer: string, code: string, count: number, date: string) =>
    `${issuer} certifies that on ${date} the journey of batch ${code} stood on the blockchain as it is told here, with ${count} ${count === 1 ? "line" : "lines"}. Everything below can be checked without trusting whoever shows you this paper.`,
  declaration: "Declaration of traceability",
  attestedByNobody: (isMaker: boolean) =>
    `Issued by the ${isMaker ? "producer" : "holder of the goods"} itself, attested by nobody`,
  declares: (issuer: string, code: string, count: number, date: string) =>
    `${issuer} declares of its own goods that on ${date} the journey of batch ${code} stood on the blockchain as it is told here, with ${count} ${count === 1 ? "line" : "lines"}. When this was issued, no inspector and no authority had attested it. Whether one has since, and what else came after it, the verification page says.`,
  product: "Product",
  facts: {
    product: "Product",
    batch: "Batch",
    code: "Batch code",
    lot: "Lot",
    quantity: "Quantity",
    harvested: "Harvested",
    producer: "Producer",
    origin: "Origin",
    custodian: "Held by",
    claims: "Stated by the producer",
    storage: "Storage",
    about: "About",
  },
  allWithheld: "The description of this batch is withheld from the public.",
  inputs: "Made of",
  recalled: "RECALLED",
  inputWithheld: "Withheld from the public",
  moreInputs: (count: number) => `and ${count} more`,
  inspections: "Inspections",
  noInspections: "No inspection has been recorded.",
  verdicts: { pass: "Passed", fail: "FAILED" },
  certifications: "Certifications",
  noCertifications: "No certification has been recorded on the blockchain.",
  columns: { date: "Date", step: "Step", by: "By", place: "Place", verdict: "Verdict", name: "Name", issuer: "Issuer" },
  journey: "Journey",
  line: (seq: number) => `line ${seq}`,
  by: "By",
  revised: "revised",
  withheld: "Content withheld from the public; its digest is on the blockchain, and its date is that of its block.",
  verification: "How to check this certificate",
  verify: {
    contract: "Contract",
    chain: "Chain ID",
    batchId: "Batch ID",
    code: "Batch code",
    seq: "Lines certified",
    head: "Head after them",
    block: "Block of the last",
    address: "Issuer's address",
    page: "Verification page",
  },
  steps: (url: string, seq: number, block: number, kind: string) => [
    `Open ${url} and drop this file on the page. Your browser computes its SHA-256 and asks the blockchain itself: a changed byte, and the file is unknown.`,
    `By hand: keccak256 of the batch code is the batch ID. Ask any node of this chain for headOf(batch ID) of the contract, at block ${block} or any later one before line ${seq + 1}: it is the head above, which commits to every field of lines 1 to ${seq}.`,
    `sha256sum of this file stands in the record of a later line of kind "${kind}", by the issuer's address above. A line that revokes the certificate would follow it.`,
  ],
  stepsShort: (url: string, kind: string) => [
    `Open ${url} and drop this file on the page: your browser checks it against the blockchain. By hand: headOf(batch ID) of the contract, at the block above, is the head above; sha256sum of this file stands in a later line of kind "${kind}".`,
  ],
  expired: (words: string) => `${words} (expired)`,
  isNot:
    "This certificate is no test report, no certification, and no declaration that the goods are up to standard (承诺达标合格证).",
  notMedicineCode: "The batch code is no drug traceability code (药品追溯码).",
  complaints: "Consumers in China can complain by calling 12315.",
  limits:
    "It proves who recorded what and when, and that nothing was changed or left out. It does not prove that what somebody wrote is true, nor that a label belongs to the goods it is on.",
  replaced: (example: string) =>
    `What the typefaces lack stands in brackets, in Latin letters or by its Unicode number, as in ${example}.`,
  shortened: "Long texts are shortened (…); they stand in full in the records.",
  page: (page: number, count: number) => `Page ${page} of ${count}`,
  kinds: names.kinds,
  roles: names.roles,
  units: {} as Readonly<Record<string, string>>,
  language: "en" as "en" | "zh",
  productFields: { origin: "Place of origin" } as Readonly<Record<string, string>>,
  fields: names.fields,
  comma: ", ",
  yes: "yes",
  no: "no",
  moments: {
    day: (day) => dayText(day, "long"),
    shortDay: (day) => dayText(day, "short"),
    moment: (day, time, zone) => `${dayText(day, "long")}, ${time} (${zone})`,
    zone: utcOffset,
  } as Moments,
  pair: (label: string, value: string) => `${label}: ${value}`,
  list: (parts: readonly string[]) => parts.join("; "),
};

/** The texts of one language. */
export type Texts = typeof en;
