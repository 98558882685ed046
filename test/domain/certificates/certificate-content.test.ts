/** What a certificate says of a journey: what the public may see, in the order of the story. */
import { expect, test } from "vitest";
import { certificateContent, verificationUrl } from "../../../domain/certificates/certificate-content.ts";
import type { Line } from "../../../domain/records/line.ts";
import { roleSet } from "../../../domain/shared/roles.ts";
import { accountOf, addressOf, batchOf, lineOf, servicesOf, stepDocument } from "../../support/made.ts";

const REQUEST = {
  number: "CERT-20260310-123456789",
  kind: "certificate",
  type: "official",
  language: "en",
  template: "template-standard",
  includeDetails: true,
  issuedAt: new Date("2026-03-10T12:00:00Z"),
  validUntil: new Date("2027-03-10T23:59:59Z"),
} as const;

const content = (lines: readonly Line[], batch = batchOf()) =>
  certificateContent(
    servicesOf({
      settings: { publicUrl: "https://suyuan.test", chainId: 31337, contract: addressOf("cc") },
      lineages: { illAbove: async () => new Map(), follow: async () => ({ nodes: [], edges: [] }) },
      mirror: { linesOf: async () => lines, rolesOf: async () => roleSet("inspector") },
      accounts: { byAddresses: async () => new Map([[addressOf("a7"), accountOf()]]) },
    }),
    accountOf({ name: "Inspector" }),
    batch,
    REQUEST,
  );

test("the journey begins with the creation and goes on by the times that are told", async () => {
  const lines = [
    lineOf(1),
    lineOf(2, { document: stepDocument("harvest", { title: "Picked" }, "2026-02-20T08:00:00Z") }),
    lineOf(3, { document: stepDocument("harvest", { title: "Grown" }, "2026-02-01T08:00:00Z") }),
  ];
  const { journey, chain, batch } = await content(lines);
  expect(journey.map(({ seq, title }) => [seq, title])).toEqual([
    [1, "Apples"],
    [3, "Grown"],
    [2, "Picked"],
  ]);
  // Of the last line: a certificate tells how far it saw.
  expect(chain).toMatchObject({ seq: 3, head: lines[2]?.head, blockNumber: 3 });
  expect(batch).toMatchObject({ quantity: "5", custodian: { name: "Green Valley" } });
});

test("what is withheld is told to be so, and none of it", async () => {
  const lines = [
    lineOf(1),
    lineOf(2, { visibility: "restricted" }),
    lineOf(3, { visibility: "missing", document: null }),
  ];
  const { journey } = await content(lines, batchOf({ visibility: "restricted" }));
  expect(journey.map(({ withheld }) => withheld)).toEqual([false, true, false]);
  expect((await content(lines, batchOf({ visibility: "restricted" }))).batch.name).toBeNull();
});

test("what a step says of trade stands among its details, and does not take another's place", async () => {
  const trade = {
    from: { name: "Told", account: addressOf("a7") },
    to: { name: "Corner Store", place: { name: "Dock 2" } },
    carrier: { account: addressOf("c4") },
    quantity: "12500",
    unit: "KGM",
    references: [{ type: "po", number: "PO-1" }],
    details: { carrier: "Ace Trucks" },
  };
  const [, step] = (await content([lineOf(1), lineOf(2, { document: stepDocument("transport", trade) })])).journey;
  expect(step?.details).toEqual({
    carrier: "Ace Trucks",
    from: "Green Valley",
    to: "Corner Store, Dock 2",
    quantity: "12.5 kg",
    references: ["Purchase order PO-1"],
  });
});

test("certificates of others are named; those that were given here are not, nor their ends", async () => {
  const certificate = (seq: number, details: Record<string, string>, title = "") =>
    lineOf(seq, {
      kind: "certificate",
      document: stepDocument("certificate", {
        title,
        details,
        attachments: [
          {
            type: "document",
            title: "",
            sha256: `0x${"1".repeat(64)}`,
            size: 1,
            mediaType: "application/pdf",
            cid: "",
          },
        ],
      }),
      chain: { actor: addressOf("b0") },
    });
  const ours = {
    certificateNumber: "CERT-20260309-123456789",
    type: "official",
    language: "en",
    template: "template-standard",
    validUntil: "2027-03-09T23:59:59Z",
  };
  const { certifications } = await content([
    lineOf(1),
    certificate(2, { name: "Organic", issuer: "COFCC", validUntil: "2027" }),
    certificate(3, {}, "Halal"),
    certificate(4, ours),
    certificate(5, { revokes: "CERT-20260309-123456789" }),
  ]);
  expect(certifications).toEqual([
    { name: "Organic", issuer: "COFCC", validUntil: "2027" },
    { name: "Halal", issuer: addressOf("b0"), validUntil: null },
  ]);
});

test("it is checked by its number", () => {
  expect(verificationUrl("https://suyuan.test", REQUEST.number)).toBe(`https://suyuan.test/verify/${REQUEST.number}`);
});
