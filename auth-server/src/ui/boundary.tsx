import { Component, type ReactNode } from "react";
import { problemOf, type Problem } from "../words/problem.ts";
import { Button } from "./buttons.tsx";
import { ProblemNote } from "./problem-note.tsx";

interface BoundaryProps {
  readonly children: ReactNode;
}

interface BoundaryState {
  readonly problem: Problem | undefined;
}

/**
 * Says in the place of a part of the page that it cannot be shown: without this, React takes the whole page away. What is shown is
 * others' words, too, and nobody shall hide somebody's keys from them by what a token says of itself.
 */
export class Boundary extends Component<BoundaryProps, BoundaryState> {
  override readonly state: BoundaryState = { problem: undefined };

  static getDerivedStateFromError(error: unknown): BoundaryState {
    return { problem: problemOf(error) };
  }

  override render(): ReactNode {
    const { problem } = this.state;
    if (!problem) return this.props.children;
    return (
      <div className="failed">
        <ProblemNote problem={problem} />
        <Button
          onPress={() => {
            this.setState({ problem: undefined });
          }}
        >
          Try again
        </Button>
      </div>
    );
  }
}
