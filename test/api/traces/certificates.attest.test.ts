/** A holder's own certificate, its attestation by others, and what neither says of a batch that failed. */
import { id } from "ethers";
import { afterAll, beforeAll, expect, test } from "vitest";
import { NOTICES } from "../../../domain/names/notices.ts";
import { type Api, sha256, startApi } from "../support/api.ts";
import { ASKED, fileOf, issue } from "./support/certificates.ts";

type Account = Awaited<ReturnType<Api["account"]>>;
let api: Api;
let producer: Account;
let inspector: Account;
let rival: Account;
let regulator: Account;
let count = 0;

beforeAll(async () => {
  api = await startApi();
  producer = await api.account("supplier", "Green Valley Growers");
  inspector = await api.account("inspector", "National Food Laboratory");
  rival = await api.account("inspector", "Rival Laboratory");
  regulator = await api.account("regulator", "Food Authority");
});
afterAll(() => api.close());

const newBatch = async () => {
  const body = { name: "Apples", quantity: 1, unit: "kg", batchCode: `ATTEST-${++count}-BOX` };
  return (await api.call("POST", "/v1/traces", { token: producer.token, body })).body.data;
};
const attest = (number: string, as: Account | undefined, body: unknown = {}) =>
  api.call("POST", `/v1/certificates/${number}/attest`, { ...(as ? { token: as.token } : {}), body });
const revoke = (number: string, { token }: Account) =>
  api.call("POST", `/v1/certificates/${number}/revoke`, { token, body: { reason: "Wrong" } });
const inspect = (traceId: string, { token }: Account, status: string) =>
  api.call("POST", `/v1/traces/${traceId}/events`, {
    token,
    body: { type: "quality-test", title: "Residues", status },
  });
const found = async (number: string) => (await api.call("GET", `/v1/certificates/${number}`)).body.data;

test("the producer's own certificate is answered at once, as a declaration that nobody attested", async () => {
  const trace = await newBatch();
  const { status, body } = await issue(api, producer.token, trace.id);
  expect(status).toBe(201);
  expect(body.data).toMatchObject({ type: "official", kind: "declaration", status: "declared", attestations: [] });
  const { response, text, bytes } = await fileOf(api, body.data);
  expect([response.status, sha256(bytes)]).toEqual([200, body.data.sha256]);
  expect(text).toContain("Issued by the producer itself, attested by nobody");
  expect(text).not.toContain("certifies that");
  const { data: proof } = (await api.call("GET", `/v1/traces/public/${trace.batchCode}/proof`)).body;
  expect(JSON.parse(proof.documents[body.data.chain.digest].text).kind).toBe("declaration");
});

test("an inspector attests the very same file, once; whoever attested it takes that back", async () => {
  const trace = await newBatch();
  const { data } = (await issue(api, producer.token, trace.id)).body;
  const number = data.certificateNumber;
  const { status, body } = await attest(number, inspector, { sha256: data.sha256 });
  expect([status, body.data.status, body.data.sha256]).toEqual([200, "valid", data.sha256]);
  expect(body.data.attestations).toEqual([
    expect.objectContaining({
      by: expect.objectContaining({
        id: `user-${inspector.user.id}`,
        name: "National Food Laboratory",
        address: inspector.user.address,
        confirmed: false,
      }),
    }),
  ]);
  const { data: proof } = (await api.call("GET", `/v1/traces/public/${trace.batchCode}/proof`)).body;
  const document = JSON.parse(proof.documents[body.data.attestations[0].chain.digest].text);
  expect(document).toMatchObject({ kind: "certificate", step: { details: { attests: number, sha256: data.sha256 } } });
  expect(document.step.attachments[0].sha256).toBe(`0x${data.sha256}`);

  expect((await attest(number, inspector)).body.message).toBe("You have attested this certificate already");
  expect((await attest(number, regulator)).body.data.attestations).toHaveLength(2);
  // The shopper's certificates of the product are others.
  expect((await api.call("GET", `/v1/traces/public/${trace.batchCode}`)).body.data.certifications).toEqual([]);

  const back = await revoke(number, inspector);
  expect([back.status, back.body.data.status]).toEqual([200, "valid"]);
  expect(back.body.data.attestations).toHaveLength(1);
  // A regulator ends the certificate itself; an inspector who never attested it ends nothing.
  expect((await revoke(number, rival)).status).toBe(403);
  expect((await revoke(number, regulator)).body.data.status).toBe("revoked");
  expect((await attest(number, rival)).body.message).toBe("This certificate is revoked");
});

test("nobody attests without the role, one's own, another's attested one, another file, or one that is not there", async () => {
  const trace = await newBatch();
  const own = (await issue(api, producer.token, trace.id)).body.data;
  const official = (await issue(api, inspector.token, trace.id)).body.data;
  const says = async (...parameters: Parameters<typeof attest>) => {
    const { status, body } = await attest(...parameters);
    return [status, body.message];
  };
  expect((await attest(own.certificateNumber, undefined)).status).toBe(401);
  expect((await attest(own.certificateNumber, producer)).status).toBe(403);
  expect(await says(official.certificateNumber, inspector)).toEqual([
    403,
    "You do not have permission to attest this certificate: it is your own",
  ]);
  expect(await says(official.certificateNumber, rival)).toEqual([
    409,
    "This certificate was attested when it was issued",
  ]);
  expect(await says(own.certificateNumber, inspector, { sha256: "12".repeat(32) })).toEqual([
    409,
    "This certificate has another PDF: its SHA-256 is not the one that you name",
  ]);
  expect((await attest("CERT-20230520-567", inspector)).status).toBe(404);
  for (const body of [{ sha256: 7 }, { sha256: "AB".repeat(32) }, []]) {
    expect((await attest(own.certificateNumber, inspector, body)).status).toBe(422);
  }
  expect((await found(own.certificateNumber)).status).toBe("declared");
});

test("the holder takes its own word back, and nobody else's", async () => {
  const trace = await newBatch();
  const { certificateNumber } = (await issue(api, producer.token, trace.id)).body.data;
  expect((await revoke(certificateNumber, inspector)).status).toBe(403);
  expect((await revoke(certificateNumber, producer)).body.data).toMatchObject({
    status: "revoked",
    revocation: { reason: "Wrong" },
  });
});

test("while a fail stands nothing official is issued and nothing attested, and earlier ones say what came after", async () => {
  const trace = await newBatch();
  const official = (await issue(api, inspector.token, trace.id)).body.data;
  const declared = (await issue(api, producer.token, trace.id)).body.data;
  await inspect(trace.id, rival, "failed");
  for (const account of [inspector, producer, regulator]) {
    const { status, body } = await issue(api, account.token, trace.id);
    expect(status).toBe(409);
    expect(body.message).toBe(
      "A trace batch that failed an inspection cannot be certified: the fail stands until whoever gave it, or a regulator, passes the batch",
    );
  }
  const refused = await attest(declared.certificateNumber, inspector);
  expect([refused.status, refused.body.message]).toEqual([409, expect.stringContaining("cannot be attested")]);
  for (const { certificateNumber } of [official, declared]) {
    expect(await found(certificateNumber)).toMatchObject({
      status: "failed",
      notice: NOTICES.failed,
      since: [{ type: "failed-inspection" }],
    });
  }
  // For information only one is issued, and says so itself before everything.
  const informed = await issue(api, inspector.token, trace.id, { ...ASKED, type: "informational" });
  expect([informed.status, informed.body.data.status]).toEqual([201, "failed"]);
  const { text } = await fileOf(api, informed.body.data);
  expect(text).toContain(NOTICES.failed.en);

  await inspect(trace.id, rival, "passed");
  expect((await found(official.certificateNumber)).status).toBe("valid");
  expect((await attest(declared.certificateNumber, inspector)).status).toBe(200);
});

test("while a recall stands nothing is attested, and an earlier certificate says so", async () => {
  const trace = await newBatch();
  const { certificateNumber } = (await issue(api, producer.token, trace.id)).body.data;
  const { trace: contract } = await api.chain.actor(901, "regulator");
  await (await contract.getFunction("orderRecall")(id(trace.batchCode), id("a notice"))).wait();
  await expect.poll(async () => (await found(certificateNumber)).status).toBe("recalled");
  expect((await found(certificateNumber)).since).toEqual([expect.objectContaining({ type: "recall" })]);
  expect((await attest(certificateNumber, inspector)).body.message).toBe("A recalled trace batch cannot be attested");
});
