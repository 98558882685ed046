import { useState } from "preact/hooks";
import { useLocale } from "../../locale.ts";
import type { Settings } from "../../use-settings.ts";
import { Field } from "./field.tsx";

/** The reader's choice of endpoint and contract, and the button that verifies again. */
export function EndpointForm(props: {
  readonly settings: Settings;
  readonly proposed: Settings;
  readonly choose: (settings: Settings) => void;
  readonly again: () => void;
  readonly busy: boolean;
}) {
  const { settings, proposed } = props;
  const { panel } = useLocale().texts;
  const [endpoint, setEndpoint] = useState(settings.endpoint);
  const [contract, setContract] = useState(settings.contract);
  const endpointBad = !/^https?:\/\/[^\s/]/i.test(endpoint.trim());
  const contractBad = !/^0x[0-9a-f]{40}$/i.test(contract.trim());
  const own = settings.endpoint !== proposed.endpoint || settings.contract !== proposed.contract;

  function submit(event: Event): void {
    event.preventDefault();
    if (endpointBad || contractBad) return;
    const chosen = { endpoint: endpoint.trim(), contract: contract.trim().toLowerCase() };
    if (chosen.endpoint === settings.endpoint && chosen.contract === settings.contract) props.again();
    else props.choose(chosen);
  }

  return (
    <form class="endpoint" onSubmit={submit} noValidate>
      <Field
        id="endpoint"
        label={panel.endpoint}
        value={endpoint}
        onInput={setEndpoint}
        hint={endpoint === proposed.endpoint ? panel.endpointProposed : panel.endpointOwn}
        error={endpointBad ? panel.endpointBad : undefined}
      />
      <Field
        id="contract"
        label={panel.contract}
        value={contract}
        onInput={setContract}
        hint={contract === proposed.contract ? panel.contractProposed : panel.contractOwn}
        error={contractBad ? panel.contractBad : undefined}
      />
      <div class="buttons">
        <button type="submit" class="button" disabled={props.busy || endpointBad || contractBad} data-testid="again">
          {panel.again}
        </button>
        {own && (
          <button type="button" class="button-quiet" onClick={() => props.choose(proposed)} data-testid="reset">
            {panel.reset}
          </button>
        )}
      </div>
    </form>
  );
}
