import { expect } from "chai";
import { useLab } from "./lab.ts";
import type { Lab } from "./lab.ts";

/** Describes a method that the node serves. */
interface Served<Client> {
  /** What is asserted, to be read after the method's name. */
  readonly asserts: string;
  readonly run: (client: Client, lab: Lab) => unknown;
}

/** Describes a method that no local node can serve; it must fail, so that the row is removed once it succeeds. */
interface Refused<Client> {
  /** What the chain lacks. */
  readonly needs: string;
  readonly attempt: (client: Client, lab: Lab) => unknown;
  /** Matches the error's message. */
  readonly error: RegExp;
}

/** Describes something that only concerns the client: no test. */
interface Local {
  readonly clientOnly: string;
}

export type Row<Client> = Served<Client> | Refused<Client> | Local;

/** Maps a client's methods to rows. */
export type Table<Client> = Readonly<Record<string, Row<Client>>>;

export function serves<Client>(asserts: string, run: Served<Client>["run"]): Row<Client> {
  return { asserts, run };
}

export function cannotServe<Client>(
  needs: string,
  error: RegExp,
  attempt: Refused<Client>["attempt"],
): Row<Client> {
  return { needs, error, attempt };
}

export function clientOnly(what: string): Local {
  return { clientOnly: what };
}

/**
 * Declares the suite of one client: that `rows` has exactly the methods of the installed library, and a test for each.
 * Every test starts from the same chain.
 */
export function describeClient<Client>(
  name: string,
  methods: readonly string[],
  rows: Table<Client>,
  connect: (lab: Lab) => Client | Promise<Client>,
  disconnect: (client: Client) => unknown = () => undefined,
): void {
  describe(name, function () {
    this.timeout(30_000);
    const lab = useLab();

    it("has a row for each method of the installed library, and no other", () => {
      expect(Object.keys(rows).sort()).to.deep.equal([...new Set(methods)].sort());
    });

    for (const [method, row] of Object.entries(rows)) {
      if ("clientOnly" in row) continue;
      it(titleOf(method, row), async () => {
        const client = await connect(lab());
        try {
          await check(row, client, lab());
        } finally {
          await disconnect(client);
        }
      });
    }
  });
}

function titleOf<Client>(method: string, row: Served<Client> | Refused<Client>): string {
  return "asserts" in row ? `${method} ${row.asserts}` : `${method} cannot be served: needs ${row.needs}`;
}

async function check<Client>(row: Served<Client> | Refused<Client>, client: Client, lab: Lab): Promise<void> {
  if ("asserts" in row) {
    await row.run(client, lab);
    return;
  }
  const error = await failureOf(async () => row.attempt(client, lab));
  expect(error.message).to.match(row.error);
}

/** Returns the error that a task fails with; throws when it succeeds. */
export async function failureOf(task: () => Promise<unknown>): Promise<Error> {
  let answer: unknown;
  try {
    answer = await task();
  } catch (error) {
    if (error instanceof Error) return error;
    throw new TypeError(`threw ${String(error)}, which is not an Error`, { cause: error });
  }
  throw new Error(`succeeded with ${String(answer)}: the node serves this method`);
}
