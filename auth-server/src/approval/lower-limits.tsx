import { useState } from "react";
import type { SessionSpec } from "@zksync-sso/sdk/session";
import { formatUnits, parseUnits } from "viem";
import { Button } from "../ui/buttons.tsx";
import { untilInWords } from "../words/time.ts";
import { limitAt, lowerLimit } from "./limit-place.ts";
import type { Permission } from "./permissions.ts";
import { whyNoLimit } from "./why-no-limit.ts";

interface LowerLimitsProps {
  /** What the app asked for: nothing goes above it. */
  readonly asked: SessionSpec;
  readonly spec: SessionSpec;
  readonly lines: readonly Permission[];
  /** Seconds. */
  readonly now: bigint;
  readonly onDone: (spec: SessionSpec) => void;
}

const HOUR = 3600n;
/** How long a session may be made to last, in seconds. */
const DURATIONS: readonly bigint[] = [HOUR, 8n * HOUR, 24n * HOUR, 7n * 24n * HOUR];

/** Has the person lower what an app may do, and shorten for how long. */
export function LowerLimits({ asked, spec, lines, now, onDone }: LowerLimitsProps) {
  const limits = lines.flatMap((line) => line.limits);
  const [texts, setTexts] = useState(() =>
    limits.map(({ place, decimals }) => formatUnits(limitAt(spec, place).limit, decimals)),
  );
  const [expiresAt, setExpiresAt] = useState(spec.expiresAt);
  const ends = [...DURATIONS.map((duration) => now + duration).filter((end) => end < asked.expiresAt)];
  const problems = limits.map((limit, i) =>
    whyNoLimit(texts[i] ?? "", { decimals: limit.decimals, most: limitAt(asked, limit.place).limit }),
  );
  const apply = (): void => {
    const lowered = limits.reduce(
      (session, { place, decimals }, i) =>
        lowerLimit(session, place, parseUnits((texts[i] ?? "0").trim(), decimals)),
      asked,
    );
    onDone({ ...lowered, expiresAt });
  };
  return (
    <form
      className="appear"
      onSubmit={(event) => {
        event.preventDefault();
      }}
    >
      <p className="field">
        <label htmlFor="until">Until</label>
        <select
          id="until"
          value={String(expiresAt)}
          onChange={(event) => {
            setExpiresAt(BigInt(event.target.value));
          }}
        >
          {[...new Set([...ends, spec.expiresAt, asked.expiresAt])].map((end) => (
            <option key={String(end)} value={String(end)}>
              {untilInWords(end)}
            </option>
          ))}
        </select>
      </p>
      {limits.map(({ label, unit }, i) => (
        <div className="field" key={i}>
          <label htmlFor={`limit-${i}`}>
            {label} {unit && unit !== "ETH" && `(${unit})`}
          </label>
          <input
            id={`limit-${i}`}
            inputMode="decimal"
            autoComplete="off"
            value={texts[i]}
            aria-invalid={problems[i] !== undefined}
            aria-describedby={`limit-${i}-wrong`}
            onChange={(event) => {
              setTexts(texts.map((text, j) => (j === i ? event.target.value : text)));
            }}
          />
          <span id={`limit-${i}-wrong`} className="wrong" role="status">
            {problems[i]}
          </span>
        </div>
      ))}
      <div className="buttons" style={{ marginTop: 20 }}>
        <button
          type="button"
          className="button main"
          disabled={problems.some((problem) => problem !== undefined)}
          onClick={apply}
        >
          Use these limits
        </button>
        <Button
          onPress={() => {
            onDone(spec);
          }}
        >
          {spec === asked ? "Keep what was asked for" : "Keep what you chose"}
        </Button>
      </div>
    </form>
  );
}
