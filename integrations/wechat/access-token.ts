import { z } from "zod";

/** The access token that WeChat's server API is called with. */
export interface WechatAccessToken {
  /** The token, from memory while it is good. */
  current(): Promise<string>;
  /** Another token than this one, which WeChat did not take. */
  after(rejected: string): Promise<string>;
  /** Ask WeChat for the token now. Throws if it does not give one. */
  check(): Promise<void>;
}

/** A token is given up this long before it ends: WeChat has a new one by then, and takes both. */
const MARGIN = 200_000;

/** A token as WeChat gives it, good for so many seconds. */
export const grantSchema = z.object({ access_token: z.string().min(1).max(1024), expires_in: z.number().positive() });

/**
 * Keeps the token that `grant` gives (`cgi-bin/stable_token`). However many ask at a time, WeChat is asked once. It is
 * only forced to make a new token where it insists on one that it does not take: that would end the token of every
 * other process too, and may be done 20 times a day.
 */
export function wechatAccessToken(grant: (force: boolean) => Promise<z.infer<typeof grantSchema>>): WechatAccessToken {
  let held: { readonly token: string; readonly until: number } | undefined;
  let asking: Promise<string> | undefined;

  async function askFor(rejected: string | undefined): Promise<string> {
    let granted = await grant(false);
    if (granted.access_token === rejected) granted = await grant(true);
    held = { token: granted.access_token, until: performance.now() + granted.expires_in * 1000 - MARGIN };
    return held.token;
  }

  function once(rejected?: string): Promise<string> {
    asking ??= askFor(rejected).finally(() => {
      asking = undefined;
    });
    return asking;
  }

  return {
    async current() {
      return held && performance.now() < held.until ? held.token : once();
    },
    async after(rejected) {
      // Another call may have found out already.
      if (held && held.token !== rejected) return held.token;
      held = undefined;
      const found = await once(rejected);
      // Whoever asked first did not know that this one is not taken, and got it again.
      return found === rejected ? once(rejected) : found;
    },
    async check() {
      await once();
    },
  };
}
