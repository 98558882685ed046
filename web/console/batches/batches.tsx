import { useState } from "preact/hooks";
import { pathFor } from "../../camera/where-to.ts";
import { useConsole, useTexts } from "../app/context.ts";
import { Failure } from "../parts/failure.tsx";
import { Choice } from "../parts/field.tsx";
import { Link } from "../parts/link.tsx";
import { List } from "../parts/list.tsx";
import { hasRole } from "./actions/who.ts";
import type { ListedBatch } from "./batch.ts";
import { BatchList } from "./batch-list.tsx";
import { findBatch } from "./find-batch.ts";
import { BATCH_TEXTS } from "./texts.ts";

/** All batches, by status; and the one with a code. */
export function Batches() {
  const { me } = useConsole();
  const texts = useTexts(BATCH_TEXTS);
  const [status, setStatus] = useState("");
  const [relation, setRelation] = useState("");
  const [isHeld, setIsHeld] = useState(false);
  const query = new URLSearchParams({
    limit: "20",
    ...(status && { status }),
    ...(relation && { [relation]: "true" }),
    ...(isHeld && { hold: "true" }),
  });
  return (
    <>
      <h1>{texts.title}</h1>
      {hasRole(me, "supplier", "processor") && (
        <p>
          <Link to="/batches/new" class="button">
            {texts.create}
          </Link>
        </p>
      )}
      <FindBatch />
      <div class="filters">
        <Choice
          label={texts.relation}
          name="relation"
          value={relation}
          options={[["", texts.anyRelation], ...Object.entries(texts.relations)]}
          onInput={({ currentTarget }) => setRelation(currentTarget.value)}
        />
        <Choice
          label={texts.status}
          name="status"
          value={status}
          options={[["", texts.anyStatus], ...Object.entries(texts.statuses)]}
          onInput={({ currentTarget }) => setStatus(currentTarget.value)}
        />
        <label class="check">
          <input type="checkbox" checked={isHeld} onChange={({ currentTarget }) => setIsHeld(currentTarget.checked)} />
          <span>{texts.holdOnly}</span>
        </label>
      </div>
      <List<ListedBatch> path={`/v1/traces?${query}`} empty={<p class="muted">{texts.none}</p>}>
        {(batches) => <BatchList batches={batches} />}
      </List>
    </>
  );
}

function FindBatch() {
  const { session, go } = useConsole();
  const texts = useTexts(BATCH_TEXTS);
  const [failure, setFailure] = useState<unknown>();
  const [isMissing, setIsMissing] = useState(false);

  async function find(event: Event): Promise<void> {
    event.preventDefault();
    const typed = String(new FormData(event.currentTarget as HTMLFormElement).get("code"));
    setFailure(undefined);
    setIsMissing(false);
    try {
      const path = pathFor(typed);
      const found = path && (await findBatch(session, path));
      if (found) go(`/batches/${found}`);
      else setIsMissing(true);
    } catch (error) {
      setFailure(error);
    }
  }

  return (
    <form class="find" onSubmit={find}>
      <label for="find-code">{texts.find}</label>
      <input id="find-code" name="code" class="mono" autocapitalize="none" spellcheck={false} required />
      <button type="submit" class="button">
        {texts.open}
      </button>
      {isMissing && <p role="alert">{texts.notFound}</p>}
      {failure !== undefined && <Failure error={failure} />}
    </form>
  );
}
