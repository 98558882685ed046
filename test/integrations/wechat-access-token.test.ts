/** WeChat's access token among those who ask for it at the same time. */
import { expect, test } from "vitest";
import { wechatAccessToken } from "../../integrations/wechat/access-token.ts";

type Grant = { access_token: string; expires_in: number };

/** A WeChat that insists on a token until it is forced, and answers when it is told to. */
function started() {
  const asked: boolean[] = [];
  const open: (() => void)[] = [];
  const token = wechatAccessToken((force) => {
    asked.push(force);
    const { promise, resolve } = Promise.withResolvers<Grant>();
    open.push(() => resolve({ access_token: force ? "new" : "old", expires_in: 7_200 }));
    return promise;
  });
  return {
    token,
    asked,
    /** Answer everything that is asked until then. */
    async answered<T>(promise: Promise<T>): Promise<T> {
      let done = false;
      promise.finally(() => (done = true)).catch(() => undefined);
      while (!done) {
        for (const answer of open.splice(0)) answer();
        await new Promise((resolve) => setImmediate(resolve));
      }
      return promise;
    },
  };
}

test("a token that is refused while somebody asks for it is replaced all the same", async () => {
  const { token, asked, answered } = started();
  expect(await answered(token.current())).toBe("old");
  const check = token.check();
  const others = [token.after("old"), token.after("old")];
  expect(await answered(Promise.all(others))).toEqual(["new", "new"]);
  await check;
  expect(asked.filter((force) => force)).toHaveLength(1);
  expect(await token.current()).toBe("new");
});
