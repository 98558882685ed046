/**
 * Who is signed in. The access token lives in this page's memory alone; what a session goes on with is a cookie that no
 * script can read.
 */
import type { Duty } from "../../../domain/profiles/duties-of.ts";
import type { Language } from "../../../proof/messages.ts";
import { type Answer, ApiError, newKey, send } from "../http/call.ts";

/** The account that is signed in, as the API tells it. */
export interface Me {
  readonly id: number;
  readonly username: string;
  readonly name: string;
  readonly role: string;
  readonly roles: readonly string[];
  readonly role_status: string;
  /** On what of others it decides. */
  readonly duties: readonly Duty[];
  readonly role_applications: readonly {
    readonly id: string;
    readonly role: string;
    readonly status: string;
    readonly reason: string | null;
    readonly created_at: string;
  }[];
  readonly email: string | null;
  readonly email_verified: boolean;
  readonly address: string;
}

/** How somebody signs in: by password, by a wallet's signature or by a code of WeChat's. */
export type Credentials =
  | { readonly username: string; readonly password: string }
  | { readonly address: string; readonly message: string; readonly signature: string }
  | { readonly code: string };

/** What a call may take beside its body. */
export interface CallOptions {
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

interface Token {
  readonly value: string;
  /** When to get another, in milliseconds of this page's clock. */
  readonly renewAt: number;
}

const SESSION = "/api/auth/session";

/** Milliseconds before a token ends at which another is fetched. */
const MARGIN = 30_000;

/** The session of this page. */
export class Session {
  #token: Token | undefined;
  #renewing: Promise<Token | undefined> | undefined;
  /** The language in which the API is to answer. */
  language: Language = "en";
  /** Called when it turns out that nobody is signed in any more. */
  onEnd: () => void = () => undefined;

  /** Go on with the session that this browser has; undefined where it has none. */
  async resume(): Promise<Me | undefined> {
    return (await this.#renew()) && this.me();
  }

  /** Sign in. Rejects with an ApiError. */
  async signIn(credentials: Credentials): Promise<Me> {
    this.#keep((await send<Tokens>("POST", SESSION, { body: credentials, language: this.language })).data);
    return this.me();
  }

  /** Sign out, here and in every tab. Rejects with an ApiError where the session, and so its cookie, goes on. */
  async signOut(): Promise<void> {
    await this.call("DELETE", SESSION).catch((error) => {
      // It is over already.
      if (!(error instanceof ApiError) || error.status !== 401) throw error;
    });
    this.#token = undefined;
    this.onEnd();
  }

  /** Call the API as whoever is signed in. Rejects with an ApiError. */
  async call<Data>(method: string, path: string, options: CallOptions = {}): Promise<Answer<Data>> {
    const attempt = async () => {
      const token = await this.#current();
      return send<Data>(method, path, { ...options, token: token?.value, language: this.language });
    };
    try {
      return await attempt();
    } catch (error) {
      if (!(error instanceof ApiError) || error.status !== 401) throw error;
      this.#token = undefined;
      if (await this.#renew()) return attempt();
      this.onEnd();
      throw error;
    }
  }

  /** The token for what is not JSON, such as an upload. */
  async bearer(): Promise<string> {
    return (await this.#current())?.value ?? "";
  }

  /** Who is signed in, as that stands now. */
  async me(): Promise<Me> {
    return (await this.call<{ readonly user: Me }>("GET", "/api/auth/me")).data.user;
  }

  async #current(): Promise<Token | undefined> {
    return this.#token && this.#token.renewAt > Date.now() ? this.#token : this.#renew();
  }

  /** Once for all that wait for it; the server lets several tabs do so at once. */
  #renew(): Promise<Token | undefined> {
    this.#renewing ??= send<Tokens>("POST", `${SESSION}/refresh`, {
      language: this.language,
      headers: { "idempotency-key": newKey() },
    })
      .then(({ data }) => this.#keep(data))
      .catch((error) => {
        if (error instanceof ApiError && error.status === 401) return undefined;
        throw error;
      })
      .finally(() => {
        this.#renewing = undefined;
      });
    return this.#renewing;
  }

  #keep({ access_token, expires_in }: Tokens): Token {
    this.#token = { value: access_token, renewAt: Date.now() + expires_in * 1000 - MARGIN };
    return this.#token;
  }
}

interface Tokens {
  readonly access_token: string;
  readonly expires_in: number;
}
