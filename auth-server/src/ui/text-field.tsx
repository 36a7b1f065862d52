import { useId } from "react";

interface TextFieldProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  /** What is wrong with it. */
  readonly problem?: string | undefined;
  readonly isNumber?: boolean;
  /** Shown so that 0 and O differ. */
  readonly isAddress?: boolean;
}

/** Asks for a text. */
export function TextField({ label, value, onChange, problem, isNumber, isAddress }: TextFieldProps) {
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        className={isAddress ? "mono" : undefined}
        inputMode={isNumber ? "decimal" : "text"}
        autoComplete="off"
        autoCapitalize="off"
        spellCheck={false}
        value={value}
        aria-invalid={problem !== undefined}
        aria-describedby={`${id}-wrong`}
        onChange={(event) => {
          onChange(event.target.value);
        }}
      />
      <span id={`${id}-wrong`} className="wrong" role="status">
        {problem}
      </span>
    </div>
  );
}
