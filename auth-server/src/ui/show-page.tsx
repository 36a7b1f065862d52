import type { FunctionComponent } from "react";
import { createRoot } from "react-dom/client";
import { problemOf, type Problem } from "../words/problem.ts";
import { Button } from "./buttons.tsx";
import { ProblemNote } from "./problem-note.tsx";
import { Screen } from "./screen.tsx";

/**
 * Shows a page when its part is loaded; or that it could not be, as on a connection that is lost in the middle.
 *
 * @returns what takes it away again
 */
export async function showPage(
  root: HTMLElement,
  load: () => Promise<{ readonly App: FunctionComponent }>,
): Promise<() => void> {
  const tree = createRoot(root);
  try {
    const { App } = await load();
    tree.render(<App />);
  } catch (error) {
    tree.render(<UnloadedScreen problem={problemOf(error)} />);
  }
  return () => {
    tree.unmount();
  };
}

function UnloadedScreen({ problem }: { readonly problem: Problem }) {
  return (
    <Screen>
      <h1>This page cannot be shown now.</h1>
      <ProblemNote problem={problem} />
      <div className="rest" />
      <Button
        onPress={() => {
          window.location.reload();
        }}
      >
        Load it again
      </Button>
    </Screen>
  );
}
