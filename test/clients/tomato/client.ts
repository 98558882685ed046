/** A program on a server as its authors would write it who have the tomato document and nothing else. */
import { askAt } from "../ask.ts";

const ROLES = ["Consumer", "Grower", "Logistic", "Factory", "QualityExpert"];

/** From the roles to the evaluation: every request example of the document. `known` is a tomato that has pictures. */
export async function walk(base: string, known: string) {
  const ask = askAt(base);
  const post = (path: string, body: object, uid?: string) =>
    ask("POST", path, { body, headers: uid ? { "X-User-UID": uid } : {} });
  const registered = [];
  for (const role_type of ROLES) registered.push(await post("/role/register", { role_type }));
  const [consumer, grower, logistic, factory, expert] = registered.map(({ body }) => body.uid as string);
  const invalidRole = await post("/role/register", { role_type: "Farmer" });

  const tomato = { production_area: "山东寿光", harvest_date: "2024-01-15" };
  const added = await post("/add-tomato", { uid: grower, ...tomato });
  const addedByFactory = await post("/add-tomato", tomato, factory);
  const { tomato_id } = added.body;
  const harvested = await post("/tomato/harvest", { tomato_id, ...tomato, harvest_date: "2024-01-16" }, grower);
  const transported = await post("/tomato/transport", { tomato_id, transport_info: "冷链 4°C" }, logistic);
  const processed = await post("/tomato/processing", { tomato_id, processing_date: "2024-01-17", uid: factory });
  const refusals = {
    nobody: await post("/add-tomato", tomato),
    consumer: await post("/add-tomato", tomato, consumer),
    noArea: await post("/add-tomato", { uid: grower, harvest_date: "2024-01-15" }),
    harvest: await post("/tomato/harvest", { tomato_id, ...tomato }, factory),
    transport: await post("/tomato/transport", { tomato_id, transport_info: "冷链" }, grower),
    processing: await post("/tomato/processing", { tomato_id, processing_date: "2024-01-17" }, grower),
    evaluate: await post("/tomato/expert-evaluate", { tomato_id, role: "sampling" }, grower),
    evaluateAs: await post("/tomato/expert-evaluate", { tomato_id, role: "guess" }, expert),
    unknown: await ask("GET", `/tomato/TOMATO_${"0".repeat(64)}`),
  };
  // The settings of this document's own programs: a body is JSON whatever its type says.
  const untyped = await fetch(`${base}/add-tomato`, { method: "POST", body: "not JSON" });
  const evaluations = [];
  for (const role of ["sampling", "harvest"]) {
    evaluations.push(await post("/tomato/expert-evaluate", { tomato_id: known, role, uid: expert }));
  }
  return {
    registered,
    invalidRole,
    added,
    addedByFactory,
    harvested,
    transported,
    processed,
    refusals,
    untyped: { status: untyped.status, body: await untyped.json() },
    evaluations,
    queried: await ask("GET", `/tomato/${tomato_id}`),
    byQuery: await ask("GET", `/query-tomato?tomato_id=${tomato_id}`),
    factorys: await ask("GET", `/tomato/${addedByFactory.body.tomato_id}`),
    evaluated: await ask("GET", `/tomato/${known}`),
  };
}
