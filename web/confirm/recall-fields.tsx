import { useEffect, useState } from "preact/hooks";
import { ask } from "../upload/server.ts";
import type { Texts } from "./texts.ts";

const TOLD = ["by", "batchCode", "class", "reason", "instruction", "contact"] as const;

interface Notice extends Readonly<Record<(typeof TOLD)[number], string>> {
  readonly liftedAt: string | null;
  readonly said: { readonly found: string; readonly note: string } | null;
}

/** What a recall says, and what a firm without an account says of it. */
export function RecallFields({ texts, token }: { readonly texts: Texts["recall"]; readonly token: string }) {
  const [notice, setNotice] = useState<Notice | null | undefined>();
  useEffect(() => {
    // Reading changes nothing.
    ask<{ data: Notice }>("POST", "/v1/recall-notices/read", undefined, { token }).then(
      ({ data }) => setNotice(data),
      () => setNotice(null),
    );
  }, [token]);
  if (notice === undefined) return null;
  if (notice === null) return <p role="alert">{texts.bad}</p>;
  return (
    <>
      <dl>
        {TOLD.map((name) => (
          <div key={name}>
            <dt class="muted">{texts[name]}</dt>
            <dd>
              <bdi>{notice[name]}</bdi>
            </dd>
          </div>
        ))}
      </dl>
      {notice.liftedAt && <p role="status">{texts.lifted}</p>}
      <label for="found">{texts.found}</label>
      <input id="found" name="found" maxLength={200} defaultValue={notice.said?.found ?? ""} required />
      <label for="note">{texts.note}</label>
      <input id="note" name="note" maxLength={2000} defaultValue={notice.said?.note ?? ""} />
    </>
  );
}
