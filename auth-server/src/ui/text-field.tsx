import { useId, type KeyboardEvent } from "react";

interface TextFieldProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  /** What is wrong with it. */
  readonly problem?: string | undefined;
  readonly isNumber?: boolean;
  /** Shown so that 0 and O differ, and whole: it is longer than a line. */
  readonly isAddress?: boolean;
}

/** Asks for a text. */
export function TextField({ label, value, onChange, problem, isNumber, isAddress }: TextFieldProps) {
  const id = useId();
  const field = {
    id,
    autoComplete: "off",
    autoCapitalize: "off",
    spellCheck: false,
    value,
    "aria-invalid": problem !== undefined,
    "aria-describedby": `${id}-wrong`,
    onChange: (event: { readonly target: { readonly value: string } }) => {
      onChange(event.target.value);
    },
  };
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      {isAddress ? (
        <textarea {...field} className="mono" rows={2} onKeyDown={submitOnEnter} />
      ) : (
        <input {...field} inputMode={isNumber ? "decimal" : "text"} />
      )}
      <span id={`${id}-wrong`} className="wrong" role="status">
        {problem}
      </span>
    </div>
  );
}

/** An address has no second line: Enter does what it does in a field of one. */
function submitOnEnter(event: KeyboardEvent<HTMLTextAreaElement>): void {
  if (event.key !== "Enter" || event.nativeEvent.isComposing) return;
  event.preventDefault();
  event.currentTarget.form?.requestSubmit();
}
