import { expect, test } from "vitest";
import {
  type AttestedLine,
  attestationsOf,
  attestedIn,
  certifiedIn,
  isDeclaration,
  revocationOf,
  revokedIn,
} from "../../../domain/certificates/certificate.ts";
import { endOfValidity } from "../../../domain/certificates/end-of-validity.ts";
import type { RecordDocument } from "../../../domain/records/record-document.ts";
import { type Role, roleSet } from "../../../domain/shared/roles.ts";

const NUMBER = "CERT-20230520-567";
const FILE = {
  type: "document",
  title: "",
  sha256: `0x${"ab".repeat(32)}`,
  size: 1,
  mediaType: "application/pdf",
  cid: "",
} as const;
const DETAILS = {
  certificateNumber: NUMBER,
  type: "official",
  language: "en",
  template: "template-standard",
  validUntil: "2024-05-20T23:59:59Z",
};

function documentOf(details: object, attachments: object[] = [FILE], kind = "certificate"): RecordDocument {
  const step = { type: "certificate", title: "", description: "", location: "", operator: { id: "", name: "" } };
  const common = { format: "suyuan-record/1", salt: "0".repeat(32), code: "A", eventTime: "2023-05-20T16:00:00Z" };
  return { ...common, record: "step", kind, step: { ...step, details, attachments } } as RecordDocument;
}

test.each([
  ["2023-05-20", "UTC", "2024-05-20T23:59:59.000Z"],
  ["2024-02-29", "UTC", "2025-02-28T23:59:59.000Z"],
  ["2023-02-28", "UTC", "2024-02-28T23:59:59.000Z"],
  // East of UTC the day ends sooner, west of it later: on its last day's evening there it is still good, and no longer.
  ["2023-12-31", "Asia/Shanghai", "2024-12-31T15:59:59.000Z"],
  ["2023-07-01", "America/New_York", "2024-07-02T03:59:59.000Z"],
  ["2023-12-01", "America/New_York", "2024-12-02T04:59:59.000Z"],
  ["2023-03-01", "Pacific/Kiritimati", "2024-03-01T09:59:59.000Z"],
])("issued on %s at %s, valid until %s", (issued, timeZone, until) => {
  expect(endOfValidity(issued, timeZone).toISOString()).toBe(until);
});

test("only a step of the kind, with number, template, dates and a PDF, attests a certificate", () => {
  expect(certifiedIn(documentOf(DETAILS))).toEqual({
    number: NUMBER,
    type: "official",
    language: "en",
    template: "template-standard",
    issuedAt: new Date("2023-05-20T16:00:00Z"),
    validUntil: new Date("2024-05-20T23:59:59Z"),
    file: FILE,
  });
  const others = [
    documentOf(DETAILS, []),
    documentOf(DETAILS, [{ ...FILE, mediaType: "image/png" }]),
    documentOf(DETAILS, [{ type: "document", title: "", url: "https://example.com/a.pdf" }]),
    documentOf(DETAILS, [FILE], "processing"),
    ...Object.keys(DETAILS).map((field) => documentOf({ ...DETAILS, [field]: undefined })),
    documentOf({ ...DETAILS, certificateNumber: "CERT-1" }),
    documentOf({ ...DETAILS, validUntil: "some day" }),
    null,
    undefined,
  ];
  for (const other of others) expect(certifiedIn(other)).toBeUndefined();
});

test("only a later line of the issuer's or of a regulator's revokes", () => {
  const line = (seq: number, actor: string, document: RecordDocument | null): AttestedLine => ({
    seq,
    actor,
    roles: 0,
    document,
  });
  const certificate = line(3, "issuer", documentOf(DETAILS));
  const revoking = documentOf({ revokes: NUMBER, reason: "Wrong" }, []);
  const isRegulator = (address: string) => address === "regulator";
  const found = (...lines: AttestedLine[]) => revocationOf([certificate, ...lines], certificate, isRegulator)?.seq;
  expect(revokedIn(revoking)).toEqual({ number: NUMBER, reason: "Wrong" });
  expect(found(line(4, "issuer", revoking))).toBe(4);
  expect(found(line(5, "rival", revoking), line(6, "regulator", revoking))).toBe(6);
  expect(found(line(2, "issuer", revoking))).toBeUndefined();
  expect(found(line(4, "rival", revoking))).toBeUndefined();
  expect(found(line(4, "issuer", null))).toBeUndefined();
  expect(found(line(4, "issuer", documentOf({ revokes: "CERT-20230520-568" }, [])))).toBeUndefined();
});

const SHA256 = "ab".repeat(32);
const attesting = (sha256 = SHA256, attests = NUMBER) => documentOf({ attests, sha256 });

test("a declaration is attested by others with an authority's role, of the same number and the same file", () => {
  const line = (seq: number, actor: string, role: Role | null, document: RecordDocument): AttestedLine => ({
    seq,
    actor,
    roles: role ? roleSet(role) : 0,
    document,
  });
  const declared = line(3, "holder", "producer", documentOf(DETAILS, [FILE], "declaration"));
  const by = (...lines: AttestedLine[]) => attestationsOf([declared, ...lines], declared).map(({ actor }) => actor);
  expect(isDeclaration(declared)).toBe(true);
  expect(by(line(4, "inspector", "inspector", attesting()), line(5, "regulator", "regulator", attesting()))).toEqual([
    "inspector",
    "regulator",
  ]);
  expect(by(line(2, "early", "inspector", attesting()))).toEqual([]);
  expect(by(line(4, "holder", "inspector", attesting()))).toEqual([]);
  expect(by(line(4, "carrier", "carrier", attesting()), line(5, "nobody", null, attesting()))).toEqual([]);
  expect(by(line(4, "inspector", "inspector", attesting("cd".repeat(32))))).toEqual([]);
  expect(by(line(4, "inspector", "inspector", attesting(SHA256, "CERT-20230520-568")))).toEqual([]);
  expect(
    by(line(4, "inspector", "inspector", documentOf({ attests: NUMBER, sha256: SHA256 }, [], "declaration"))),
  ).toEqual([]);
  // Taken back by whoever gave it, and by nobody else.
  const taken = documentOf({ revokes: NUMBER, reason: "Wrong" }, []);
  const given = line(4, "inspector", "inspector", attesting());
  expect(by(given, line(5, "inspector", "inspector", taken))).toEqual([]);
  expect(by(given, line(5, "rival", "inspector", taken))).toEqual(["inspector"]);
  // What an authority issued needs nobody else's word.
  const issued = line(3, "laboratory", "inspector", documentOf(DETAILS));
  expect(attestationsOf([issued, given], issued)).toEqual([]);
});

test("an attestation names number and digest, and is no certificate itself", () => {
  expect(attestedIn(attesting())).toEqual({ number: NUMBER, sha256: `0x${SHA256}` });
  expect(certifiedIn(attesting())).toBeUndefined();
  for (const wrong of [
    attesting("AB".repeat(32)),
    attesting("12"),
    attesting(SHA256, "CERT-1"),
    documentOf(DETAILS),
    null,
  ]) {
    expect(attestedIn(wrong)).toBeUndefined();
  }
});
