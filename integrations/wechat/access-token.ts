import { z } from "zod";

/** The access token that WeChat's server API is called with. */
export interface WechatAccessToken {
  /** The token, cached while it is valid. */
  current(): Promise<string>;
  /** A new token in place of this one, which WeChat refused. */
  after(rejected: string): Promise<string>;
  /** Request the token from WeChat now. Throws if it does not issue one. */
  check(): Promise<void>;
}

/** A token is discarded this long before it expires: WeChat has a new one by then, and accepts both. */
const MARGIN = 200_000;

/** A token from WeChat, and its lifetime in seconds. */
export const grantSchema = z.object({ access_token: z.string().min(1).max(1024), expires_in: z.number().positive() });

/**
 * Keeps the token that `grant` gives (`cgi-bin/stable_token`). Simultaneous callers share one request. WeChat is only
 * forced to issue a new token if it keeps returning one that it refuses: that also invalidates the token of every other
 * process, and is limited to 20 times a day.
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
      // Another call may have renewed it already.
      if (held && held.token !== rejected) return held.token;
      held = undefined;
      const found = await once(rejected);
      // The first request did not know that this one is refused, and got it again.
      return found === rejected ? once(rejected) : found;
    },
    async check() {
      await once();
    },
  };
}
