/** A certificate is of the batch that its document names, whatever line names the document. */
import { encodeBytes32String, id } from "ethers";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Proof } from "../../proof/proof.ts";
import { examine } from "../../web/certificate/examine.ts";
import { type Batches, startBatches, step } from "../proof/support/batches.ts";

const NUMBER = "CERT-20260302-1";
const FILE = `0x${"ab".repeat(32)}`;
let batches: Batches;
beforeAll(async () => {
  batches = await startBatches();
});
afterAll(() => batches.close());

const certificate = step("certificate", {
  details: {
    certificateNumber: NUMBER,
    type: "official",
    language: "en",
    template: "template-standard",
    validUntil: "2099-01-01T00:00:00Z",
  },
  attachments: [
    { type: "document", title: "Certificate", sha256: FILE, size: 1, mediaType: "application/pdf", cid: "x" },
  ],
});

const examined = async (proof: Proof, code: string) => {
  const claim = { batchCode: code, certificateNumber: NUMBER, sha256: FILE.slice(2), chain: { seq: 2 } };
  const verification = await batches.verify(proof);
  const { outcome } = examine({ type: "number", number: NUMBER }, claim, proof, verification, new Date());
  return [verification.verdict, outcome];
};

test("also where anybody with a role may write certificates, and names another batch's", async () => {
  const grower = await batches.actor(1, "producer");
  const inspector = await batches.actor(2, "inspector");
  const stranger = await batches.actor(3, "carrier");
  const kind = encodeBytes32String("certificate");
  await (await batches.chain.asAdmin.getFunction("setKindRole")(kind, 4 + 8)).wait();

  await batches.create(grower, "CERTIFIED");
  await batches.record(inspector, "CERTIFIED", "certificate", certificate);
  const genuine = await batches.proofOf("CERTIFIED");
  genuine.attachments[FILE] = { status: "restricted" };
  expect(await examined(genuine, "CERTIFIED")).toEqual(["incomplete", "incomplete"]);

  await batches.create(grower, "BORROWING");
  const digest = genuine.lines[1]?.args.digest;
  await batches.send(stranger, "record", id("BORROWING"), kind, digest);
  expect(await examined(await batches.proofOf("BORROWING"), "BORROWING")).toEqual(["verified", "unknown"]);
});
