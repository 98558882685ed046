import { useState } from "preact/hooks";
import { useConsole, useTexts } from "../app/context.ts";
import { ActForm } from "../parts/act-form.tsx";
import { Actions } from "../parts/actions.tsx";
import { Failure } from "../parts/failure.tsx";
import { Field } from "../parts/field.tsx";
import { List } from "../parts/list.tsx";
import { said } from "../parts/said.ts";
import { COMMON_TEXTS } from "../parts/texts.ts";
import { useFormat } from "../parts/use-format.ts";
import { CATALOGUE_TEXTS } from "./texts.ts";

interface Loan {
  readonly to: string;
  readonly name: string | null;
  readonly nameNotice?: string;
  readonly since: string;
}

/** Whom something of one's own is lent to: who may name it in records. */
export function Loans({ path }: { readonly path: string }) {
  const { session } = useConsole();
  const texts = useTexts(CATALOGUE_TEXTS);
  const { saved } = useTexts(COMMON_TEXTS);
  const { day } = useFormat();
  const [count, setCount] = useState(0);
  const [failure, setFailure] = useState<unknown>();
  const again = () => setCount((before) => before + 1);

  const end = (to: string) => {
    setFailure(undefined);
    session.call("DELETE", `${path}/loans/${encodeURIComponent(to)}`).then(again, setFailure);
  };
  const lend = {
    name: "lend",
    title: texts.lend,
    form: () => (
      <ActForm
        path={`${path}/loans`}
        body={(data) => ({ to: said(data, "to") })}
        button={texts.lend}
        done={saved}
        onDone={again}
      >
        {(errors) => (
          <Field label={texts.lendTo} help={texts.lendHelp} name="to" autocapitalize="none" errors={errors} required />
        )}
      </ActForm>
    ),
  };
  return (
    <section class="sheet" aria-labelledby="loans">
      <h2 id="loans">{texts.loans}</h2>
      <List<Loan> key={count} path={`${path}/loans?limit=50`} empty={<p class="muted">{texts.noLoans}</p>}>
        {(loans) => (
          <ul class="entries">
            {loans.map(({ to, name, nameNotice, since }) => (
              <li key={to}>
                <bdi>{to === "all" ? texts.everybody : (name ?? to)}</bdi> <span class="muted">{day(since)}</span>{" "}
                <button type="button" class="button-quiet" onClick={() => end(to)}>
                  {texts.end}
                </button>
                {nameNotice && <p class="notice notice-warn">{nameNotice}</p>}
              </li>
            ))}
          </ul>
        )}
      </List>
      {failure !== undefined && <Failure error={failure} />}
      <Actions of={[lend]} />
    </section>
  );
}
