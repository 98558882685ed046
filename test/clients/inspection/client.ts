/** A front end as its authors would write it who have the inspection document's table and models, and nothing else. */
import { type Ask, askAt } from "../ask.ts";

const PASSWORD = "Secret123";
const REPORT = "%PDF-1.7\n%\u00b5\u00b6\n1 0 obj <<>> endobj\n";

async function joined(ask: Ask, email: string, role?: string) {
  const registered = await ask("POST", "/auth/register", { body: { email, password: PASSWORD, role } });
  const login = await ask("POST", "/auth/login", { body: { email, password: PASSWORD } });
  return { registered, login, token: login.body.access_token as string };
}

/** From the registration to the verdict: every endpoint of the document. */
export async function walk(base: string) {
  const ask = askAt(base);
  const producer = await joined(ask, "producer@b.com", "Producer");
  const inspector = await joined(ask, "inspector@b.com", "Inspector");
  const reader = await joined(ask, "reader@b.com");
  const wallet = "0x3b6267e282741092A740382Ce0F2E89c6C1e2faB";
  const wallets = [
    await ask("POST", "/auth/wallet", { token: producer.token, body: { address: wallet } }),
    await ask("POST", "/auth/wallet", { token: inspector.token, body: { address: wallet.toLowerCase() } }),
  ];
  const metadata = { name: "Tomato", quantity: 120, unit: "kg", harvest_date: "2024-01-15", field: { row: 7 } };
  const batch = await ask("POST", "/batches", { token: producer.token, body: { metadata } });
  const path = `/batches/${batch.body.id}`;
  const before = await ask("GET", path, { token: reader.token });

  // A PDF is put where the presigned address says, as with S3: no token, and no more than its type beside it.
  const upload = await ask("POST", "/upload", {
    token: inspector.token,
    body: { filename: "report.pdf", content_type: "application/pdf" },
  });
  const put = await fetch(upload.body.upload_url, {
    method: "PUT",
    headers: { "Content-Type": "application/pdf" },
    body: new Blob([REPORT], { type: "application/pdf" }),
  });
  const inspected = await ask("POST", `${path}/inspection`, {
    token: inspector.token,
    body: { result: "pass", file_url: upload.body.file_url, insp_date: "2024-01-16" },
  });
  const after = await ask("GET", path, { token: reader.token });
  const refusals = {
    signedOut: await ask("GET", path),
    unknown: await ask("GET", "/batches/999", { token: reader.token }),
    producerInspects: await ask("POST", `${path}/inspection`, {
      token: producer.token,
      body: { result: "pass", file_url: upload.body.file_url },
    }),
    noVerdict: await ask("POST", `${path}/inspection`, {
      token: inspector.token,
      body: { result: "perhaps", file_url: upload.body.file_url },
    }),
    readerCreates: await ask("POST", "/batches", { token: reader.token, body: { metadata } }),
    wrongPassword: await ask("POST", "/auth/login", { body: { email: "reader@b.com", password: "Secret124" } }),
    badAddress: await ask("POST", "/auth/wallet", { token: producer.token, body: { address: "0x12" } }),
  };
  return {
    producer,
    inspector,
    reader,
    wallets,
    metadata,
    batch,
    before,
    upload,
    put: put.status,
    inspected,
    after,
    refusals,
  };
}
