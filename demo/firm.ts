/** A firm that takes part by an account of its own, and maybe by a wallet that signs all that it writes. */
import { HDNodeWallet, type TypedDataField } from "ethers";
import { type Answer, DemoError, post, refusal, send } from "./http.ts";
import { DEMO_PASSWORD, type DemoAccount } from "./journeys.ts";

/** For demonstrations alone: everybody may read these words, and so sign as these wallets. */
const WORDS = "test test test test test test test test test test test junk";

/** Far from the accounts that local chains give money to. */
const FIRST_WALLET = 7_000;

/** How long to wait between two looks at a write that is under way, and how often to look. */
const PAUSE = 250;
const MOST_LOOKS = 480;

/** A firm, signed in. */
export interface Firm {
  readonly token: string;
  /** Write, under a key by which a repetition changes nothing; gives what the instance answers of it. */
  write(path: string, body: unknown, key: string, method?: "POST" | "PUT"): Promise<Record<string, unknown>>;
}

/** Firms by their usernames. */
export type Firms = ReadonlyMap<string, Firm>;

/** Register a firm, unless it is, and sign it in; with a wallet, bind that. */
export async function enter(address: string, account: DemoAccount): Promise<Firm> {
  const { username, role, name } = account;
  const registration = { username, email: `${username}@example.com`, password: DEMO_PASSWORD, role, name };
  const registered = await post(address, "/api/auth/register", registration, {});
  if (registered.status !== 201 && registered.status !== 409) throw refusal("register", registered);
  const login = await post(address, "/api/auth/login", { username, password: DEMO_PASSWORD }, {});
  if (login.status !== 200) throw refusal(`sign in as ${username}`, login);
  const token = String(login.body.access_token);
  const wallet = account.wallet === undefined ? undefined : walletAt(account.wallet);
  const firm = firmOf(address, token, wallet);
  if (wallet) await bind(address, firm, wallet);
  return firm;
}

function walletAt(index: number): HDNodeWallet {
  return HDNodeWallet.fromPhrase(WORDS, undefined, `m/44'/60'/0'/0/${FIRST_WALLET + index}`);
}

function firmOf(address: string, token: string, wallet: HDNodeWallet | undefined): Firm {
  const authorization = { authorization: `Bearer ${token}` };
  const look = (path: string) => send(address, "GET", path, undefined, authorization);

  /** What a wallet has to sign is signed, and what is on its way is waited for. */
  async function settle(path: string, accepted: Answer): Promise<Record<string, unknown>> {
    const { location } = accepted;
    let data = accepted.body.data ?? {};
    if (location === null) return data;
    if (wallet && data.typedData) {
      const signature = await sign(wallet, data.typedData as TypedData);
      const signed = await post(address, `${location}/signature`, { signature }, authorization);
      // Signed before: what became of it is told below.
      if (signed.status >= 400 && signed.status !== 409) throw refusal(`sign ${path}`, signed);
    }
    for (let looks = 0; looks < MOST_LOOKS; looks++) {
      data = (await look(location)).body.data ?? {};
      const { state } = data;
      if (state === "failed") throw new DemoError(`The contract refused ${path}: ${JSON.stringify(data.failure)}`);
      if (state === undefined || state === "mined" || state === "final") return data;
      await new Promise((resolve) => setTimeout(resolve, PAUSE));
    }
    throw new DemoError(`${path} never came to be on chain`);
  }

  return {
    token,
    async write(path, body, key, method = "POST") {
      const answer = await send(address, method, path, body, { ...authorization, "idempotency-key": `demo:${key}` });
      if (answer.status === 202) return settle(path, answer);
      if (answer.status !== 200 && answer.status !== 201) throw refusal(`${method} ${path}`, answer);
      return answer.body.data ?? {};
    },
  };
}

async function bind(address: string, { token }: Firm, wallet: HDNodeWallet): Promise<void> {
  const authorization = { authorization: `Bearer ${token}` };
  const challenge = await post(address, "/auth/wallet/challenge", { address: wallet.address }, authorization);
  // Its own already.
  if (challenge.status === 409) return;
  if (challenge.status !== 200) throw refusal("be bound to a wallet", challenge);
  const message = String(challenge.body.message);
  const body = { address: wallet.address, message, signature: await wallet.signMessage(message) };
  const bound = await post(address, "/auth/wallet", body, authorization);
  if (bound.status !== 200) throw refusal("be bound to a wallet", bound);
}

interface TypedData {
  readonly domain: Record<string, unknown>;
  readonly types: Record<string, TypedDataField[]>;
  readonly message: Record<string, unknown>;
}

function sign(wallet: HDNodeWallet, { domain, types, message }: TypedData): Promise<string> {
  const { EIP712Domain: _, ...structs } = types;
  return wallet.signTypedData(domain, structs, message);
}
