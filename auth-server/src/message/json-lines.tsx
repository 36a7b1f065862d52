/** Spaces that a line goes on behind its own beginning, where it is longer than the window is wide. */
const HANGING = 4;

/** Spaces that a line may begin with for that: a phone has no room for more. */
const DEEPEST = 12;

/**
 * Shows JSON of several lines. What goes on in another line of the window is indented more than where its own began, and has the
 * same bar beside it: a long text could be filled so that its rest begins there, and reads as another member.
 */
export function JsonLines({ json }: { readonly json: string }) {
  const lines = json.split("\n");
  return (
    <pre className="message mono">
      {lines.map((line, i) => {
        const indent = Math.min(line.length - line.trimStart().length, DEEPEST) + HANGING;
        return (
          <span key={i} className="line" style={{ paddingLeft: `${indent}ch`, textIndent: `${-indent}ch` }}>
            {i < lines.length - 1 ? `${line}\n` : line}
          </span>
        );
      })}
    </pre>
  );
}
