import { expect, test } from "vitest";
import { CAPACITIES } from "../../domain/records/capacity.ts";
import { batchDescription, currentVersion, earlierVersions, stepDescription } from "../../web/shopper/story/step.ts";
import { type Story, tellStory } from "../../web/shopper/story/story.ts";
import { apples, failedApples } from "./support/apples.ts";
import { describeStep, Ledger } from "./support/ledger.ts";
import { digestOf, dropLine, forgetActor, rewriteDocument, withhold } from "./support/tamper.ts";

const { proof } = apples("AP20230515A123");

function stepOf(story: Story, seq: number) {
  const step = story.steps.find((each) => each.seq === seq);
  if (!step) throw new Error(`there is no step ${seq}`);
  return step;
}

test("a journey is told in the order of its lines, with amendments on what they amend", () => {
  const story = tellStory(proof);
  expect(story.steps.map((step) => step.kind)).toEqual([
    "creation",
    "harvest",
    "processing",
    "inspection",
    "certificate",
    "certificate",
    "packaging",
    "transport",
    "sale",
  ]);
  expect(story.product?.description.product.name).toContain("Fuji");
  expect(story.amount).toMatchObject({ made: 1200, remaining: 1200, unit: "kg" });
  expect(story.latestInspection?.seq).toBe(4);
  expect(story.certificates.map((step) => step.seq)).toEqual([5, 6]);
});

test("an amended step shows the new words, and keeps the earlier ones", () => {
  const step = stepOf(tellStory(proof), 3);
  expect(stepDescription(currentVersion(step))?.details.temperature).toBe("6 °C");
  expect(earlierVersions(step).map((version) => stepDescription(version)?.details.temperature)).toEqual(["8 °C"]);
});

test("an amendment of an amendment belongs to the line that both are about", () => {
  const ledger = new Ledger("TWICE");
  const farm = ledger.actor("Green Valley Farm", ["producer"]);
  const eventTime = "2023-05-15T00:00:00Z";
  const harvest = ledger.write(farm, {
    record: "step",
    kind: "harvest",
    eventTime,
    step: describeStep("harvest", "One"),
  });
  const second = ledger.write(farm, {
    record: "amendment",
    amends: harvest,
    eventTime,
    step: describeStep("harvest", "Two"),
  });
  ledger.write(farm, { record: "amendment", amends: second, eventTime, step: describeStep("harvest", "Three") });
  const { steps } = tellStory(ledger.proof);
  expect(steps.map((step) => step.versions.map((version) => stepDescription(version)?.title))).toEqual([
    ["One", "Two", "Three"],
  ]);
});

test("an amendment does not vanish with the line that it amends", () => {
  const step = stepOf(tellStory(dropLine(proof, 3)), 9);
  expect(step.kind).toBe("amendment");
  expect(stepDescription(currentVersion(step))?.title).toBe("Washed and sorted");
});

test("a document that was tampered with keeps its words and carries its fault", () => {
  const story = tellStory(rewriteDocument(proof, 4, "none above the limit", "three above the limit"));
  const version = currentVersion(stepOf(story, 4));
  expect(version.fault).toMatchObject({ name: "document", outcome: "failed", reason: "changed-document" });
  expect(stepDescription(version)?.description).toContain("three above the limit");
  expect(story.steps.filter((step) => step.versions.some((each) => each.fault)).map((step) => step.seq)).toEqual([4]);
});

test("a description that was tampered with makes the product carry the fault", () => {
  const story = tellStory(rewriteDocument(proof, 1, "Green Valley Farm", "Another Farm"));
  expect(story.product?.description.producer.name).toBe("Another Farm");
  expect(story.product?.version.fault?.reason).toBe("changed-document");
});

test("a genuine document of another batch is at fault where it is shown, and a stranger's statement where it is that", () => {
  const other = apples("OTHER").proof;
  const copy = structuredClone(proof);
  const line = copy.lines.find((each) => each.args.seq === 7);
  if (!line) throw new Error("there is no line 7");
  const foreign = digestOf(other, 7);
  line.args = { ...line.args, digest: foreign, capacity: CAPACITIES.indexOf("party") };
  copy.documents[foreign] = other.documents[foreign] as (typeof copy.documents)[string];
  expect(currentVersion(stepOf(tellStory(copy), 7)).fault?.reason).toBe("document-of-other-batch");

  line.args = { ...line.args, capacity: CAPACITIES.indexOf("role") };
  const { steps, statements } = tellStory(copy);
  expect(steps.map(({ seq }) => seq)).not.toContain(7);
  expect(statements).toMatchObject([{ reason: "unreadable", step: { seq: 7 } }]);
});

test("what is dated before its batch stands apart, a document that was tampered with stays where it was", () => {
  const ledger = new Ledger("BEFORE");
  const farm = ledger.actor("Green Valley Farm", ["producer"]);
  const impostor = ledger.actor("Green Valley Farm.", ["carrier"]);
  const batch = batchDescription(currentVersion(stepOf(tellStory(proof), 1)));
  if (!batch) throw new Error("the creation describes the batch");
  ledger.write(farm, { record: "creation", eventTime: "2023-05-15T00:00:00Z", batch });
  const step = { record: "step", kind: "transport", step: describeStep("transport", "Moved") } as const;
  const before = ledger.write(impostor, { ...step, eventTime: "2020-05-15T00:00:00Z" });
  const after = ledger.write(impostor, { ...step, eventTime: "2023-05-16T00:00:00Z" });
  const { steps, statements } = tellStory(ledger.proof);
  expect(statements).toMatchObject([{ reason: "before-batch", step: { seq: before } }]);
  expect(steps.map(({ seq }) => seq)).toEqual([1, after]);
  const redated = rewriteDocument(ledger.proof, after, "2023-05-16", "2020-05-16");
  expect(stepOf(tellStory(redated), after).versions[0].fault?.reason).toBe("changed-document");
});

test("text that is no record is kept, so that it can be looked at", () => {
  const copy = structuredClone(proof);
  copy.documents[digestOf(copy, 2)] = { status: "public", text: "not a record", cid: "" };
  const version = currentVersion(stepOf(tellStory(copy), 2));
  expect(version).toMatchObject({ document: undefined, text: "not a record" });
  expect(version.fault?.reason).toBe("changed-document");
});

test("withheld and missing documents say which they are", () => {
  const copy = withhold(withhold(proof, "restricted", 7), "erased", 8);
  delete copy.documents[digestOf(copy, 2)];
  const story = tellStory(copy);
  expect([7, 8, 2].map((seq) => currentVersion(stepOf(story, seq)).status)).toEqual([
    "restricted",
    "erased",
    "missing",
  ]);
  expect(currentVersion(stepOf(story, 7)).fault).toBeUndefined();
  expect(currentVersion(stepOf(story, 2)).fault).toBeUndefined();
  expect(story.allWithheld).toBe(false);
});

test("a journey of which everything is withheld still tells what the chain says", () => {
  const story = tellStory(withhold(proof, "restricted", ...proof.lines.map((line) => Number(line.args.seq))));
  expect(story.allWithheld).toBe(true);
  expect(story.product).toBeUndefined();
  expect(story.amount).toMatchObject({ made: 1200, remaining: 1200, unit: "kg" });
  expect(story.latestInspection?.verdict).toBe("pass");
});

test("with a revised description the product is what the revision says", () => {
  const ledger = new Ledger("REVISED");
  const farm = ledger.actor("Green Valley Farm", ["producer"]);
  const batch = batchDescription(currentVersion(stepOf(tellStory(proof), 1)));
  if (!batch) throw new Error("the creation describes the batch");
  const eventTime = "2023-05-15T00:00:00Z";
  const creation = ledger.write(farm, { record: "creation", eventTime, batch });
  ledger.write(farm, {
    record: "amendment",
    amends: creation,
    eventTime,
    batch: { ...batch, state: "Recalled by mistake" },
  });
  expect(tellStory(ledger.proof).product?.description.state).toBe("Recalled by mistake");
  const secret = tellStory(withhold(ledger.proof, "restricted", 2));
  expect(secret.product?.description.state).toBe("Sold");
});

test("an unknown actor has an address and no name", () => {
  const { actor } = stepOf(tellStory(forgetActor(proof, 8)), 8).versions[0];
  expect(actor).toMatchObject({ name: undefined, roles: [] });
  expect(actor.address).toMatch(/^0x[0-9a-f]{40}$/);
});

test("values that no chain can hold stop nothing, and nothing of such a proof is believed", () => {
  const copy = structuredClone(proof);
  const line = copy.lines.find((each) => each.args.seq === 2);
  if (line) line.args.kind = "not hex";
  const story = tellStory(copy);
  expect(stepOf(story, 2).kind).toBe("not hex");
  expect(currentVersion(stepOf(story, 2)).fault).toBeDefined();
});

const HOLDER = CAPACITIES.indexOf("holder");

test("a fail is said before everything, with whoever failed it, and others' passes only stand beside it", () => {
  const { proof: failed } = failedApples("AP20230515A123");
  const story = tellStory(failed);
  expect(story.warnings).toEqual(["failed"]);
  expect(story.fails.map(({ versions: [{ actor }] }) => actor.name)).toEqual(["National Food Laboratory"]);
  expect(story.passesBeside.map(({ versions: [{ actor }] }) => actor.name)).toEqual(["Laboratory of the North"]);
});

test("what a recall that stands says is read from its record, and from none that fails its check", () => {
  const ledger = new Ledger("RECALLED");
  const farm = ledger.actor("Green Valley Farm", ["producer"]);
  const details = { recall: "recall-7", class: "1", instruction: "Take off the shelf", contact: "+86 10 1234 5678" };
  const step = { ...describeStep("recall", "Recall"), description: "Salmonella", details };
  ledger.write(farm, { record: "step", kind: "recall", eventTime: "2023-05-15T00:00:00Z", step });
  const { proof: told } = ledger;
  const recalledIn = (more: readonly string[] = [], of = told) => {
    const [line] = of.lines.slice(-1) as [(typeof of.lines)[number]];
    const recall = { ...line, event: "Recalled" as const, args: { ...line.args, capacity: HOLDER } };
    const others = more.map((event) => ({ ...line, event, args: { ...line.args, seq: 9, recaller: HOLDER } }));
    return tellStory({ ...of, lines: [...of.lines.slice(0, -1), recall, ...others] as typeof of.lines }).recalls;
  };
  const { recall: _, ...words } = details;
  expect(recalledIn().map((one) => one.words)).toEqual([{ ...words, reason: "Salmonella" }]);
  expect(recalledIn(["Lifted"])).toEqual([]);
  expect(recalledIn([], rewriteDocument(told, 1, "Salmonella", "Nothing to worry about"))).toEqual([]);
});

test("a recall is said at the head of the page, until it is lifted; a withdrawal stays", () => {
  const told = proof.lines.at(-1) as (typeof proof.lines)[number];
  const after = (...events: (typeof told.event)[]) => {
    const lines = events.map((event, index) => ({
      ...told,
      event,
      args: { ...told.args, seq: 100 + index, capacity: HOLDER, recaller: HOLDER },
    }));
    return tellStory({ ...proof, lines: [...proof.lines, ...lines] }).warnings;
  };
  expect(after()).toEqual([]);
  expect(after("Recalled")).toEqual(["recalled"]);
  expect(after("Recalled", "Recorded")).toEqual(["recalled"]);
  expect(after("Recalled", "Lifted")).toEqual([]);
  expect(after("Recalled", "Withdrawn")).toEqual(["withdrawn"]);
});
