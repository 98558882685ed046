/** Every rule of the domain has its test by the same name, and what a subject keeps to itself nobody else uses. */
import { existsSync } from "node:fs";
import { glob, readFile } from "node:fs/promises";
import { dirname, join, normalize } from "node:path";
import { beforeAll, expect, test } from "vitest";
import { PROJECT_FOLDER } from "../../config/settings.ts";

/** Use cases that are told by the whole product, and small parts that are told by what stands beside them. */
const TOLD_BY: Readonly<Record<string, string>> = {
  "accounts/authenticate-uid": "domain/accounts/uid",
  "accounts/register-account": "api/registration",
  "accounts/register-role": "api/tomato/happy",
  "accounts/revoke-uid": "api/tomato/security",
  "accounts/appoint-due-agents": "api/inspection/agents",
  "erasures/carry-out-erasures": "api/traces/erasure",
  "erasures/erase-record": "api/traces/erasure",
  "erasures/ask-for-erasure": "api/traces/erasure-requests",
  "erasures/list-erasure-requests": "api/traces/erasure-requests",
  "erasures/refuse-erasure-request": "api/traces/erasure-requests",
  "erasures/out-of-reach": "api/traces/erasure",
  "monitoring/mirrored-lines": "api/traces/lines",
  "holds/hold-batch": "api/traces/holds",
  "holds/release-hold": "api/traces/holds",
  "holds/told-holds": "api/traces/holds",
  "holds/write-hold": "api/traces/holds",
  "batches/amendment-under-way": "api/traces/amend",
  "events/amend-event": "api/traces/amend",
  "events/find-event": "api/traces/amend",
  "roles/may-amend": "api/traces/amend",
  "batches/get-batch": "api/traces/journey",
  "batches/is-counted": "api/tomato/happy",
  "batches/is-own": "api/traces/custody",
  "batches/get-proof": "api/documents/unreadable",
  "batches/headline": "api/pages",
  "batches/producer-lookalike": "api/traces/profiles",
  "batches/public-journey": "api/traces/journey",
  "batches/set-contributions": "domain/batches/update-batch",
  "batches/withdraw-batch": "api/traces/changes",
  "catalogue/create-farm": "api/catalogue",
  "catalogue/create-location": "api/locations",
  "catalogue/end-loan": "api/loans",
  "catalogue/find-location": "api/locations",
  "catalogue/lend-item": "api/loans",
  "catalogue/list-loans": "api/loans",
  "catalogue/location": "api/locations",
  "catalogue/location-input": "api/locations",
  "catalogue/own-item": "api/loans",
  "catalogue/place-of": "api/traces/trade",
  "catalogue/require-parent": "api/locations",
  "catalogue/update-location": "api/locations",
  "catalogue/update-product": "api/catalogue",
  "certificates/attest-certificate": "api/traces/certificates.attest",
  "certificates/end-of-validity": "domain/certificates/certificate",
  "certificates/trade-details": "domain/certificates/certificate-content",
  "certificates/count-download": "api/traces/statistics",
  "certificates/internal": "api/traces/certificates.attest",
  "certificates/issue-certificate": "api/traces/certificates",
  "certificates/read-certificate": "api/traces/certificates",
  "certificates/revoke-certificate": "api/traces/certificates.security",
  "batches/part-code": "api/traces/lineage",
  "recalls/lift-recall": "api/traces/recalls",
  "recalls/list-operations": "api/traces/recall-lifts",
  "recalls/mark-recall": "api/traces/recalls",
  "recalls/ports": "api/traces/recalls",
  "recalls/print-recall": "api/traces/recall-notices",
  "recalls/pursue-recalls": "api/traces/recalls",
  "recalls/read-recall": "api/traces/recalls",
  "recalls/recall-batch": "api/traces/recalls",
  "recalls/tell-holders": "api/traces/recalls",
  "recalls/outsiders": "api/traces/recall-outsiders",
  "recalls/told-recalls": "api/traces/recall-notices",
  "recalls/recipients": "api/traces/recall-outsiders",
  "recalls/remind-holders": "api/traces/recall-notices",
  "lineage/origins": "domain/commitments/find-commitment",
  "catalogue/reading-limits": "api/traces/readings",
  "readings/add-readings": "api/traces/readings",
  "readings/find-readings": "api/traces/readings",
  "lineage/codes-made-by": "api/traces/split-many",
  "lineage/consume-batch": "api/traces/custody",
  "lineage/gains": "api/traces/lineage",
  "lineage/page-ancestors": "api/traces/lineage",
  "lineage/withheld": "api/traces/lineage",
  "lineage/list-ancestors": "api/traces/lineage",
  "lineage/positive-quantity": "api/traces/custody",
  "lineage/read-lineage": "api/traces/lineage",
  "lineage/split-batch": "api/traces/split-many",
  "lineage/transform-batches": "api/traces/lineage",
  "custody/accept-offer": "api/traces/custody",
  "custody/answered-before": "api/traces/custody",
  "custody/cancel-offer": "api/traces/custody",
  "custody/hand-over-words": "api/traces/custody",
  "custody/accept-hand-over": "api/traces/handovers",
  "custody/end-hand-over": "api/traces/handovers",
  "custody/find-hand-over": "api/traces/handovers",
  "custody/hand-over": "api/traces/handovers",
  "custody/hand-over-batches": "api/traces/handovers",
  "custody/internal": "api/traces/custody",
  "custody/list-offers": "api/traces/custody",
  "custody/offer-custody": "api/traces/custody",
  "custody/refuse-offer": "api/traces/custody",
  "accounts/selves-of": "api/traces/custody",
  "messages/notice-to": "domain/custody/tell-of-custody",
  "messages/tell-by-wechat": "domain/roles/settle-role-applications",
  "messages/notice-message": "api/traces/custody",
  "operations/step-document": "api/traces/custody",
  "profiles/addresses-meant": "api/traces/custody",
  "records/offers": "api/traces/custody",
  "events/line-stages": "api/traces/custody",
  "commitments/collected": "api/traces/commitments",
  "commitments/issue-commitment": "api/traces/commitments",
  "commitments/print-commitment-labels": "api/traces/commitments",
  "commitments/read-commitment": "api/traces/commitments",
  "events/add-event": "api/traces/happy",
  "events/own-check": "api/traces/parties",
  "files/text-encoding": "api/inspection/uploads",
  "uploads/find-arrival": "api/inspection/uploads",
  "wallets/claim-wallet": "api/inspection/wallet.security",
  "trade/trade-of": "api/traces/trade",
  "files/sign-attachment-url": "domain/files/read-attachment",
  "files/store-attachment": "api/attachments",
  "labels/print-part-labels": "api/traces/split-many",
  "labels/resolve-digital-link": "api/resolver",
  "names/translate": "domain/names/names",
  "operations/sign-operation": "domain/operations/get-operation",
  "operations/submit-administration": "api/traces/parties",
  "operations/act": "outbox/plan",
  "orders/company-profile": "api/orders/happy",
  "orders/material-progress": "domain/orders/internal",
  "orders/order-materials": "domain/orders/internal",
  "orders/order-reasons": "api/orders/error",
  "orders/order-status": "domain/orders/internal",
  "records/capacity": "domain/records/endings",
  "records/trade": "api/traces/trade",
  "records/series": "api/traces/series",
  "profiles/account-profile": "api/traces/profiles",
  "profiles/confirm-profile": "api/traces/profiles",
  "profiles/describe-account": "api/traces/profiles.wallet",
  "profiles/find-by-gln": "api/traces/profiles",
  "profiles/gln-holders": "domain/profiles/names-at",
  "profiles/lookalikes": "api/traces/profiles",
  "profiles/party-uri": "domain/profiles/names-at",
  "profiles/put-profile": "api/traces/profiles",
  "profiles/withdraw-confirmation": "api/traces/profiles",
  "profiles/withdraw-profile": "api/traces/profiles",
  "roles/is-holder": "domain/roles/access-policy",
  "parties/admit-party": "api/traces/parties",
  "parties/internal": "api/traces/parties",
  "parties/list-parties": "api/traces/parties",
  "parties/remove-party": "api/traces/parties",
  "roles/apply-for-role": "api/role-applications",
  "roles/grant-role-application": "api/role-applications",
  "roles/list-role-applications": "api/role-applications",
  "roles/read-role-application": "api/role-applications",
  "roles/refuse-role-application": "api/role-applications",
  "roles/revoke-role-application": "api/role-applications",
  "roles/role-applications": "api/role-applications",
  "roles/role-transaction": "api/role-applications",
  "scans/list-feedback": "api/traces/statistics",
  "scans/record-scan-duration": "domain/scans/count-scan",
  "sessions/change-password": "api/accounts/passwords",
  "sessions/known-address": "api/accounts/throttling",
  "sessions/log-out": "api/accounts/sessions",
  "sessions/open-session": "domain/sessions/log-in",
  "sessions/request-email-verification": "api/accounts/messages",
  "sessions/request-reset-code": "api/accounts/passwords",
  "sessions/verify-email": "api/accounts/messages",
  "shared/country": "api/locations",
  "shared/errors": "domain/shared/input",
  "shared/failpoint": "outbox/crash",
  "shared/new-id": "domain/shared/identifiers",
  "shared/require-account": "domain/shared/roles",
  "tomatoes/add-tomato": "api/tomato/happy",
  "tomatoes/evaluate-tomato": "api/tomato/evaluator",
  "tomatoes/internal": "api/tomato/writes",
  "tomatoes/keep-picture": "api/tomato/built-in-evaluator",
  "tomatoes/pictures": "domain/tomatoes/query-tomato",
  "tomatoes/update-harvest": "api/tomato/happy",
  "tomatoes/update-processing": "api/tomato/happy",
  "tomatoes/update-transport": "api/tomato/happy",
  "uploads/announce-upload": "domain/uploads/uploads",
  "uploads/collect-files": "domain/uploads/uploads",
  "uploads/complete-upload": "domain/uploads/uploads",
  "uploads/get-upload": "api/traces/uploads",
  "uploads/receive-part": "api/traces/uploads",
  "uploads/receive-upload": "api/inspection/happy",
  "uploads/request-upload": "domain/uploads/uploads",
  "uploads/upload-urls": "domain/uploads/uploads",
  "wallets/bind-wallet": "api/inspection/wallet",
  "wallets/propose-agents": "api/inspection/agents",
  "wallets/internal": "domain/wallets/challenge-wallet",
  "wechat/wechat-profile": "api/orders/happy",
};

const FOLDERS = "{api,bench,chain,config,demo,domain,indexer,integrations,packages,proof,scripts,store,test,web}";
const sources = new Map<string, string>();
beforeAll(async () => {
  for await (const file of glob(`${FOLDERS}/**/*.{ts,tsx}`, {
    cwd: PROJECT_FOLDER,
    exclude: (name) => name === "node_modules",
  })) {
    sources.set(file, await readFile(join(PROJECT_FOLDER, file), "utf8"));
  }
});

const testOf = (name: string) => `test/${name}.test.ts`;

test("every module of the domain that does something has a test by its name, or is named above", () => {
  const acting = [...sources].filter(
    ([file, source]) => file.startsWith("domain/") && /^export (?:async )?function /m.test(source),
  );
  expect(acting.length).toBeGreaterThan(100);
  const untold = acting
    .map(([file]) => file.slice("domain/".length, -".ts".length))
    .filter((name) => !sources.has(testOf(`domain/${name}`)) && !Object.hasOwn(TOLD_BY, name));
  expect(untold).toEqual([]);
});

test("what is named above is there, and needs to be", () => {
  const wrong = Object.entries(TOLD_BY).filter(
    ([name, by]) =>
      !sources.has(`domain/${name}.ts`) || !sources.has(testOf(by)) || sources.has(testOf(`domain/${name}`)),
  );
  expect(wrong).toEqual([]);
});

test("a subject's internal.ts is imported by that subject alone", () => {
  const uses: string[] = [];
  const trespasses: string[] = [];
  for (const [file, source] of sources) {
    for (const [, path = ""] of source.matchAll(/(?:from|import\()\s*"(\.[^"]*\/internal\.ts)"/g)) {
      const target = normalize(join(dirname(file), path));
      if (!target.startsWith("domain/") || !existsSync(join(PROJECT_FOLDER, target))) continue;
      uses.push(file);
      if (dirname(file).replace(/^test\//, "") !== dirname(target)) trespasses.push(`${file} imports ${target}`);
    }
  }
  expect(uses.length).toBeGreaterThan(5);
  expect(trespasses).toEqual([]);
});
