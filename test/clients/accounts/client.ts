/** A front end as its authors would write it who have the accounts document and nothing else. */
import { askAt } from "../ask.ts";

/** Signs up, in and out, and forgets a password: every example of the document, in its order. */
export async function walk(base: string) {
  const ask = askAt(base);
  const post = (path: string, body: unknown, token?: string) =>
    ask("POST", `/api/auth/${path}`, { body, ...(token ? { token } : {}) });
  const me = (token: string) => ask("GET", "/api/auth/me", { token });

  const registered = await post("register", {
    username: "alice",
    email: "a@b.com",
    phone: "13800138000",
    password: "Secret123",
    role: "pharmacy",
  });
  const roles = [];
  for (const role of ["supplier", "logistics", "regulator", "unauth"]) {
    // A form sends its empty fields along.
    const body = { username: `${role}1`, email: `${role}@b.com`, phone: "", password: "Secret123", role };
    roles.push(await post("register", body));
  }
  const withoutRole = await post("register", {
    username: "nobody1",
    email: "nobody@b.com",
    phone: null,
    password: "Secret123",
    role: null,
  });
  const twice = await post("register", { username: "alice", email: "c@b.com", password: "Secret123", role: "" });
  const wrong = await post("login", { username: "alice", password: "Secret124" });
  const login = await post("login", { username: "alice", password: "Secret123" });
  const first: string = login.body.access_token;
  const current = await me(first);
  const nobody = await ask("GET", "/api/auth/me");
  const weak = await post("change-password", { old_password: "Secret123", new_password: "secret" }, first);
  const changed = await post("change-password", { old_password: "Secret123", new_password: "Secret124" }, first);
  const after = await me(first);
  const anew = await post("login", { username: "alice", password: "Secret124" });
  const code = await post("request-reset-code", { identifier: "alice", channel: "email", contact: "a@b.com" });
  const reset = {
    identifier: "alice",
    channel: "email",
    contact: "a@b.com",
    code: code.body.debug_code,
    new_password: "Secret125",
  };
  const restored = await post("reset-password", reset);
  const again = await post("reset-password", { ...reset, new_password: "Secret126" });
  const byPhone = await post("request-reset-code", {
    identifier: "13800138000",
    channel: "phone",
    contact: "13800138000",
  });
  // As a field that only takes digits has it.
  const asNumber = Number(byPhone.body.debug_code);
  const restoredByPhone = await post("reset-password", {
    identifier: "13800138000",
    channel: "phone",
    contact: "13800138000",
    code: String(asNumber).length === 6 ? asNumber : byPhone.body.debug_code,
    new_password: "Secret127",
  });
  const last = await post("login", { username: "alice", password: "Secret127" });
  return {
    registered,
    roles,
    withoutRole,
    twice,
    wrong,
    login,
    current,
    nobody,
    weak,
    changed,
    after,
    anew,
    code,
    restored,
    again,
    byPhone,
    restoredByPhone,
    last,
  };
}
