import { useState, type ReactNode } from "react";

/** What a passkey is, told to whoever asks: the text, and the button that shows it. */
export function usePasskeyExplanation(): readonly [explanation: ReactNode, question: ReactNode] {
  const [isExplained, setExplained] = useState(false);
  const explanation = isExplained && (
    <p className="soft appear">
      A passkey is a key that your device keeps for one website, and unlocks with your finger, your face or
      your PIN. It never leaves your devices, so nobody can ask you for it.
    </p>
  );
  const question = (
    <button
      type="button"
      className="link"
      aria-expanded={isExplained}
      onClick={() => {
        setExplained(!isExplained);
      }}
    >
      What is a passkey?
    </button>
  );
  return [explanation, question];
}
