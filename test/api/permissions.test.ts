/** Every role tries every operation of every dialect: those who may are let through, and nobody else. */
import { Wallet } from "ethers";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { PERMISSIONS, type Permission } from "../../domain/roles/permissions.ts";
import { ROLES, type Role } from "../../domain/shared/roles.ts";
import { type Answer, type Api, type Call, makeAdministrator, startApi } from "./support/api.ts";
import { WHO_MAY, WHO_MAY_WRITE } from "./support/who-may.ts";

/** The accounts dialect's words for the roles. */
const WORDS: Readonly<Record<Role, string>> = {
  producer: "supplier",
  processor: "processor",
  carrier: "logistics",
  inspector: "inspector",
  retailer: "pharmacy",
  regulator: "regulator",
};

type Who = Role | "no role" | "nobody" | "administrator";
const EVERYBODY: readonly Who[] = [...ROLES, "no role", "nobody"];

let api: Api;
const tokens = new Map<Who, string>();
let ownerId: string;
let named: { id: string };
let application: string;
let trace: { id: string; batchCode: string; chain: { batchId: string } };
beforeAll(async () => {
  api = await startApi();
  for (const role of ROLES) tokens.set(role, (await api.account(WORDS[role])).token);
  tokens.set("no role", (await api.account("unauth")).token);
  // Somebody else's, so that nobody is its custodian, or owns the farm.
  const { token, user } = await api.account("supplier");
  const create = async (contributions: "named" | "open") => {
    const body = { name: "Tomatoes", quantity: 5, unit: "kg", contributions };
    return (await api.call("POST", "/v1/traces", { token, body })).body.data;
  };
  trace = await create("open");
  named = await create("named");
  ownerId = `user-${user.id}`;
  application = ownerId;
  await api.call("POST", "/v1/farms", { token, body: { id: "farm-1", name: "A farm" } });
  await api.call("POST", "/v1/products", { token, body: { id: "product-1", name: "A product" } });
  const administrator = await api.account("unauth");
  await makeAdministrator(api, administrator.user.id);
  tokens.set("administrator", administrator.token);
});
afterAll(() => api.close());

type Request = readonly [method: string, path: string, body?: unknown];
type Operations = { readonly [D in keyof typeof PERMISSIONS]: Record<keyof (typeof PERMISSIONS)[D], () => Request> };

const tomato = (more: object = {}) => ({ tomato_id: `TOMATO_${trace.chain.batchId.slice(2)}`, ...more });
const upload = () => ({ filename: "a.pdf", content_type: "application/pdf", size: 5, sha256: "ab".repeat(32) });

/** A plain request for each operation. */
const REQUESTS: Operations = {
  inspection: {
    bindWallet: () => ["POST", "/auth/wallet/challenge", { address: Wallet.createRandom().address }],
    requestUpload: () => ["POST", "/upload", upload()],
    createBatch: () => ["POST", "/batches", { metadata: {} }],
    getBatch: () => ["GET", `/batches/${trace.id}`],
    submitInspection: () => [
      "POST",
      `/batches/${trace.id}/inspection`,
      { result: "pass", file_url: "https://lab.example/report.pdf" },
    ],
  },
  tomato: {
    query: () => ["GET", `/tomato/${tomato().tomato_id}`],
    add: () => ["POST", "/add-tomato", { production_area: "山东寿光", harvest_date: "2024-01-15" }],
    updateHarvest: () => ["POST", "/tomato/harvest", tomato({ production_area: "山东", harvest_date: "2024-01-15" })],
    updateTransport: () => ["POST", "/tomato/transport", tomato({ transport_info: "冷链" })],
    updateProcessing: () => ["POST", "/tomato/processing", tomato({ processing_date: "2024-01-16" })],
    evaluate: () => ["POST", "/tomato/expert-evaluate", tomato({ role: "harvest" })],
  },
  orders: {
    bindCompany: () => ["POST", "/api/auth/bind-company", { inviteCode: "INVITE123" }],
    searchOrders: () => ["GET", "/api/orders/search"],
    orderStatus: () => ["GET", "/api/orders/ORD123/status"],
    orderMaterials: () => ["GET", "/api/orders/ORD123/materials"],
    materialProgress: () => ["GET", "/api/materials/M1/progress"],
    sendTemplateMessage: () => ["POST", "/api/wechat/template-msg", { templateId: "t", data: {} }],
    listMessages: () => ["GET", "/api/wechat/messages"],
    wechatProfile: () => ["GET", "/api/wechat/profile"],
    profile: () => ["GET", "/api/user/profile"],
    monitor: () => ["GET", "/api/erp/status"],
  },
  traces: {
    list: () => ["GET", "/v1/traces"],
    create: () => ["POST", "/v1/traces", { name: "Apples", quantity: 1, unit: "kg" }],
    get: () => ["GET", `/v1/traces/${trace.id}`],
    update: () => ["PATCH", `/v1/traces/${trace.id}`, { name: "Mine now" }],
    remove: () => ["DELETE", `/v1/traces/${trace.id}`],
    listRevisions: () => ["GET", `/v1/traces/${trace.id}/revisions`],
    listEvents: () => ["GET", `/v1/traces/${trace.id}/events`],
    readEvent: () => ["GET", `/v1/traces/${trace.id}/events/event-1`],
    amendEvent: () => ["POST", `/v1/traces/${trace.id}/events/event-1/amend`, { reason: "Misspelt" }],
    listParties: () => ["GET", `/v1/traces/${trace.id}/parties`],
    admitParty: () => ["POST", `/v1/traces/${trace.id}/parties`, { account: Wallet.createRandom().address }],
    removeParty: () => ["DELETE", `/v1/traces/${trace.id}/parties/user-1`],
    offerCustody: () => ["POST", `/v1/traces/${trace.id}/offers`, { to: Wallet.createRandom().address }],
    cancelOffer: () => ["POST", `/v1/traces/${trace.id}/offers/cancel`],
    acceptOffer: () => ["POST", `/v1/traces/${trace.id}/offers/accept`],
    refuseOffer: () => ["POST", `/v1/traces/${trace.id}/offers/refuse`, { reason: "Too warm" }],
    listOffers: () => ["GET", "/v1/offers"],
    handOver: () => ["POST", "/v1/handovers", { traceIds: [trace.id], to: Wallet.createRandom().address }],
    listHandOvers: () => ["GET", "/v1/handovers"],
    readHandOver: () => ["GET", "/v1/handovers/handover-1"],
    signHandOver: () => ["POST", "/v1/handovers/handover-1/signature", { signature: "0x00" }],
    acceptHandOver: () => ["POST", "/v1/handovers/handover-1/accept"],
    refuseHandOver: () => ["POST", "/v1/handovers/handover-1/refuse", { reason: "Too warm" }],
    cancelHandOver: () => ["POST", "/v1/handovers/handover-1/cancel"],
    consume: () => ["POST", `/v1/traces/${trace.id}/consumption`, { quantity: 0.001, reason: "sample" }],
    addReadings: () => ["POST", `/v1/traces/${trace.id}/readings`, { readings: [] }],
    readReadings: () => ["GET", `/v1/traces/${trace.id}/readings`],
    proveReading: () => ["GET", `/v1/traces/${trace.id}/readings/2/0/proof`],
    readPublicReadings: () => ["GET", `/v1/traces/public/${trace.batchCode}/readings`],
    provePublicReading: () => ["GET", `/v1/traces/public/${trace.batchCode}/readings/2/0/proof`],
    readLineage: () => ["GET", `/v1/traces/${trace.id}/lineage`],
    readPublicLineage: () => ["GET", `/v1/traces/public/${trace.batchCode}/lineage`],
    readAncestors: () => ["GET", `/v1/traces/${trace.id}/ancestors`],
    readPublicAncestors: () => ["GET", `/v1/traces/public/${trace.batchCode}/ancestors`],
    readPublicRecalls: () => ["GET", `/v1/traces/public/${trace.batchCode}/recalls`],
    readRecallNotice: () => ["POST", "/v1/recall-notices/read", { token: "1-1-0" }],
    answerRecallNotice: () => ["POST", "/v1/recall-notices/acknowledgements", { token: "1-1-0", found: "0" }],
    recall: () => ["POST", `/v1/traces/${trace.id}/recall`, { dryRun: true }],
    listRecallOperations: () => ["GET", "/v1/recalls/recall-1/operations"],
    listRecalls: () => ["GET", "/v1/recalls"],
    readRecall: () => ["GET", "/v1/recalls/recall-1"],
    acknowledgeRecall: () => ["POST", "/v1/recalls/recall-1/acknowledgements", { traceId: trace.id }],
    erase: () => ["POST", `/v1/traces/${trace.id}/lines/99/erasure`, { reason: "Asked for" }],
    askForErasure: () => [
      "POST",
      "/v1/erasure-requests",
      { traceId: trace.id, reason: "My name", contact: "ann@example.com" },
    ],
    listErasureRequests: () => ["GET", "/v1/erasure-requests"],
    refuseErasureRequest: () => ["POST", "/v1/erasure-requests/erasure-request-1/refuse", { reason: "Not yours" }],
    hold: () => ["POST", `/v1/traces/${trace.id}/hold`, { reason: "Residues" }],
    releaseHold: () => ["POST", `/v1/traces/${trace.id}/release`, {}],
    liftRecall: () => ["POST", "/v1/recalls/recall-1/lift", { reason: "Wrong" }],
    split: () => ["POST", `/v1/traces/${trace.id}/split`, { parts: { count: 1, size: 0.001 } }],
    transform: () => [
      "POST",
      "/v1/transformations",
      { inputs: [{ traceId: trace.id, quantity: 0.001 }], outputs: [{ name: "Juice", quantity: 1, unit: "l" }] },
    ],
    listOwnParties: () => ["GET", "/v1/parties"],
    admitToAll: () => ["POST", "/v1/parties", { account: Wallet.createRandom().address }],
    removeFromAll: () => ["DELETE", "/v1/parties/user-1"],
    readIntegrity: () => ["GET", "/v1/integrity"],
    listLines: () => ["GET", "/v1/lines"],
    getPublic: () => ["GET", `/v1/traces/public/${trace.batchCode}`],
    issueCertificate: () => ["POST", `/v1/traces/${trace.id}/certificates`, {}],
    attestCertificate: () => ["POST", "/v1/certificates/CERT-20230520-567/attest", {}],
    listCertificates: () => ["GET", `/v1/traces/${trace.id}/certificates`],
    revokeCertificate: () => ["POST", "/v1/certificates/CERT-20230520-567/revoke", { reason: "Wrong" }],
    readCertificate: () => ["GET", "/v1/certificates/CERT-20230520-567"],
    issueCommitment: () => [
      "POST",
      `/v1/traces/${trace.id}/commitments`,
      { basis: ["质量安全控制"], contact: "0536-5555555", place: "山东寿光" },
    ],
    listCommitments: () => ["GET", `/v1/traces/${trace.id}/commitments`],
    searchCommitments: () => ["GET", "/v1/commitments?search=x"],
    readCommitment: () => ["GET", "/v1/commitments/CMT-20260301-123456789"],
    leaveFeedback: () => ["POST", `/v1/traces/public/${trace.batchCode}/feedback`, { rating: 5 }],
    statistics: () => ["GET", `/v1/traces/${trace.id}/statistics`],
    scanAnomalies: () => ["GET", `/v1/traces/${trace.id}/anomalies`],
    listFeedback: () => ["GET", `/v1/traces/${trace.id}/feedback`],
    listLocations: () => ["GET", "/v1/locations"],
    readLocation: () => ["GET", "/v1/locations/farm-1"],
    updateLocation: () => ["PATCH", "/v1/locations/farm-1", { city: "Yantai" }],
    updateProduct: () => ["PATCH", "/v1/products/product-1", { storageGuide: "Cool" }],
    lendItem: () => ["POST", "/v1/farms/farm-1/loans", { to: "all" }],
    listLoans: () => ["GET", "/v1/farms/farm-1/loans"],
    endLoan: () => ["DELETE", "/v1/farms/farm-1/loans/all"],
    confirmProfile: () => ["POST", `/v1/accounts/${ownerId}/profile/confirmation`, { digest: "a".repeat(64) }],
    withdrawConfirmation: () => ["DELETE", `/v1/accounts/${ownerId}/profile/confirmation`],
    ownProfile: () => ["GET", "/v1/profile"],
    putProfile: () => ["PUT", "/v1/profile", { names: { en: "Somebody" } }],
    withdrawProfile: () => ["DELETE", "/v1/profile"],
    findByGln: () => ["GET", "/v1/accounts?gln=4012345000009"],
    readProfile: () => ["GET", `/v1/accounts/${ownerId}/profile`],
    applyForRole: () => ["POST", "/v1/role-applications", { role: "retailer" }],
    listRoleApplications: () => ["GET", "/v1/role-applications"],
    readRoleApplication: () => ["GET", `/v1/role-applications/${application}`],
    readRoleTransaction: () => ["GET", `/v1/role-applications/${application}/transaction`],
    grantRoleApplication: () => ["POST", `/v1/role-applications/${application}/grant`],
    refuseRoleApplication: () => ["POST", `/v1/role-applications/${application}/refuse`, { reason: "No" }],
    revokeRoleApplication: () => ["POST", `/v1/role-applications/${application}/revoke`, { reason: "No" }],
  },
  accounts: {
    me: () => ["GET", "/api/auth/me"],
    changePassword: () => [
      "POST",
      "/api/auth/change-password",
      { old_password: "Wrong1234", new_password: "Other1234" },
    ],
    requestEmailVerification: () => ["POST", "/api/auth/request-email-verification", {}],
    // Last, for it ends the session.
    logOut: () => ["POST", "/api/auth/logout"],
  },
};

function tryAs(who: Who, [method, path, body]: Request): Promise<Answer> {
  const token = tokens.get(who);
  const request: Call = { headers: { prefer: "respond-async" } };
  if (token !== undefined) request.token = token;
  if (body !== undefined) request.body = body;
  return api.call(method, path, request);
}

/** How it is refused: 401 for nobody where one has to be signed in, 403 for the wrong role, else neither. */
function refusal(who: Who, permission: Permission): 401 | 403 | undefined {
  if (permission === "anybody") return undefined;
  if (who === "nobody") return 401;
  if (permission === "signed-in") return undefined;
  if (permission === "role-decider") return who === "administrator" ? undefined : 403;
  return typeof permission !== "string" && permission.includes(who as Role) ? undefined : 403;
}

const refused = (status: number) => (status === 401 || status === 403 ? status : undefined);

describe.each(Object.keys(PERMISSIONS) as (keyof typeof PERMISSIONS)[])("%s", (dialect) => {
  const permissions: Readonly<Record<string, Permission>> = WHO_MAY[dialect];
  const requests: Readonly<Record<string, () => Request>> = REQUESTS[dialect];
  test.each(Object.keys(requests))("%s is for those who may, and for nobody else", async (operation) => {
    const everybody = permissions[operation] === "role-decider" ? [...EVERYBODY, "administrator" as const] : EVERYBODY;
    for (const who of everybody) {
      const { status, text } = await tryAs(who, (requests[operation] as () => Request)());
      const expected = refusal(who, permissions[operation] as Permission);
      expect(refused(status), `${who}: ${status} ${text.slice(0, 200)}`).toBe(expected);
    }
  });
});

const AUTHORITIES: readonly Role[] = ["inspector", "regulator"];

describe("events of the traces dialect", () => {
  // Those that no event is written as have verbs of their own.
  const kinds = Object.entries(WHO_MAY_WRITE).filter(
    ([kind]) => !/^(?:creation|commitment|erasure|.*hold.*)$/.test(kind),
  );
  const ofAuthorities = (roles: readonly Role[]) =>
    roles.length > 0 && roles.every((role) => AUTHORITIES.includes(role));
  test.each(kinds)("%s is for those who may write it on chain", async (kind, roles) => {
    // The accounts' test of logging out ended all their sessions.
    for (const role of [...ROLES, "no role"] as const) {
      const word = role === "no role" ? "unauth" : WORDS[role];
      const { token } = await api.account(word);
      const body = { type: kind, ...(kind === "inspection" ? { status: "passed" } : {}) };
      const headers = { prefer: "respond-async" };
      // A regulator writes everything; on a named batch, whom nobody admitted, with inspectors what is theirs alone.
      const onOpen = role === "regulator" || roles.includes(role as Role);
      const onNamed = role === "regulator" || (onOpen && ofAuthorities(roles));
      for (const [{ id }, may] of [
        [trace, onOpen],
        [named, onNamed],
      ] as const) {
        const { status, text } = await api.call("POST", `/v1/traces/${id}/events`, { token, body, headers });
        expect(refused(status), `${role}: ${status} ${text.slice(0, 200)}`).toBe(may ? undefined : 403);
      }
    }
  });
});
