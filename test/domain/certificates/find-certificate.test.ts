/** How a certificate stands: by lines on chain, and by nothing that is stored here. */
import { expect, test } from "vitest";
import {
  findCertificate,
  findCertificateByDigest,
  listCertificates,
} from "../../../domain/certificates/find-certificate.ts";
import type { Line } from "../../../domain/records/line.ts";
import { roleSet } from "../../../domain/shared/roles.ts";
import {
  accountOf,
  addressOf,
  BATCH_ID,
  batchOf,
  contextOf,
  lineOf,
  servicesOf,
  stepDocument,
  TRACE_ID,
} from "../../support/made.ts";

const NUMBER = "CERT-20260310-123456789";
const DIGEST = `0x${"1".repeat(64)}` as const;
const ISSUER = addressOf("a7");
const DRAWN = { number: NUMBER, batchId: BATCH_ID, sha256: DIGEST, accountId: 7, actor: ISSUER, issuedAt: new Date(0) };

const attestation = (seq: number, change: { actor?: string; number?: string; sha256?: string } = {}): Line =>
  lineOf(seq, {
    kind: "certificate",
    document: stepDocument("certificate", {
      details: {
        certificateNumber: change.number ?? NUMBER,
        type: "official",
        language: "en",
        template: "template-standard",
        validUntil: "2027-03-10T23:59:59Z",
      },
      attachments: [
        {
          type: "document",
          title: "",
          sha256: change.sha256 ?? DIGEST,
          size: 1,
          mediaType: "application/pdf",
          cid: "",
        },
      ],
    }),
    chain: { actor: addressOf((change.actor ?? ISSUER).slice(2)) },
  });
const revocation = (seq: number, actor: string, number = NUMBER): Line =>
  lineOf(seq, {
    kind: "certificate",
    document: stepDocument("certificate", { details: { revokes: number, reason: "Mixed up" } }),
    chain: { actor: addressOf(actor) },
  });

const world = (lines: readonly Line[], now = "2026-06-01T00:00:00Z", batch = batchOf()) =>
  servicesOf<Parameters<typeof listCertificates>[0]>({
    now: () => new Date(now),
    certificates: {
      byNumber: async (number: string) => (number === NUMBER ? DRAWN : undefined),
      bySha256: async (sha256: string) => (sha256 === DIGEST ? DRAWN : undefined),
      ofBatch: async () => [DRAWN],
    },
    accounts: { byAddresses: async () => new Map([[ISSUER, accountOf()]]) },
    lineages: { illAbove: async () => new Map(), follow: async () => ({ nodes: [], edges: [] }) },
    mirror: {
      batchByTraceId: async () => batch,
      linesOf: async () => lines,
      rolesEverOf: async () =>
        new Map([
          [addressOf("e0"), roleSet("regulator")],
          [addressOf("c0"), roleSet("inspector")],
        ]),
    },
  });
const statusOf = async (lines: readonly Line[], now?: string) =>
  (await findCertificate(world(lines, now), NUMBER)).status;

test.each([
  ["valid", [], "2027-03-10T23:59:59Z"],
  ["expired", [], "2027-03-11T00:00:00Z"],
  ["revoked", [revocation(3, "a7")], undefined],
  ["revoked", [revocation(3, "e0")], undefined],
  ["revoked", [revocation(3, "a7")], "2030-01-01T00:00:00Z"],
  ["valid", [revocation(3, "c0")], undefined],
  ["valid", [revocation(3, "a7", "CERT-20260310-999999999")], undefined],
])("it is %s", async (status, after, now) => {
  expect(await statusOf([lineOf(1), attestation(2), ...after], now)).toBe(status);
});

test("what ended it is told, with its line", async () => {
  const end = revocation(3, "e0");
  const { revocation: told, issuer, line } = await findCertificate(world([lineOf(1), attestation(2), end]), NUMBER);
  expect([told, issuer?.id, line.chain.seq]).toEqual([{ line: end, reason: "Mixed up" }, 7, 2]);
});

test.each([
  ["no line attests it", []],
  ["the line is another's", [attestation(2, { actor: "0xbb" })]],
  ["the line is of another file", [attestation(2, { sha256: `0x${"2".repeat(64)}` })]],
  ["the line is of another number", [attestation(2, { number: "CERT-20260310-999999999" })]],
  ["it stands in an amendment alone", [{ ...attestation(2), event: "Amended" } as Line]],
])("there is none where %s", async (_why, lines) => {
  await expect(statusOf([lineOf(1), ...lines])).rejects.toMatchObject({ code: "not-found" });
  expect(await listCertificates(world(lines), contextOf(accountOf()), TRACE_ID)).toEqual([]);
});

test("it is found by its number and by its file's digest, in the one form that each has", async () => {
  const services = world([attestation(2)]);
  expect((await findCertificateByDigest(services, "1".repeat(64))).drawn).toBe(DRAWN);
  for (const digits of [DIGEST, "A".repeat(64), "1".repeat(63)]) {
    await expect(findCertificateByDigest(services, digits)).rejects.toMatchObject({ code: "not-found" });
  }
  const error = await findCertificate(services, "x".repeat(5_000)).catch((caught) => caught);
  expect([error.code, error.details[0].message.length < 200]).toEqual(["not-found", true]);
});

const own = (seq: number) => {
  const line = attestation(seq);
  return { ...line, kind: "declaration", document: { ...line.document, kind: "declaration" } } as Line;
};
const attesting = (seq: number, actor = "c0"): Line =>
  lineOf(seq, {
    kind: "certificate",
    args: { roles: roleSet("inspector") },
    document: stepDocument("certificate", { details: { attests: NUMBER, sha256: DIGEST.slice(2) } }),
    chain: { actor: addressOf(actor) },
  });

test("a holder's own word is declared until an inspector attests the same file, and again when that is taken back", async () => {
  const declared = await findCertificate(world([lineOf(1), own(2)]), NUMBER);
  expect([declared.status, declared.isDeclaration, declared.attestations]).toEqual(["declared", true, []]);
  const attested = await findCertificate(world([lineOf(1), own(2), attesting(3)]), NUMBER);
  expect([attested.status, attested.attestations.map(({ line }) => line.chain.seq)]).toEqual(["valid", [3]]);
  expect(await statusOf([lineOf(1), own(2), attesting(3), revocation(4, "c0")])).toBe("declared");
  expect(await statusOf([lineOf(1), own(2), attesting(3), revocation(4, "a7")])).toBe("revoked");
  expect(await statusOf([lineOf(1), own(2), attesting(3, "a7")])).toBe("declared");
});

test("a recall and a fail that stand weigh more than all but a revocation, and what came after is told", async () => {
  const lines = [lineOf(1), attestation(2), lineOf(3, { event: "Inspected", args: { verdict: 2 } })];
  const of = async (batch: Parameters<typeof batchOf>[0], more: readonly Line[] = [], now?: string) =>
    findCertificate(world([...lines, ...more], now, batchOf(batch)), NUMBER);
  const failed = await of({ verdict: "fail" }, [], "2030-01-01T00:00:00Z");
  expect([failed.status, failed.since.map(({ type, line }) => [type, line.chain.seq])]).toEqual([
    "failed",
    [["failed-inspection", 3]],
  ]);
  expect((await of({ verdict: "fail", status: "recalled" })).status).toBe("recalled");
  expect((await of({ verdict: "fail" }, [revocation(4, "a7")])).status).toBe("revoked");
});
