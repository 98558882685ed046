/** Wallets in this browser: announced as EIP-6963 has it, called as EIP-1193 has it. */

/** What a wallet is called with. */
export interface Provider {
  request(call: { readonly method: string; readonly params?: readonly unknown[] }): Promise<unknown>;
}

/** A wallet that made itself known. */
export interface Wallet {
  readonly name: string;
  /** Its reverse domain name: the same at every visit. */
  readonly rdns: string;
  readonly provider: Provider;
}

/** Why a wallet did not do what it was asked for. */
export type WalletFault = "rejected" | "none" | "network" | "other-account" | "failed";

/** A wallet's refusal. */
export class WalletError extends Error {
  override readonly name = "WalletError";
  readonly fault: WalletFault;
  constructor(fault: WalletFault) {
    super(fault);
    this.fault = fault;
  }
}

interface Announcement {
  readonly info: { readonly name: string; readonly rdns: string };
  readonly provider: Provider;
}

/** Tell of each wallet that announces itself, now and later. Gives a function that ends it. */
export function watchWallets(onWallets: (wallets: readonly Wallet[]) => void): () => void {
  const found = new Map<string, Wallet>();
  const heard = (event: Event) => {
    const { info, provider } = (event as CustomEvent<Announcement>).detail;
    found.set(info.rdns, { name: info.name, rdns: info.rdns, provider });
    onWallets([...found.values()]);
  };
  addEventListener("eip6963:announceProvider", heard);
  dispatchEvent(new Event("eip6963:requestProvider"));
  return () => removeEventListener("eip6963:announceProvider", heard);
}

/** The account that the wallet's holder chose to show. */
export async function accountOf({ provider }: Wallet): Promise<string> {
  const accounts = (await asked(provider, "eth_requestAccounts")) as readonly string[];
  const [account] = accounts;
  if (!account) throw new WalletError("rejected");
  return account.toLowerCase();
}

/** Sign a text (EIP-191), to sign in (EIP-4361). */
export async function signText({ provider }: Wallet, account: string, text: string): Promise<string> {
  const hex = `0x${Array.from(new TextEncoder().encode(text), (byte) => byte.toString(16).padStart(2, "0")).join("")}`;
  return (await asked(provider, "personal_sign", [hex, account])) as string;
}

/** Sign what an act says (EIP-712): the wallet shows it. It asks to change to the contract's network where it has to. */
export async function signTyped(
  { provider }: Wallet,
  account: string,
  typed: { readonly domain: { readonly chainId?: number | string } },
): Promise<string> {
  await changeNetwork(provider, Number(typed.domain.chainId));
  return (await asked(provider, "eth_signTypedData_v4", [account, JSON.stringify(typed)])) as string;
}

/** What a wallet is to send by itself, and pay for. */
export interface Transaction {
  readonly chainId: number;
  readonly to: string;
  readonly data: string;
  readonly value: string;
}

/** Have the wallet send a transaction. Gives its hash: whether it goes well is for the chain to say. */
export async function sendTransaction(
  { provider }: Wallet,
  from: string,
  { chainId, ...transaction }: Transaction,
): Promise<string> {
  await changeNetwork(provider, chainId);
  return (await asked(provider, "eth_sendTransaction", [{ from, ...transaction }])) as string;
}

async function changeNetwork(provider: Provider, wanted: number): Promise<void> {
  const chainId = `0x${wanted.toString(16)}`;
  const isThere = async () => Number((await asked(provider, "eth_chainId")) as string) === wanted;
  if (!(await isThere())) {
    // One that has no such network refuses both.
    await asked(provider, "wallet_switchEthereumChain", [{ chainId }]).catch((error: WalletError) => {
      if (error.fault === "rejected") throw error;
      throw new WalletError("network");
    });
    if (!(await isThere())) throw new WalletError("network");
  }
}

/** The code with which wallets say that their holder refused (EIP-1193). */
const REJECTED = 4001;

async function asked(provider: Provider, method: string, params?: readonly unknown[]): Promise<unknown> {
  try {
    return await provider.request({ method, ...(params && { params }) });
  } catch (error) {
    throw new WalletError((error as { readonly code?: number }).code === REJECTED ? "rejected" : "failed");
  }
}
