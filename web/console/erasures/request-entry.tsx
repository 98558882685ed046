import { useTexts } from "../app/context.ts";
import { ActForm } from "../parts/act-form.tsx";
import { Actions } from "../parts/actions.tsx";
import { Check } from "../parts/check.tsx";
import { Facts } from "../parts/facts.tsx";
import { Area, Field } from "../parts/field.tsx";
import { Link } from "../parts/link.tsx";
import { said, saidOf } from "../parts/said.ts";
import { COMMON_TEXTS } from "../parts/texts.ts";
import { useFormat } from "../parts/use-format.ts";
import { ERASURE_TEXTS } from "./texts.ts";

/** A request for erasure, as the API tells it. */
export interface ErasureRequest {
  readonly id: string;
  readonly status: string;
  readonly askedAt: string;
  readonly dueAt: string;
  readonly traceId: string;
  readonly batchCode: string;
  readonly seq: number | null;
  readonly reason: string | null;
  readonly contact: string | null;
  readonly overdue: boolean;
  readonly endedAt: string | null;
  readonly answer: string | null;
  readonly erasure: number | null;
}

/** One request, with the two ways in which it ends. */
export function RequestEntry({ request, onDone }: { readonly request: ErasureRequest; readonly onDone: () => void }) {
  const texts = useTexts(ERASURE_TEXTS);
  const common = useTexts(COMMON_TEXTS);
  const { day } = useFormat();
  const refuse = () => (
    <ActForm
      path={`/v1/erasure-requests/${request.id}/refuse`}
      body={(data) => ({ reason: said(data, "reason") })}
      button={texts.refuse}
      done={texts.refused}
      grave
      onDone={onDone}
    >
      {(errors) => <Area label={common.reason} help={texts.refuseHelp} name="reason" errors={errors} required />}
    </ActForm>
  );
  const erase = () => (
    <ActForm
      path={(data) => `/v1/traces/${request.traceId}/lines/${said(data, "seq")}/erasure`}
      body={(data) => ({
        ...saidOf(data, ["reason", "basis"]),
        requestId: request.id,
        ...(data.has("attachments") && { attachments: true }),
      })}
      button={texts.erase}
      grave
      onDone={onDone}
    >
      {(errors) => (
        <>
          <p>{texts.eraseWhat}</p>
          <Field
            label={texts.seq}
            help={texts.seqHelp}
            name="seq"
            type="number"
            min="1"
            defaultValue={request.seq ?? ""}
            errors={errors}
            required
          />
          <Area label={common.reason} name="reason" errors={errors} required />
          <Field label={texts.basis} name="basis" errors={errors} />
          <Check name="attachments" label={texts.attachments} />
        </>
      )}
    </ActForm>
  );
  return (
    <li class="sheet">
      <p>
        <Link to={`/batches/${request.traceId}`}>
          <span class="mono">{request.batchCode}</span>
        </Link>{" "}
        <span class={request.overdue ? "tag tag-bad" : "tag"}>
          {request.overdue ? texts.statuses.overdue : (texts.statuses[request.status] ?? request.status)}
        </span>
      </p>
      {request.reason && <p>{request.reason}</p>}
      <Facts
        of={[
          [texts.line, request.seq],
          [texts.contact, request.contact],
          [texts.asked, day(request.askedAt)],
          [texts.due, request.status === "open" && day(request.dueAt)],
          [texts.ended, request.endedAt && day(request.endedAt)],
          [texts.answer, request.answer],
          [texts.erasure, request.erasure],
        ]}
      />
      {request.status === "open" && (
        <Actions
          of={[
            { name: "erase", title: texts.erase, form: erase },
            { name: "refuse", title: texts.refuse, form: refuse },
          ]}
        />
      )}
    </li>
  );
}
