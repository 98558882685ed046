/** A fake evaluation service: `POST {"tomato_id", "role"}`, answered by `{"code", "data", "message"}`. */
import { type Answered, type Asked, jsonOf, type OutsideServer, startServer } from "../http-server.ts";
import type { Listening } from "../listen.ts";
import { opinionOf } from "./opinion.ts";

/** The path of evaluations. */
export const EVALUATION_PATH = "/api/evaluate";

const ROLES = ["sampling", "harvest"];

/** Start an evaluation service. */
export function startEvaluatorSandbox(where: Listening = {}): Promise<OutsideServer> {
  return startServer((asked) => {
    if (asked.path !== EVALUATION_PATH) return springError(404, "Not Found", asked);
    if (asked.method !== "POST") return springError(405, "Method Not Allowed", asked);
    if (!/^application\/json\b/.test(asked.headers["content-type"] ?? "")) {
      return springError(415, "Unsupported Media Type", asked);
    }
    const { tomato_id: id, role } = jsonOf(asked) ?? {};
    if (typeof id !== "string" || id === "" || typeof role !== "string") return springError(400, "Bad Request", asked);
    if (!ROLES.includes(role)) return { body: { code: "1", data: null, message: "角色只能是 sampling 或 harvest" } };
    return { body: { code: "0", data: opinionOf(id, role === "harvest"), message: "success" } };
  }, where);
}

/** Spring Boot's answer for unknown paths. */
function springError(status: number, error: string, { path }: Asked): Answered {
  return { status, body: { timestamp: new Date().toISOString(), status, error, path } };
}
