import { useId, type ReactNode } from "react";
import { Boundary } from "./boundary.tsx";

interface SectionProps {
  readonly title: string;
  /** What can be done with all of it: shown beside the title. */
  readonly action?: ReactNode;
  readonly children: ReactNode;
}

/** A part of the person's page. */
export function Section({ title, action, children }: SectionProps) {
  const id = useId();
  return (
    <section className="section" aria-labelledby={id}>
      <header>
        <h2 id={id}>{title}</h2>
        {action}
      </header>
      <Boundary>{children}</Boundary>
    </section>
  );
}
