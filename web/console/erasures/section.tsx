import { useState } from "preact/hooks";
import { useTexts } from "../app/context.ts";
import { Choice } from "../parts/field.tsx";
import { List } from "../parts/list.tsx";
import { type ErasureRequest, RequestEntry } from "./request-entry.tsx";
import { ERASURE_TEXTS } from "./texts.ts";

/** Requests for erasure by status, for who decides on them. */
export default function Erasures() {
  const texts = useTexts(ERASURE_TEXTS);
  const [status, setStatus] = useState("open");
  return (
    <>
      <h1>{texts.title}</h1>
      <p class="muted">{texts.lead}</p>
      <div class="filters">
        <Choice
          label={texts.status}
          name="status"
          value={status}
          options={Object.entries(texts.statuses)}
          onInput={({ currentTarget }) => setStatus(currentTarget.value)}
        />
      </div>
      <List<ErasureRequest> path={`/v1/erasure-requests?status=${status}`} empty={<p class="muted">{texts.none}</p>}>
        {(requests, reload) => (
          <ul class="entries">
            {requests.map((request) => (
              <RequestEntry key={request.id} request={request} onDone={reload} />
            ))}
          </ul>
        )}
      </List>
    </>
  );
}
