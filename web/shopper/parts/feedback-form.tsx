import { useState } from "preact/hooks";
import { Star } from "../icons/signs.tsx";
import { useLocale } from "../locale.ts";

type State = "open" | "unrated" | "sending" | "sent" | "again" | "failed";

const STARS = [1, 2, 3, 4, 5];

/** Asks for feedback on the batch. It says nothing about whether the journey is true. */
export function FeedbackForm({ code }: { readonly code: string }) {
  const { feedback } = useLocale().texts;
  const [rating, setRating] = useState(0);
  const [text, setText] = useState("");
  const [state, setState] = useState<State>("open");
  const over = state === "sent" || state === "again";

  async function submit(event: Event): Promise<void> {
    event.preventDefault();
    if (rating === 0) return setState("unrated");
    setState("sending");
    setState(await send(code, { rating, text: text.trim() }));
  }

  return (
    <section class="feedback" aria-labelledby="feedback-title">
      <h2 id="feedback-title">{feedback.title}</h2>
      {!over && (
        <form onSubmit={submit} noValidate>
          <p class="muted">{feedback.intro}</p>
          <fieldset aria-describedby="feedback-state">
            <legend class="visually-hidden">{feedback.rating}</legend>
            {STARS.map((count) => (
              <label key={count} class={count <= rating ? "star star-lit" : "star"}>
                <input
                  type="radio"
                  name="rating"
                  class="visually-hidden"
                  value={count}
                  checked={count === rating}
                  onChange={() => setRating(count)}
                />
                <Star />
                <span class="visually-hidden">{feedback.stars(count)}</span>
              </label>
            ))}
          </fieldset>
          <label for="feedback-text">{feedback.text}</label>
          <textarea
            id="feedback-text"
            rows={3}
            maxLength={1000}
            value={text}
            onInput={(event) => setText(event.currentTarget.value)}
          />
          <button type="submit" class="button" disabled={state === "sending"}>
            {feedback.send}
          </button>
        </form>
      )}
      <p
        id="feedback-state"
        class={over ? "feedback-thanks" : "field-error"}
        role="status"
        data-testid="feedback-state"
      >
        {state === "unrated" && feedback.choose}
        {state === "sent" && feedback.sent}
        {state === "again" && feedback.again}
        {state === "failed" && feedback.failed}
      </p>
    </section>
  );
}

async function send(code: string, said: { readonly rating: number; readonly text: string }): Promise<State> {
  try {
    const response = await fetch(`/v1/traces/public/${encodeURIComponent(code)}/feedback`, {
      method: "POST",
      headers: { "content-type": "application/json", accept: "application/json" },
      body: JSON.stringify(said),
    });
    if (response.ok) return "sent";
    return response.status === 409 ? "again" : "failed";
  } catch {
    return "failed";
  }
}
